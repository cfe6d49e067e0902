//! The linter: the texts of a record, and the findings about them.

use std::borrow::Cow;
use std::collections::HashSet;
use std::rc::Rc;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic};
use crate::fingerprint::Fingerprint;
use crate::locale::Checks;
use crate::model::{Event, File, Look, Origin, Picture, Sources, Words};
use crate::parse::Directory;
use crate::source::{Place, Source};

/// A check that an editor would make: its rule, its examples and its function.
#[derive(Debug)]
pub struct Lint {
    /// The code of its findings.
    pub code: Code,
    /// The smallest record that triggers it. The required keys and the credits may be left out.
    pub bad: &'static str,
    /// A similar record that does not trigger it.
    pub good: &'static str,
    /// The function that performs the check.
    pub(super) check: Check,
}

/// The function of a lint, by the data that it checks.
#[derive(Debug, Clone, Copy)]
pub(super) enum Check {
    /// The texts of an event or an issue.
    Record(fn(&mut Linter<'_>)),
    /// An event.
    Event(fn(&mut Linter<'_>, &Event)),
    /// The pictures of an event whose pixels have been looked at.
    Photos(fn(&mut Linter<'_>, &[(&Picture, Look)])),
    /// Something else: `mod.rs` calls the function with the data that it needs.
    Custom,
}

/// A function that passes every text of a record to its argument.
pub type Visit<'v> = &'v dyn Fn(&mut dyn FnMut(Words<'_>));

/// A text without its markup, and its origin.
pub(super) type Plain<'a> = (Cow<'a, str>, &'a Origin);

/// The texts of a record, and the findings about them.
pub(super) struct Linter<'a> {
    sources: &'a Sources,
    directory: &'a Directory,
    words: &'a Checks,
    texts: Rc<Vec<Plain<'a>>>,
    proses: Rc<Vec<Plain<'a>>>,
    alternatives: Rc<Vec<Plain<'a>>>,
    translations: Rc<Vec<Plain<'a>>>,
    findings: Vec<Diagnostic>,
    reported: HashSet<Fingerprint>,
}

impl<'a> Linter<'a> {
    /// Creates a linter for the texts that `visit` passes on. `words` are the words of their
    /// language that lints look for.
    pub(super) fn new(
        sources: &'a Sources,
        directory: &'a Directory,
        words: &'a Checks,
        visit: impl FnOnce(&mut dyn FnMut(Words<'a>)),
    ) -> Self {
        let (mut texts, mut proses, mut alternatives) = (Vec::new(), Vec::new(), Vec::new());
        let mut translations = Vec::new();
        visit(&mut |words| {
            match words {
                Words::Line(text) | Words::Name(text) => {
                    texts.push((Cow::from(text.as_str()), text.origin()));
                }
                Words::Prose(prose) => proses.push((Cow::from(prose.plain()), prose.origin())),
                Words::Alt(text) => alternatives.push((Cow::from(text.as_str()), text.origin())),
            }
            translations.extend(words.translations());
        });
        texts.extend(proses.iter().cloned());
        let lists = [texts, proses, alternatives, translations];
        let [texts, proses, alternatives, translations] = lists.map(Rc::new);
        Self {
            sources,
            directory,
            words,
            texts,
            proses,
            alternatives,
            translations,
            findings: vec![],
            reported: HashSet::new(),
        }
    }

    /// Returns the words that lints look for in this language.
    pub(super) fn words(&self) -> &'a Checks {
        self.words
    }

    /// Returns all printed texts of the record, including prose.
    pub(super) fn texts(&self) -> Rc<Vec<Plain<'a>>> {
        Rc::clone(&self.texts)
    }

    /// Returns all prose of the record.
    pub(super) fn proses(&self) -> Rc<Vec<Plain<'a>>> {
        Rc::clone(&self.proses)
    }

    /// Returns the alternative texts of pictures, which are not printed.
    pub(super) fn alternatives(&self) -> Rc<Vec<Plain<'a>>> {
        Rc::clone(&self.alternatives)
    }

    /// Returns all texts of the record, and those that are not printed, with their translations.
    pub(super) fn texts_in_every_language(&self) -> Vec<(Cow<'a, str>, Origin)> {
        let lists = [&self.texts, &self.alternatives, &self.translations];
        let texts = lists.into_iter().flat_map(|list| list.iter());
        texts.map(|(text, origin)| (text.clone(), (*origin).clone())).collect()
    }

    /// Returns the file of the record.
    pub(super) fn record(&self) -> &'a Arc<Source> {
        &self.sources.record
    }

    /// Reports a finding about a text.
    pub(super) fn report(
        &mut self,
        lint: &Lint,
        origin: &Origin,
        message: impl Into<String>,
        hint: &str,
    ) {
        let place = self.place(origin);
        self.push(Diagnostic::new(lint.code, message).hint(hint), place);
    }

    /// Reports a finding about some words of a text.
    pub(super) fn report_words(
        &mut self,
        lint: &Lint,
        origin: &Origin,
        words: &str,
        message: impl Into<String>,
        hint: &str,
    ) {
        self.report_hints(lint, origin, words, message, [hint.to_owned()]);
    }

    /// Reports a finding about some words of a text, with several hints.
    pub(super) fn report_hints(
        &mut self,
        lint: &Lint,
        origin: &Origin,
        words: &str,
        message: impl Into<String>,
        hints: impl IntoIterator<Item = String>,
    ) {
        let finding = Diagnostic::new(lint.code, message);
        self.report_finding(hints.into_iter().fold(finding, Diagnostic::hint), origin, words);
    }

    /// Reports a finding that is ready about some words of a text.
    pub(super) fn report_finding(&mut self, finding: Diagnostic, origin: &Origin, words: &str) {
        let place = self.place(origin).map(|place| {
            let range = place.source.find_in(place.range.clone(), words);
            Place::new(&place.source, range)
        });
        self.push(finding, place);
    }

    /// Returns the key whose whole value is the text of this origin.
    pub(super) fn key_before(&self, origin: &Origin) -> Option<String> {
        let Place { source, range } = self.place(origin)?;
        let before = source.text().get(..range.start)?;
        let line = before.rsplit('\n').next()?;
        let key = line.trim_end().strip_suffix('=')?.trim();
        key.chars().all(|char| char.is_alphanumeric() || char == '-').then(|| key.to_owned())
    }

    /// Reports a finding about the record as a whole.
    pub(super) fn report_record(&mut self, lint: &Lint, message: impl Into<String>, hint: &str) {
        let place = Some(Place::new(&self.sources.record, 0..0));
        self.push(Diagnostic::new(lint.code, message).hint(hint), place);
    }

    /// Returns the findings in the order in which they were reported.
    pub(super) fn findings(self) -> Vec<Diagnostic> {
        self.findings
    }

    /// Returns the findings in the order of the record.
    pub(super) fn sorted_findings(mut self) -> Vec<Diagnostic> {
        let start = |finding: &Diagnostic| finding.place.as_ref().map(|place| place.range.start);
        self.findings.sort_by_key(start);
        self.findings
    }

    fn push(&mut self, mut finding: Diagnostic, place: Option<Place>) {
        finding.place = place;
        if self.reported.insert(finding.fingerprint()) {
            self.findings.push(finding);
        }
    }

    fn place(&self, origin: &Origin) -> Option<Place> {
        let source = match origin.file {
            File::Record | File::Translation(_) => self.sources.get(origin.file)?,
            File::People | File::Organisations => self.directory.source(origin.file)?,
            File::Project => return None,
        };
        Some(Place::new(source, origin.range.clone()))
    }
}
