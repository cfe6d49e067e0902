//! The values of a form.

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

/// A value of a form. In JSON, dates and times are texts, and tables keep the order of their keys.
#[derive(Debug, Clone, PartialEq)]
pub enum Filled {
    /// A text, or anything that is typed as one: a date, a time, a count with its unit.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// Yes or no.
    Flag(bool),
    /// Several values.
    List(Vec<Self>),
    /// A table.
    Table(Vec<(String, Self)>),
}

impl Filled {
    /// Returns the value of a key of a table.
    pub fn get(&self, key: &str) -> Option<&Self> {
        match self {
            Self::Table(entries) => entries.iter().find(|(own, _)| own == key).map(|(_, v)| v),
            _ => None,
        }
    }

    /// Returns the text, if it is one.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }
}

impl Serialize for Filled {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            Self::Integer(number) => serializer.serialize_i64(*number),
            Self::Flag(flag) => serializer.serialize_bool(*flag),
            Self::List(items) => serializer.collect_seq(items),
            Self::Table(entries) => {
                let mut map = serializer.serialize_map(Some(entries.len()))?;
                for (key, value) in entries {
                    map.serialize_entry(key, value)?;
                }
                map.end()
            }
        }
    }
}
