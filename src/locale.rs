//! How dates, times and numbers are written in English.

use chrono::{Datelike, FixedOffset, NaiveDate, NaiveTime, Timelike};

use crate::event::Period;

/// "31 October 2024".
pub(crate) fn date(date: NaiveDate) -> String {
    date.format("%-d %B %Y").to_string()
}

/// "31 October 2024", "9–22 December 2021", "30 September – 2 October 2024".
pub(crate) fn period(period: &Period) -> String {
    let start = period.start().date;
    let Some(end) = period.end().map(|end| end.date).filter(|end| *end != start) else {
        return date(start);
    };
    if start.year() != end.year() {
        format!("{} – {}", date(start), date(end))
    } else if start.month() != end.month() {
        format!("{} – {}", start.format("%-d %B"), date(end))
    } else {
        format!("{}–{}", start.day(), date(end))
    }
}

/// "Thursday"; only for an event of one day.
pub(crate) fn weekday(period: &Period) -> Option<String> {
    let start = period.start().date;
    let one_day = period.end().is_none_or(|end| end.date == start);
    one_day.then(|| start.format("%A").to_string())
}

/// "09:00", "09:00–17:30", "until 17:30"; for several days, with the days.
pub(crate) fn times(period: &Period) -> Option<String> {
    let (start, end) = (period.start().time, period.end().and_then(|end| end.time));
    let one_day = period.end().is_none_or(|end| end.date == period.start().date);
    match (start, end) {
        (Some(start), Some(end)) if !one_day => {
            Some(format!("{} on the first day to {} on the last", clock(start), clock(end)))
        }
        _ => clock_times(start, end),
    }
}

/// "09:30–10:15", "09:30", "until 10:15".
pub(crate) fn clock_times(start: Option<NaiveTime>, end: Option<NaiveTime>) -> Option<String> {
    match (start.map(clock), end.map(clock)) {
        (Some(start), Some(end)) => Some(format!("{start}–{end}")),
        (None, Some(end)) => Some(format!("until {end}")),
        (start, None) => start,
    }
}

fn clock(time: NaiveTime) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// "GMT+8", "GMT+5:30".
pub(crate) fn zone(zone: FixedOffset) -> String {
    let minutes = zone.local_minus_utc() / 60;
    let sign = if minutes < 0 { '\u{2212}' } else { '+' };
    match (minutes.abs() / 60, minutes.abs() % 60) {
        (0, 0) => "GMT".into(),
        (hours, 0) => format!("GMT{sign}{hours}"),
        (hours, minutes) => format!("GMT{sign}{hours}:{minutes:02}"),
    }
}

/// "1,200".
pub(crate) fn number(value: u64) -> String {
    let digits = value.to_string();
    let mut grouped = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::Moment;

    fn day(year: i32, month: u32, day: u32) -> Moment {
        Moment { date: NaiveDate::from_ymd_opt(year, month, day).unwrap(), time: None }
    }

    #[test]
    fn periods_say_no_more_than_they_must() {
        let text = |start, end| period(&Period::new(start, end).unwrap());
        let start = day(2021, 12, 9);
        assert_eq!(text(start, None), "9 December 2021");
        assert_eq!(text(start, Some(start)), "9 December 2021");
        assert_eq!(text(start, Some(day(2021, 12, 22))), "9–22 December 2021");
        assert_eq!(text(day(2024, 9, 30), Some(day(2024, 10, 2))), "30 September – 2 October 2024");
        assert_eq!(text(start, Some(day(2022, 1, 2))), "9 December 2021 – 2 January 2022");
    }

    #[test]
    fn numbers_are_grouped_by_thousands() {
        assert_eq!([0, 59, 1200, 1_000_000].map(number), ["0", "59", "1,200", "1,000,000"]);
    }
}
