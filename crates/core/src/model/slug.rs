//! Identifiers of records, people, organisations and sessions.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// An identifier that is safe in addresses and as a file name on every system: lower-case
/// letters, digits and hyphens, starting with a letter or digit.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Slug(Arc<str>);

impl Slug {
    /// Returns the closest identifier to a text, for hints: "Forum 2024" gives `forum-2024`.
    pub fn suggest(text: &str) -> Option<Self> {
        let words =
            text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
        words.collect::<Vec<_>>().join("-").to_ascii_lowercase().parse().ok()
    }

    /// Returns the identifier as a string slice.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Slug {
    /// A description of the problem with the text.
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let legal = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        let starts = text.starts_with(|c: char| c.is_ascii_alphanumeric());
        let sound = starts && text.len() <= 100 && text.chars().all(legal);
        let message = "an id can have only lower-case letters, digits and hyphens";
        if sound { Ok(Self(text.into())) } else { Err(message) }
    }
}

impl TryFrom<String> for Slug {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Slug> for String {
    fn from(slug: Slug) -> Self {
        slug.as_str().into()
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
        assert!("forum-2024-10-31".parse::<Slug>().is_ok());
        for bad in ["", "-a", "..", "a/b", "a b", "Forum", "é", "con.txt", &"a".repeat(101)] {
            assert!(bad.parse::<Slug>().is_err(), "{bad}");
        }
        assert_eq!(Slug::suggest("Forum (2024)").unwrap().as_str(), "forum-2024");
        assert_eq!(Slug::suggest("论坛"), None);
    }
}
