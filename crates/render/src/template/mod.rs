//! Finds templates and provides their files to Typst.

mod standard;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use typst::diag::{FileError, FileResult, PackageError};
use typst::foundations::{Bytes, Dict, IntoValue, Value};
use typst::syntax::{FileId, RootedPath, VirtualPath, VirtualRoot};
use typst_kit::files::{FileLoader, FileStore};

use crate::own_words::{no_packages, special, too_large};
use byline_core::diagnostic::{Code, Diagnostic, has_errors};
use byline_core::file::{ReadError, outside_remedy, read_inside};
use byline_core::fingerprint::Fingerprint;
use byline_core::message::message;
use byline_core::model::{Language, MAX_PICTURE_BYTES, Slug};
use byline_core::project::{Format, MANIFEST, Manifest, OptionValue, OptionValues, Project};
use byline_core::source::Source;
use byline_core::spelling::nearest;
use byline_core::walls::Walls;

/// The template's main file, which Typst compiles.
pub const MAIN: &str = "main.typ";

/// The folder next to the templates that contains their shared parts.
pub const DESIGN: &str = "design";

/// A template. Its files are read once per run.
pub struct Template {
    /// The template's name.
    pub name: Slug,
    /// The origin of the template.
    pub origin: Origin,
    /// The template's purpose and options.
    pub manifest: Manifest,
    /// The values of the options for the project.
    pub options: Dict,
    /// The second language of bilingual documents.
    pub second: Option<Language>,
    files: FileStore<TemplateFiles>,
}

/// The origin of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// A standard template, embedded in the binary.
    Standard,
    /// A template of the project, in this folder.
    Project(PathBuf),
}

impl Template {
    /// Finds a template by name: the project's own or, if there is none, the standard one. Also
    /// returns warnings about it.
    ///
    /// # Errors
    /// Returns [`Code::UNKNOWN_TEMPLATE`] if there is no such template, or if it has no main file
    /// although its format has pages; and all errors in the manifest or in the project's settings
    /// for the template.
    pub fn find(
        name: &Slug,
        project: &Project,
    ) -> Result<(Self, Vec<Diagnostic>), Vec<Diagnostic>> {
        let folder = project.templates_folder().join(name.as_str());
        let own = is_template(&folder);
        if !own && !is_standard(name) {
            return Err(vec![unknown(name, &folder, project)]);
        }
        let manifest = manifest_of(name, own.then_some(&*folder), project)?;
        let fingerprint = manifest.as_ref().map(|source| source.fingerprint());
        let manifest = manifest.map_or_else(|| Ok(Manifest::none()), |s| Manifest::read(&s))?;
        let main = folder.join(MAIN);
        if own && manifest.format.is_paged() && !main.is_file() {
            let read = project.source(&main, project.name_of(&main));
            let there = main.symlink_metadata().is_ok();
            let wrong = read.err().filter(|_| there);
            return Err(vec![wrong.unwrap_or_else(|| unknown(name, &folder, project))]);
        }
        let OptionValues { values, second } =
            manifest.resolve_options(name, &project.options, &project.source)?;
        let options = values.into_iter().map(|(name, option)| (name.into(), value(option)));
        let options = options.collect();
        let findings = manifest.findings(name, project.brand.paper);
        if has_errors(&findings) {
            return Err(findings);
        }
        let (origin, files) = if own {
            let used = Mutex::new([(format!("{name}/{MANIFEST}"), fingerprint)].into());
            let (root, walls) = (project.templates_folder(), project.walls.clone());
            (Origin::Project(folder), TemplateFiles::Folder { root, walls, used })
        } else {
            (Origin::Standard, TemplateFiles::Standard)
        };
        let files = FileStore::new(files);
        Ok((Self { name: name.clone(), origin, manifest, options, second, files }, findings))
    }

    /// Returns whether the template is the project's own.
    pub fn is_of_project(&self) -> bool {
        matches!(self.origin, Origin::Project(_))
    }

    /// Returns the project's template files used so far, with their fingerprints, by path relative
    /// to the templates folder. The fingerprint is `None` for a file that was looked up but does
    /// not exist. A standard template has no such files.
    pub fn used(&self) -> BTreeMap<String, Option<Fingerprint>> {
        match self.files.loader() {
            TemplateFiles::Standard => BTreeMap::new(),
            TemplateFiles::Folder { used, .. } => {
                used.lock().map(|used| used.clone()).unwrap_or_default()
            }
        }
    }

