//! The linter: the texts of a record, and the findings about them.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::{BTreeSet, HashSet};
use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::diagnostic::{Code, Diagnostic};
use crate::fingerprint::Fingerprint;
use crate::identity::Identities;
use crate::key_path::KeyPath;
use crate::locale::Checks;
use crate::message::Message;
use crate::model::{Event, File, Language, Look, Origin, Picture, Sources, Status, Words};
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
    /// The wording of an event or an issue, and of each of its translations.
    Words(fn(&mut Linter<'_>)),
    /// An event.
    Event(fn(&mut Linter<'_>, &Event)),
    /// The pictures of an event whose pixels have been looked at.
    Photos(fn(&mut Linter<'_>, &[(&Picture, Look)])),
    /// Something else: `mod.rs` calls the function with the data that it needs.
    Custom,
}

/// A function that passes every text of a record to its argument.
pub type Visit<'v> = &'v dyn Fn(&mut dyn FnMut(Words<'_>));

/// The maximum number of findings of one check about one text. Whoever reads fifty has understood.
pub(super) const MAX_IN_TEXT: usize = 50;

/// A text without its markup, and its origin.
pub(super) type Plain<'a> = (Cow<'a, str>, &'a Origin);

/// What the checks of wording know of an event.
#[derive(Debug)]
pub(super) struct Occasion {
    /// Whether it took place.
    pub(super) held: bool,
    /// The first day.
    pub(super) first: NaiveDate,
    /// The last day.
    pub(super) last: NaiveDate,
    /// The places of prose that may look ahead.
    ahead: BTreeSet<(File, usize)>,
}

fn place_of(origin: &Origin) -> (File, usize) {
    (origin.file, origin.range.start)
}

/// The texts of a record, and the findings about them.
pub(super) struct Linter<'a> {
    sources: &'a Sources,
    directory: &'a Directory,
    words: &'a Checks,
    language: Option<Language>,
    texts: Rc<Vec<Plain<'a>>>,
    names: Rc<Vec<Plain<'a>>>,
    lines: Rc<Vec<Plain<'a>>>,
    proses: Rc<Vec<Plain<'a>>>,
    occasion: Option<Occasion>,
    identities: OnceCell<Rc<Identities>>,
    alternatives: Rc<Vec<Plain<'a>>>,
    translations: Rc<Vec<Plain<'a>>>,
    /// The places of the texts that say themselves in which language they are.
    own_language: BTreeSet<(File, usize)>,
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
        let (mut names, mut lines, mut texts) = (Vec::new(), Vec::new(), Vec::new());
        let (mut proses, mut alternatives) = (Vec::new(), Vec::new());
        let (mut own_language, mut translations) = (BTreeSet::new(), Vec::new());
        visit(&mut |words| {
            translations.extend(words.translations());
            let plain = match words {
                Words::Prose(prose) => (Cow::from(prose.plain()), prose.origin()),
                Words::Line(text) | Words::Name(text) | Words::Alt(text) => {
                    (Cow::from(text.as_str()), text.origin())
                }
            };
            let own = match words {
                Words::Prose(prose) => prose.languages().own.as_ref(),
                Words::Line(text) | Words::Name(text) | Words::Alt(text) => {
                    text.languages().own.as_ref()
                }
            };
            own_language.extend(own.map(|_| place_of(plain.1)));
            match words {
                Words::Prose(_) => proses.push(plain),
                Words::Alt(_) => alternatives.push(plain),
                Words::Line(_) => {
                    lines.push(plain.clone());
                    texts.push(plain);
                }
                Words::Name(_) => {
                    names.push(plain.clone());
                    texts.push(plain);
                }
            }
        });
        texts.extend(proses.iter().cloned());
        lines.extend(proses.iter().cloned());
        let lists = [names, lines, texts, proses, alternatives, translations];
        let [names, lines, texts, proses, alternatives, translations] = lists.map(Rc::new);
        Self {
            sources,
            directory,
            words,
            language: None,
            names,
            lines,
            texts,
            proses,
            occasion: None,
            identities: OnceCell::new(),
            alternatives,
            translations,
            own_language,
            findings: vec![],
            reported: HashSet::new(),
        }
    }

    /// Says which language the texts are in. Those that say it themselves may be in others.
    pub(super) fn in_language(mut self, language: &Language) -> Self {
        self.language = Some(language.clone());
        self
    }

    /// Adds what the checks of wording know of the event.
    pub(super) fn at(mut self, event: &'a Event) -> Self {
        let period = event.period;
        let narrative = &event.narrative;
        let ahead = [&narrative.outcomes, &narrative.recommendations, &narrative.objectives];
        let titled = narrative.about.iter().chain(&narrative.annexes).map(|entry| &entry.text);
        let ahead = ahead.into_iter().flatten().chain(titled).flat_map(|prose| {
            let translations = prose.languages().others.iter().map(|(_, prose)| prose);
            [prose].into_iter().chain(translations).map(|prose| place_of(prose.origin()))
        });
        self.occasion = Some(Occasion {
            held: event.status == Status::Held,
            first: period.start().date,
            last: period.end().unwrap_or(period.start()).date,
            ahead: ahead.collect(),
        });
        self
    }

    /// Returns what is known of the event, if this is one.
    pub(super) fn occasion(&self) -> Option<&Occasion> {
        self.occasion.as_ref()
    }

    /// Returns who is who in the event. Many checks ask, and comparing names takes time.
    pub(super) fn identities(&self, event: &Event) -> Rc<Identities> {
        Rc::clone(self.identities.get_or_init(|| Rc::new(Identities::of(event))))
    }

    /// Returns the prose that tells what happened: all but objectives, outcomes, recommendations
    /// and the like, which may look ahead.
    pub(super) fn reports(&self) -> Vec<Plain<'a>> {
        let ahead = |origin: &Origin| {
            let places = self.occasion.as_ref().map(|occasion| &occasion.ahead);
            places.is_some_and(|places| places.contains(&place_of(origin)))
        };
        self.proses.iter().filter(|(_, origin)| !ahead(origin)).cloned().collect()
    }

    /// Returns the words that lints look for in this language.
    pub(super) fn words(&self) -> &'a Checks {
        self.words
    }

    /// Returns all printed texts of the record, including prose.
    pub(super) fn texts(&self) -> Rc<Vec<Plain<'a>>> {
        Rc::clone(&self.texts)
    }

    /// Returns the names of the record.
    pub(super) fn names(&self) -> Rc<Vec<Plain<'a>>> {
        Rc::clone(&self.names)
    }

    /// Returns all printed texts of the record that are not names.
    pub(super) fn lines_and_proses(&self) -> Rc<Vec<Plain<'a>>> {
        Rc::clone(&self.lines)
    }

    /// Returns whether a text says itself in which language it is.
    pub(super) fn has_own_language(&self, origin: &Origin) -> bool {
        self.own_language.contains(&place_of(origin))
    }

    /// Returns the language of the texts, if it is known.
    pub(super) fn language(&self) -> Option<&Language> {
        self.language.as_ref()
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
    pub(super) fn report(&mut self, lint: &Lint, origin: &Origin, message: Message, hint: Message) {
        self.report_as(lint.code, origin, message, hint);
    }

    /// Reports a finding of another rule about a text.
    pub(super) fn report_as(
        &mut self,
        code: Code,
        origin: &Origin,
        message: Message,
        hint: Message,
    ) {
        let place = self.place(origin);
        self.push(Diagnostic::new(code, message).hint(hint), place);
    }

    /// Reports a finding about some words of a text.
    pub(super) fn report_words(
        &mut self,
        lint: &Lint,
        origin: &Origin,
        words: &str,
        message: Message,
        hint: Message,
    ) {
        self.report_hints(lint, origin, words, message, [hint]);
    }

    /// Reports a finding about some words of a text, with several hints.
    pub(super) fn report_hints(
        &mut self,
        lint: &Lint,
        origin: &Origin,
        words: &str,
        message: Message,
        hints: impl IntoIterator<Item = Message>,
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

    /// Reports a finding about a place of a text, which is given without its markup.
    pub(super) fn report_place(
        &mut self,
        lint: &Lint,
        (plain, origin): (&str, &Origin),
        words: Range<usize>,
        message: Message,
        hint: Message,
    ) {
        let (before, words) = (&plain[..words.start], &plain[words]);
        let number = before.matches(words).count();
        let place = self.place(origin).map(|place| {
            let text = &place.source.text()[place.range.clone()];
            let found = text.match_indices(words).nth(number).map(|(at, _)| place.range.start + at);
            let first = || place.source.find_in(place.range.clone(), words);
            let range = found.map_or_else(first, |start| start..start + words.len());
            Place::new(&place.source, range)
        });
        self.push(Diagnostic::new(lint.code, message).hint(hint), place);
    }

    /// Reports a finding about the value of a key at the head of the record.
    pub(super) fn report_key(&mut self, lint: &Lint, key: &str, message: Message, hint: Message) {
        let record = self.record();
        let position = record.outline().get(&KeyPath::default().key(key));
        let range = position.map_or(0..0, |position| position.value.clone());
        let place = Some(Place::new(record, range));
        self.push(Diagnostic::new(lint.code, message).hint(hint), place);
    }

    /// Reports a finding about what the record as a whole lacks.
    pub(super) fn report_record(
        &mut self,
        lint: &Lint,
        missing: KeyPath,
        message: Message,
        hint: Message,
    ) {
        let place = Some(Place::new(&self.sources.record, 0..0));
        self.push(Diagnostic::new(lint.code, message).hint(hint).missing(missing), place);
    }

    /// Reports a finding about a key that is missing beside a value.
    pub(super) fn report_missing(
        &mut self,
        lint: &Lint,
        origin: &Origin,
        key: &str,
        message: Message,
        hint: Message,
    ) {
        let finding = Diagnostic::new(lint.code, message).hint(hint);
        match self.place(origin) {
            Some(place) => self.push(finding.at(place.clone()).missing_beside(key), Some(place)),
            None => self.push(finding, None),
        }
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

    pub(super) fn place(&self, origin: &Origin) -> Option<Place> {
        let source = match origin.file {
            File::Record | File::Translation(_) => self.sources.get(origin.file)?,
            File::People | File::Organisations => self.directory.source(origin.file)?,
            File::Project => return None,
        };
        Some(Place::new(source, origin.range.clone()))
    }
}
