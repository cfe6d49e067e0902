//! Values of TOML, apart from how they are written, and changes to a tree of them.

use std::borrow::Cow;
use std::collections::BTreeMap;

use toml::Spanned;
use toml::de::{DeTable, DeValue};
use toml::value::Datetime;

use crate::key_path::Step;

/// A value to write, or one that was read.
#[derive(Debug, Clone)]
pub enum TomlValue {
    /// A text. Its line breaks are `\n`, whatever the line ends of the file.
    String(String),
    /// A whole number.
    Integer(i64),
    /// Another number.
    Float(f64),
    /// Yes or no.
    Boolean(bool),
    /// A date, a time, or both.
    Datetime(Datetime),
    /// A list.
    Array(Vec<TomlValue>),
    /// A table, with its keys in the order in which they are to be written.
    Table(Vec<(String, TomlValue)>),
}

/// The order of a table's keys makes no difference, nor does how a line ends.
impl PartialEq for TomlValue {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::String(one), Self::String(two)) => one == two || unix(one) == unix(two),
            (Self::Integer(one), Self::Integer(two)) => one == two,
            (Self::Float(one), Self::Float(two)) => {
                one.to_bits() == two.to_bits() || (one.is_nan() && two.is_nan())
            }
            (Self::Boolean(one), Self::Boolean(two)) => one == two,
            (Self::Datetime(one), Self::Datetime(two)) => one == two,
            (Self::Array(one), Self::Array(two)) => one == two,
            (Self::Table(one), Self::Table(two)) => {
                let others: BTreeMap<_, _> = two.iter().map(|(key, value)| (key, value)).collect();
                one.len() == two.len()
                    && one.iter().all(|(key, value)| others.get(key) == Some(&value))
            }
            _ => false,
        }
    }
}

/// The text with `\n` at the end of each line.
pub(super) fn unix(text: &str) -> Cow<'_, str> {
    let mut text = Cow::Borrowed(text);
    while text.contains("\r\n") {
        text = Cow::Owned(text.replace("\r\n", "\n"));
    }
    text
}

impl TomlValue {
    /// Reads a whole file.
    pub(super) fn read(text: &str) -> Option<Self> {
        DeTable::parse(text).ok().and_then(|root| Self::of_table(root.get_ref()))
    }

    fn of_table(table: &DeTable) -> Option<Self> {
        let entries = table
            .iter()
            .map(|(key, value)| Some((key.get_ref().clone().into_owned(), Self::of(value)?)));
        entries.collect::<Option<_>>().map(Self::Table)
    }

    /// Returns a value of a file.
    pub(crate) fn of(node: &Spanned<DeValue>) -> Option<Self> {
        Some(match node.get_ref() {
            DeValue::String(text) => Self::String(unix(text).into_owned()),
            DeValue::Integer(digits) => {
                Self::Integer(i64::from_str_radix(digits.as_str(), digits.radix()).ok()?)
            }
            DeValue::Float(digits) => Self::Float(digits.as_str().parse().ok()?),
            DeValue::Boolean(is_true) => Self::Boolean(*is_true),
            DeValue::Datetime(moment) => Self::Datetime(*moment),
            DeValue::Array(items) => {
                Self::Array(items.iter().map(Self::of).collect::<Option<_>>()?)
            }
            DeValue::Table(table) => Self::of_table(table)?,
        })
    }

    /// Returns the value at a path.
    pub(super) fn get(&self, steps: &[Step]) -> Option<&Self> {
        steps.iter().try_fold(self, |value, step| match (value, step) {
            (Self::Table(entries), Step::Key(key)) => {
                entries.iter().find(|(own, _)| own == key).map(|(_, value)| value)
            }
            (Self::Array(items), Step::Index(index)) => items.get(*index),
            _ => None,
        })
    }

    pub(super) fn get_mut(&mut self, steps: &[Step]) -> Option<&mut Self> {
        steps.iter().try_fold(self, |value, step| match (value, step) {
            (Self::Table(entries), Step::Key(key)) => {
                entries.iter_mut().find(|(own, _)| own == key).map(|(_, value)| value)
            }
            (Self::Array(items), Step::Index(index)) => items.get_mut(*index),
            _ => None,
        })
    }

    /// Sets the value at a path, of which all but the last step must exist.
    pub(super) fn put(&mut self, steps: &[Step], value: Self) -> Option<()> {
        let Some((last, parents)) = steps.split_last() else {
            *self = value;
            return Some(());
        };
        match (self.get_mut(parents)?, last) {
            (Self::Table(entries), Step::Key(key)) => {
                match entries.iter_mut().find(|(own, _)| own == key) {
                    Some((_, old)) => *old = value,
                    None => entries.push((key.clone(), value)),
                }
            }
            (Self::Array(items), Step::Index(index)) => *items.get_mut(*index)? = value,
            _ => return None,
        }
        Some(())
    }

    /// Takes the value at a path out of its table or list.
    pub(super) fn take(&mut self, steps: &[Step]) -> Option<Self> {
        let (last, parents) = steps.split_last()?;
        match (self.get_mut(parents)?, last) {
            (Self::Table(entries), Step::Key(key)) => {
                let at = entries.iter().position(|(own, _)| own == key)?;
                Some(entries.remove(at).1)
            }
            (Self::Array(items), Step::Index(index)) if *index < items.len() => {
                Some(items.remove(*index))
            }
            _ => None,
        }
    }

    /// Returns whether this is a table, or a list of nothing but tables.
    pub(super) fn has_header(&self) -> bool {
        match self {
            Self::Table(_) => true,
            Self::Array(items) => {
                !items.is_empty() && items.iter().all(|item| matches!(item, Self::Table(_)))
            }
            _ => false,
        }
    }
}
