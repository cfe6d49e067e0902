//! The desk in a real browser. The tests themselves are in `tests/browser`: `main.mjs` drives
//! Chromium through each topic, on a project that is prepared here.
//!
//! While you work on one topic, run it alone: `TOPIC=editing cargo test --test browser`; with
//! `WORDS`, only those of its tests whose names have these words. `PICTURES` may name a folder for
//! pictures of the windows in which a test failed.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
#![allow(clippy::disallowed_methods, reason = "a test may be told what to run")]

mod common;

use std::fs;
use std::path::Path;
use std::process::Command;

use common::{Project, repository, test_tools, tool};

/// Records of `templates/tests`: the fullest, an ordinary one, one with the least there may be.
const RECORDS: [&str; 6] =
    ["everything", "gauge-clinic", "typical", "sparse", "small-talk", "small-visit"];

const PROJECT: &str = "organisation = 'Institute for Coastal Studies'\n\
    languages = ['en', 'ms', 'zh-Hans']\n\
    templates = ['report', 'summary', 'newsletter']\n\
    output-name = '{id}-{template}.pdf'\n\
    [[allow]]\n\
    code = 'missing-translation'\n\
    reason = 'most of the records are in one language'\n";

#[test]
fn the_desk_works_in_a_browser() {
    assert!(test_tools().join("browser").exists(), "run tests/install-tools first");
    tool("chromium-headless-shell", &["--version"]);
    let project = project();
    let script = repository().join("tests/browser/main.mjs");
    let folder = project.path("");
    let mut args = vec![script.to_str().unwrap(), folder.to_str().unwrap().trim_end_matches('/')];
    let wanted = ["TOPIC", "WORDS"].map(|name| std::env::var(name).ok());
    args.extend(wanted.iter().map_while(Option::as_deref));
    let mut node = Command::new("node");
    let output = node.args(&args).env("BYLINE", env!("CARGO_BIN_EXE_byline")).output();
    let output = output.unwrap_or_else(|error| panic!("node: {error}; run tests/install-tools"));
    let told = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{told}\n{}", String::from_utf8_lossy(&output.stderr));
}

/// Creates a project with the repository's examples in three languages, and with some of the
/// records that try the templates.
fn project() -> Project {
    let project = Project::new();
    project.write("byline.toml", PROJECT);
    let tests = repository().join("templates/tests");
    for (from, to) in [(repository(), "records"), (repository(), "issues"), (&tests, "logos")] {
        copy(&from.join(to), &project.path(to));
    }
    copy(&tests.join("records/photos"), &project.path("records/photos"));
    let records = RECORDS.map(|record| format!("records/{record}.toml"));
    for name in
        ["people.toml", "organisations.toml"].into_iter().chain(records.iter().map(|s| &**s))
    {
        project.write(name, fs::read(tests.join(name)).unwrap());
    }
    project
}

/// Copies the files of a folder.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            fs::copy(&path, to.join(path.file_name().unwrap())).unwrap();
        }
    }
}
