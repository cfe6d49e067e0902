//! `person-twice`: one person under two names.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::linter::{Check, Lint, Linter};
use super::people::{MAX_NAMESAKES, People, mentioned};
use crate::diagnostic::{Code, Level, Rule};
use crate::identity::{differ_in_parentage, forms_of, likely_name_forms, may_be_one};
use crate::message::message;
use crate::model::{Event, Person};

pub(super) static LINT: Lint = Lint {
    code: Code::new(&Rule {
        name: "person-twice",
        level: Level::Warning,
        meaning: "Two names are probably those of one person, and readers will take them for two \
                  people.",
        remedy: "Write the name in one way, or give the person one entry with `aliases`.",
        ..Rule::BLANK
    }),
    bad: r#"
[[programme]]
title = "Talks"
sessions = [{ speaker = "Zaleha bt. Omar" }, { speaker = "Zaleha binti Omar" }]
"#,
    good: r#"
[[programme]]
title = "Talks"
sessions = [{ speaker = "Zaleha binti Omar" }, { speaker = "Zaleh bin Omar" }]
"#,
    check: Check::Event(check),
};

fn check(linter: &mut Linter<'_>, event: &Event) {
    let identities = linter.identities(event);
    let guests = People::of(&identities, &event.attendance.people);
    let mut known: BTreeMap<String, Vec<&Arc<Person>>> = BTreeMap::new();
    for person in mentioned(event) {
        let name = person.name.as_str();
        let (own, forms) = (forms_of(person), likely_name_forms(name));
        let is_twice = |other: &&&Arc<Person>| {
            let same = forms_of(other).iter().any(|form| own.contains(form));
            // A speaker under another name than in the attendance list has a finding of its own.
            may_be_one(other, person)
                && if same {
                    differ_in_parentage(name, other.name.as_str())
                } else {
                    guests.include(other) == guests.include(person)
                }
        };
        let others = forms.iter().filter_map(|form| known.get(form)).flatten();
        if let Some(other) = others.clone().find(is_twice) {
            let other = &other.name;
            let message = message!("`{name}` is probably `{other}`");
            let hint = message!(
                "did you mean `{other}`? Write the name in one way, or give them one entry with \
                 `aliases`"
            );
            linter.report(&LINT, person.name.origin(), message, hint);
        }
        for form in forms {
            let known = known.entry(form).or_default();
            let is_new = known.iter().all(|other| other.name.as_str() != name);
            if is_new && known.len() < MAX_NAMESAKES {
                known.push(person);
            }
        }
    }
}
