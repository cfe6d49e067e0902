//! Ceremonies: signings, awards, launches, certificates.

use std::sync::Arc;

use super::{Count, Organisation, Person, Prose, Text};

/// A signed document.
#[derive(Debug, Clone, PartialEq)]
pub struct Signing {
    /// The document.
    pub document: Text,
    /// The parties to the document.
    pub parties: Vec<Arc<Organisation>>,
    /// The signatories.
    pub signatories: Vec<Arc<Person>>,
    /// The witnesses.
    pub witnesses: Vec<Arc<Person>>,
    /// A summary of the document.
    pub summary: Option<Prose>,
}

/// An award presented at the event.
#[derive(Debug, Clone, PartialEq)]
pub struct Award {
    /// The category.
    pub category: Text,
    /// The winners; a plain name may belong to an organisation.
    pub winners: Vec<Arc<Person>>,
    /// The presenters.
    pub presenters: Vec<Arc<Person>>,
}

/// A launch of a product, a book or a programme.
#[derive(Debug, Clone, PartialEq)]
pub struct Launch {
    /// The title of what was launched.
    pub title: Text,
    /// The people who launched it.
    pub by: Vec<Arc<Person>>,
    /// A summary of what was launched.
    pub summary: Option<Prose>,
}

/// Certificates presented at the event.
#[derive(Debug, Clone, PartialEq)]
pub struct Certificate {
    /// The title of the certificate.
    pub title: Text,
    /// The number of certificates.
    pub count: Option<Count>,
    /// The recipients.
    pub recipients: Vec<Arc<Person>>,
    /// The presenters.
    pub presenters: Vec<Arc<Person>>,
}
