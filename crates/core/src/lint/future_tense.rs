//! `future-tense`: the future tense in a report on past events.

use super::linter::{Check, Lint, Linter};
use crate::diagnostic::{Code, Level, Rule};
use crate::model::Event;

pub(super) static LINT: Lint = Lint {
    code: Code::new(&Rule {
        name: "future-tense",
        level: Level::Warning,
        meaning: "A report on what is past speaks of it as still to come.",
        remedy: "Write what happened.",
        ..Rule::BLANK
    }),
    bad: r#"lead = "The seminar will last two weeks.""#,
    good: r#"lead = "The records will be of use for years.""#,
    check: Check::Event(check),
};

fn check(linter: &mut Linter<'_>, _: &Event) {
    let phrases = &linter.words().future_tenses;
    for (plain, origin) in linter.proses().iter() {
        for found in phrases.find_in(plain) {
            let message = format!("\"{found}\" speaks of the future, and the event is past");
            let hint = "write what happened";
            linter.report_words(&LINT, origin, found, message, hint);
        }
    }
}
