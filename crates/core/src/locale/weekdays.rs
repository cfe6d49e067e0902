//! Dates in prose, with or without their weekday.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::OnceLock;

use chrono::{NaiveDate, Weekday};
use regex::{Captures, Regex};
use serde::Deserialize;

use super::phrases::alternatives;

/// The length of a row of weekdays.
pub(super) const DAYS_OF_WEEK: usize = 7;

/// The length of a row of months.
pub(super) const MONTHS_OF_YEAR: usize = 12;

/// The forms in which a language writes dates.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub struct DateForms {
    /// Patterns of dates with their weekday, such as "{weekday}, {day} {month} {year}" or, in
    /// figures, "{day}/{mm}/{year} ({weekday})". If a language writes the day before the month and
    /// behind it, it has a pattern for each.
    weekday_dates: Vec<DatePattern>,
    /// Patterns of dates without one, such as "{day} {month} {year}".
    plain_dates: Vec<DatePattern>,
    /// The weekdays, starting with Monday; alternative names in further rows of seven.
    pub(super) weekdays: Vec<String>,
    /// Single characters for the weekdays, which stand in brackets.
    weekday_signs: Vec<String>,
    /// The months, starting with January; alternative names in further rows of twelve.
    pub(super) months: Vec<String>,
    /// Suffixes of the day's number ("31st").
    ordinals: Vec<String>,
    #[serde(skip)]
    weekday_names: OnceLock<Option<Regex>>,
}

/// A pattern of dates, such as "{day} {month} {year}". It is compiled when a text may match it, as
/// this takes as long as many other checks.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(from = "String")]
struct DatePattern {
    form: String,
    compiled: OnceLock<Option<Regex>>,
}

impl From<String> for DatePattern {
    fn from(form: String) -> Self {
        Self { form, ..Self::default() }
    }
}

/// A date in a text, and the weekday that the text names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatedWeekday {
    /// The named weekday.
    pub weekday: Weekday,
    /// The date.
    pub date: NaiveDate,
    /// The place of the word for the weekday.
    pub word: Range<usize>,
}

impl DateForms {
    /// Iterates over the valid dates of a text that name a weekday. `year` returns the year of a
    /// date that does not say it, from its month and day.
    pub fn find_in(
        &self,
        text: &str,
        year: impl Fn(u32, u32) -> Option<i32>,
    ) -> impl Iterator<Item = DatedWeekday> {
        let patterns = if self.names_weekday(text) { &*self.weekday_dates } else { &[] };
        let found = self.captures(patterns, text);
        found.filter_map(move |found| {
            let end = found.get(0)?.end();
            // What has a year is another pattern's.
            let yearless = found.name("year").is_none() && found.name("republic").is_none();
            if yearless
                && text[end..]
                    .trim_start_matches([' ', ',', '\n'])
                    .starts_with(|c: char| c.is_ascii_digit())
            {
                return None;
            }
            self.dated(&found, &year)
        })
    }

    /// Returns whether a text names a weekday. Few do.
    fn names_weekday(&self, text: &str) -> bool {
        let names = self.weekday_names.get_or_init(|| {
            let names = [self.weekdays.as_slice(), &self.weekday_signs].concat();
            Regex::new(&any_once(&names)?).ok()
        });
        names.as_ref().is_some_and(|names| names.is_match(text))
    }

    /// Iterates over the valid dates of a text that name their year, with their places.
    pub fn dates_in(&self, text: &str) -> impl Iterator<Item = (NaiveDate, Range<usize>)> {
        let found = self.captures(&self.plain_dates, text);
        found.filter_map(|found| Some((self.date(&found, &|_, _| None)?, found.get(0)?.range())))
    }

