//! `organisation-twice`: one organisation under two names.

use std::collections::{BTreeMap, BTreeSet};

use super::linter::{Check, Lint, Linter};
use super::people::all_people;
use crate::diagnostic::{Code, Level, Rule};
use crate::model::{Event, Organisation, Text};
use crate::spelling::Lookalikes;

pub(super) static LINT: Lint = Lint {
    code: Code::new(&Rule {
        name: "organisation-twice",
        level: Level::Warning,
        meaning: "Two names are probably those of one organisation.",
        remedy: "Write one of them, or give one entry with `aliases`.",
        ..Rule::BLANK
    }),
    bad: r#"
organiser = "Tyrion AI"
supporter = "Tyrion.ai"
"#,
    good: r#"
organiser = "Ministry of Trade"
supporter = "Ministry of Transport"
"#,
    check: Check::Event(check),
};

/// The length in bytes from which names that differ by a typo or two are taken for one.
const LONG: usize = 13;

fn check(linter: &mut Linter<'_>, event: &Event) {
    let members = event.organisations.iter().flat_map(|(_, members)| members);
    let people = all_people(event);
    let work = people.iter().filter_map(|person| person.affiliation.as_ref());
    let sponsors = event.sponsors.iter().map(|sponsor| &sponsor.organisation);
    let all = members.chain(sponsors).chain(&event.attendance.institutions).chain(work);
    let mut names = BTreeSet::new();
    let mut known = Known::default();
    for organisation in all.filter(|one| names.insert(one.name.as_str())) {
        if let Some(one) = known.like(organisation) {
            let message = format!("`{}` is probably `{}`", organisation.name, one.name);
            let hint = "write one name, or give them one entry with `aliases`";
            linter.report(&LINT, organisation.name.origin(), message, hint);
        }
        known.add(organisation);
    }
}

/// Organisations by their names without spaces, punctuation and capitals.
#[derive(Default)]
struct Known<'a> {
    by_name: BTreeMap<String, &'a Organisation>,
    by_abbreviation: BTreeMap<String, &'a Organisation>,
    long_names: Lookalikes<2>,
}

impl<'a> Known<'a> {
    /// Returns an organisation that is probably the same as another.
    fn like(&self, other: &Organisation) -> Option<&'a Organisation> {
        let name = bare(&other.name);
        let near = || self.by_name.get(self.long_names.nearest(&name)?);
        let found = self.by_name.get(&name).or_else(|| self.by_abbreviation.get(&name));
        found.or_else(near).copied()
    }

    fn add(&mut self, organisation: &'a Organisation) {
        let name = bare(&organisation.name);
        if name.len() >= LONG && !self.by_name.contains_key(&name) {
            self.long_names.add(&name);
        }
        self.by_name.entry(name).or_insert(organisation);
        if let Some(abbreviation) = &organisation.abbreviation {
            self.by_abbreviation.entry(bare(abbreviation)).or_insert(organisation);
        }
    }
}

fn bare(text: &Text) -> String {
    let letters = text.as_str().chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}
