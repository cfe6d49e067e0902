//! The conventions of the code base: every file starts with a description, no file is too long,
//! modules have no circular dependencies, no two types of a crate have one name, and only the
//! printers print.

mod architecture;
mod modules;
mod promises;
mod templates;
mod types;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use modules::Crate;
use types::same_names;

/// The source folders of the crates.
const CRATES: [&str; 8] = [
    "crates/macros/src",
    "crates/core/src",
    "crates/image/src",
    "crates/render/src",
    "crates/build/src",
    "crates/desk/src",
    "crates/fuzz/src",
    "src",
];

/// The maximum number of lines in a file.
const MAX_LINES: usize = 400;

/// The files that may be longer, with the reason.
const LONG: [(&str, &str); 11] = [
    ("crates/render/src/locate.rs", "one walk over the pages serves both ways"),
    ("src/args.rs", "the whole command line is declared in one place"),
    ("src/human.rs", "one printer has a method for each message"),
    ("src/json.rs", "one printer has a line for each message"),
    ("tests/batch.rs", "runs that depend on each other's state share their helpers"),
    ("tests/desk/client.rs", "one client made by hand serves all tests of the desk"),
    ("tests/desk/security.rs", "the rules are tried on one list of requests"),
    ("tests/documents.rs", "one validator is started for all documents"),
    ("tests/formats.rs", "one reader of calendars serves all tests"),
    ("tests/languages.rs", "the translations of one project are read back in many ways"),
    ("tests/photos.rs", "one report is printed from every kind of picture"),
];

#[test]
fn every_source_file_opens_with_what_it_is() {
    for path in rust_files() {
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.starts_with("//! "), "{} does not say what it is", path.display());
    }
    for path in files("templates", "typ") {
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.starts_with("// "), "{} does not say what it is", path.display());
    }
}

#[test]
fn no_file_is_long_without_a_reason() {
    let long = rust_files().into_iter().filter(|path| {
        let lines = fs::read_to_string(path).unwrap().lines().count();
        lines > MAX_LINES
    });
    let found: BTreeSet<PathBuf> = long.collect();
    let listed: BTreeSet<PathBuf> = LONG.iter().map(|(path, _)| path.into()).collect();
    assert_eq!(found, listed, "files over {MAX_LINES} lines, and those that are listed");
}

#[test]
fn no_module_reaches_round_in_a_circle() {
    let mut seen = 0;
    let mut circles = Vec::new();
    for folder in CRATES {
        let modules = Crate::read(&repository().join(folder));
        seen += modules.uses();
        circles.extend(modules.circles().into_iter().map(|circle| (folder, circle)));
    }
    assert!(circles.is_empty(), "{circles:#?}");
    assert!(seen > 500, "only {seen} uses of one module by another were found");
}

/// The documentation of the core lists its modules, each after those that it uses.
#[test]
fn the_core_lists_its_modules_in_order() {
    let folder = repository().join("crates/core/src");
    let text = fs::read_to_string(folder.join("lib.rs")).unwrap();
    let lines = text.lines().skip_while(|line| !line.starts_with("//! 1. "));
    let list: String = lines.take_while(|line| line.len() > "//!".len()).collect();
    let listed: Vec<_> = list.split('`').skip(1).step_by(2).collect();
    let listed: Vec<_> = listed.iter().map(|name| name.trim_start_matches("mod@")).collect();
    let uses = Crate::read(&folder).at_root();
    let all: BTreeSet<_> = listed.iter().map(|name| (*name).to_owned()).collect();
    assert_eq!(all, uses.keys().cloned().collect(), "modules listed, and modules there are");
    for (at, name) in listed.iter().enumerate() {
        let late = uses[*name].iter().filter(|used| !listed[..at].contains(&used.as_str()));
        assert_eq!(late.collect::<Vec<_>>(), [""; 0].iter().collect::<Vec<_>>(), "used by {name}");
    }
}

#[test]
fn a_circle_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write("lib.rs", "mod a; mod b; mod c; pub use c::deep::Deep;");
    write("a.rs", "use crate::b::{self, Thing}; pub struct Own(pub b::Other, Thing);");
    write("b.rs", "pub struct Thing; pub struct Other; pub struct Far(crate::Deep);");
    let part = "pub mod deep; mod near; fn inner() -> deep::Deep { todo!() }";
    write("c/mod.rs", part);
    write("c/near.rs", "pub fn near() {}");
    write("c/deep.rs", "pub struct Deep;");
    assert!(Crate::read(folder.path()).circles().is_empty());
    // Through a renamed import, a path in an expression, a re-export and macros.
    for text in [
        "use crate::{a as first}; pub struct Deep(first::Own);",
        "pub struct Deep; fn f() { let _ = crate::a::Own::new(); }",
        "use super::super::a::Own; pub struct Deep(Own);",
        "pub struct Deep; fn f() { println!(\"{}\", [crate::a::own()]); }",
        "pub struct Deep; macro_rules! own { ($to:ident) => { $to($crate::a::own()) }; }",
        "#[derive(Own)] #[own(with(super::super::a::own))] pub struct Deep;",
    ] {
        write("c/deep.rs", text);
        assert_eq!(Crate::read(folder.path()).circles().len(), 1, "{text}");
    }
    // Test code may use any module.
    write("c/deep.rs", "pub struct Deep; #[cfg(test)] mod tests { use crate::a::Own; }");
    assert!(Crate::read(folder.path()).circles().is_empty());
    // Two parts of a folder count as one to the files outside it, but not to their parent.
    write("c/deep.rs", "pub struct Deep;");
    write("c/near.rs", "use crate::a::Own; pub fn near() {}");
    let circles = Crate::read(folder.path()).circles();
    assert_eq!(circles, [["a -> b", "b -> c::deep", "c::near -> a"]]);
    write("c/near.rs", "use super::inner; pub fn near() {}");
    write("c/mod.rs", &format!("{part} use near::near;"));
    assert!(Crate::read(folder.path()).circles().is_empty());
}

