//! A document as an editor shows it: its pages and its findings, before any file is written.

use std::path::PathBuf;
use std::sync::Arc;

use byline_core::diagnostic::Diagnostic;
use byline_core::lint::silence;
use byline_core::model::{Language, Slug};
use byline_core::project::RecordFile;
use byline_render::compose::Care;

use crate::pipeline::{CheckedRecord, Composed, lint_languages, lint_pictures, template_of};
use crate::plan::{Planned, outputs};
use crate::session::Session;

/// A document of a record as it would be built now.
pub struct Preview {
    /// The record.
    pub read: Arc<CheckedRecord>,
    /// Its layout; `None` if the record has errors.
    pub composed: Option<Arc<Composed>>,
    /// All findings about the record, its translations and the document, without those that are silenced.
    pub findings: Vec<Diagnostic>,
}

impl Session {
    /// Returns the documents that a build would make of a record: their templates, and their
    /// languages if they are not the record's own.
    pub fn views(&self, record: &RecordFile) -> Vec<(Slug, Option<Language>)> {
        let planned = outputs(record, self, &PathBuf::new()).into_iter();
        let paged = planned.filter(|planned| template_of(planned, self).manifest.format.is_paged());
        paged.map(|p| (template_of(&p, self).name.clone(), p.language)).collect()
    }

    /// Returns the findings about a record and its translations, without those that are silenced.
    pub fn findings_of(&self, record: &RecordFile, read: &CheckedRecord) -> Vec<Diagnostic> {
        self.not_silenced(self.with_languages(record, read), read)
    }

    /// Returns the findings about a record and its translations into all languages of its
    /// documents: whoever looks at one of them must know what the others lack.
    fn with_languages(&self, record: &RecordFile, read: &CheckedRecord) -> Vec<Diagnostic> {
        let mut findings = read.findings.clone();
        if let Some(content) = &read.content {
            let outputs = outputs(record, self, &PathBuf::new());
            findings.extend(lint_languages(&outputs, content, &read.sources, self));
        }
        findings
    }

    fn not_silenced(&self, findings: Vec<Diagnostic>, read: &CheckedRecord) -> Vec<Diagnostic> {
        silence(findings, &self.project.allow, Some(&read.sources.record))
    }

    /// Lays out one of a record's documents. Returns `None` if the session has no such template
    /// for the record.
    pub fn preview(
        &self,
        record: &RecordFile,
        template: &Slug,
        language: Option<&Language>,
        care: Care<'_>,
    ) -> Option<Preview> {
        let planned = self.planned(record, template, language)?;
        let read = self.read(record);
        let mut findings = self.with_languages(record, &read);
        let mut composed = None;
        if let Some(content) = &read.content {
            composed = self.compose_with(&read, &planned, care);
            if let Some(composed) = &composed {
                findings.extend(composed.findings.iter().cloned());
                findings.extend(lint_pictures(content, &read.sources, &composed.looks, self));
            }
        }
        let findings = self.not_silenced(findings, &read);
        Some(Preview { read, composed, findings })
    }

    fn planned(
        &self,
        record: &RecordFile,
        template: &Slug,
        language: Option<&Language>,
    ) -> Option<Planned> {
        let (template, _) =
            self.templates_for(record.kind).find(|(_, known)| known.name == *template)?;
        Some(Planned { template, language: language.cloned(), path: PathBuf::new() })
    }
}
