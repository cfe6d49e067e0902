//! How far records are translated.

use std::sync::Arc;

use super::session::Session;
use byline_core::diagnostic::{Code, Diagnostic};
use byline_core::lint::{self, Untranslated};
use byline_core::model::{Language, Words};
use byline_core::project::RecordFile;
use byline_core::source::Source;

/// How far a record is translated into a language.
#[derive(Debug)]
pub struct Translation {
    /// The language.
    pub language: Language,
    /// The texts that are not said in it.
    pub missing: Vec<Untranslated>,
    /// Those that were translated before they changed.
    pub outdated: Vec<Diagnostic>,
    /// What else is to be said of the file.
    pub remarks: Vec<Diagnostic>,
}

/// A record, and how far it is translated.
#[derive(Debug)]
pub struct Translated {
    /// Its text.
    pub record: Arc<Source>,
    /// Its main language.
    pub main: Language,
    /// Each of the languages asked for, or else those that it has.
    pub translations: Vec<Translation>,
}

/// How far a record is translated into some languages; without any, into those that there are
/// translations in.
///
/// # Errors
/// What is wrong with the record.
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
