//! Converts a record's text into an event, and collects every problem on the way.
//!
//! `raw` declares the keys, `validate` builds the event, `names` resolves people and
//! organisations, `directory` holds those shared by all records of a project, `directory_draft`
//! reads it, and `photo` and `picture` complete the pictures.

mod answers;
mod ceremony;
mod directory;
pub(crate) mod directory_draft;
mod editions;
mod entry_sort;
pub(crate) mod issue;
mod links;
mod names;
mod parents;
mod photo;
mod picture;
mod programme;
pub(crate) mod raw;
mod registry;
mod short_names;
mod unused;
mod validate;

use std::collections::BTreeSet;
use std::sync::Arc;

use toml::de::{DeTable, DeValue};

use crate::model::{Event, File, Language, Slug};
use crate::reader::{self, TableShape};
use crate::source::Source;
use names::Names;

pub use crate::reader::{Dependencies, Reading};
pub use answers::{Answer, Answers, LookupKey};
pub use directory::{Directory, ORGANISATIONS, PEOPLE};
pub use directory_draft::DirectoryDraft;
pub use editions::{EarlierEditions, EditionHead};
pub use issue::{
    Archive, IssueDraft, IssueNumber, RecordHead, StoryRecord, read_head, read_issue_number,
};
pub use links::{LinkedRecord, LinkedRecords};
pub(crate) use picture::logo;
pub use picture::{InspectedPicture, Pictures};
pub use registry::is_form_key;

/// The context of a record: the data that the record itself does not contain.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The record's id.
    pub id: &'a Slug,
    /// The default language, for records that do not specify one.
    pub language: &'a Language,
    /// The people and organisations shared by the project's records.
    pub directory: &'a Directory,
    /// The translation files of the record.
    pub translations: &'a [(Language, Arc<Source>)],
}

/// A parsed record whose pictures have not been inspected yet.
pub struct Draft {
    raw: Option<raw::RawRecord>,
    reader: reader::Reader,
    /// The records that it links to, if they were looked up.
    records: Option<LinkedRecords>,
}

impl Draft {
    /// Reads the source of a record.
    pub fn read(source: &Arc<Source>, context: &Context<'_>) -> Self {
        let (raw, reader) = read(source, context);
        Self { raw, reader, records: None }
    }

    /// Returns the pictures that the record names, as written.
    pub fn pictures(&self) -> &[String] {
        &self.reader.pictures
    }

    /// Returns the records that the record links to, as written.
    pub fn links(&self) -> impl Iterator<Item = &str> {
        let links = self.raw.iter().flat_map(|raw| raw.follows.iter().chain(&raw.related_events));
        links.map(|link| link.get_ref().as_str())
    }

    /// Supplies the records that the record links to. Without them, the event has no links.
    pub fn link(&mut self, records: LinkedRecords) {
        self.reader.dependencies.linked = true;
        self.records = Some(records);
    }

    /// Completes the event with the inspected pictures.
    ///
    /// The event is present if and only if no finding is an error. The findings are complete,
    /// including syntax errors, and in the order of the file.
    pub fn complete(
        mut self,
        context: &Context<'_>,
        pictures: &Pictures,
    ) -> Reading<Option<Event>> {
        let mut names = Names::new(context.directory, &mut self.reader, pictures);
        let event =
            self.raw.and_then(|record| record.validate(context, self.records.as_ref(), &mut names));
        self.reader.report_untranslatable();
        self.reader.finish_with(event)
    }
}

/// Reads the source of a record or an issue, unless it holds more than it may.
fn read<T: TableShape>(source: &Arc<Source>, context: &Context<'_>) -> (Option<T>, reader::Reader) {
    reader::read(source, File::Record, |root, reader| {
        prepare(root, context, reader);
        let raw = T::read_table(root, 0..0, reader);
        reader.limit_length();
        // Entries that were not read would seem to be missing.
        raw.filter(|_| !reader.is_excessive())
    })
}

/// Prepares a reader with the languages and the translations of a record.
fn prepare(root: &DeTable, context: &Context<'_>, reader: &mut reader::Reader) {
    reader.set_languages(with_translations(languages(root), context));
    reader.lay_over(root, context.translations, &directory::FILES);
}

/// Returns the languages of a record: its own first, followed by those of its translation files.
fn with_translations(named: Vec<Language>, context: &Context<'_>) -> Vec<Language> {
    let mut languages = if named.is_empty() { vec![context.language.clone()] } else { named };
    let mut seen: BTreeSet<Language> = languages.iter().cloned().collect();
    let further = context.translations.iter().map(|(language, _)| language);
    languages.extend(further.filter(|language| seen.insert((*language).clone())).cloned());
    languages
}

/// Returns the languages that a record names, ahead of everything else, because its texts are
/// matched to them. Invalid languages are reported later, when the key itself is read.
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
