//! Templates: where they come from, and their files as the typesetter asks for them.

mod standard;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use typst::diag::{FileError, FileResult, PackageError};
use typst::foundations::{Bytes, Dict, IntoValue, Value};
use typst::syntax::{FileId, RootedPath, VirtualPath, VirtualRoot};
use typst_kit::files::{FileLoader, FileStore, FsRoot};

use byline_core::diagnostic::{Code, Diagnostic, has_errors};
use byline_core::file::read_source;
use byline_core::fingerprint::Fingerprint;
use byline_core::model::{Language, Slug};
use byline_core::project::{Format, MANIFEST, Manifest, OptionValue, Project, Settled};
use byline_core::source::Source;
use byline_core::spelling::nearest;

/// The file of a template that is compiled.
pub const MAIN: &str = "main.typ";

/// The function in it that makes a document of an event or an issue.
pub(crate) const ENTRY: &str = "main";

/// The folder beside the templates that holds the parts they share.
pub const DESIGN: &str = "design";

/// A template, its files read once a run.
pub struct Template {
    /// Its name.
    pub name: Slug,
    /// Where it comes from.
    pub origin: Origin,
    /// What it is for, and what may be asked of it.
    pub manifest: Manifest,
    /// The options, as the project has them.
    pub options: Dict,
    /// The second language of its documents, if they are in two.
    pub second: Option<Language>,
    files: FileStore<Files>,
}

/// Where a template comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// It is inside the binary.
    Standard,
    /// It is in the project, in this folder.
    Project(PathBuf),
}

impl Template {
    /// The template of that name: the project's own, or else the standard one; with what
    /// is doubtful about it.
    ///
    /// # Errors
    /// [`Code::UNKNOWN_TEMPLATE`] when there is neither, or no pages for a format that has
    /// some; all that is wrong with its manifest, or with what the project asks of it.
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
        if own && manifest.format.is_paged() && !folder.join(MAIN).is_file() {
            return Err(vec![unknown(name, &folder, project)]);
        }
        let Settled { values, second } =
            manifest.settle(name, &project.options, &project.source)?;
        let options = values.into_iter().map(|(name, option)| (name.into(), value(option)));
        let options = options.collect();
        let findings = manifest.findings(name, project.brand.paper);
        if has_errors(&findings) {
            return Err(findings);
        }
        let (origin, files) = if own {
            let root = FsRoot::new(project.templates_folder());
            let used = [(format!("{name}/{MANIFEST}"), fingerprint)].into();
            (Origin::Project(folder), Files::Folder { root, used: Mutex::new(used) })
        } else {
            (Origin::Standard, Files::Standard)
        };
        let files = FileStore::new(files);
        Ok((Self { name: name.clone(), origin, manifest, options, second, files }, findings))
    }

    /// Whether it is the project's own.
    pub fn is_of_project(&self) -> bool {
        matches!(self.origin, Origin::Project(_))
    }

    /// The files of the project's own that were used so far, by their paths from the folder
    /// of the templates, and what they held; nothing for those that were not there. A
    /// standard template has none.
    pub fn used(&self) -> BTreeMap<String, Option<Fingerprint>> {
        match self.files.loader() {
            Files::Standard => BTreeMap::new(),
            Files::Folder { used, .. } => used.lock().map(|used| used.clone()).unwrap_or_default(),
        }
    }

    /// What a file holds now that the template uses, by its path from the folder of the
    /// templates; none if there is no such file.
    pub fn fingerprint(&self, file: &str) -> Option<Fingerprint> {
        let path = VirtualPath::new(file).ok()?;
        let bytes = match self.files.loader() {
            Files::Standard => standard(&path),
            Files::Folder { root, .. } => in_folder(root, &path),
        };
        bytes.ok().map(|bytes| Fingerprint::of(&bytes))
    }

    /// The names of every template that the project can use.
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

    /// Returns the format of the documents that are made with a template; none while its
    /// manifest cannot be understood.
    pub fn format_of(name: &Slug, project: &Project) -> Option<Format> {
        let folder = project.templates_folder().join(name.as_str());
        let own = is_template(&folder).then_some(&*folder);
        match manifest_of(name, own, project).ok()? {
            Some(source) => Manifest::read(&source).ok().map(|manifest| manifest.format),
            None => Some(Format::DEFAULT),
        }
    }

    /// The files of a standard template, and of the design system if it lays out pages, by
    /// their paths from the folder of templates; none for a name that is not a standard
    /// template's.
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

    /// The path of the file that makes it a template, from the folder of the templates.
    pub fn entry_file(&self) -> String {
        let file = if self.manifest.format.is_paged() { MAIN } else { MANIFEST };
        format!("{}/{file}", self.name)
    }

    /// The files, as the typesetter asks for them.
    pub(crate) fn files(&self) -> &FileStore<Files> {
        &self.files
    }

    /// How findings call a file of the template.
    pub(crate) fn name_of(&self, file: FileId, project: &Project) -> String {
        let path = file.vpath().get_without_slash();
        match &self.origin {
            Origin::Standard => format!("byline:{path}"),
            Origin::Project(_) => project.name_of(&project.templates_folder().join(path)),
        }
    }

    /// The file that is compiled. The same id for every record: a process has only
    /// 65,535 of them, for ever.
    pub(crate) fn main(&self) -> FileId {
        let path = VirtualPath::new(format!("{}/{MAIN}", self.name));
        RootedPath::new(VirtualRoot::Project, path.expect("a slug is a plain file name")).intern()
    }
}

