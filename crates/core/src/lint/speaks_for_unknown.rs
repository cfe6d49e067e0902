//! `speaks-for-unknown`: somebody speaks for an organisation that is not an organiser.

use std::collections::BTreeSet;
use std::iter;

use super::linter::{Check, Lint, Linter};
use crate::diagnostic::{Code, Level, Rule};
use crate::message::message;
use crate::model::{Event, OrganisationRole, Person};

pub(super) static LINT: Lint = Lint {
    code: Code::new(&Rule {
        name: "speaks-for-unknown",
        level: Level::Warning,
        meaning: "Somebody speaks for the organiser, and works at none of the organisers.",
        remedy: "Check the organisers, or for whom the speaker spoke.",
        ..Rule::BLANK
    }),
    bad: r#"
organiser = "Institute"

[[programme]]
title = "Talks"

[[programme.sessions]]
speaker = { name = "Ada Lovelace", affiliation = "Other Place" }
on-behalf-of = "the organiser"
"#,
    good: r#"
organiser = "Institute"

[[programme]]
title = "Talks"

[[programme.sessions]]
speaker = { name = "Ada Lovelace", affiliation = { name = "Lab", part-of = "Institute" } }
on-behalf-of = "the organiser"
"#,
    check: Check::Event(check),
};

fn check(linter: &mut Linter<'_>, event: &Event) {
    use OrganisationRole::{CoOrganiser, Host, Organiser};
    let organisers: BTreeSet<_> = event
        .organisations
        .iter()
        .filter(|(role, _)| matches!(role, Host | Organiser | CoOrganiser))
        .flat_map(|(_, members)| members)
        .map(|organiser| organiser.name.as_str())
        .collect();
    if organisers.is_empty() {
        return;
    }
    for session in event.sessions() {
        let Some(whom) = &session.details.on_behalf_of else { continue };
        if !linter.words().organisers.is_part_of(&whom.as_str().to_lowercase()) {
            continue;
        }
        if !session.speakers.iter().any(|speaker| works_at(speaker, &organisers)) {
            let message = message!("who speaks for {whom} here is at none of the organisers");
            let hint = message!("check the organisers, or for whom the speaker spoke");
            linter.report(&LINT, whom.origin(), message, hint);
        }
    }
}

/// Returns whether a person works at one of the organisations, or at a part of one.
fn works_at(person: &Person, organisations: &BTreeSet<&str>) -> bool {
    let home = person.affiliation.as_ref();
    let mut homes = iter::successors(home, |home| home.parent.as_ref());
    homes.any(|home| organisations.contains(home.name.as_str()))
}
