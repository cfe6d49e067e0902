//! `organisation-twice`: one organisation under two names.

use std::collections::{BTreeMap, BTreeSet};

use super::linter::{Check, Lint, Linter};
use super::listed_names::are_several;
use super::people::all_people;
use crate::diagnostic::{Code, Level, Rule};
use crate::identity::{acronym, organisation_forms};
use crate::message::message;
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
    let people = all_people(linter, event);
    let work = people.iter().filter_map(|person| person.affiliation.as_ref());
    let sponsors = event.sponsors.iter().map(|sponsor| &sponsor.organisation);
    let all = members.chain(sponsors).chain(&event.attendance.institutions).chain(work);
    let mut names = BTreeSet::new();
    let mut known = Known::default();
    let words = linter.words();
    // A list of names is like each of them, and has a finding of its own.
    let all = all.filter(|one| !are_several(one.name.as_str(), words));
    for organisation in all.filter(|one| names.insert(one.name.as_str())) {
        if let Some(one) = known.like(organisation) {
            let name = &organisation.name;
            let message = message!("`{name}` is probably `{other}`", other = one.name);
            let hint = if acronym(name.as_str()).is_some() {
                message!("write one name; what stands in brackets is its `abbreviation`")
            } else {
                message!("write one name, or give them one entry with `aliases`")
            };
            linter.report(&LINT, name.origin(), message, hint);
        }
        known.add(organisation);
    }
}

/// Returns whether two names may differ by a typo: not if other words are in the same place, as in
/// "Rotary Club of Ipoh North" and "South", or numbers.
fn may_be_typo(one: &str, other: &str) -> bool {
    let (one, other): (Vec<_>, Vec<_>) = (one.split(' ').collect(), other.split(' ').collect());
    one.len() != other.len()
        || one.iter().zip(&other).filter(|(one, other)| one != other).all(|(one, other)| {
            let is_number = |word: &str| word.contains(|char: char| char.is_ascii_digit());
            let edits = strsim::osa_distance(one, other);
            edits * 3 <= one.chars().count() && !is_number(one) && !is_number(other)
        })
}

/// Organisations by what their names read like.
#[derive(Default)]
struct Known<'a> {
    by_form: BTreeMap<String, &'a Organisation>,
    by_abbreviation: BTreeMap<String, &'a Organisation>,
    long_names: Lookalikes<2>,
}

impl<'a> Known<'a> {
    /// Returns an organisation that is probably the same as another.
    fn like(&self, other: &Organisation) -> Option<&'a Organisation> {
        let forms = organisation_forms(other.name.as_str());
        let found = forms
            .iter()
            .find_map(|form| self.by_form.get(form).or_else(|| self.by_abbreviation.get(form)));
        let near = || {
            let form = forms.first()?;
            let near = self.long_names.nearest(form)?;
            self.by_form.get(near).filter(|_| may_be_typo(form, near))
        };
        found.or_else(near).copied()
    }

    fn add(&mut self, organisation: &'a Organisation) {
        for form in organisation_forms(organisation.name.as_str()) {
            if form.len() >= LONG && !self.by_form.contains_key(&form) {
                self.long_names.add(&form);
            }
            self.by_form.entry(form).or_insert(organisation);
        }
        let inside = acronym(organisation.name.as_str()).map(|(_, inside)| inside);
        let abbreviation = organisation.abbreviation.as_ref().map(Text::as_str);
        for abbreviation in [abbreviation, inside].into_iter().flatten() {
            for form in organisation_forms(abbreviation) {
                self.by_abbreviation.entry(form).or_insert(organisation);
            }
        }
    }
}
