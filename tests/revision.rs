//! Documents that another byline made are out of date, and the revision tells another byline.
//! So a change after which the same record gives other bytes must raise the revision.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::fs;

use common::{Project, repository};

/// The file that holds the revision and the digest of its documents.
const STORED: &str = "tests/revision.txt";

/// `UPDATE=1 cargo test --test revision` stores the digest, once the revision is raised. If this
/// test comes to build other documents, remove the file first, from a state in which it passes.
#[test]
fn other_documents_have_another_revision() {
    let source = repository().join("crates/build/src/state/setting.rs");
    let source = fs::read_to_string(source).unwrap();
    let revision = source.split("const REVISION: &str = \"").nth(1).unwrap();
    let revision = revision.split('"').next().unwrap();

    let project = Project::new();
    project.add_translated_examples();
    // The fonts of the machine have no say.
    project.write("fonts/han.ttf", han());
    let text = "organisation = 'Examples'\ntemplates = ['report', 'summary', 'newsletter']\n\
                languages = ['en', 'ms', 'zh-Hans', 'zh-Hant']\n[fonts]\nsystem = false\n";
    project.write("byline.toml", text);
    let run = project.byline(&["build"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let mut hasher = blake3::Hasher::new();
    let mut files: Vec<_> =
        fs::read_dir(project.path("output")).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert_eq!(files.len(), 20);
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

/// Returns a font with a single shape for every Chinese character and punctuation mark, which is
/// the same on every machine.
fn han() -> Vec<u8> {
    let mut font = notosans::REGULAR_TTF.to_vec();
    let entry = font.windows(4).position(|tag| tag == b"cmap").unwrap();
    let place = u32::from_be_bytes(font[entry + 8..entry + 12].try_into().unwrap()) as usize;
    // One table of format 13 with one group (OpenType 1.9, cmap).
    let head = [0, 0, 0, 1, 0, 3, 0, 10, 0, 0, 0, 12, 0, 13, 0, 0];
    let table = [28, 0, 1, 0x2e80, 0xffef, 36].map(u32::to_be_bytes).concat();
    font[place..place + head.len()].copy_from_slice(&head);
    font[place + head.len()..][..table.len()].copy_from_slice(&table);
    // A family of its own, so that it does not stand in for the original.
    let name = |text: &str| text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<_>>();
    let (old, new) = (name("Noto Sans"), name("Noto Hans"));
    let places = (0..font.len() - old.len()).filter(|at| font[*at..].starts_with(&old));
    for at in places.collect::<Vec<_>>() {
        font[at..at + new.len()].copy_from_slice(&new);
    }
    font
}
