//! Computes a digest of the inputs that documents have besides the records. Documents made with a
//! different digest are out of date.

mod digest;

use std::path::Path;

fn main() {
    let root = Path::new("../..");
    for file in digest::files(root) {
        println!("cargo::rerun-if-changed={}", file.display());
    }
    // A new file in one of these folders counts, too. The folder of all templates also holds their
    // tests, whose stored pages must not cause a new build.
    for folder in digest::shipped(&root.join("templates")) {
        println!("cargo::rerun-if-changed={}", folder.display());
    }
    println!("cargo::rerun-if-changed=digest.rs");
    println!("cargo::rustc-env=BYLINE_DIGEST={}", digest::digest(root));
}
