//! Languages, identified by BCP 47 tags.

use std::error::Error;
use std::fmt;
use std::str::FromStr;

use icu_locale::{LanguageIdentifier, LocaleDirectionality, LocaleExpander, subtags};
use serde::{Deserialize, Serialize};

use crate::message::{Message, message, same_in_every_language};

/// A language that exists in ISO 639, with the script and the region if the tag names them:
/// `en`, `ms-MY`, `zh-Hans`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Language {
    code: subtags::Language,
    script: Option<subtags::Script>,
    region: Option<subtags::Region>,
    /// Follows from the others; stored because texts are often asked for it.
    written_in: subtags::Script,
}

impl Language {
    /// Returns English, without a region.
    pub fn english() -> Self {
        let written_in = subtags::script!("Latn");
        Self { code: subtags::language!("en"), script: None, region: None, written_in }
    }

    /// Returns Chinese in simplified characters.
    pub fn chinese() -> Self {
        let written_in = subtags::script!("Hans");
        Self { code: subtags::language!("zh"), script: Some(written_in), region: None, written_in }
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
    /// language (CLDR, likely subtags).
    pub fn written_in(&self) -> &str {
        self.written_in.as_str()
    }

    /// Returns whether its script runs from right to left.
    pub fn is_right_to_left(&self) -> bool {
        let known = LanguageIdentifier::from((self.code, Some(self.written_in), self.region));
        LocaleDirectionality::new_extended().is_right_to_left(&known)
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
        let written_in = script.unwrap_or_else(|| likely_script(code, region));
        let whole = parts.next().is_none();
        whole.then_some(Self { code, script, region, written_in }).ok_or_else(no_language)
    }
}

/// Returns the most common script of a language in a region. Chinese counts as written in
/// simplified characters except in the three regions whose offices use traditional ones; CLDR
/// expects those of readers in other regions, too.
fn likely_script(code: subtags::Language, region: Option<subtags::Region>) -> subtags::Script {
    if code == subtags::language!("zh") {
        let region = region.as_ref().map(subtags::Region::as_str);
        return match region {
            Some("TW" | "HK" | "MO") => subtags::script!("Hant"),
            _ => subtags::script!("Hans"),
        };
    }
    let mut known = LanguageIdentifier::from((code, None, region));
    LocaleExpander::new_extended().maximize(&mut known);
    known.script.unwrap_or(subtags::script!("Latn"))
}

/// The error for a text that is not a language tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseLanguageError(String);

impl ParseLanguageError {
    /// Returns the error in words.
    pub fn message(&self) -> Message {
        message!("`{tag}` is not a language tag", tag = self.0)
    }
}

impl fmt::Display for ParseLanguageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.message().fmt(f)
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

same_in_every_language!(Language);

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
    fn a_language_has_the_script_that_it_is_mostly_written_in() {
        for (tags, script, leftwards) in [
            (&["en", "ms", "vi", "sw", "az", "sr-Latn", "ku", "ha", "mul"][..], "Latn", false),
            (&["zh", "zh-MY", "zh-US", "zh-Hans-HK"], "Hans", false),
            (&["zh-TW", "zh-HK", "zh-MO", "zh-Hant-MY"], "Hant", false),
            (&["ru", "sr", "mn", "kk", "bg"], "Cyrl", false),
            (&["hi", "ne", "mr"], "Deva", false),
            (&["ar", "fa", "ur", "ug", "ps", "sd", "ckb", "ms-Arab", "az-IR"], "Arab", true),
            (&["he", "yi", "lad"], "Hebr", true),
            (&["dv"], "Thaa", true),
            (&["syr"], "Syrc", true),
            (&["nqo"], "Nkoo", true),
            (&["am"], "Ethi", false),
        ] {
            for tag in tags {
                let language: Language = tag.parse().unwrap();
                let found = (language.written_in(), language.is_right_to_left());
                assert_eq!(found, (script, leftwards), "{tag}");
            }
        }
        let [english, chinese] = ["en", "zh-Hans"].map(|tag| tag.parse().unwrap());
        assert_eq!((Language::english(), Language::chinese()), (english, chinese));
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
