//! A stranger's files, and a project that must leave them alone.

#![allow(dead_code, reason = "each test file uses a part of this")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use walkdir::WalkDir;

use super::common::{Project, SMALL};
use super::pictures::{corners, telling_png};
use super::runs::finish;

/// A stranger's folder beside the project, with a file in it.
pub(crate) struct Stranger {
    pub(crate) folder: TempDir,
    before: BTreeMap<String, Vec<u8>>,
}

impl Stranger {
    pub(crate) fn new() -> Self {
        let folder = TempDir::new().unwrap();
        fs::write(folder.path().join("file"), "precious").unwrap();
        let before = contents(folder.path());
        Self { folder, before }
    }

    /// Returns the file.
    pub(crate) fn file(&self) -> PathBuf {
        self.folder.path().join("file")
    }

    #[track_caller]
    pub(crate) fn expect_untouched(&self) {
        assert_eq!(contents(self.folder.path()), self.before);
    }
}

/// Returns the files in a folder, with their contents.
pub(crate) fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = WalkDir::new(folder).into_iter().map(Result::unwrap);
    let files = files.filter(|entry| entry.file_type().is_file());
    files
        .map(|entry| (entry.path().display().to_string(), fs::read(entry.path()).unwrap()))
        .collect()
}

/// Creates a project with two records, one of which has a photo.
pub(crate) fn project() -> Project {
    let project = Project::new();
    project.write("records/bay.png", telling_png(&corners(600, 400)));
    let photo =
        "[[photos]]\nfile = 'bay.png'\nalt = 'The bay at low tide.'\ncaption = 'Low tide'\n";
    project.write("records/a.toml", format!("{SMALL}{photo}")).write("records/b.toml", SMALL);
    project
}

/// Runs byline and expects that it builds all documents.
#[track_caller]
pub(crate) fn expect_built(project: &Project, args: &[&str]) -> String {
    let output = finish(project.command(args));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(0), "{said}");
    for id in ["a", "b"] {
        let document = project.read(&format!("output/{id}-report.pdf"));
        assert!(document.starts_with(b"%PDF-"), "{said}");
    }
    said
}
