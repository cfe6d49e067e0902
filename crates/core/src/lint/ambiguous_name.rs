//! `ambiguous-name`: a shortened name that could refer to more than one person.

use super::linter::{Check, Lint, Linter};
use super::name_parts::NameParts;
use super::people::all_people;
use crate::diagnostic::{Code, Level, Rule};
use crate::model::Event;

pub(super) static LINT: Lint = Lint {
    code: Code::new(&Rule {
        name: "ambiguous-name",
        level: Level::Warning,
        meaning: "A name cut short in prose could mean more than one person of the record.",
        remedy: "Write the whole name.",
        ..Rule::BLANK
    }),
    bad: r#"
lead = "Then Lee spoke."

[[programme]]
title = "Talks"
sessions = [{ speaker = "Samuel Lee" }, { speaker = "David Lee" }]
"#,
    good: r#"
lead = "Then Samuel Lee spoke, and Ada."

[[programme]]
title = "Talks"
sessions = [{ speaker = "Samuel Lee" }, { speaker = "David Lee" }]
"#,
    check: Check::Event(check),
};

fn check(linter: &mut Linter<'_>, event: &Event) {
    let people = all_people(event);
    let parts = NameParts::of(&people, linter.words());
    for (plain, origin) in linter.proses().iter() {
        for token in parts.parts_outside_full_names(plain) {
            let who = parts.people_named(token);
            if who.len() < 2 {
                continue;
            }
            // Three names are enough to show the ambiguity, even if there are a hundred.
            let names: Vec<_> = who.iter().take(3).map(|p| format!("`{}`", p.name)).collect();
            let message = format!("`{token}` could be {}", names.join(" or "));
            let hint = "write the whole name";
            linter.report_words(&LINT, origin, token, message, hint);
        }
    }
}
