//! Findings: what is wrong, where, and how to fix it. They are data only; the command line
//! prints them.

mod rule;
mod rules;

pub(crate) use rules::declared;

pub use rule::{Code, Fault, Level, Rule};

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::fingerprint::Fingerprint;
use crate::message::Message;
use crate::source::Place;

/// One finding about a record, a template, the project or the machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The kind of finding.
    pub code: Code,
    /// One sentence in plain words, without a full stop.
    pub message: Message,
    /// The place in a file, if the finding has one.
    pub place: Option<Place>,
    /// Related places, each with a short note.
    pub related: Vec<(Place, Message)>,
    /// Suggested fixes.
    pub hints: Vec<Message>,
    /// The edits of the file at `place` that would do what a hint says; empty if that takes more
    /// than an edit.
    pub edits: Vec<Edit>,
}

/// The replacement of a part of a file.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Edit {
    /// The range of bytes to replace.
    pub range: Range<usize>,
    /// What to write there.
    pub text: String,
}

impl Diagnostic {
    /// Creates a finding without a place.
    pub fn new(code: Code, message: Message) -> Self {
        Self { code, message, place: None, related: vec![], hints: vec![], edits: vec![] }
    }

    /// Sets the place of the finding.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// Adds a hint to the finding.
    #[must_use]
    pub fn hint(mut self, hint: Message) -> Self {
        self.hints.push(hint);
        self
    }

    /// Adds an edit that does what a hint says.
    #[must_use]
    pub fn edit(mut self, range: Range<usize>, text: impl Into<String>) -> Self {
        self.edits.push(Edit { range, text: text.into() });
        self
    }

    /// Adds a related place to the finding.
    #[must_use]
    pub fn related(mut self, place: Place, words: Message) -> Self {
        self.related.push((place, words));
        self
    }

    /// Returns a fingerprint that only equal findings share.
    pub fn fingerprint(&self) -> Fingerprint {
        type At<'a> = (&'a str, Fingerprint, &'a Range<usize>);
        fn at(place: &Place) -> At<'_> {
            (place.source.name(), place.source.fingerprint(), &place.range)
        }
        let related: Vec<_> =
            self.related.iter().map(|(place, words)| (at(place), words)).collect();
        let place = self.place.as_ref().map(at);
        Fingerprint::of_value(&(self.code.name(), &self.message, place, related, &self.hints))
    }

    /// Returns the severity, which depends on the code.
    pub fn level(&self) -> Level {
        self.code.level()
    }
}

/// Returns whether any of the findings prevents a document from being built.
pub fn has_errors(findings: &[Diagnostic]) -> bool {
    findings.iter().any(|finding| finding.level() == Level::Error)
}
