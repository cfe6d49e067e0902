//! The order of the house: every file says what it is, and no layer reaches up.

use std::fs;
use std::path::{Path, PathBuf};

/// The modules, each using only those before it. `lib.rs` tells the same.
const LAYERS: [&str; 21] = [
    "panics",
    "fingerprint",
    "source",
    "diagnostic",
    "file",
    "cache_folder",
    "spelling",
    "photo",
    "event",
    "reader",
    "record",
    "check",
    "project",
    "reference",
    "starter",
    "locale",
    "template",
    "typeset",
    "export",
    "batch",
    "cli",
];

#[test]
fn every_source_file_opens_with_what_it_is() {
    for path in files("src", "rs").into_iter().chain(files("tests", "rs")) {
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.starts_with("//! "), "{} does not say what it is", path.display());
    }
    for path in files("templates", "typ") {
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.starts_with("// "), "{} does not say what it is", path.display());
    }
}

#[test]
fn no_layer_reaches_up() {
    let mut seen = 0;
    for path in files("src", "rs") {
        let module = path.components().nth(1).unwrap().as_os_str().to_str().unwrap();
        let module = module.trim_end_matches(".rs");
        let Some(level) = LAYERS.iter().position(|layer| *layer == module) else {
            assert!(["lib", "main"].contains(&module), "{module} has no place in the layers");
            continue;
        };
        let text = fs::read_to_string(&path).unwrap();
        for (used, layer) in LAYERS.iter().enumerate() {
            if text.contains(&format!("crate::{layer}::")) {
                assert!(used <= level, "{} reaches up to {layer}", path.display());
                seen += 1;
            }
        }
    }
    assert!(seen > 20, "the layers are not where this test looks for them");
}

/// Whatever prints must know the message format.
#[test]
fn only_the_printers_print() {
    // A helper answers on its standard output the byline that started it.
    let printers = ["src/cli/human.rs", "src/cli/json.rs", "src/cli/helper.rs"];
    let marks = ["stdout", "stderr", "println", "eprint", "eprintln", "anstream"];
    let prints = |path: &PathBuf| {
        let text = fs::read_to_string(path).unwrap();
        let text = text.split("#[cfg(test)]").next().unwrap();
        let mut words = text.split(|c: char| !c.is_alphanumeric() && c != '_');
        words.any(|word| marks.contains(&word)) || text.contains("print!")
    };
    let found: Vec<_> = files("src/cli", "rs").into_iter().filter(prints).collect();
    let mut expected = printers.map(PathBuf::from);
    expected.sort();
    assert_eq!(found, expected);
}

fn files(folder: &str, extension: &str) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found: Vec<_> = walkdir::WalkDir::new(root.join(folder))
        .into_iter()
        .map(|entry| entry.expect("the repository can be read").into_path())
        .filter(|path| path.extension().is_some_and(|e| e == extension))
        .filter(|path| {
            !path.components().any(|part| part.as_os_str().to_string_lossy().ends_with(".in"))
        })
        .map(|path| path.strip_prefix(root).expect("it was found there").to_owned())
        .collect();
    found.sort();
    assert!(!found.is_empty());
    found
}
