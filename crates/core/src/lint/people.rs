//! The people of a record.

use std::collections::BTreeSet;
use std::ptr;
use std::sync::Arc;

use super::linter::Linter;
use crate::identity::Identities;
use crate::model::{Event, Person};

/// The maximum number of people of one name that a description is compared with.
pub(super) const MAX_NAMESAKES: usize = 16;

/// Returns everybody whom the record mentions, each person once.
pub(super) fn all_people<'e>(linter: &Linter<'_>, event: &'e Event) -> Vec<&'e Arc<Person>> {
    let identities = linter.identities(event);
    let mut seen = BTreeSet::new();
    let mut people = mentioned(event);
    people.retain(|person| seen.insert(identities.get(person)));
    people
}

/// Returns everybody whom the record mentions, each description of a person once.
pub(super) fn mentioned(event: &Event) -> Vec<&Arc<Person>> {
    let mut seen = BTreeSet::new();
    let people = event.mentions().into_iter().map(|(_, person)| person);
    people.filter(|person| seen.insert(ptr::from_ref(&***person))).collect()
}

/// A set of people of an event.
pub(super) struct People<'i> {
    identities: &'i Identities,
    members: BTreeSet<usize>,
}

impl<'i> People<'i> {
    /// Creates a set of these people.
    pub(super) fn of<'p>(
        identities: &'i Identities,
        people: impl IntoIterator<Item = &'p Arc<Person>>,
    ) -> Self {
        let members = people.into_iter().map(|person| identities.get(person)).collect();
        Self { identities, members }
    }

    /// Returns whether the set contains a person.
    pub(super) fn include(&self, person: &Person) -> bool {
        self.members.contains(&self.identities.get(person))
    }
}