    /// Returns the current fingerprint of a file that the template uses, given its path relative
    /// to the templates folder; `None` if there is no such file.
    pub fn fingerprint(&self, file: &str) -> Option<Fingerprint> {
        let path = VirtualPath::new(file).ok()?;
        let bytes = match self.files.loader() {
            TemplateFiles::Standard => standard(&path),
            TemplateFiles::Folder { root, walls, .. } => in_folder(root, walls, &path),
        };
        bytes.ok().map(|bytes| Fingerprint::of(&bytes))
    }

    /// Returns the names of all templates available to the project.
    pub fn names(project: &Project) -> Vec<Slug> {
        let standard = standard::folders_with(MANIFEST).into_iter();
        let standard = standard.filter_map(|name| name.parse().ok());
        let own = fs::read_dir(project.templates_folder()).into_iter().flatten().flatten();
        let own = own.filter(|entry| is_template(&entry.path()));
        let own = own.filter_map(|entry| entry.file_name().to_str()?.parse().ok());
        let mut names: Vec<_> = standard.chain(own).collect();
        names.sort();
        names.dedup();
        names
    }

    /// Returns the format of a template's documents; `None` if its manifest is invalid.
    pub fn format_of(name: &Slug, project: &Project) -> Option<Format> {
        let folder = project.templates_folder().join(name.as_str());
        let own = is_template(&folder).then_some(&*folder);
        match manifest_of(name, own, project).ok()? {
            Some(source) => Manifest::read(&source).ok().map(|manifest| manifest.format),
            None => Some(Format::DEFAULT),
        }
    }

    /// Returns the files of a standard template by their paths relative to the templates folder,
    /// including the design system if the template has pages. The list is empty if there is no
    /// standard template with this name.
    pub fn standard_files(name: &Slug) -> Vec<(String, Cow<'static, [u8]>)> {
        let mut paths = standard::files_in(name.as_str());
        if !is_standard(name) {
            return vec![];
        }
        if standard::file(&format!("{name}/{MAIN}")).is_some() {
            paths.extend(standard::files_in(DESIGN));
        }
        paths
            .into_iter()
            .filter_map(|path| standard::file(&path).map(|data| (path, data)))
            .collect()
    }

    /// Returns the path of the file that defines the template, relative to the templates folder.
    pub fn entry_file(&self) -> String {
        let file = if self.manifest.format.is_paged() { MAIN } else { MANIFEST };
        format!("{}/{file}", self.name)
    }

    /// Returns the file store that Typst reads from.
    pub(crate) fn files(&self) -> &FileStore<TemplateFiles> {
        &self.files
    }

    /// Returns the name by which findings refer to a file of the template.
    pub(crate) fn name_of(&self, file: FileId, project: &Project) -> String {
        let path = file.vpath().get_without_slash();
        match &self.origin {
            Origin::Standard => format!("byline:{path}"),
            Origin::Project(_) => project.name_of(&project.templates_folder().join(path)),
        }
    }

    /// Returns the id of the main file. It is the same for every record, because Typst supports
    /// only 65,535 ids per process and never frees them.
    pub(crate) fn main(&self) -> FileId {
        let path = VirtualPath::new(format!("{}/{MAIN}", self.name));
        RootedPath::new(VirtualRoot::Project, path.expect("a slug is a plain file name")).intern()
    }
}

/// Returns whether a folder of the project contains a template: a main file or a manifest, which
/// is sufficient for a format without pages.
fn is_template(folder: &Path) -> bool {
    [MAIN, MANIFEST].iter().any(|file| folder.join(file).symlink_metadata().is_ok())
}

/// Returns whether a standard template has this name.
fn is_standard(name: &Slug) -> bool {
    standard::file(&format!("{name}/{MANIFEST}")).is_some()
}

/// Returns the text of a template's manifest, from the project's template folder or the standard
/// template; `None` if there is no manifest.
fn manifest_of(
    name: &Slug,
    own: Option<&Path>,
    project: &Project,
) -> Result<Option<Arc<Source>>, Vec<Diagnostic>> {
    let Some(folder) = own else {
        let text = standard::file(&format!("{name}/{MANIFEST}"));
        let text = text.as_deref().and_then(|text| str::from_utf8(text).ok());
        return Ok(text.map(|text| Source::new(format!("byline:{name}/{MANIFEST}"), text)));
    };
    let path = folder.join(MANIFEST);
    let called = project.name_of(&path);
    let there = path.symlink_metadata().is_ok();
    let source = there.then(|| project.source(&path, called)).transpose();
    source.map_err(|finding| vec![finding])
}

