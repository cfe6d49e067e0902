//! The templates: they import by name, import nothing in vain, and no name of the design system
//! means two things; what a look gives has the same names in every look.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use regex::Regex;

use crate::{files, repository};

/// The names of the design system that templates are given: a third of the 233 that one import
/// brought before.
const MOST_NAMES: usize = 77;

#[test]
fn templates_import_by_name_what_they_use() {
    let import = Regex::new(r#"(?m)^ *#?import "[^"]+": (?:\(([^)]*)\)|(.+))$"#).unwrap();
    let mut faults = Vec::new();
    for path in sources() {
        let text = fs::read_to_string(repository().join(&path)).unwrap();
        let rest = import.replace_all(&text, "");
        for found in import.captures_iter(&text) {
            let names = found.get(1).or(found.get(2)).unwrap().as_str();
            for name in names.split(',').map(str::trim).filter(|name| !name.is_empty()) {
                let word = Regex::new(&format!(r"(^|[^\w-]|[^\w]-){name}($|[^\w-])")).unwrap();
                if name == "*" || !(word.is_match(&rest) || path.ends_with("design/design.typ")) {
                    faults.push(format!("{}: {name}", path.display()));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn a_name_of_the_design_system_means_one_thing() {
    let definition = Regex::new(r"(?m)^#let ([\w-]+)").unwrap();
    let mut folders: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for path in sources() {
        let text = fs::read_to_string(repository().join(&path)).unwrap();
        let folders_of = path.parent().unwrap();
        let is_look = folders_of.starts_with("templates/design/looks");
        let folder = folders_of.iter().nth(if is_look { 3 } else { 1 }).unwrap().to_str().unwrap();
        for found in definition.captures_iter(&text) {
            let is_new = folders.entry(folder.to_owned()).or_default().insert(found[1].to_owned());
            assert!(is_new, "{}: `{}` is defined twice", path.display(), &found[1]);
        }
    }
    let design = folders.remove("design").unwrap();
    for (folder, names) in folders {
        let both: Vec<_> = design.intersection(&names).collect();
        assert!(both.is_empty(), "{folder} gives {both:?} another meaning");
    }
}

#[test]
fn the_design_system_fits_on_two_pages() {
    let door = fs::read_to_string(repository().join("templates/design/design.typ")).unwrap();
    let import = Regex::new(r#"(?m)^#import "[^"]+": (?:\(([^)]*)\)|(.+))$"#).unwrap();
    let names: Vec<_> = import
        .captures_iter(&door)
        .flat_map(|found| {
            let names = found.get(1).or(found.get(2)).unwrap().as_str();
            names.split(',').map(|name| name.trim().to_owned()).collect::<Vec<_>>()
        })
        .filter(|name| !name.is_empty())
        .collect();
    assert!(!names.is_empty() && names.len() <= MOST_NAMES, "{} names", names.len());
}

/// Returns the files of the templates, except for samples.
fn sources() -> impl Iterator<Item = std::path::PathBuf> {
    files("templates", "typ").into_iter().filter(|path| !path.ends_with("sample.typ"))
}
