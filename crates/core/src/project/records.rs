//! The records of a project: their files, their ids, and what each is about.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use walkdir::{DirEntry, WalkDir};

use super::Project;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Language, Slug, words};
use crate::reader::read_words;
use crate::source::{Place, Source};
use crate::spelling::Suggestions;

/// The maximum number of files with the same id that a finding names.
const MAX_NAMED: usize = 5;

/// The folder of the issues of newsletters.
pub(super) const ISSUES: &str = "issues";

words! {
    /// What a record is about.
    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "kebab-case")]
    RecordKind {
        /// An event, in the folder `records`.
        Event,
        /// An issue of a newsletter, in the folder `issues`.
        Issue,
    }
}

read_words! {
    RecordKind: "\"event\" or \"issue\"",
}

/// A file that contains a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordFile {
    /// The record's id: the file's name without `.toml`.
    pub id: Slug,
    /// The kind of record.
    pub kind: RecordKind,
    /// The file.
    pub path: PathBuf,
    /// The name of the file in findings.
    pub name: String,
    /// The files beside it with translations of its texts.
    pub translations: Vec<TranslationFile>,
}

/// A file with translations of a record's texts: `forum.zh-Hans.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TranslationFile {
    /// The language.
    pub language: Language,
    /// The file.
    pub path: PathBuf,
    /// The name of the file in findings.
    pub name: String,
}

impl Project {
    /// Returns all records of the project in path order, and the findings about their names.
    pub fn records(&self) -> (Vec<RecordFile>, Vec<Diagnostic>) {
        let (Paths { records: paths, translations }, mut findings) = self.record_paths();
        if paths.is_empty() && findings.is_empty() {
            let message = format!("there is no record in `{}`", self.records_folder().display());
            let finding = Diagnostic::new(Code::NO_RECORDS, message);
            findings.push(finding.hint("write one there; its name ends in .toml"));
        }
        let paths = once(paths);
        let (records, wrong) = self.identify(&paths, &paths, &translations);
        findings.extend(wrong);
        findings.extend(self.orphans(&translations, &paths));
        (records, findings)
    }

    /// Returns the records that a user names, by path or by ID.
    pub fn find_records(&self, names: &[PathBuf]) -> (Vec<RecordFile>, Vec<Diagnostic>) {
        let (Paths { records: all, translations }, mut findings) = self.record_paths();
        let mut by_stem: BTreeMap<String, Vec<&PathBuf>> = BTreeMap::new();
        for path in &all {
            by_stem.entry(stem(path)).or_default().push(path);
        }
        let mut suggestions = Suggestions::default();
        let mut chosen: Vec<PathBuf> = Vec::new();
        for name in names {
            // The user may name a translation: `x.ms.toml` or `x.ms`.
            let whole = name.extension().is_some_and(|extension| extension == "toml");
            let file = if whole { name.clone() } else { format!("{}.toml", name.display()).into() };
            if let Some((id, tag)) =
                tagged(&file).filter(|(_, tag)| tag.parse::<Language>().is_ok())
            {
                let message = format!("`{}` is a translation into `{tag}`", name.display());
                let finding = Diagnostic::new(Code::UNREADABLE, message);
                findings.push(finding.hint(format!("name the record, `{id}`")));
                continue;
            }
            let id = name
                .to_str()
                .and_then(|name| name.parse::<Slug>().ok())
                .filter(|_| !name.is_file());
            let Some(id) = id else {
                chosen.push(name.clone());
                continue;
            };
            let Some(found) = by_stem.get(id.as_str()) else {
                let message = format!("no record here has the id `{id}`");
                let mut finding = Diagnostic::new(Code::UNREADABLE, message);
                let stems = by_stem.keys().map(String::as_str);
                if let Some(near) = suggestions.nearest(id.as_str(), stems) {
                    finding = finding.hint(format!("did you mean `{near}`?"));
                }
                findings.push(finding);
                continue;
            };
            chosen.extend(found.iter().copied().cloned());
        }
        let chosen = once(chosen);
        let (records, wrong) = self.identify(&chosen, &all, &translations);
        findings.extend(wrong);
        (records, findings)
    }

