//! Gives the binary a digest of what documents depend on beside the records: the shipped
//! templates and the versions of all dependencies. Documents made under another digest are
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
        // What cannot be read shows when it is compiled.
        (file, fs::read(file).unwrap_or_default()).hash(&mut hasher);
    }
    // A file that is added changes its folder.
    println!("cargo::rerun-if-changed={}", root.join("templates").display());
    println!("cargo::rustc-env=BYLINE_DIGEST={:016x}", hasher.finish());
}

/// Gathers the files that the binary carries; the templates' tests stay out of it.
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