/// Converts an option for templates.
fn value(option: OptionValue) -> Value {
    match option {
        OptionValue::Flag(flag) => flag.into_value(),
        OptionValue::Number(number) => number.into_value(),
        OptionValue::Word(word) => word.into_value(),
    }
}

/// Returns the finding for a template that does not exist or whose folder has no template files.
fn unknown(name: &Slug, folder: &Path, project: &Project) -> Diagnostic {
    let message = if folder.is_dir() {
        message!("the template `{name}` has no file `{file}`", file = MAIN)
    } else {
        message!("there is no template `{name}`")
    };
    let finding = Diagnostic::new(Code::UNKNOWN_TEMPLATE, message);
    let names = Template::names(project);
    match nearest(name.as_str(), names.iter().map(Slug::as_str)) {
        Some(near) if near != name.as_str() => finding.did_you_mean(near),
        _ if folder.is_dir() => {
            let file = project.name_of(&folder.join(MAIN));
            finding.hint(message!(
                "create `{file}`, or remove the folder and copy a standard template with `byline \
                 templates copy report`"
            ))
        }
        _ => finding.hint(message!("run `byline templates` to list all templates")),
    }
}

/// Loads the files of a template and of the design system next to it. Packages are rejected
/// because byline works offline.
pub(crate) enum TemplateFiles {
    /// Files embedded in the binary.
    Standard,
    /// Files of the project. Files missing from its design system come from the binary.
    Folder {
        root: PathBuf,
        walls: Walls,
        /// The files requested so far, with their fingerprints.
        used: Mutex<BTreeMap<String, Option<Fingerprint>>>,
    },
}

impl FileLoader for TemplateFiles {
    fn load(&self, id: FileId) -> FileResult<Bytes> {
        if let VirtualRoot::Package(_) = id.root() {
            let reason = no_packages().to_string().into();
            return Err(FileError::Package(PackageError::Other(Some(reason))));
        }
        match self {
            TemplateFiles::Standard => standard(id.vpath()),
            TemplateFiles::Folder { root, walls, used } => {
                let loaded = in_folder(root, walls, id.vpath());
                if let Ok(mut used) = used.lock() {
                    let held = loaded.as_ref().ok().map(|bytes| Fingerprint::of(bytes));
                    used.insert(id.vpath().get_without_slash().into(), held);
                }
                loaded
            }
        }
    }
}

fn in_folder(root: &Path, walls: &Walls, path: &VirtualPath) -> FileResult<Bytes> {
    match read(root, walls, path) {
        Err(FileError::NotFound(missing)) => standard(path)
            .ok()
            .filter(|_| path.get_without_slash().starts_with(DESIGN))
            .ok_or(FileError::NotFound(missing)),
        result => result,
    }
}

/// Reads a file of the project's templates; one larger than any picture is refused.
fn read(root: &Path, walls: &Walls, path: &VirtualPath) -> FileResult<Bytes> {
    let full = path.realize(root)?;
    let other = |reason: String| FileError::Other(Some(reason.into()));
    read_inside(&full, MAX_PICTURE_BYTES, walls).map(Bytes::new).map_err(|error| match error {
        ReadError::Missing | ReadError::BrokenLink | ReadError::Name => FileError::NotFound(full),
        ReadError::Folder => FileError::IsDirectory,
        ReadError::Special => other(special().to_string()),
        ReadError::TooLarge => other(too_large().to_string()),
        ReadError::Outside => {
            let path = path.get_without_slash();
            let remedy = outside_remedy();
            other(format!("a link leads from `{path}` out of the project: {remedy}"))
        }
        ReadError::Io(error) => FileError::from_io(error, &full),
    })
}

fn standard(path: &VirtualPath) -> FileResult<Bytes> {
    let path = path.get_without_slash();
    match standard::file(path) {
        Some(Cow::Borrowed(data)) => Ok(Bytes::new(data)),
        Some(Cow::Owned(data)) => Ok(Bytes::new(data)),
        None => Err(FileError::NotFound(path.into())),
    }
}
