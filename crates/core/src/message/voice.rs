//! How messages are said: in which language, and what keys are called.

use std::borrow::Cow;

/// The words in which messages are said.
pub(super) struct Voice<'v> {
    /// Returns the translation of a sentence; `None` leaves it in English.
    pub(super) translation: &'v dyn Fn(&str) -> Option<&'static str>,
    /// Returns what is said in place of code; `None` leaves it as it is.
    pub(super) name: &'v dyn Fn(&str) -> Option<String>,
    /// The words of offices for those of files, if a form says it, whose readers see no file.
    pub(super) office: Option<OfficeWords>,
}

/// Words of byline's own texts, each with what a form says in its place.
pub(super) type OfficeWords = &'static [(&'static str, &'static str)];

impl Voice<'_> {
    /// English, as messages are written.
    pub(super) const ENGLISH: Self = Self { translation: &|_| None, name: &|_| None, office: None };
}

/// A text in the making. Code stands between backticks in the sentences of messages.
pub(super) struct Speech<'v> {
    name: &'v dyn Fn(&str) -> Option<String>,
    office: OfficeWords,
    text: String,
    /// Where code begins that has not ended yet, and whether it holds a value.
    code: Option<(usize, bool)>,
}

impl<'v> Speech<'v> {
    pub(super) fn new(name: &'v dyn Fn(&str) -> Option<String>, office: OfficeWords) -> Self {
        Self { name, office, text: String::new(), code: None }
    }

    /// Adds words of a sentence.
    pub(super) fn words(&mut self, words: &str) {
        for (at, words) in words.split('`').enumerate() {
            if at > 0 {
                self.mark();
            }
            if self.code.is_some() {
                self.text.push_str(words);
            } else {
                let words = Cow::from(words);
                let said = self.office.iter().fold(words, |words, (of_files, of_offices)| {
                    if words.contains(of_files) {
                        words.replace(of_files, of_offices).into()
                    } else {
                        words
                    }
                });
                self.text.push_str(&said);
            }
        }
    }

    /// Adds a value.
    pub(super) fn value(&mut self, value: &str) {
        self.text.push_str(value);
        if let Some((_, has_value)) = &mut self.code {
            *has_value = true;
        }
    }

    /// Adds the name of a key.
    pub(super) fn key(&mut self, key: &str) {
        self.text.push_str(key);
    }

    pub(super) fn end(self) -> String {
        self.text
    }

    /// Begins or ends code.
    fn mark(&mut self) {
        if let Some((start, has_value)) = self.code.take() {
            let code = &self.text[start + 1..];
            // A name that somebody has is no key, even if it is the same word; but a line may be
            // given as a whole.
            let may_be_named = !has_value || code.contains('=');
            if let Some(name) = may_be_named.then(|| (self.name)(code)).flatten() {
                self.text.truncate(start);
                self.text.push_str(&name);
                return;
            }
        } else {
            self.code = Some((self.text.len(), false));
        }
        self.text.push('`');
    }
}
