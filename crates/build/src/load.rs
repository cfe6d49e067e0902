//! Loads a project and its directory, with the pictures that they reference.

use std::path::{Path, PathBuf};

use byline_core::diagnostic::{Code, Diagnostic};
use byline_core::message::message;
use byline_core::model::{MAX_PIXELS, Picture};
use byline_core::parse::{Directory, DirectoryDraft, ORGANISATIONS, PEOPLE, Pictures};
use byline_core::project::{FILE, Project, ProjectDraft};
use byline_core::source::Place;
use byline_core::walls::Walls;
use byline_image::{DrawingConverter, Folders, Inspection, PrintMaker, look};

use crate::changes::real;
use crate::texts::Texts;

/// Loads the project in a folder. Logos that are vector art are converted by `converter`; without
/// a converter, no picture is opened.
///
/// # Errors
/// Every problem in the project file.
pub fn project(
    root: &Path,
    converter: Option<&dyn DrawingConverter>,
) -> Result<Project, Vec<Diagnostic>> {
    project_from(root, &Texts::default(), converter).map(|(project, _)| project)
}

/// Loads the directory of a project. A missing file counts as empty. Without a converter, no
/// picture is opened.
///
/// The directory is complete exactly when no finding is an error.
pub fn directory(
    project: &Project,
    converter: Option<&dyn DrawingConverter>,
) -> (Directory, Vec<Diagnostic>) {
    let Loaded { value, findings, .. } = directory_from(project, &Texts::default(), converter);
    (value, findings)
}

/// Returns the finding about the project's logo if its pixels are damaged. Every document prints
/// it, so byline reports this once, before it builds any.
pub(crate) fn damaged_logo(project: &Project, print_maker: &PrintMaker) -> Option<Diagnostic> {
    let Picture { original, file, origin, .. } = project.brand.logo.as_ref()?;
    let problem = print_maker.look(original)?.err()?;
    Some(problem.finding(file).at(Place::new(&project.source, origin.range.clone())))
}

/// A loaded value, with the findings and the files that it was read from.
pub(crate) struct Loaded<T> {
    pub(crate) value: T,
    pub(crate) findings: Vec<Diagnostic>,
    pub(crate) files: Vec<PathBuf>,
}

/// Loads a project, and returns the files that it was read from.
pub(crate) fn project_from(
    root: &Path,
    texts: &Texts,
    converter: Option<&dyn DrawingConverter>,
) -> Result<(Project, Vec<PathBuf>), Vec<Diagnostic>> {
    let path = root.join(FILE);
    let source =
        texts.read_if_there(&path, FILE, &Walls::of(root)).map_err(|finding| vec![finding])?;
    let Some(source) = source else {
        let message = message!("there is no `{file}` in `{folder}`", file = FILE, folder = root);
        let hint = message!("create a project there with `byline init`");
        return Err(vec![Diagnostic::new(Code::PROJECT, message).hint(hint)]);
    };
    let draft = ProjectDraft::read(&source, root);
    let pictures = look_from(draft.pictures(), root, draft.walls(), converter);
    let files = files([FILE], &pictures, root);
    draft.complete(&pictures).map(|project| (project, files))
}

/// Loads the directory, and returns the files that it was read from.
pub(crate) fn directory_from(
    project: &Project,
    texts: &Texts,
    converter: Option<&dyn DrawingConverter>,
) -> Loaded<Directory> {
    let Project { root, walls, .. } = project;
    let mut findings = Vec::new();
    let mut open = |name: &str| {
        let source = texts.read_if_there(&root.join(name), name, walls);
        source.map_err(|finding| findings.push(finding)).ok().flatten()
    };
    let (organisations, people) = (open(ORGANISATIONS), open(PEOPLE));
    let draft = DirectoryDraft::read(people.as_ref(), organisations.as_ref());
    let pictures = look_from(draft.pictures(), root, walls, converter);
    let (directory, found) = draft.complete(&pictures);
    findings.extend(found);
    Loaded { value: directory, findings, files: files([ORGANISATIONS, PEOPLE], &pictures, root) }
}

/// Inspects pictures, whose names are relative to the project's folder.
fn look_from<'n>(
    names: impl IntoIterator<Item = &'n String>,
    root: &Path,
    walls: &Walls,
    converter: Option<&dyn DrawingConverter>,
) -> Pictures {
    let Some(converter) = converter else { return Pictures::default() };
    let inspection = Inspection { max_pixels: MAX_PIXELS, converter, print_maker: None };
    look(names, Folders { file: root, walls }, inspection)
}

fn files<const N: usize>(names: [&str; N], pictures: &Pictures, root: &Path) -> Vec<PathBuf> {
    let pictures = pictures.0.values().filter_map(|seen| seen.path.clone());
    names.iter().map(|name| real(&root.join(name))).chain(pictures).collect()
}
