//! Languages, identified by BCP 47 tags.

use std::error::Error;
use std::fmt;
use std::str::FromStr;

use icu_locale_core::subtags;
use serde::{Deserialize, Serialize};

/// A language that exists in ISO 639, with the script and the region if the tag names them:
/// `en`, `ms-MY`, `zh-Hans`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Language {
    code: subtags::Language,
    script: Option<subtags::Script>,
    region: Option<subtags::Region>,
}

impl Language {
    /// Returns English, without a region.
    pub fn english() -> Self {
        Self { code: subtags::language!("en"), script: None, region: None }
    }

    /// Returns Chinese in simplified characters.
    pub fn chinese() -> Self {
        let script = Some(subtags::script!("Hans"));
        Self { code: subtags::language!("zh"), script, region: None }
    }

    /// Returns the language subtag, in lower case.
    pub fn code(&self) -> &str {
        self.code.as_str()
    }

    /// Returns the English name for readers ("Malay").
    pub fn english_name(&self) -> &'static str {
        let known = isolang::Language::from_639_1(self.code());
        let known = known.or_else(|| isolang::Language::from_639_3(self.code()));
        // The catalogue name has a qualifier that readers do not need: "Malay (macrolanguage)".
        known.map_or("", |language| language.to_name().split(" (").next().unwrap_or_default())
    }

    /// Returns `true` if readers of this language can read a text in `other`: the two are the
    /// same language in the same script, in whatever region.
    pub fn is_read_as(&self, other: &Self) -> bool {
        self.code == other.code && self.written_in() == other.written_in()
    }

    /// Returns the script (ISO 15924): the one in the tag, or else the most common script of the
    /// language (CLDR, likely subtags). Chinese defaults to simplified characters, except in the
    /// three regions that use traditional characters.
    pub fn written_in(&self) -> &str {
        let likely = match (self.code(), self.region()) {
            ("zh", Some("TW" | "HK" | "MO")) => "Hant",
            ("zh", _) => "Hans",
            ("ja", _) => "Jpan",
            ("ko", _) => "Kore",
            ("ta", _) => "Taml",
            ("th", _) => "Thai",
            ("ar" | "fa" | "ug" | "ur", _) => "Arab",
            ("he" | "yi", _) => "Hebr",
            ("hi" | "mr" | "ne", _) => "Deva",
            ("be" | "bg" | "mk" | "ru" | "uk", _) => "Cyrl",
            ("el", _) => "Grek",
            _ => "Latn",
        };
        self.script().unwrap_or(likely)
    }

    /// Returns the script subtag.
    pub fn script(&self) -> Option<&str> {
        self.script.as_ref().map(subtags::Script::as_str)
    }

    /// Returns the region subtag, in upper case.
    pub fn region(&self) -> Option<&str> {
        self.region.as_ref().map(subtags::Region::as_str)
    }
}

impl FromStr for Language {
    type Err = ParseLanguageError;

    /// Parses a tag: a language of two or three letters, optionally followed by a script of four
    /// letters and a region of two letters or three digits.
    fn from_str(tag: &str) -> Result<Self, Self::Err> {
        let no_language = || ParseLanguageError(tag.into());
        let mut parts = tag.split('-').peekable();
        let code = parts.next().and_then(|part| part.parse::<subtags::Language>().ok());
        let known = |code: &subtags::Language| match code.as_str().len() {
            2 => isolang::Language::from_639_1(code.as_str()).is_some(),
            3 => isolang::Language::from_639_3(code.as_str()).is_some(),
            _ => false,
        };
        let code = code.filter(known).ok_or_else(no_language)?;
        let script = parts.peek().and_then(|part| part.parse().ok());
        if script.is_some() {
            parts.next();
        }
        let region = parts.peek().and_then(|part| part.parse().ok());
        if region.is_some() {
            parts.next();
        }
        let whole = parts.next().is_none();
        whole.then_some(Self { code, script, region }).ok_or_else(no_language)
    }
}

/// The error for a text that is not a language tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseLanguageError(String);

impl fmt::Display for ParseLanguageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not the tag of a language", self.0)
    }
}

impl Error for ParseLanguageError {}

impl TryFrom<String> for Language {
    type Error = ParseLanguageError;

    fn try_from(tag: String) -> Result<Self, Self::Error> {
        tag.parse()
    }
}

impl From<Language> for String {
    fn from(language: Language) -> Self {
        language.to_string()
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())?;
        for subtag in [self.script(), self.region()].into_iter().flatten() {
            write!(f, "-{subtag}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readers_of_a_language_read_it_in_their_script() {
        let reads = |one, other| {
            let read = |tag: &str| tag.parse::<Language>().unwrap();
            let [one, other] = [one, other].map(read);
            one.is_read_as(&other)
        };
        assert!(reads("en", "en-GB") && reads("zh", "zh-Hans") && reads("zh-HK", "zh-Hant-TW"));
        assert!(!reads("zh-Hans", "zh-Hant") && !reads("en", "ms"));
    }

    #[test]
    fn only_languages_that_exist_are_read() {
        let read = |tag: &str| tag.parse::<Language>().ok().map(|language| language.to_string());
        assert_eq!(read("EN"), Some("en".into()));
        assert_eq!(read("zh-hans-my"), Some("zh-Hans-MY".into()));
        assert_eq!(read("es-419"), Some("es-419".into()));
        for bad in ["", "xx", "klingon", "en-", "en_GB", "en-GB-x", "e", "-en"] {
            assert_eq!(read(bad), None, "{bad}");
        }
    }
}
