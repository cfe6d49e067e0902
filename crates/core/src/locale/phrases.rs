//! Words and phrases of a language, and the search for them in texts.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use regex::{Regex, RegexBuilder};
use serde::Deserialize;

use crate::scripts::is_han;

/// Words that are compared without regard to case. Texts are passed in lower case.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(from = "Vec<String>")]
pub struct WordList(Vec<String>);

impl From<Vec<String>> for WordList {
    fn from(words: Vec<String>) -> Self {
        let words = words.into_iter().filter(|word| !word.trim().is_empty());
        Self(words.map(|word| word.to_lowercase()).collect())
    }
}

impl WordList {
    /// Returns the words, in lower case.
    pub(super) fn words(&self) -> Vec<String> {
        self.0.clone()
    }

    /// Iterates over the words.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// Returns the index of a word.
    pub fn position(&self, word: &str) -> Option<usize> {
        self.0.iter().position(|listed| listed == word)
    }

    /// Returns whether a text is one of the words.
    pub fn contains(&self, text: &str) -> bool {
        self.position(text).is_some()
    }

    /// Returns whether a text starts with one of the words.
    pub fn begins(&self, text: &str) -> bool {
        self.0.iter().any(|word| text.starts_with(word.as_str()))
    }

    /// Returns whether a text contains one of the words.
    pub fn is_part_of(&self, text: &str) -> bool {
        self.0.iter().any(|word| text.contains(word.as_str()))
    }
}

/// Phrases that are searched in prose as whole words, without regard to case.
///
/// In a phrase, `(this|last) week` is a choice, `(hari )?` may be left out, and `{weekday}` stands
/// for any of the words that `Phrases::with` gives it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(from = "Vec<String>")]
pub struct Phrases {
    written: Vec<String>,
    slots: Slots,
    pattern: OnceLock<Option<Regex>>,
}

/// The names of places in phrases, each with the pattern that stands for it.
pub(super) type Slots = Arc<[(&'static str, String)]>;

impl From<Vec<String>> for Phrases {
    fn from(phrases: Vec<String>) -> Self {
        Self { written: phrases, ..Self::default() }
    }
}

impl Phrases {
    /// Puts patterns in the places of the phrases, such as `{weekday}`.
    pub(super) fn with(&mut self, slots: &Slots) {
        self.slots = Arc::clone(slots);
    }

    /// Iterates over the occurrences of the phrases in a text.
    pub fn find_in<'t>(&self, text: &'t str) -> impl Iterator<Item = &'t str> {
        self.places_in(text).map(|place| &text[place])
    }

    /// Iterates over the places of the phrases in a text.
    pub fn places_in(&self, text: &str) -> impl Iterator<Item = Range<usize>> {
        let pattern = self.pattern.get_or_init(|| any_of(&self.written, &self.slots)).as_ref();
        let found = pattern.into_iter().flat_map(|pattern| pattern.find_iter(text));
        found.map(|found| found.range())
    }

    /// Returns the places of the phrases in a text that none of the `exceptions` covers.
    pub fn places_except(&self, text: &str, exceptions: &Self) -> Vec<Range<usize>> {
        let mut found: Vec<_> = self.places_in(text).collect();
        if !found.is_empty() {
            let others: Vec<_> = exceptions.places_in(text).collect();
            found.retain(|place| {
                // They are in order and do not overlap.
                let next = others.partition_point(|other| other.end <= place.start);
                others.get(next).is_none_or(|other| other.start >= place.end)
            });
        }
        found
    }
}

/// Compiles a pattern that finds any of the phrases. Returns `None` if there are no phrases.
fn any_of(phrases: &[String], slots: &[(&str, String)]) -> Option<Regex> {
    let patterns = phrases.iter().map(|phrase| phrase.trim()).filter(|phrase| !phrase.is_empty());
    let mut patterns: Vec<_> =
        patterns.map(|phrase| whole(phrase, &pattern(phrase, slots))).collect();
    if patterns.is_empty() {
        return None;
    }
    // Of two phrases that begin alike, the longer one is meant.
    patterns.sort_by_key(|pattern| usize::MAX - pattern.len());
    RegexBuilder::new(&patterns.join("|")).case_insensitive(true).build().ok()
}

