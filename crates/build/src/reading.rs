//! The inputs for reading a record: translations, context and pictures.

use std::collections::BTreeSet;
use std::mem;
use std::path::Path;
use std::sync::Arc;

use byline_core::diagnostic::{Code, Diagnostic, Level, has_errors};
use byline_core::fingerprint::Fingerprint;
use byline_core::message::message;
use byline_core::model::{Event, Language, Slug, Sources};
use byline_core::parse::{
    Context, Directory, Draft, EarlierEditions, EditionHead, LinkedRecord, LinkedRecords, Pictures,
    Reading,
};
use byline_core::project::{Project, RecordFile, RecordKind, TranslationFile};
use byline_core::source::Source;
use byline_core::walls::folder_of;
use byline_image::{DrawingConverter, Folders, Inspection, PrintMaker, look};

use crate::archive::Archive;
use crate::known_pictures::KnownPictures;
use crate::shared::Shared;
use crate::texts::Texts;

/// The inputs that all records share.
pub(crate) struct ReadingContext<'a> {
    pub(crate) project: &'a Project,
    pub(crate) directory: &'a Directory,
    pub(crate) texts: &'a Texts,
    /// The languages of the run's documents; `None` if every translation must be sound.
    pub(crate) languages: Option<Vec<&'a Language>>,
    /// Converts vector art; `None` if no picture is to be opened.
    pub(crate) converter: Option<&'a dyn DrawingConverter>,
    /// The records that a record may link to; `None` if links are not looked up.
    pub(crate) archive: Option<&'a Archive>,
    /// The pictures that were inspected before.
    pub(crate) known_pictures: Option<&'a KnownPictures>,
}

/// A record's files, what they say, and the pictures that they reference.
pub(crate) type FromFiles<T> = (Sources, Reading<Option<T>>, Pictures);

impl<'a> ReadingContext<'a> {
    pub(crate) fn of(shared: &'a Shared) -> Self {
        Self {
            project: &shared.project,
            directory: &shared.directory,
            texts: &shared.texts,
            languages: shared.languages_in_use(),
            converter: Some(&*shared.converter),
            archive: Some(&shared.archive),
            known_pictures: shared.known_pictures.as_ref(),
        }
    }

    /// Inspects the pictures that a record references.
    pub(crate) fn look_at(
        &self,
        names: &[String],
        record: &RecordFile,
        print_maker: Option<&PrintMaker>,
    ) -> Pictures {
        let Some(converter) = self.converter else { return Pictures::default() };
        let folders = Folders { file: folder_of(&record.path), walls: &self.project.walls };
        let max_pixels = self.project.photos.max_pixels;
        let inspection = Inspection { max_pixels, converter, print_maker };
        // Nobody has asked for the pixels of those before.
        match self.known_pictures.filter(|_| print_maker.is_none()) {
            Some(known) => {
                known.look(names, folders.file, |names| look(names, folders, inspection))
            }
            None => look(names, folders, inspection),
        }
    }

    /// Looks up the records that a record links to, and its earlier editions.
    fn link(&self, draft: &mut Draft, id: &Slug, sources: &Sources) {
        let Some(archive) = self.archive else { return };
        let names: BTreeSet<String> = draft.links().map(str::to_owned).collect();
        if names.is_empty() {
            return;
        }
        let mut linked = LinkedRecords::default();
        for name in names {
            let file = name.parse().ok().and_then(|id| archive.file(self.project, &id));
            match file.map(|file| (file, file.kind)) {
                Some((_, RecordKind::Issue)) => linked.issues.push(name),
                Some((file, RecordKind::Event)) => {
                    linked.found.extend(self.linked(file).map(|record| (name, record)));
                }
                None => {}
            }
        }
        let events = archive.files(self.project).iter();
        let events = events.filter(|file| file.kind == RecordKind::Event);
        linked.known = events.map(|file| file.id.clone()).collect();
        let own = LinkedRecord::read(id, sources, &self.project.language).edition;
        if let Some(own) = own {
            let mut head = |id: &Slug| match linked.found.get(id.as_str()) {
                Some(record) => record.edition.clone(),
                None => self.edition_head(id),
            };
            linked.editions = EarlierEditions::find((id, &own), &mut head);
        }
        draft.link(linked);
    }

