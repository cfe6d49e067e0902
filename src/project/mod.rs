//! A project: the folder with `byline.toml`, its records, templates and output.

mod output_name;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use toml::Spanned;
use walkdir::WalkDir;

use crate::diagnostic::{Code, Diagnostic, has_errors};
use crate::event::{Language, Slug, Text};
use crate::file;
use crate::reader::{self, Required, shape};
use crate::source::{Place, Source};
use crate::spelling::nearest;

pub use output_name::OutputName;

/// The name of the project file.
pub const FILE: &str = "byline.toml";

/// A project whose file is valid.
#[derive(Debug, Clone)]
pub struct Project {
    /// The project's folder.
    pub root: PathBuf,
    /// The organisation that publishes the reports.
    pub organisation: Text,
    /// The language of records that do not name theirs.
    pub language: Language,
    /// The templates that each record is built with.
    pub templates: Vec<Slug>,
    /// How the documents are called.
    pub output: OutputName,
}

shape! {
    /// The project file.
    struct RawProject {
        /// The organisation that publishes the reports.
        organisation: Required<Text>,
        /// The language of records that do not name theirs.
        language: Option<Language>,
        /// The templates that each record is built with.
        templates: Vec<Spanned<Slug>>,
        /// How the documents are called.
        output_name: Option<Spanned<String>>,
    }
}

impl Project {
    /// The nearest folder, from `start` upwards, that has a project file.
    pub fn find(start: &Path) -> Option<PathBuf> {
        start.ancestors().find(|folder| folder.join(FILE).is_file()).map(Path::to_owned)
    }

    /// Reads the project in a folder.
    ///
    /// # Errors
    /// Every problem of the project file.
    pub fn load(root: &Path) -> Result<Self, Vec<Diagnostic>> {
        let path = root.join(FILE);
        if !path.exists() {
            let message = format!("there is no `{FILE}` in `{}`", root.display());
            let hint =
                format!("make a file {FILE} there that says: organisation = \"Your office\"");
            return Err(vec![Diagnostic::new(Code::Project, message).hint(hint)]);
        }
        let source = file::read_source(&path, FILE).map_err(|finding| vec![finding])?;
        let (raw, mut reader) = reader::read::<RawProject>(&source);
        let output = match raw.output_name {
            None => OutputName::default(),
            Some(name) => OutputName::parse(name.get_ref()).unwrap_or_else(|problem| {
                let range = source.find_in(name.span(), &problem.excerpt);
                reader.report(Code::InvalidValue, range, problem.message).hint(problem.hint);
                OutputName::default()
            }),
        };
        let mut templates: Vec<Slug> = Vec::new();
        for template in raw.templates {
            if templates.contains(template.get_ref()) {
                let message = format!("the template `{}` is listed twice", template.get_ref());
                reader.report(Code::DuplicateEntry, template.span(), message);
            } else {
                templates.push(template.into_inner());
            }
        }
        if templates.is_empty() {
            templates.extend(Slug::new("report"));
        }
        let findings = reader.finish();
        match raw.organisation.0 {
            Some(organisation) if !has_errors(&findings) => Ok(Self {
                root: root.to_owned(),
                organisation,
                language: raw.language.unwrap_or_else(Language::english),
                templates,
                output,
            }),
            _ => Err(findings),
        }
    }

    /// Where the records are.
    pub fn records_folder(&self) -> PathBuf {
        self.root.join("records")
    }

    /// Where the documents go, unless the user says otherwise.
    pub fn output_folder(&self) -> PathBuf {
        self.root.join("output")
    }

    /// Where the project keeps templates of its own.
    pub fn templates_folder(&self) -> PathBuf {
        self.root.join("templates")
    }

    /// How findings call a file: its path from the project's folder.
    pub fn name_of(&self, path: &Path) -> String {
        path.strip_prefix(&self.root).unwrap_or(path).display().to_string().replace('\\', "/")
    }

