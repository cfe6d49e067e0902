//! `organisation-twice`: one organisation under two names.

use std::sync::Arc;

use super::linter::{Check, Lint, Linter};
use super::people::everybody;
use crate::diagnostic::{Code, Level, Rule};
use crate::model::{Event, Organisation};
use crate::spelling::slips;

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

fn check(linter: &mut Linter<'_>, event: &Event) {
    let mut all: Vec<&Arc<Organisation>> = Vec::new();
    let members = event.organisations.iter().flat_map(|(_, members)| members);
    let people = everybody(event);
    let work = people.iter().filter_map(|person| person.affiliation.as_ref());
    let sponsors = event.sponsors.iter().map(|sponsor| &sponsor.organisation);
    for organisation in members.chain(sponsors).chain(&event.attendance.institutions).chain(work) {
        if !all.iter().any(|other| other.name.as_str() == organisation.name.as_str()) {
            all.push(organisation);
        }
    }
    let bare = |text: &str| -> String {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let all: Vec<_> = all.into_iter().map(|one| (one, bare(one.name.as_str()))).collect();
    for (index, (one, a)) in all.iter().enumerate() {
        for (other, b) in &all[index + 1..] {
            let slip = a.len() > 12 && slips(a, b, 2).is_some();
            let abbreviated =
                one.abbreviation.as_ref().is_some_and(|short| bare(short.as_str()) == *b);
            if a == b || slip || abbreviated {
                let message = format!("`{}` is probably `{}`", other.name, one.name);
                let hint = "write one name, or give them one entry with `aliases`";
                linter.report(&LINT, other.name.origin(), message, hint);
            }
        }
    }
}
