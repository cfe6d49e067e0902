//! The pipeline: read → look → lint → compose → export.
//!
//! `build` runs all of them. Proofs stop at the pages, `check` at the checks, and samples and
//! translations at the event.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use byline_core::diagnostic::{Code, Diagnostic, has_errors};
use byline_core::lint;
use byline_core::message::message;
use byline_core::model::{Digest, Event, Issue, Language, Look, Picture, Slug, Sources, Words};
use byline_core::parse::{Dependencies, IssueDraft, Pictures, Reading};
use byline_core::project::{RecordFile, RecordKind};
use byline_core::source::{Place, Source};
use byline_image::PrintMaker;
use byline_render::compose::{
    Care, DocumentLanguages, Earlier, PrintedPicture, RenderRequest, Typeset, typeset,
    typeset_after,
};
use byline_render::contract::{Places, Subject};
use byline_render::locate::PageMap;
use byline_render::template::Template;
use typst_layout::PagedDocument;

use crate::plan::Planned;
use crate::provenance::{Materials, Provenance};
use crate::reading::{FromFiles, ReadingContext, read_event, read_translated};
use crate::shared::Shared;
use crate::stories::Stories;

/// A record that was read, with its pictures inspected and its event checked.
pub struct CheckedRecord {
    /// The record's files.
    pub sources: Sources,
    /// The record's content; `None` if there is an error.
    pub content: Option<Content>,
    /// Everything else that the reading depended on.
    pub dependencies: Dependencies,
    /// The findings so far.
    pub findings: Vec<Diagnostic>,
    /// The pictures that the record names.
    pub pictures: Pictures,
    /// The appearance of its pictures, if their pixels were inspected.
    pub(crate) looks: HashMap<Digest, Look>,
    materials: OnceLock<Arc<Materials>>,
}

impl CheckedRecord {
    /// Returns whether the record depends on the directory.
    pub(crate) fn asks_directory(&self) -> bool {
        !self.dependencies.names.is_empty()
    }

    /// Returns the files and directory entries that the record was read with.
    pub(crate) fn materials(&self, shared: &Shared) -> &Arc<Materials> {
        self.materials
            .get_or_init(|| Arc::new(Materials::of(&self.sources, &self.dependencies, shared)))
    }
}

/// The content of a record.
pub enum Content {
    /// An event.
    Event(Box<Event>),
    /// An issue of a newsletter.
    Issue(Box<Issue>),
}

impl Content {
    /// Calls a closure for each printed text of the record.
    pub fn visit<'a>(&'a self, see: &mut dyn FnMut(Words<'a>)) {
        match self {
            Self::Event(event) => event.visit(see),
            Self::Issue(issue) => issue.visit(see),
        }
    }

    /// Returns the record's id.
    pub fn id(&self) -> &Slug {
        match self {
            Self::Event(event) => &event.id,
            Self::Issue(issue) => &issue.id,
        }
    }

    /// Returns the subject of the record's documents.
    pub fn subject(&self) -> Subject<'_> {
        match self {
            Self::Event(event) => Subject::Event(event),
            Self::Issue(issue) => Subject::Issue(issue),
        }
    }
}

/// Reads a record, inspects its pictures and checks its event.
///
/// With a print maker, it inspects the pixels of the pictures as well.
pub(crate) fn read(
    record: &RecordFile,
    shared: &Shared,
    print_maker: Option<&PrintMaker>,
) -> CheckedRecord {
    let reading_context = ReadingContext::of(shared);
    let (locales, directory) = (&shared.locales, &shared.directory);
    let files = match record.kind {
        RecordKind::Event => read_event(record, &reading_context, print_maker).map(|files| {
            with_findings(files, Content::Event, |event, sources| {
                let mut found =
                    lint::check(event, sources, directory, &locales.get(event.language()));
                for language in &event.languages[1..] {
                    let locale = locales.get(language);
                    found.extend(lint::check_translations(event, sources, directory, &locale));
                }
                found
            })
        }),
        RecordKind::Issue => {
            read_issue(record, &reading_context, shared, print_maker).map(|files| {
                with_findings(files, Content::Issue, |issue, sources| {
                    lint::check_issue(issue, sources, directory, &locales.get(issue.language()))
                })
            })
        }
    };
    let (sources, Reading { value: content, findings, dependencies }, pictures) = match files {
        Ok(files) => files,
        Err(finding) => return unreadable(record, finding),
    };
    let content = content.filter(|_| !has_errors(&findings));
    let (looks, materials) = (looks(&pictures, print_maker), OnceLock::new());
    CheckedRecord { sources, content, dependencies, findings, pictures, looks, materials }
}

