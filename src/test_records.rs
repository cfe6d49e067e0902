//! The test records of a template: a project of their own, and the pages that are stored.

use std::path::Path;

use byline_build::Shelf;
use byline_core::diagnostic::Diagnostic;
use byline_core::model::Slug;
use byline_core::project::Project;

/// The project of some test records: its templates and fonts are those of the project
/// that it is in.
///
/// # Errors
/// Every problem of its project file.
pub(crate) fn tests_project(project: &Project, folder: &Path) -> Result<Project, Vec<Diagnostic>> {
    let mut tests = byline_build::load::project(folder)?;
    tests.home = Some(project.root.clone());
    Ok(tests)
}

/// Where the pictures of a template's test records are.
pub(crate) fn shelf(tests: &Path, template: &Slug, update: bool) -> Shelf {
    let part = |folder: &str| tests.join(folder).join(template.as_str());
    Shelf { stored: part("pages"), differences: part("output/differences"), update }
}
