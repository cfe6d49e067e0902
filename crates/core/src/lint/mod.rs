//! What an experienced editor would say of an event that is formally sound.
//!
//! Each check is a function from the event to findings. What each finding means, with
//! an example, is told in `docs/findings.md` and by `byline explain`.

mod facts;
mod languages;
mod media;
mod names;
pub(crate) mod prose;
mod silence;

use std::borrow::Cow;
use std::ops::{Deref, DerefMut};
use std::rc::Rc;

use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Event, File, Issue, Language, Look, Origin, Picture, Sources, Words};
use crate::parse::Directory;
use crate::source::Place;

pub use languages::{Untranslated, Visit, untranslated, untranslated_texts};
pub use silence::{Allow, silence};

/// Everything that an editor would say, in the order of the record.
pub fn check(event: &Event, sources: &Sources, directory: &Directory) -> Vec<Diagnostic> {
    let desk = Desk::new(sources, directory, |see| event.visit(see));
    let mut editor = Editor { event, desk };
    for check in [names::check, prose::check, facts::check, media::check, languages::check] {
        check(&mut editor);
    }
    editor.desk.finish()
}

/// Everything that an editor would say of an issue, beside what its stories' own records
/// are told.
pub fn check_issue(issue: &Issue, sources: &Sources, directory: &Directory) -> Vec<Diagnostic> {
    let mut desk = Desk::new(sources, directory, |see| issue.visit(see));
    prose::must_fill(&mut desk);
    prose::marks_and_days(&mut desk);
    desk.finish()
}

/// Everything that an editor would say of the pictures themselves, as far as `look` knows
/// what they look like.
pub fn check_pictures(
    event: &Event,
    sources: &Sources,
    directory: &Directory,
    look: &dyn Fn(&Picture) -> Option<Look>,
) -> Vec<Diagnostic> {
    let mut desk = Desk::new(sources, directory, |_| {});
    media::looks(&mut desk, event, look);
    desk.findings
}

/// Looks for characters that no font has, without setting a page: in the texts that
/// `visit` hands over, as readers of a language are given them. `remedy` tells what to do
/// about a character, if it cannot be drawn.
pub fn glyphs(
    visit: Visit<'_>,
    sources: &Sources,
    directory: &Directory,
    (main, language): (&Language, &Language),
    remedy: &dyn Fn(char) -> Option<String>,
) -> Vec<Diagnostic> {
    let mut desk = Desk::new(sources, directory, |_| {});
    visit(&mut |words| {
        if let Some((text, origin)) = languages::given(words, main, language) {
            desk.undrawable(&text, origin, remedy);
        }
    });
    desk.findings
}

/// "no font has the character `ƥ` (U+01A5)", or those of several.
pub fn undrawable(chars: &[char]) -> String {
    if let [char] = chars {
        return format!("no font has the character `{char}` (U+{:04X})", u32::from(*char));
    }
    let named: String = chars.iter().take(NAMED_CHARACTERS).collect();
    let more = if chars.len() > NAMED_CHARACTERS { " …" } else { "" };
    format!("no font has {} characters of this text: `{named}{more}`", chars.len())
}

/// How many characters that no font has are named.
const NAMED_CHARACTERS: usize = 12;

/// Reads an event and notes what there is to say.
struct Editor<'a> {
    event: &'a Event,
    desk: Desk<'a>,
}

impl<'a> Deref for Editor<'a> {
    type Target = Desk<'a>;

    fn deref(&self) -> &Self::Target {
        &self.desk
    }
}

impl DerefMut for Editor<'_> {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.desk
    }
}

/// The texts of a record, and what is noted about them.
struct Desk<'a> {
    sources: &'a Sources,
    directory: &'a Directory,
    texts: Rc<Vec<Plain<'a>>>,
    proses: Rc<Vec<Plain<'a>>>,
    findings: Vec<Diagnostic>,
}

/// The words of a text, without marks, and where they are said.
type Plain<'a> = (Cow<'a, str>, &'a Origin);

impl<'a> Desk<'a> {
    fn new(
        sources: &'a Sources,
        directory: &'a Directory,
        visit: impl FnOnce(&mut dyn FnMut(Words<'a>)),
    ) -> Self {
        let (mut texts, mut proses) = (Vec::new(), Vec::new());
        visit(&mut |words| match words {
            Words::Line(text) | Words::Name(text) => {
                texts.push((Cow::from(text.as_str()), text.origin()));
            }
            Words::Prose(prose) => proses.push((Cow::from(prose.plain()), prose.origin())),
            // What it says is looked at with the picture.
            Words::Alt(_) => {}
        });
        texts.extend(proses.iter().cloned());
        let (texts, proses) = (Rc::new(texts), Rc::new(proses));
        Self { sources, directory, texts, proses, findings: vec![] }
    }

    /// All findings, in the order of the record, with those about silencing comments.
    fn finish(mut self) -> Vec<Diagnostic> {
        for (range, message) in silence::faulty(&self.sources.record) {
            let hint = "write # allow CODE: the reason";
            let origin = Origin { file: File::Record, range };
            self.say(Code::InvalidAllow, &origin, message, hint);
        }
        let start = |finding: &Diagnostic| finding.place.as_ref().map(|place| place.range.start);
        self.findings.sort_by_key(start);
        self.findings
    }

    /// Notes a finding about a text.
    fn say(&mut self, code: Code, origin: &Origin, message: impl Into<String>, hint: &str) {
        let place = self.place(origin);
        self.push(Diagnostic::new(code, message).hint(hint), place);
    }

    /// Notes a finding about some words of a text.
    fn say_of(&mut self, code: Code, origin: &Origin, words: &str, message: String, hint: &str) {
        let place = self.place(origin).map(|place| {
            let range = place.source.find_in(place.range.clone(), words);
            Place::new(&place.source, range)
        });
        self.push(Diagnostic::new(code, message).hint(hint), place);
    }

    /// Notes a finding about the record as a whole.
    fn say_of_record(&mut self, code: Code, message: impl Into<String>, hint: &str) {
        let place = Some(Place::new(&self.sources.record, 0..0));
        self.push(Diagnostic::new(code, message).hint(hint), place);
    }

    fn push(&mut self, mut finding: Diagnostic, place: Option<Place>) {
        finding.place = place;
        if !self.findings.contains(&finding) {
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

    /// All prose of the record.
    fn proses(&self) -> Rc<Vec<Plain<'a>>> {
        Rc::clone(&self.proses)
    }

    /// All texts of the record, prose among them.
    fn texts(&self) -> Rc<Vec<Plain<'a>>> {
        Rc::clone(&self.texts)
    }

    fn undrawable(&mut self, text: &str, origin: &Origin, remedy: &dyn Fn(char) -> Option<String>) {
        let beyond = text.chars().filter(|c| !c.is_ascii() && !c.is_whitespace());
        let mut missing: Vec<char> = Vec::new();
        let mut hint = None;
        for char in beyond {
            if missing.contains(&char) {
                continue;
            }
            if let Some(remedy) = remedy(char) {
                missing.push(char);
                hint.get_or_insert(remedy);
            }
        }
        let (Some(first), Some(hint)) = (missing.first(), hint) else { return };
        self.say_of(Code::MissingGlyph, origin, &first.to_string(), undrawable(&missing), &hint);
    }
}