    /// Iterates over what patterns find in a text. Those that cannot match it are not compiled.
    fn captures<'t>(
        &self,
        patterns: &[DatePattern],
        text: &'t str,
    ) -> impl Iterator<Item = Captures<'t>> {
        let names_month = self.months.iter().any(|month| {
            // There may be a space behind a figure.
            text.contains(month.trim_start_matches(|char: char| char.is_ascii_digit()))
        });
        let patterns = patterns.iter().filter(move |pattern| {
            pattern.has_marks_in(text) && (names_month || !pattern.form.contains("{month}"))
        });
        let compiled = patterns.filter_map(|pattern| {
            pattern.compiled.get_or_init(|| self.compile(&pattern.form)).as_ref()
        });
        compiled.flat_map(|pattern| pattern.captures_iter(text))
    }

    fn dated(
        &self,
        found: &Captures<'_>,
        year: &impl Fn(u32, u32) -> Option<i32>,
    ) -> Option<DatedWeekday> {
        let (names, word) = match (found.name("weekday"), found.name("sign")) {
            (Some(word), _) => (&self.weekdays, word),
            (None, sign) => (&self.weekday_signs, sign?),
        };
        let weekday = place(names, word.as_str())? % DAYS_OF_WEEK;
        let weekday = Weekday::try_from(u8::try_from(weekday).ok()?).ok()?;
        Some(DatedWeekday { weekday, date: self.date(found, year)?, word: word.range() })
    }

    fn date(
        &self,
        found: &Captures<'_>,
        year: &impl Fn(u32, u32) -> Option<i32>,
    ) -> Option<NaiveDate> {
        let part = |name| found.name(name).map(|part| part.as_str());
        let month = match part("mm") {
            Some(figures) => number(figures)?,
            None => {
                u32::try_from(place(&self.months, part("month")?)? % MONTHS_OF_YEAR + 1).ok()?
            }
        };
        let day = number(part("day")?)?;
        let year = match (part("year"), part("republic")) {
            (Some(year), _) => i32::try_from(number(year)?).ok()?,
            // The year 1 of the Republic of China was 1912.
            (None, Some(year)) => i32::try_from(number(year)?).ok()? + 1911,
            (None, None) => year(month, day)?,
        };
        NaiveDate::from_ymd_opt(year, month, day)
    }

    /// Compiles a pattern. Returns `None` if it is malformed.
    fn compile(&self, form: &str) -> Option<Regex> {
        let any = |names: &[String]| spaced(&any_once(names).unwrap_or_default());
        let ordinals: Vec<_> = self.ordinals.iter().map(|ordinal| regex::escape(ordinal)).collect();
        let ordinals = format!(r"\s?(?:{})?", ordinals.join("|"));
        let slots = [
            ("weekday", any(&self.weekdays)),
            ("sign", any(&self.weekday_signs)),
            ("day", r"(?-u:\b)[0-9]{1,2}|[一二三四五六七八九十]{1,3}".into()),
            ("month", any(&self.months)),
            ("mm", r"(?-u:\b)(?:0?[1-9]|1[0-2])(?-u:\b)".into()),
            ("year", r"(?-u:\b)[0-9]{4}(?-u:\b)|[〇零一二三四五六七八九]{4}".into()),
            ("republic", r"[0-9]{2,3}".into()),
        ];
        let mut pattern = String::new();
        let mut rest = form;
        while let Some((before, after)) = rest.split_once('{') {
            pattern += &between(before);
            let (name, behind) = after.split_once('}')?;
            let (_, slot) = slots.iter().find(|(slot, _)| *slot == name)?;
            if slot.is_empty() {
                return None;
            }
            let (space, suffix) =
                if name == "day" { (r"\s?", ordinals.as_str()) } else { ("", "") };
            pattern.extend([space, "(?P<", name, ">", slot, ")", suffix]);
            rest = behind;
        }
        Regex::new(&(pattern + &between(rest))).ok()
    }
}

impl DatePattern {
    /// Returns whether a text has the marks of the pattern: brackets, and what joins figures.
    fn has_marks_in(&self, text: &str) -> bool {
        let joins_figures = |marks: &[char]| {
            let parts: Vec<_> = text.split(marks).map(str::trim).collect();
            let is_figure = |char: char| char.is_ascii_digit();
            let joined =
                |part: &[&str]| part[0].ends_with(is_figure) && part[1].starts_with(is_figure);
            parts.windows(2).any(joined)
        };
        self.form.chars().all(|char| match char {
            '(' => text.contains(['(', '（']),
            '/' => joins_figures(&['/', '-']),
            '.' => joins_figures(&['.']),
            _ => true,
        })
    }
}

/// Returns a pattern that matches any of the names, of which several rows have some in common.
fn any_once(names: &[String]) -> Option<String> {
    let mut seen = HashSet::new();
    let names: Vec<_> = names.iter().filter(|name| seen.insert(*name)).cloned().collect();
    alternatives(&names)
}

/// Returns the index of a name, whatever spaces a text has in it.
fn place(names: &[String], word: &str) -> Option<usize> {
    let word: String = word.chars().filter(|char| !char.is_whitespace()).collect();
    names.iter().position(|name| *name == word)
}

/// Returns the number of digits, or of Chinese numerals: 二〇二五, 三十一.
fn number(text: &str) -> Option<u32> {
    if let Ok(number) = text.trim().parse() {
        return Some(number);
    }
    let digit = |char| "〇一二三四五六七八九".chars().position(|numeral| numeral == char);
    let digits = |text: &str| {
        text.chars().try_fold(0, |number, char| {
            let char = if char == '零' { '〇' } else { char };
            Some(number * 10 + u32::try_from(digit(char)?).ok()?)
        })
    };
    match text.split_once('十') {
        None => digits(text),
        Some((tens, ones)) => {
            let tens = if tens.is_empty() { 1 } else { digits(tens)? };
            Some(tens * 10 + digits(ones)?)
        }
    }
}

/// Allows a space between digits and the character behind them, as in "10 月".
fn spaced(names: &str) -> String {
    let mut pattern = String::new();
    let mut before = ' ';
    for char in names.chars() {
        if before.is_ascii_digit() && char == '月' {
            pattern += r"\s?";
        }
        pattern.push(char);
        before = char;
    }
    pattern
}

/// Returns the pattern of the text between the parts of a date: commas are optional,
/// spaces may be line breaks, brackets have either width, and hyphens stand for slashes.
fn between(text: &str) -> String {
    let free = |char| match char {
        ',' => ",?".into(),
        ' ' => r"\s+".into(),
        '(' => r"\s*[(（]\s*".into(),
        ')' => r"\s*[)）]".into(),
        '，' => r"\s*[，,]?\s*".into(),
        '年' => r"\s?年\s?".into(),
        '/' => r"\s?[/-]\s?".into(),
        '.' => r"\s?\.\s?".into(),
        char => regex::escape(char.encode_utf8(&mut [0; 4])),
    };
    text.chars().map(free).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals_are_read() {
        for (text, value) in
            [("31", 31), ("二〇二五", 2025), ("三十一", 31), ("十", 10), ("十四", 14), ("二十", 20)]
        {
            assert_eq!(number(text), Some(value), "{text}");
        }
        assert_eq!(number("日"), None);
    }
}
