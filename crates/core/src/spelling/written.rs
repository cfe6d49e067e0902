//! Dates and times as people write them, in English, Malay and Chinese.

use std::sync::LazyLock;

use chrono::{NaiveDate, NaiveTime};
use pure_rust_locales::{en_GB, id_ID, ms_MY};
use regex::Regex;

/// The readings of a written date, each as a value of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Written {
    /// One date or time.
    One(String),
    /// A date whose day and month can be told apart in two ways.
    Either(String, String),
    /// The first and the last day of several.
    Span(String, String),
}

/// The longest text that is read as a date, in bytes.
const MAX_LENGTH: usize = 80;

/// Reads a date that is written for people, with its time of day if there is one: "14 May 2025,
/// 9.30 am", "14/5/2025", "2025年5月14日".
pub(crate) fn written_date(text: &str) -> Option<Written> {
    if text.len() > MAX_LENGTH {
        return None;
    }
    let plain = plain_figures(text);
    let (date, time) = match split_time(&plain) {
        Some((date, time)) => (date, Some(time)),
        None => (plain.as_str(), None),
    };
    let with_time = |date: NaiveDate| {
        time.map_or_else(|| date.to_string(), |time| format!("{date}T{}", time.format("%H:%M:%S")))
    };
    if let Some((first, last)) = several_days(date) {
        return time.is_none().then(|| Written::Span(first.to_string(), last.to_string()));
    }
    match parts(date)? {
        (one, None) => Some(Written::One(with_time(one))),
        (one, Some(other)) => Some(Written::Either(with_time(one), with_time(other))),
    }
}

/// Returns the days that a date written for people can mean, as dates of a record: two if its day
/// and month can be told apart in two ways.
pub fn written_days(text: &str) -> Vec<String> {
    let days = match written_date(text) {
        None => vec![],
        Some(Written::One(day)) => vec![day],
        Some(Written::Either(one, other)) => vec![one, other],
        Some(Written::Span(first, _)) => vec![first],
    };
    let without_time = |day: String| day.split('T').next().unwrap_or_default().to_owned();
    days.into_iter().map(without_time).collect()
}

/// Reads a time of day that is written for people: "9.30 am", "0930", "2:30 petang", "下午2时".
pub(crate) fn written_time(text: &str) -> Option<String> {
    if text.len() > MAX_LENGTH {
        return None;
    }
    let plain = plain_figures(text);
    time_of(plain.trim()).map(|time| time.format("%H:%M:%S").to_string())
}

/// Returns a text in small letters, with the figures and marks of ASCII.
fn plain_figures(text: &str) -> String {
    const HAN: &str = "〇一二三四五六七八九";
    let mut plain = String::with_capacity(text.len());
    let chars: Vec<char> = text.chars().collect();
    let figure = |char: char| HAN.chars().position(|digit| digit == char);
    for (at, char) in chars.iter().enumerate() {
        let before = at.checked_sub(1).map_or(' ', |at| chars[at]);
        let after = chars.get(at + 1).copied().unwrap_or(' ');
        match (*char, figure(*char)) {
            // 二十一 is 21, 十月 is 10月.
            ('十', _) if figure(before).is_none() && before != '星' => {
                plain.push_str(if figure(after).is_some() { "1" } else { "10" });
            }
            ('十', _) => plain.push_str(if figure(after).is_some() { "" } else { "0" }),
            (_, Some(digit)) if !matches!(before, '期' | '周' | '週' | '拜') => {
                plain.push_str(&digit.to_string());
            }
            (char @ '０'..='９', _) => {
                plain.extend(char::from_u32(u32::from(char) - 0xff10 + 0x30));
            }
            ('–' | '—' | '−' | '‐' | '‑' | '－', _) => plain.push('-'),
            ('／', _) => plain.push('/'),
            ('：', _) => plain.push(':'),
            ('．', _) => plain.push('.'),
            (char, _) if char.is_whitespace() => plain.push(' '),
            (char, _) => plain.extend(char.to_lowercase()),
        }
    }
    plain
}

