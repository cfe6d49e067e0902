//! What the documents of a project share: loaded once, read by every document.

use std::path::Path;
use std::sync::{Arc, OnceLock};

use byline_core::diagnostic::{Code, Diagnostic, has_errors};
use byline_core::file::read_source;
use byline_core::locale::Locales;
use byline_core::model::{Language, Slug, Sources};
use byline_core::parse::{Answers, Directory};
use byline_core::project::{Project, RecordFile, TemplateName};
use byline_core::source::{Place, Source};
use byline_core::spelling::nearest;
use byline_image::Darkroom;
use byline_render::compose::{Editions, Fonts, Manuscript, Voice};
use byline_render::contract::{Output, Subject};
use byline_render::template::Template;

use crate::archive::Archive;
use crate::load;
use crate::pipeline::{self, Read};
use crate::plan::Job;

/// What a run shares: loaded once, read by every document.
pub struct Session {
    /// The project.
    pub project: Arc<Project>,
    /// The templates that each record is built with.
    pub templates: Vec<Template>,
    /// The people and organisations that the records share.
    pub directory: Directory,
    /// The fonts.
    pub fonts: Fonts,
    /// Where prints of pictures are made.
    pub darkroom: Darkroom,
    /// How the documents are printed.
    pub output: Output,
    /// The languages that each record is built in; its own, if none is named.
    pub languages: Vec<Language>,
    /// Whether the names of documents carry their language.
    pub named: bool,
    /// How languages write dates and byline's own words.
    pub locales: Locales,
    pub(crate) archive: Archive,
    editions: Editions,
    answers: OnceLock<Answers>,
}

impl Session {
    /// Gets templates and fonts ready.
    ///
    /// `templates` are those that the user asks for; none means the project's. `output`
    /// says how the documents are printed.
    ///
    /// Hands back, too, what is doubtful in the directory.
    ///
    /// # Errors
    /// Every template that is not there, and all that is wrong in the directory.
    pub fn new(
        project: &Project,
        templates: &[Slug],
        output: Output,
    ) -> Result<(Self, Vec<Diagnostic>), Vec<Diagnostic>> {
        let mut names: Vec<_> =
            templates.iter().map(|name| TemplateName { name: name.clone(), place: None }).collect();
        if names.is_empty() {
            names.clone_from(&project.templates);
        }
        let mut found: Vec<Template> = Vec::new();
        let mut findings = Vec::new();
        for TemplateName { name, place } in names {
            if found.iter().any(|template| template.name == name) {
                continue;
            }
            match Template::find(&name, project) {
                Ok((template, doubtful)) => {
                    found.push(template);
                    findings.extend(doubtful);
                }
                Err(wrong) => findings.extend(wrong.into_iter().map(|mut finding| {
                    finding.place = finding.place.or_else(|| place.clone());
                    finding
                })),
            }
        }
        let known = Template::names(project);
        for name in project.options.templates().filter(|name| !known.contains(name.get_ref())) {
            let message = format!("there is no template `{}`", name.get_ref());
            let finding = Diagnostic::new(Code::UnknownTemplate, message)
                .at(Place::new(&project.source, name.span()));
            let near = nearest(name.get_ref().as_str(), known.iter().map(Slug::as_str));
            findings.push(match near {
                Some(near) => finding.hint(format!("did you mean `{near}`?")),
                None => finding.hint("`byline templates` lists what there is"),
            });
        }
        let (directory, wrong) = load::directory(&project.root);
        findings.extend(wrong);
        findings.extend(project.warnings.iter().cloned());
        let (locales, wrong) = Locales::of_project(Some(&project.locales_folder()));
        findings.extend(wrong);
        findings.extend(found.iter().filter_map(|template| unspeakable(template, project)));
        let fonts = Fonts::new(project.fonts_folder(), project.system_fonts);
        findings.extend(fonts.findings());
        findings.extend(project.brand.findings(&project.source, || fonts.families()));
        if has_errors(&findings) {
            return Err(findings);
        }
        let darkroom = Darkroom::new(project.cache_root(), project.photos.cache);
        let session = Self {
            project: Arc::new(project.clone()),
            templates: found,
            directory,
            fonts,
            darkroom,
            output,
            languages: project.languages.clone(),
            named: project.languages.len() > 1,
            locales,
            archive: Archive::default(),
            editions: Editions::default(),
            answers: OnceLock::new(),
        };
        Ok((session, findings))
    }
}

impl Session {
    /// Builds in these languages rather than in the project's. Each document carries its own
    /// in its name: none takes the place of one in another language.
    pub fn speak(&mut self, languages: &[Language]) {
        self.languages = languages.to_vec();
        self.named = true;
    }

    /// Reads a record, looks at its pictures and checks the event.
    pub(crate) fn read(&self, record: &RecordFile) -> Arc<Read> {
        Arc::new(pipeline::read(record, self, None))
    }

    /// Does the same, and looks at the pixels of the pictures, too.
    pub(crate) fn read_pixels(&self, record: &RecordFile) -> Read {
        pipeline::read(record, self, Some(&self.darkroom))
    }

    /// Reads the text of a file.
    pub(crate) fn source(&self, path: &Path, name: &str) -> Result<Arc<Source>, Diagnostic> {
        read_source(path, name)
    }

    /// Whether a document of a job is made with a template of the project's own.
    pub(crate) fn uses_own_template(&self, job: &Job) -> bool {
        job.outputs.iter().any(|planned| self.templates[planned.template].is_of_project())
    }

    /// What the directory answers.
    pub(crate) fn answers(&self) -> &Answers {
        self.answers.get_or_init(|| self.directory.answers())
    }

    /// How a document speaks to readers of a language.
    pub(crate) fn voice(&self, language: &Language, template: &Template) -> Voice {
        let second = second_language(template).and_then(|tag| Language::parse(&tag));
        let second = second.filter(|second| !second.is_read_as(language));
        Voice {
            locale: self.locales.get(language),
            second: second.map(|second| self.locales.get(&second)),
            named: self.named,
        }
    }

    /// What one document is made of.
    pub(crate) fn manuscript<'m>(
        &'m self,
        subject: Subject<'m>,
        sources: &'m Sources,
        template: &'m Template,
        voice: &'m Voice,
    ) -> Manuscript<'m> {
        Manuscript {
            subject,
            sources,
            template,
            voice,
            locales: &self.locales,
            project: &self.project,
            directory: &self.directory,
            fonts: &self.fonts,
            editions: &self.editions,
            darkroom: &self.darkroom,
            output: self.output,
        }
    }
}

/// The option by which a template is asked for a document in two languages.
const SECOND_LANGUAGE: &str = "second-language";

/// The second language that a template is asked for, as it was written.
fn second_language(template: &Template) -> Option<String> {
    let asked = template.options.get(SECOND_LANGUAGE).ok()?.clone().cast::<String>().ok()?;
    Some(asked).filter(|asked| !asked.is_empty())
}

/// What is to be said of a second language that is none.
fn unspeakable(template: &Template, project: &Project) -> Option<Diagnostic> {
    let asked = second_language(template).filter(|asked| Language::parse(asked).is_none())?;
    let message = format!("`{asked}` is not the tag of a language");
    let range = project.source.find_in(0..project.source.text().len(), &format!("\"{asked}\""));
    Some(
        Diagnostic::new(Code::Project, message)
            .at(Place::new(&project.source, range))
            .hint("write a tag such as \"en\", \"ms\" or \"zh-Hans\""),
    )
}
