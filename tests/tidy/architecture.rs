//! ARCHITECTURE.md, held against the repository: paths, folders, dependencies and tests.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use crate::{files, repository};

/// The table "What one change touches" names files and folders that exist.
#[test]
fn what_a_change_touches_exists() {
    let named: Vec<String> = rows("## What one change touches")
        .iter()
        .flat_map(|row| quoted(&row.join(" ")))
        .filter(|cell| cell.contains(['/', '.']))
        .collect();
    assert!(named.len() > 15, "{named:?}");
    for path in named {
        assert!(repository().join(&path).exists(), "{path} is named but does not exist");
    }
}

/// The tree names every folder of the crates, on its own line or with its crate or its parent.
#[test]
fn the_tree_names_each_folder() {
    let rows = rows("## The tree");
    let mut missing = Vec::new();
    for path in files("crates", "rs") {
        let names: Vec<_> = path.iter().map(|name| name.to_str().unwrap()).collect();
        let [_, name, "src", inner @ .., _] = names.as_slice() else { continue };
        let of_crate = format!("crates/{name}");
        let tells = |row: &&Vec<String>| row[0].contains(&of_crate);
        let told: String = rows.iter().filter(tells).flatten().cloned().collect();
        missing.extend(
            inner
                .iter()
                .filter(|folder| {
                    !told.contains(&format!("src/{folder}`"))
                        && !told.contains(&format!("`{folder}`"))
                })
                .map(|folder| format!("{of_crate}: {folder}")),
        );
    }
    missing.sort();
    missing.dedup();
    assert!(missing.is_empty(), "{missing:#?}");
}

/// The table of dependencies names the crates that use each, and no dependency that is gone.
#[test]
fn each_dependency_is_justified() {
    let mut told: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for row in rows("## Dependencies") {
        for name in row[0].split(", ") {
            let users = row[1].trim_matches('`').split(", ").map(|user| user.trim().to_owned());
            told.entry(name.to_owned()).or_default().extend(users);
        }
    }
    assert_eq!(used(), told);
}

/// The table of tests names each file and folder of tests, and no other.
#[test]
fn each_test_is_named() {
    let told =
        rows("## Tests").into_iter().flat_map(|row| quoted(&row[0])).collect::<BTreeSet<_>>();
    let entries =
        fs::read_dir(repository().join("tests")).unwrap().map(|entry| entry.unwrap().path());
    let targets = entries.filter(|path| {
        path.extension().is_some_and(|extension| extension == "rs") || path.join("main.rs").exists()
    });
    let named = |path: &Path| path.strip_prefix(repository()).unwrap().to_str().unwrap().to_owned();
    let targets: Vec<_> =
        targets.map(|path| named(&path)).filter(|path| !told.contains(path)).collect();
    assert!(targets.is_empty(), "{targets:?}");
    let gone: Vec<_> = told.iter().filter(|path| !repository().join(path).exists()).collect();
    assert!(gone.is_empty(), "{gone:?}");
}

/// Returns the dependencies of all crates with the names of the crates that use them: "tests" for
/// those that only tests and `byline-fuzz` use.
fn used() -> BTreeMap<String, BTreeSet<String>> {
    const CRATES: [(&str, &str); 8] = [
        ("", "command line"),
        ("crates/macros", "macros"),
        ("crates/core", "core"),
        ("crates/image", "image"),
        ("crates/render", "render"),
        ("crates/build", "build"),
        ("crates/desk", "desk"),
        ("crates/fuzz", "tests"),
    ];
    let mut used: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut tested = BTreeSet::new();
    for (folder, name) in CRATES {
        let text = fs::read_to_string(repository().join(folder).join("Cargo.toml")).unwrap();
        let manifest: toml::Table = text.parse().unwrap();
        let targets = manifest.get("target").and_then(|targets| targets.as_table());
        let targets = targets.into_iter().flat_map(|targets| targets.values());
        let tables = targets.filter_map(|target| target.as_table()).chain([&manifest]);
        for table in tables {
            for (kind, is_test) in
                [("dependencies", false), ("build-dependencies", false), ("dev-dependencies", true)]
            {
                let names = table.get(kind).and_then(|table| table.as_table());
                let names = names.into_iter().flat_map(|table| table.keys());
                for dependency in names.filter(|name| !name.starts_with("byline-")) {
                    if is_test || name == "tests" {
                        tested.insert(dependency.clone());
                    } else {
                        used.entry(dependency.clone()).or_default().insert(name.to_owned());
                    }
                }
            }
        }
    }
    for name in tested {
        used.entry(name).or_insert_with(|| BTreeSet::from(["tests".to_owned()]));
    }
    used
}

/// Returns the rows of the first table of a section, cell by cell, without its head.
fn rows(section: &str) -> Vec<Vec<String>> {
    let text = fs::read_to_string(repository().join("ARCHITECTURE.md")).unwrap();
    let section = text.split(&format!("{section}\n")).nth(1).unwrap();
    let lines = section.lines().skip_while(|line| !line.starts_with('|'));
    let rows = lines.take_while(|line| line.starts_with('|')).skip(2);
    let cells = |row: &str| row.trim_matches(['|', ' ']).split(" | ").map(str::to_owned).collect();
    rows.map(cells).collect()
}

/// Returns the words between backticks.
fn quoted(text: &str) -> Vec<String> {
    text.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}
