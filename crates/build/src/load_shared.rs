//! Loads the inputs that a project's documents share, and reloads them as far as a change affects
//! them.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use byline_core::diagnostic::{Code, Diagnostic, has_errors};
use byline_core::locale::Locales;
use byline_core::message::message;
use byline_core::model::Slug;
use byline_core::parse::Directory;
use byline_core::project::{Format, Project, REPORT, TemplateName};
use byline_core::source::Place;
use byline_core::spelling::nearest;
use byline_image::{DrawingConverter, PrintMaker};
use byline_render::compose::{Editions, Fonts};
use byline_render::template::Template;

use crate::archive::Archive;
use crate::changes::{Changes, real};
use crate::load::{self, Loaded};
use crate::shared::{Findings, Request, Shared};
use crate::texts::Texts;

impl Shared {
    /// Loads the inputs that documents share. Given an earlier version, it reuses those that no
    /// change affects.
    pub(crate) fn load(
        project: Arc<Project>,
        project_files: Vec<PathBuf>,
        request: Request,
        texts: Texts,
        converter: Arc<dyn DrawingConverter>,
        before: Option<Before<'_>>,
    ) -> Result<Self, Vec<Diagnostic>> {
        let (templates, in_templates, mut errors) = load_templates(&request, &project, before);
        let directory = load_directory(&project, &texts, &*converter, before);
        let (locales, in_locales) = load_locales(&project, before);
        let (fonts, in_fonts) = load_fonts(&project, before);
        let same = untouched(&project.templates_folder(), before);
        let findings = Findings {
            templates: in_templates,
            options: same.map_or_else(
                || unknown_options(&project),
                |shared| shared.findings.options.clone(),
            ),
            directory: directory.findings,
            locales: in_locales,
            fonts: in_fonts,
        };
        let known_pictures = before.and_then(|(shared, changes)| {
            shared.known_pictures.as_ref().map(|known| known.after(changes))
        });
        let (print_maker, archive, editions) = match before {
            Some((shared, changes)) => (
                Arc::clone(&shared.print_maker),
                shared.archive.after(changes, &project, &texts),
                shared.editions_after(&templates, &locales),
            ),
            None => {
                let print_maker = PrintMaker::new(project.cache_root(), project.photos.cache);
                (Arc::new(print_maker), Archive::default(), Arc::default())
            }
        };
        let languages = if request.languages.is_empty() {
            project.languages.clone()
        } else {
            request.languages.clone()
        };
        let shared = Self {
            named: !request.languages.is_empty() || project.languages.len() > 1,
            output: request.output,
            report: same.map_or_else(|| report_format(&project), |shared| shared.report),
            project,
            templates,
            directory: directory.value,
            fonts,
            print_maker,
            converter,
            languages,
            locales,
            request,
            texts,
            findings,
            project_files,
            directory_files: directory.files,
            archive,
            editions,
            known_pictures,
            answers: OnceLock::new(),
        };
        errors.extend(shared.findings());
        errors.extend(load::damaged_logo(&shared.project, &shared.print_maker));
        if has_errors(&errors) { Err(errors) } else { Ok(shared) }
    }

    /// Returns the evaluated templates that are still valid after a change of words or templates.
    fn editions_after(&self, templates: &[Arc<Template>], locales: &Arc<Locales>) -> Arc<Editions> {
        if !Arc::ptr_eq(locales, &self.locales) {
            return Arc::default();
        }
        for template in &self.templates {
            if !templates.iter().any(|kept| Arc::ptr_eq(kept, template)) {
                self.editions.forget(template);
            }
        }
        Arc::clone(&self.editions)
    }
}

/// Returns the requested templates without duplicates: those of the request, or else those of
/// the project.
fn wanted(request: &Request, project: &Project) -> Vec<TemplateName> {
    let asked = request.templates.iter();
    let mut asked: Vec<_> =
        asked.map(|name| TemplateName { name: name.clone(), place: None }).collect();
    if asked.is_empty() {
        asked.clone_from(&project.templates);
    }
    let mut wanted: Vec<TemplateName> = Vec::new();
    for template in asked {
        if !wanted.iter().any(|other| other.name == template.name) {
            wanted.push(template);
        }
    }
    wanted
}

/// The shared inputs before, and the changes since.
type Before<'a> = (&'a Shared, &'a Changes);

/// Returns the previous shared inputs if nothing in a folder has changed since.
fn untouched<'a>(folder: &Path, before: Option<Before<'a>>) -> Option<&'a Shared> {
    before.filter(|(_, changes)| !changes.touch_folder(folder)).map(|(shared, _)| shared)
}

