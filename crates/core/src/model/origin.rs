//! The origins of texts: their places in the files of a project.

use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};
use std::ops::Range;
use std::sync::Arc;

use super::Language;
use crate::fingerprint::Fingerprint;
use crate::source::Source;

/// A file that supplies texts of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum File {
    /// The record.
    Record,
    /// A translation file next to the record, by its index.
    Translation(u8),
    /// The project's people directory.
    People,
    /// The project's organisations directory.
    Organisations,
    /// The project file.
    Project,
}

/// A byte range in one of the files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The file.
    pub file: File,
    /// The byte range.
    pub range: Range<usize>,
}

/// The files of a record: the record itself and its translations.
#[derive(Debug, Clone)]
pub struct Sources {
    /// The record.
    pub record: Arc<Source>,
    /// The translations.
    pub translations: Vec<(Language, Arc<Source>)>,
}

impl Sources {
    /// Creates the sources of a record without translations.
    pub fn of(record: Arc<Source>) -> Self {
        Self { record, translations: vec![] }
    }

    /// Returns a fingerprint of the contents of all files.
    pub fn fingerprint(&self) -> Fingerprint {
        let translations = self.translations.iter();
        let held = translations.map(|(_, source)| (source.name().to_owned(), source.fingerprint()));
        fingerprint_of(self.record.fingerprint(), held.collect())
    }

    /// Returns the source of a file, or `None` if the file is not part of the record.
    pub fn get(&self, file: File) -> Option<&Arc<Source>> {
        match file {
            File::Record => Some(&self.record),
            File::Translation(number) => {
                self.translations.get(usize::from(number)).map(|(_, source)| source)
            }
            File::People | File::Organisations | File::Project => None,
        }
    }

    /// Returns all files, each with its identifier.
    pub fn iter(&self) -> impl Iterator<Item = (File, &Arc<Source>)> {
        let translations = (0..).map(File::Translation).zip(&self.translations);
        let translations = translations.map(|(file, (_, source))| (file, source));
        [(File::Record, &self.record)].into_iter().chain(translations)
    }
}

/// Combines the fingerprints of a record and of its translations, which are keyed by file name.
pub fn fingerprint_of(
    record: Fingerprint,
    translations: BTreeMap<String, Fingerprint>,
) -> Fingerprint {
    if translations.is_empty() { record } else { Fingerprint::of_value(&(record, translations)) }
}

/// An origin does not affect the hash: an entry that merely moves to another line keeps its
/// fingerprint.
impl Hash for Origin {
    fn hash<H: Hasher>(&self, _: &mut H) {}
}
