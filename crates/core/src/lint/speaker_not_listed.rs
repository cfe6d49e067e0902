//! `speaker-not-listed`: a speaker who is not in the attendance list.

use super::linter::{Check, Lint, Linter};
use super::people::People;
use crate::diagnostic::{Code, Level, Rule};
use crate::model::Event;

pub(super) static LINT: Lint = Lint {
    code: Code::new(&Rule {
        name: "speaker-not-listed",
        level: Level::Error,
        meaning: "There is an attendance list, and somebody speaks who is not in it.",
        remedy: "Add them, or give the name in the list as an alias.",
        ..Rule::BLANK
    }),
    bad: r#"
[attendance]
people = ["Ada Lovelace", "Grace Hopper"]

[[programme]]
title = "Talks"
sessions = [
  { speaker = "Ada Lovelace" },
  { speaker = "Grace Hopper" },
  { speaker = "Radia Perlman" },
]
"#,
    good: r#"
[attendance]
people = ["Ada Lovelace", "Ada King"]

[[programme]]
title = "Talks"
sessions = [{ speaker = "ada" }]

[people.ada]
name = "Ada Lovelace"
aliases = ["Ada King"]
"#,
    check: Check::Event(check),
};

fn check(linter: &mut Linter<'_>, event: &Event) {
    let listed = &event.attendance.people;
    // A list of one guest is not meant to be complete.
    if listed.len() < 2 {
        return;
    }
    let guests: People<'_> = listed.iter().collect();
    for speaker in event.sessions().flat_map(|session| &session.speakers) {
        if !guests.include(speaker) {
            let message = format!("`{}` speaks, and is not in the attendance list", speaker.name);
            let hint =
                "add them to `people` under `attendance`, or give the listed name as an alias";
            linter.report(&LINT, speaker.name.origin(), message, hint);
        }
    }
}
