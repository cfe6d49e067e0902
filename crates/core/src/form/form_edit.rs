//! The edits that a form sends.

use serde::{Deserialize, Deserializer};
use serde_json::Value as Json;

/// An edit of a form. Paths are those of the form's values; `was` is the value that somebody saw
/// before the edit.
#[derive(Debug, Clone, Deserialize)]
#[serde(tag = "op", rename_all = "lowercase")]
pub enum FormEdit {
    /// Sets a value. What is missing on the way to it is created.
    Set {
        /// The path of the value.
        path: String,
        /// The new value.
        value: Json,
        /// The value before.
        #[serde(default, deserialize_with = "given")]
        was: Option<Json>,
    },
    /// Removes a value, or an item of a list.
    Remove {
        /// The path of the value.
        path: String,
        /// The value before.
        #[serde(default, deserialize_with = "given")]
        was: Option<Json>,
    },
    /// Adds an item to a list.
    Insert {
        /// The path of the list.
        path: String,
        /// The index that the item will have.
        index: usize,
        /// The item.
        value: Json,
    },
    /// Moves an item of a list.
    Move {
        /// The path of the list.
        path: String,
        /// The index of the item.
        from: usize,
        /// The index that it will have.
        to: usize,
    },
    /// Puts a copy of an item behind it.
    Duplicate {
        /// The path of the list.
        path: String,
        /// The index of the item.
        index: usize,
    },
    /// Adds an entry, whose id is made from its name.
    Add {
        /// The path of the entries; empty for a file that consists of them.
        path: String,
        /// The entry.
        value: Json,
        /// The id to take if it is free.
        #[serde(default)]
        id: Option<String>,
    },
    /// Notes that a translation is up to date; without a path, that all are.
    Accept {
        /// The path of the text.
        path: String,
    },
}

impl FormEdit {
    /// Returns the path of the value, the list or the entries.
    pub(super) fn path(&self) -> &str {
        match self {
            Self::Set { path, .. }
            | Self::Remove { path, .. }
            | Self::Insert { path, .. }
            | Self::Move { path, .. }
            | Self::Duplicate { path, .. }
            | Self::Add { path, .. }
            | Self::Accept { path } => path,
        }
    }

    /// Returns whether another edit adds something behind what this edit adds.
    pub(super) fn goes_on_with(&self, next: &Self) -> bool {
        match (self, next) {
            (
                Self::Insert { path, index, .. },
                Self::Insert { path: next_path, index: next_index, .. },
            ) => path == next_path && index.checked_add(1) == Some(*next_index),
            (Self::Add { path, .. }, Self::Add { path: next, .. }) => path == next,
            _ => false,
        }
    }
}

/// Tells `null` from no value at all.
fn given<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Json>, D::Error> {
    Json::deserialize(deserializer).map(Some)
}