/// Returns a pattern that matches any of the words, or `None` if there are no words.
pub(super) fn alternatives(words: &[String]) -> Option<String> {
    let words = words.iter().map(|word| word.trim()).filter(|word| !word.is_empty());
    let words: Vec<_> = words.map(|word| whole(word, &literal(word))).collect();
    (!words.is_empty()).then(|| words.join("|"))
}

/// Returns the pattern of a phrase: its choices and places, and everything else as written.
fn pattern(phrase: &str, slots: &[(&str, String)]) -> String {
    let mut pattern = String::new();
    let mut rest = phrase;
    while let Some((before, after)) = rest.split_once('{') {
        pattern += &literal(before);
        let Some((name, behind)) = after.split_once('}') else { break };
        let slot = slots.iter().find(|(slot, _)| *slot == name).map_or("", |(_, slot)| slot);
        pattern.extend(["(?:", slot, ")"]);
        rest = behind;
    }
    pattern + &literal(rest)
}

/// Returns the pattern of words. Choices stay as they are, and spaces may be line breaks.
fn literal(words: &str) -> String {
    let mut pattern = String::new();
    for char in words.chars() {
        match char {
            '(' => pattern += "(?:",
            ')' | '|' | '?' => pattern.push(char),
            ' ' => pattern += r"\s+",
            '\'' => pattern += "['\u{2019}]",
            char => pattern += &regex::escape(char.encode_utf8(&mut [0; 4])),
        }
    }
    pattern
}

/// Returns a pattern that matches only where a phrase is not part of a longer word. Scripts
/// without spaces between words have no such boundaries.
fn whole(phrase: &str, pattern: &str) -> String {
    const BOUND: &str = r"(?-u:\b)";
    let spaced = |char: char| !is_han(char) && !char.is_whitespace();
    let in_chinese = phrase.chars().any(is_han);
    let bound = |edge: Option<char>| match edge {
        Some(edge)
            if !in_chinese
                && spaced(edge)
                && (edge.is_ascii_alphanumeric() || "(){}".contains(edge)) =>
        {
            BOUND
        }
        _ => "",
    };
    let (first, last) = (phrase.chars().next(), phrase.chars().next_back());
    format!("{}(?:{pattern}){}", bound(first), bound(last))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phrases(words: &[&str]) -> Phrases {
        words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>().into()
    }

    #[test]
    fn phrases_are_found_whole() {
        let english = phrases(&["last week", "today"]);
        let found = |text| english.find_in(text).collect::<Vec<_>>();
        assert_eq!(found("The week; Last week. Today!"), ["Last week", "Today"]);
        assert_eq!(found("a blast weekly, last weekly"), [""; 0]);
        let chinese = phrases(&["上周", "今天"]);
        assert_eq!(chinese.find_in("他们上周在2024年会面。").collect::<Vec<_>>(), ["上周"]);
    }

    #[test]
    fn phrases_have_choices_places_and_exceptions() {
        let mut malay = phrases(&["(minggu|bulan) (lalu|lepas)", "{weekday} (yang )?lalu"]);
        malay.with(&[("weekday", "Isnin|Selasa".to_owned())].into());
        let found = malay.find_in("Minggu lepas, isnin yang lalu, Selasa lalu, Rabu lalu");
        assert_eq!(found.collect::<Vec<_>>(), ["Minggu lepas", "isnin yang lalu", "Selasa lalu"]);
        let times = phrases(&["today"]);
        let text = "USA Today said today";
        let places = times.places_except(text, &phrases(&["USA Today"]));
        assert_eq!(places.first(), Some(&(15..20)));
    }

    #[test]
    fn no_phrases_are_found_nowhere() {
        for none in [phrases(&[]), phrases(&["", " "])] {
            assert_eq!(none.find_in("any text").next(), None);
        }
    }

    #[test]
    fn words_are_compared_whatever_their_capitals() {
        let words = WordList::from(vec!["Direktor".to_owned(), String::new()]);
        assert!(
            words.contains("direktor")
                && words.begins("direktorin")
                && words.is_part_of("vizedirektor")
        );
        assert!(!words.contains("") && !words.is_part_of("anything"));
    }
}
