//! `relative-time`: a time that depends on when it is read ("last week").

use super::linter::{Check, Lint, Linter};
use crate::diagnostic::{Code, Level, Rule};
use crate::model::Event;

pub(super) static LINT: Lint = Lint {
    code: Code::new(&Rule {
        name: "relative-time",
        level: Level::Warning,
        meaning: "\"Last week\" means another week when it is read later.",
        remedy: "Write the date, the month or the year.",
        ..Rule::BLANK
    }),
    bad: r#"lead = "The ministers met last week.""#,
    good: r#"lead = "The blast weekly, which it is called, met in the week before.""#,
    check: Check::Event(check),
};

fn check(linter: &mut Linter<'_>, _: &Event) {
    let phrases = &linter.words().relative_times;
    for (plain, origin) in linter.proses().iter() {
        for found in phrases.find_in(plain) {
            let message = format!("\"{found}\" means another time when it is read later");
            let hint = "write the date, the month or the year";
            linter.report_words(&LINT, origin, found, message, hint);
        }
    }
}
