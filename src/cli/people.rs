//! `byline people`: where everybody appears, and what they were called there.

use std::collections::BTreeMap;
use std::io;

use super::exit::{self, Exit};
use super::printer::{Appearance, Printer};
use crate::event::Language;
use crate::project::{Project, RecordKind};
use crate::record::{self, Context, Directory, PhotoFolder};

pub(super) fn run(project: &Project, printer: &mut dyn Printer) -> io::Result<Exit> {
    let (directory, findings) = Directory::load(&project.root);
    let (records, wrong) = project.records();
    let mut worst = Exit::Success;
    for finding in findings.iter().chain(&wrong) {
        printer.finding(finding)?;
        worst = worst.max(exit::of_finding(finding, false));
    }
    let mut people: BTreeMap<String, Vec<Appearance>> = BTreeMap::new();
    for person in directory.people() {
        people.entry(person.name.to_string()).or_default();
    }
    let language: &Language = &project.language;
    for file in records.into_iter().filter(|file| file.kind == RecordKind::Event) {
        let Ok(source) = crate::file::read_source(&file.path, &file.name) else { continue };
        let folder = file.path.parent().unwrap_or(&project.root);
        let photos = PhotoFolder::new(folder, &project.root);
        // What people are called is told in the main language.
        let translations = &[];
        let context =
            Context { id: &file.id, language, directory: &directory, photos, translations };
        let Some(event) = record::read(&source, &context).value else {
            worst = worst.max(Exit::Findings);
            continue;
        };
        for (role, person) in event.mentions() {
            let affiliation = person.affiliation.as_ref().map(|at| at.name.to_string());
            let title = person.title.as_ref().map(ToString::to_string);
            let called = [title, affiliation].into_iter().flatten().collect::<Vec<_>>().join(", ");
            let appearance = Appearance { record: event.id.to_string(), role, called };
            let appearances = people.entry(person.name.to_string()).or_default();
            if !appearances.contains(&appearance) {
                appearances.push(appearance);
            }
        }
    }
    for (name, appearances) in &people {
        printer.person(name, appearances)?;
    }
    Ok(worst)
}
