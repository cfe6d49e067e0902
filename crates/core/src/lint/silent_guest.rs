//! `silent-guest`: a guest in the attendance list who is not mentioned anywhere else.

use super::linter::{Check, Lint, Linter};
use super::people::People;
use crate::diagnostic::{Code, Level, Rule};
use crate::model::Event;

pub(super) static LINT: Lint = Lint {
    code: Code::new(&Rule {
        name: "silent-guest",
        level: Level::Information,
        meaning: "The attendance list has somebody who is mentioned nowhere else. They are \
                  printed under \"Also present\".",
        remedy: "Nothing need be done.",
        ..Rule::BLANK
    }),
    bad: r#"
[attendance]
people = ["Ada Lovelace"]
"#,
    good: r#"
[attendance]
people = ["Ada Lovelace"]

[[programme]]
title = "Talks"
sessions = [{ speaker = "Ada Lovelace" }]
"#,
    check: Check::Event(check),
};

fn check(linter: &mut Linter<'_>, event: &Event) {
    let active: People<'_> = event.active_roles().into_iter().map(|(_, person)| person).collect();
    for guest in &event.attendance.people {
        if !active.include(guest) {
            let message = format!(
                "`{}` is in the attendance list, but is mentioned nowhere else",
                guest.name
            );
            let hint = "they are printed under \"Also present\"; nothing need be done";
            linter.report(&LINT, guest.name.origin(), message, hint);
        }
    }
}
