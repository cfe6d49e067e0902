//! People.

use std::sync::Arc;

use super::{NameOrder, Organisation, PersonRole, Presence, Slug, Text};

/// A person as described in the record.
#[derive(Debug, Clone, PartialEq, Hash)]
pub struct Person {
    /// The id of the person's entry; `None` for a person who is only named.
    pub id: Option<Slug>,
    /// The name as printed, without honorifics.
    pub name: Text,
    /// The name in the person's own script.
    pub native_name: Option<Text>,
    /// Other names of the same person.
    pub aliases: Vec<Text>,
    /// The order of the parts of the name.
    pub name_order: Option<NameOrder>,
    /// The form of the name for later mentions.
    pub short_name: Option<Text>,
    /// The form of the name for sorting.
    pub sort_key: Option<Text>,
    /// The honorifics, in the order given; byline never reorders them.
    pub honorifics: Vec<Text>,
    /// The job title.
    pub title: Option<Text>,
    /// The organisation that they work for.
    pub affiliation: Option<Arc<Organisation>>,
    /// Their nationality.
    pub nationality: Option<Text>,
    /// Their roles at the event.
    pub roles: Vec<PersonRole>,
    /// How they took part: on site, remotely or by recording.
    pub presence: Option<Presence>,
}

impl Person {
    /// Creates a person of whom only the name is known.
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

    /// Returns all names of the person.
    pub fn names(&self) -> impl Iterator<Item = &Text> {
        [&self.name].into_iter().chain(&self.native_name).chain(&self.aliases)
    }
}