    /// Returns the files in the folders of records and issues that are named like records or
    /// translations.
    fn record_paths(&self) -> (Paths, Vec<Diagnostic>) {
        let (folder, issues) = (self.records_folder(), self.issues_folder());
        let (mut paths, mut findings) = (Vec::new(), Vec::new());
        if folder.is_dir() {
            self.walk(&folder, &mut paths, &mut findings);
        } else if !issues.is_dir() {
            let message = format!("there is no folder `{}`", folder.display());
            let finding = Diagnostic::new(Code::PROJECT, message);
            findings.push(finding.hint("make it, and put the records there"));
        }
        if issues.is_dir() {
            self.walk(&issues, &mut paths, &mut findings);
        }
        let (translations, records) = paths.into_iter().partition(|path| tagged(path).is_some());
        (Paths { records, translations }, findings)
    }

    /// Reports translations whose record or language does not exist.
    fn orphans(&self, translations: &[PathBuf], records: &[PathBuf]) -> Vec<Diagnostic> {
        let stems: Vec<_> = records.iter().map(|path| stem(path)).collect();
        let folders = records.iter().map(|path| path.parent());
        let known: HashSet<_> = folders.zip(stems.iter().map(String::as_str)).collect();
        let mut suggestions = Suggestions::default();
        let findings = translations.iter().filter_map(|path| {
            let (id, tag) = tagged(path)?;
            let beside = known.contains(&(path.parent(), id.as_str()));
            let name = self.name_of(path);
            let place = Place::new(&Source::new(name, ""), 0..0);
            if !beside {
                let message = format!("there is no record `{id}` beside this translation");
                let hint = match suggestions.nearest(&id, stems.iter().map(String::as_str)) {
                    Some(near) if near == id => "put it into the folder of the record".into(),
                    Some(near) => format!("did you mean `{near}.{tag}.toml`?"),
                    None => "take it away, or bring the record back".into(),
                };
                let finding = Diagnostic::new(Code::ORPHAN_TRANSLATION, message);
                return Some(finding.at(place).hint(hint));
            }
            let error = tag.parse::<Language>().err()?;
            let hint = match tag.replace('_', "-").parse::<Language>() {
                Ok(meant) => format!("did you mean `{id}.{meant}.toml`?"),
                Err(_) => format!("call the file `{id}.ms.toml` or `{id}.zh-Hans.toml`"),
            };
            Some(Diagnostic::new(Code::INVALID_VALUE, error.to_string()).at(place).hint(hint))
        });
        findings.collect()
    }

