//! People.

use std::sync::Arc;

use super::{NameOrder, Organisation, PersonRole, Presence, Slug, Text};

/// A person, as the record knows them.
#[derive(Debug, Clone, PartialEq, Hash)]
pub struct Person {
    /// The id of their entry; none for one who is only named.
    pub id: Option<Slug>,
    /// The name as printed, without honorifics.
    pub name: Text,
    /// The name in the person's own script.
    pub native_name: Option<Text>,
    /// Other names of the same person.
    pub aliases: Vec<Text>,
    /// How the parts of the name are ordered.
    pub name_order: Option<NameOrder>,
    /// What they are called when they are named again.
    pub short_name: Option<Text>,
    /// What they are sorted by.
    pub sort_key: Option<Text>,
    /// Honorifics, in the order given: never re-sorted.
    pub honorifics: Vec<Text>,
    /// The job title.
    pub title: Option<Text>,
    /// Where they work.
    pub affiliation: Option<Arc<Organisation>>,
    /// Their nationality.
    pub nationality: Option<Text>,
    /// What they were at the event.
    pub roles: Vec<PersonRole>,
    /// How they took part.
    pub presence: Option<Presence>,
}

impl Person {
    /// Somebody of whom only the name is known.
    pub fn named(name: Text) -> Self {
        Self {
            id: None,
            name,
            native_name: None,
            aliases: vec![],
            name_order: None,
            short_name: None,
            sort_key: None,
            honorifics: vec![],
            title: None,
            affiliation: None,
            nationality: None,
            roles: vec![],
            presence: None,
        }
    }

    /// The names that the person goes by.
    pub fn names(&self) -> impl Iterator<Item = &Text> {
        [&self.name].into_iter().chain(&self.native_name).chain(&self.aliases)
    }
}
