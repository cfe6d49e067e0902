//! The pipeline: read → look → lint → compose → export.
//!
//! Whatever byline does with a record runs through it, as far as it needs: `build` to the
//! end, `check` up to the checks, proofs and samples up to the pages.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use byline_core::diagnostic::{Code, Diagnostic, has_errors};
use byline_core::lint;
use byline_core::model::{Digest, Event, Issue, Language, Look, Picture, Slug, Sources, Words};
use byline_core::parse::{Consulted, Draft, IssueDraft, Pictures, Reading};
use byline_core::project::{RecordFile, RecordKind};
use byline_core::source::{Place, Source};
use byline_image::Darkroom;
use byline_render::compose::{DocumentLanguages, Typeset, typeset};
use byline_render::contract::Subject;
use byline_render::template::Template;
use typst_layout::PagedDocument;

use crate::plan::Planned;
use crate::provenance::{Materials, Provenance};
use crate::reading::{context, look_at, with_translations};
use crate::shared::Shared;
use crate::stories::Stories;

/// A record that was read, its pictures looked at, and its event checked.
pub struct Read {
    /// The record's files.
    pub sources: Sources,
    /// What the record comes to; none beside an error.
    pub content: Option<Content>,
    /// What it was read with, beside its own text.
    pub consulted: Consulted,
    /// What was found on the way.
    pub findings: Vec<Diagnostic>,
    /// What its pictures look like, if their pixels were looked at.
    pub(crate) looks: HashMap<Digest, Look>,
    materials: OnceLock<Arc<Materials>>,
}

impl Read {
    /// Returns whether it depends on the directory.
    pub(crate) fn asks_directory(&self) -> bool {
        !self.consulted.names.is_empty()
    }

    /// The files and answers that the record was read with.
    pub(crate) fn materials(&self, shared: &Shared) -> &Arc<Materials> {
        self.materials
            .get_or_init(|| Arc::new(Materials::of(&self.sources, &self.consulted, shared)))
    }
}

/// What a record comes to.
pub enum Content {
    /// A record of an event.
    Event(Box<Event>),
    /// An issue of a newsletter.
    Issue(Box<Issue>),
}

impl Content {
    /// Hands over every text of the record that is printed.
    pub fn visit<'a>(&'a self, see: &mut dyn FnMut(Words<'a>)) {
        match self {
            Self::Event(event) => event.visit(see),
            Self::Issue(issue) => issue.visit(see),
        }
    }

    /// The record's id.
    pub fn id(&self) -> &Slug {
        match self {
            Self::Event(event) => &event.id,
            Self::Issue(issue) => &issue.id,
        }
    }

    /// What a document about it is about.
    pub fn subject(&self) -> Subject<'_> {
        match self {
            Self::Event(event) => Subject::Event(event),
            Self::Issue(issue) => Subject::Issue(issue),
        }
    }
}

/// Reads a record, looks at its pictures and checks the event.
///
/// With a darkroom, the pixels of its pictures are looked at, too.
pub(crate) fn read(record: &RecordFile, shared: &Shared, darkroom: Option<&Darkroom>) -> Read {
    let mut findings = Vec::new();
    let source = match shared.source(&record.path, &record.name) {
        Ok(source) => source,
        Err(finding) => return unreadable(record, finding),
    };
    let sources = with_translations(record, source, shared, &mut findings);
    let context = context(record, shared, &sources);
    let look = |names: &[String]| look_at(names, record, shared, darkroom);
    let (content, consulted, pictures) = match record.kind {
        RecordKind::Event => {
            let draft = Draft::read(&sources.record, &context);
            let pictures = look(draft.pictures());
            let Reading { value, findings: found, consulted } = draft.complete(&context, &pictures);
            findings.extend(found);
            if let Some(event) = &value {
                findings.extend(lint::check(
                    event,
                    &sources,
                    &shared.directory,
                    &shared.locales.get(event.language()),
                ));
            }
            (value.map(|event| Content::Event(Box::new(event))), consulted, pictures)
        }
        RecordKind::Issue => {
            let draft = IssueDraft::read(&sources.record, &context);
            let pictures = look(draft.pictures());
            let Reading { value, findings: found, consulted } =
                draft.complete(&context, &pictures, &Stories(shared));
            findings.extend(found);
            if let Some(issue) = &value {
                findings.extend(lint::check_issue(
                    issue,
                    &sources,
                    &shared.directory,
                    &shared.locales.get(issue.language()),
                ));
            }
            (value.map(|issue| Content::Issue(Box::new(issue))), consulted, pictures)
        }
    };
    let content = content.filter(|_| !has_errors(&findings));
    let looks = looks(&pictures, darkroom);
    Read { sources, content, consulted, findings, looks, materials: OnceLock::new() }
}

