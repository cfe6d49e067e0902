//! A run: which documents are to be made, and the making of them.

mod archive;
mod document;
mod helper;
mod proof;
mod run;
mod state;
mod wire;

use std::collections::BTreeMap;
use std::num::NonZeroU32;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use crate::diagnostic::{Code, Diagnostic, has_errors};
use crate::event::Slug;
use crate::fingerprint::Fingerprint;
use crate::photo::Darkroom;
use crate::project::{Project, RecordFile, TemplateName};
use crate::record::{Answers, Directory};
use crate::source::{Place, Source};
use crate::spelling::nearest;
use crate::template::{Output, Subject, Template};
use crate::typeset::{Fonts, Manuscript};

use archive::Archive;

pub use document::{Artifact, Outcome, inputs};
pub use helper::{Helper, MEMORY_LIMIT, Starter, TIME_LIMIT, serve};
pub use proof::Shelf;
pub(crate) use run::STACK;
pub use run::{Options, Stopwatch, Task, run};
pub use state::{Extent, Made, Reason, Stale, State, Survey};

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
    archive: Archive,
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
        let fonts = Fonts::new(project.fonts_folder());
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
            archive: Archive::default(),
            answers: OnceLock::new(),
        };
        Ok((press, findings))
    }
}

impl Press<'_> {
    /// Whether a document of a job is made with a template of the project's own.
    fn uses_own_template(&self, job: &Job) -> bool {
        job.outputs.iter().any(|(index, _)| self.templates[*index].is_of_project())
    }

    /// What the directory answers.
    fn answers(&self) -> &Answers {
        self.answers.get_or_init(|| self.directory.answers())
    }

    /// What one document is made of.
    fn manuscript<'m>(
        &'m self,
        subject: Subject<'m>,
        record: &'m Arc<Source>,
        template: &'m Template,
    ) -> Manuscript<'m> {
        Manuscript {
            subject,
            record,
            template,
            project: self.project,
            directory: &self.directory,
            fonts: &self.fonts,
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
    /// The documents: which of the press's templates each is made with, and its file.
    pub outputs: Vec<(usize, PathBuf)>,
    /// How long they will take, in milliseconds, as far as can be told.
    pub cost: u64,
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
fn every_name(project: &Project, record: &Slug, template: &Slug) -> [PathBuf; 4] {
    let name = project.output.path(record, template);
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
    let mut taken: BTreeMap<PathBuf, String> = BTreeMap::new();
    let mut findings = Vec::new();
    let mut jobs = Vec::new();
    for record in records {
        let mut outputs = Vec::new();
        for (index, template) in press.templates.iter().enumerate() {
            if template.manifest.record != record.kind {
                continue;
            }
            let name = press.project.output.path(&record.id, &template.name);
            let path = folder.join(sorted(name, press.output));
            let document = format!("the `{}` of `{}`", template.name, record.id);
            if let Some(other) = taken.get(&path) {
                let path = path.display();
                findings.push(
                    Diagnostic::new(
                        Code::OutputClash,
                        format!("{document} and {other} would both be written to `{path}`"),
                    )
                    .hint("put both {id} and {template} into `output-name` in byline.toml"),
                );
            }
            taken.insert(path.clone(), document);
            outputs.push((index, path));
        }
        if !outputs.is_empty() {
            jobs.push(Job { record, outputs, cost: 0 });
        }
    }
    if findings.is_empty() { Ok(jobs) } else { Err(findings) }
}