    /// Adds the files of a folder that are named like records.
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
                // A broken or circular link contains no record.
                Err(error) if error.path().is_some_and(Path::is_symlink) => {}
                Err(error) => {
                    let path = error.path().unwrap_or(folder);
                    let message = format!("`{}` cannot be read: {error}", self.name_of(path));
                    findings.push(Diagnostic::new(Code::NO_ACCESS, message));
                }
            }
        }
    }

    /// Gives each file its ID, and rejects those whose ID is invalid or not unique among
    /// themselves and all records of the project.
    fn identify(
        &self,
        paths: &[PathBuf],
        all: &[PathBuf],
        translations: &[PathBuf],
    ) -> (Vec<RecordFile>, Vec<Diagnostic>) {
        let mut beside: BTreeMap<(Option<&Path>, String), Vec<TranslationFile>> = BTreeMap::new();
        for path in translations {
            if let Some((id, tag)) = tagged(path)
                && let Ok(language) = tag.parse()
            {
                let name = self.name_of(path);
                let file = TranslationFile { language, path: path.clone(), name };
                beside.entry((path.parent(), id)).or_default().push(file);
            }
        }
        let mut real = Real::default();
        let issues = real.of(&self.issues_folder());
        let listed: BTreeSet<&PathBuf> = all.iter().collect();
        let others = paths.iter().filter(|path| !listed.contains(path));
        let mut bearers: HashMap<String, BTreeMap<PathBuf, &Path>> = HashMap::new();
        for path in all.iter().chain(others) {
            bearers.entry(stem(path)).or_default().entry(real.of(path)).or_insert(path);
        }
        let mut records = Vec::new();
        let mut findings = Vec::new();
        for path in paths {
            let name = self.name_of(path);
            let place = Place::new(&Source::new(name.clone(), ""), 0..0);
            let stem = stem(path);
            let Ok(id) = stem.parse::<Slug>() else {
                let message = format!("the file name of `{name}` cannot be the record's id");
                let hint = match Slug::suggest(&stem) {
                    Some(slug) => format!("rename the file to `{slug}.toml`"),
                    None => "rename it with lower-case Latin letters, digits and hyphens".into(),
                };
                findings.push(Diagnostic::new(Code::INVALID_ID, message).at(place).hint(hint));
                continue;
            };
            let own = real.of(path);
            let others = bearers[&stem].iter().filter(|(real, _)| **real != own).take(MAX_NAMED);
            let others: Vec<_> =
                others.map(|(_, path)| format!("`{}`", self.name_of(path))).collect();
            if others.is_empty() {
                let kind = kind_of(&own, &issues);
                let key = (path.parent(), stem);
                let translations = match beside.remove(&key) {
                    Some(found) => found,
                    // A file that the user names may be in any folder.
                    None if !listed.contains(path) => self.translations_beside(path),
                    None => vec![],
                };
                records.push(RecordFile { id, kind, path: path.clone(), name, translations });
                continue;
            }
            let message = format!("the id `{id}` is also that of {}", others.join(" and "));
            findings.push(
                Diagnostic::new(Code::DUPLICATE_ID, message)
                    .at(place)
                    .hint("rename one of the files: a record's id is its file name"),
            );
        }
        (records, findings)
    }

    /// Returns the translations beside a file that is outside the folder of records or was named
    /// in another way.
    fn translations_beside(&self, record: &Path) -> Vec<TranslationFile> {
        let folder = record.parent().filter(|folder| !folder.as_os_str().is_empty());
        let entries = std::fs::read_dir(folder.unwrap_or(Path::new("."))).into_iter().flatten();
        let paths = entries.flatten().map(|entry| entry.path());
        let mut paths: Vec<_> =
            paths.filter(|path| path.extension().is_some_and(|e| e == "toml")).collect();
        paths.sort();
        let found = paths.into_iter().filter_map(|path| {
            let (id, tag) = tagged(&path)?;
            let language = tag.parse().ok().filter(|_| id == stem(record))?;
            Some(TranslationFile { language, name: self.name_of(&path), path })
        });
        found.collect()
    }
}

/// Returns the kind of a record, which depends on its folder.
fn kind_of(path: &Path, issues: &Path) -> RecordKind {
    let beside = path.parent().and_then(Path::file_name).is_some_and(|name| name == ISSUES);
    if beside || path.starts_with(issues) { RecordKind::Issue } else { RecordKind::Event }
}

/// Returns the files in the folders of records and issues.
struct Paths {
    records: Vec<PathBuf>,
    translations: Vec<PathBuf>,
}

/// Returns the ID of the record that a file translates, and the language tag. The name of such a
/// file contains a dot, which an ID cannot.
fn tagged(path: &Path) -> Option<(String, String)> {
    let stem = stem(path);
    let (id, tag) = stem.split_once('.')?;
    let tag_like =
        !tag.is_empty() && tag.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c));
    (id.parse::<Slug>().is_ok() && tag_like).then(|| (id.to_owned(), tag.to_owned()))
}

/// Removes duplicate files and keeps the first name of each.
fn once(mut paths: Vec<PathBuf>) -> Vec<PathBuf> {
    let mut real = Real::default();
    let mut seen = HashSet::new();
    paths.retain(|path| seen.insert(real.of(path)));
    paths
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// Resolves the real paths of files, however they were named. Each folder is resolved once.
#[derive(Default)]
struct Real(HashMap<PathBuf, PathBuf>);

impl Real {
    fn of(&mut self, path: &Path) -> PathBuf {
        if let (Some(folder), Some(name)) = (path.parent(), path.file_name())
            && !path.is_symlink()
        {
            let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
            if let Some(real) = self.0.get(folder) {
                return real.join(name);
            }
            if let Ok(real) = folder.canonicalize() {
                return self.0.entry(folder.to_owned()).or_insert(real).join(name);
            }
        }
        path.canonicalize().unwrap_or_else(|_| path.to_owned())
    }
}
