//! Small conversions into values of Typst.

use byline_core::model::Word;
use typst::foundations::{Array, IntoValue};

/// Converts items one by one.
pub(super) fn array<T, V: IntoValue>(items: &[T], value: impl Fn(&T) -> V) -> Array {
    items.iter().map(|item| value(item).into_value()).collect()
}

/// Returns the name of a word.
pub(super) fn word(word: Option<impl Word>) -> Option<&'static str> {
    word.map(Word::name)
}
