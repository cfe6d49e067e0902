//! Identifiers: of records, people, organisations, sessions.

use std::fmt;
use std::sync::Arc;

/// An identifier that is safe as a file name on every system and in an address:
/// lower-case letters, digits and hyphens, starting with a letter or digit.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slug(Arc<str>);

impl Slug {
    /// The identifier, if `text` is one.
    pub fn new(text: &str) -> Option<Self> {
        let legal = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        let starts = text.starts_with(|c: char| c.is_ascii_alphanumeric());
        (starts && text.len() <= 100 && text.chars().all(legal)).then(|| Self(text.into()))
    }

    /// The nearest identifier to any text, for hints: "Forum 2024" gives `forum-2024`.
    pub fn suggest(text: &str) -> Option<Self> {
        let words =
            text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
        Self::new(&words.collect::<Vec<_>>().join("-").to_ascii_lowercase())
    }

    /// The identifier as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_safe_names_are_identifiers() {
        assert!(Slug::new("forum-2024-10-31").is_some());
        for bad in ["", "-a", "..", "a/b", "a b", "Forum", "é", "con.txt", &"a".repeat(101)] {
            assert!(Slug::new(bad).is_none(), "{bad}");
        }
        assert_eq!(Slug::suggest("Forum (2024)").unwrap().as_str(), "forum-2024");
        assert_eq!(Slug::suggest("论坛"), None);
    }
}
