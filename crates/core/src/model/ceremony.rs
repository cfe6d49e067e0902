//! Ceremonies: signings, awards, launches, certificates.

use std::sync::Arc;

use super::{Count, Organisation, Person, Prose, Text};

/// A document signed.
#[derive(Debug, Clone, PartialEq)]
pub struct Signing {
    /// The document.
    pub document: Text,
    /// Between whom.
    pub parties: Vec<Arc<Organisation>>,
    /// Who signed.
    pub signatories: Vec<Arc<Person>>,
    /// Who witnessed.
    pub witnesses: Vec<Arc<Person>>,
    /// What it is about.
    pub summary: Option<Prose>,
}

/// An award given.
#[derive(Debug, Clone, PartialEq)]
pub struct Award {
    /// The category.
    pub category: Text,
    /// Who won; a plain name may be an organisation's.
    pub winners: Vec<Arc<Person>>,
    /// Who presented it.
    pub presenters: Vec<Arc<Person>>,
}

/// Something launched.
#[derive(Debug, Clone, PartialEq)]
pub struct Launch {
    /// What it is.
    pub title: Text,
    /// Who launched it.
    pub by: Vec<Arc<Person>>,
    /// What it is about.
    pub summary: Option<Prose>,
}

/// Certificates presented.
#[derive(Debug, Clone, PartialEq)]
pub struct Certificate {
    /// What they certify.
    pub title: Text,
    /// How many.
    pub count: Option<Count>,
    /// Who received them.
    pub recipients: Vec<Arc<Person>>,
    /// Who presented them.
    pub presenters: Vec<Arc<Person>>,
}
