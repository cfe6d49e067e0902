//! What is told beside the programme: outcomes, next steps, annexes, references.

use chrono::NaiveDate;

use super::{Prose, Text};

/// Something to be done.
#[derive(Debug, Clone, PartialEq)]
pub struct NextStep {
    /// What.
    pub action: Text,
    /// By whom.
    pub owner: Option<Text>,
    /// By when.
    pub due: Option<NaiveDate>,
}

/// A text under a title: an annex, a paragraph about an organisation.
#[derive(Debug, Clone, PartialEq)]
pub struct Titled {
    /// The title.
    pub title: Text,
    /// The text.
    pub text: Prose,
}

/// Something published elsewhere.
#[derive(Debug, Clone, PartialEq)]
pub struct Reference {
    /// Its title.
    pub title: Text,
    /// Who published it.
    pub publisher: Option<Text>,
    /// When it was published.
    pub date: Option<NaiveDate>,
    /// Where it can be read.
    pub url: Option<Text>,
}

/// Whom to ask (schema.org: contactPoint).
#[derive(Debug, Clone, PartialEq)]
pub struct Contact {
    /// The person or the office.
    pub name: Text,
    /// The mail address.
    pub email: Option<Text>,
    /// The telephone number.
    pub phone: Option<Text>,
    /// The postal address.
    pub address: Option<Text>,
    /// The page on the web.
    pub url: Option<Text>,
}

/// The event or series that an event is part of (schema.org: superEvent).
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// What it is called.
    pub title: Text,
    /// Its first day.
    pub start: Option<NaiveDate>,
    /// Its last day.
    pub end: Option<NaiveDate>,
}