    /// All records of the project, by their paths' order, and what is wrong with
    /// their names.
    pub fn records(&self) -> (Vec<RecordFile>, Vec<Diagnostic>) {
        let folder = self.records_folder();
        if !folder.is_dir() {
            let message = format!("there is no folder `{}`", folder.display());
            let finding = Diagnostic::new(Code::Project, message);
            return (vec![], vec![finding.hint("make it, and put the records there")]);
        }
        let mut paths = Vec::new();
        let mut findings = Vec::new();
        for entry in WalkDir::new(&folder).sort_by_file_name() {
            match entry {
                Ok(entry) => {
                    let path = entry.path();
                    let hidden = entry.file_name().to_string_lossy().starts_with('.');
                    let toml = path.extension().is_some_and(|extension| extension == "toml");
                    if toml && !hidden && !entry.file_type().is_dir() {
                        paths.push(path.to_owned());
                    }
                }
                Err(error) => {
                    let path = error.path().unwrap_or(&folder);
                    let message = format!("`{}` cannot be read: {error}", self.name_of(path));
                    findings.push(Diagnostic::new(Code::Project, message));
                }
            }
        }
        let (records, wrong) = self.identify(paths);
        findings.extend(wrong);
        (records, findings)
    }

    /// The records that a user names, by path or by id.
    pub fn find_records(&self, names: &[PathBuf]) -> (Vec<RecordFile>, Vec<Diagnostic>) {
        let mut known = None;
        let mut paths: Vec<PathBuf> = Vec::new();
        let mut findings = Vec::new();
        for name in names {
            let id = name.to_str().and_then(Slug::new);
            let path = match id.filter(|_| !name.exists()) {
                None => name.clone(),
                Some(id) => {
                    let known = known.get_or_insert_with(|| self.records().0);
                    match known.iter().find(|record| record.id == id) {
                        Some(record) => record.path.clone(),
                        None => {
                            let mut finding = Diagnostic::new(
                                Code::Unreadable,
                                format!("no record here has the id `{id}`"),
                            );
                            let ids = known.iter().map(|record| record.id.as_str());
                            if let Some(near) = nearest(id.as_str(), ids) {
                                finding = finding.hint(format!("did you mean `{near}`?"));
                            }
                            findings.push(finding);
                            continue;
                        }
                    }
                }
            };
            if !paths.contains(&path) {
                paths.push(path);
            }
        }
        let (records, wrong) = self.identify(paths);
        findings.extend(wrong);
        (records, findings)
    }

    /// Gives each file its id, and refuses those whose id is bad or not theirs alone.
    fn identify(&self, paths: Vec<PathBuf>) -> (Vec<RecordFile>, Vec<Diagnostic>) {
        let mut records = Vec::new();
        let mut findings = Vec::new();
        let mut seen: BTreeMap<Slug, usize> = BTreeMap::new();
        for path in paths {
            let name = self.name_of(&path);
            let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            match Slug::new(&stem) {
                Some(id) => {
                    *seen.entry(id.clone()).or_default() += 1;
                    records.push(RecordFile { id, path, name });
                }
                None => {
                    let message = format!("the file name of `{name}` cannot be the record's id");
                    let hint = match Slug::suggest(&stem) {
                        Some(slug) => format!("rename the file to `{slug}.toml`"),
                        None => {
                            "rename it with lower-case Latin letters, digits and hyphens".into()
                        }
                    };
                    let place = Place::new(&Source::new(name, ""), 0..0);
                    findings.push(Diagnostic::new(Code::InvalidId, message).at(place).hint(hint));
                }
            }
        }
        let (unique, twins): (Vec<_>, Vec<_>) =
            records.into_iter().partition(|record| seen[&record.id] == 1);
        for record in &twins {
            let others: Vec<_> = twins
                .iter()
                .filter(|other| other.id == record.id && other.path != record.path)
                .map(|other| format!("`{}`", other.name))
                .collect();
            let message =
                format!("the id `{}` is also that of {}", record.id, others.join(" and "));
            let place = Place::new(&Source::new(record.name.clone(), ""), 0..0);
            findings.push(
                Diagnostic::new(Code::DuplicateId, message)
                    .at(place)
                    .hint("rename one of the files: a record's id is its file name"),
            );
        }
        (unique, findings)
    }
}

/// The file of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordFile {
    /// The record's id: the file's name without `.toml`.
    pub id: Slug,
    /// The file.
    pub path: PathBuf,
    /// How findings call it.
    pub name: String,
}
