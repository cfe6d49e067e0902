//! `weekday-differs`: a weekday that does not match its date.

use std::collections::BTreeMap;

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
        // 10/6/2025 can be two days, and a weekday between two dates can belong to either.
        let mut readings: BTreeMap<(usize, usize), Vec<DatedWeekday>> = BTreeMap::new();
        for found in dates.find_in(plain, &year).take(MAX_IN_TEXT) {
            readings.entry((found.word.start, found.word.end)).or_default().push(found);
        }
        for mut readings in readings.into_values() {
            // If one of them is a day of the event, that is meant.
            let is_near = |found: &DatedWeekday| days.contains(&found.date);
            if readings.iter().any(is_near) {
                readings.retain(is_near);
            }
            let is_right = |found: &DatedWeekday| found.date.weekday() == found.weekday;
            if !readings.iter().any(is_right)
                && let Some(DatedWeekday { date, word, .. }) = readings.into_iter().next()
            {
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

    /// Returns whether each date of a text falls on its weekday, in a language.
    fn found_in(language: &str, text: &str) -> Vec<bool> {
        let locale = Locales::default().get(&language.parse().unwrap());
        let found = locale.checks().dates.find_in(text, |_, _| None);
        found.map(|found| found.date.weekday() == found.weekday).collect()
    }

    #[test]
    fn dates_in_figures_are_held_against_the_calendar() {
        for (language, text, is_right) in [
            ("en", "10.6.2025 (Tuesday)", true),
            ("en", "Monday, 10.6.2025", false),
            ("en", "2025-06-10 (Wednesday)", false),
            ("en", "13/6/2025 (Friday)", true),
            ("en", "6/13/2025, Monday", false),
            ("ms", "10/6/2025 (Selasa)", true),
            ("ms", "Isnin, 10-06-2025", false),
            ("ms", "10.6.2025, Isnin", false),
            ("zh-Hans", "2025/6/10（星期二）", true),
            ("zh-Hans", "2025-06-10（一）", false),
            ("zh-Hant", "2025.6.10 星期一", false),
        ] {
            assert_eq!(found_in(language, text), [is_right], "{text}");
        }
        // The day and the month of this date can be told apart in two ways.
        assert_eq!(found_in("en", "10/6/2025 (Monday)"), [false, true]);
        for none in ["Monday, 10.6.20255", "Version 10.6.2025.3", "10.60.2025 (Monday)"] {
            assert_eq!(found_in("en", none), [false; 0], "{none}");
        }
    }

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
