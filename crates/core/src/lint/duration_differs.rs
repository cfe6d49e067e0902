//! `duration-differs`: a duration that contradicts the dates.

use super::linter::{Check, Lint, Linter};
use crate::diagnostic::{Code, Level, Rule};
use crate::locale::Checks;
use crate::message::message;
use crate::model::Event;

pub(super) static LINT: Lint = Lint {
    code: Code::new(&Rule {
        name: "duration-differs",
        level: Level::Warning,
        meaning: "The duration that is stated is not that of the dates, or the last day is \
                  missing.",
        remedy: "Check `start`, `end` and `duration`.",
        ..Rule::BLANK
    }),
    bad: r#"
start = 2021-12-09
duration = "14 days"
"#,
    good: r#"
start = 2021-12-09
end = 2021-12-22
duration = "14 days"
"#,
    check: Check::Event(check),
};

fn check(linter: &mut Linter<'_>, event: &Event) {
    let Some(stated) = &event.duration else { return };
    let Some(days) = days(stated.as_str(), linter.words()) else { return };
    let (actual, hint) = match event.period.days() {
        Some(actual) => (actual, message!("check `start`, `end` and `duration`")),
        None => (1, message!("add the last day as `end`")),
    };
    // People count days or nights, so a difference of one day is accepted.
    if (actual - days).abs() > i64::from(event.period.days().is_some()) {
        let message = match event.period.days() {
            Some(actual) => message!("{stated} are stated, and the dates make {actual}"),
            None => message!("{stated} are stated, and the record has no last day"),
        };
        linter.report(&LINT, stated.origin(), message, hint);
    }
}

/// Converts "14 days" or "two weeks" to days.
fn days(stated: &str, words: &Checks) -> Option<i64> {
    let stated = stated.to_lowercase();
    let mut parts = stated.split_whitespace();
    let (number, unit) = (parts.next()?, parts.next()?);
    let spelt = words.numbers.position(number).and_then(|at| i64::try_from(at + 1).ok());
    let number = number.parse().ok().or(spelt)?;
    if words.days.begins(unit) {
        Some(number)
    } else if words.weeks.begins(unit) {
        Some(number * 7)
    } else {
        None
    }
}
