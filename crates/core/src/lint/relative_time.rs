//! `relative-time`: a time that depends on when it is read ("last week").

use super::linter::{Check, Lint, Linter, MAX_IN_TEXT};
use super::passages::{is_inside, quoted};
use crate::diagnostic::{Code, Level, Rule};
use crate::message::message;

pub(super) static LINT: Lint = Lint {
    code: Code::new(&Rule {
        name: "relative-time",
        level: Level::Warning,
        meaning: "\"Last week\" means another week when it is read later.",
        remedy: "Write the date, the month or the year.",
        ..Rule::BLANK
    }),
    bad: r#"lead = "The ministers met last week.""#,
    good: r#"lead = "The ministers met on 12 May 2025, in the last week of talks.""#,
    check: Check::Words(check),
};

fn check(linter: &mut Linter<'_>) {
    let words = linter.words();
    for (plain, origin) in linter.proses().iter() {
        let places = words.relative_times.places_except(plain, &words.relative_times_not);
        let quotations = if places.is_empty() { vec![] } else { quoted(plain) };
        // What somebody said stays as it was said.
        let places = places.into_iter().filter(|place| !is_inside(place, &quotations));
        for place in places.take(MAX_IN_TEXT) {
            let found = &plain[place.clone()];
            let message = message!("\"{found}\" means another time when it is read later");
            let hint = message!("write the date, the month or the year");
            linter.report_place(&LINT, (plain, origin), place, message, hint);
        }
    }
}
