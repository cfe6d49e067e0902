//! Dates and times as somebody types them into a field.

use std::sync::LazyLock;

use chrono::{NaiveDate, NaiveTime};
use regex::Regex;

use crate::spelling::{Written, written_date, written_time};

/// What a typed date or time can mean, as values of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Moments {
    /// One value, and the end, if a period was typed.
    One(String, Option<String>),
    /// Two values.
    Either(String, String),
}

/// Words in front of a date or a time that say nothing of it.
const LEADING: [&str; 9] =
    ["on ", "pada ", "from ", "dari ", "at ", "pukul ", "jam ", "当日", "於"];

/// What stands between the start and the end of a period.
static BETWEEN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\s*[-–—~～－]\s*|\s+(?:to|until|till|hingga|sampai)\s+|\s*[至到]\s*")
        .expect("the pattern is fixed")
});

/// The longest text that is read, in bytes.
const MAX_LENGTH: usize = 100;

/// Reads a date, with its time if there is one. The year is that of the event, if none is typed.
pub(super) fn date(text: &str, year: Option<i32>) -> Option<Moments> {
    let text = plain(text)?;
    if let Some(exact) = exact(&text) {
        return Some(Moments::One(exact, None));
    }
    let written = |text: &str| {
        written_date(text).map(|written| match written {
            Written::One(date) => Moments::One(date, None),
            Written::Either(one, other) => Moments::Either(one, other),
            Written::Span(first, last) => Moments::One(first, Some(last)),
        })
    };
    written(&text)
        .or_else(|| with_hours(&text, &written))
        .or_else(|| year.and_then(|year| in_year(&text, year, &written)))
}

/// Reads a time, or a period of a day.
pub(super) fn time(text: &str) -> Option<Moments> {
    let text = plain(text)?;
    if let Some(time) = clock(&text) {
        return Some(Moments::One(time, None));
    }
    for between in BETWEEN.find_iter(&text) {
        let (start, end) = (&text[..between.start()], &text[between.end()..]);
        // In Chinese, the part of the day stands before the hour: 下午2时至4时.
        let front = start.split(|char: char| char.is_ascii_digit()).next().unwrap_or_default();
        let end = clock(end).or_else(|| clock(&format!("{front}{end}"))).or_else(|| {
            let hour = hour_of(end).filter(|_| clock(start).is_some())?;
            let start = clock(start)?;
            [hour, hour + 12].into_iter().filter_map(at_hour).find(|end| *end > start)
        });
        if let Some(end) = end
            && let Some(start) = start_before(start, &text, &end)
        {
            return Some(Moments::One(start, Some(end)));
        }
    }
    match hour_of(&text)? {
        hour @ 1..12 => Some(Moments::Either(at_hour(hour)?, at_hour(hour + 12)?)),
        hour => at_hour(hour).map(|time| Moments::One(time, None)),
    }
}

/// Reads an hour alone.
fn hour_of(text: &str) -> Option<u32> {
    Some(text.trim()).filter(|text| text.len() <= 2)?.parse().ok()
}

fn at_hour(hour: u32) -> Option<String> {
    NaiveTime::from_hms_opt(hour, 0, 0).map(|time| time.to_string())
}

/// Reads the start of a period, whose part of the day may only be said at its end: "2–4 pm".
fn start_before(start: &str, whole: &str, end: &str) -> Option<String> {
    let part = whole.rsplit(|char: char| char.is_ascii_digit()).next().unwrap_or_default();
    let part = part.trim_start_matches(['时', '時', '点', '點', '分']);
    let with_part = format!("{start} {}", part.trim());
    let morning = format!("{start} am");
    let times = [&with_part, start, &morning].into_iter().filter_map(clock);
    times.into_iter().find(|time| time.as_str() < end).or_else(|| clock(start))
}

/// Reads one time.
fn clock(text: &str) -> Option<String> {
    let text = text.trim();
    match text {
        "noon" | "midday" | "tengah hari" | "中午" | "正午" => Some("12:00:00".into()),
        "midnight" | "tengah malam" | "午夜" => Some("00:00:00".into()),
        text => written_time(text),
    }
}

/// Reads a date with a period of the day behind it: "31 October 2024, 9 am – 5 pm".
fn with_hours(text: &str, written: &impl Fn(&str) -> Option<Moments>) -> Option<Moments> {
    let between = BETWEEN.find_iter(text).last()?;
    let (start, end) = (&text[..between.start()], &text[between.end()..]);
    let Some(Moments::One(end, None)) = time(end) else { return None };
    let part = text.rsplit(|char: char| char.is_ascii_digit()).next().unwrap_or_default();
    let start = written(&format!("{start}{part}")).or_else(|| written(start))?;
    match start {
        Moments::One(start, None) if start.contains('T') => {
            let day = start.split('T').next()?.to_owned();
            Some(Moments::One(start, Some(format!("{day}T{end}"))))
        }
        _ => None,
    }
}

