//! Entries of one kind, by id and by name.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::{Origin, Slug, Text};
use crate::spelling::Lookalikes;

/// People or organisations, indexed by id.
#[derive(Debug, Clone)]
pub(crate) struct Registry<T> {
    entries: Vec<Registered<T>>,
    by_id: BTreeMap<Slug, usize>,
    by_name: BTreeMap<String, Vec<usize>>,
    short_names: Lookalikes<1>,
    long_names: Lookalikes<2>,
}

/// The number of letters from which a name can be a typo of another. Shorter names and
/// abbreviations often differ by one letter without being typos.
const MIN_LETTERS: usize = 6;

/// The number of letters from which a text with two typos is still taken for a name.
const LONG: usize = 10;

/// An entry of a registry.
#[derive(Debug, Clone)]
pub(crate) struct Registered<T> {
    /// The id.
    pub(crate) id: Slug,
    /// The place of the id in its file.
    pub(crate) origin: Origin,
    /// The person or the organisation.
    pub(crate) value: Arc<T>,
}

impl<T> Registry<T> {
    /// Creates an empty registry.
    pub(crate) fn new() -> Self {
        Self {
            entries: vec![],
            by_id: BTreeMap::new(),
            by_name: BTreeMap::new(),
            short_names: Lookalikes::default(),
            long_names: Lookalikes::default(),
        }
    }

    /// Adds an entry with its id and its names.
    pub(crate) fn add(&mut self, id: Slug, origin: Origin, names: &[&Text], value: Arc<T>) {
        let index = self.entries.len();
        for name in names {
            let name = name.as_str();
            let bearers = self.by_name.entry(name.to_owned()).or_default();
            if bearers.is_empty() {
                // A typo more or less makes the name of another text longer or shorter than the
                // text itself.
                match name.chars().count() {
                    ..MIN_LETTERS => {}
                    letters => {
                        if letters <= LONG {
                            self.short_names.add(name);
                        }
                        if letters + 2 >= LONG {
                            self.long_names.add(name);
                        }
                    }
                }
            }
            if bearers.last() != Some(&index) {
                bearers.push(index);
            }
        }
        self.by_id.insert(id.clone(), index);
        self.entries.push(Registered { id, origin, value });
    }

    /// Returns all entries, in the order of the file.
    pub(crate) fn entries(&self) -> &[Registered<T>] {
        &self.entries
    }

    /// Returns the entry with the given id.
    pub(crate) fn get(&self, id: &Slug) -> Option<&Registered<T>> {
        self.by_id.get(id).map(|index| &self.entries[*index])
    }

    /// Returns the entries with the given id or name; several people may share a name.
    pub(crate) fn find(&self, text: &str) -> impl Iterator<Item = &Registered<T>> {
        let id = text.parse().ok().and_then(|slug: Slug| self.by_id.get(&slug));
        let indices = match id {
            Some(index) => std::slice::from_ref(index),
            None => self.by_name.get(text).map_or(&[][..], Vec::as_slice),
        };
        indices.iter().map(|index| &self.entries[*index])
    }

    /// Returns the entry whose name is one typo away from the text, or up to two typos for a long
    /// text, with that name.
    pub(crate) fn similar(&self, text: &str) -> Option<(&Registered<T>, &str)> {
        let long = text.chars().count() >= LONG;
        let name =
            if long { self.long_names.nearest(text) } else { self.short_names.nearest(text) }?;
        Some((self.find(name).next()?, name))
    }

    /// Returns all ids.
    pub(crate) fn ids(&self) -> impl Iterator<Item = &str> {
        self.by_id.keys().map(Slug::as_str)
    }

    /// Returns all names.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.by_name.keys().map(String::as_str)
    }
}
