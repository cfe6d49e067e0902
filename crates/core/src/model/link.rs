//! Links from an event to other events of the project.

use super::{Count, Period, Slug, Text};

/// The events that an event is linked to.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Links {
    /// The earlier events that this one goes on with or closes.
    pub follows: Vec<LinkedEvent>,
    /// Events that belong with this one.
    pub related: Vec<LinkedEvent>,
    /// The earlier editions of the event, oldest first.
    pub editions: Vec<EarlierEdition>,
}

impl Links {
    /// Returns the events that this one follows, and then those that it is related to.
    pub fn all(&self) -> impl Iterator<Item = &LinkedEvent> {
        self.follows.iter().chain(&self.related)
    }
}

/// An event of another record, as far as a link to it is printed.
#[derive(Debug, Clone, PartialEq)]
pub struct LinkedEvent {
    /// The id of its record.
    pub id: Slug,
    /// Its title. Its place is that of the link.
    pub title: Text,
    /// Its days.
    pub period: Period,
}

/// An earlier edition of an event, as far as its numbers are compared.
#[derive(Debug, Clone, PartialEq)]
pub struct EarlierEdition {
    /// The id of its record.
    pub id: Slug,
    /// The link of the event through which it was found, by its place in `follows`.
    pub link: usize,
    /// Its days.
    pub period: Period,
    /// Which edition it was. Its place is that of the link.
    pub edition: Option<Text>,
    /// Its attendance, if it is comparable to that of the event.
    pub attendance: Option<Count>,
    /// For each of the event's numbers the one that has the same label.
    pub numbers: Vec<Option<Count>>,
}