/// A record whose file cannot be read.
fn unreadable(record: &RecordFile, finding: Diagnostic) -> Read {
    Read {
        sources: Sources::of(Source::new(record.name.clone(), "")),
        content: None,
        consulted: Consulted::default(),
        findings: vec![finding],
        looks: HashMap::new(),
        materials: OnceLock::new(),
    }
}

/// What the pictures look like whose pixels were looked at.
fn looks(pictures: &Pictures, darkroom: Option<&Darkroom>) -> HashMap<Digest, Look> {
    let originals = pictures.0.values().filter_map(|seen| seen.original.as_ref().ok());
    let known =
        originals.filter_map(|original| Some((original.digest, darkroom?.look(original)?.ok()?)));
    known.collect()
}

/// A document that was laid out, what was found, and what it depended on.
pub struct Composed {
    /// The document; none beside an error, or in a format without pages.
    pub document: Option<PagedDocument>,
    /// What was found.
    pub findings: Vec<Diagnostic>,
    /// What it depended on.
    pub provenance: Provenance,
    /// What the pictures look like that are printed in it.
    pub(crate) looks: HashMap<Digest, Look>,
}

/// Lays out one document of a record; in a format without pages there is nothing to do. None
/// if the record has errors.
pub(crate) fn compose(read: &Read, planned: &Planned, shared: &Shared) -> Option<Composed> {
    let content = read.content.as_ref()?;
    let template = template_of(planned, shared);
    let document_languages = languages_of_document(planned, content, shared);
    let render_request =
        shared.render_request(content.subject(), &read.sources, template, &document_languages);
    let Typeset { document, findings, looks } = if template.manifest.format.is_paged() {
        typeset(render_request)
    } else {
        Typeset { document: None, findings: vec![], looks: HashMap::new() }
    };
    let fonts = document.as_ref().map(|document| shared.fonts.used_by(document));
    let provenance = Provenance {
        materials: Arc::clone(read.materials(shared)),
        files: template.used(),
        fonts: fonts.unwrap_or_default(),
    };
    Some(Composed { document, findings, provenance, looks })
}

/// Writes a document in its format, from the pages that were laid out if it has some.
///
/// # Errors
/// What keeps it from the standards of the format.
pub(crate) fn export(
    read: &Read,
    document: Option<&PagedDocument>,
    planned: &Planned,
    shared: &Shared,
) -> Result<Vec<u8>, Vec<Diagnostic>> {
    let Some(content) = &read.content else { return Err(vec![]) };
    let document_languages = languages_of_document(planned, content, shared);
    let template = template_of(planned, shared);
    let render_request =
        shared.render_request(content.subject(), &read.sources, template, &document_languages);
    byline_render::export::export(document, render_request)
}

/// Returns what an editor would say of a record's pictures, as far as it is known what they
/// look like. Those of an issue are those of its stories, whose own records say it.
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

/// The languages that a record's documents speak, each once.
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

/// Returns what is to be said of a record's translations into the languages of its documents.
pub(crate) fn lint_languages(
    outputs: &[Planned],
    content: &Content,
    sources: &Sources,
    shared: &Shared,
) -> Vec<Diagnostic> {
    let main = content.subject().language();
    let mut findings = Vec::new();
    for language in languages_of(outputs, main, shared) {
        if !shared.locales.speak(&language) {
            let message = format!("byline has no words of its own in `{language}`");
            let finding = Diagnostic::new(Code::UNSPOKEN_LANGUAGE, message);
            findings.push(
                finding
                    .at(Place::new(&sources.record, 0..0))
                    .hint(format!("write them in `locales/{language}.toml`: docs/languages.md")),
            );
        }
        let visit = |see: &mut dyn FnMut(Words<'_>)| content.visit(see);
        let directory = &shared.directory;
        findings.extend(lint::untranslated(&visit, sources, directory, main, &language));
    }
    findings
}

/// The voice in which a document of a record speaks.
pub(crate) fn languages_of_document(
    planned: &Planned,
    content: &Content,
    shared: &Shared,
) -> DocumentLanguages {
    let language = planned.language.as_ref().unwrap_or(content.subject().language());
    shared.document_languages(language, template_of(planned, shared))
}

/// The template that a document is made with.
pub(crate) fn template_of<'s>(planned: &Planned, shared: &'s Shared) -> &'s Template {
    &shared.templates[planned.template]
}
