//! From a record's text to an event, with every problem found on the way.
//!
//! `raw` says which keys there are, `validate` makes the event of them, `names`
//! resolves who is meant, `directory` holds who is shared by all records of a project and
//! `directory_draft` reads it, `photo` and `picture` complete the pictures.

mod answers;
mod ceremony;
mod directory;
pub(crate) mod directory_draft;
pub(crate) mod issue;
mod names;
mod photo;
mod picture;
mod programme;
pub(crate) mod raw;
mod registry;
mod validate;

use std::sync::Arc;

use toml::de::{DeTable, DeValue};

use crate::model::{Event, File, Language, Slug};
use crate::reader::{self, TableShape};
use crate::source::Source;
use names::Names;

pub use crate::reader::{Consulted, Reading};
pub use answers::{Answer, Answers, LookupKey};
pub use directory::{Directory, ORGANISATIONS, PEOPLE};
pub use directory_draft::DirectoryDraft;
pub use issue::{Archive, IssueDraft, Numbered, RecordHead, StoryRecord, glance, glance_at_issue};
pub(crate) use picture::logo;
pub use picture::{Pictures, Seen};

/// What a record does not say itself.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The record's id.
    pub id: &'a Slug,
    /// The language of records that do not name theirs.
    pub language: &'a Language,
    /// The people and organisations that the project's records share.
    pub directory: &'a Directory,
    /// The files that say the record's texts in other languages.
    pub translations: &'a [(Language, Arc<Source>)],
}

/// A record that was read, before anybody has looked at its pictures.
pub struct Draft {
    raw: Option<raw::RawRecord>,
    reader: reader::Reader,
}

impl Draft {
    /// Reads the text of a record.
    pub fn read(source: &Arc<Source>, context: &Context<'_>) -> Self {
        let (raw, reader) = reader::read(source, File::Record, |root, reader| {
            prepare(root, context, reader);
            raw::RawRecord::read_table(root, 0..0, reader)
        });
        Self { raw, reader }
    }

    /// The pictures that the record names, as it writes them.
    pub fn pictures(&self) -> &[String] {
        &self.reader.pictures
    }

    /// Completes the event with what is known of its pictures.
    ///
    /// The event is there exactly when no finding is an error. The findings are complete,
    /// syntax errors among them, in the order of the file.
    pub fn complete(
        mut self,
        context: &Context<'_>,
        pictures: &Pictures,
    ) -> Reading<Option<Event>> {
        let mut names = Names::new(context.directory, &mut self.reader, pictures);
        let event = self.raw.and_then(|record| record.validate(context, &mut names));
        self.reader.report_untranslatable();
        self.reader.finish_with(event)
    }
}

/// Tells a reader in which languages a record is, and what its translations say.
fn prepare(root: &DeTable, context: &Context<'_>, reader: &mut reader::Reader) {
    reader.set_languages(with_translations(languages(root), context));
    reader.lay_over(root, context.translations, &directory::FILES);
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
    let tag = |value: &DeValue| value.as_str().and_then(|tag| tag.parse().ok());
    match root.get("languages").map(toml::Spanned::get_ref) {
        Some(DeValue::Array(nodes)) => {
            nodes.iter().filter_map(|node| tag(node.get_ref())).collect()
        }
        Some(value) => tag(value).into_iter().collect(),
        None => vec![],
    }
}