/// Whether a folder of the project holds a template: pages, or a manifest, which is enough
/// for a format without pages.
fn is_template(folder: &Path) -> bool {
    [MAIN, MANIFEST].iter().any(|file| folder.join(file).is_file())
}

/// Whether a standard template has this name.
fn is_standard(name: &Slug) -> bool {
    standard::file(&format!("{name}/{MANIFEST}")).is_some()
}

/// The text of a template's manifest, in the folder of the project's own or of the standard
/// one; none if it has no manifest.
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
    let source = path.is_file().then(|| read_source(&path, called)).transpose();
    source.map_err(|finding| vec![finding])
}

/// An option as templates have it.
fn value(option: OptionValue) -> Value {
    match option {
        OptionValue::Flag(flag) => flag.into_value(),
        OptionValue::Number(number) => number.into_value(),
        OptionValue::Word(word) => word.into_value(),
    }
}

/// There is no such template, or nothing in its folder.
fn unknown(name: &Slug, folder: &Path, project: &Project) -> Diagnostic {
    let message = if folder.is_dir() {
        format!("the template `{name}` has no file `{MAIN}`")
    } else {
        format!("there is no template `{name}`")
    };
    let finding = Diagnostic::new(Code::UNKNOWN_TEMPLATE, message);
    let names = Template::names(project);
    match nearest(name.as_str(), names.iter().map(Slug::as_str)) {
        Some(near) if near != name.as_str() => finding.hint(format!("did you mean `{near}`?")),
        _ => finding.hint("`byline templates` lists what there is"),
    }
}

/// Loads the files of templates and of the design system beside them. Packages are
/// refused: byline works offline.
pub(crate) enum Files {
    /// Those inside the binary.
    Standard,
    /// Those of the project; what its design system lacks comes from the binary.
    Folder {
        root: FsRoot,
        /// Which were asked for, and what they held.
        used: Mutex<BTreeMap<String, Option<Fingerprint>>>,
    },
}

impl FileLoader for Files {
    fn load(&self, id: FileId) -> FileResult<Bytes> {
        if let VirtualRoot::Package(_) = id.root() {
            let reason = "byline fetches no packages; copy the file into the template's folder";
            return Err(FileError::Package(PackageError::Other(Some(reason.into()))));
        }
        match self {
            Files::Standard => standard(id.vpath()),
            Files::Folder { root, used } => {
                let loaded = in_folder(root, id.vpath());
                if let Ok(mut used) = used.lock() {
                    let held = loaded.as_ref().ok().map(|bytes| Fingerprint::of(bytes));
                    used.insert(id.vpath().get_without_slash().into(), held);
                }
                loaded
            }
        }
    }
}

fn in_folder(root: &FsRoot, path: &VirtualPath) -> FileResult<Bytes> {
    match root.load(path) {
        Err(FileError::NotFound(missing)) => standard(path)
            .ok()
            .filter(|_| path.get_without_slash().starts_with(DESIGN))
            .ok_or(FileError::NotFound(missing)),
        result => result,
    }
}

fn standard(path: &VirtualPath) -> FileResult<Bytes> {
    let path = path.get_without_slash();
    match standard::file(path) {
        Some(Cow::Borrowed(data)) => Ok(Bytes::new(data)),
        Some(Cow::Owned(data)) => Ok(Bytes::new(data)),
        None => Err(FileError::NotFound(path.into())),
    }
}
