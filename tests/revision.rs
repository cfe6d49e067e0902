//! Documents that another byline made are out of date, and the revision tells another byline.
//! So a change after which the same record gives other bytes must raise the revision.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::fs;

use common::{Project, repository};

/// The file that holds the revision and the digest of its documents.
const STORED: &str = "tests/revision.txt";

/// `UPDATE=1 cargo test --test revision` stores the digest, once the revision is raised.
#[test]
fn other_documents_have_another_revision() {
    let source = repository().join("crates/build/src/state/setting.rs");
    let source = fs::read_to_string(source).unwrap();
    let revision = source.split("const REVISION: &str = \"").nth(1).unwrap();
    let revision = revision.split('"').next().unwrap();

    let project = Project::with_examples();
    // The fonts of the machine have no say.
    let text = "organisation = 'Examples'\ntemplates = ['report', 'summary']\n\
                languages = ['en', 'ms']\n[fonts]\nsystem = false\n";
    project.write("byline.toml", text);
    let run = project.byline(&["build"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let mut hasher = blake3::Hasher::new();
    let mut files: Vec<_> =
        fs::read_dir(project.path("output")).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert_eq!(files.len(), 8);
    for file in &files {
        hasher.update(&fs::read(file).unwrap());
    }
    let now = format!("{revision} {}\n", hasher.finalize().to_hex());

    let path = repository().join(STORED);
    let stored = fs::read_to_string(&path).unwrap_or_default();
    #[expect(clippy::disallowed_methods, reason = "how the file is written anew")]
    let update = std::env::var_os("UPDATE").is_some();
    let raised = stored.split(' ').next() != Some(revision);
    if update && (raised || stored.is_empty()) {
        fs::write(&path, &now).unwrap();
    } else {
        assert_eq!(
            stored, now,
            "documents changed: raise REVISION in crates/build/src/state/setting.rs, then \
             UPDATE=1 cargo test --test revision"
        );
    }
}
