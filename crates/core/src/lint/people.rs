//! The people of a record.

use std::collections::BTreeSet;
use std::ptr;
use std::sync::Arc;

use crate::model::{Event, Person, Slug};

/// Returns everybody whom the record mentions, each person once.
pub(super) fn all_people(event: &Event) -> Vec<&Arc<Person>> {
    let mut entries = BTreeSet::new();
    let mut names = BTreeSet::new();
    let mut people = mentioned(event);
    people.retain(|person| match &person.id {
        Some(id) => entries.insert(id) & names.insert(person.name.as_str()),
        None => names.insert(person.name.as_str()),
    });
    people
}

/// Returns everybody whom the record mentions, each description of a person once.
pub(super) fn mentioned(event: &Event) -> Vec<&Arc<Person>> {
    let mut seen = BTreeSet::new();
    let people = event.mentions().into_iter().map(|(_, person)| person);
    people.filter(|person| seen.insert(ptr::from_ref(&***person))).collect()
}

/// A set of people. Two descriptions are of the same person if they share an entry or, unless both
/// have one, a name.
#[derive(Default)]
pub(super) struct People<'a> {
    entries: BTreeSet<&'a Slug>,
    names: BTreeSet<&'a str>,
    names_without_entry: BTreeSet<&'a str>,
}

impl People<'_> {
    /// Returns whether the set contains a person.
    pub(super) fn include(&self, person: &Person) -> bool {
        let name = person.name.as_str();
        match &person.id {
            Some(id) => self.entries.contains(id) || self.names_without_entry.contains(name),
            None => self.names.contains(name),
        }
    }
}

impl<'a> FromIterator<&'a Arc<Person>> for People<'a> {
    fn from_iter<I: IntoIterator<Item = &'a Arc<Person>>>(people: I) -> Self {
        let mut known = Self::default();
        for person in people {
            let name = person.name.as_str();
            known.names.insert(name);
            match &person.id {
                Some(id) => _ = known.entries.insert(id),
                None => _ = known.names_without_entry.insert(name),
            }
        }
        known
    }
}
