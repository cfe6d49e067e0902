//! The inputs for reading a record: translations, context and pictures.

use std::mem;
use std::sync::Arc;

use byline_core::diagnostic::{Code, Diagnostic, Level, has_errors};
use byline_core::model::{Language, Sources};
use byline_core::parse::{Context, Pictures, Reading};
use byline_core::project::{RecordFile, TranslationFile};
use byline_core::source::Source;
use byline_image::{Darkroom, Folders, Inspection, look};

use crate::shared::Shared;

/// Inspects the pictures that a record references.
pub(crate) fn look_at(
    names: &[String],
    record: &RecordFile,
    shared: &Shared,
    darkroom: Option<&Darkroom>,
) -> Pictures {
    let project = &shared.project;
    let file = record.path.parent().unwrap_or(&project.root);
    let folders = Folders { file, walls: &project.walls };
    let max_pixels = project.photos.max_pixels;
    look(names, folders, Inspection { max_pixels, artist: &*shared.artist, darkroom })
}

/// Reads a record with its translations, by `read`. A translation that has errors, and that no
/// document of the run is in, is left out and reported with warnings.
pub(crate) fn read_translated<T>(
    record: &RecordFile,
    source: Arc<Source>,
    shared: &Shared,
    read: impl Fn(&Sources, &Context<'_>) -> (Reading<Option<T>>, Pictures),
) -> (Sources, Reading<Option<T>>, Pictures) {
    let read = |sources: &Sources| read(sources, &context(record, shared, sources));
    let mut unread = Vec::new();
    let mut sources = with_translations(record, source, shared, &mut unread);
    let (mut reading, mut pictures) = read(&sources);
    let faults = |source: &Arc<Source>, findings: &[Diagnostic]| -> Vec<Diagnostic> {
        let about = |finding: &&Diagnostic| {
            finding.place.as_ref().is_some_and(|place| Arc::ptr_eq(&place.source, source))
        };
        findings.iter().filter(about).cloned().collect()
    };
    if has_errors(&reading.findings) {
        let first = reading.findings.clone();
        let is_usable = |(language, source): &(Language, Arc<Source>)| {
            shared.asks_for(language) || !has_errors(&faults(source, &first))
        };
        let (usable, left_out): (Vec<_>, Vec<_>) =
            mem::take(&mut sources.translations).into_iter().partition(is_usable);
        sources.translations = usable;
        if !left_out.is_empty() {
            (reading, pictures) = read(&sources);
        }
        for (language, source) in &left_out {
            reading.findings.extend(as_warnings(language, faults(source, &first)));
        }
        // Texts know their files by number, so the others come last.
        sources.translations.extend(left_out);
    }
    reading.findings.splice(0..0, unread);
    (sources, reading, pictures)
}

/// Reads the texts of a record's translations, and reports those that cannot be read.
fn with_translations(
    record: &RecordFile,
    source: Arc<Source>,
    shared: &Shared,
    findings: &mut Vec<Diagnostic>,
) -> Sources {
    let mut sources = Sources::of(source);
    for TranslationFile { path, name, language } in &record.translations {
        match shared.source(path, name) {
            Ok(source) => sources.translations.push((language.clone(), source)),
            Err(finding) if shared.asks_for(language) => findings.push(finding),
            Err(finding) => findings.extend(as_warnings(language, vec![finding])),
        }
    }
    sources
}

/// Turns the errors of a translation that no document is in into warnings.
fn as_warnings(language: &Language, mut findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut errors = findings.iter_mut().filter(|finding| finding.level() == Level::Error);
    if let Some(first) = errors.next() {
        first.code = Code::UNUSABLE_TRANSLATION;
        first.hints.push(format!(
            "correct it before you build documents in `{language}`; documents in other languages \
             do not need it"
        ));
    }
    for error in errors {
        error.code = Code::UNUSABLE_TRANSLATION;
    }
    findings
}

/// Returns the context of a record: everything that the record itself does not state.
fn context<'a>(record: &'a RecordFile, shared: &'a Shared, sources: &'a Sources) -> Context<'a> {
    Context {
        id: &record.id,
        language: &shared.project.language,
        directory: &shared.directory,
        translations: &sources.translations,
    }
}
