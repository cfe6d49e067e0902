//! Readers of single values, one module per kind.

mod number;
mod plain;
mod tag;
mod text;
mod time;
mod unseen;
mod word;

pub(crate) use text::check_lines;
pub(crate) use word::{describe_words, read_word, read_words};
