//! Resolves the people and organisations in signings, awards, launches and certificates.

use super::names::Names;
use super::raw::{RawAward, RawCertificate, RawLaunch, RawSigning};
use crate::model::{Award, Certificate, Launch, Signing};

impl RawSigning {
    /// Converts the entry into a signing. Returns `None` if an error was reported.
    pub(super) fn resolve(self, names: &mut Names<'_>) -> Option<Signing> {
        Some(Signing {
            parties: names.organisations(self.parties),
            signatories: names.people(self.signatory),
            witnesses: names.people(self.witness),
            start: self.start,
            details: self.details,
            document: self.document.0?,
        })
    }
}

impl RawAward {
    /// Converts the entry into an award. Returns `None` if an error was reported.
    pub(super) fn resolve(self, names: &mut Names<'_>) -> Option<Award> {
        Some(Award {
            winners: names.people(self.winner),
            presenters: names.people(self.presenter),
            category: self.category.0?,
        })
    }
}

impl RawLaunch {
    /// Converts the entry into a launch. Returns `None` if an error was reported.
    pub(super) fn resolve(self, names: &mut Names<'_>) -> Option<Launch> {
        Some(Launch { by: names.people(self.by), details: self.details, title: self.title.0? })
    }
}

impl RawCertificate {
    /// Converts the entry into certificates. Returns `None` if an error was reported.
    pub(super) fn resolve(self, names: &mut Names<'_>) -> Option<Certificate> {
        Some(Certificate {
            details: self.details,
            recipients: names.people(self.recipient),
            presenters: names.people(self.presenter),
            title: self.title.0?,
        })
    }
}
