//! Locales: the formats of dates, times and numbers in a language, and byline's own words in it.
//!
//! A locale is a file. The locales of the standard templates are inside the binary; a project
//! may add others in its folder `locales`, or override words of a standard one. The plural rules
//! come from CLDR, the names of months and weekdays from the GNU C library.

mod check;
mod checks;
mod format;
mod load;
mod names;
mod phrases;
mod plural;
mod standard;
mod weekdays;

use icu_plurals::{PluralCategory, PluralRules};
use toml::{Table, Value};

use crate::model::Language;

pub use checks::Checks;
pub use format::{End, Pieces, fill};
pub use load::Locales;
pub use names::{NameWords, common_words, leads_in_chinese, other_script};
pub use phrases::{Phrases, WordList};
pub(crate) use standard::session_kind;
pub use weekdays::{DateForms, DatedWeekday};

/// The conventions of a language in documents.
#[derive(Debug, Clone)]
pub struct Locale {
    /// The language.
    pub language: Language,
    /// The words of the file, with the project's overrides, without the words for lints.
    words: Table,
    /// The words that lints look for.
    checks: Checks,
    /// The source of the names of months and weekdays.
    calendar: pure_rust_locales::Locale,
    /// The plural category of each number below [`PLURALS`].
    plurals: Vec<&'static str>,
}

/// The number of plural categories that templates receive. In every language, the categories
/// repeat with each hundred after the first.
const PLURALS: u32 = 200;

impl Locale {
    fn new(
        language: Language,
        words: Table,
        checks: Checks,
        calendar: pure_rust_locales::Locale,
    ) -> Self {
        let plurals = plurals(&language);
        Self { language, words, checks, calendar, plurals }
    }

    /// Returns the words that lints look for, in English where the language has none.
    pub fn checks(&self) -> &Checks {
        &self.checks
    }

    /// Returns all words of the file that templates may use.
    pub fn words(&self) -> &Table {
        &self.words
    }

    /// Returns the plural categories of 0, 1, 2 and so on, by their names in CLDR.
    pub fn plurals(&self) -> &[&'static str] {
        &self.plurals
    }

    /// Returns a word of the file.
    pub fn word(&self, group: &str, key: &str) -> &str {
        let word = self.words.get(group).and_then(|group| group.get(key)?.as_str());
        // The file was checked for completeness when it was loaded.
        word.unwrap_or_default()
    }

    /// Returns the word for a number, from a table of words by plural category.
    pub fn plural(&self, group: &str, key: &str, number: u64) -> &str {
        let index = if number < 200 { number } else { 100 + number % 100 };
        let category = usize::try_from(index).ok().and_then(|index| self.plurals.get(index));
        let words = self.words.get(group).and_then(|group| group.get(key));
        let of = |category: &str| words.and_then(|words| words.get(category)?.as_str());
        category.and_then(|category| of(category)).or_else(|| of("other")).unwrap_or_default()
    }

    /// Iterates over a list of words of the file.
    pub fn words_of(&self, group: &str, key: &str) -> impl Iterator<Item = &str> {
        let list = self.words.get(group).and_then(|group| group.get(key)?.as_array());
        list.into_iter().flatten().filter_map(Value::as_str)
    }

    /// Returns the name of a language in this locale.
    pub fn name_of<'a>(&'a self, language: &Language) -> &'a str {
        let tags = [language.to_string(), language.code().to_owned()];
        let known = tags.iter().map(|tag| self.word("languages", tag));
        known.into_iter().find(|name| !name.is_empty()).unwrap_or(language.english_name())
    }
}

fn plurals(language: &Language) -> Vec<&'static str> {
    let locale = icu_locale::Locale::try_from_str(&language.to_string());
    let rules = locale.ok().and_then(|locale| PluralRules::try_new_cardinal((&locale).into()).ok());
    let category =
        |number| rules.as_ref().map_or(PluralCategory::Other, |r| r.category_for(number));
    (0..PLURALS).map(|number| name(category(number))).collect()
}

/// Returns the category's name in CLDR.
fn name(category: PluralCategory) -> &'static str {
    match category {
        PluralCategory::Zero => "zero",
        PluralCategory::One => "one",
        PluralCategory::Two => "two",
        PluralCategory::Few => "few",
        PluralCategory::Many => "many",
        PluralCategory::Other => "other",
    }
}
