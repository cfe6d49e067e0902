//! A run: which documents are to be made, and the making of them.

mod archive;
mod document;
mod helper;
mod proof;
mod run;
mod state;
mod translations;
mod wire;

use std::collections::HashMap;
use std::num::NonZeroU32;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use crate::diagnostic::{Code, Diagnostic, has_errors};
use crate::event::{Language, Slug, Sources};
use crate::fingerprint::Fingerprint;
use crate::locale::Locales;
use crate::photo::Darkroom;
use crate::project::{Project, RecordFile, TemplateName};
use crate::record::{Answers, Directory};
use crate::source::Place;
use crate::spelling::nearest;
use crate::template::{Output, Subject, Template};
use crate::typeset::{Editions, Fonts, Manuscript, Voice};

use archive::Archive;

pub use document::{Artifact, Outcome, inputs};
pub use helper::{Helper, MEMORY_LIMIT, Starter, TIME_LIMIT, serve};
pub use proof::Shelf;
pub(crate) use run::STACK;
pub use run::{Options, Stopwatch, Task, run};
pub use state::{Extent, Made, Reason, Stale, State, Survey};
pub use translations::{Translated, Translation, translated};

/// What a run shares: loaded once, read by every document.
pub struct Press<'a> {
    /// The project.
    pub project: &'a Project,
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
    archive: Archive,
    editions: Editions,
    answers: OnceLock<Answers>,
}

impl<'a> Press<'a> {
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
        project: &'a Project,
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
        let (directory, wrong) = Directory::load(&project.root);
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
        let press = Self {
            project,
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
        Ok((press, findings))
    }
}

impl Press<'_> {
    /// Builds in these languages rather than in the project's. Each document carries its own
    /// in its name: none takes the place of one in another language.
    pub fn speak(&mut self, languages: &[Language]) {
        self.languages = languages.to_vec();
        self.named = true;
    }

    /// Whether a document of a job is made with a template of the project's own.
    fn uses_own_template(&self, job: &Job) -> bool {
        job.outputs.iter().any(|planned| self.templates[planned.template].is_of_project())
    }

    /// What the directory answers.
    fn answers(&self) -> &Answers {
        self.answers.get_or_init(|| self.directory.answers())
    }

    /// How a document speaks to readers of a language.
    fn voice(&self, language: &Language, template: &Template) -> Voice {
        let second = second_language(template).and_then(|tag| Language::parse(&tag));
        let second = second.filter(|second| !second.is_read_as(language));
        Voice {
            locale: self.locales.get(language),
            second: second.map(|second| self.locales.get(&second)),
            named: self.named,
        }
    }

    /// What one document is made of.
    fn manuscript<'m>(
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
            project: self.project,
            directory: &self.directory,
            fonts: &self.fonts,
            editions: &self.editions,
            darkroom: &self.darkroom,
            output: self.output,
        }
    }
}

/// One record, and where its documents go: one for each template of the press that is for
/// its kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    /// The record.
    pub record: RecordFile,
    /// The documents.
    pub outputs: Vec<Planned>,
    /// How long they will take, in milliseconds, as far as can be told.
    pub cost: u64,
}

/// A document that is to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// Which of the press's templates it is made with.
    pub template: usize,
    /// The language of its readers; that of the record, if none is named.
    pub language: Option<Language>,
    /// Its file.
    pub path: PathBuf,
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

/// A part of a plan, for runs that share the work: the first of four, say. A record is in
/// the same part whatever others there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shard {
    /// Which part, from 1.
    pub number: NonZeroU32,
    /// How many parts there are.
    pub of: NonZeroU32,
}

impl Shard {
    /// Whether a record is in this part.
    pub fn holds(self, record: &Slug) -> bool {
        let number = Fingerprint::of(record.as_str().as_bytes()).short();
        number % u64::from(self.of.get()) == u64::from(self.number.get() - 1)
    }
}

/// The name of a document that is printed otherwise than for the screen.
fn sorted(mut name: PathBuf, output: Output) -> PathBuf {
    let suffixes = [("-print", output.print), ("-greyscale", output.greyscale)];
    for (suffix, _) in suffixes.iter().filter(|(_, wanted)| *wanted) {
        let stem = name.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        name.set_file_name(format!("{stem}{suffix}.pdf"));
    }
    name
}

/// The names that a document may have, however it is printed.
fn every_name(
    project: &Project,
    record: &Slug,
    template: &Slug,
    language: Option<&Language>,
) -> [PathBuf; 4] {
    let name = project.output.path(record, template, language);
    let kinds = [(false, false), (true, false), (false, true), (true, true)];
    kinds.map(|(print, greyscale)| sorted(name.clone(), Output { print, greyscale, fit: 0 }))
}

/// Plans the documents of some records in a folder.
///
/// # Errors
/// [`Code::OutputClash`] for documents that would overwrite each other.
pub fn plan(
    records: Vec<RecordFile>,
    press: &Press<'_>,
    folder: &Path,
) -> Result<Vec<Job>, Vec<Diagnostic>> {
    let mut jobs = Vec::with_capacity(records.len());
    for record in records {
        let mut outputs = Vec::with_capacity(press.templates.len() * languages(press).len());
        for (index, template) in press.templates.iter().enumerate() {
            if template.manifest.record != record.kind {
                continue;
            }
            for language in languages(press) {
                let named = language.as_ref().filter(|_| press.named);
                let name = press.project.output.path(&record.id, &template.name, named);
                let path = folder.join(sorted(name, press.output));
                outputs.push(Planned { template: index, language, path });
            }
        }
        outputs.shrink_to_fit();
        if !outputs.is_empty() {
            jobs.push(Job { record, outputs, cost: 0 });
        }
    }
    let findings = overwriting(&jobs, press);
    if findings.is_empty() { Ok(jobs) } else { Err(findings) }
}

/// What is to be said of documents that would overwrite each other.
fn overwriting(jobs: &[Job], press: &Press<'_>) -> Vec<Diagnostic> {
    let mut taken: HashMap<&Path, (&Job, &Planned)> = HashMap::new();
    let mut findings = Vec::new();
    let outputs = jobs.iter().flat_map(|job| job.outputs.iter().map(move |output| (job, output)));
    for (job, output) in outputs {
        if let Some(other) = taken.insert(&output.path, (job, output)) {
            let document = |(job, output): (&Job, &Planned)| {
                format!("the `{}` of `{}`", press.templates[output.template].name, job.record.id)
            };
            let (document, other) = (document((job, output)), document(other));
            let path = output.path.display();
            let message = format!("{document} and {other} would both be written to `{path}`");
            findings.push(
                Diagnostic::new(Code::OutputClash, message)
                    .hint("put both {id} and {template} into `output-name` in byline.toml"),
            );
        }
    }
    findings
}

/// The languages of a record's documents; none for that of the record.
fn languages(press: &Press<'_>) -> Vec<Option<Language>> {
    if press.languages.is_empty() {
        return vec![None];
    }
    press.languages.iter().cloned().map(Some).collect()
}
