//! Links out of a project, for tests.

#![allow(dead_code, reason = "each test file uses a part of this")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use tempfile::TempDir;

use super::common::{Project, Run};

/// A word that is in every file outside the project, and in no message or document.
pub(crate) const SECRET: &str = "hunter2";

/// Creates a folder outside the project, with a file.
pub(crate) fn outside(name: &str, content: &str) -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join(name), content).unwrap();
    folder
}

/// Puts a link into a project.
pub(crate) fn link(project: &Project, name: &str, target: impl AsRef<Path>) {
    let path = project.path(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    symlink(target, path).unwrap();
}

/// Asserts that a run reports, at a file, that a link leads out of the project, and quotes
/// nothing from there.
pub(crate) fn refuses(run: &Run, name: &str) {
    let told = format!("a link leads from `{name}` out of the project");
    assert!(run.stderr.contains(&told), "{name}: {run:?}");
    assert!(run.stderr.contains(&format!("--> {name}")), "{name}: {run:?}");
    assert!(run.stderr.contains("copy the file into the project, or list its folder"), "{run:?}");
    assert!(!run.stderr.contains(SECRET) && !run.stdout.contains(SECRET), "{name}: {run:?}");
}

/// A text that byline would quote in a finding, if it read it.
pub(crate) fn quoted() -> String {
    format!("{SECRET}-key = \"{SECRET}\"\n")
}
