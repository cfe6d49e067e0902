//! What an experienced editor would say of an event that is formally sound.
//!
//! Each check is a function from the event to findings. What each finding means, with
//! an example, is told in `docs/findings.md` and by `byline explain`.

mod facts;
mod media;
mod names;
pub(crate) mod prose;
mod silence;

use std::borrow::Cow;
use std::rc::Rc;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic};
use crate::event::{Event, File, Origin, Words};
use crate::record::Directory;
use crate::source::{Place, Source};

pub use silence::{Allow, silence};

/// Everything that an editor would say, in the order of the record.
pub fn check(event: &Event, record: &Arc<Source>, directory: &Directory) -> Vec<Diagnostic> {
    let mut editor = Editor::new(event, record, directory);
    for check in [names::check, prose::check, facts::check, media::check] {
        check(&mut editor);
    }
    for (range, message) in silence::faulty(record) {
        let hint = "write # allow CODE: the reason";
        let origin = Origin { file: File::Record, range };
        editor.say(Code::InvalidAllow, &origin, message, hint);
    }
    let mut findings = editor.findings;
    findings.sort_by_key(|finding| finding.place.as_ref().map(|place| place.range.start));
    findings
}

/// Looks for characters that no font has, without setting a page.
pub fn glyphs(
    event: &Event,
    record: &Arc<Source>,
    directory: &Directory,
    drawable: &dyn Fn(char) -> bool,
) -> Vec<Diagnostic> {
    let mut editor = Editor::new(event, record, directory);
    for (text, origin) in editor.texts().iter() {
        editor.undrawable(text, origin, drawable);
    }
    editor.findings
}

/// Reads an event and notes what there is to say.
struct Editor<'a> {
    event: &'a Event,
    record: &'a Arc<Source>,
    directory: &'a Directory,
    texts: Rc<Vec<Plain<'a>>>,
    proses: Rc<Vec<Plain<'a>>>,
    findings: Vec<Diagnostic>,
}

/// The words of a text, without marks, and where they are said.
type Plain<'a> = (Cow<'a, str>, &'a Origin);

impl<'a> Editor<'a> {
    fn new(event: &'a Event, record: &'a Arc<Source>, directory: &'a Directory) -> Self {
        let (mut texts, mut proses) = (Vec::new(), Vec::new());
        event.visit(&mut |words| match words {
            Words::Line(text) => texts.push((Cow::from(text.as_str()), text.origin())),
            Words::Prose(prose) => proses.push((Cow::from(prose.plain()), prose.origin())),
        });
        texts.extend(proses.iter().cloned());
        let (texts, proses) = (Rc::new(texts), Rc::new(proses));
        Self { event, record, directory, texts, proses, findings: vec![] }
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
        let place = Some(Place::new(self.record, 0..0));
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
            File::Record => self.record,
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

    fn undrawable(&mut self, text: &str, origin: &Origin, drawable: &dyn Fn(char) -> bool) {
        for char in text.chars().filter(|c| !c.is_whitespace() && !drawable(*c)) {
            let message = format!("no font has the character `{char}` (U+{:04X})", u32::from(char));
            let hint = "write it with characters that the fonts have, or take it out";
            self.say_of(Code::MissingGlyph, origin, &char.to_string(), message, hint);
        }
    }
}
