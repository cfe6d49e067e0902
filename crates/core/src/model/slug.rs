//! Identifiers of records, people, organisations and sessions.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use deunicode::deunicode;
use serde::{Deserialize, Serialize};

use crate::message::{Message, message, same_in_every_language};

/// An identifier that is safe in addresses and as a file name on every system: lower-case
/// letters, digits and hyphens, starting with a letter or digit.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Slug(Arc<str>);

/// The maximum length of an identifier.
const MAX_LENGTH: usize = 100;

impl Slug {
    /// Returns the closest identifier to a text in any script, for hints: "Forum 2024" gives
    /// `forum-2024`, "Évènement Đà Nẵng" `evenement-da-nang` and "论坛" `lun-tan`.
    pub fn suggest(text: &str) -> Option<Self> {
        Self::of_title(text, MAX_LENGTH)
    }

    /// Returns the closest identifier to a title, of at most so many letters. A longer one is cut
    /// between words.
    pub fn of_title(title: &str, most: usize) -> Option<Self> {
        // An apostrophe does not end a word.
        let latin = deunicode(title).replace(['\'', '`'], "").to_ascii_lowercase();
        let words = latin.split(|c: char| !c.is_ascii_alphanumeric());
        let mut id = String::new();
        for word in words.filter(|word| !word.is_empty()) {
            let room = most.saturating_sub(id.len() + usize::from(!id.is_empty()));
            if word.len() > room && !id.is_empty() {
                break;
            }
            id.extend((!id.is_empty()).then_some('-'));
            id.push_str(&word[..word.len().min(room)]);
        }
        id.parse().ok()
    }

    /// Returns the identifier as a string slice.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Slug {
    /// A description of the problem with the text.
    type Err = Message;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let legal = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        let starts = text.starts_with(|c: char| c.is_ascii_alphanumeric());
        let sound = starts && text.len() <= MAX_LENGTH && text.chars().all(legal);
        if sound {
            Ok(Self(text.into()))
        } else {
            Err(message!("an id can have only lower-case letters, digits and hyphens"))
        }
    }
}

impl TryFrom<String> for Slug {
    type Error = Message;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Slug> for String {
    fn from(slug: Slug) -> Self {
        slug.as_str().into()
    }
}

same_in_every_language!(Slug);

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
        assert_eq!(Slug::suggest("论坛").unwrap().as_str(), "lun-tan");
        assert_eq!(Slug::suggest("…"), None);
    }

    #[test]
    fn titles_give_readable_identifiers() {
        let id = |title: &str, most| Slug::of_title(title, most).map(String::from);
        for (title, expected) in [
            ("Évènement Đà Nẵng", "evenement-da-nang"),
            ("Hari Pelabuhan São Paulo", "hari-pelabuhan-sao-paulo"),
            ("Women’s Day: the Keepers' Tale", "womens-day-the-keepers-tale"),
            ("马来西亚—中国论坛", "ma-lai-xi-ya-zhong-guo-lun-tan"),
            ("Tôn vinh Łódź & Straße", "ton-vinh-lodz-strasse"),
            ("Ceramah Dato’ Dr. Nor’ain", "ceramah-dato-dr-norain"),
        ] {
            assert_eq!(id(title, 60).as_deref(), Some(expected), "{title}");
        }
        let long =
            "Majlis Penutupan Seminar Kepimpinan Belia Negara dan Penyampaian Sijil Penghargaan";
        assert_eq!(
            id(long, 60).as_deref(),
            Some("majlis-penutupan-seminar-kepimpinan-belia-negara-dan")
        );
        assert_eq!(id(&"a".repeat(90), 60), Some("a".repeat(60)));
    }
}
