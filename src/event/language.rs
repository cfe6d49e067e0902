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
