//! The days by which something is to be done, as people type them: "end of January", "Q1 2027".

use std::sync::LazyLock;

use chrono::{Datelike, Months, NaiveDate};
use regex::Regex;

use super::moments::{self, Moments};
use crate::spelling::written_days;

/// Words around a deadline that say only that it is one.
static AROUND: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:due\s+)?(?:(?:by|before|until|till|in|no later than|not later than|sebelum|menjelang|selewat-lewatnya(?:\s+pada)?|pada|dalam)\s+|[于於在])|\s*(?:之前|以前|前)$",
    )
});

/// A year, wherever it stands.
static YEAR: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"[\s,]*(?:(?:of|tahun)\s+)?\b(?<year>20\d{2})\s*年?\s*"));

/// The part of a month that is named: before it or, in Chinese, behind it.
static PART: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:the\s+)?(?:(?<early>early|(?:beginning|start)(?:\s+of)?|awal)|(?<mid>mid|middle(?:\s+of)?|pertengahan)|(?<late>late|end(?:\s+of)?|akhir|hujung|penghujung))(?:\s+bulan)?(?:[\s-]+|$)|(?:(?<first>上旬|初)|(?<second>中旬|中)|(?<third>下旬|底|末))$",
    )
});

/// A quarter of a year.
static QUARTER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:the\s+)?(?:q\s*([1-4])|(first|second|third|fourth|1st|2nd|3rd|4th)\s+quarter|suku(?:\s+tahun)?\s+(pertama|kedua|ketiga|keempat)|第?([1-4一二三四])季度?)$",
    )
});

/// What the quarters are called.
const QUARTERS: [&[&str]; 4] = [
    &["1", "first", "1st", "pertama", "一"],
    &["2", "second", "2nd", "kedua", "二"],
    &["3", "third", "3rd", "ketiga", "三"],
    &["4", "fourth", "4th", "keempat", "四"],
];

/// A day by which something is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deadline {
    /// The day.
    pub day: NaiveDate,
    /// Whether that day was typed, and not a longer time of which it is the last.
    pub is_exact: bool,
}

impl Deadline {
    /// Reads a deadline that an event has set, by the first day of the event as the file has it. A
    /// deadline without a year is the next one after the event.
    pub fn read(text: &str, event: Option<&str>) -> Option<Self> {
        let event = event.and_then(|event| event.get(..10)?.parse::<NaiveDate>().ok());
        let lower = text.trim().to_lowercase();
        let plain = AROUND.replace_all(&lower, "");
        let text = plain.trim();
        let in_year = |year: Option<i32>| {
            let exact = exact(text, year).map(|day| Self { day, is_exact: true });
            exact.or_else(|| Some(Self { day: last_day(text, year)?, is_exact: false }))
        };
        in_year(None).or_else(|| {
            let event = event?;
            let of = |years| in_year(Some(event.year() + years));
            of(0).filter(|one| one.day >= event).or_else(|| of(1))
        })
    }
}

fn exact(text: &str, year: Option<i32>) -> Option<NaiveDate> {
    match moments::date(text, year)? {
        Moments::One(day, None) => day.get(..10)?.parse().ok(),
        _ => None,
    }
}

/// Returns the last day of a quarter, of a month or of a part of one. The year is in the text, or
/// is given.
fn last_day(text: &str, year: Option<i32>) -> Option<NaiveDate> {
    let own = YEAR.captures(text);
    let year = own.and_then(|found| found["year"].parse().ok()).or(year)?;
    let rest = YEAR.replace(text, " ");
    let rest = rest.trim();
    if let Some(found) = QUARTER.captures(rest) {
        let named = found.iter().skip(1).flatten().next()?.as_str();
        let quarter = (3..).step_by(3).zip(QUARTERS);
        let (month, _) = quarter.into_iter().find(|(_, names)| names.contains(&named))?;
        return end_of(NaiveDate::from_ymd_opt(year, month, 1)?);
    }
    let part = PART.captures(rest);
    let is = |names: [&str; 2]| {
        part.as_ref().is_some_and(|of| names.iter().any(|n| of.name(n).is_some()))
    };
    let month = PART.replace(rest, "");
    let first = first_of(month.trim(), year)?;
    if is(["early", "first"]) {
        first.with_day(10)
    } else if is(["mid", "second"]) {
        first.with_day(20)
    } else {
        end_of(first)
    }
}

/// Returns the first day of a month, which has its name in any language.
fn first_of(month: &str, year: i32) -> Option<NaiveDate> {
    let written = [format!("1 {month} {year}"), format!("{year}年{month}1日")];
    let is_month =
        !month.is_empty() && !month.chars().next()?.is_ascii_digit() || month.ends_with('月');
    let mut days = written.iter().filter(|_| is_month).filter_map(|text| {
        let [day] = written_days(text).try_into().ok()?;
        day.parse().ok()
    });
    days.next()
}

fn end_of(first: NaiveDate) -> Option<NaiveDate> {
    first.checked_add_months(Months::new(1))?.pred_opt()
}

fn pattern(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is fixed")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deadlines_are_read_as_people_type_them() {
        let event = Some("2026-11-05T09:00:00");
        for (text, day, is_exact) in [
            ("by 31 Jan", "2027-01-31", true),
            ("31 December", "2026-12-31", true),
            ("before 1 March 2027", "2027-03-01", true),
            ("2027年1月31日前", "2027-01-31", true),
            ("End of January 2027", "2027-01-31", false),
            ("by the end of February", "2027-02-28", false),
            ("January 2027", "2027-01-31", false),
            ("early March", "2027-03-10", false),
            ("mid-June 2027", "2027-06-20", false),
            ("late November", "2026-11-30", false),
            ("Q1 2027", "2027-03-31", false),
            ("the second quarter of 2027", "2027-06-30", false),
            ("akhir Januari 2027", "2027-01-31", false),
            ("hujung bulan Mac", "2027-03-31", false),
            ("awal Mac 2027", "2027-03-10", false),
            ("pertengahan Jun 2027", "2027-06-20", false),
            ("sebelum 31 Januari", "2027-01-31", true),
            ("suku pertama 2027", "2027-03-31", false),
            ("suku tahun kedua tahun 2027", "2027-06-30", false),
            ("2027年1月底", "2027-01-31", false),
            ("3月初", "2027-03-10", false),
            ("2027年6月中旬", "2027-06-20", false),
            ("2027年第一季度", "2027-03-31", false),
            ("6月底之前", "2027-06-30", false),
        ] {
            let day = day.parse().unwrap();
            assert_eq!(Deadline::read(text, event), Some(Deadline { day, is_exact }), "{text}");
        }
        for text in ["soon", "", "3/4/2027", "the end", "year 2027", "12", "Q5 2027"] {
            assert_eq!(Deadline::read(text, event), None, "{text}");
        }
        assert_eq!(Deadline::read("early March", None), None);
    }
}
