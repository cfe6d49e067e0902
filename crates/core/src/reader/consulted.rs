//! What a file was read with: all that has a say in what it comes to, beside its own text.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use crate::fingerprint::Fingerprint;
use crate::model::{File, Slug};

/// What a file was read with, beside its own text.
///
/// What was asked for and not found counts, too: tomorrow it may be there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Consulted {
    /// The ids and names that were looked up in the directory.
    pub names: BTreeSet<(File, String)>,
    /// The pictures that were looked at, and what they held; none for those that are not
    /// there yet.
    pub pictures: BTreeMap<PathBuf, Option<Fingerprint>>,
    /// The records of the stories that an issue tells.
    pub stories: BTreeMap<Slug, Fingerprint>,
    /// Whether stories were chosen from all that there are.
    pub chose: bool,
}

impl Consulted {
    /// Adds what a story's record was read with.
    pub(crate) fn add_story(&mut self, id: &Slug, record: Fingerprint, consulted: Self) {
        self.stories.insert(id.clone(), record);
        self.names.extend(consulted.names);
        self.pictures.extend(consulted.pictures);
    }
}
