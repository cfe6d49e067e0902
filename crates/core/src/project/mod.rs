//! A project: the folder with `byline.toml`, its records, templates and output.

mod brand;
pub mod file_name;
mod format;
mod manifest;
mod options;
mod output_name;
mod photos;
pub mod picture_name;
mod records;

use std::mem;
use std::path::{MAIN_SEPARATOR, Path, PathBuf};
use std::sync::Arc;

use schemars::{Schema, SchemaGenerator};
use toml::Spanned;

use crate::diagnostic::{Code, Diagnostic, Level, has_errors};
use crate::file::read_source;
use crate::io_words::io_words;
use crate::lint::{Allow, codes, is_unfilled};
use crate::message::{UiLanguage, message};
use crate::model::{File, Language, Slug, Text};
use crate::parse::Pictures;
use crate::reader::{self, Reader, Shape, TableShape, Tables, read_words, shape};
use crate::source::{Place, Source};
use crate::spelling::nearest;
use crate::walls::Walls;
use brand::RawBrand;
use photos::RawPhotos;
use records::ISSUES;

pub use brand::{Brand, Colour, Headings, Look, Paper};
pub use format::Format;
pub use manifest::{CONTRACT, MANIFEST, Manifest, OptionValues, TemplateOption};
pub use options::{OptionValue, Options};
pub use output_name::{OutputName, PatternProblem};
pub use photos::{Fitness, Photos, Resolution};
pub use records::{RECORDS, RecordFile, RecordKind, TranslationFile};

/// The name of the project file.
pub const FILE: &str = "byline.toml";

/// The name of the folder of a project's own fonts.
pub const FONTS: &str = "fonts";

/// The template of the full report, to whose file other documents refer.
pub const REPORT: &str = "report";

/// The default templates of a project: the documents built from one record.
const ALL: [&str; 3] = [REPORT, "summary", "newsletter"];

/// A project with a valid project file.
#[derive(Debug, Clone)]
pub struct Project {
    /// The project's folder.
    pub root: PathBuf,
    /// The organisation that publishes the reports.
    pub organisation: Text,
    /// The default language of records.
    pub language: Language,
    /// The languages that each record is built in. If empty, each is built in its own language.
    pub languages: Vec<Language>,
    /// The language of byline's messages, if the project sets one.
    pub ui_language: Option<UiLanguage>,
    /// Whether system fonts are used for characters that no other font has.
    pub system_fonts: bool,
    /// The templates with which each record is built.
    pub templates: Vec<TemplateName>,
    /// The pattern for the names of the documents.
    pub output: OutputName,
    /// The place of that pattern, unless it is the default.
    pub output_place: Option<Place>,
    /// The folders that files of the project may come from.
    pub walls: Walls,
    /// The kinds of findings that the project silences.
    pub allow: Vec<Allow>,
    /// The look of the documents.
    pub brand: Brand,
    /// The settings for printing photos.
    pub photos: Photos,
    /// The options that the project sets for its templates.
    pub options: Options,
    /// The folder of the project whose templates and fonts are used, if it is another one: test
    /// records use those of the project that contains them.
    pub home: Option<PathBuf>,
    /// The warnings about the project file.
    pub warnings: Vec<Diagnostic>,
    /// The text of the project file.
    pub source: Arc<Source>,
}

shape! {
    /// The project file.
    struct RawProject {
        /// The organisation that publishes the reports.
        organisation: Text ["S publisher", "\"Institute for Coastal Studies\""],
        /// The language of records that do not state one.
        language: Option<Language> ["S inLanguage", "\"en\""],
        /// The languages in which each record is built. Default: its own.
        languages: Vec<Spanned<Language>> ["S inLanguage", "[\"en\", \"ms\", \"zh-Hans\"]"],
        /// The language in which byline speaks to the office: `en`, `ms`, `zh-Hans` or `zh-Hant`. Default: that of the computer.
        ui_language: Option<UiLanguage> ["", "\"ms\""],
        /// The choice of fonts.
        fonts: Option<RawFonts> ["", "{ system = false }"],
        /// The templates with which each record is built.
        templates: Vec<Spanned<Slug>> ["", "[\"report\"]"],
        /// The pattern of the names of documents.
        output_name: Option<Spanned<String>> ["", "\"{id}-{template}.pdf\""],
        /// Folders outside the project to which its links and pictures may lead, as absolute paths
        /// or relative to the project.
        extra_folders: Vec<Spanned<String>> ["", "[\"/srv/photos\"]"],
        /// The options of the templates, by template name.
        options: Option<Options> ["", "{ report = { duplex = true } }"],
        /// The look of the documents.
        brand: Option<RawBrand> ["", "{ accent = \"#00507a\" }"],
        /// The settings for photos.
        photos: Option<RawPhotos> ["", "{ resolution = \"screen\" }"],
        /// Findings to silence, each with the reason.
        allow: Vec<RawAllow> ["", "[{ code = \"missing-credits\", reason = \"we sign nothing\" }]"],
    }

    /// Which fonts are used, beside those that byline carries and those in `fonts/`.
    struct RawFonts {
        /// Whether to use system fonts for characters that no other font has. They differ from machine to machine.
        system: Option<bool> ["", "false"],
    }

    /// A kind of finding that is silenced.
    struct RawAllow {
        /// The finding's code.
        code: Spanned<String> ["", "\"missing-credits\""],
        /// The reason.
        reason: Text ["", "\"we sign nothing\""],
    }
}

