//! Which descriptions in a record are of one person.

use std::collections::HashMap;
use std::ptr;
use std::sync::Arc;

use super::name::{forms_in_order, name_forms};
use super::organisation_forms;
use crate::model::{Event, Person, Text};

/// The people of an event. Descriptions share an identity if they are of one person: they have
/// one entry, or one name and no posts that contradict each other.
#[derive(Debug, Clone, Default)]
pub struct Identities {
    /// The identity of each description, by its address.
    known: HashMap<usize, usize>,
    by_form: HashMap<String, Vec<usize>>,
    people: Vec<Described>,
}

/// What the descriptions of one person say.
#[derive(Debug, Clone, Default)]
struct Described {
    id: Option<String>,
    title: Option<String>,
    affiliation: Option<String>,
}

/// The maximum number of people of one name that a description is compared with.
const MAX_NAMESAKES: usize = 64;

impl Identities {
    /// Finds out who is who in an event.
    pub fn of(event: &Event) -> Self {
        Self::among(event.everybody())
    }

    /// Finds out who is who among these descriptions. Those that say most come first, so that a
    /// bare name finds its bearer.
    pub fn among<'p>(people: impl IntoIterator<Item = &'p Arc<Person>>) -> Self {
        let mut people: Vec<_> = people.into_iter().collect();
        people.sort_by_key(|person| {
            (person.id.is_none(), person.title.is_none(), person.affiliation.is_none())
        });
        let mut identities = Self::default();
        for person in people {
            identities.add(person);
        }
        identities
    }

    /// Returns a number that tells a person of the event from all others.
    pub fn get(&self, person: &Person) -> usize {
        let address = ptr::from_ref(person).addr();
        self.known.get(&address).copied().unwrap_or(address)
    }

    fn add(&mut self, person: &Arc<Person>) {
        let address = ptr::from_ref(&**person).addr();
        if self.known.contains_key(&address) {
            return;
        }
        let forms = forms_of(person);
        let described = Described::of(person);
        let namesakes = forms.iter().filter_map(|form| self.by_form.get(form));
        let namesakes = namesakes.flat_map(|people| people.iter().take(MAX_NAMESAKES));
        let mut namesakes = namesakes.copied();
        let same_entry = described.id.is_some();
        let found =
            namesakes.clone().find(|one| same_entry && self.people[*one].id == described.id);
        let found = found.or_else(|| namesakes.find(|one| self.people[*one].may_be(&described)));
        let identity = found.unwrap_or_else(|| {
            self.people.push(Described::default());
            self.people.len() - 1
        });
        self.people[identity].learn(described);
        self.known.insert(address, identity);
        let ids = person.id.iter().map(|id| format!("#{id}"));
        for form in forms.into_iter().chain(ids) {
            let bearers = self.by_form.entry(form).or_default();
            if !bearers.contains(&identity) && bearers.len() < MAX_NAMESAKES {
                bearers.push(identity);
            }
        }
    }
}

impl Described {
    fn of(person: &Person) -> Self {
        let said = |text: &Text| text.as_str().to_lowercase();
        let affiliation = person.affiliation.as_ref();
        let affiliation = affiliation.map(|at| {
            let forms = organisation_forms(at.name.as_str());
            forms.into_iter().next_back().unwrap_or_else(|| said(&at.name))
        });
        Self {
            id: person.id.as_ref().map(ToString::to_string),
            title: person.title.as_ref().map(said),
            affiliation,
        }
    }

    /// Returns whether nothing speaks against two descriptions being of one person.
    fn may_be(&self, other: &Self) -> bool {
        fn agree(one: Option<&String>, other: Option<&String>) -> bool {
            one.zip(other).is_none_or(|(one, other)| one == other)
        }
        agree(self.id.as_ref(), other.id.as_ref())
            && agree(self.title.as_ref(), other.title.as_ref())
            && agree(self.affiliation.as_ref(), other.affiliation.as_ref())
    }

    fn learn(&mut self, other: Self) {
        self.id = self.id.take().or(other.id);
        self.title = self.title.take().or(other.title);
        self.affiliation = self.affiliation.take().or(other.affiliation);
    }
}

/// Returns whether nothing speaks against two descriptions with one name being of one person:
/// neither their entries nor where they work.
pub fn may_be_one(one: &Person, other: &Person) -> bool {
    let without_title = |person| Described { title: None, ..Described::of(person) };
    without_title(one).may_be(&without_title(other))
}

/// Returns the forms of all names of a person.
pub fn forms_of(person: &Person) -> Vec<String> {
    let mut forms = forms_in_order(person.name.as_str(), person.name_order.is_some());
    let others = person.native_name.iter().chain(&person.aliases);
    forms.extend(others.flat_map(|name| name_forms(name.as_str())));
    forms.extend(person.id.iter().map(|id| format!("#{id}")));
    forms
}
