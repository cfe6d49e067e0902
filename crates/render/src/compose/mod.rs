//! Lays out a document from an event and a template.

mod budget;
mod compile;
mod draft;
mod edition;
mod ending;
mod findings;
mod font_file;
mod font_info;
mod font_store;
mod font_trial;
mod fonts;
mod glyphs;
mod inspection;
mod marks;
mod overflow;
mod overlaps;
mod photos;
mod printed;
mod scripts;
mod search;
mod values_at;
mod world;

use std::collections::HashMap;
use std::sync::Arc;

use chrono::NaiveDate;

use typst::foundations::Smart;
use typst_layout::PagedDocument;

use crate::contract::{self, Files, Inputs, Output, Places, Setting, Subject};
use crate::template::Template;
use byline_core::diagnostic::{Code, Diagnostic, has_errors};
use byline_core::locale::{Locale, Locales, fill};
use byline_core::model::{
    CreditRole, Digest, File, Issue, Language, Look, Slug, Sources, Story, Text,
};
use byline_core::parse::Directory;
use byline_core::project::{Format, Project};
use byline_core::source::Source;
use byline_image::PrintMaker;
use findings::Findings;
use search::Attempt;
use world::EventWorld;

pub use edition::Editions;
pub use font_file::font_fingerprint;
pub use fonts::Fonts;
pub use printed::PrintedPicture;
pub use scripts::{SCRIPTS, ScriptFonts};
pub use search::Earlier;

/// Everything that one document is made from.
#[derive(Clone, Copy)]
pub struct RenderRequest<'a> {
    /// The event or issue that the document is about.
    pub subject: Subject<'a>,
    /// The source files of the record.
    pub sources: &'a Sources,
    /// The languages of the document.
    pub document_languages: &'a DocumentLanguages,
    /// The locales of all languages.
    pub locales: &'a Locales,
    /// The template.
    pub template: &'a Template,
    /// The project.
    pub project: &'a Project,
    /// The people and organisations that the project's records share.
    pub directory: &'a Directory,
    /// The fonts of the run.
    pub fonts: &'a Fonts,
    /// The evaluated templates that the documents of the run share.
    pub editions: &'a Editions,
    /// The maker of picture prints.
    pub print_maker: &'a PrintMaker,
    /// The output settings of the document.
    pub output: Output,
    /// The format of full reports, which other documents refer to by file name.
    pub report: Format,
}

/// The language of a document's readers and, for a bilingual document, a second language.
#[derive(Debug, Clone)]
pub struct DocumentLanguages {
    /// The language of the readers.
    pub locale: Arc<Locale>,
    /// The second language of a bilingual document.
    pub second: Option<Arc<Locale>>,
    /// Whether file names of documents include the language, because there are several languages.
    pub named: bool,
}

impl RenderRequest<'_> {
    /// Returns the record's id.
    pub fn id(&self) -> &Slug {
        match self.subject {
            Subject::Event(event) => &event.id,
            Subject::Issue(issue) => &issue.id,
        }
    }

    /// Returns the date of the document: the first day of the event, or the date of the issue.
    pub fn date(&self) -> NaiveDate {
        match self.subject {
            Subject::Event(event) => event.period.start().date,
            Subject::Issue(issue) => issue.date,
        }
    }

    /// Returns the stories of an issue.
    fn stories(&self) -> &[Story] {
        match self.subject {
            Subject::Event(_) => &[],
            Subject::Issue(issue) => &issue.stories,
        }
    }

    /// Returns the template's inputs.
    pub fn inputs(&self) -> Inputs {
        let setting = Setting {
            project: self.project,
            options: &self.template.options,
            output: self.output,
            locale: &self.document_languages.locale,
            second: self.document_languages.second.as_deref(),
            named: self.document_languages.named,
            report: self.report,
        };
        contract::inputs(self.subject, setting, self)
    }
}

impl Files for RenderRequest<'_> {
    fn source(&self, file: File, story: Option<usize>) -> Option<&Arc<Source>> {
        match (file, story) {
            (File::Project, _) => Some(&self.project.source),
            (File::People | File::Organisations, _) => self.directory.source(file),
            (_, None) => self.sources.get(file),
            (_, Some(story)) => self.stories().get(story)?.sources.get(file),
        }
    }
}

/// A laid-out document and its findings.
#[derive(Default)]
pub struct Typeset {
    /// The document; `None` if any finding is an error.
    pub document: Option<PagedDocument>,
    /// The findings.
    pub findings: Vec<Diagnostic>,
    /// The looks of the pictures that the document prints.
    pub looks: HashMap<Digest, Look>,
    /// Where it prints its pictures.
    pub printed: Vec<PrintedPicture>,
    /// The places of the values that it prints.
    pub places: Arc<Places>,
    /// What the next layout can use.
    pub earlier: Earlier,
}

/// How exactly a document is laid out.
#[derive(Clone, Copy)]
pub enum Care<'a> {
    /// As a build does: the result depends on nothing that was before.
    Exact,
    /// The same, but given up between two layouts as soon as the function returns `true`.
    Patient(&'a dyn Fn() -> bool),
    /// For somebody who is typing: at the step that was best before, if it is still as good.
    Quick,
}

