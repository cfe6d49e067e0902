//! The times with which a line of a pasted programme begins: "9 – 10.30 am", "上午9:00–9:30".

use std::sync::LazyLock;

use regex::Regex;

use crate::spelling::written_time;

/// Reads the time or the times with which a line begins: the start, the end, and the rest.
pub(super) fn times(line: &str) -> Option<(String, Option<String>, &str)> {
    static TIMES: LazyLock<Regex> = LazyLock::new(|| {
        let part = r"(?:(?:上午|早上|中午|下午|晚上)\s*)?\d{1,2}(?:[:.：．时時点點]\d{0,2}分?|\d{2}\s*(?:hrs?|h)?|)\s*(?:a\.?m\.?|p\.?m\.?|noon|pagi|tengah\s*hari|petang|malam|hrs?)?";
        Regex::new(&format!(
            r"(?i)^(?<start>{part})\s*(?:(?:-|–|—|−|~|～|to|until|hingga|sampai|至|到)\s*(?<end>{part}))?(?:\s*[|:：–—-]\s+|\s+|$)"
        ))
        .expect("the pattern is fixed")
    });
    let found = TIMES.captures(line)?;
    let [start, end] =
        ["start", "end"].map(|name| found.name(name).map(|part| part.as_str().trim()));
    let (start, end) = (start?, end);
    let end_time = end.and_then(clock);
    // "9 – 10.30 am": the first takes the part of the day, and the form, of the second.
    let start_time = clock(start).or_else(|| {
        let behind = end?.trim_start_matches(|char: char| !char.is_alphabetic());
        written_time(&format!("{start}.00 {behind}"))
    });
    let start_time = match (start_time, &end_time, end) {
        // "9.00 – 10.30 pm" is in the evening, unless it would end before it starts.
        (Some(time), Some(until), Some(words))
            if !has_part_of_day(start) && has_part_of_day(words) =>
        {
            let behind = words.trim_start_matches(|char: char| !char.is_alphabetic());
            let later = written_time(&format!("{start} {behind}"));
            Some(later.filter(|later| later <= until).unwrap_or(time))
        }
        (time, ..) => time,
    }?;
    let rest = line[found.get_match().end()..].trim();
    Some((start_time, end_time, rest))
}

/// Reads a time of day. One with a word for the hour needs no minutes.
fn clock(text: &str) -> Option<String> {
    let of_hour = || text.ends_with(['时', '時', '点', '點']).then(|| format!("{text}00分"));
    written_time(text).or_else(|| written_time(&of_hour()?))
}

fn has_part_of_day(text: &str) -> bool {
    text.contains(char::is_alphabetic) && !text.contains(['时', '時', '点', '點'])
}