#[test]
fn no_two_types_of_a_crate_have_one_name() {
    for folder in CRATES {
        let mut twice = same_names(&repository().join(folder));
        // One for Unix and one for other systems.
        twice.remove("Handle");
        assert!(twice.is_empty(), "{twice:#?}");
    }
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.rs"), "mod b { fn c() { struct Entry; } }").unwrap();
    let outside = "#[cfg(test)] mod tests { struct Entry; } #[cfg(unix)] struct Entry;";
    fs::write(folder.path().join("d.rs"), outside).unwrap();
    assert!(same_names(folder.path()).is_empty());
    fs::write(folder.path().join("e.rs"), "type Entry = u8;").unwrap();
    assert_eq!(same_names(folder.path())["Entry"].len(), 2);
}

/// Only code that knows the message format may print.
#[test]
fn only_the_printers_print() {
    // A helper sends its answers to the byline that started it through standard output.
    let printers = [
        "crates/image/src/converter.rs",
        "crates/build/src/helper.rs",
        "crates/desk/src/production.rs",
        "crates/desk/src/trial.rs",
        "src/converter.rs",
        "src/helper.rs",
        "src/human.rs",
        "src/json.rs",
        "src/serve.rs",
    ];
    let marks = ["stdout", "stderr", "println", "eprint", "eprintln", "anstream"];
    let prints = |path: &PathBuf| {
        let text = fs::read_to_string(repository().join(path)).unwrap();
        let text = text.split("#[cfg(test)]").next().unwrap();
        let mut words = text.split(|c: char| !c.is_alphanumeric() && c != '_');
        words.any(|word| marks.contains(&word)) || text.contains("print!")
    };
    let found: Vec<_> =
        CRATES.iter().flat_map(|folder| files(folder, "rs")).filter(prints).collect();
    assert_eq!(found, printers.map(PathBuf::from));
}

/// Each promise of SECURITY.md has a test.
#[test]
fn what_is_promised_is_tested() {
    let text = fs::read_to_string(repository().join("SECURITY.md")).unwrap();
    let faults = promises::faults(&text, repository());
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn a_promise_without_a_test_is_found() {
    let faults = |statements: &str| {
        let text = format!("# Security\n\n## What byline promises\n\n{statements}");
        promises::faults(&text, repository()).len()
    };
    let own = "<!-- tests/tidy/main.rs: what_is_promised_is_tested -->";
    assert_eq!(faults(&format!("- It is safe. {own}\n")), 0);
    assert_eq!(faults(""), 1, "nothing is promised");
    assert_eq!(faults(&format!("- It is safe. {own}\n- It is quick.\n")), 1);
    for test in ["tests/tidy/main.rs: files", "tests/tidy/main.rs: no_such", "tests/no.rs: x", "x"]
    {
        assert_eq!(faults(&format!("- It is safe. <!-- {test} -->\n")), 1, "{test}");
    }
    assert_eq!(faults(&format!("- It is safe. {own}\n## Not promised\n\n- It is not. {own}\n")), 1);
}

/// The parser's tests do not compile the typesetter.
#[test]
fn the_core_needs_no_typst() {
    let tree = std::process::Command::new(env!("CARGO"))
        .args([
            "tree",
            "--offline",
            "--package",
            "byline-core",
            "--edges",
            "all",
            "--prefix",
            "none",
        ])
        .current_dir(repository())
        .output()
        .unwrap();
    let tree = String::from_utf8(tree.stdout).unwrap();
    let crates: BTreeSet<&str> = tree.lines().filter_map(|line| line.split(' ').next()).collect();
    assert!(crates.contains("pulldown-cmark"), "{tree}");
    let heavy = crates.iter().filter(|name| {
        name.contains("typst")
            || ["image", "krilla", "rayon", "usvg", "hayro-syntax"].contains(name)
    });
    assert_eq!(heavy.collect::<Vec<_>>(), [""; 0].iter().collect::<Vec<_>>());
}

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn rust_files() -> Vec<PathBuf> {
    ["src", "crates", "tests", "benches"].iter().flat_map(|folder| files(folder, "rs")).collect()
}

/// Returns the files in a folder, except those of projects that tests use.
fn files(folder: &str, extension: &str) -> Vec<PathBuf> {
    let root = repository();
    let mut found: Vec<_> = walkdir::WalkDir::new(root.join(folder))
        .into_iter()
        .map(|entry| entry.expect("the repository can be read").into_path())
        .filter(|path| path.extension().is_some_and(|e| e == extension))
        .map(|path| path.strip_prefix(root).expect("it was found there").to_owned())
        .filter(|path| {
            !path.components().any(|part| part.as_os_str().to_string_lossy().ends_with(".in"))
        })
        .collect();
    found.sort();
    assert!(!found.is_empty());
    found
}
