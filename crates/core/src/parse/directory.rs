//! The project's directory: people and organisations shared by its records.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::registry::Registry;
use crate::model::{File, Organisation, Person};
use crate::source::Source;

/// The name of the people file.
pub const PEOPLE: &str = "people.toml";

/// The name of the organisations file.
pub const ORGANISATIONS: &str = "organisations.toml";

/// The keys of a record whose entries may be in a directory file instead, each with that file.
pub(super) const FILES: [(&str, &str); 2] = [("people", PEOPLE), ("organisations", ORGANISATIONS)];

/// The people and organisations of a project, loaded once per run.
#[derive(Debug)]
pub struct Directory {
    pub(super) people: Registry<Person>,
    pub(super) organisations: Registry<Organisation>,
    pub(super) sources: BTreeMap<File, Arc<Source>>,
}

impl Directory {
    /// Creates an empty directory.
    pub fn empty() -> Self {
        Self {
            people: Registry::of_people(),
            organisations: Registry::of_organisations(),
            sources: BTreeMap::new(),
        }
    }

    /// Returns the source of one of the directory's files.
    pub fn source(&self, file: File) -> Option<&Arc<Source>> {
        self.sources.get(&file)
    }

    /// Returns all people in the directory.
    pub fn people(&self) -> impl Iterator<Item = &Arc<Person>> {
        self.people.entries().iter().map(|entry| &entry.value)
    }
}
