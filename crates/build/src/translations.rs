//! The translation status of records.

use std::sync::Arc;

use byline_core::diagnostic::{Code, Diagnostic};
use byline_core::lint::{self, Untranslated};
use byline_core::model::{Language, Words};
use byline_core::project::RecordFile;
use byline_core::source::Source;

use crate::session::Session;

/// The status of a record's translation into one language.
#[derive(Debug)]
pub struct Translation {
    /// The language.
    pub language: Language,
    /// The texts without a translation.
    pub missing: Vec<Untranslated>,
    /// The texts whose original has changed since they were translated.
    pub outdated: Vec<Diagnostic>,
    /// Other findings about the translation file.
    pub remarks: Vec<Diagnostic>,
}

/// A record, and the status of its translations.
#[derive(Debug)]
pub struct Translated {
    /// The text of its file.
    pub record: Arc<Source>,
    /// Its main language.
    pub main: Language,
    /// Its translations into the requested languages, or else into those for which it has a
    /// file.
    pub translations: Vec<Translation>,
}

/// Returns the status of a record's translations into some languages; if none are given, into
/// those for which the record has a translation.
///
/// # Errors
/// Every problem of the record.
pub fn translated(
    record: &RecordFile,
    session: &Session,
    languages: &[Language],
) -> Result<Translated, Vec<Diagnostic>> {
    let read = session.read(record);
    let Some(content) = &read.content else { return Err(read.findings.clone()) };
    let main = content.subject().language().clone();
    let mut wanted = languages.to_vec();
    for file in &record.translations {
        if !wanted.contains(&file.language) && languages.is_empty() {
            wanted.push(file.language.clone());
        }
    }
    wanted.retain(|language| !language.is_read_as(&main));
    let translations = wanted.into_iter().map(|language| {
        let visit = |see: &mut dyn FnMut(Words<'_>)| content.visit(see);
        let sources = &read.sources;
        let missing =
            lint::untranslated_texts(&visit, sources, &session.directory, &main, &language);
        let file = sources.translations.iter().find(|(of, _)| of.is_read_as(&language));
        let in_it = |finding: &&Diagnostic| {
            let place = finding.place.as_ref();
            place.zip(file).is_some_and(|(place, (_, file))| Arc::ptr_eq(&place.source, file))
        };
        let said = read.findings.iter().filter(in_it).cloned();
        let (outdated, remarks) = said.partition(|f| f.code == Code::OUTDATED_TRANSLATION);
        Translation { language, missing, outdated, remarks }
    });
    let translations = translations.collect();
    Ok(Translated { record: Arc::clone(&read.sources.record), main, translations })
}
