//! Translations: which files they are in, and how far they are.

use std::path::PathBuf;

use byline_core::form::{FormEdit, NoForm, TranslatedText, Translating};
use byline_core::message::UiLanguage;
use byline_core::model::{Language, Slug};
use byline_core::project::RecordFile;
use serde::Serialize;

use super::{Studio, Unknown};
use crate::view::FileText;

/// A file that translates another, whether or not there is one yet.
#[derive(Debug, Clone)]
pub(super) struct TranslationName {
    /// The name of the file.
    pub(super) name: String,
    pub(super) path: PathBuf,
    pub(super) language: Language,
    /// The name of the original's file.
    pub(super) original: String,
}

/// A language into which a record is translated, with the file for it.
#[derive(Debug, Serialize)]
pub(crate) struct LanguageFile {
    language: String,
    file: String,
}

/// How far the translation of a file into a language is.
#[derive(Debug, Serialize)]
pub(crate) struct TranslationState {
    texts: Vec<TranslatedText>,
    /// Why nothing is known of it.
    unfit: Option<String>,
}

/// The text of a translation that followed its original.
#[derive(Debug, Serialize)]
pub(crate) struct FollowedText {
    pub(super) file: String,
    #[serde(skip)]
    pub(super) base: u64,
    before: String,
    pub(super) after: String,
}

impl Studio {
    /// Returns the languages into which a record is translated: those of the project, and those
    /// for which it has a file.
    pub(crate) fn language_files(&self, id: &Slug) -> Vec<LanguageFile> {
        let names = self.record(id).map(|record| self.translations_of(record));
        let names = names.into_iter().flatten();
        let own = names.map(|TranslationName { language, name, .. }| LanguageFile {
            language: language.to_string(),
            file: name,
        });
        own.collect()
    }

    /// Returns the files into which a record is translated.
    fn translations_of(&self, record: &RecordFile) -> Vec<TranslationName> {
        let Ok(session) = &self.session else { return vec![] };
        let main = session.read(record).content.as_ref().map(|c| c.subject().language().clone());
        let main = main.unwrap_or_else(|| session.project.language.clone());
        let there = record.translations.iter().map(|file| TranslationName {
            name: file.name.clone(),
            path: file.path.clone(),
            language: file.language.clone(),
            original: record.name.clone(),
        });
        let mut all: Vec<_> = there.collect();
        let stem = record.name.strip_suffix(".toml").unwrap_or(&record.name);
        for language in &session.project.languages {
            if !all.iter().any(|known| known.language.is_read_as(language)) {
                let (id, original) = (&record.id, record.name.clone());
                all.push(TranslationName {
                    name: format!("{stem}.{language}.toml"),
                    path: record.path.with_file_name(format!("{id}.{language}.toml")),
                    language: language.clone(),
                    original,
                });
            }
        }
        all.retain(|known| !known.language.is_read_as(&main));
        // In the order of the project.
        let rank = |known: &TranslationName| {
            let languages = &session.project.languages;
            languages.iter().position(|own| own.is_read_as(&known.language)).unwrap_or(usize::MAX)
        };
        all.sort_by_key(rank);
        all
    }

    /// Returns the translations of a file that follow edits of it, each with its version, as it is
    /// and as it is then. `original` is the file's text before the edits.
    pub(super) fn followed(
        &mut self,
        file: &str,
        original: &str,
        edits: &[FormEdit],
    ) -> Vec<FollowedText> {
        let record = self.session.as_ref().ok().and_then(|session| {
            session.records().0.iter().find(|record| record.name == file).cloned()
        });
        let Some(record) = record else { return vec![] };
        let mut followed = Vec::new();
        for TranslationName { name, language, .. } in self.translations_of(&record) {
            let Ok(FileText { text: before, version: base, .. }) = self.file(&name) else {
                continue;
            };
            let after = self.translate(file, original, &before, &language, |own| own.follow(edits));
            followed.extend(after.map(|after| FollowedText { file: name, base, before, after }));
        }
        followed
    }

    /// Returns what a file translates.
    pub(super) fn translation_named(&self, name: &str) -> Option<TranslationName> {
        let session = self.session.as_ref().ok()?;
        let (records, _) = session.records();
        // The name of a translation begins with that of its original.
        let is_near = |record: &&RecordFile| {
            let stem = record.name.strip_suffix(".toml").unwrap_or(&record.name);
            name.strip_prefix(stem).is_some_and(|rest| rest.starts_with('.'))
        };
        let near = records.iter().filter(is_near).filter(|record| record.name != name);
        near.flat_map(|record| self.translations_of(record)).find(|known| known.name == name)
    }

    /// Returns how far the translation of a file into a language is.
    pub(crate) fn translation(
        &mut self,
        file: &str,
        language: &Language,
    ) -> Result<TranslationState, Unknown> {
        let original = self.file(file)?.text;
        let (records, _) = self.session.as_ref().map_err(|_| Unknown)?.records();
        let record = records.iter().find(|record| record.name == file).cloned();
        let names = record.map(|record| self.translations_of(&record)).unwrap_or_default();
        let name = names.into_iter().find(|known| known.language.is_read_as(language));
        let translation = match name {
            Some(known) => self.file(&known.name)?.text,
            None => String::new(),
        };
        let texts = self.translate(file, &original, &translation, language, |own| {
            own.texts().map_err(|NoForm(why)| self.setting.language.translate(&why))
        });
        Ok(match texts {
            Ok(texts) => TranslationState { texts, unfit: None },
            Err(why) => TranslationState { texts: vec![], unfit: Some(why) },
        })
    }

    /// Does something with a file and its translation.
    pub(super) fn translate<T>(
        &self,
        file: &str,
        original: &str,
        translation: &str,
        language: &Language,
        work: impl FnOnce(&Translating<'_>) -> T,
    ) -> T {
        let main = self.language();
        // Like those of a new record, the notes are in the language of the project.
        let notes = UiLanguage::of_locale(&main.to_string()).unwrap_or_default();
        let kind = self.kind_of(file);
        work(&Translating {
            name: file,
            original,
            file: kind,
            main: &main,
            translation,
            language,
            notes,
        })
    }
}
