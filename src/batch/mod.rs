//! A run: which documents are to be made, and the making of them.

mod document;
mod run;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, has_errors};
use crate::event::{Event, Slug};
use crate::project::{Project, RecordFile, TemplateName};
use crate::record::Directory;
use crate::source::Source;
use crate::template::{Output, Template};
use crate::typeset::{Fonts, Manuscript};

pub use document::{Artifact, Outcome, inputs};
pub use run::{Options, Stopwatch, Task, run};

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
    /// How the documents are printed.
    pub output: Output,
}

impl<'a> Press<'a> {
    /// Gets templates and fonts ready.
    ///
    /// `templates` are those that the user asks for; none means the project's.
    ///
    /// Hands back, too, what is doubtful in the directory.
    ///
    /// # Errors
    /// Every template that is not there, and all that is wrong in the directory.
    pub fn new(
        project: &'a Project,
        templates: &[Slug],
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
                Ok(template) => found.push(template),
                Err(mut finding) => {
                    finding.place = place;
                    findings.push(finding);
                }
            }
        }
        let (directory, wrong) = Directory::load(&project.root);
        findings.extend(wrong);
        findings.extend(project.warnings.iter().cloned());
        let fonts = Fonts::load(&project.fonts_folder());
        findings.extend(project.brand.findings(&project.source, &fonts.families()));
        if has_errors(&findings) {
            return Err(findings);
        }
        let output = Output::default();
        Ok((Self { project, templates: found, directory, fonts, output }, findings))
    }
}

impl Press<'_> {
    /// What one document is made of.
    fn manuscript<'m>(
        &'m self,
        event: &'m Event,
        record: &'m Arc<Source>,
        template: &'m Template,
    ) -> Manuscript<'m> {
        Manuscript {
            event,
            record,
            template,
            project: self.project,
            directory: &self.directory,
            fonts: &self.fonts,
            output: self.output,
        }
    }
}

/// One record, and where its documents go: one for each template of the press.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    /// The record.
    pub record: RecordFile,
    /// The documents, in the order of the press's templates.
    pub outputs: Vec<PathBuf>,
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
        for template in &press.templates {
            let path = folder.join(press.project.output.path(&record.id, &template.name));
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
            outputs.push(path);
        }
        jobs.push(Job { record, outputs });
    }
    if findings.is_empty() { Ok(jobs) } else { Err(findings) }
}
