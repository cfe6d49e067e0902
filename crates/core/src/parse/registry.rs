//! Entries of one kind, by id and by name.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::identity::{name_forms, organisation_forms};
use crate::model::{Organisation, Origin, Person, Slug, Text};
use crate::spelling::Lookalikes;

/// Returns the text that stands for a form of a name among the look-ups of a record.
pub(super) fn form_key(form: &str) -> String {
    format!("~{form}")
}

/// Returns whether a look-up is for a form of a name rather than for a text of the record.
pub fn is_form_key(text: &str) -> bool {
    text.starts_with('~')
}

impl Registry<Person> {
    /// Creates an empty registry of people.
    pub(crate) fn of_people() -> Self {
        Self::new(name_forms)
    }
}

impl Registry<Organisation> {
    /// Creates an empty registry of organisations.
    pub(crate) fn of_organisations() -> Self {
        Self::new(organisation_forms)
    }
}

/// People or organisations, indexed by id.
#[derive(Debug, Clone)]
pub(crate) struct Registry<T> {
    entries: Vec<Registered<T>>,
    by_id: BTreeMap<Slug, usize>,
    by_name: BTreeMap<String, Vec<usize>>,
    /// The entries by what their names read like.
    by_form: BTreeMap<String, Vec<usize>>,
    /// Returns the forms of a name that read alike.
    forms: fn(&str) -> Vec<String>,
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
    fn new(forms: fn(&str) -> Vec<String>) -> Self {
        Self {
            forms,
            by_form: BTreeMap::new(),
            entries: vec![],
            by_id: BTreeMap::new(),
            by_name: BTreeMap::new(),
            short_names: Lookalikes::default(),
            long_names: Lookalikes::default(),
        }
    }

    /// Returns the entries by what their names read like.
    pub(crate) fn forms(&self) -> impl Iterator<Item = (&str, Vec<&Registered<T>>)> {
        let entries =
            |indices: &Vec<usize>| indices.iter().map(|index| &self.entries[*index]).collect();
        self.by_form.iter().map(move |(form, indices)| (form.as_str(), entries(indices)))
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
            for form in (self.forms)(name) {
                let bearers = self.by_form.entry(form).or_default();
                if bearers.last() != Some(&index) {
                    bearers.push(index);
                }
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

    /// Returns the entries with the given id or name; several people may share a name. If nobody
    /// has exactly this name, it may be spelt in another way, such as with honorifics.
    pub(crate) fn find(&self, text: &str) -> impl Iterator<Item = &Registered<T>> {
        let slug: Option<Slug> = text.parse().ok();
        let id = slug.as_ref().and_then(|slug| self.by_id.get(slug));
        let indices = match id {
            Some(index) => vec![*index],
            None if slug.is_some() || self.by_name.contains_key(text) => {
                self.by_name.get(text).cloned().unwrap_or_default()
            }
            None => self.alike(text),
        };
        indices.into_iter().map(|index| &self.entries[index])
    }

    /// Returns the entries with exactly this name.
    pub(crate) fn named(&self, name: &str) -> impl Iterator<Item = &Registered<T>> {
        self.by_name.get(name).into_iter().flatten().map(|index| &self.entries[*index])
    }

    /// Returns the entries of which a name reads like the text, each once.
    fn alike(&self, text: &str) -> Vec<usize> {
        let forms = (self.forms)(text);
        let found = forms.iter().filter_map(|form| self.by_form.get(form)).flatten();
        found.copied().collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// Returns the entry whose name is one typo away from the text, or up to two typos for a long
    /// text, with that name.
    pub(crate) fn similar(&self, text: &str) -> Option<(&Registered<T>, &str)> {
        let long = text.chars().count() >= LONG;
        let name =
            if long { self.long_names.nearest(text) } else { self.short_names.nearest(text) }?;
        Some((self.named(name).next()?, name))
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
