//! The records of a project: a list of them, and the summary of each that issues need.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use byline_core::diagnostic::Diagnostic;
use byline_core::fingerprint::Fingerprint;
use byline_core::model::Slug;
use byline_core::parse::{self, IssueNumber, RecordHead};
use byline_core::project::{Project, RecordFile, RecordKind};

use crate::changes::{Changes, real};
use crate::texts::Texts;

/// The records of a project. The list is computed on first use; records are summarised only
/// if there is an issue.
#[derive(Clone, Default)]
pub(crate) struct Archive {
    listed: OnceLock<Arc<RecordList>>,
    summaries: OnceLock<Arc<RecordSummaries>>,
}

/// The records of a project, and findings about their names.
struct RecordList {
    files: Vec<RecordFile>,
    by_id: HashMap<Slug, usize>,
    findings: Vec<Diagnostic>,
    /// The real paths of the files of each record. Only an open session needs them.
    real: OnceLock<Vec<Vec<PathBuf>>>,
}

/// Summaries of all records, taken without parsing them in full.
pub(crate) struct RecordSummaries {
    /// The events, sorted by date.
    pub(crate) events: Vec<RecordHead>,
    /// The ids of the events.
    pub(crate) ids: BTreeSet<Slug>,
    pub(crate) issues: Vec<(Slug, IssueNumber)>,
}

impl Archive {
    /// Returns all records and issues, sorted by path.
    pub(crate) fn files(&self, project: &Project) -> &[RecordFile] {
        &self.listed(project).files
    }

    /// Returns the record or issue with an id.
    pub(crate) fn file(&self, project: &Project, id: &Slug) -> Option<&RecordFile> {
        let listed = self.listed(project);
        listed.by_id.get(id).map(|place| &listed.files[*place])
    }

    /// Returns the findings about the names of records.
    pub(crate) fn findings(&self, project: &Project) -> &[Diagnostic] {
        &self.listed(project).findings
    }

    /// Returns a fingerprint of the facts that every issue uses: the ids of all records and the
    /// numbers of all issues.
    pub(crate) fn names(&self, project: &Project, texts: &Texts) -> Fingerprint {
        let RecordSummaries { ids, issues, .. } = self.summaries(project, texts);
        Fingerprint::of_value(&(ids, issues))
    }

    /// Returns a fingerprint of the records that an issue can choose stories from.
    pub(crate) fn choice(&self, project: &Project, texts: &Texts) -> Fingerprint {
        choice(self.summaries(project, texts).events.iter().map(Fingerprint::of_value))
    }

    /// Returns the records of which a file is among some changes.
    pub(crate) fn touched(
        &self,
        changes: &Changes,
        project: &Project,
    ) -> impl Iterator<Item = &RecordFile> {
        let listed = self.listed(project);
        let real = listed.real.get_or_init(|| listed.files.iter().map(real_paths).collect());
        let files = listed.files.iter().zip(real);
        files.filter(|(_, real)| real.iter().any(|file| changes.touch(file))).map(|(file, _)| file)
    }

    /// Returns the archive after some changes. Unchanged records are not read again, and the
    /// folders are listed again only if files may have appeared or gone.
    pub(crate) fn after(&self, changes: &Changes, project: &Project, texts: &Texts) -> Self {
        let folders = [project.records_folder(), project.issues_folder()];
        if !folders.iter().any(|folder| changes.touch_folder(folder)) {
            return self.clone();
        }
        let listed = if changes.are_of_texts() { self.listed.clone() } else { OnceLock::new() };
        let archive = Self { listed, summaries: OnceLock::new() };
        if let (Some(listed), Some(summaries)) = (self.listed.get(), self.summaries.get()) {
            let now = archive.listed(project);
            let before = |file: &RecordFile| {
                listed.by_id.get(&file.id).is_some_and(|place| listed.files[*place] == *file)
            };
            let touched: BTreeSet<_> =
                archive.touched(changes, project).map(|file| &file.id).collect();
            let known = |file: &&RecordFile| before(file) && !touched.contains(&file.id);
            let kept = now.files.iter().filter(known).map(|file| &file.id).collect();
            let next = RecordSummaries::of(&now.files, texts, project, Some((summaries, &kept)));
            let _ = archive.summaries.set(Arc::new(next));
        }
        archive
    }

    fn listed(&self, project: &Project) -> &RecordList {
        self.listed.get_or_init(|| {
            let (files, findings) = project.records();
            let by_id = files.iter().enumerate().map(|(place, file)| (file.id.clone(), place));
            let (by_id, real) = (by_id.collect(), OnceLock::new());
            Arc::new(RecordList { files, by_id, findings, real })
        })
    }

    pub(crate) fn summaries(&self, project: &Project, texts: &Texts) -> &RecordSummaries {
        let files = self.files(project);
        self.summaries.get_or_init(|| Arc::new(RecordSummaries::of(files, texts, project, None)))
    }
}

impl RecordSummaries {
    /// Summarises records; unchanged ones keep their earlier summary.
    fn of(
        files: &[RecordFile],
        texts: &Texts,
        project: &Project,
        before: Option<(&Self, &BTreeSet<&Slug>)>,
    ) -> Self {
        let kept = |id: &Slug| before.is_some_and(|(_, kept)| kept.contains(id));
        let old = before.map(|(old, _)| old);
        let old_events: HashMap<_, _> =
            old.iter().flat_map(|old| &old.events).map(|event| (&event.id, event)).collect();
        let old_issues: HashMap<_, _> =
            old.iter().flat_map(|old| &old.issues).map(|issue| (&issue.0, issue)).collect();
        let (mut events, mut issues) = (BTreeMap::new(), Vec::new());
        // A record that cannot be read is there all the same: the issue says so.
        let of_events = files.iter().filter(|file| file.kind == RecordKind::Event);
        let ids = of_events.map(|file| file.id.clone()).collect();
        for file in files {
            if kept(&file.id) {
                let event = old_events.get(&file.id).copied();
                events.extend(event.map(|event| ((event.start, event.id.clone()), event.clone())));
                issues.extend(old_issues.get(&file.id).copied().cloned());
                continue;
            }
            let source = texts.read(&file.path, &file.name, &project.walls);
            let Ok(source) = source else { continue };
            match file.kind {
                RecordKind::Event => {
                    let event = parse::read_head(&file.id, &source);
                    events.insert((event.start, event.id.clone()), event);
                }
                RecordKind::Issue => {
                    let issue = parse::read_issue_number(&source);
                    issues.extend(issue.map(|issue| (file.id.clone(), issue)));
                }
            }
        }
        let events: Vec<_> = events.into_values().collect();
        Self { events, ids, issues }
    }
}

/// Returns the real paths of a record and its translations.
fn real_paths(file: &RecordFile) -> Vec<PathBuf> {
    let translations = file.translations.iter().map(|file| &file.path);
    [&file.path].into_iter().chain(translations).map(|path| real(path)).collect()
}

/// Returns a fingerprint of the records that an issue can choose stories from, given a
/// fingerprint of each summary.
pub(crate) fn choice(summaries: impl Iterator<Item = Fingerprint>) -> Fingerprint {
    let mut summaries: Vec<_> = summaries.collect();
    summaries.sort();
    Fingerprint::of_value(&summaries)
}
