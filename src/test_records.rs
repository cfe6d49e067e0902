//! The test records of a template: a project of their own, and the stored pictures of its pages.

use std::path::Path;

use crate::converter;
use byline_build::ProofFolders;
use byline_core::diagnostic::Diagnostic;
use byline_core::file::ReadError;
use byline_core::model::Slug;
use byline_core::project::Project;

/// Loads the project of some test records: it uses the templates and fonts of the project that
/// contains it.
///
/// # Errors
/// Every problem in its project file.
pub(crate) fn tests_project(project: &Project, folder: &Path) -> Result<Project, Vec<Diagnostic>> {
    if let Ok(None) = project.walls.find(folder) {
        return Err(vec![ReadError::Outside.finding(&project.name_of(folder))]);
    }
    let mut tests = byline_build::load::project(folder, Some(&*converter::of(project)))?;
    tests.home = Some(project.root.clone());
    tests.walls.extend_with(&project.walls);
    Ok(tests)
}

/// Returns the folders for the pictures of a template's test records.
pub(crate) fn proof_folders(tests: &Path, template: &Slug, update: bool) -> ProofFolders {
    let part = |folder: &str| tests.join(folder).join(template.as_str());
    ProofFolders { stored: part("pages"), differences: part("output/differences"), update }
}