/// Reads a date without its year.
fn in_year(text: &str, year: i32, written: &impl Fn(&str) -> Option<Moments>) -> Option<Moments> {
    let behind = format!("{text} {year}");
    let before = format!("{year}年{text}");
    // The time stands behind the year.
    let inside = text.split_once(',').map(|(day, time)| format!("{day} {year},{time}"));
    inside.into_iter().chain([behind, before]).find_map(|text| written(&text))
}

/// Reads a date or time as a file has it, or as a browser's own fields give it.
fn exact(text: &str) -> Option<String> {
    let (day, time) = match text.split_once(['t', ' ']) {
        Some((day, time)) => (day, Some(time)),
        None => (text, None),
    };
    if day.len() != 10 {
        return None;
    }
    let day = NaiveDate::parse_from_str(day, "%Y-%m-%d").ok()?;
    let Some(time) = time else { return Some(day.to_string()) };
    let formats = ["%H:%M:%S", "%H:%M"];
    let time = formats.iter().find_map(|format| NaiveTime::parse_from_str(time, format).ok())?;
    Some(format!("{day}T{}", time.format("%H:%M:%S")))
}

/// Returns a text in small letters, without what says nothing.
fn plain(text: &str) -> Option<String> {
    let mut text = text.trim().to_lowercase();
    if text.is_empty() || text.len() > MAX_LENGTH {
        return None;
    }
    while let Some(rest) = LEADING.iter().find_map(|word| text.strip_prefix(word)) {
        text = rest.trim_start().to_owned();
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(value: &str) -> Moments {
        Moments::One(value.into(), None)
    }

    #[test]
    fn dates_are_read_as_people_type_them() {
        for (text, value) in [
            ("2024-10-31", "2024-10-31"),
            ("2024-10-31T09:30", "2024-10-31T09:30:00"),
            ("14 May 2025", "2025-05-14"),
            ("14/5/25", "2025-05-14"),
            ("on Wednesday, 14 May 2025", "2025-05-14"),
            ("14 Mei 2025", "2025-05-14"),
            ("2025年5月14日", "2025-05-14"),
            ("31 October 2024, 9.30 am", "2024-10-31T09:30:00"),
            ("14 May", "2023-05-14"),
            ("May 14", "2023-05-14"),
            ("14 May, 9 am", "2023-05-14T09:00:00"),
            ("5月14日", "2023-05-14"),
        ] {
            assert_eq!(date(text, Some(2023)), Some(one(value)), "{text}");
        }
        let either = Moments::Either("2025-04-03".into(), "2025-03-04".into());
        assert_eq!(date("3/4/2025", None), Some(either));
        let span = |first: &str, last: &str| Some(Moments::One(first.into(), Some(last.into())));
        assert_eq!(date("9–22 December 2021", None), span("2021-12-09", "2021-12-22"));
        let hours = span("2024-10-31T14:00:00", "2024-10-31T17:00:00");
        assert_eq!(date("31 October 2024, 2 pm – 5 pm", None), hours);
        assert_eq!(date("31 October 2024, 2–5 pm", None), hours);
        for text in ["", "soon", "14 May", "31 February 2025", &"9".repeat(500)] {
            assert_eq!(date(text, None), None, "{text}");
        }
    }

    #[test]
    fn times_are_read_as_people_type_them() {
        for (text, value) in [
            ("9.30 am", "09:30:00"),
            ("09:30:00", "09:30:00"),
            ("0930", "09:30:00"),
            ("pukul 9 pagi", "09:00:00"),
            ("上午9时30分", "09:30:00"),
            ("noon", "12:00:00"),
            ("14", "14:00:00"),
            ("at 9:30", "09:30:00"),
        ] {
            assert_eq!(time(text), Some(one(value)), "{text}");
        }
        assert_eq!(time("9"), Some(Moments::Either("09:00:00".into(), "21:00:00".into())));
        for (text, start, end) in [
            ("2pm–4pm", "14:00:00", "16:00:00"),
            ("2–4 pm", "14:00:00", "16:00:00"),
            ("11 - 1 pm", "11:00:00", "13:00:00"),
            ("9.30-10.15 am", "09:30:00", "10:15:00"),
            ("9.30 to 10.15", "09:30:00", "10:15:00"),
            ("2.30 petang hingga 4.30 petang", "14:30:00", "16:30:00"),
            ("下午2时至4时", "14:00:00", "16:00:00"),
        ] {
            let period = Moments::One(start.into(), Some(end.into()));
            assert_eq!(time(text), Some(period), "{text}");
        }
        for text in ["soon", "25:00", "99", "-", "9 to whenever"] {
            assert_eq!(time(text), None, "{text}");
        }
    }
}
