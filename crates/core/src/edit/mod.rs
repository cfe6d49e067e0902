//! Edits of TOML that keep the rest of the file as it is: byte for byte.
//!
//! An edit replaces the bytes of its value. Comments, order, quotation marks, indentation and
//! line ends stay. After each edit the file is parsed again and compared with what it should now
//! hold; an edit that cannot be written faithfully changes nothing.
//!
//! - In a text that is changed in part, the rest stays as it is written, with its escapes and with
//!   the lines that a backslash continues.
//! - A value alone stands for a list of one: `speaker[0]` is the text of `speaker = "ben"`.
//! - A text of several lines ends with a line break, because its closing quotation marks have a
//!   line of their own.
//! - A table or a list that a removal leaves empty is removed, too, unless it is an item of a
//!   list or holds comments.
//! - Comments directly above a header, or above an item with a line of its own, belong to it: they
//!   move and go with it. Comments above a key stay when the key goes.

mod add;
mod gaps;
mod inline;
mod items;
mod layout;
mod lists;
mod patch;
mod remove;
mod retouch;
mod runs;
mod set;
mod strings;
mod tables;
#[cfg(test)]
mod tests;
mod value;
mod work;
mod write;

use std::fmt;

use crate::key_path::KeyPath;
use crate::message::{Message, message};

use self::work::Work;

pub use self::value::TomlValue;

/// A change to a file.
#[derive(Debug, Clone, PartialEq)]
pub enum TomlEdit {
    /// Sets a value. What is missing on the way to it is created.
    Set {
        /// The path of the value.
        path: KeyPath,
        /// The new value.
        value: TomlValue,
    },
    /// Removes a value with its key, or an item from its list. If there is none, nothing changes.
    Remove {
        /// The path of the value.
        path: KeyPath,
    },
    /// Adds an item to a list, which is created if it is missing.
    Insert {
        /// The path of the list.
        list: KeyPath,
        /// The index that the item will have.
        index: usize,
        /// The item.
        value: TomlValue,
    },
    /// Moves an item of a list.
    Move {
        /// The path of the list.
        list: KeyPath,
        /// The index of the item.
        from: usize,
        /// The index that it will have.
        to: usize,
    },
    /// Puts a copy of an item behind it.
    Duplicate {
        /// The path of the list.
        list: KeyPath,
        /// The index of the item.
        index: usize,
    },
}

impl TomlEdit {
    /// Returns whether another edit may add something behind what this edit adds: an item of the
    /// same list, or an entry of the same table.
    fn goes_on_with(&self, next: &Self) -> bool {
        match (self, next) {
            (
                Self::Insert { list, index, .. },
                Self::Insert { list: next_list, index: next_index, .. },
            ) => list == next_list && index.checked_add(1) == Some(*next_index),
            (
                Self::Set { path, value: TomlValue::Table(_) },
                Self::Set { path: next, value: TomlValue::Table(_) },
            ) => path.parent() == next.parent(),
            _ => false,
        }
    }
}

/// Why an edit cannot be written faithfully.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unwritable {
    path: KeyPath,
    reason: Message,
}

impl Unwritable {
    /// Returns the path of the value that cannot be changed, or of the whole file.
    pub fn path(&self) -> &KeyPath {
        &self.path
    }

    /// Returns the reason in words.
    pub fn message(&self) -> Message {
        self.reason.clone()
    }

    fn syntax() -> Self {
        let reason = message!("this file has an error that must be corrected in its source first");
        Self { path: KeyPath::default(), reason }
    }

    fn at(path: &KeyPath) -> Self {
        let reason = message!("this is written in a way that can only be changed in the source");
        Self { path: path.clone(), reason }
    }
}

impl fmt::Display for Unwritable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.reason.fmt(f)
    }
}

impl std::error::Error for Unwritable {}

/// Returns a text with edits, made one after the other: the path of each is that in the text
/// after the edits before it.
///
/// # Errors
/// Returns why an edit cannot be written faithfully.
pub fn apply(text: &str, edits: &[TomlEdit]) -> Result<String, Unwritable> {
    apply_in_order(text, edits, &|_| Vec::new())
}

/// Does the same, and puts new keys where they belong among their siblings. The function returns
/// the usual order of the keys in the table at a path.
///
/// # Errors
/// Returns why an edit cannot be written faithfully.
pub fn apply_in_order(
    text: &str,
    edits: &[TomlEdit],
    order: &dyn Fn(&KeyPath) -> Vec<String>,
) -> Result<String, Unwritable> {
    let (mark, body) = match text.strip_prefix('\u{feff}') {
        Some(body) => ("\u{feff}", body),
        None => ("", text),
    };
    let lacks_end = !body.is_empty() && !body.ends_with('\n');
    let line_end = if lacks_end { layout::line_end(body) } else { "" };
    let mut work = Work::new(format!("{body}{line_end}"), order)?;
    for run in edits.chunk_by(TomlEdit::goes_on_with) {
        work.run(run)?;
    }
    let mut body = work.text;
    if lacks_end && body.ends_with(line_end) {
        body.truncate(body.len() - line_end.len());
    }
    if TomlValue::read(&body).as_ref() != Some(&work.tree) {
        return Err(Unwritable::at(&KeyPath::default()));
    }
    Ok(format!("{mark}{body}"))
}