fn pattern(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is fixed")
}

const CLOCK: &str = r"(?:(?<before>上午|早上|中午|下午|晚上)\s*)?(?<hour>\d{1,2})(?:(?:[:.]|时|時|点|點)(?<minute>\d{2})?分?(?::\d{2})?)?\s*(?<after>a\.?m\.?|p\.?m\.?|noon|pagi|tengah hari|petang|malam|hrs?)?";

/// Splits a text into a date and the time of day at its end.
fn split_time(text: &str) -> Option<(&str, NaiveTime)> {
    static TIME: LazyLock<Regex> = LazyLock::new(|| {
        pattern(&format!(
            r"(?:[,，]?\s+(?:at\s+|pukul\s+|jam\s+)?|,\s*|t|日\s*|号\s*|號\s*)({CLOCK})$"
        ))
    });
    let found = TIME.captures(text.trim_end())?;
    let time = found.get(1)?;
    let is_time = found.name("minute").is_some()
        || found.name("before").is_some()
        || found.name("after").is_some();
    let parsed = time_of(time.as_str())?;
    is_time.then(|| (&text[..found.get_match().start()], parsed))
}

fn time_of(text: &str) -> Option<NaiveTime> {
    static TIME: LazyLock<Regex> = LazyLock::new(|| pattern(&format!("^{CLOCK}$")));
    static FIGURES: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(\d{2})(\d{2})\s*(?:hrs?|h)?$"));
    if let Some(found) = FIGURES.captures(text) {
        return NaiveTime::from_hms_opt(found[1].parse().ok()?, found[2].parse().ok()?, 0);
    }
    let found = TIME.captures(text)?;
    let part = |name| found.name(name).map(|part| part.as_str());
    let part_of_day = part("before").or_else(|| part("after")).map(|part| part.replace('.', ""));
    if part_of_day.is_none() && part("minute").is_none() {
        return None;
    }
    let hour: u32 = part("hour")?.parse().ok()?;
    let minute = part("minute").map_or(Some(0), |minute| minute.parse().ok())?;
    let hour = match part_of_day.as_deref() {
        Some("pm" | "noon" | "petang" | "malam" | "中午" | "下午" | "晚上") if hour < 11 => {
            hour + 12
        }
        Some("pm" | "petang" | "下午" | "晚上") if hour == 11 => 23,
        Some("tengah hari") if hour < 3 => hour + 12,
        Some("am" | "上午") if hour == 12 => 0,
        // A day ends where the next begins.
        _ if hour == 24 && minute == 0 => 0,
        _ => hour,
    };
    NaiveTime::from_hms_opt(hour, minute, 0)
}

/// Reads the first and the last day of several in one month: "14–16 May 2025".
fn several_days(text: &str) -> Option<(NaiveDate, NaiveDate)> {
    static DAYS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(\D*?)(\d{1,2})(?:st|nd|rd|th|日|hb)?\s*(?:-|to|until|hingga|sampai|至|到|&|and|dan)\s*(\d{1,2})((?:st|nd|rd|th|日|hb)?\s*[^\d\s].*)$",
        )
    });
    static CHINESE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"^(\d{4}年\d{1,2}月)(\d{1,2})[日号號]?\s*[-至到]\s*(\d{1,2}[日号號].*)$")
    });
    let (first, last) = if let Some(found) = CHINESE.captures(text) {
        (format!("{}{}日", &found[1], &found[2]), format!("{}{}", &found[1], &found[3]))
    } else {
        let found = DAYS.captures(text)?;
        let day = |number: usize| format!("{}{}{}", &found[1], &found[number], &found[4]);
        (day(2), day(3))
    };
    match (parts(&first)?, parts(&last)?) {
        ((first, None), (last, None)) if first < last => Some((first, last)),
        _ => None,
    }
}

