//! How single values are read, each kind in a file of its own.

mod number;
mod plain;
mod tag;
mod text;
mod time;
mod word;

pub(crate) use word::{read_word, read_words};
