//! Has the binary built again when a standard template is added, changed or taken away,
//! and gives it a number of its own: what another build made is made again.

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::path::Path;

fn main() {
    let mut hasher = DefaultHasher::new();
    for source in ["Cargo.lock", "src", "templates"] {
        println!("cargo::rerun-if-changed={source}");
        hash(Path::new(source), &mut hasher);
    }
    println!("cargo::rustc-env=BYLINE_BUILD={:016x}", hasher.finish());
}

/// Hashes a file, or all files in a folder. What cannot be read shows when it is compiled.
fn hash(path: &Path, hasher: &mut DefaultHasher) {
    let Ok(entries) = fs::read_dir(path) else {
        (path, fs::read(path).unwrap_or_default()).hash(hasher);
        return;
    };
    let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        hash(&path, hasher);
    }
}
