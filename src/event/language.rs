//! Languages, by their BCP 47 tags.

use std::fmt;

/// A language that exists (ISO 639), with the script and the region where a tag
/// names them: `en`, `ms-MY`, `zh-Hans`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language {
    code: String,
    script: Option<String>,
    region: Option<String>,
}

impl Language {
    /// Reads a tag: a language of two or three letters, then a script of four letters
    /// and a region of two letters or three digits, if any.
    pub fn parse(tag: &str) -> Option<Self> {
        let mut subtags = tag.split('-').peekable();
        let code = subtags.next()?.to_ascii_lowercase();
        let known = match code.len() {
            2 => isolang::Language::from_639_1(&code).is_some(),
            3 => isolang::Language::from_639_3(&code).is_some(),
            _ => false,
        };
        if !known {
            return None;
        }
        let letters =
            |text: &&str, n| text.len() == n && text.bytes().all(|b| b.is_ascii_alphabetic());
        let script = subtags
            .next_if(|subtag| letters(subtag, 4))
            .map(|script| script[..1].to_ascii_uppercase() + &script[1..].to_ascii_lowercase());
        let digits = |text: &&str| text.len() == 3 && text.bytes().all(|b| b.is_ascii_digit());
        let region = subtags
            .next_if(|subtag| letters(subtag, 2) || digits(subtag))
            .map(str::to_ascii_uppercase);
        subtags.next().is_none().then_some(Self { code, script, region })
    }

    /// English, of no region.
    pub fn english() -> Self {
        Self { code: "en".into(), script: None, region: None }
    }

    /// Chinese in simplified characters.
    pub fn chinese() -> Self {
        Self { code: "zh".into(), script: Some("Hans".into()), region: None }
    }

    /// The language subtag, in lower case.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// Its English name ("Malay"), for readers.
    pub fn english_name(&self) -> &'static str {
        let known = isolang::Language::from_639_1(&self.code);
        let known = known.or_else(|| isolang::Language::from_639_3(&self.code));
        // "Malay (macrolanguage)" is what catalogues call it.
        known.map_or("", |language| language.to_name().split(" (").next().unwrap_or_default())
    }

    /// Whether who reads this language reads a text in the other: the same language in
    /// the same script, wherever it is spoken.
    pub fn is_read_as(&self, other: &Self) -> bool {
        self.code == other.code && self.written_in() == other.written_in()
    }

    /// The script (ISO 15924): the one that the tag names, or else the one that the language
    /// is mostly written in (CLDR, likely subtags). Chinese is written in simplified
    /// characters, but for three regions.
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

    /// The script subtag.
    pub fn script(&self) -> Option<&str> {
        self.script.as_deref()
    }

    /// The region subtag, in upper case.
    pub fn region(&self) -> Option<&str> {
        self.region.as_deref()
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.code)?;
        for subtag in [&self.script, &self.region].into_iter().flatten() {
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
            let [one, other] = [one, other].map(|tag| Language::parse(tag).unwrap());
            one.is_read_as(&other)
        };
        assert!(reads("en", "en-GB") && reads("zh", "zh-Hans") && reads("zh-HK", "zh-Hant-TW"));
        assert!(!reads("zh-Hans", "zh-Hant") && !reads("en", "ms"));
    }

    #[test]
    fn only_languages_that_exist_are_read() {
        let read = |tag| Language::parse(tag).map(|language| language.to_string());
        assert_eq!(read("EN"), Some("en".into()));
        assert_eq!(read("zh-hans-my"), Some("zh-Hans-MY".into()));
        assert_eq!(read("es-419"), Some("es-419".into()));
        for bad in ["", "xx", "klingon", "en-", "en_GB", "en-GB-x", "e", "-en"] {
            assert_eq!(read(bad), None, "{bad}");
        }
    }
}
