//! Entries of one kind, by id and by name.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::{Origin, Slug, Text};

/// People or organisations under their ids.
#[derive(Debug, Clone)]
pub(crate) struct Registry<T> {
    entries: Vec<Entry<T>>,
    by_id: BTreeMap<Slug, usize>,
    by_name: BTreeMap<String, Vec<usize>>,
}

/// One of them.
#[derive(Debug, Clone)]
pub(crate) struct Entry<T> {
    /// The id.
    pub(crate) id: Slug,
    /// Where the id is written.
    pub(crate) origin: Origin,
    /// The person or the organisation.
    pub(crate) value: Arc<T>,
}

impl<T> Registry<T> {
    /// A registry without entries.
    pub(crate) fn new() -> Self {
        Self { entries: vec![], by_id: BTreeMap::new(), by_name: BTreeMap::new() }
    }

    /// Adds an entry under its id and its names.
    pub(crate) fn add(&mut self, id: Slug, origin: Origin, names: &[&Text], value: Arc<T>) {
        let index = self.entries.len();
        for name in names {
            let bearers = self.by_name.entry(name.as_str().to_owned()).or_default();
            if !bearers.contains(&index) {
                bearers.push(index);
            }
        }
        self.by_id.insert(id.clone(), index);
        self.entries.push(Entry { id, origin, value });
    }

    /// All entries, in the order of the file.
    pub(crate) fn entries(&self) -> &[Entry<T>] {
        &self.entries
    }

    /// The entry with an id.
    pub(crate) fn get(&self, id: &Slug) -> Option<&Entry<T>> {
        self.by_id.get(id).map(|index| &self.entries[*index])
    }

    /// The entries that an id or a name stands for; two people may bear one name.
    pub(crate) fn find(&self, text: &str) -> Vec<&Entry<T>> {
        let id = text.parse().ok().and_then(|slug: Slug| self.by_id.get(&slug));
        let indices = match id {
            Some(index) => std::slice::from_ref(index),
            None => self.by_name.get(text).map_or(&[][..], Vec::as_slice),
        };
        indices.iter().map(|index| &self.entries[*index]).collect()
    }

    /// All ids.
    pub(crate) fn ids(&self) -> impl Iterator<Item = &str> {
        self.by_id.keys().map(Slug::as_str)
    }

    /// All names.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.by_name.keys().map(String::as_str)
    }
}
