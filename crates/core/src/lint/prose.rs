//! How it is written: times that pass, quotation marks, abbreviations, what is left to fill.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate};
use regex::Regex;

use super::{Desk, Editor};
use crate::diagnostic::Code;
use crate::model::Origin;

/// Words whose meaning depends on the day on which they are read.
const RELATIVE: [&str; 21] = [
    "this year",
    "last year",
    "next year",
    "this month",
    "last month",
    "next month",
    "this week",
    "last week",
    "next week",
    "yesterday",
    "tomorrow",
    "today",
    "tonight",
    "recently",
    "nowadays",
    "this morning",
    "this afternoon",
    "this evening",
    "in recent days",
    "currently",
    "days ago",
];

/// Ways of saying that something is still to come.
const FUTURE: [&str; 10] = [
    "will last",
    "will be held",
    "will take place",
    "will attend",
    "will participate",
    "will be attended",
    "will be organised",
    "is going to",
    "are going to",
    "is scheduled to",
];

/// Abbreviations that need no expansion: those that are better known than what they stand for.
const KNOWN: [&str; 34] = [
    "AI", "AM", "ASEAN", "BBC", "BRICS", "CEO", "CFO", "CO", "CTO", "COVID", "DNA", "DVD", "EU",
    "GDP", "GMT", "HIV", "ID", "II", "III", "IT", "IV", "NASA", "NATO", "PDF", "PHD", "PM", "TV",
    "UAE", "UK", "UN", "UNESCO", "UNICEF", "US", "USA",
];

/// A capital in every place, as a word of its own.
static ABBREVIATIONS: LazyLock<Regex> = LazyLock::new(|| regex(r"\b[A-Z]{2,6}\b"));
static RELATIVE_WORDS: LazyLock<Regex> = LazyLock::new(|| any_of(&RELATIVE));
static FUTURE_WORDS: LazyLock<Regex> = LazyLock::new(|| any_of(&FUTURE));

/// Dates with a weekday: "Monday, 9 December 2021", "Thursday, October 31st, 2024".
static WEEKDAYS: LazyLock<Regex> = LazyLock::new(|| {
    let weekday = r"\b((?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day),?\s+";
    let (date, month) = (r"(\d{1,2})(?:st|nd|rd|th)?", r"([A-Z][a-z]+)");
    regex(&format!(r"{weekday}(?:{date}\s+{month}|{month}\s+{date}),?\s+(\d{{4}})\b"))
});

fn any_of(phrases: &[&str]) -> Regex {
    regex(&format!(r"(?i)\b(?:{})\b", phrases.join("|")))
}

/// A pattern over plain letters: the words that it looks for are English.
fn regex(pattern: &str) -> Regex {
    let ascii = pattern.replace(r"\b", r"(?-u:\b)").replace(r"\d", "[0-9]");
    Regex::new(&ascii).expect("a pattern of this file compiles")
}

/// What `byline new` leaves for the author to fill.
pub(crate) const MUST_FILL: &str = "TODO";

/// All checks of prose.
pub(super) fn check(editor: &mut Editor<'_>) {
    must_fill(editor);
    for (plain, origin) in editor.proses().iter() {
        for found in RELATIVE_WORDS.find_iter(plain) {
            let message =
                format!("\"{}\" means another time when it is read later", found.as_str());
            let hint = "write the date, the month or the year";
            editor.say_of(Code::RelativeTime, origin, found.as_str(), message, hint);
        }
        for found in FUTURE_WORDS.find_iter(plain) {
            let message =
                format!("\"{}\" speaks of the future, and the event is past", found.as_str());
            let hint = "write what happened";
            editor.say_of(Code::FutureTense, origin, found.as_str(), message, hint);
        }
    }
    marks_and_days(editor);
    abbreviations(editor);
}

/// Marks that do not close, and weekdays that are not those of their dates.
pub(super) fn marks_and_days(desk: &mut Desk<'_>) {
    for (plain, origin) in desk.proses().iter() {
        if let Some(mark) = unbalanced(plain) {
            let message = format!("a {mark} opens here, or closes, without the other");
            let hint = "close it, or take it away";
            desk.say(Code::UnbalancedQuotes, origin, message, hint);
        }
        for (weekday, date, words) in weekdays(plain) {
            if date.weekday() != weekday {
                let message = format!("{} is a {}", date.format("%-d %B %Y"), date.format("%A"));
                let hint = "check the weekday and the date";
                desk.say_of(Code::WeekdayDiffers, origin, words, message, hint);
            }
        }
    }
}

