//! Computes a digest of the inputs that documents have besides the records: the shipped
//! templates and the versions of all dependencies. Documents made with a different digest are
//! out of date.

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};

fn main() {
    let root = Path::new("../..");
    let mut files = vec![root.join("Cargo.lock")];
    gather(&root.join("templates"), &mut files);
    files.sort();
    let mut hasher = DefaultHasher::new();
    for file in &files {
        println!("cargo::rerun-if-changed={}", file.display());
        // A file that cannot be read causes an error when it is compiled.
        (file, fs::read(file).unwrap_or_default()).hash(&mut hasher);
    }
    // A new file in one of these folders counts, too. The folder of all templates also holds their
    // tests, whose stored pages must not cause a new build.
    for folder in shipped(&root.join("templates")) {
        println!("cargo::rerun-if-changed={}", folder.display());
    }
    println!("cargo::rustc-env=BYLINE_DIGEST={:016x}", hasher.finish());
}

/// Returns the folders of templates; their tests are not among them.
fn shipped(templates: &Path) -> impl Iterator<Item = PathBuf> {
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
