//! Loads a project and its directory from the disk, with the pictures that they name.

use std::path::Path;
use std::sync::Arc;

use byline_core::diagnostic::{Code, Diagnostic};
use byline_core::file::read_source;
use byline_core::model::MAX_PIXELS;
use byline_core::parse::{Directory, DirectoryDraft, ORGANISATIONS, PEOPLE};
use byline_core::project::{FILE, Project, ProjectDraft};
use byline_core::source::Source;
use byline_image::{Folders, look};

/// Loads the project in a folder.
///
/// # Errors
/// Every problem of the project file.
pub fn project(root: &Path) -> Result<Project, Vec<Diagnostic>> {
    let path = root.join(FILE);
    if !path.exists() {
        let message = format!("there is no `{FILE}` in `{}`", root.display());
        let hint = format!("make a file {FILE} there that says: organisation = \"Your office\"");
        return Err(vec![Diagnostic::new(Code::Project, message).hint(hint)]);
    }
    let source = read_source(&path, FILE).map_err(|finding| vec![finding])?;
    let draft = ProjectDraft::read(&source);
    let pictures = look(draft.pictures(), Folders { file: root, project: root }, MAX_PIXELS, None);
    draft.complete(root, &pictures)
}

/// Loads the directory in a project's folder. A file that is not there has no entries.
///
/// The directory is whole exactly when no finding is an error.
pub fn directory(root: &Path) -> (Directory, Vec<Diagnostic>) {
    let mut findings = Vec::new();
    let mut open = |name: &str| -> Option<Arc<Source>> {
        let path = root.join(name);
        if !path.exists() {
            return None;
        }
        read_source(&path, name).map_err(|finding| findings.push(finding)).ok()
    };
    let (organisations, people) = (open(ORGANISATIONS), open(PEOPLE));
    let draft = DirectoryDraft::read(people.as_ref(), organisations.as_ref());
    let pictures = look(draft.pictures(), Folders { file: root, project: root }, MAX_PIXELS, None);
    let (directory, found) = draft.complete(&pictures);
    findings.extend(found);
    (directory, findings)
}
