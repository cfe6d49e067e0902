//! The making of a record's documents: the whole pipeline in one function.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use typst::foundations::Dict;

use super::state::{Made, Materials};
use super::{Job, Options, Planned, Press};
use crate::check::{self, silence};
use crate::diagnostic::{Code, Diagnostic, has_errors};
use crate::event::{Event, Issue, Language, Picture, Slug, Sources, Words};
use crate::export::to_pdf;
use crate::file;
use crate::fingerprint::Fingerprint;
use crate::photo::Darkroom;
use crate::project::{RecordFile, RecordKind};
use crate::record::{self, Consulted, Context, PhotoFolder, Reading};
use crate::source::{Place, Source};
use crate::template::Subject;
use crate::typeset::{Voice, typeset};

/// What became of a record.
#[derive(Debug)]
pub struct Outcome {
    /// The record's id.
    pub record: Slug,
    /// The documents that were made.
    pub artifacts: Vec<Artifact>,
    /// How many documents nothing stands in the way of, after a mere examination.
    pub sound: usize,
    /// How many documents could not be made.
    pub failed: usize,
    /// Everything found, errors among it.
    pub findings: Vec<Diagnostic>,
}

impl Outcome {
    pub(super) fn new(job: &Job) -> Self {
        let record = job.record.id.clone();
        Self { record, artifacts: vec![], sound: 0, failed: 0, findings: vec![] }
    }

    /// Adds what became of further documents of the same record.
    pub(super) fn add(&mut self, other: Self) {
        self.artifacts.extend(other.artifacts);
        self.sound += other.sound;
        self.failed += other.failed;
        for finding in other.findings {
            if !self.findings.contains(&finding) {
                self.findings.push(finding);
            }
        }
    }
}

/// A document that was made.
#[derive(Debug)]
pub struct Artifact {
    /// The template that it was made with.
    pub template: Slug,
    /// The language of its readers, if one was asked for.
    pub language: Option<Language>,
    /// Where it was written, or would have been in a mere check.
    pub path: PathBuf,
    /// How many pages it has.
    pub pages: usize,
    /// How many bytes it has.
    pub bytes: usize,
    /// How long it took, the reading of the record included for the first.
    pub time: Duration,
    /// What it was made from; nothing, if it was not written.
    pub made: Option<Made>,
}

/// Record, event, values, document, PDF, file: makes the documents of one record.
pub(super) fn make(job: &Job, press: &Press<'_>, options: &Options<'_>) -> Outcome {
    let mut start = (options.stopwatch)();
    let mut outcome = Outcome::new(job);
    let Some(Read { sources, content, consulted }) = read(&job.record, press, None, &mut outcome)
    else {
        outcome.failed = job.outputs.len();
        return outcome;
    };
    let materials = options.write.then(|| {
        let choice = consulted.chose.then(|| press.choice());
        Arc::new(Materials::new(&sources, &consulted, press.answers(), press.project, choice))
    });
    outcome.findings.extend(about_languages(job, &content, &sources, press));
    for Planned { template, language, path } in &job.outputs {
        let template = &press.templates[*template];
        let subject = content.subject();
        let voice = press.voice(language.as_ref().unwrap_or(subject.language()), template);
        let manuscript = press.manuscript(subject, &sources, template, &voice);
        let (document, findings) = typeset(manuscript);
        // Two templates stumble over the same character of the record.
        let new = findings.into_iter().filter(|finding| !outcome.findings.contains(finding));
        let new: Vec<_> = new.collect();
        outcome.findings.extend(new);
        let made = document.ok_or_else(Vec::new).and_then(|document| {
            let pdf = to_pdf(&document, manuscript)?;
            if options.write {
                let written = options.writes.write(path, &pdf);
                written.map_err(|error| vec![not_written(path, &error)])?;
            }
            let made = materials.as_ref().map(|materials| Made {
                fingerprint: Fingerprint::of(&pdf),
                materials: Arc::clone(materials),
                files: template.used(),
                fonts: press.fonts.used_by(&document),
            });
            Ok((document.pages().len(), pdf.len(), made))
        });
        match made {
            Ok((pages, bytes, made)) => {
                let now = (options.stopwatch)();
                let time = now.saturating_sub(start);
                start = now;
                let template = template.name.clone();
                outcome.artifacts.push(Artifact {
                    template,
                    language: language.clone(),
                    path: path.clone(),
                    pages,
                    bytes,
                    time,
                    made,
                });
            }
            Err(findings) => {
                outcome.failed += 1;
                // In a batch, even what has no place belongs to a record.
                let placed = findings.into_iter().map(|mut finding| {
                    finding.place.get_or_insert_with(|| Place::new(&sources.record, 0..0));
                    finding
                });
                outcome.findings.extend(placed);
            }
        }
    }
    // What was printed has been looked at.
    outcome.findings.extend(check_pictures(&content, &sources, press));
    outcome.findings = silence(outcome.findings, &press.project.allow);
    debug_assert_eq!(outcome.failed > 0, has_errors(&outcome.findings), "{:?}", outcome.findings);
    outcome
}

