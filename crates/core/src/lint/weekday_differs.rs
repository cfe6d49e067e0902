//! `weekday-differs`: a weekday that does not match its date.

use chrono::{Datelike, NaiveDate};

use super::linter::{Check, Lint, Linter, MAX_IN_TEXT};
use crate::diagnostic::{Code, Level, Rule};
use crate::locale::DatedWeekday;
use crate::message::message;

pub(super) static LINT: Lint = Lint {
    code: Code::new(&Rule {
        name: "weekday-differs",
        level: Level::Error,
        meaning: "A date in the prose does not fall on the weekday that stands with it.",
        remedy: "Check both.",
        ..Rule::BLANK
    }),
    bad: r#"lead = "They met on Monday, 31 October 2024.""#,
    good: r#"lead = "They met on Thursday, 31 October 2024.""#,
    check: Check::Words(check),
};

fn check(linter: &mut Linter<'_>) {
    let dates = &linter.words().dates;
    let days = linter.occasion().map_or(vec![], |occasion| vec![occasion.first, occasion.last]);
    // A date without its year is in the event's, if it is a day of the event.
    let year = |month, day| {
        let same = |date: &&NaiveDate| (date.month(), date.day()) == (month, day);
        days.iter().find(same).map(Datelike::year)
    };
    for (plain, origin) in linter.proses().iter() {
        for DatedWeekday { weekday, date, word } in dates.find_in(plain, &year).take(MAX_IN_TEXT) {
            if date.weekday() != weekday {
                let message = message!("{date} is a {weekday}", weekday = date.weekday());
                let hint = message!("check the weekday and the date");
                linter.report_place(&LINT, (plain, origin), word, message, hint);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Locales;
    use crate::model::Language;

    #[test]
    fn weekdays_are_held_against_the_calendar() {
        let english = Locales::default().get(&Language::english());
        let found = |text| {
            let found = english.checks().dates.find_in(text, |_, _| None);
            found.map(|found| found.date.weekday() == found.weekday).collect::<Vec<_>>()
        };
        let right = "On Thursday, 31 October 2024 and Monday October 7th, 2024.";
        assert_eq!(found(right), [true, true]);
        assert_eq!(found("Friday 31st Oct, 2024; Sunday, Dec 1, 2024"), [false, true]);
        for none in [
            "Monday, 31 February 2025",
            "Someday, 1 May 2025",
            "Thursday, 1 Mayo 2025",
            "Xmonday, 1 May 2025",
            "Thursday, 1 May 20255",
        ] {
            assert_eq!(found(none), [false; 0], "{none}");
        }
    }
}
