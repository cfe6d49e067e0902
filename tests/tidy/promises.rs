//! The statements of SECURITY.md: each names a test that there is.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use syn::visit::Visit;
use syn::{Attribute, ItemFn};

/// The sections whose statements are promises.
const PROMISED: [&str; 3] = ["What byline promises", "Limits", "Known advisories"];

/// Returns what is wrong with the statements of a text about the tests in a folder.
pub(crate) fn faults(text: &str, repository: &Path) -> Vec<String> {
    let mut faults = Vec::new();
    let mut statements = 0;
    for section in text.split("\n## ").skip(1) {
        let (title, body) = section.split_once('\n').unwrap_or((section, ""));
        let promised = PROMISED.contains(&title.trim());
        for line in body.lines().filter(|line| is_statement(line)) {
            match (tests_of(line), promised) {
                (Some(tests), true) => {
                    statements += 1;
                    let missing = tests.iter().filter(|test| !exists(test, repository));
                    faults.extend(missing.map(|test| format!("there is no test `{test}`: {line}")));
                }
                (None, true) => faults.push(format!("no test is named: {line}")),
                (Some(_), false) => faults.push(format!("this is not promised: {line}")),
                (None, false) => {}
            }
        }
    }
    if statements == 0 {
        faults.push("nothing is promised".into());
    }
    faults
}

/// Returns whether a line is an item of a list or a row of a table, but not the table's head.
fn is_statement(line: &str) -> bool {
    line.starts_with("- ") || (line.starts_with("| ") && !line.starts_with("| what |"))
}

/// Returns the tests in the comment of a statement, as `path: name`.
fn tests_of(line: &str) -> Option<Vec<&str>> {
    let (_, comment) = line.split_once("<!-- ")?;
    let (tests, rest) = comment.split_once(" -->")?;
    let ends = rest.is_empty() || rest == " |";
    ends.then(|| tests.split("; ").collect())
}

/// Returns whether a file has a test of this name that runs.
fn exists(test: &str, repository: &Path) -> bool {
    let Some((path, name)) = test.split_once(": ") else { return false };
    let Ok(text) = fs::read_to_string(repository.join(path)) else { return false };
    let mut tests = Tests(BTreeSet::new());
    tests.visit_file(&syn::parse_file(&text).expect("it compiles"));
    tests.0.contains(name)
}

struct Tests(BTreeSet<String>);

impl Visit<'_> for Tests {
    fn visit_item_fn(&mut self, function: &ItemFn) {
        let has = |name| function.attrs.iter().any(|a: &Attribute| a.path().is_ident(name));
        if has("test") && !has("ignore") && !has("cfg") {
            self.0.insert(function.sig.ident.to_string());
        }
        syn::visit::visit_item_fn(self, function);
    }
}
