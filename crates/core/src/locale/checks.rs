//! The words of a language that lints look for: the table `[checks]` of a locale file.

use serde::Deserialize;
use toml::{Table, Value};

use super::phrases::{Phrases, WordList};
use super::weekdays::DateForms;

/// The name of the table.
pub(super) const CHECKS: &str = "checks";

/// The words of a language that lints look for.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub struct Checks {
    /// Times whose meaning depends on the day of reading.
    pub relative_times: Phrases,
    /// Phrases that speak of the future.
    pub future_tenses: Phrases,
    /// Abbreviations that need no expansion.
    pub known_abbreviations: Vec<String>,
    /// Captions that would fit any picture.
    pub generic_captions: WordList,
    /// Leading posts, of which an organisation has one each.
    pub heads: WordList,
    /// Parts of names that are also ordinary words.
    pub names_that_are_words: Vec<String>,
    /// Words for the organisers of an event.
    pub organisers: WordList,
    /// Beginnings of words for talks.
    pub talks: WordList,
    /// Beginnings of words for speeches.
    pub speeches: WordList,
    /// Beginnings of words for panels.
    pub panels: WordList,
    /// Beginnings of words for companies.
    pub companies: WordList,
    /// Beginnings of words for awards.
    pub awards: WordList,
    /// Words between the last two names of a list.
    pub joiners: Vec<String>,
    /// Words that call an organisation what it is.
    pub organisations: WordList,
    /// Texts in the place of a name that is not known.
    pub placeholders: WordList,
    /// Number words, from one on.
    pub numbers: WordList,
    /// Beginnings of words for days.
    pub days: WordList,
    /// Beginnings of words for weeks.
    pub weeks: WordList,
    /// Parts of words for a percentage.
    pub per_cent: WordList,
    /// Words for an event in one place.
    pub on_site: WordList,
    /// The forms of dates with their weekday.
    #[serde(flatten)]
    pub dates: DateForms,
}

impl Checks {
    /// Reads the words of a table.
    pub(super) fn new(table: Table) -> Self {
        // The file was validated when it was loaded.
        Value::Table(table).try_into().unwrap_or_default()
    }
}
