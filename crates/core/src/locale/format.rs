//! Formats dates, times and numbers in words, by the patterns of a locale.

use std::borrow::Cow;
use std::fmt;

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, Timelike};
use pure_rust_locales::locale_match;

use super::Locale;
use crate::model::{Count, Decimal, Period, Unit, Zone};
use crate::pattern::{PatternPart, parse_pattern};

/// The start or the end of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// The start of the period.
    Start,
    /// The end of the period.
    End,
}

/// A text about a period, split into pieces. Each piece has the end of the period that it
/// describes, if any.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pieces(pub Vec<(String, Option<End>)>);

impl fmt::Display for Pieces {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|(text, _)| f.write_str(text))
    }
}

impl Locale {
    /// Formats a date: "31 October 2024".
    pub fn date(&self, date: NaiveDate) -> String {
        self.dated("date", &[], (date, End::Start)).to_string()
    }

    /// Formats a period: "31 October 2024", "9–22 December 2021", "30 September – 2 October
    /// 2024".
    pub fn period(&self, period: &Period) -> Pieces {
        let start = period.start().date;
        let Some(end) = period.last_day().filter(|end| *end != start) else {
            return self.dated("date", &[], (start, End::Start));
        };
        let pattern = if start.year() != end.year() {
            "of-two-years"
        } else if start.month() != end.month() {
            "of-one-year"
        } else {
            "of-one-month"
        };
        let slots = [
            ("first-day", start.day().to_string().into()),
            ("first-month", self.month(start)),
            ("first-month-number", start.month().to_string().into()),
            ("first", self.date(start).into()),
        ];
        let slots = slots.map(|(name, value)| (name, value, End::Start));
        let last = ("last", self.date(end).into(), End::End);
        let slots: Vec<_> = slots.into_iter().chain([last]).collect();
        self.dated(pattern, &slots, (end, End::End))
    }

