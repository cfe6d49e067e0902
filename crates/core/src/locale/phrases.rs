//! Words and phrases of a language, and the search for them in texts.

use std::sync::OnceLock;

use regex::{Regex, RegexBuilder};
use serde::Deserialize;

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
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(from = "Vec<String>")]
pub struct Phrases {
    phrases: Vec<String>,
    pattern: OnceLock<Option<Regex>>,
}

impl From<Vec<String>> for Phrases {
    fn from(phrases: Vec<String>) -> Self {
        Self { phrases, pattern: OnceLock::new() }
    }
}

impl Phrases {
    /// Iterates over the occurrences of the phrases in a text.
    pub fn find_in<'t>(&self, text: &'t str) -> impl Iterator<Item = &'t str> {
        let pattern = self.pattern.get_or_init(|| any_of(&self.phrases)).as_ref();
        pattern.into_iter().flat_map(|pattern| pattern.find_iter(text)).map(|found| found.as_str())
    }
}

/// Compiles a pattern that finds any of the words. Returns `None` if there are no words.
fn any_of(words: &[String]) -> Option<Regex> {
    let pattern = alternatives(words)?;
    RegexBuilder::new(&pattern).case_insensitive(true).build().ok()
}

/// Returns a pattern that matches any of the words, or `None` if there are no words.
pub(super) fn alternatives(words: &[String]) -> Option<String> {
    let words: Vec<_> = words.iter().map(|word| whole(word.trim())).collect();
    let words: Vec<_> = words.into_iter().filter(|word| !word.is_empty()).collect();
    (!words.is_empty()).then(|| words.join("|"))
}

/// Returns a pattern that matches a word where it is not part of a longer one. Scripts
/// without spaces between words have no such boundaries.
fn whole(word: &str) -> String {
    const BOUND: &str = r"(?-u:\b)";
    let bound = |edge: Option<char>| match edge {
        Some(edge) if edge.is_ascii_alphanumeric() => BOUND,
        _ => "",
    };
    let (first, last) = (word.chars().next(), word.chars().next_back());
    format!("{}{}{}", bound(first), regex::escape(word), bound(last))
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
