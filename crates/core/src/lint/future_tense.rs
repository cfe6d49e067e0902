//! `future-tense`: the future tense in a report on past events.

use chrono::{Datelike, NaiveDate};

use super::linter::{Check, Lint, Linter, MAX_IN_TEXT};
use super::passages::{is_inside, quoted, sentence_at};
use crate::diagnostic::{Code, Level, Rule};
use crate::message::message;

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
    check: Check::Words(check),
};

fn check(linter: &mut Linter<'_>) {
    // What did not take place may look ahead.
    let Some(last) = linter.occasion().filter(|occasion| occasion.held).map(|one| one.last) else {
        return;
    };
    let words = linter.words();
    for (plain, origin) in &linter.reports() {
        let places = words.future_tenses.places_except(plain, &words.future_tenses_not);
        let quotations = if places.is_empty() { vec![] } else { quoted(plain) };
        let places = places.into_iter().filter(|place| !is_inside(place, &quotations));
        for place in places.take(MAX_IN_TEXT) {
            let sentence = &plain[sentence_at(plain, &place)];
            let found = &plain[place.clone()];
            let elsewhere = sentence.replace(found, " ");
            // Another event, or a day after this one, is still to come.
            if words.later_events.places_in(&elsewhere).next().is_some()
                || names_later_year(sentence, last)
                || words.dates.dates_in(sentence).any(|(date, _)| date > last)
            {
                continue;
            }
            let message = message!("\"{found}\" speaks of the future, and the event is past");
            let hint = message!("write what happened");
            linter.report_place(&LINT, (plain, origin), place, message, hint);
        }
    }
}

/// Returns whether a sentence names a year after that of the event.
fn names_later_year(sentence: &str, last: NaiveDate) -> bool {
    let numbers = sentence.split(|char: char| !char.is_ascii_digit());
    let mut years = numbers.filter(|digits| digits.len() == 4).filter_map(|year| year.parse().ok());
    years.any(|year: i32| year > last.year() && year < last.year() + 100)
}