/// Lays out a document, tightening the layout step by step if the template has a page budget.
pub fn typeset(render_request: RenderRequest<'_>) -> Typeset {
    let world = EventWorld::new(render_request);
    let attempt = search::best(&world, &Earlier::default(), &|| false);
    attempt.map(|attempt| finish(attempt, &world)).unwrap_or_default()
}

/// Lays out a document that may differ little from an earlier layout of it. Returns `None` if it
/// was given up.
pub fn typeset_after(
    render_request: RenderRequest<'_>,
    earlier: &Earlier,
    care: Care<'_>,
) -> Option<Typeset> {
    let world = EventWorld::new(render_request);
    let attempt = match care {
        Care::Exact => search::best(&world, earlier, &|| false),
        Care::Patient(gives_up) => search::best(&world, earlier, gives_up),
        Care::Quick => search::near(&world, earlier),
    };
    attempt.map(|attempt| finish(attempt, &world))
}

/// Puts the pictures into a laid-out document.
fn finish(attempt: Attempt, world: &EventWorld<'_>) -> Typeset {
    let render_request = world.render_request;
    let manifest = &render_request.template.manifest;
    let Attempt { document, mut findings, earlier, .. } = attempt;
    if let (Some(document), Some(pages)) = (&document, manifest.pages)
        && document.pages().len() > pages
    {
        let mut excess = Findings::new(world);
        budget::report_excess(document, pages, render_request.sources, &mut excess);
        findings.extend(excess.finish());
    }
    let (mut looks, mut printed) = (HashMap::new(), vec![]);
    let document = document.filter(|_| !has_errors(&findings)).map(|document| {
        if world.pictures.is_empty() {
            return document;
        }
        let mut about_photos = Findings::new(world);
        let placed = photos::place(&document, &mut about_photos);
        findings.extend(about_photos.finish());
        (looks, printed) = (placed.looks, placed.printed);
        placed.document
    });
    let places = Arc::clone(&world.places);
    let document = document.filter(|_| !has_errors(&findings));
    Typeset { document, findings, looks, printed, places, earlier }
}

/// Returns findings for the errors of the PDF writer.
pub fn export_findings(
    render_request: RenderRequest<'_>,
    errors: &[typst::diag::SourceDiagnostic],
) -> Vec<Diagnostic> {
    let world = EventWorld::new(render_request);
    let mut findings = Findings::new(&world);
    for error in errors {
        findings.add(Code::PDF_STANDARD, error);
    }
    findings.finish()
}

/// Sets the document's metadata, which library catalogues and screen readers use, regardless of
/// what the template sets.
fn describe(document: &mut PagedDocument, render_request: RenderRequest<'_>) {
    let draft = render_request.is_draft();
    let info = document.info_mut();
    let DocumentLanguages { locale, .. } = render_request.document_languages;
    let main = render_request.subject.language();
    let said = |text: &Text| text.to_reader(main, &locale.language).text.as_str().into();
    match render_request.subject {
        Subject::Event(event) => {
            info.title = Some(said(event.heading()));
            let writers = event.credited(CreditRole::Writer).iter();
            info.author = writers.map(|writer| said(&writer.name)).collect();
            info.keywords = event.catalogue.keywords.iter().map(said).collect();
            info.description = event.titles.standfirst.as_ref().map(said);
        }
        Subject::Issue(issue) => {
            info.title = Some(title(issue, locale).into());
            let editors = issue.board.iter().flat_map(|office| &office.people);
            info.author = editors.map(|editor| said(&editor.name)).collect();
            info.description = issue.tagline.as_ref().map(said);
        }
    }
    if draft {
        let title = info.title.take().unwrap_or_default();
        let slot = [("title", title.as_str().into())];
        info.title = Some(fill(locale.word("words", "draft-title"), &slot).into());
        info.keywords.push(locale.word("words", "draft").into());
    }
    info.date = Smart::Custom(contract::datetime(render_request.date()));
    info.locale = spoken_in(&locale.language).map_or(Smart::Auto, Smart::Custom);
}

/// Returns the title of an issue, such as "Tides, volume 3, number 11".
fn title(issue: &Issue, locale: &Locale) -> String {
    let name = issue.name.to_reader(issue.language(), &locale.language).text.to_string();
    let numbers = [("volume", issue.volume), ("number", issue.number)];
    let numbers = numbers.into_iter().filter_map(|(word, number)| {
        let slot = [("number", number?.to_string().into())];
        Some(fill(locale.word("newsletter", word), &slot))
    });
    let parts: Vec<_> = [name].into_iter().chain(numbers).collect();
    parts.join(locale.word("punctuation", "comma"))
}

fn spoken_in(language: &Language) -> Option<typst::text::Locale> {
    Some(typst::text::Locale {
        lang: language.code().parse().ok()?,
        region: match contract::region(language) {
            Some(region) => Some(region.parse().ok()?),
            None => None,
        },
    })
}