/// Finds the requested templates. Returns those that can be used, the warnings about each, and
/// the errors about the others.
fn load_templates(
    request: &Request,
    project: &Project,
    before: Option<Before<'_>>,
) -> (Vec<Arc<Template>>, Vec<Vec<Diagnostic>>, Vec<Diagnostic>) {
    let (mut templates, mut findings, mut errors) = (Vec::new(), Vec::new(), Vec::new());
    for TemplateName { name, place } in wanted(request, project) {
        match find_template(&name, project, before) {
            Ok((template, doubtful)) => {
                templates.push(template);
                findings.push(doubtful);
            }
            Err(wrong) => errors.extend(wrong.into_iter().map(|mut finding| {
                finding.place = finding.place.or_else(|| place.clone());
                finding
            })),
        }
    }
    (templates, findings, errors)
}

/// Reads the directory, unless none of its files has changed.
fn load_directory(
    project: &Project,
    texts: &Texts,
    converter: &dyn DrawingConverter,
    before: Option<Before<'_>>,
) -> Loaded<Arc<Directory>> {
    let same = before
        .filter(|(shared, changes)| !shared.directory_files.iter().any(|file| changes.touch(file)));
    match same {
        Some((shared, _)) => Loaded {
            value: Arc::clone(&shared.directory),
            findings: shared.findings.directory.clone(),
            files: shared.directory_files.clone(),
        },
        None => {
            let loaded = load::directory_from(project, texts, Some(converter));
            let Loaded { value, findings, files } = loaded;
            Loaded { value: Arc::new(value), findings, files }
        }
    }
}

/// Reads the project's locales, unless none of them has changed.
fn load_locales(project: &Project, before: Option<Before<'_>>) -> (Arc<Locales>, Vec<Diagnostic>) {
    match untouched(&project.locales_folder(), before) {
        Some(shared) => (Arc::clone(&shared.locales), shared.findings.locales.clone()),
        None => {
            let (locales, found) = Locales::of_project(&project.locales_folder(), &project.walls);
            (Arc::new(locales), found)
        }
    }
}

/// Reads the project's fonts, unless they were read before: whenever they change, everything is
/// loaded anew.
fn load_fonts(project: &Project, before: Option<Before<'_>>) -> (Arc<Fonts>, Vec<Diagnostic>) {
    match before {
        Some((shared, _)) => (Arc::clone(&shared.fonts), shared.findings.fonts.clone()),
        None => {
            let fonts =
                Fonts::new(project.fonts_folder(), project.walls.clone(), project.system_fonts);
            let mut found = fonts.findings();
            found.extend(project.brand.findings(&project.source, || fonts.families()));
            (Arc::new(fonts), found)
        }
    }
}

/// Returns the format of full reports.
fn report_format(project: &Project) -> Format {
    let report = REPORT.parse().ok();
    report.and_then(|report| Template::format_of(&report, project)).unwrap_or(Format::DEFAULT)
}

type Found<T> = Result<(T, Vec<Diagnostic>), Vec<Diagnostic>>;

/// Finds a template and the warnings about it; reuses the one loaded before if none of its files
/// has changed.
fn find_template(
    name: &Slug,
    project: &Project,
    before: Option<Before<'_>>,
) -> Found<Arc<Template>> {
    let folder = project.templates_folder();
    let same = before.and_then(|(shared, changes)| {
        let index = shared.templates.iter().position(|template| template.name == *name)?;
        let template = &shared.templates[index];
        let used = template.used();
        let changed = changes.touch_folder(&folder.join(name.as_str()))
            || used.keys().any(|file| changes.touch(&real(&folder.join(file))));
        (!changed).then(|| (Arc::clone(template), shared.findings.templates[index].clone()))
    });
    match same {
        Some(same) => Ok(same),
        None => Template::find(name, project).map(|(template, found)| (Arc::new(template), found)),
    }
}

/// Reports options for templates that do not exist.
fn unknown_options(project: &Project) -> Vec<Diagnostic> {
    let known = Template::names(project);
    let unknown = project.options.templates().filter(|name| !known.contains(name.get_ref()));
    let findings = unknown.map(|name| {
        let message = message!("there is no template `{name}`", name = name.get_ref());
        let finding = Diagnostic::new(Code::UNKNOWN_TEMPLATE, message)
            .at(Place::new(&project.source, name.span()));
        match nearest(name.get_ref().as_str(), known.iter().map(Slug::as_str)) {
            Some(near) => finding.did_you_mean(near),
            None => finding.hint(message!("run `byline templates` to list all templates")),
        }
    });
    findings.collect()
}
