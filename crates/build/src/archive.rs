//! The records of a project: which there are, and what an issue needs to know of all of them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use byline_core::diagnostic::Diagnostic;
use byline_core::fingerprint::Fingerprint;
use byline_core::model::Slug;
use byline_core::parse::{self, Draft, Numbered, Reading, RecordHead, Told};
use byline_core::project::{Project, RecordFile, RecordKind};

use crate::changes::{Changes, real};
use crate::pipeline::{context, look_at, with_translations};
use crate::session::Session;
use crate::state::choice;
use crate::texts::Texts;

/// The records of a project. Their list is made when somebody asks for it, and each is
/// glanced at only if there is an issue.
#[derive(Clone, Default)]
pub(crate) struct Archive {
    listed: OnceLock<Arc<Listed>>,
    glances: OnceLock<Arc<Glances>>,
}

/// The records that there are, and what is wrong with their names.
struct Listed {
    files: Vec<RecordFile>,
    findings: Vec<Diagnostic>,
}

/// What is known of all records without reading them whole.
struct Glances {
    /// The events, in the order of their days.
    events: Vec<RecordHead>,
    issues: Vec<(Slug, Numbered)>,
}

impl Archive {
    /// All records and issues, in the order of their paths.
    pub(crate) fn files(&self, session: &Session) -> &[RecordFile] {
        &self.listed(&session.project).files
    }

    /// What is wrong with the names of records.
    pub(crate) fn findings(&self, session: &Session) -> &[Diagnostic] {
        &self.listed(&session.project).findings
    }

    /// A number for what every issue asks of all records: which there are, and the numbers of
    /// the issues.
    pub(crate) fn names(&self, session: &Session) -> Fingerprint {
        let Glances { events, issues } = self.glances(session);
        let ids: BTreeSet<_> = events.iter().map(|event| &event.id).collect();
        Fingerprint::of_value(&(ids, issues))
    }

    /// All records that there are to choose stories from.
    pub(crate) fn choice(&self, session: &Session) -> Fingerprint {
        choice(self.glances(session).events.iter().map(Fingerprint::of_value))
    }

    /// Returns what is left after some changes: records that did not change are not looked at
    /// again.
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
            let next = Glances::of(&now.files, texts, Some((glances, &kept.collect::<Vec<_>>())));
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

    fn glances(&self, session: &Session) -> &Glances {
        let files = self.files(session);
        self.glances.get_or_init(|| Arc::new(Glances::of(files, session.texts(), None)))
    }
}

impl Glances {
    /// Glances at records; those that did not change are as they were before.
    fn of(files: &[RecordFile], texts: &Texts, before: Option<(&Self, &[&Slug])>) -> Self {
        let kept = |id: &Slug| before.filter(|(_, kept)| kept.contains(&id)).map(|(old, _)| old);
        let (mut events, mut issues) = (BTreeMap::new(), Vec::new());
        for file in files {
            if let Some(old) = kept(&file.id) {
                let event = old.events.iter().find(|event| event.id == file.id);
                events.extend(event.map(|event| ((event.start, event.id.clone()), event.clone())));
                issues.extend(old.issues.iter().filter(|(id, _)| *id == file.id).cloned());
                continue;
            }
            let Ok(source) = texts.read(&file.path, &file.name) else { continue };
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

impl parse::Archive for Session {
    fn records(&self) -> &[RecordHead] {
        &self.archive().glances(self).events
    }

    fn event(&self, id: &Slug) -> Result<Told, String> {
        let files = self.archive().files(self);
        let file = files.iter().find(|file| file.id == *id).ok_or("is gone")?;
        let source = self.source(&file.path, &file.name);
        let source = source.map_err(|finding| format!("cannot be read: {}", finding.message))?;
        // What is wrong with a translation is told with the record's own documents.
        let sources = with_translations(file, source, self, &mut vec![]);
        let context = context(file, self, &sources);
        let draft = Draft::read(&sources.record, &context);
        let pictures = look_at(draft.pictures(), file, self, None);
        let Reading { value, consulted, .. } = draft.complete(&context, &pictures);
        let event = Arc::new(value.ok_or("has mistakes of its own")?);
        Ok(Told { event, sources, consulted })
    }

    fn is_issue(&self, id: &str) -> bool {
        let mut files = self.archive().files(self).iter();
        files.any(|file| file.kind == RecordKind::Issue && file.id.as_str() == id)
    }

    fn numbers(&self, name: &str, volume: Option<u64>) -> Vec<u64> {
        let issues = self.archive().glances(self).issues.iter();
        let same =
            issues.filter(|(_, (other, other_volume, _))| other == name && *other_volume == volume);
        same.map(|(_, (_, _, number))| *number).collect()
    }
}
