//! `byline people`: lists where each person appears, with their title and affiliation there.

use std::collections::BTreeMap;
use std::io;

use crate::exit::{self, Exit};
use crate::findings::report;
use crate::printer::{Appearance, Printer};
use byline_build::{events_with_people, load};
use byline_core::project::Project;

pub(crate) fn run(project: &Project, printer: &mut dyn Printer) -> io::Result<Exit> {
    let (directory, mut findings) = load::directory(project, None);
    let (records, wrong) = project.records();
    findings.extend(wrong);
    let mut worst = report(&findings, printer);
    let mut people: BTreeMap<String, Vec<Appearance>> = BTreeMap::new();
    for person in directory.people() {
        people.entry(person.name.to_string()).or_default();
    }
    for event in events_with_people(records, project, &directory) {
        let event = match event {
            Ok(event) => event,
            Err(finding) => {
                printer.finding(&finding);
                worst = worst.max(exit::of_finding(&finding, false));
                continue;
            }
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
    let mut people = people.iter();
    let printed = people.try_for_each(|(name, appearances)| printer.person(name, appearances));
    exit::of_list(worst, printed)
}
