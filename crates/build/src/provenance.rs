//! The provenance of a document: the inputs that it was made from.

use std::collections::BTreeMap;
use std::path::{MAIN_SEPARATOR, Path, PathBuf};
use std::sync::Arc;

use byline_core::fingerprint::Fingerprint;
use byline_core::model::Sources;
use byline_core::parse::{Dependencies, LookupKey};
use byline_core::stamp::Stamp;
use serde::{Deserialize, Serialize};

use crate::shared::Shared;

/// A document's fingerprint and its provenance.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct BuildEntry {
    /// The fingerprint of the document.
    pub fingerprint: Fingerprint,
    /// The stamp of its file, taken from the handle that wrote it; `None` if another process wrote to
    /// the file meanwhile, or if the clock of the file system is too coarse.
    pub stamp: Option<Stamp>,
    /// The inputs that it depends on.
    pub provenance: Provenance,
}

/// The inputs of a document, apart from those that all documents of a template share.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Provenance {
    /// The inputs of the record.
    #[serde(with = "shared")]
    pub(crate) materials: Arc<Materials>,
    /// The files of the template, if it belongs to the project.
    pub(crate) files: TemplateFiles,
    /// The system fonts that the document uses.
    pub(crate) fonts: FontFiles,
}

impl Provenance {
    /// Returns the names of the files: record, translations and pictures relative to the
    /// project's folder, template files relative to the folder of templates, and fonts by their
    /// paths.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        self.materials.files().chain(self.files.keys().chain(self.fonts.keys()).map(String::as_str))
    }
}

/// Serialises a shared value as a plain one.
mod shared {
    use std::sync::Arc;

    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(super) fn serialize<T: Serialize, S: Serializer>(
        value: &Arc<T>,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        T::serialize(value, to)
    }

    pub(super) fn deserialize<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Arc<T>, D::Error> {
        T::deserialize(from).map(Arc::new)
    }
}

/// The inputs that a record contributes to its documents.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Materials {
    /// The path of the record, relative to the project's folder.
    pub(crate) name: Box<str>,
    /// The record.
    pub(crate) record: Fingerprint,
    /// The pictures, by their paths relative to the project's folder; `None` for missing ones.
    pub(crate) pictures: BTreeMap<String, Option<Fingerprint>>,
    /// The translation files, by name.
    pub(crate) translations: BTreeMap<String, Fingerprint>,
    /// The keys that were looked up in the directory.
    pub(crate) asked: Box<[u64]>,
    /// The entries that were found, by key.
    pub(crate) answers: BTreeMap<u64, Fingerprint>,
    /// The records of an issue's stories, by their ids.
    pub(crate) stories: BTreeMap<String, Fingerprint>,
    /// What further records say of the earlier editions of an event, by their ids; `None` for
    /// those that there are not.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) editions: BTreeMap<String, Option<Fingerprint>>,
    /// The records that an issue could choose stories from.
    pub(crate) choice: Option<Fingerprint>,
}

impl Materials {
    /// Returns the names of the record, its translations and its pictures.
    pub(crate) fn files(&self) -> impl Iterator<Item = &str> {
        let beside = self.translations.keys().chain(self.pictures.keys()).map(String::as_str);
        std::iter::once(&*self.name).chain(beside)
    }

    /// Collects the inputs that a record was read with.
    pub(crate) fn of(sources: &Sources, dependencies: &Dependencies, shared: &Shared) -> Self {
        let (project, answers) = (&shared.project, shared.answers());
        let choice = dependencies.chose.then(|| shared.choice());
        // Pictures are identified by their real paths, so that links make no difference.
        let root = project.root.canonicalize().unwrap_or_else(|_| project.root.clone());
        let path = |path: &PathBuf| {
            let path: &Path = path.strip_prefix(&root).unwrap_or(path);
            path.to_string_lossy().replace(MAIN_SEPARATOR, "/")
        };
        let asked = dependencies.names.iter().map(|(file, text)| LookupKey::new(*file, text));
        let mut asked: Vec<_> = asked.collect();
        asked.sort();
        let answer = |question| Some((question, answers.get(&question)?.fingerprint));
        Self {
            name: sources.record.name().into(),
            record: sources.record.fingerprint(),
            translations: sources
                .translations
                .iter()
                .map(|(_, source)| (source.name().to_owned(), source.fingerprint()))
                .collect(),
            pictures: dependencies.pictures.iter().map(|(at, held)| (path(at), *held)).collect(),
            answers: asked
                .iter()
                .filter_map(|question| answer(*question))
                .map(|(question, answer)| (question.0, answer))
                .collect(),
            asked: asked.into_iter().map(|question| question.0).collect(),
            stories: dependencies
                .stories
                .iter()
                .map(|(id, held)| (id.to_string(), *held))
                .collect(),
            editions: dependencies
                .editions
                .iter()
                .map(|(id, held)| (id.to_string(), *held))
                .collect(),
            choice,
        }
    }
}

/// The files of a project's own template, by their paths relative to the folder of templates;
/// `None` for those that it looked for and did not find.
pub(crate) type TemplateFiles = BTreeMap<String, Option<Fingerprint>>;

/// System font files, by their paths; `None` for those that cannot be read.
pub(crate) type FontFiles = BTreeMap<String, Option<Fingerprint>>;
