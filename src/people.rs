//! `byline people`: lists where each person appears, with their title and affiliation there.

use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;

use crate::artist;
use crate::exit::{self, Exit};
use crate::printer::{Appearance, Printer};
use byline_core::diagnostic::{Code, Diagnostic};
use byline_core::model::{Language, Slug};
use byline_core::parse::{Context, Draft, Pictures};
use byline_core::project::{Project, RecordKind};
use byline_core::source::{Place, Source};

pub(crate) fn run(project: &Project, printer: &mut dyn Printer) -> io::Result<Exit> {
    let (directory, findings) = byline_build::load::directory(project, &*artist::of(project));
    let (records, wrong) = project.records();
    let mut worst = Exit::Success;
    for finding in findings.iter().chain(&wrong) {
        printer.finding(finding);
        worst = worst.max(exit::of_finding(finding, false));
    }
    let mut people: BTreeMap<String, Vec<Appearance>> = BTreeMap::new();
    for person in directory.people() {
        people.entry(person.name.to_string()).or_default();
    }
    let language: &Language = &project.language;
    for file in records.into_iter().filter(|file| file.kind == RecordKind::Event) {
        let source = match project.source(&file.path, &file.name) {
            Ok(source) => source,
            Err(finding) => {
                printer.finding(&finding);
                worst = worst.max(exit::of_finding(&finding, false));
                continue;
            }
        };
        // Titles and affiliations are listed in the main language.
        let translations = &[];
        let context = Context { id: &file.id, language, directory: &directory, translations };
        // A person who appears in a record is never named by a picture alone.
        let draft = Draft::read(&source, &context);
        let Some(event) = draft.complete(&context, &Pictures::default()).value else {
            printer.finding(&left_out(&file.id, &source));
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

/// Returns the finding for a record whose people cannot be listed.
fn left_out(id: &Slug, source: &Arc<Source>) -> Diagnostic {
    let message = format!("`{id}` has errors, so its people are not listed");
    Diagnostic::new(Code::UNREADABLE, message)
        .at(Place::new(source, 0..0))
        .hint(format!("`byline check {id}` reports the errors"))
}
