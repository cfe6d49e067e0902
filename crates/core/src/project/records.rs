//! The records of a project: their files, their ids, and what each is about.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::Project;
use super::file_name::identifier;
use crate::diagnostic::{Code, Diagnostic};
use crate::file::{ReadError, with_slashes};
use crate::message::{Message, message};
use crate::model::{Language, Slug, words};
use crate::reader::read_words;
use crate::source::Place;
use crate::spelling::Suggestions;
use crate::walk::{self, FoundFile};
use crate::walls::folder_of;

/// The maximum number of files with the same id that a finding names.
const MAX_NAMED: usize = 5;

/// The folder of the issues of newsletters.
pub(super) const ISSUES: &str = "issues";

/// The folder of the records, below the project's.
pub const RECORDS: &str = "records";

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

read_words!(RecordKind);

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
        let Paths { records, translations, faults, mut findings } = self.record_paths();
        findings.extend(faults.into_iter().map(|(_, finding)| finding));
        if records.is_empty() && findings.is_empty() {
            let folder = self.records_folder();
            let name = self.name_of(&folder);
            let (message, hint) = if folder.exists() {
                let hint = message!("create a record there; the file name must end in .toml");
                (message!("there are no records in `{name}`"), hint)
            } else {
                let hint =
                    message!("create it, and a record in it; the file name must end in .toml");
                (message!("the folder `{name}` does not exist"), hint)
            };
            findings.push(Diagnostic::new(Code::NO_RECORDS, message).hint(hint));
        }
        let paths = once(records);
        let (records, wrong) = self.identify(&paths, &paths, &translations);
        findings.extend(wrong);
        findings.extend(self.orphans(&translations, &paths));
        (records, findings)
    }

    /// Returns the records that a user names, by path or by ID.
    pub fn find_records(&self, names: &[PathBuf]) -> (Vec<RecordFile>, Vec<Diagnostic>) {
        let Paths { records: all, translations, faults, findings: mut missed } =
            self.record_paths();
        let mut by_stem: BTreeMap<String, Vec<&FoundFile>> = BTreeMap::new();
        for file in &all {
            by_stem.entry(stem(&file.path)).or_default().push(file);
        }
        let mut faulty: BTreeMap<String, Vec<(PathBuf, Diagnostic)>> = BTreeMap::new();
        for (path, finding) in faults {
            faulty.entry(stem(&path)).or_default().push((path, finding));
        }
        let mut findings = Vec::new();
        let mut suggestions = Suggestions::default();
        let mut chosen: Vec<FoundFile> = Vec::new();
        for name in names {
            if let Some(finding) = translation_named(name) {
                findings.push(finding);
                continue;
            }
            let id = name
                .to_str()
                .and_then(|name| name.parse::<Slug>().ok())
                .filter(|_| !name.is_file());
            let Some(id) = id else {
                if let Some(finding) = self.not_a_record(name) {
                    let stems = by_stem.keys().map(String::as_str);
                    let near = suggestions.nearest(&stem(name), stems);
                    findings.push(suggest(finding, near));
                    continue;
                }
                let real = name.canonicalize().unwrap_or_else(|_| name.clone());
                chosen.push(FoundFile { path: name.clone(), real });
                continue;
            };
            let found = by_stem.get(id.as_str()).map_or(&[][..], Vec::as_slice);
            let wrong = faulty.remove(id.as_str()).unwrap_or_default();
            if found.is_empty() && wrong.is_empty() {
                // It may be in a folder that could not be read.
                findings.append(&mut missed);
                let stems = by_stem.keys().map(String::as_str);
                let near = suggestions.nearest(id.as_str(), stems);
                let there = name.exists().then(|| self.not_a_record(name)).flatten();
                let message = message!("no record of this project has the id `{id}`");
                let unknown = || Diagnostic::new(Code::UNKNOWN_RECORD, message);
                findings.push(suggest(there.unwrap_or_else(unknown), near));
            }
            findings.extend(wrong.into_iter().map(|(_, finding)| finding));
            chosen.extend(found.iter().copied().cloned());
        }
        let chosen = once(chosen);
        let (records, wrong) = self.identify(&chosen, &all, &translations);
        findings.extend(wrong);
        // A translation that cannot be read belongs to its record.
        let chosen: HashSet<_> = chosen.iter().map(|file| stem(&file.path)).collect();
        let of_chosen = |path: &Path| tagged(path).is_some_and(|(id, _)| chosen.contains(&id));
        let faults = faulty.into_values().flatten().filter(|(path, _)| of_chosen(path));
        findings.extend(faults.map(|(_, finding)| finding));
        (records, findings)
    }

    /// Returns a finding if a path that a user names leads to no file. Other problems are reported
    /// when the file is read.
    fn not_a_record(&self, path: &Path) -> Option<Diagnostic> {
        let name = self.name_of(path);
        let message = match path.metadata() {
            Ok(found) if found.is_file() => return None,
            Ok(found) if found.is_dir() => message!("`{name}` is a folder, not a record"),
            Ok(_) => return Some(ReadError::Special.finding(&name)),
            Err(_) if path.is_symlink() => return None,
            Err(error) => match ReadError::from(error) {
                ReadError::Missing | ReadError::Name => message!("there is no file `{name}`"),
                _ => return None,
            },
        };
        let finding = Diagnostic::new(Code::UNKNOWN_RECORD, message);
        Some(if name.contains('\\') { finding.hint(with_slashes(&name)) } else { finding })
    }

    /// Returns the files in the folders of records and issues that are named like records or
    /// translations.
    fn record_paths(&self) -> Paths {
        let folders = [self.records_folder(), self.issues_folder()];
        let mut paths = Paths::default();
        if folders.iter().all(|folder| folder.symlink_metadata().is_err()) {
            let message = message!("the folder `{name}` does not exist", name = folders[0]);
            let hint = message!("create it, and put the records there");
            paths.findings.push(Diagnostic::new(Code::PROJECT, message).hint(hint));
        }
        for folder in folders {
            let listing = walk::list(&folder, &self.name_of(&folder), &self.walls, is_toml);
            for file in listing.files {
                let translation = tagged(&file.path).is_some();
                if translation { &mut paths.translations } else { &mut paths.records }.push(file);
            }
            paths.faults.extend(listing.faults);
            paths.findings.extend(listing.findings);
        }
        paths
    }

    /// Reports translations whose record or language does not exist.
    fn orphans(&self, translations: &[FoundFile], records: &[FoundFile]) -> Vec<Diagnostic> {
        let stems: Vec<_> = records.iter().map(|file| stem(&file.path)).collect();
        let folders = records.iter().map(|file| file.path.parent());
        let known: HashSet<_> = folders.zip(stems.iter().map(String::as_str)).collect();
        let mut suggestions = Suggestions::default();
        let findings = translations.iter().filter_map(|FoundFile { path, .. }| {
            let (id, tag) = tagged(path)?;
            let name = self.name_of(path);
            let place = Place::of_file(name);
            if !known.contains(&(path.parent(), &*id)) {
                let message = message!("there is no record `{id}` next to this translation");
                let hint = match suggestions.nearest(&id, stems.iter().map(String::as_str)) {
                    Some(near) if near == id => message!("move it to the folder of the record"),
                    Some(near) => message!("did you mean `{id}.{tag}.toml`?", id = near),
                    None => message!("remove it, or restore the record"),
                };
                let finding = Diagnostic::new(Code::ORPHAN_TRANSLATION, message);
                return Some(finding.at(place).hint(hint));
            }
            let error = tag.parse::<Language>().err()?;
            let hint = match tag.replace('_', "-").parse::<Language>() {
                Ok(meant) => message!("did you mean `{id}.{tag}.toml`?", tag = meant),
                Err(_) => message!("name the file `{id}.ms.toml` or `{id}.zh-Hans.toml`"),
            };
            Some(Diagnostic::new(Code::INVALID_VALUE, error.message()).at(place).hint(hint))
        });
        findings.collect()
    }

    /// Gives each file its ID, and rejects those whose ID is invalid or not unique among
    /// themselves and all records of the project.
    fn identify(
        &self,
        paths: &[FoundFile],
        all: &[FoundFile],
        translations: &[FoundFile],
    ) -> (Vec<RecordFile>, Vec<Diagnostic>) {
        let mut beside: BTreeMap<(Option<&Path>, String), Vec<TranslationFile>> = BTreeMap::new();
        for FoundFile { path, .. } in translations {
            if let Some((id, tag)) = tagged(path)
                && let Ok(language) = tag.parse()
            {
                let name = self.name_of(path);
                let file = TranslationFile { language, path: path.clone(), name };
                beside.entry((path.parent(), id)).or_default().push(file);
            }
        }
        let issues = self.issues_folder();
        let issues = issues.canonicalize().unwrap_or(issues);
        let listed: HashSet<&Path> = all.iter().map(|file| &*file.path).collect();
        let others = paths.iter().filter(|file| !listed.contains(&*file.path));
        let mut bearers: HashMap<String, BTreeMap<&Path, &Path>> = HashMap::new();
        for FoundFile { path, real } in all.iter().chain(others) {
            bearers.entry(stem(path)).or_default().entry(real).or_insert(path);
        }
        let mut records = Vec::new();
        let mut findings = Vec::new();
        for FoundFile { path, real } in paths {
            let name = self.name_of(path);
            let stem = stem(path);
            let id = match identifier(&stem, path, &name) {
                Ok(id) => id,
                Err(finding) => {
                    findings.push(finding);
                    continue;
                }
            };
            let others = bearers[&stem].iter().filter(|(other, _)| *other != real).take(MAX_NAMED);
            let others: Vec<_> =
                others.map(|(_, path)| format!("`{}`", self.name_of(path))).collect();
            if others.is_empty() {
                let kind = kind_of(real, &issues);
                let key = (path.parent(), stem);
                let translations = match beside.remove(&key) {
                    Some(found) => found,
                    // A file that the user names may be in any folder.
                    None if !listed.contains(&**path) => self.translations_beside(path),
                    None => vec![],
                };
                records.push(RecordFile { id, kind, path: path.clone(), name, translations });
                continue;
            }
            let others = Message::all_of(others);
            let message = message!("the id `{id}` is also used by {others}");
            findings.push(
                Diagnostic::new(Code::DUPLICATE_ID, message)
                    .at(Place::of_file(name))
                    .hint(message!("rename one of the files: a record's id is its file name")),
            );
        }
        (records, findings)
    }

    /// Returns the translations beside a file that is outside the folder of records or was named
    /// in another way.
    fn translations_beside(&self, record: &Path) -> Vec<TranslationFile> {
        let entries = std::fs::read_dir(folder_of(record)).into_iter().flatten();
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

/// Returns a finding if a user names a translation: `x.ms.toml` or `x.ms`.
fn translation_named(name: &Path) -> Option<Diagnostic> {
    let whole = name.extension().is_some_and(|extension| extension == "toml");
    let file = if whole { name.to_owned() } else { format!("{}.toml", name.display()).into() };
    let (id, tag) = tagged(&file).filter(|(_, tag)| tag.parse::<Language>().is_ok())?;
    let message = message!("`{name}` is a translation into `{tag}`");
    let hint = message!("name the record instead: `{id}`");
    Some(Diagnostic::new(Code::UNKNOWN_RECORD, message).hint(hint))
}

/// Adds the name of a record that may be meant, unless there is a hint already.
fn suggest(finding: Diagnostic, near: Option<&str>) -> Diagnostic {
    if !finding.hints.is_empty() {
        return finding;
    }
    match near {
        Some(near) => finding.did_you_mean(near),
        None => {
            finding.hint(message!("give a record's id, which is its file name without `.toml`"))
        }
    }
}

/// Returns the kind of a record, which depends on its folder.
fn kind_of(path: &Path, issues: &Path) -> RecordKind {
    let beside = path.parent().and_then(Path::file_name).is_some_and(|name| name == ISSUES);
    if beside || path.starts_with(issues) { RecordKind::Issue } else { RecordKind::Event }
}

/// The files in the folders of records and issues.
#[derive(Default)]
struct Paths {
    records: Vec<FoundFile>,
    translations: Vec<FoundFile>,
    /// The paths that are named like records and lead to no file of the project.
    faults: Vec<(PathBuf, Diagnostic)>,
    findings: Vec<Diagnostic>,
}

fn is_toml(path: &Path) -> bool {
    path.extension().map(OsStr::to_ascii_lowercase).is_some_and(|ending| ending == "toml")
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
fn once(mut files: Vec<FoundFile>) -> Vec<FoundFile> {
    let mut seen = HashSet::new();
    files.retain(|file| seen.insert(file.real.clone()));
    files
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}
