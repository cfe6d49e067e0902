//! `title-differs`: one person with two titles.

use std::collections::BTreeMap;

use super::linter::{Check, Lint, Linter};
use super::people::mentioned;
use crate::diagnostic::{Code, Level, Rule};
use crate::model::{Event, Person, Text};

pub(super) static LINT: Lint = Lint {
    code: Code::new(&Rule {
        name: "title-differs",
        level: Level::Warning,
        meaning: "One person has two titles in the record.",
        remedy: "Give them one entry, and name its id.",
        ..Rule::BLANK
    }),
    bad: r#"
[[programme]]
title = "Talks"
sessions = [
  { speaker = { name = "Ada King", title = "Countess" } },
  { speaker = { name = "Ada King", title = "Analyst" } },
]
"#,
    good: r#"
[[programme]]
title = "Talks"
sessions = [
  { speaker = { name = "Ada King", title = "Countess" } },
  { speaker = { name = "Ada Kong", title = "Analyst" } },
]
"#,
    check: Check::Event(check),
};

fn check(linter: &mut Linter<'_>, event: &Event) {
    let (mut of_entry, mut of_name, mut without_entry) =
        (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    for (place, person) in mentioned(event).into_iter().enumerate() {
        let Some(title) = &person.title else { continue };
        let name = person.name.as_str();
        let given = GivenTitle { place, person, title };
        // The people described before who are, or may be, the same person.
        let known: [Option<&TitlesOfPerson<'_>>; 2] = match &person.id {
            Some(id) => [of_entry.get(id), without_entry.get(name)],
            None => [of_name.get(name), None],
        };
        let others = known.into_iter().flatten().filter_map(|titles| titles.other_than(title));
        if let Some(GivenTitle { person: one, title: first, .. }) =
            others.min_by_key(|given| given.place)
        {
            let message = format!("`{}` is `{first}` elsewhere, and `{title}` here", one.name);
            let hint = "give them one entry under `people`, and name its id";
            linter.report(&LINT, title.origin(), message, hint);
        }
        of_name.entry(name).or_insert(TitlesOfPerson::default()).add(given);
        match &person.id {
            Some(id) => of_entry.entry(id).or_insert(TitlesOfPerson::default()).add(given),
            None => without_entry.entry(name).or_insert(TitlesOfPerson::default()).add(given),
        }
    }
}

/// The title that a description gives to a person.
#[derive(Clone, Copy)]
struct GivenTitle<'a> {
    place: usize,
    person: &'a Person,
    title: &'a Text,
}

/// The titles of a person: the first, and the first other one.
#[derive(Default)]
struct TitlesOfPerson<'a> {
    first: Option<GivenTitle<'a>>,
    second: Option<GivenTitle<'a>>,
}

impl<'a> TitlesOfPerson<'a> {
    fn add(&mut self, given: GivenTitle<'a>) {
        match self.first {
            None => self.first = Some(given),
            Some(first) if first.title.as_str() != given.title.as_str() => {
                self.second.get_or_insert(given);
            }
            Some(_) => {}
        }
    }

    /// Returns the first description with another title.
    fn other_than(&self, title: &Text) -> Option<GivenTitle<'a>> {
        let both = [self.first, self.second].into_iter().flatten();
        both.into_iter().find(|given| given.title.as_str() != title.as_str())
    }
}
