//! Where in a project's files a text of the event is said.

use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};
use std::ops::Range;
use std::sync::Arc;

use super::Language;
use crate::fingerprint::Fingerprint;
use crate::source::Source;

/// A file that texts of an event come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum File {
    /// The record.
    Record,
    /// One of the files beside the record that say its texts in another language.
    Translation(u8),
    /// The project's directory of people.
    People,
    /// The project's directory of organisations.
    Organisations,
    /// The project file.
    Project,
}

/// A range of bytes in one of the files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The file.
    pub file: File,
    /// The bytes.
    pub range: Range<usize>,
}

/// The files that a record is in: its own, and those that say its texts in other languages.
#[derive(Debug, Clone)]
pub struct Sources {
    /// The record.
    pub record: Arc<Source>,
    /// The translations.
    pub translations: Vec<(Language, Arc<Source>)>,
}

impl Sources {
    /// A record without translations.
    pub fn of(record: Arc<Source>) -> Self {
        Self { record, translations: vec![] }
    }

    /// What all of them hold.
    pub fn fingerprint(&self) -> Fingerprint {
        let translations = self.translations.iter();
        let held = translations.map(|(_, source)| (source.name().to_owned(), source.fingerprint()));
        fingerprint_of(self.record.fingerprint(), held.collect())
    }

    /// The text of one of the files; none if it is not the record's.
    pub fn get(&self, file: File) -> Option<&Arc<Source>> {
        match file {
            File::Record => Some(&self.record),
            File::Translation(number) => {
                self.translations.get(usize::from(number)).map(|(_, source)| source)
            }
            File::People | File::Organisations | File::Project => None,
        }
    }

    /// Every file, with what stands for it.
    pub fn iter(&self) -> impl Iterator<Item = (File, &Arc<Source>)> {
        let translations = (0..).map(File::Translation).zip(&self.translations);
        let translations = translations.map(|(file, (_, source))| (file, source));
        [(File::Record, &self.record)].into_iter().chain(translations)
    }
}

/// What a record and its translations hold; these by their names.
pub fn fingerprint_of(
    record: Fingerprint,
    translations: BTreeMap<String, Fingerprint>,
) -> Fingerprint {
    if translations.is_empty() { record } else { Fingerprint::of_value(&(record, translations)) }
}

/// Where a text is said is no part of what it says: an entry that moves down a line has
/// the same fingerprint.
impl Hash for Origin {
    fn hash<H: Hasher>(&self, _: &mut H) {}
}
