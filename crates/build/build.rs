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
    // Adding a file changes the modification time of its folder.
    println!("cargo::rerun-if-changed={}", root.join("templates").display());
    println!("cargo::rustc-env=BYLINE_DIGEST={:016x}", hasher.finish());
}

/// Collects the files that the binary embeds; the templates' tests are not among them.
fn gather(folder: &Path, files: &mut Vec<PathBuf>) {
    for path in fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()) {
        let shipped =
            ["typ", "toml"].iter().any(|ending| path.extension() == Some(ending.as_ref()));
        if path.is_dir() && path.file_name() != Some("tests".as_ref()) {
            gather(&path, files);
        } else if shipped {
            files.push(path);
        }
    }
}
