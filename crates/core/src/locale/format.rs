//! Dates, times and numbers in words, by the patterns of a locale.

use std::borrow::Cow;

use chrono::{Datelike, FixedOffset, NaiveDate, NaiveTime, Timelike};
use pure_rust_locales::locale_match;

use super::Locale;
use crate::model::Period;

impl Locale {
    /// "31 October 2024".
    pub fn date(&self, date: NaiveDate) -> String {
        self.dated("date", &[], date)
    }

    /// "31 October 2024", "9–22 December 2021", "30 September – 2 October 2024".
    pub fn period(&self, period: &Period) -> String {
        let start = period.start().date;
        let Some(end) = period.end().map(|end| end.date).filter(|end| *end != start) else {
            return self.date(start);
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
            ("last", self.date(end).into()),
        ];
        self.dated(pattern, &slots, end)
    }

    /// "Thursday"; only for an event of one day.
    pub fn weekday(&self, period: &Period) -> Option<&'static str> {
        let start = period.start().date;
        let one_day = period.end().is_none_or(|end| end.date == start);
        let names: &[&str] = locale_match!(self.calendar => LC_TIME::DAY);
        one_day.then(|| names[start.weekday().num_days_from_sunday() as usize])
    }

    /// "09:00", "09:00–17:30", "until 17:30"; for several days, with the days.
    pub fn times(&self, period: &Period) -> Option<String> {
        let (start, end) = (period.start().time, period.end().and_then(|end| end.time));
        let one_day = period.end().is_none_or(|end| end.date == period.start().date);
        match (start, end) {
            (Some(start), Some(end)) if !one_day => {
                Some(self.between("of-several-days", start, end))
            }
            _ => self.clock_times(start, end),
        }
    }

    /// "09:30–10:15", "09:30", "until 10:15".
    pub fn clock_times(&self, start: Option<NaiveTime>, end: Option<NaiveTime>) -> Option<String> {
        match (start, end) {
            (Some(start), Some(end)) => Some(self.between("from-to", start, end)),
            (None, Some(end)) => {
                Some(fill(self.word("times", "until"), &[("time", self.clock(end).into())]))
            }
            (start, None) => start.map(|start| self.clock(start)),
        }
    }

    /// "GMT+8", "GMT+5:30".
    pub fn zone(&self, zone: FixedOffset) -> String {
        let minutes = zone.local_minus_utc() / 60;
        let sign = if minutes < 0 { '\u{2212}' } else { '+' };
        let offset = match (minutes.abs() / 60, minutes.abs() % 60) {
            (0, 0) => String::new(),
            (hours, 0) => format!("{sign}{hours}"),
            (hours, minutes) => format!("{sign}{hours}:{minutes:02}"),
        };
        fill(self.word("times", "zone"), &[("offset", offset.into())])
    }

    /// "1,200".
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

    /// Fills a pattern of a date, to which further slots may belong.
    fn dated(&self, pattern: &str, slots: &[(&str, Cow<'_, str>)], date: NaiveDate) -> String {
        let mut all = vec![
            ("day", date.day().to_string().into()),
            ("month", self.month(date)),
            ("month-number", date.month().to_string().into()),
            ("year", date.year().to_string().into()),
        ];
        all.extend_from_slice(slots);
        fill(self.word("dates", pattern), &all)
    }

    fn month(&self, date: NaiveDate) -> Cow<'static, str> {
        let names: &[&str] = locale_match!(self.calendar => LC_TIME::MON);
        names[date.month0() as usize].trim().into()
    }

    fn between(&self, pattern: &str, first: NaiveTime, last: NaiveTime) -> String {
        let slots = [("first", self.clock(first).into()), ("last", self.clock(last).into())];
        fill(self.word("times", pattern), &slots)
    }

    fn clock(&self, time: NaiveTime) -> String {
        let slots = [
            ("hour", format!("{:02}", time.hour()).into()),
            ("minute", format!("{:02}", time.minute()).into()),
        ];
        fill(self.word("times", "clock"), &slots)
    }
}

/// Puts values in the places of a pattern that are named for them.
pub fn fill(pattern: &str, slots: &[(&str, Cow<'_, str>)]) -> String {
    let mut filled = String::new();
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let Some((name, behind)) = after.split_once('}') else { break };
        let value = slots.iter().find(|(slot, _)| *slot == name);
        filled.push_str(value.map_or("", |(_, value)| value));
        rest = behind;
    }
    filled + rest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Locales;
    use crate::model::Moment;

    fn locale(tag: &str) -> std::sync::Arc<Locale> {
        let (locales, findings) = Locales::of_project(None);
        assert!(findings.is_empty(), "{findings:?}");
        locales.get(&tag.parse().unwrap())
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
        let texts =
            |tag| periods.map(|(start, end)| locale(tag).period(&Period::new(start, end).unwrap()));
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
    }
}
