//! The project's directory: people and organisations that its records share.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::registry::Registry;
use crate::model::{File, Organisation, Person};
use crate::source::Source;

/// The file of the people.
pub const PEOPLE: &str = "people.toml";

/// The file of the organisations.
pub const ORGANISATIONS: &str = "organisations.toml";

/// The keys of a record whose entries may stand in a file of the directory, and that file.
pub(super) const FILES: [(&str, &str); 2] = [("people", PEOPLE), ("organisations", ORGANISATIONS)];

/// The people and organisations of a project, loaded once a run.
#[derive(Debug)]
pub struct Directory {
    pub(super) people: Registry<Person>,
    pub(super) organisations: Registry<Organisation>,
    pub(super) sources: BTreeMap<File, Arc<Source>>,
}

impl Directory {
    /// A directory with nobody in it.
    pub fn empty() -> Self {
        Self { people: Registry::new(), organisations: Registry::new(), sources: BTreeMap::new() }
    }

    /// The text of one of the directory's files.
    pub fn source(&self, file: File) -> Option<&Arc<Source>> {
        self.sources.get(&file)
    }

    /// Everybody in it, each with the place of the entry.
    pub fn people(&self) -> impl Iterator<Item = &Arc<Person>> {
        self.people.entries().iter().map(|entry| &entry.value)
    }
}