fn read_issue(
    record: &RecordFile,
    reading_context: &ReadingContext<'_>,
    shared: &Shared,
    print_maker: Option<&PrintMaker>,
) -> Result<FromFiles<Issue>, Diagnostic> {
    read_translated(record, reading_context, |sources, context| {
        let draft = IssueDraft::read(&sources.record, context);
        let pictures = reading_context.look_at(draft.pictures(), record, print_maker);
        (draft.complete(context, &pictures, &Stories(shared)), pictures)
    })
}

/// Adds what the editor's checks find.
fn with_findings<T>(
    (sources, reading, pictures): FromFiles<T>,
    content: fn(Box<T>) -> Content,
    lint: impl Fn(&T, &Sources) -> Vec<Diagnostic>,
) -> FromFiles<Content> {
    let Reading { value, mut findings, dependencies } = reading;
    findings.extend(value.iter().flat_map(|value| lint(value, &sources)));
    let value = value.map(|value| content(Box::new(value)));
    (sources, Reading { value, findings, dependencies }, pictures)
}

/// Returns the result for a record whose file cannot be read.
fn unreadable(record: &RecordFile, finding: Diagnostic) -> CheckedRecord {
    CheckedRecord {
        sources: Sources::of(Source::new(record.name.clone(), "")),
        content: None,
        dependencies: Dependencies::default(),
        findings: vec![finding],
        pictures: Pictures::default(),
        looks: HashMap::new(),
        materials: OnceLock::new(),
    }
}

/// Returns the appearance of the pictures whose pixels have been inspected.
fn looks(pictures: &Pictures, print_maker: Option<&PrintMaker>) -> HashMap<Digest, Look> {
    let originals = pictures.0.values().filter_map(|seen| seen.original.as_ref().ok());
    let known = originals
        .filter_map(|original| Some((original.digest, print_maker?.look(original)?.ok()?)));
    known.collect()
}

/// A document's layout, with the findings.
pub struct Composed {
    /// The pages; `None` if there is an error, or if the format has no pages.
    pub document: Option<PagedDocument>,
    /// The findings.
    pub findings: Vec<Diagnostic>,
    /// The appearance of the pictures that it prints.
    pub(crate) looks: HashMap<Digest, Look>,
    /// Where it prints its pictures.
    pub printed: Vec<PrintedPicture>,
    /// The places of the values that it prints.
    pub(crate) places: Arc<Places>,
    earlier: Earlier,
    /// Whether a build would lay it out exactly so.
    pub is_exact: bool,
}

impl Composed {
    /// Maps its pages to the values that they print.
    pub fn page_map(&self) -> Option<PageMap> {
        self.document.as_ref().map(|document| PageMap::new(document, &self.places))
    }
}

/// Lays out one document of a record; a format without pages needs no layout. Returns `None` if
/// the record has errors, or if the layout was given up. `before` is an earlier layout of the same
/// document.
pub(crate) fn compose(
    read: &CheckedRecord,
    planned: &Planned,
    shared: &Shared,
    before: Option<&Composed>,
    care: Care<'_>,
) -> Option<Composed> {
    let content = read.content.as_ref()?;
    let template = template_of(planned, shared);
    let typeset = if template.manifest.format.is_paged() {
        let language = planned.language.as_ref();
        let work = |request: RenderRequest<'_>| match before {
            None => Some(typeset(request)),
            Some(before) => typeset_after(request, &before.earlier, care),
        };
        with_render_request(content, &read.sources, template, language, shared, work)?
    } else {
        Typeset::default()
    };
    let Typeset { document, findings, looks, printed, places, earlier } = typeset;
    let is_exact = before.is_none() || !matches!(care, Care::Quick);
    Some(Composed { document, findings, looks, printed, places, earlier, is_exact })
}