/// What a template of the press is given for a record; none beside an error, or if the
/// template is for records of another kind.
pub fn inputs(record: &RecordFile, press: &Press<'_>) -> (Option<Dict>, Vec<Diagnostic>) {
    let mut outcome = Outcome::new(&Job { record: record.clone(), outputs: vec![], cost: 0 });
    let read = read(record, press, None, &mut outcome);
    let template = press.templates.iter().find(|t| t.manifest.record == record.kind);
    let inputs = read.zip(template).map(|(Read { sources, content, .. }, template)| {
        let subject = content.subject();
        let language = press.languages.first().unwrap_or(subject.language());
        let voice = press.voice(language, template);
        press.manuscript(subject, &sources, template, &voice).inputs().sample()
    });
    (inputs, outcome.findings)
}

/// Reads a record and says all that can be said without setting its pages.
pub(super) fn examine(job: &Job, press: &Press<'_>) -> Outcome {
    let mut outcome = Outcome::new(job);
    let darkroom = Some(&press.darkroom);
    if let Some(Read { sources, content, .. }) = read(&job.record, press, darkroom, &mut outcome) {
        let remedy = |char| (!press.fonts.draws(char)).then(|| press.fonts.remedy(char));
        let visit = |see: &mut dyn FnMut(Words<'_>)| content.visit(see);
        let main = content.subject().language();
        for language in languages_of(job, main, press) {
            let languages = (main, &language);
            let found = check::glyphs(&visit, &sources, &press.directory, languages, &remedy);
            // A name is the same in several languages.
            let new = found.into_iter().filter(|finding| !outcome.findings.contains(finding));
            let new: Vec<_> = new.collect();
            outcome.findings.extend(new);
        }
        outcome.findings.extend(about_languages(job, &content, &sources, press));
        outcome.findings.extend(check_pictures(&content, &sources, press));
    }
    if has_errors(&outcome.findings) {
        outcome.failed = job.outputs.len();
    } else {
        outcome.sound = job.outputs.len();
    }
    outcome.findings = silence(outcome.findings, &press.project.allow);
    outcome
}

/// What an editor would say of an event's pictures. An issue's are those of its stories,
/// whose own records are told.
fn check_pictures(content: &Content, sources: &Sources, press: &Press<'_>) -> Vec<Diagnostic> {
    let look = |picture: &Picture| press.darkroom.known_look(&picture.original);
    match content {
        Content::Event(event) => check::check_pictures(event, sources, &press.directory, &look),
        Content::Issue(_) => vec![],
    }
}

/// Examines a record, and sets its pages after all, to find what is wrong with the
/// templates.
pub(super) fn examine_and_try(job: &Job, press: &Press<'_>, options: &Options<'_>) -> Outcome {
    let mut outcome = examine(job, press);
    let made = make(job, press, &Options { write: false, ..*options });
    let new = made.findings.into_iter().filter(|finding| finding.code.is_of_template());
    outcome.findings.extend(new);
    outcome.failed = made.failed;
    outcome.sound = made.artifacts.len();
    outcome
}

/// What a record comes to.
pub(super) enum Content {
    Event(Box<Event>),
    Issue(Box<Issue>),
}

impl Content {
    /// Hands over every text of the record that is printed.
    pub(super) fn visit<'a>(&'a self, see: &mut dyn FnMut(Words<'a>)) {
        match self {
            Self::Event(event) => event.visit(see),
            Self::Issue(issue) => issue.visit(see),
        }
    }

    pub(super) fn subject(&self) -> Subject<'_> {
        match self {
            Self::Event(event) => Subject::Event(event),
            Self::Issue(issue) => Subject::Issue(issue),
        }
    }
}

/// A record's files, what it comes to, and what it was read with.
pub(super) struct Read {
    pub(super) sources: Sources,
    pub(super) content: Content,
    consulted: Consulted,
}

