//! From a record's text to an event, with every problem found on the way.
//!
//! `raw` says which keys there are, `validate` makes the event of them, `names`
//! resolves who is meant, `photo` reads the pictures.

mod names;
mod photo;
mod raw;
mod validate;

use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::event::{Event, Language, Slug};
use crate::reader;
use crate::source::Source;

pub use photo::PhotoFolder;

/// What a record does not say itself.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The record's id.
    pub id: &'a Slug,
    /// The language of records that do not name theirs.
    pub language: &'a Language,
    /// Where photos are looked for.
    pub photos: PhotoFolder<'a>,
}

/// Reads a record.
///
/// The event is there exactly when no finding is an error. The findings are
/// complete, syntax errors among them, in the order of the file.
pub fn read(source: &Arc<Source>, context: &Context<'_>) -> (Option<Event>, Vec<Diagnostic>) {
    let (record, mut reader) = reader::read::<raw::RawRecord>(source);
    let event = record.validate(context, &mut reader);
    (event, reader.finish())
}
