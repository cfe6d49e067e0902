//! What browsers are told as it happens.

use serde::Serialize;

use crate::buffer::Safety;
use crate::overview::Row;

/// A piece of news, as an event of a server-sent stream.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub(crate) enum News {
    /// The text of a file, or its relation to the disk, is another one.
    Text {
        /// The file's name.
        file: String,
        /// The version of the text.
        version: u64,
        /// Whether it is safe.
        safety: Safety,
        /// Why it is not, if something failed.
        problem: Option<String>,
    },
    /// A text without a file was let go.
    Gone {
        /// The name of the file that it had.
        file: String,
    },
    /// Something that documents depend on has changed.
    Changed,
    /// The list of records has changed.
    Records,
    /// A record of the overview is known, or known better.
    Record(Box<Row>),
    /// A build goes on.
    Build {
        /// The number of documents so far.
        made: usize,
        /// The number of documents that could not be made.
        failed: usize,
        /// The number of documents that are to be made, once it is known.
        total: Option<usize>,
        /// Whether it has ended.
        done: bool,
        /// Its last words.
        words: Option<String>,
    },
}