/// Reads day, month and year in their possible orders.
fn parts(text: &str) -> Option<(NaiveDate, Option<NaiveDate>)> {
    static WORDS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\d+(?:st|nd|rd|th|hb)?|haribulan|民國|民国|\p{Latin}+\.?|[年月日号號()（）]|(?:星期|周|週|礼拜|禮拜).|[-/.,\s]|.",
        )
    });
    let mut numbers: Vec<(u32, usize)> = Vec::new();
    let (mut month, mut month_at, mut republic) = (None, 0, false);
    for word in WORDS.find_iter(text.trim()).map(|found| found.as_str()) {
        if word.starts_with(|char: char| char.is_ascii_digit()) {
            let figures = word.trim_end_matches(|char: char| !char.is_ascii_digit());
            numbers.push((figures.parse().ok()?, figures.len()));
        } else if let Some(named) = month_named(word.trim_end_matches('.')) {
            if month.replace(named).is_some() {
                return None;
            }
            month_at = numbers.len();
        } else if matches!(word, "民國" | "民国") {
            republic = true;
        } else if !is_between(word) {
            return None;
        }
    }
    let date = |year: (u32, usize), month: u32, day: (u32, usize)| {
        let year = match year {
            (year, _) if republic => year + 1911,
            (year, 2) => year + 2000,
            (year, 4) => year,
            _ => return None,
        };
        NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day.0)
    };
    match (&numbers[..], month) {
        // 20250514
        ([(figures, 8)], None) => {
            let year = (figures / 10_000, 4);
            date(year, figures / 100 % 100, (figures % 100, 2)).map(|date| (date, None))
        }
        ([day, year], Some(month)) if day.1 <= 2 && month_at < 2 => {
            date(*year, month, *day).map(|date| (date, None))
        }
        ([year, day], Some(month)) if year.1 == 4 => {
            date(*year, month, *day).map(|date| (date, None))
        }
        ([year, month, day], None) if year.1 == 4 || republic => {
            date(*year, month.0, *day).map(|date| (date, None))
        }
        ([one, other, year], None) if year.1 == 4 || year.1 == 2 => {
            let day_first = date(*year, other.0, *one);
            let month_first = date(*year, one.0, *other).filter(|date| Some(*date) != day_first);
            match (day_first, month_first) {
                (Some(date), other) => Some((date, other)),
                (None, Some(date)) => Some((date, None)),
                (None, None) => None,
            }
        }
        _ => None,
    }
}

/// Returns the number of a month with a name.
fn month_named(word: &str) -> Option<u32> {
    let lists = [
        en_GB::LC_TIME::MON,
        en_GB::LC_TIME::ABMON,
        ms_MY::LC_TIME::MON,
        ms_MY::LC_TIME::ABMON,
        id_ID::LC_TIME::MON,
        id_ID::LC_TIME::ABMON,
        &["", "", "", "", "", "", "", "Ogo", "Sept", "", "", ""],
    ];
    let named = |list: &&[&str]| list.iter().position(|name| name.to_lowercase() == word);
    let place = lists.iter().find_map(named).filter(|_| !word.is_empty())?;
    u32::try_from(place + 1).ok()
}

