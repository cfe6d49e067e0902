//! Findings: what is wrong, where, and how to fix it. They are data only; the command line
//! prints them.

mod rule;
mod rules;

pub(crate) use rules::declared;

pub use rule::{Code, Fault, Level, Rule};

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::fingerprint::Fingerprint;
use crate::key_path::KeyPath;
use crate::message::{Message, message};
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
    /// The edits of the file at `place` that do what a hint says; empty if that takes more than
    /// an edit.
    pub edits: Vec<Edit>,
    /// The path of what is missing, where it would be filled in; the place is what lacks it.
    pub missing: Option<Box<KeyPath>>,
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
        Self {
            code,
            message,
            place: None,
            related: vec![],
            hints: vec![],
            edits: vec![],
            missing: None,
        }
    }

    /// Sets the place of the finding.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// Says what is missing, by the path at which it would be filled in.
    #[must_use]
    pub fn missing(mut self, path: KeyPath) -> Self {
        self.missing = Some(Box::new(path));
        self
    }

    /// Says that a key is missing beside the value at the place of the finding.
    #[must_use]
    pub fn missing_beside(self, key: &str) -> Self {
        match self.place.as_ref().and_then(|place| place.key_path()?.parent()) {
            Some(table) => self.missing(table.key(key)),
            None => self,
        }
    }

    /// Adds a hint to the finding.
    #[must_use]
    pub fn hint(mut self, hint: Message) -> Self {
        self.hints.push(hint);
        self
    }

    /// Adds the hint that something else was probably meant by what is at the place of the
    /// finding, and the edit that writes it.
    #[must_use]
    pub fn did_you_mean(self, meant: impl Into<String>) -> Self {
        let meant = meant.into();
        let said = Message::code(meant.clone());
        self.replacing(meant).hint(message!("did you mean {meant}?", meant = said))
    }

    /// Does the same for a key.
    #[must_use]
    pub fn did_you_mean_key(self, key: &str) -> Self {
        let hint = message!("did you mean {meant}?", meant = Message::key(key));
        self.replacing(key).hint(hint)
    }

    /// Adds an edit that does what a hint says.
    #[must_use]
    pub fn edit(mut self, range: Range<usize>, text: impl Into<String>) -> Self {
        self.edits.push(Edit { range, text: text.into() });
        self
    }

    /// Adds the edit that writes something else at the place of the finding: a key, or a text in
    /// quotation marks, which stay. Does nothing if there is something else.
    #[must_use]
    pub fn replacing(self, meant: impl Into<String>) -> Self {
        match self.place.as_ref().and_then(word_at) {
            Some(word) => self.edit(word, meant),
            None => self,
        }
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

/// Returns the range of the key or the text at a place, without the quotation marks around it.
fn word_at(place: &Place) -> Option<Range<usize>> {
    let text = &place.source.text()[place.range.clone()];
    let inner = ["\"", "'"].iter().find_map(|mark| text.strip_prefix(mark)?.strip_suffix(mark));
    let word = inner.unwrap_or(text);
    let is_word = !word.is_empty() && !word.contains(['"', '\'', '\n', '[', '{', '=', '\\']);
    let start = place.range.start + usize::from(inner.is_some());
    is_word.then(|| start..start + word.len())
}

/// Returns whether any of the findings prevents a document from being built.
pub fn has_errors(findings: &[Diagnostic]) -> bool {
    findings.iter().any(|finding| finding.level() == Level::Error)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;

    #[test]
    fn what_was_meant_replaces_the_word_alone() {
        let edited = |text: &str, range: Range<usize>| {
            let place = Place::new(&Source::new("a.toml", text), range);
            let finding = Diagnostic::new(Code::UNKNOWN_KEY, message!("no")).at(place);
            let edits = finding.did_you_mean("title").edits;
            edits.first().map(|edit| {
                let mut text = text.to_owned();
                text.replace_range(edit.range.clone(), &edit.text);
                text
            })
        };
        assert_eq!(edited("titel = 1", 0..5).as_deref(), Some("title = 1"));
        assert_eq!(edited("a = \"titel\"", 4..11).as_deref(), Some("a = \"title\""));
        assert_eq!(edited("a = 'titel'", 4..11).as_deref(), Some("a = 'title'"));
        assert_eq!(edited("a = [\"titel\"]", 4..13), None);
        assert_eq!(edited("a = \"\"\"titel\"\"\"", 4..15), None);
    }
}