/// Returns the JSON Schema of the project file.
pub(crate) fn schema(generator: &mut SchemaGenerator) -> Schema {
    RawProject::schema(generator)
}

/// Adds the tables of the project file, for forms. Returns the name of its root.
pub(crate) fn add_tables(tables: &mut Tables) -> String {
    tables.add::<RawProject>()
}

impl Project {
    /// Returns whether the organisation still has the name of a new project.
    pub fn is_unnamed(&self) -> bool {
        is_placeholder(&self.organisation)
    }

    /// Returns the nearest folder, from `start` upwards, that contains a project file.
    pub fn find(start: &Path) -> Option<PathBuf> {
        // A broken link or a pipe is there, and is reported when it is read.
        let has_file = |folder: &&Path| folder.join(FILE).symlink_metadata().is_ok();
        start.ancestors().find(has_file).map(Path::to_owned)
    }

    /// Returns the folders of a project that its files are in, besides its own.
    pub fn folders(root: &Path) -> Vec<PathBuf> {
        let names = [RECORDS, ISSUES, "templates", "locales", FONTS, "logos"];
        names.map(|name| root.join(name)).to_vec()
    }

    /// Returns the folder of the records.
    pub fn records_folder(&self) -> PathBuf {
        self.root.join(RECORDS)
    }

    /// Returns the folder of the newsletter issues.
    pub fn issues_folder(&self) -> PathBuf {
        self.root.join(ISSUES)
    }

    /// Returns the default output folder.
    pub fn output_folder(&self) -> PathBuf {
        self.root.join("output")
    }

    /// Returns the file name of an event's full report. If there are several languages, the name
    /// depends on the language.
    pub fn report_of(&self, id: &Slug, language: Option<&Language>, format: Format) -> String {
        let report = REPORT.parse().map(|report| self.output.path(id, &report, language, format));
        let name = report.as_deref().ok().and_then(Path::file_name).unwrap_or_default();
        name.to_string_lossy().into_owned()
    }

    /// Returns the folder of the project's own templates.
    pub fn templates_folder(&self) -> PathBuf {
        self.home.as_ref().unwrap_or(&self.root).join("templates")
    }

    /// Returns the folder of the project's own locales.
    pub fn locales_folder(&self) -> PathBuf {
        self.home.as_ref().unwrap_or(&self.root).join("locales")
    }

    /// Returns the folder of the project's own fonts.
    pub fn fonts_folder(&self) -> PathBuf {
        self.home.as_ref().unwrap_or(&self.root).join(FONTS)
    }

    /// Returns the folder that contains the project's cache.
    pub fn cache_root(&self) -> &Path {
        self.home.as_ref().unwrap_or(&self.root)
    }

    /// Reads a text file of the project; `name` is its name in findings.
    ///
    /// # Errors
    /// As [`read_source`].
    pub fn source(&self, path: &Path, name: impl Into<String>) -> Result<Arc<Source>, Diagnostic> {
        read_source(path, name, &self.walls)
    }

    /// Returns the name of a file in findings: its path relative to the project's folder.
    pub fn name_of(&self, path: &Path) -> String {
        let relative = path.strip_prefix(&self.root).map(Path::to_owned).ok().or_else(|| {
            let (path, root) = (path.canonicalize().ok()?, self.root.canonicalize().ok()?);
            path.strip_prefix(root).map(Path::to_owned).ok()
        });
        relative
            .unwrap_or_else(|| path.to_owned())
            .display()
            .to_string()
            .replace(MAIN_SEPARATOR, "/")
    }
}

/// A project file that has been parsed, but whose pictures have not been inspected yet.
pub struct ProjectDraft {
    root: PathBuf,
    raw: Option<RawProject>,
    reader: Reader,
    walls: Walls,
}

impl ProjectDraft {
    /// Parses the text of the project file in the folder `root`.
    pub fn read(source: &Arc<Source>, root: &Path) -> Self {
        let (mut raw, mut reader) = reader::read(source, File::Project, |root, reader| {
            RawProject::read_table(root, 0..0, reader)
        });
        let mut walls = Walls::of(root);
        let folders = raw.as_mut().map(|raw| mem::take(&mut raw.extra_folders));
        for folder in folders.into_iter().flatten() {
            let name = folder.get_ref();
            if let Err(error) = walls.extend(&root.join(name)) {
                let why = io_words(&error);
                let message = message!("the folder `{name}` cannot be used: {why}");
                let hint = message!("make the folder available, or remove it from `extra-folders`");
                reader.report(Code::PROJECT, folder.span(), message).hint(hint);
            }
        }
        Self { root: root.to_owned(), raw, reader, walls }
    }

