//! `reviewer-participates`: the reviewer of the report took part in the event.

use super::linter::{Check, Lint, Linter};
use super::people::People;
use crate::diagnostic::{Code, Level, Rule};
use crate::message::message;
use crate::model::{CreditRole, Event};

pub(super) static LINT: Lint = Lint {
    code: Code::new(&Rule {
        name: "reviewer-participates",
        level: Level::Information,
        meaning: "Whoever reviewed the report took part in the event.",
        remedy: "A reviewer from outside sees more; no action is required.",
        ..Rule::BLANK
    }),
    bad: r#"
[[programme]]
title = "Talks"
sessions = [{ speaker = "Ada Lovelace" }]

[credits]
writer = "Elin Berg"
reviewer = "Ada Lovelace"
"#,
    good: r#"
[[programme]]
title = "Talks"
sessions = [{ speaker = "Ada Lovelace" }]

[credits]
writer = "Elin Berg"
reviewer = "Grace Hopper"
"#,
    check: Check::Event(check),
};

fn check(linter: &mut Linter<'_>, event: &Event) {
    let active = event.active_roles().into_iter().map(|(_, person)| person);
    let identities = linter.identities(event);
    let took_part = People::of(&identities, event.attendance.people.iter().chain(active));
    for reviewer in event.credited(CreditRole::Reviewer) {
        if took_part.include(reviewer) {
            let name = &reviewer.name;
            let message = message!("`{name}` reviewed the report, and took part in the event");
            let hint = message!("a reviewer from outside sees more; no action required");
            linter.report(&LINT, name.origin(), message, hint);
        }
    }
}
