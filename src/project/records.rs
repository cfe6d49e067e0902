//! The records of a project: their files, their ids, and what each is about.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::Project;
use crate::diagnostic::{Code, Diagnostic};
use crate::event::{Slug, words};
use crate::reader::read_words;
use crate::source::{Place, Source};
use crate::spelling::nearest;

/// The folder of the issues of newsletters.
pub(super) const ISSUES: &str = "issues";

words! {
    /// What a record is about.
    RecordKind {
        /// An event, in the folder `records`.
        Event = "event",
        /// An issue of a newsletter, in the folder `issues`.
        Issue = "issue",
    }
}

read_words! {
    RecordKind: "\"event\" or \"issue\"",
}

/// The file of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordFile {
    /// The record's id: the file's name without `.toml`.
    pub id: Slug,
    /// What it is about.
    pub kind: RecordKind,
    /// The file.
    pub path: PathBuf,
    /// How findings call it.
    pub name: String,
}

impl Project {
    /// All records of the project, in the order of their paths, and what is wrong with
    /// their names.
    pub fn records(&self) -> (Vec<RecordFile>, Vec<Diagnostic>) {
        let (paths, mut findings) = self.record_paths();
        if paths.is_empty() && findings.is_empty() {
            let message = format!("there is no record in `{}`", self.records_folder().display());
            let finding = Diagnostic::new(Code::NoRecords, message);
            findings.push(finding.hint("write one there; its name ends in .toml"));
        }
        let paths = once(paths);
        let (records, wrong) = self.identify(&paths, &paths);
        findings.extend(wrong);
        (records, findings)
    }

    /// The records that a user names, by path or by id.
    pub fn find_records(&self, names: &[PathBuf]) -> (Vec<RecordFile>, Vec<Diagnostic>) {
        let (all, mut findings) = self.record_paths();
        let mut chosen: Vec<PathBuf> = Vec::new();
        for name in names {
            let id = name.to_str().and_then(Slug::new).filter(|_| !name.is_file());
            let Some(id) = id else {
                chosen.push(name.clone());
                continue;
            };
            let found: Vec<_> = all.iter().filter(|path| stem(path) == id.as_str()).collect();
            if found.is_empty() {
                let message = format!("no record here has the id `{id}`");
                let mut finding = Diagnostic::new(Code::Unreadable, message);
                let stems: Vec<_> = all.iter().map(|path| stem(path)).collect();
                if let Some(near) = nearest(id.as_str(), stems.iter().map(String::as_str)) {
                    finding = finding.hint(format!("did you mean `{near}`?"));
                }
                findings.push(finding);
            }
            chosen.extend(found.into_iter().cloned());
        }
        let chosen = once(chosen);
        let (records, wrong) = self.identify(&chosen, &all);
        findings.extend(wrong);
        (records, findings)
    }

    /// The files in the folders of records and issues that are either by their names.
    fn record_paths(&self) -> (Vec<PathBuf>, Vec<Diagnostic>) {
        let (folder, issues) = (self.records_folder(), self.issues_folder());
        let (mut paths, mut findings) = (Vec::new(), Vec::new());
        if folder.is_dir() {
            self.walk(&folder, &mut paths, &mut findings);
        } else if !issues.is_dir() {
            let message = format!("there is no folder `{}`", folder.display());
            let finding = Diagnostic::new(Code::Project, message);
            findings.push(finding.hint("make it, and put the records there"));
        }
        if issues.is_dir() {
            self.walk(&issues, &mut paths, &mut findings);
        }
        (paths, findings)
    }

    /// Adds the files of a folder that are records by their names.
    fn walk(&self, folder: &Path, paths: &mut Vec<PathBuf>, findings: &mut Vec<Diagnostic>) {
        let walk = WalkDir::new(folder).follow_links(true).sort_by_file_name().into_iter();
        let hidden = |entry: &DirEntry| {
            entry.depth() > 0 && entry.file_name().to_string_lossy().starts_with('.')
        };
        for entry in walk.filter_entry(|entry| !hidden(entry)) {
            match entry {
                Ok(entry) => {
                    let path = entry.path();
                    let extension = path.extension().map(OsStr::to_ascii_lowercase);
                    if extension.is_some_and(|e| e == "toml") && !entry.file_type().is_dir() {
                        paths.push(path.to_owned());
                    }
                }
                // A link that leads nowhere, or round in a circle, holds no record.
                Err(error) if error.path().is_some_and(Path::is_symlink) => {}
                Err(error) => {
                    let path = error.path().unwrap_or(folder);
                    let message = format!("`{}` cannot be read: {error}", self.name_of(path));
                    findings.push(Diagnostic::new(Code::NoAccess, message));
                }
            }
        }
    }

    /// Gives each file its id, and refuses those whose id is bad or not theirs alone
    /// among themselves and all records of the project.
    fn identify(&self, paths: &[PathBuf], all: &[PathBuf]) -> (Vec<RecordFile>, Vec<Diagnostic>) {
        let mut bearers: BTreeMap<String, BTreeMap<PathBuf, &Path>> = BTreeMap::new();
        for path in all.iter().chain(paths) {
            bearers.entry(stem(path)).or_default().entry(real(path)).or_insert(path);
        }
        let mut records = Vec::new();
        let mut findings = Vec::new();
        for path in paths {
            let name = self.name_of(path);
            let place = Place::new(&Source::new(name.clone(), ""), 0..0);
            let stem = stem(path);
            let Some(id) = Slug::new(&stem) else {
                let message = format!("the file name of `{name}` cannot be the record's id");
                let hint = match Slug::suggest(&stem) {
                    Some(slug) => format!("rename the file to `{slug}.toml`"),
                    None => "rename it with lower-case Latin letters, digits and hyphens".into(),
                };
                findings.push(Diagnostic::new(Code::InvalidId, message).at(place).hint(hint));
                continue;
            };
            let own = real(path);
            let others: Vec<_> = bearers[&stem]
                .iter()
                .filter(|(other, _)| **other != own)
                .map(|(_, path)| format!("`{}`", self.name_of(path)))
                .collect();
            if others.is_empty() {
                let kind = self.kind_of(&own);
                records.push(RecordFile { id, kind, path: path.clone(), name });
                continue;
            }
            let message = format!("the id `{id}` is also that of {}", others.join(" and "));
            findings.push(
                Diagnostic::new(Code::DuplicateId, message)
                    .at(place)
                    .hint("rename one of the files: a record's id is its file name"),
            );
        }
        (records, findings)
    }

    /// What a record is about: that is told by the folder it is in.
    fn kind_of(&self, path: &Path) -> RecordKind {
        let inside = path.starts_with(real(&self.issues_folder()));
        let beside = path.parent().and_then(Path::file_name).is_some_and(|name| name == ISSUES);
        if inside || beside { RecordKind::Issue } else { RecordKind::Event }
    }
}

/// Each file once, under its first name.
fn once(mut paths: Vec<PathBuf>) -> Vec<PathBuf> {
    let mut seen = BTreeSet::new();
    paths.retain(|path| seen.insert(real(path)));
    paths
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// The file itself, however it was named.
fn real(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}
