//! The records of a project: a list of them, and the summary of each that issues need.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use byline_core::diagnostic::Diagnostic;
use byline_core::fingerprint::Fingerprint;
use byline_core::model::Slug;
use byline_core::parse::{self, Numbered, RecordHead};
use byline_core::project::{Project, RecordFile, RecordKind};

use crate::changes::{Changes, real};
use crate::texts::Texts;

/// The records of a project. The list is made on first use; records are summarised only if there
/// is an issue.
#[derive(Clone, Default)]
pub(crate) struct Archive {
    listed: OnceLock<Arc<Listed>>,
    glances: OnceLock<Arc<Glances>>,
}

/// The records of a project, and findings about their names.
struct Listed {
    files: Vec<RecordFile>,
    findings: Vec<Diagnostic>,
}

/// Summaries of all records, taken without parsing them in full.
pub(crate) struct Glances {
    /// The events, sorted by date.
    pub(crate) events: Vec<RecordHead>,
    pub(crate) issues: Vec<(Slug, Numbered)>,
}

impl Archive {
    /// Returns all records and issues, sorted by path.
    pub(crate) fn files(&self, project: &Project) -> &[RecordFile] {
        &self.listed(project).files
    }

    /// Returns the findings about the names of records.
    pub(crate) fn findings(&self, project: &Project) -> &[Diagnostic] {
        &self.listed(project).findings
    }

    /// Returns a fingerprint of what every issue uses of all records: their ids, and the numbers
    /// of the issues.
    pub(crate) fn names(&self, project: &Project, texts: &Texts) -> Fingerprint {
        let Glances { events, issues } = self.glances(project, texts);
        let ids: BTreeSet<_> = events.iter().map(|event| &event.id).collect();
        Fingerprint::of_value(&(ids, issues))
    }

    /// Returns a fingerprint of the records that an issue can choose stories from.
    pub(crate) fn choice(&self, project: &Project, texts: &Texts) -> Fingerprint {
        choice(self.glances(project, texts).events.iter().map(Fingerprint::of_value))
    }

    /// Returns the archive after some changes. Unchanged records are not read again.
    pub(crate) fn after(&self, changes: &Changes, project: &Project, texts: &Texts) -> Self {
        let folders = [project.records_folder(), project.issues_folder()];
        if !folders.iter().any(|folder| changes.touch_folder(folder)) {
            return self.clone();
        }
        let archive = Self::default();
        if let (Some(listed), Some(glances)) = (self.listed.get(), self.glances.get()) {
            let now = archive.listed(project);
            let known = |file: &&RecordFile| {
                listed.files.contains(file) && !changes.touch(&real(&file.path))
            };
            let kept = now.files.iter().filter(known).map(|file| &file.id);
            let next =
                Glances::of(&now.files, texts, project, Some((glances, &kept.collect::<Vec<_>>())));
            let _ = archive.glances.set(Arc::new(next));
        }
        archive
    }

    fn listed(&self, project: &Project) -> &Listed {
        self.listed.get_or_init(|| {
            let (files, findings) = project.records();
            Arc::new(Listed { files, findings })
        })
    }

    pub(crate) fn glances(&self, project: &Project, texts: &Texts) -> &Glances {
        let files = self.files(project);
        self.glances.get_or_init(|| Arc::new(Glances::of(files, texts, project, None)))
    }
}

impl Glances {
    /// Summarises records; unchanged ones keep their earlier summary.
    fn of(
        files: &[RecordFile],
        texts: &Texts,
        project: &Project,
        before: Option<(&Self, &[&Slug])>,
    ) -> Self {
        let kept = |id: &Slug| before.filter(|(_, kept)| kept.contains(&id)).map(|(old, _)| old);
        let (mut events, mut issues) = (BTreeMap::new(), Vec::new());
        for file in files {
            if let Some(old) = kept(&file.id) {
                let event = old.events.iter().find(|event| event.id == file.id);
                events.extend(event.map(|event| ((event.start, event.id.clone()), event.clone())));
                issues.extend(old.issues.iter().filter(|(id, _)| *id == file.id).cloned());
                continue;
            }
            let source = texts.read(&file.path, &file.name, &project.walls);
            let Ok(source) = source else { continue };
            match file.kind {
                RecordKind::Event => {
                    let event = parse::glance(&file.id, &source);
                    events.insert((event.start, event.id.clone()), event);
                }
                RecordKind::Issue => {
                    let issue = parse::glance_at_issue(&source);
                    issues.extend(issue.map(|issue| (file.id.clone(), issue)));
                }
            }
        }
        Self { events: events.into_values().collect(), issues }
    }
}

/// Returns a fingerprint of the records that an issue can choose stories from, given a
/// fingerprint of each summary.
pub(crate) fn choice(glances: impl Iterator<Item = Fingerprint>) -> Fingerprint {
    let mut glances: Vec<_> = glances.collect();
    glances.sort();
    Fingerprint::of_value(&glances)
}
