//! The inputs that a project's documents share.

use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use byline_core::diagnostic::Diagnostic;
use byline_core::fingerprint::Fingerprint;
use byline_core::locale::Locales;
use byline_core::model::{Language, Slug, Sources};
use byline_core::parse::{Answers, Directory};
use byline_core::project::{Format, Project, RecordFile, RecordKind};
use byline_image::{DrawingConverter, PrintMaker};
use byline_render::compose::{DocumentLanguages, Editions, Fonts, RenderRequest};
use byline_render::contract::{Output, Subject};
use byline_render::template::Template;

use crate::archive::Archive;
use crate::known_pictures::KnownPictures;
use crate::texts::Texts;

/// The settings of a session that override those of the project.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// The templates that each record is built with; if empty, those of the project.
    pub templates: Vec<Slug>,
    /// The languages that each record is built in; if empty, those of the project. If there are
    /// any, document names include their language.
    pub languages: Vec<Language>,
    /// The output settings, such as greyscale.
    pub output: Output,
    /// Whether every translation of a record must be sound, and not only those that documents
    /// are in.
    pub all_translations: bool,
}

/// The inputs that a project's documents share.
pub struct Shared {
    /// The project.
    pub project: Arc<Project>,
    /// The templates that each record is built with.
    pub templates: Vec<Arc<Template>>,
    /// The people and organisations that records refer to.
    pub directory: Arc<Directory>,
    /// The fonts.
    pub fonts: Arc<Fonts>,
    /// Prepares pictures for print.
    pub print_maker: Arc<PrintMaker>,
    /// Converts vector art.
    pub converter: Arc<dyn DrawingConverter>,
    /// The output settings, such as greyscale.
    pub output: Output,
    /// The format of full reports, whose file names appear in other documents.
    pub report: Format,
    /// The languages that each record is built in; if empty, the record's own.
    pub languages: Vec<Language>,
    /// Whether document names include their language.
    pub named: bool,
    /// The date formats and fixed words of each language.
    pub locales: Arc<Locales>,
    pub(crate) request: Request,
    pub(crate) texts: Texts,
    pub(crate) findings: Findings,
    /// The project file, the files of the directory, and the pictures that they reference.
    pub(crate) project_files: Vec<PathBuf>,
    pub(crate) directory_files: Vec<PathBuf>,
    pub(crate) archive: Archive,
    pub(crate) editions: Arc<Editions>,
    /// The pictures of records that were inspected; `None` in a batch, which opens each once.
    pub(crate) known_pictures: Option<KnownPictures>,
    pub(crate) answers: OnceLock<Answers>,
}

/// The findings about each of the shared inputs.
#[derive(Debug, Clone, Default)]
pub(crate) struct Findings {
    /// Those about the manifest of each template.
    pub(crate) templates: Vec<Vec<Diagnostic>>,
    /// Those about the options that the project sets for templates.
    pub(crate) options: Vec<Diagnostic>,
    pub(crate) directory: Vec<Diagnostic>,
    pub(crate) locales: Vec<Diagnostic>,
    /// Those about the project's fonts, and about the fonts that its brand asks for.
    pub(crate) fonts: Vec<Diagnostic>,
}

impl Shared {
    /// Returns the same inputs for a session that stays open, which inspects a picture only once.
    pub(crate) fn keeping_pictures(self) -> Self {
        Self { known_pictures: Some(KnownPictures::default()), ..self }
    }

    /// Returns the warnings about the shared inputs.
    pub fn findings(&self) -> Vec<Diagnostic> {
        let Findings { templates, options, directory, locales, fonts } = &self.findings;
        let mut findings: Vec<_> = templates.iter().flatten().chain(options).cloned().collect();
        findings.extend(directory.iter().chain(&self.project.warnings).chain(locales).cloned());
        findings.extend(fonts.iter().cloned());
        findings
    }

    /// Returns all records and issues of the project, and the findings about their names.
    pub fn records(&self) -> (&[RecordFile], &[Diagnostic]) {
        (self.archive.files(&self.project), self.archive.findings(&self.project))
    }

    /// Returns the templates for records of a kind, each with its index.
    pub fn templates_for(&self, kind: RecordKind) -> impl Iterator<Item = (usize, &Arc<Template>)> {
        let templates = self.templates.iter().enumerate();
        templates.filter(move |(_, template)| template.manifest.record == kind)
    }

    /// Returns a fingerprint of the records that an issue can choose stories from.
    pub(crate) fn choice(&self) -> Fingerprint {
        self.archive.choice(&self.project, &self.texts)
    }

    /// Returns the answers of the directory.
    pub fn answers(&self) -> &Answers {
        self.answers.get_or_init(|| self.directory.answers())
    }

    /// Returns the languages that documents may be in besides their record's; `None` for any.
    pub(crate) fn languages_in_use(&self) -> Option<Vec<&Language>> {
        let second = self.templates.iter().filter_map(|template| template.second.as_ref());
        (!self.request.all_translations).then(|| self.languages.iter().chain(second).collect())
    }

    /// Returns the languages of a document for readers of a language.
    pub(crate) fn document_languages(
        &self,
        language: &Language,
        template: &Template,
    ) -> DocumentLanguages {
        let second = template.second.as_ref().filter(|second| !second.is_read_as(language));
        DocumentLanguages {
            locale: self.locales.get(language),
            second: second.map(|second| self.locales.get(second)),
            named: self.named,
        }
    }

    /// Returns the inputs of one document.
    pub(crate) fn render_request<'m>(
        &'m self,
        subject: Subject<'m>,
        sources: &'m Sources,
        template: &'m Template,
        document_languages: &'m DocumentLanguages,
    ) -> RenderRequest<'m> {
        RenderRequest {
            subject,
            sources,
            template,
            document_languages,
            locales: &self.locales,
            project: &self.project,
            directory: &self.directory,
            fonts: &self.fonts,
            editions: &self.editions,
            print_maker: &self.print_maker,
            output: self.output,
            report: self.report,
        }
    }
}
