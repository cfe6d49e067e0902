//! Small conversions to Typst values.

use byline_core::model::Word;
use typst::foundations::{Array, Content, IntoValue};
use typst::syntax::Span;
use typst::text::TextElem;

/// Converts a slice to an array, item by item.
pub(super) fn array<T, V: IntoValue>(items: &[T], value: impl Fn(&T) -> V) -> Array {
    items.iter().map(|item| value(item).into_value()).collect()
}

/// Returns the name of a vocabulary word.
pub(super) fn word(word: Option<impl Word>) -> Option<&'static str> {
    word.map(Word::name)
}

/// Returns a text exactly as written.
pub(super) fn verbatim(text: &str, span: Span) -> Content {
    TextElem::packed(text).spanned(span)
}
