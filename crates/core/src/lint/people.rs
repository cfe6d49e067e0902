//! The people of a record.

use std::collections::BTreeSet;
use std::ptr;
use std::sync::Arc;

use crate::model::{Event, Person};

/// Returns everybody whom the record mentions, each person once.
pub(super) fn everybody(event: &Event) -> Vec<&Arc<Person>> {
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

/// Returns whether two descriptions are of one person: they share an entry, or a name.
pub(super) fn same(one: &Arc<Person>, other: &Arc<Person>) -> bool {
    let entries = one.id.is_some() && other.id.is_some();
    one.id == other.id && entries || one.name.as_str() == other.name.as_str() && !entries
}