/// What is left for the author to fill.
pub(super) fn must_fill(desk: &mut Desk<'_>) {
    for (text, origin) in desk.texts().iter() {
        must_fill_in(desk, text, origin);
    }
}

/// The same for one text.
pub(super) fn must_fill_in(desk: &mut Desk<'_>, text: &str, origin: &Origin) {
    if text.trim_start().starts_with(MUST_FILL) {
        let message = "this is still to be filled in";
        let hint = "write it, or take the key away; a draft builds as it is";
        desk.say_of(Code::MustFill, origin, MUST_FILL, message.into(), hint);
    }
}

/// Abbreviations that stand in the prose and are spelt out nowhere.
fn abbreviations(editor: &mut Editor<'_>) {
    let (texts, proses) = (editor.texts(), editor.proses());
    let mut unknown: BTreeMap<&str, &Origin> = BTreeMap::new();
    for (plain, origin) in proses.iter() {
        let found = ABBREVIATIONS.find_iter(plain).map(|found| found.as_str());
        for word in found.filter(|word| !KNOWN.contains(word)) {
            unknown.entry(word).or_insert(origin);
        }
    }
    if unknown.is_empty() {
        return;
    }
    for (text, _) in texts.iter() {
        // "Ministry of Science (MOSTI)"
        for inside in text.split('(').skip(1).filter_map(|rest| rest.split(')').next()) {
            unknown.remove(inside.trim_end_matches(" 2.0"));
        }
    }
    // Names are names, and an organisation's abbreviation is printed behind its name.
    let people = super::names::everybody(editor);
    let homes = people.iter().filter_map(|person| person.affiliation.as_ref());
    let organisations = editor.event.organisations.iter().flat_map(|(_, members)| members);
    let institutions = homes.chain(organisations).flat_map(|organisation| organisation.names());
    let persons = people.iter().flat_map(|person| person.names().chain(&person.honorifics));
    for word in institutions.chain(persons).flat_map(|name| name.as_str().split(' ')) {
        unknown.remove(word);
    }
    for (word, origin) in unknown {
        let message = format!("`{word}` is never spelt out");
        let hint = "write the whole name once, with the abbreviation in brackets behind it";
        editor.say_of(Code::UnexpandedAbbreviation, origin, word, message, hint);
    }
}

/// Which pair of marks does not close.
fn unbalanced(plain: &str) -> Option<&'static str> {
    let count = |mark: char| plain.matches(mark).count();
    if count('“') != count('”') {
        Some("quotation mark")
    } else if count('"') % 2 == 1 {
        // Inches are written behind figures.
        let inches = plain.as_bytes().windows(2).any(|w| w[0].is_ascii_digit() && w[1] == b'"');
        (!inches).then_some("quotation mark")
    } else if count('(') > count(')') {
        Some("bracket")
    } else {
        None
    }
}

/// The dates of a text that name a weekday, and the name.
fn weekdays<'t>(plain: &'t str) -> Vec<(chrono::Weekday, NaiveDate, &'t str)> {
    let dated = |found: regex::Captures<'t>| -> Option<_> {
        let parts: Vec<&'t str> = found.iter().flatten().map(|part| part.as_str()).collect();
        let [_, weekday, first, second, year] = parts[..] else { return None };
        let written = format!("{first} {second} {year}");
        let date = NaiveDate::parse_from_str(&written, "%d %B %Y")
            .or_else(|_| NaiveDate::parse_from_str(&written, "%B %d %Y"));
        Some((weekday.parse().ok()?, date.ok()?, weekday))
    };
    WEEKDAYS.captures_iter(plain).filter_map(dated).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_whole_and_marks_in_pairs() {
        let found = |text| RELATIVE_WORDS.find(text).map(|found| found.start());
        assert_eq!(found("The week; Last week."), Some(10));
        assert_eq!(found("a blast weekly, last weekly"), None);
        assert_eq!(unbalanced("a \"b\" (c)"), None);
        assert_eq!(unbalanced("a 5\" pipe"), None);
        assert_eq!(unbalanced("“a"), Some("quotation mark"));
        assert_eq!(unbalanced("(a"), Some("bracket"));
    }

    #[test]
    fn weekdays_are_held_against_the_calendar() {
        let found = weekdays("On Thursday, 31 October 2024 and Monday October 7th, 2024.");
        let days: Vec<_> = found.iter().map(|(day, date, _)| date.weekday() == *day).collect();
        assert_eq!(days, [true, true]);
    }
}
