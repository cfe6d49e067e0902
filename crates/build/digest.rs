//! The digest of the inputs that documents have besides the records, for the build script and
//! its test.

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};

/// Returns the digest: of the shipped templates and the versions of all dependencies. Comments
/// and tests in the source have no part in it.
pub(crate) fn digest(root: &Path) -> String {
    let mut hasher = DefaultHasher::new();
    for file in files(root) {
        // A file that cannot be read causes an error when it is compiled.
        (file.strip_prefix(root).ok(), fs::read(&file).unwrap_or_default()).hash(&mut hasher);
    }
    format!("{:016x}", hasher.finish())
}

/// Returns the files that the digest is made of.
pub(crate) fn files(root: &Path) -> Vec<PathBuf> {
    let mut files = vec![root.join("Cargo.lock")];
    gather(&root.join("templates"), &mut files);
    files.sort();
    files
}

/// Returns the folders of templates; their tests are not among them.
pub(crate) fn shipped(templates: &Path) -> impl Iterator<Item = PathBuf> {
    entries(templates).filter(|path| path.is_dir() && path.file_name() != Some("tests".as_ref()))
}

/// Collects the files that the binary embeds.
fn gather(folder: &Path, files: &mut Vec<PathBuf>) {
    let is_embedded = |path: &PathBuf| {
        ["typ", "toml"].iter().any(|ending| path.extension() == Some(ending.as_ref()))
    };
    files.extend(entries(folder).filter(is_embedded));
    for folder in shipped(folder) {
        gather(&folder, files);
    }
}

fn entries(folder: &Path) -> impl Iterator<Item = PathBuf> {
    fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path())
}
