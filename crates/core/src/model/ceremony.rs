//! Ceremonies: signings, awards, launches, certificates.

use std::sync::Arc;

use chrono::NaiveTime;

use super::fields::fields;
use super::{Count, Organisation, Person, Prose, Text};

/// A signed document.
#[derive(Debug, Clone, PartialEq)]
pub struct Signing {
    /// The document.
    pub document: Text,
    /// When it was signed.
    pub start: Option<NaiveTime>,
    /// The parties to the document.
    pub parties: Vec<Arc<Organisation>>,
    /// The signatories.
    pub signatories: Vec<Arc<Person>>,
    /// The witnesses.
    pub witnesses: Vec<Arc<Person>>,
    /// The content of the document.
    pub details: Subject,
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
    /// What was launched.
    pub details: Subject,
}

/// Certificates presented at the event.
#[derive(Debug, Clone, PartialEq)]
pub struct Certificate {
    /// The title of the certificate.
    pub title: Text,
    /// The number of certificates.
    pub details: CertificateDetails,
    /// The recipients.
    pub recipients: Vec<Arc<Person>>,
    /// The presenters.
    pub presenters: Vec<Arc<Person>>,
}

fields! {
    /// The subject of a signed document or of a launch.
    pub struct Subject {
        /// A summary of its content.
        summary: Option<Prose> ["S description", "\"Both will share their records.\""],
    }

    /// The number of certificates.
    pub struct CertificateDetails {
        /// The number of certificates.
        count: Option<Count> ["", "12"],
    }
}