    /// Returns a fingerprint of what a record says of its edition; `None` if there is no such
    /// record of an event.
    pub(crate) fn edition(&self, id: &Slug) -> Option<Fingerprint> {
        self.edition_head(id).map(|head| head.fingerprint())
    }

    fn edition_head(&self, id: &Slug) -> Option<EditionHead> {
        let file = self.archive?.file(self.project, id)?;
        let is_event = file.kind == RecordKind::Event;
        self.linked(file).filter(|_| is_event)?.edition
    }

    /// Reads the head of a record; `None` if its file cannot be read.
    fn linked(&self, file: &RecordFile) -> Option<LinkedRecord> {
        let source = self.source(&file.path, &file.name).ok()?;
        let sources = with_translations(file, source, self, &mut vec![]);
        Some(LinkedRecord::read(&file.id, &sources, &self.project.language))
    }

    fn source(&self, path: &Path, name: &str) -> Result<Arc<Source>, Diagnostic> {
        self.texts.read(path, name, &self.project.walls)
    }

    /// Returns whether documents of the run are in a language.
    fn asks_for(&self, language: &Language) -> bool {
        let languages = self.languages.as_ref();
        languages.is_none_or(|asked| asked.iter().any(|asked| asked.is_read_as(language)))
    }
}

/// Reads the record of an event with its translations and inspects its pictures.
///
/// # Errors
/// When the record's own file cannot be read.
pub(crate) fn read_event(
    record: &RecordFile,
    reading_context: &ReadingContext<'_>,
    print_maker: Option<&PrintMaker>,
) -> Result<FromFiles<Event>, Diagnostic> {
    read_translated(record, reading_context, |sources, context| {
        let mut draft = Draft::read(&sources.record, context);
        reading_context.link(&mut draft, &record.id, sources);
        let pictures = reading_context.look_at(draft.pictures(), record, print_maker);
        (draft.complete(context, &pictures), pictures)
    })
}

/// Reads a record with its translations, by `read`. A translation that has errors, and that no
/// document of the run is in, is left out and reported with warnings.
///
/// # Errors
/// When the record's own file cannot be read.
pub(crate) fn read_translated<T>(
    record: &RecordFile,
    reading_context: &ReadingContext<'_>,
    read: impl Fn(&Sources, &Context<'_>) -> (Reading<Option<T>>, Pictures),
) -> Result<FromFiles<T>, Diagnostic> {
    let source = reading_context.source(&record.path, &record.name)?;
    let read = |sources: &Sources| read(sources, &context(record, reading_context, sources));
    let mut unread = Vec::new();
    let mut sources = with_translations(record, source, reading_context, &mut unread);
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
            reading_context.asks_for(language) || !has_errors(&faults(source, &first))
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
    Ok((sources, reading, pictures))
}

/// Reads the texts of a record's translations, and reports those that cannot be read.
fn with_translations(
    record: &RecordFile,
    source: Arc<Source>,
    reading_context: &ReadingContext<'_>,
    findings: &mut Vec<Diagnostic>,
) -> Sources {
    let mut sources = Sources::of(source);
    for TranslationFile { path, name, language } in &record.translations {
        match reading_context.source(path, name) {
            Ok(source) => sources.translations.push((language.clone(), source)),
            Err(finding) if reading_context.asks_for(language) => findings.push(finding),
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
        first.hints.push(message!(
            "correct it before you build documents in `{language}`; it does not affect other \
             languages"
        ));
    }
    for error in errors {
        error.code = Code::UNUSABLE_TRANSLATION;
    }
    findings
}

/// Returns the context of a record: everything that the record itself does not state.
fn context<'a>(
    record: &'a RecordFile,
    reading_context: &'a ReadingContext<'_>,
    sources: &'a Sources,
) -> Context<'a> {
    Context {
        id: &record.id,
        language: &reading_context.project.language,
        directory: reading_context.directory,
        translations: &sources.translations,
    }
}
