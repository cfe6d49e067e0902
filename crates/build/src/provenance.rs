//! What a document was made from.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use byline_core::fingerprint::Fingerprint;
use byline_core::model::Sources;
use byline_core::parse::{Consulted, LookupKey};
use serde::{Deserialize, Serialize};

use crate::shared::Shared;

/// The files that a document depends on, beside what all documents of a template share.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Provenance {
    /// What the record brought.
    #[serde(with = "shared")]
    pub(crate) materials: Arc<Materials>,
    /// The files of the template, if it is the project's own.
    pub(crate) files: TemplateFiles,
    /// The fonts of the system that it is set in.
    pub(crate) fonts: FontFiles,
}

impl Provenance {
    /// The names of the files: of record, translations and pictures from the project's
    /// folder, of a template from the folder of templates, fonts by their paths.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        self.materials.files().chain(self.files.keys().chain(self.fonts.keys()).map(String::as_str))
    }
}

/// Serialises a shared value as if it were not shared.
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

/// What a record brings to its documents.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Materials {
    /// Where the record is, from the project's folder.
    pub(crate) name: Box<str>,
    /// The record.
    pub(crate) record: Fingerprint,
    /// The pictures, by their paths from the project's folder; none for those that were not
    /// there.
    pub(crate) pictures: BTreeMap<String, Option<Fingerprint>>,
    /// The files with translations, by their names.
    pub(crate) translations: BTreeMap<String, Fingerprint>,
    /// What was asked of the directory.
    pub(crate) asked: Box<[u64]>,
    /// What it answered; nothing to the other questions.
    pub(crate) answers: BTreeMap<u64, Fingerprint>,
    /// The records of an issue's stories, by their ids.
    pub(crate) stories: BTreeMap<String, Fingerprint>,
    /// All the records that there were to choose stories from.
    pub(crate) choice: Option<Fingerprint>,
}

impl Materials {
    /// The names of the record, its translations and its pictures.
    pub(crate) fn files(&self) -> impl Iterator<Item = &str> {
        let beside = self.translations.keys().chain(self.pictures.keys()).map(String::as_str);
        std::iter::once(&*self.name).chain(beside)
    }

    /// Returns what a record was read with.
    pub(crate) fn of(sources: &Sources, consulted: &Consulted, shared: &Shared) -> Self {
        let (project, answers) = (&shared.project, shared.answers());
        let choice = consulted.chose.then(|| shared.choice());
        // Pictures are known by where they are, whatever links lead there.
        let root = project.root.canonicalize().unwrap_or_else(|_| project.root.clone());
        let path = |path: &PathBuf| {
            let path: &Path = path.strip_prefix(&root).unwrap_or(path);
            path.to_string_lossy().replace('\\', "/")
        };
        let asked = consulted.names.iter().map(|(file, text)| LookupKey::new(*file, text));
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
            pictures: consulted.pictures.iter().map(|(at, held)| (path(at), *held)).collect(),
            answers: asked
                .iter()
                .filter_map(|question| answer(*question))
                .map(|(question, answer)| (question.0, answer))
                .collect(),
            asked: asked.into_iter().map(|question| question.0).collect(),
            stories: consulted.stories.iter().map(|(id, held)| (id.to_string(), *held)).collect(),
            choice,
        }
    }
}

/// The files of a template of the project's own, by their paths from the folder of the
/// templates; none for those that it looked for and did not find.
pub(crate) type TemplateFiles = BTreeMap<String, Option<Fingerprint>>;

/// Font files of the system, by their paths; none for those that cannot be read.
pub(crate) type FontFiles = BTreeMap<String, Option<Fingerprint>>;
