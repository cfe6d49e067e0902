//! How it is written: times that pass, quotation marks, abbreviations, what is left to fill.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};

use super::Editor;
use crate::diagnostic::Code;
use crate::event::Text;

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

/// What `byline new` leaves for the author to fill.
pub(crate) const MUST_FILL: &str = "TODO";

/// All checks of prose.
pub(super) fn check(editor: &mut Editor<'_>) {
    must_fill(editor);
    for (plain, origin) in editor.proses() {
        let lower = plain.to_lowercase();
        for words in RELATIVE.iter().filter(|words| has_words(&lower, words)) {
            let message = format!("\"{words}\" means another time when it is read later");
            let hint = "write the date, the month or the year";
            let found = as_written(&plain, &lower, words);
            editor.say_of(Code::RelativeTime, origin, &found, message, hint);
        }
        for words in FUTURE.iter().filter(|words| has_words(&lower, words)) {
            let message = format!("\"{words}\" speaks of the future, and the event is past");
            let hint = "write what happened";
            let found = as_written(&plain, &lower, words);
            editor.say_of(Code::FutureTense, origin, &found, message, hint);
        }
        if let Some(mark) = unbalanced(&plain) {
            let message = format!("a {mark} opens here, or closes, without the other");
            let hint = "close it, or take it away";
            editor.say(Code::UnbalancedQuotes, origin, message, hint);
        }
        for (weekday, date, words) in weekdays(&plain) {
            if date.weekday() != weekday {
                let message = format!("{} is a {}", date.format("%-d %B %Y"), date.format("%A"));
                let hint = "check the weekday and the date";
                editor.say_of(Code::WeekdayDiffers, origin, &words, message, hint);
            }
        }
    }
    abbreviations(editor);
}

fn must_fill(editor: &mut Editor<'_>) {
    for (text, origin) in editor.texts() {
        if text.trim_start().starts_with(MUST_FILL) {
            let message = "this is still to be filled in";
            let hint = "write it, or take the key away; a draft builds as it is";
            editor.say_of(Code::MustFill, origin, MUST_FILL, message.into(), hint);
        }
    }
}

/// Abbreviations that stand in the prose and are spelt out nowhere.
fn abbreviations(editor: &mut Editor<'_>) {
    let texts = editor.texts();
    let mut expanded: BTreeSet<String> = KNOWN.iter().map(|word| (*word).to_owned()).collect();
    for (text, _) in &texts {
        // "Ministry of Science (MOSTI)"
        let inside = text.split('(').skip(1).filter_map(|rest| rest.split(')').next());
        expanded.extend(inside.map(|word| word.trim_end_matches(" 2.0").to_owned()));
    }
    // Names are names, and an organisation's abbreviation is printed behind its name.
    let people = super::names::everybody(editor);
    let homes = people.iter().filter_map(|person| person.affiliation.as_ref());
    let organisations = editor.event.organisations.iter().flat_map(|(_, members)| members);
    for organisation in homes.chain(organisations) {
        let names = organisation.names().map(Text::as_str);
        expanded.extend(names.flat_map(|name| name.split(' ')).map(str::to_owned));
    }
    let persons = people.iter().flat_map(|person| person.names().chain(&person.honorifics));
    expanded.extend(persons.flat_map(|name| name.as_str().split(' ')).map(str::to_owned));
    let mut seen = BTreeSet::new();
    for (plain, origin) in editor.proses() {
        for word in plain.split(|c: char| !c.is_alphanumeric()) {
            let letters =
                (2..=6).contains(&word.len()) && word.chars().all(|c| c.is_ascii_uppercase());
            if letters && !expanded.contains(word) && seen.insert(word.to_owned()) {
                let message = format!("`{word}` is never spelt out");
                let hint = "write the whole name once, with the abbreviation in brackets behind it";
                editor.say_of(Code::UnexpandedAbbreviation, origin, word, message, hint);
            }
        }
    }
}

/// Whether a text has some words, and not only letters inside others.
fn has_words(lower: &str, words: &str) -> bool {
    lower.match_indices(words).any(|(at, _)| {
        let before = lower[..at].chars().next_back();
        let after = lower[at + words.len()..].chars().next();
        ![before, after].into_iter().flatten().any(char::is_alphanumeric)
    })
}

/// The words as the author wrote them, capitals and all.
fn as_written(plain: &str, lower: &str, words: &str) -> String {
    let at = lower.find(words).unwrap_or_default();
    plain.get(at..at + words.len()).unwrap_or(words).to_owned()
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

/// Dates with a weekday: "Monday, 9 December 2021", "Thursday 31 October 2024".
fn weekdays(plain: &str) -> Vec<(chrono::Weekday, NaiveDate, String)> {
    let words: Vec<&str> = plain.split_whitespace().collect();
    let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    let mut found = Vec::new();
    for window in words.windows(4) {
        let [day, date, month, year] = [0, 1, 2, 3].map(|i| bare(window[i]));
        let Ok(weekday) = day.parse::<chrono::Weekday>() else { continue };
        let number = date.trim_end_matches(|c: char| c.is_alphabetic());
        let (month, number) = if number.is_empty() {
            (date.clone(), month.clone())
        } else {
            (month, number.to_owned())
        };
        let written = format!("{number} {month} {year}");
        if day.len() > 3
            && let Ok(date) = NaiveDate::parse_from_str(&written, "%d %B %Y")
        {
            found.push((weekday, date, day));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_whole_and_marks_in_pairs() {
        assert!(has_words("the week, last week.", "last week"));
        assert!(!has_words("a blast weekly", "last week"));
        assert_eq!(unbalanced("a \"b\" (c)"), None);
        assert_eq!(unbalanced("a 5\" pipe"), None);
        assert_eq!(unbalanced("“a"), Some("quotation mark"));
        assert_eq!(unbalanced("(a"), Some("bracket"));
    }

    #[test]
    fn weekdays_are_held_against_the_calendar() {
        let found = weekdays("On Thursday, 31 October 2024 and Monday October 7, 2024.");
        let days: Vec<_> = found.iter().map(|(day, date, _)| date.weekday() == *day).collect();
        assert_eq!(days, [true, true]);
    }
}
