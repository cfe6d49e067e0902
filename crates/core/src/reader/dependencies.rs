//! The dependencies of a file: the inputs of reading it, other than its own text.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use crate::fingerprint::Fingerprint;
use crate::model::{File, Slug};

/// The inputs that affected the reading of a file, other than its own text.
///
/// Failed look-ups are recorded, too: a missing entry or file may exist on a later run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dependencies {
    /// The ids and names looked up in the directory.
    pub names: BTreeSet<(File, String)>,
    /// The pictures inspected, with fingerprints of their contents; `None` for missing files.
    pub pictures: BTreeMap<PathBuf, Option<Fingerprint>>,
    /// The records of the stories in an issue, and those that a record links to.
    pub stories: BTreeMap<Slug, Fingerprint>,
    /// The further records that were looked at for earlier editions, with fingerprints of what
    /// they say of theirs; `None` for those that there are not.
    pub editions: BTreeMap<Slug, Option<Fingerprint>>,
    /// Whether records were looked up for links.
    pub linked: bool,
    /// Whether stories were selected from all available records.
    pub chose: bool,
}

impl Dependencies {
    /// Adds a story's record and the inputs of reading it.
    pub(crate) fn add_story(&mut self, id: &Slug, record: Fingerprint, dependencies: Self) {
        self.stories.insert(id.clone(), record);
        self.names.extend(dependencies.names);
        self.pictures.extend(dependencies.pictures);
        self.stories.extend(dependencies.stories);
        self.editions.extend(dependencies.editions);
        self.linked |= dependencies.linked;
    }
}