/// Reads a record; none beside an error. With a darkroom, the
/// pixels of its pictures are looked at, too.
pub(super) fn read(
    record: &RecordFile,
    press: &Press<'_>,
    darkroom: Option<&Darkroom>,
    outcome: &mut Outcome,
) -> Option<Read> {
    let source = file::read_source(&record.path, record.name.clone());
    let source = source.map_err(|finding| outcome.findings.push(finding)).ok()?;
    let sources = with_translations(record, source, &mut outcome.findings);
    let source = &sources.record;
    let mut context = context(record, press, &sources);
    context.photos.darkroom = darkroom;
    let (content, consulted) = match record.kind {
        RecordKind::Event => {
            let Reading { value, findings, consulted } = record::read(source, &context);
            outcome.findings.extend(findings);
            let event = value?;
            outcome.findings.extend(check::check(&event, &sources, &press.directory));
            (Content::Event(Box::new(event)), consulted)
        }
        RecordKind::Issue => {
            let Reading { value, findings, consulted } =
                record::read_issue(source, &context, press);
            outcome.findings.extend(findings);
            let issue = value?;
            outcome.findings.extend(check::check_issue(&issue, &sources, &press.directory));
            (Content::Issue(Box::new(issue)), consulted)
        }
    };
    (!has_errors(&outcome.findings)).then_some(Read { sources, content, consulted })
}

/// A record with its translations. One that cannot be read is told, and the others serve.
pub(super) fn with_translations(
    record: &RecordFile,
    source: Arc<Source>,
    findings: &mut Vec<Diagnostic>,
) -> Sources {
    let mut sources = Sources::of(source);
    for file in &record.translations {
        match file::read_source(&file.path, file.name.clone()) {
            Ok(source) => sources.translations.push((file.language.clone(), source)),
            Err(finding) => findings.push(finding),
        }
    }
    sources
}

/// The languages that a record's documents speak, each once.
fn languages_of(job: &Job, main: &Language, press: &Press<'_>) -> Vec<Language> {
    let mut languages: Vec<Language> = Vec::new();
    for Planned { template, language, .. } in &job.outputs {
        let language = language.as_ref().unwrap_or(main);
        let Voice { locale, second, .. } = press.voice(language, &press.templates[*template]);
        for locale in [Some(&locale), second.as_ref()].into_iter().flatten() {
            if !languages.contains(&locale.language) {
                languages.push(locale.language.clone());
            }
        }
    }
    languages
}

/// What is to be said of a record's translations into the languages of its documents.
fn about_languages(
    job: &Job,
    content: &Content,
    sources: &Sources,
    press: &Press<'_>,
) -> Vec<Diagnostic> {
    let subject = content.subject();
    let main = subject.language();
    let mut findings = Vec::new();
    for language in languages_of(job, main, press) {
        if !press.locales.speak(&language) {
            let message = format!("byline has no words of its own in `{language}`");
            let finding = Diagnostic::new(Code::UnspokenLanguage, message);
            findings.push(
                finding
                    .at(Place::new(&sources.record, 0..0))
                    .hint(format!("write them in `locales/{language}.toml`: docs/languages.md")),
            );
        }
        let visit = |see: &mut dyn FnMut(Words<'_>)| content.visit(see);
        let directory = &press.directory;
        findings.extend(check::untranslated(&visit, sources, directory, main, &language));
    }
    findings
}

/// What a record does not say itself.
pub(super) fn context<'a>(
    record: &'a RecordFile,
    press: &'a Press<'_>,
    sources: &'a Sources,
) -> Context<'a> {
    Context {
        id: &record.id,
        language: &press.project.language,
        directory: &press.directory,
        translations: &sources.translations,
        photos: PhotoFolder {
            most_pixels: press.project.photos.most_pixels,
            ..PhotoFolder::new(
                record.path.parent().unwrap_or(&press.project.root),
                &press.project.root,
            )
        },
    }
}

fn not_written(path: &Path, error: &io::Error) -> Diagnostic {
    let message = format!("`{}` cannot be written: {error}", path.display());
    let full = matches!(error.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded);
    if full {
        return Diagnostic::new(Code::DiskFull, message)
            .hint("make room, and build again: what is done is not done twice");
    }
    Diagnostic::new(Code::Output, message)
        .hint("the former document, if there was one, is as it was")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Fault;

    /// A disk that is full stops the run; what else keeps a document from being written does
    /// not keep the others.
    #[test]
    fn a_full_disk_is_told_from_other_mishaps() {
        for (kind, code) in [
            (io::ErrorKind::StorageFull, Code::DiskFull),
            (io::ErrorKind::QuotaExceeded, Code::DiskFull),
            (io::ErrorKind::PermissionDenied, Code::Output),
        ] {
            let finding = not_written(Path::new("a.pdf"), &kind.into());
            assert_eq!((finding.code, finding.code.fault()), (code, Fault::Machine));
        }
    }
}