    /// Returns the weekday of an event of one day: "Thursday".
    pub fn weekday(&self, period: &Period) -> Option<&'static str> {
        let start = period.start().date;
        let one_day = period.last_day().is_none_or(|end| end == start);
        let names: &[&str] = locale_match!(self.calendar => LC_TIME::DAY);
        one_day.then(|| names[start.weekday().num_days_from_sunday() as usize])
    }

    /// Formats the times of a period: "09:00", "09:00–17:30", "until 17:30". For several days,
    /// the text includes the days.
    pub fn times(&self, period: &Period) -> Option<Pieces> {
        let (start, end) = (period.start().time, period.end().and_then(|end| end.time));
        let one_day = period.last_day().is_none_or(|end| end == period.start().date);
        match (start, end) {
            (Some(start), Some(end)) if !one_day => {
                Some(self.between("of-several-days", start, end))
            }
            _ => self.clock_times(start, end),
        }
    }

    /// Formats clock times: "09:30–10:15", "09:30", "until 10:15".
    pub fn clock_times(&self, start: Option<NaiveTime>, end: Option<NaiveTime>) -> Option<Pieces> {
        match (start, end) {
            (Some(start), Some(end)) => Some(self.between("from-to", start, end)),
            (None, Some(end)) => {
                let slot = ("time", self.clock_at_end(end).into(), End::End);
                Some(in_pieces(self.word("times", "until"), &[slot]))
            }
            (start, None) => start.map(|start| Pieces(vec![(self.clock(start), Some(End::Start))])),
        }
    }

    /// Formats a time zone at a local time: "GMT+8", "GMT+5:30", "GMT+8 (MYT)".
    pub fn zone(&self, zone: &Zone, local: NaiveDateTime) -> String {
        let minutes = zone.offset_at(local).local_minus_utc() / 60;
        let sign = if minutes < 0 { '\u{2212}' } else { '+' };
        let offset = match (minutes.abs() / 60, minutes.abs() % 60) {
            (0, 0) => String::new(),
            (hours, 0) => format!("{sign}{hours}"),
            (hours, minutes) => format!("{sign}{hours}:{minutes:02}"),
        };
        let mut text = fill(self.word("times", "zone"), &[("offset", offset.into())]);
        if let Some(name) = zone.abbreviation_at(local) {
            let [open, close] = ["open", "close"].map(|mark| self.word("punctuation", mark));
            text.extend([open, &name, close]);
        }
        text
    }

    /// Formats a number: "1,200".
    pub fn number(&self, value: u64) -> String {
        let digits = value.to_string();
        let mut grouped = String::new();
        for (i, digit) in digits.chars().enumerate() {
            if i > 0 && (digits.len() - i).is_multiple_of(3) {
                grouped.push_str(self.word("numbers", "group"));
            }
            grouped.push(digit);
        }
        grouped
    }

    /// Formats a number with its decimals: "98.6", "−2.5".
    pub fn decimal(&self, number: &Decimal) -> String {
        let mut text = if number.negative { "\u{2212}".into() } else { String::new() };
        text += &self.number(number.whole);
        if !number.decimals.is_empty() {
            text += self.word("numbers", "decimal");
            text += &number.decimals;
        }
        text
    }

    /// Formats the number of a count with its unit: "45%", "RM 1.2 million". Units are as written,
    /// and keep to their number.
    pub fn figure(&self, count: &Count) -> String {
        const NO_BREAK: &str = "\u{a0}";
        let number = self.decimal(&count.number);
        if count.is_per_cent() {
            return fill(self.word("words", "per-cent"), &[("count", number.into())]);
        }
        let Unit { before, after } = &count.unit;
        format!("{before}{number}{after}").replace(' ', NO_BREAK)
    }

    /// Fills in a date pattern, which may have further placeholders.
    fn dated(
        &self,
        pattern: &str,
        slots: &[PlaceholderValue<'_>],
        (date, of): (NaiveDate, End),
    ) -> Pieces {
        let mut all = vec![
            ("day", date.day().to_string().into(), of),
            ("month", self.month(date), of),
            ("month-number", date.month().to_string().into(), of),
            ("year", date.year().to_string().into(), of),
        ];
        all.extend_from_slice(slots);
        in_pieces(self.word("dates", pattern), &all)
    }

    fn month(&self, date: NaiveDate) -> Cow<'static, str> {
        let names: &[&str] = locale_match!(self.calendar => LC_TIME::MON);
        names[date.month0() as usize].trim().into()
    }

    fn between(&self, pattern: &str, first: NaiveTime, last: NaiveTime) -> Pieces {
        // "2.30–4.30 petang", "9.00 pagi – 5.30 petang": a part of the day that both share is said
        // once.
        let (pattern, clock) = match pattern {
            "from-to" if self.part_of(first) == self.part_of(last) => (pattern, "clock-before"),
            "from-to" => ("from-to-apart", "clock"),
            _ => (pattern, "clock"),
        };
        let first = ("first", self.clock_of(first.hour(), first, clock).into(), End::Start);
        let last = ("last", self.clock_at_end(last).into(), End::End);
        in_pieces(self.word("times", pattern), &[first, last])
    }

    fn clock(&self, time: NaiveTime) -> String {
        self.clock_of(time.hour(), time, "clock")
    }

    /// Formats the time at which something ends: midnight is the end of a day, 24:00 (ISO 8601).
    fn clock_at_end(&self, time: NaiveTime) -> String {
        self.clock_of(if time == NaiveTime::MIN { 24 } else { time.hour() }, time, "clock")
    }

    fn clock_of(&self, hour: u32, time: NaiveTime, pattern: &str) -> String {
        let slots = [
            ("hour", format!("{hour:02}").into()),
            ("hour-of-12", time.hour12().1.to_string().into()),
            ("minute", format!("{:02}", time.minute()).into()),
            ("part", self.part_of(time).into()),
        ];
        fill(self.word("times", pattern), &slots)
    }

    /// Returns what a language calls the part of the day at an hour; empty if its clock needs none.
    fn part_of(&self, time: NaiveTime) -> &str {
        let hour = usize::try_from(time.hour()).unwrap_or_default();
        self.words_of("times", "parts").nth(hour).unwrap_or_default()
    }
}

/// The name of a placeholder, its value, and the end of the period that the value describes.
type PlaceholderValue<'a> = (&'a str, Cow<'a, str>, End);