    /// Returns the folders that files of the project may come from.
    pub fn walls(&self) -> &Walls {
        &self.walls
    }

    /// Returns the paths of the pictures, as the file writes them.
    pub fn pictures(&self) -> &[String] {
        &self.reader.pictures
    }

    /// Completes the project with the data of its pictures.
    ///
    /// # Errors
    /// Returns every problem of the project file.
    pub fn complete(self, pictures: &Pictures) -> Result<Project, Vec<Diagnostic>> {
        let Self { root, raw, mut reader, walls } = self;
        let Some(raw) = raw else { return Err(reader.finish()) };
        let source = Arc::clone(reader.source());
        let output_place = raw.output_name.as_ref().map(|name| Place::new(&source, name.span()));
        let output = raw.output_name.map_or_else(OutputName::default, |name| {
            name.get_ref().parse().unwrap_or_else(|problem: PatternProblem| {
                let range = source.find_in(name.span(), &problem.excerpt);
                reader.report(Code::INVALID_VALUE, range, problem.message).hint(problem.hint);
                OutputName::default()
            })
        });
        let templates = templates(raw.templates, &mut reader);
        let languages = languages(raw.languages, &mut reader);
        let allow = raw.allow.into_iter().filter_map(|raw| allowed(&raw, &mut reader)).collect();
        let brand = raw.brand.map(|raw| raw.validate(pictures, &mut reader)).unwrap_or_default();
        if is_placeholder(&raw.organisation) {
            let range = raw.organisation.origin().range.clone();
            let message = message!("the organisation has no name of its own yet");
            let hint = message!(
                "write the name of your office; until then, documents are marked as drafts"
            );
            reader.report(Code::UNNAMED_ORGANISATION, range, message).hint(hint);
        }
        let findings = reader.finish();
        if has_errors(&findings) {
            return Err(findings);
        }
        Ok(Project {
            root,
            organisation: raw.organisation,
            language: raw.language.unwrap_or_else(Language::english),
            languages,
            ui_language: raw.ui_language,
            system_fonts: raw.fonts.and_then(|fonts| fonts.system).unwrap_or(true),
            templates,
            output,
            output_place,
            walls,
            allow,
            brand,
            photos: raw.photos.map(RawPhotos::validate).unwrap_or_default(),
            options: raw.options.unwrap_or_default(),
            home: None,
            warnings: findings,
            source,
        })
    }
}

read_words!(UiLanguage);

/// The name of the organisation in a new project.
pub(crate) const PLACEHOLDER: &str = "Your organisation";

fn is_placeholder(organisation: &Text) -> bool {
    organisation.as_str() == PLACEHOLDER || is_unfilled(organisation.as_str())
}

/// Returns the templates that the file names, each once, or the default templates if it names
/// none.
fn templates(named: Vec<Spanned<Slug>>, reader: &mut Reader) -> Vec<TemplateName> {
    let mut templates: Vec<TemplateName> = Vec::new();
    for template in named {
        let name = template.get_ref();
        if templates.iter().any(|other| other.name == *name) {
            let message = message!("the template `{name}` is listed twice");
            reader.report(Code::DUPLICATE_ENTRY, template.span(), message);
        } else {
            let place = Some(Place::new(reader.source(), template.span()));
            templates.push(TemplateName { name: template.into_inner(), place });
        }
    }
    if templates.is_empty() {
        let all = ALL.into_iter().filter_map(|name| name.parse().ok());
        templates.extend(all.map(|name| TemplateName { name, place: None }));
    }
    templates
}

/// Returns the languages that the file names, each once.
fn languages(named: Vec<Spanned<Language>>, reader: &mut Reader) -> Vec<Language> {
    let mut languages: Vec<Language> = Vec::new();
    for language in named {
        let tag = language.get_ref();
        if languages.contains(tag) {
            let message = message!("the language `{tag}` is listed twice");
            reader.report(Code::DUPLICATE_ENTRY, language.span(), message);
        } else {
            languages.push(language.into_inner());
        }
    }
    languages
}

/// Returns the kind of finding that an entry silences, or `None` after reporting an error.
fn allowed(entry: &RawAllow, reader: &mut Reader) -> Option<Allow> {
    let name = entry.code.get_ref().as_str();
    match name.parse::<Code>() {
        Ok(code) if code.level() < Level::Error => {
            return Some(Allow { code, reason: entry.reason.to_string() });
        }
        Ok(_) => {
            let message = message!("`{name}` is an error, and cannot be silenced");
            reader.report(Code::INVALID_VALUE, entry.code.span(), message);
        }
        Err(error) => {
            let range = entry.code.span();
            let finding = reader.report(Code::INVALID_VALUE, range, error.message());
            if let Some(near) = nearest(name, codes().map(Code::name)) {
                finding.did_you_mean(near);
            }
        }
    }
    None
}

/// A template that the project file names.
#[derive(Debug, Clone)]
pub struct TemplateName {
    /// The name.
    pub name: Slug,
    /// The place where it is named, or `None` if byline chose it.
    pub place: Option<Place>,
}
