//! `title-differs`: one person with two titles.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::linter::{Check, Lint, Linter};
use super::people::{MAX_NAMESAKES, mentioned};
use crate::diagnostic::{Code, Level, Rule};
use crate::identity::{folded, forms_of, may_be_one};
use crate::message::message;
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
    let mut titled: BTreeMap<String, Vec<&Arc<Person>>> = BTreeMap::new();
    for person in mentioned(event) {
        let Some(title) = &person.title else { continue };
        let forms = forms_of(person);
        let known = forms.iter().filter_map(|form| titled.get(form)).flatten();
        let other = known.copied().find(|known| {
            may_be_one(known, person)
                && known.title.as_ref().is_some_and(|other| !is_alike(other, title))
        });
        if let Some(other) = other
            && let Some(first) = &other.title
        {
            let name = &other.name;
            let message = message!("`{name}` is `{first}` elsewhere, and `{title}` here");
            let hint = message!("give them one entry under `[people]`, and refer to it");
            linter.report(&LINT, title.origin(), message, hint);
        }
        for form in forms {
            let known = titled.entry(form).or_default();
            if known.len() < MAX_NAMESAKES {
                known.push(person);
            }
        }
    }
}

fn is_alike(one: &Text, other: &Text) -> bool {
    folded(one.as_str()).to_lowercase() == folded(other.as_str()).to_lowercase()
}