/// Returns the inputs of a document that was laid out.
pub(crate) fn provenance(
    read: &CheckedRecord,
    composed: &Composed,
    planned: &Planned,
    shared: &Shared,
) -> Provenance {
    let fonts = composed.document.as_ref().map(|document| shared.fonts.used_by(document));
    Provenance {
        materials: Arc::clone(read.materials(shared)),
        files: template_of(planned, shared).used(),
        fonts: fonts.unwrap_or_default(),
    }
}

/// Exports a document in its format, from its layout if the format has pages.
///
/// # Errors
/// Every problem that prevents the document from conforming to the standards of the format.
pub(crate) fn export(
    read: &CheckedRecord,
    document: Option<&PagedDocument>,
    planned: &Planned,
    shared: &Shared,
) -> Result<Vec<u8>, Vec<Diagnostic>> {
    let Some(content) = &read.content else { return Err(vec![]) };
    let (template, language) = (template_of(planned, shared), planned.language.as_ref());
    with_render_request(content, &read.sources, template, language, shared, |request| {
        byline_render::export::export(document, request)
    })
}

/// Calls a closure with the inputs of one document. Without a language, the document is in that of
/// its record.
pub(crate) fn with_render_request<T>(
    content: &Content,
    sources: &Sources,
    template: &Template,
    language: Option<&Language>,
    shared: &Shared,
    work: impl FnOnce(RenderRequest<'_>) -> T,
) -> T {
    let subject = content.subject();
    let language = language.unwrap_or(subject.language());
    let document_languages = shared.document_languages(language, template);
    work(shared.render_request(subject, sources, template, &document_languages))
}

/// Checks a record's pictures, as far as their appearance is known. The pictures of an issue
/// belong to its stories, and are checked with the stories' own records.
pub(crate) fn lint_pictures(
    content: &Content,
    sources: &Sources,
    looks: &HashMap<Digest, Look>,
    shared: &Shared,
) -> Vec<Diagnostic> {
    let look = |picture: &Picture| looks.get(&picture.original.digest).copied();
    match content {
        Content::Event(event) => lint::check_pictures(event, sources, &shared.directory, &look),
        Content::Issue(_) => vec![],
    }
}

/// Returns the languages of a record's documents, without duplicates.
pub(crate) fn languages_of(outputs: &[Planned], main: &Language, shared: &Shared) -> Vec<Language> {
    let mut languages: Vec<Language> = Vec::new();
    for Planned { template, language, .. } in outputs {
        let DocumentLanguages { locale, second, .. } = shared
            .document_languages(language.as_ref().unwrap_or(main), &shared.templates[*template]);
        for locale in [Some(&locale), second.as_ref()].into_iter().flatten() {
            if !languages.contains(&locale.language) {
                languages.push(locale.language.clone());
            }
        }
    }
    languages
}

/// Checks a record's translations into the languages of its documents.
pub(crate) fn lint_languages(
    outputs: &[Planned],
    content: &Content,
    sources: &Sources,
    shared: &Shared,
) -> Vec<Diagnostic> {
    let main = content.subject().language();
    let mut findings = Vec::new();
    for language in languages_of(outputs, main, shared) {
        if !shared.locales.has(&language) {
            let message = message!("byline has no built-in words for `{language}`");
            let finding = Diagnostic::new(Code::UNSPOKEN_LANGUAGE, message);
            findings.push(finding.at(Place::new(&sources.record, 0..0)).hint(message!(
                "add them in `locales/{language}.toml`; docs/languages.md explains how"
            )));
        }
        let visit = |see: &mut dyn FnMut(Words<'_>)| content.visit(see);
        let directory = &shared.directory;
        findings.extend(lint::untranslated(&visit, sources, directory, main, &language));
    }
    findings
}

/// Returns the template that a document is made with.
pub(crate) fn template_of<'s>(planned: &Planned, shared: &'s Shared) -> &'s Template {
    &shared.templates[planned.template]
}
