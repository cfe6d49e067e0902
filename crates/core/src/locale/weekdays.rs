//! Dates in prose that name their weekday.

use std::sync::OnceLock;

use chrono::{NaiveDate, Weekday};
use regex::{Captures, Regex};
use serde::Deserialize;

use super::phrases::alternatives;

/// The length of a row of weekdays.
pub(super) const DAYS_OF_WEEK: usize = 7;

/// The length of a row of months.
pub(super) const MONTHS_OF_YEAR: usize = 12;

/// The forms in which a language writes dates with their weekday.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub struct DateForms {
    /// Patterns of such dates, such as "{weekday}, {day} {month} {year}".
    weekday_dates: Vec<String>,
    /// The weekdays, starting with Monday; alternative names in further rows of seven.
    weekdays: Vec<String>,
    /// The months, starting with January; alternative names in further rows of twelve.
    months: Vec<String>,
    /// Suffixes of the day's number ("31st").
    ordinals: Vec<String>,
    #[serde(skip)]
    patterns: OnceLock<Vec<Regex>>,
}

/// A date in a text, and the weekday that the text names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DatedWeekday<'t> {
    /// The named weekday.
    pub weekday: Weekday,
    /// The date.
    pub date: NaiveDate,
    /// The word for the weekday.
    pub word: &'t str,
}

impl DateForms {
    /// Iterates over the valid dates of a text that name a weekday.
    pub fn find_in<'t>(&self, text: &'t str) -> impl Iterator<Item = DatedWeekday<'t>> {
        let patterns = self.patterns.get_or_init(|| self.compile());
        let found = patterns.iter().flat_map(|pattern| pattern.captures_iter(text));
        found.filter_map(|found| self.dated(&found))
    }

    fn dated<'t>(&self, found: &Captures<'t>) -> Option<DatedWeekday<'t>> {
        let part = |name| found.name(name).map(|part| part.as_str());
        let place = |names: &[String], word: &str| names.iter().position(|name| name == word);
        let word = part("weekday")?;
        let weekday = place(&self.weekdays, word)? % DAYS_OF_WEEK;
        let month = place(&self.months, part("month")?)? % MONTHS_OF_YEAR;
        let month = u32::try_from(month + 1).ok()?;
        let (year, day) = (part("year")?.parse().ok()?, part("day")?.parse().ok()?);
        Some(DatedWeekday {
            weekday: Weekday::try_from(u8::try_from(weekday).ok()?).ok()?,
            date: NaiveDate::from_ymd_opt(year, month, day)?,
            word,
        })
    }

    /// Compiles the patterns and skips malformed ones.
    fn compile(&self) -> Vec<Regex> {
        let any = |names: &[String]| alternatives(names).unwrap_or_default();
        let ordinals: Vec<_> = self.ordinals.iter().map(|ordinal| regex::escape(ordinal)).collect();
        let ordinals = format!("(?:{})?", ordinals.join("|"));
        let slots = [
            ("weekday", any(&self.weekdays)),
            ("day", r"[0-9]{1,2}".into()),
            ("month", any(&self.months)),
            ("year", r"(?-u:\b)[0-9]{4}(?-u:\b)".into()),
        ];
        let compile = |form: &String| {
            let mut pattern = String::new();
            let mut rest = form.as_str();
            while let Some((before, after)) = rest.split_once('{') {
                pattern += &between(before);
                let (name, behind) = after.split_once('}')?;
                let (_, slot) = slots.iter().find(|(slot, _)| *slot == name)?;
                let suffix = if name == "day" { ordinals.as_str() } else { "" };
                pattern.extend(["(?P<", name, ">", slot, ")", suffix]);
                rest = behind;
            }
            Regex::new(&(pattern + &between(rest))).ok()
        };
        self.weekday_dates.iter().filter_map(compile).collect()
    }
}

/// Returns the pattern of the text between the parts of a date: commas are optional, and
/// spaces may be line breaks.
fn between(text: &str) -> String {
    let free = |char| match char {
        ',' => ",?".into(),
        ' ' => r"\s+".into(),
        char => regex::escape(char.encode_utf8(&mut [0; 4])),
    };
    text.chars().map(free).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_language_has_its_own_form() {
        let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        let chinese = DateForms {
            weekday_dates: words(&["{year}年{month}{day}日，{weekday}"]),
            weekdays: words(&[
                "星期一",
                "星期二",
                "星期三",
                "星期四",
                "星期五",
                "星期六",
                "星期日",
            ]),
            months: words(&[
                "1月", "2月", "3月", "4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月",
                "12月",
            ]),
            ..DateForms::default()
        };
        let found: Vec<_> = chinese.find_in("会议于2024年10月31日，星期三举行").collect();
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].weekday, found[0].word), (Weekday::Wed, "星期三"));
        assert_eq!(found[0].date, NaiveDate::from_ymd_opt(2024, 10, 31).unwrap());
    }
}
