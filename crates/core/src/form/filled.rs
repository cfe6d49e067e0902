//! The values of a form.

use crate::edit::TomlValue;
use crate::key_path::{KeyPath, Step};
use std::fmt;

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};
use serde_json::Value as Json;

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

impl Filled {
    /// Returns the items of the list of a key.
    pub fn items(&self, key: &str) -> &[Self] {
        match self.get(key) {
            Some(Self::List(items)) => items,
            _ => &[],
        }
    }

    /// Returns the keys of a table with their values.
    pub fn entries(&self) -> &[(String, Self)] {
        match self {
            Self::Table(entries) => entries,
            _ => &[],
        }
    }

    /// Returns the value at a path.
    pub fn at(&self, path: &KeyPath) -> Option<&Self> {
        path.steps().iter().try_fold(self, |value, step| match (value, step) {
            (Self::Table(_), Step::Key(key)) => value.get(key),
            (Self::List(items), Step::Index(index)) => items.get(*index),
            _ => None,
        })
    }
}

impl From<TomlValue> for Filled {
    fn from(value: TomlValue) -> Self {
        match value {
            TomlValue::String(text) => Self::Text(text),
            TomlValue::Integer(number) => Self::Integer(number),
            TomlValue::Float(number) => Self::Text(number.to_string()),
            TomlValue::Boolean(flag) => Self::Flag(flag),
            TomlValue::Datetime(moment) => Self::Text(moment.to_string()),
            TomlValue::Array(items) => Self::List(items.into_iter().map(Self::from).collect()),
            TomlValue::Table(entries) => {
                let entries = entries.into_iter().map(|(key, value)| (key, value.into()));
                Self::Table(entries.collect())
            }
        }
    }
}

/// A value alone, as somebody would type it.
impl fmt::Display for Filled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Integer(number) => number.fmt(f),
            Self::Flag(flag) => flag.fmt(f),
            Self::List(_) | Self::Table(_) => Ok(()),
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

/// A file has a line break at the end of a text of several lines, whether it was typed or not.
fn is_same_text(now: &Json, was: &Json) -> bool {
    let text = |json: &Json| json.as_str().map(|text| text.trim_end_matches('\n').to_owned());
    text(now).is_some_and(|now| Some(now) == text(was))
}

/// Returns whether a value is still what somebody saw. A text without letters is no value.
pub(super) fn is_same(now: Option<&Filled>, was: &Json) -> bool {
    let is_empty = |json: &Json| is_nothing(json) || json.as_str() == Some("");
    match now.map(|now| serde_json::to_value(now).unwrap_or_default()) {
        None => is_empty(was),
        Some(now) if is_empty(&now) => is_empty(was),
        Some(now) => now == *was || is_same_text(&now, was),
    }
}

/// Returns whether a value of a form says nothing, apart from a text that has been emptied.
pub(super) fn is_nothing(json: &Json) -> bool {
    match json {
        Json::Null => true,
        Json::Array(items) => items.is_empty(),
        Json::Object(entries) => entries.is_empty(),
        _ => false,
    }
}
