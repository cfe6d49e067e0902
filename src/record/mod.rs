//! From a record's text to an event, with every problem found on the way.
//!
//! `raw` says which keys there are, `validate` makes the event of them, `names`
//! resolves who is meant, `directory` holds who is shared by all records of a project,
//! `photo` reads the pictures.

mod answers;
pub(crate) mod directory;
pub(crate) mod issue;
mod names;
mod photo;
mod programme;
pub(crate) mod raw;
mod registry;
mod validate;

use std::sync::Arc;

use toml::de::{DeTable, DeValue};

use crate::event::{Event, File, Language, Slug};
use crate::reader::{self, TableShape};
use crate::source::Source;
use names::Names;

pub use crate::reader::{Consulted, Reading};
pub use answers::{Answer, Answers, Question};
pub use directory::{Directory, ORGANISATIONS, PEOPLE};
pub use issue::{Archive, Entry, Numbered, Told, glance, glance_at_issue, read_issue};
pub use photo::PhotoFolder;
pub(crate) use photo::read_logo;

/// What a record does not say itself.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The record's id.
    pub id: &'a Slug,
    /// The language of records that do not name theirs.
    pub language: &'a Language,
    /// The people and organisations that the project's records share.
    pub directory: &'a Directory,
    /// Where photos are looked for.
    pub photos: PhotoFolder<'a>,
    /// The files that say the record's texts in other languages.
    pub translations: &'a [(Language, Arc<Source>)],
}

/// Reads a record.
///
/// The event is there exactly when no finding is an error. The findings are
/// complete, syntax errors among them, in the order of the file.
pub fn read(source: &Arc<Source>, context: &Context<'_>) -> Reading<Option<Event>> {
    let (event, reader) = reader::read(source, File::Record, |root, reader| {
        prepare(root, context, reader);
        let record = raw::RawRecord::read_table(root, 0..0, reader);
        let mut names = Names::in_folder(context.directory, reader, context.photos);
        let event = record.and_then(|record| record.validate(context, &mut names));
        reader.report_untranslatable();
        event
    });
    reader.finish_with(event)
}

/// Tells a reader in which languages a record is, and what its translations say.
fn prepare(root: &DeTable, context: &Context<'_>, reader: &mut reader::Reader) {
    reader.set_languages(with_translations(languages(root), context));
    reader.lay_over(root, context.translations);
}

/// The languages of a record that names these: its own first, then those of the files
/// beside it.
fn with_translations(named: Vec<Language>, context: &Context<'_>) -> Vec<Language> {
    let mut languages = if named.is_empty() { vec![context.language.clone()] } else { named };
    for (language, _) in context.translations {
        if !languages.contains(language) {
            languages.push(language.clone());
        }
    }
    languages
}

/// The languages that a record names, before anything else of it is read: its texts
/// are sorted by them. What is no language is told when the key itself is read.
fn languages(root: &DeTable) -> Vec<Language> {
    let tag = |value: &DeValue| value.as_str().and_then(Language::parse);
    match root.get("languages").map(toml::Spanned::get_ref) {
        Some(DeValue::Array(nodes)) => {
            nodes.iter().filter_map(|node| tag(node.get_ref())).collect()
        }
        Some(value) => tag(value).into_iter().collect(),
        None => vec![],
    }
}