/// Replaces the placeholders of a pattern with the values of the same name.
pub fn fill(pattern: &str, slots: &[(&str, Cow<'_, str>)]) -> String {
    let mut filled = String::new();
    for part in parse_pattern(pattern) {
        match part {
            PatternPart::Words(words) => filled.push_str(words),
            PatternPart::Placeholder(name) => {
                let value = slots.iter().find(|(slot, _)| *slot == name);
                filled.push_str(value.map_or("", |(_, value)| value));
            }
        }
    }
    filled
}

/// Fills in a pattern and keeps the pieces about each end of a period separate. The words
/// between two values for the same end belong to that end.
fn in_pieces(pattern: &str, slots: &[PlaceholderValue<'_>]) -> Pieces {
    let mut pieces: Vec<(String, Option<End>)> = Vec::new();
    let mut between = String::new();
    for part in parse_pattern(pattern) {
        match part {
            PatternPart::Words(words) => between.push_str(words),
            PatternPart::Placeholder(name) => {
                let Some((_, value, end)) = slots.iter().find(|(slot, ..)| *slot == name) else {
                    continue;
                };
                match pieces.last_mut().filter(|(_, last)| *last == Some(*end)) {
                    Some((text, _)) => *text += &(std::mem::take(&mut between) + value),
                    None => {
                        pieces.extend(Some((std::mem::take(&mut between), None)));
                        pieces.push((value.to_string(), Some(*end)));
                    }
                }
            }
        }
    }
    pieces.push((between, None));
    pieces.retain(|(text, _)| !text.is_empty());
    Pieces(pieces)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Locales;
    use crate::model::Moment;

    fn locale(tag: &str) -> std::sync::Arc<Locale> {
        Locales::default().get(&tag.parse().unwrap())
    }

    fn day(year: i32, month: u32, day: u32) -> Moment {
        Moment { date: NaiveDate::from_ymd_opt(year, month, day).unwrap(), time: None }
    }

    #[test]
    fn periods_say_no_more_than_they_must() {
        let periods = [
            (day(2021, 12, 9), None),
            (day(2021, 12, 9), Some(day(2021, 12, 9))),
            (day(2021, 12, 9), Some(day(2021, 12, 22))),
            (day(2024, 9, 30), Some(day(2024, 10, 2))),
            (day(2021, 12, 9), Some(day(2022, 1, 2))),
        ];
        let texts = |tag| {
            periods.map(|(start, end)| {
                locale(tag).period(&Period::new(start, end).unwrap()).to_string()
            })
        };
        assert_eq!(
            texts("en"),
            [
                "9 December 2021",
                "9 December 2021",
                "9–22 December 2021",
                "30 September – 2 October 2024",
                "9 December 2021 – 2 January 2022"
            ]
        );
        assert_eq!(
            texts("ms"),
            [
                "9 Disember 2021",
                "9 Disember 2021",
                "9–22 Disember 2021",
                "30 September – 2 Oktober 2024",
                "9 Disember 2021 – 2 Januari 2022"
            ]
        );
        for tag in ["zh-Hans", "zh-Hant"] {
            assert_eq!(
                texts(tag),
                [
                    "2021年12月9日",
                    "2021年12月9日",
                    "2021年12月9日至22日",
                    "2024年9月30日至10月2日",
                    "2021年12月9日至2022年1月2日"
                ]
            );
        }
        let malay = locale("ms");
        let months: Vec<_> =
            (1..=12).map(|month| malay.month(day(2024, month, 1).date).into_owned()).collect();
        assert_eq!(
            months.join(" "),
            "Januari Februari Mac April Mei Jun Julai Ogos September Oktober November Disember"
        );
    }

    #[test]
    fn a_text_about_a_period_tells_its_ends_apart() {
        let days = Period::new(day(2024, 9, 30), Some(day(2024, 10, 2))).unwrap();
        let pieces = |tag| locale(tag).period(&days).0;
        let (start, end) = (Some(End::Start), Some(End::End));
        let piece = |text: &str, end| (text.to_owned(), end);
        assert_eq!(
            pieces("en"),
            [piece("30 September", start), piece(" – ", None), piece("2 October 2024", end)]
        );
        let time = NaiveTime::from_hms_opt(9, 30, 0);
        let times = locale("en").clock_times(time, time).unwrap();
        assert_eq!(times.0, [piece("09:30", start), piece("–", None), piece("09:30", end)]);
        let night = locale("en").clock_times(time, Some(NaiveTime::MIN)).unwrap();
        assert_eq!(night.to_string(), "09:30–24:00");
        assert_eq!(fill("a {b} c {d", &[("b", "x".into())]), "a x c {d");
    }

    /// Office Malay says the part of the day, once if both times are in it.
    #[test]
    fn a_clock_of_twelve_hours_says_the_part_of_the_day() {
        let at = |hour, minute| NaiveTime::from_hms_opt(hour, minute, 0);
        let said = |first, last| locale("ms").clock_times(first, last).unwrap().to_string();
        assert_eq!(said(at(9, 0), at(17, 30)), "9.00 pagi – 5.30 petang");
        assert_eq!(said(at(14, 30), at(16, 30)), "2.30–4.30 petang");
        assert_eq!(said(at(12, 0), None), "12.00 tengah hari");
        assert_eq!(said(at(22, 0), at(0, 0)), "10.00 malam – 12.00 tengah malam");
        assert_eq!(said(None, at(13, 59)), "hingga 1.59 tengah hari");
    }

    #[test]
    fn weekdays_have_their_names() {
        let thursday = Period::new(day(2024, 10, 31), None).unwrap();
        let names = ["en", "ms", "zh-Hans", "zh-Hant"].map(|tag| locale(tag).weekday(&thursday));
        assert_eq!(names, ["Thursday", "Khamis", "星期四", "星期四"].map(Some));
    }

    #[test]
    fn numbers_are_grouped_by_thousands() {
        let english = locale("en");
        let numbers = [0, 59, 1200, 1_000_000].map(|number| english.number(number));
        assert_eq!(numbers, ["0", "59", "1,200", "1,000,000"]);
        let figure = |text: &str| english.figure(&text.parse().unwrap());
        let figures =
            ["98.60", "45 per cent", "RM1200.5 million", "-2.5\u{b0}C", "50+"].map(figure);
        assert_eq!(
            figures,
            ["98.60", "45%", "RM1,200.5\u{a0}million", "\u{2212}2.5\u{b0}C", "50+"]
        );
    }
}