/// Returns whether a word says nothing about the date that the numbers do not say: a mark, the
/// name of a weekday, "of".
fn is_between(word: &str) -> bool {
    let days = [en_GB::LC_TIME::DAY, ms_MY::LC_TIME::DAY, id_ID::LC_TIME::DAY]
        .into_iter()
        .chain([en_GB::LC_TIME::ABDAY, ms_MY::LC_TIME::ABDAY]);
    let is_day = |word: &str| days.clone().flatten().any(|day| day.to_lowercase() == word);
    let is_mark = word.chars().count() == 1 && "年月日号號()（）-/., ".contains(word);
    let of_week = ["星期", "周", "週", "礼拜", "禮拜"].iter().any(|week| word.starts_with(week));
    is_mark
        || of_week
        || matches!(
            word,
            "of" | "the"
                | "on"
                | "pada"
                | "hari"
                | "haribulan"
                | "th"
                | "hb"
                | "tues"
                | "thurs"
                | "wednes"
        )
        || is_day(word.trim_end_matches('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_people_write_them() {
        for (text, date) in [
            ("14 May 2025", "2025-05-14"),
            ("14th May, 2025", "2025-05-14"),
            ("May 14, 2025", "2025-05-14"),
            ("Wednesday, 14 May 2025", "2025-05-14"),
            ("14 May 2025 (Wed)", "2025-05-14"),
            ("14 Mei 2025", "2025-05-14"),
            ("Rabu, 14 Mei 2025", "2025-05-14"),
            ("31hb Ogos 2025", "2025-08-31"),
            ("14 Sept. 2025", "2025-09-14"),
            ("2025年5月14日", "2025-05-14"),
            ("2025年5月14日（星期三）", "2025-05-14"),
            ("二〇二五年五月十四日", "2025-05-14"),
            ("二〇二四年十月三十一日", "2024-10-31"),
            ("民國114年5月14日", "2025-05-14"),
            ("14/5/2025", "2025-05-14"),
            ("14.5.2025", "2025-05-14"),
            ("14-05-25", "2025-05-14"),
            ("5/14/2025", "2025-05-14"),
            ("2025/5/14", "2025-05-14"),
            ("2025–05–14", "2025-05-14"),
            ("2025-5-4", "2025-05-04"),
            ("20250514", "2025-05-14"),
            ("14 May 2025, 9.30 am", "2025-05-14T09:30:00"),
            ("14 May 2025 at 2:30 pm", "2025-05-14T14:30:00"),
            ("14 Mei 2025, 2.30 petang", "2025-05-14T14:30:00"),
            ("2025年5月14日下午2时30分", "2025-05-14T14:30:00"),
            ("14/5/2025 09:30", "2025-05-14T09:30:00"),
        ] {
            assert_eq!(written_date(text), Some(Written::One(date.into())), "{text}");
        }
        let either = Written::Either("2025-06-05".into(), "2025-05-06".into());
        assert_eq!(written_date("5/6/2025"), Some(either));
        let span = |text| written_date(text);
        let days = Some(Written::Span("2025-05-14".into(), "2025-05-16".into()));
        for text in [
            "14–16 May 2025",
            "14 to 16 May 2025",
            "May 14-16, 2025",
            "2025年5月14日至16日",
            "14 hingga 16 Mei 2025",
        ] {
            assert_eq!(span(text), days, "{text}");
        }
        for text in [
            "5 boats",
            "May 2025",
            "32 May 2025",
            "14 May",
            "+60 3-8888 1234",
            "2025",
            "RM 5 million",
        ] {
            assert_eq!(written_date(text), None, "{text}");
        }
    }

    #[test]
    fn times_are_read_as_people_write_them() {
        for (text, time) in [
            ("9:30", "09:30:00"),
            ("9.30 a.m.", "09:30:00"),
            ("12 noon", "12:00:00"),
            ("2.30pm", "14:30:00"),
            ("12.30 am", "00:30:00"),
            ("11 pm", "23:00:00"),
            ("11.00 pagi", "11:00:00"),
            ("0930", "09:30:00"),
            ("1430 hrs", "14:30:00"),
            ("24:00:00", "00:00:00"),
            ("下午2时", "14:00:00"),
            ("1.00 tengah hari", "13:00:00"),
        ] {
            assert_eq!(written_time(text).as_deref(), Some(time), "{text}");
        }
        for text in ["9", "25:00", "soon"] {
            assert_eq!(written_time(text), None, "{text}");
        }
    }
}
