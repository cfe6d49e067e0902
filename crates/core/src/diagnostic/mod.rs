//! A finding: what is wrong, where, and how to mend it. Data only; the command line prints it.

mod rule;
mod rules;

pub(crate) use rules::declared;

pub use rule::{Code, Fault, Level, Rule};

use crate::source::Place;

/// One finding about a record, a template, the project or the machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of finding it is.
    pub code: Code,
    /// One sentence in an office's words, without a full stop.
    pub message: String,
    /// Where it is; none for what has no place in a file.
    pub place: Option<Place>,
    /// Other places that belong to it, each with a few words.
    pub related: Vec<(Place, String)>,
    /// What to do about it.
    pub hints: Vec<String>,
}

impl Diagnostic {
    /// A finding without a place.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), place: None, related: vec![], hints: vec![] }
    }

    /// The same finding at a place.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// The same finding with one more hint.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// The same finding with one more place that belongs to it.
    #[must_use]
    pub fn related(mut self, place: Place, words: impl Into<String>) -> Self {
        self.related.push((place, words.into()));
        self
    }

    /// How grave it is; fixed by its code.
    pub fn level(&self) -> Level {
        self.code.level()
    }
}

/// Whether any of the findings stops a document from being made.
pub fn has_errors(findings: &[Diagnostic]) -> bool {
    findings.iter().any(|finding| finding.level() == Level::Error)
}
