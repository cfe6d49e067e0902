//! `byline people`: lists where each person appears, with their title and affiliation there.

use std::collections::{BTreeMap, HashMap};
use std::io;

use crate::exit::{self, Exit};
use crate::findings::report;
use crate::printer::{Appearance, Printer};
use byline_build::{events_with_people, load};
use byline_core::identity::name_forms;
use byline_core::model::Person;
use byline_core::project::Project;

pub(crate) fn run(project: &Project, printer: &mut dyn Printer) -> io::Result<Exit> {
    let (directory, mut findings) = load::directory(project, None);
    let (records, wrong) = project.records();
    findings.extend(wrong);
    let mut worst = report(&findings, printer);
    let mut people: BTreeMap<String, Vec<Appearance>> = BTreeMap::new();
    let mut names = Names::default();
    for person in directory.people() {
        people.entry(names.of(person)).or_default();
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
            let appearances = people.entry(names.of(person)).or_default();
            if !appearances.contains(&appearance) {
                appearances.push(appearance);
            }
        }
    }
    let mut people = people.iter();
    let printed = people.try_for_each(|(name, appearances)| printer.person(name, appearances));
    exit::of_list(worst, printed)
}

/// The names of people by their forms, so that spellings that read alike are listed once.
#[derive(Default)]
struct Names(HashMap<String, String>);

impl Names {
    /// Returns the name under which a person is listed: the first spelling of it.
    fn of(&mut self, person: &Person) -> String {
        let forms = name_forms(person.name.as_str());
        let known = forms.iter().find_map(|form| self.0.get(form)).cloned();
        let name = known.unwrap_or_else(|| person.name.to_string());
        for form in forms {
            self.0.entry(form).or_insert_with(|| name.clone());
        }
        name
    }
}
