//! Jobs and outcomes as lines of JSON, between byline and its helpers.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::outcome::{Artifact, Outcome};
use super::pipeline::Provenance;
use super::plan::{Job, Planned};
use super::run::Task;
use super::state::Made;
use super::state::{FontFiles, Materials, TemplateFiles};
use byline_core::diagnostic::{Code, Diagnostic};
use byline_core::fingerprint::Fingerprint;
use byline_core::model::{Language, Slug, Word};
use byline_core::project::{RecordFile, RecordKind, TranslationFile};
use byline_core::source::{Place, Source};

/// What a helper is asked.
#[derive(Serialize, Deserialize)]
pub(super) struct Request {
    id: String,
    kind: String,
    path: PathBuf,
    name: String,
    translations: Vec<(String, PathBuf, String)>,
    outputs: Vec<(usize, Option<String>, PathBuf)>,
    task: String,
}

impl Request {
    pub(super) fn new(job: &Job, task: Task) -> Self {
        Self {
            id: job.record.id.to_string(),
            kind: job.record.kind.name().into(),
            path: job.record.path.clone(),
            name: job.record.name.clone(),
            translations: job
                .record
                .translations
                .iter()
                .map(|file| (file.language.to_string(), file.path.clone(), file.name.clone()))
                .collect(),
            outputs: job
                .outputs
                .iter()
                .map(|planned| {
                    let language = planned.language.as_ref().map(ToString::to_string);
                    (planned.template, language, planned.path.clone())
                })
                .collect(),
            task: task.name().into(),
        }
    }

    /// None for what no byline of this version has written.
    pub(super) fn into_job(self) -> Option<(Job, Task)> {
        let (id, kind) = (Slug::new(&self.id)?, RecordKind::from_name(&self.kind)?);
        let translations = self.translations.into_iter().map(|(tag, path, name)| {
            Some(TranslationFile { language: Language::parse(&tag)?, path, name })
        });
        let translations = translations.collect::<Option<_>>()?;
        let record = RecordFile { id, kind, path: self.path, name: self.name, translations };
        let outputs = self.outputs.into_iter().map(|(template, tag, path)| {
            let language = match tag {
                Some(tag) => Some(Language::parse(&tag)?),
                None => None,
            };
            Some(Planned { template, language, path })
        });
        let outputs = outputs.collect::<Option<_>>()?;
        Some((Job { record, outputs, cost: 0 }, Task::from_name(&self.task)?))
    }
}

/// What a helper answers.
#[derive(Serialize, Deserialize)]
pub(super) struct Answer {
    artifacts: Vec<WrittenArtifact>,
    sound: usize,
    failed: usize,
    findings: Vec<WrittenFinding>,
    /// The files that the findings point into, each once: name and text.
    sources: Vec<(String, String)>,
}

#[derive(Serialize, Deserialize)]
struct WrittenArtifact {
    template: String,
    language: Option<String>,
    path: PathBuf,
    pages: usize,
    bytes: usize,
    time: Duration,
    made: Option<WrittenMade>,
}

#[derive(Serialize, Deserialize)]
struct WrittenMade {
    fingerprint: Fingerprint,
    materials: Materials,
    files: TemplateFiles,
    fonts: FontFiles,
}

#[derive(Serialize, Deserialize)]
struct WrittenFinding {
    code: String,
    message: String,
    place: Option<WrittenPlace>,
    related: Vec<(WrittenPlace, String)>,
    hints: Vec<String>,
}

/// A file, by its place among the sources, and a range in it.
type WrittenPlace = (usize, usize, usize);

impl Answer {
    pub(super) fn new(outcome: &Outcome) -> Self {
        let mut sources: Vec<Arc<Source>> = Vec::new();
        let mut place = |place: &Place| {
            let known = sources.iter().position(|source| Arc::ptr_eq(source, &place.source));
            let index = known.unwrap_or_else(|| {
                sources.push(Arc::clone(&place.source));
                sources.len() - 1
            });
            (index, place.range.start, place.range.end)
        };
        let findings = outcome.findings.iter().map(|finding| WrittenFinding {
            code: finding.code.name().into(),
            message: finding.message.clone(),
            place: finding.place.as_ref().map(&mut place),
            related: finding.related.iter().map(|(at, words)| (place(at), words.clone())).collect(),
            hints: finding.hints.clone(),
        });
        let findings = findings.collect();
        let artifacts = outcome.artifacts.iter().map(|artifact| WrittenArtifact {
            template: artifact.template.to_string(),
            language: artifact.language.as_ref().map(ToString::to_string),
            path: artifact.path.clone(),
            pages: artifact.pages,
            bytes: artifact.bytes,
            time: artifact.time,
            made: artifact.made.as_ref().map(|made| WrittenMade {
                fingerprint: made.fingerprint,
                materials: Materials::clone(&made.provenance.materials),
                files: made.provenance.files.clone(),
                fonts: made.provenance.fonts.clone(),
            }),
        });
        let text = |source: &Arc<Source>| (source.name().to_owned(), source.text().to_owned());
        Self {
            artifacts: artifacts.collect(),
            sound: outcome.sound,
            failed: outcome.failed,
            findings,
            sources: sources.iter().map(text).collect(),
        }
    }

    /// None for what no byline of this version has written.
    pub(super) fn into_outcome(self, job: &Job) -> Option<Outcome> {
        let sources: Vec<_> =
            self.sources.into_iter().map(|(name, text)| Source::new(name, text)).collect();
        let place = |(index, start, end): WrittenPlace| {
            sources.get(index).map(|source| Place::new(source, start..end))
        };
        let findings = self.findings.into_iter().map(|written| {
            let mut finding = Diagnostic::new(Code::from_name(&written.code)?, written.message);
            finding.place = written.place.and_then(place);
            finding.hints = written.hints;
            let related = written.related.into_iter();
            finding.related = related.filter_map(|(at, words)| Some((place(at)?, words))).collect();
            Some(finding)
        });
        let artifacts = self.artifacts.into_iter().map(|written| {
            Some(Artifact {
                template: Slug::new(&written.template)?,
                language: written.language.as_deref().and_then(Language::parse),
                path: written.path,
                pages: written.pages,
                bytes: written.bytes,
                time: written.time,
                made: written.made.map(|made| Made {
                    fingerprint: made.fingerprint,
                    provenance: Provenance {
                        materials: Arc::new(made.materials),
                        files: made.files,
                        fonts: made.fonts,
                    },
                }),
            })
        });
        Some(Outcome {
            artifacts: artifacts.collect::<Option<_>>()?,
            sound: self.sound,
            failed: self.failed,
            findings: findings.collect::<Option<_>>()?,
            ..Outcome::new(job)
        })
    }
}
