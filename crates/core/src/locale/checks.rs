//! The words of a language that lints look for: the table `[checks]` of a locale file.

use std::collections::BTreeSet;

use serde::Deserialize;
use toml::{Table, Value};

use super::phrases::{Phrases, Slots, WordList, alternatives};
use super::weekdays::DateForms;

/// The name of the table.
pub(super) const CHECKS: &str = "checks";

/// The list of abbreviations that need no expansion, to which every language adds.
pub(super) const ABBREVIATIONS: &str = "known-abbreviations";

/// The words of a language that lints look for.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub struct Checks {
    /// Times whose meaning depends on the day of reading.
    pub relative_times: Phrases,
    /// Phrases that only look like such times.
    pub relative_times_not: Phrases,
    /// Phrases that speak of the future.
    pub future_tenses: Phrases,
    /// Phrases that only look as if they spoke of the future.
    pub future_tenses_not: Phrases,
    /// Words by which a sentence tells of an event after this one.
    pub later_events: Phrases,
    /// Words by which a sentence tells of an event before this one.
    pub earlier_events: Phrases,
    /// Words that say that an event took place.
    pub held: Phrases,
    /// Words that say that people came.
    pub attended: Phrases,
    /// Words for people whom a count counts, behind the number.
    pub people_counted: Phrases,
    /// Words for the edition of an event, with its number as `{ordinal}`.
    pub editions: Phrases,
    /// How a title says its edition, with the number as `{ordinal}`.
    pub title_editions: Phrases,
    /// Phrases of titles that only look as if they did.
    pub title_editions_not: Phrases,
    /// The ordinal numbers, from the first on; alternative words in further rows of twenty.
    pub ordinal_words: Vec<String>,
    /// Marks of the other Chinese script, each with the right one behind a space.
    pub other_marks: Vec<String>,
    /// Words for what is counted if not people.
    pub institutions: WordList,
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
    /// Words that make the title of a session that of a prayer.
    pub prayers: Phrases,
    /// Titles of what happens between sessions: breaks, meals, registration.
    pub pauses: WordList,
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
        let mut checks: Self = Value::Table(table).try_into().unwrap_or_default();
        checks.fill_places();
        checks
    }

    /// Puts the words of the language in the places of its phrases.
    fn fill_places(&mut self) {
        let any = |words: &[String]| alternatives(words).unwrap_or_default();
        let mut numbers = any(&self.numbers.words());
        if !numbers.is_empty() {
            numbers.push('|');
        }
        let slots: Slots = [
            ("weekday", any(&self.dates.weekdays)),
            ("month", any(&self.dates.months)),
            ("number", numbers + "[0-9]+"),
            ("ordinal", any_ordinal(&self.ordinal_words)),
        ]
        .into();
        for phrases in [
            &mut self.relative_times,
            &mut self.relative_times_not,
            &mut self.future_tenses,
            &mut self.future_tenses_not,
            &mut self.later_events,
            &mut self.earlier_events,
            &mut self.held,
            &mut self.attended,
            &mut self.people_counted,
            &mut self.editions,
            &mut self.title_editions,
            &mut self.title_editions_not,
        ] {
            phrases.with(&slots);
        }
    }
}

/// Returns a pattern that matches any of the ordinal numbers. Those in figures go on beyond the
/// list.
fn any_ordinal(ordinals: &[String]) -> String {
    let is_figure = |char: char| char.is_ascii_digit();
    let (figures, words): (Vec<_>, Vec<_>) =
        ordinals.iter().cloned().partition(|ordinal| ordinal.contains(is_figure));
    let figures = figures.iter().map(|ordinal| {
        let mut around = ordinal.split(is_figure);
        let (before, after) = (around.next().unwrap_or(""), around.next_back().unwrap_or(""));
        format!(r"(?-u:\b){}[0-9]+{}(?-u:\b)", regex::escape(before), regex::escape(after))
    });
    // Most rows differ in the figures alone.
    let figures: BTreeSet<_> = figures.collect();
    alternatives(&words).into_iter().chain(figures).collect::<Vec<_>>().join("|")
}
