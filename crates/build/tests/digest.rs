//! Documents depend on templates and dependencies, and not on the source.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "../digest.rs"]
mod digest;

use std::fs;
use std::path::Path;

use digest::digest;

#[test]
fn the_binary_has_the_digest_of_its_templates_and_dependencies() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    assert_eq!(env!("BYLINE_DIGEST"), digest(&root));
    assert!(digest::files(&root).len() > 20, "templates are not where the digest looks for them");
}

#[test]
fn a_comment_changes_no_digest_and_a_template_does() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        digest(folder.path())
    };
    write("Cargo.lock", "a 1.0.0");
    write("templates/design/locales/en.toml", "day = 'Day'");
    let before = write("templates/report/main.typ", "#let main = 1");
    for (name, text) in [
        ("crates/build/src/lib.rs", "// A comment."),
        ("Cargo.toml", "# A comment."),
        ("tests/a.rs", "#[test] fn a() {}"),
        ("templates/README.md", "# Templates"),
        ("templates/tests/records/a.toml", "title = 'A'"),
        ("templates/tests/pages/a.png", "a page"),
    ] {
        assert_eq!(write(name, text), before, "{name}");
    }
    let mut seen = vec![before];
    for (name, text) in [
        ("Cargo.lock", "a 1.0.1"),
        ("templates/design/locales/en.toml", "day = 'day'"),
        ("templates/report/main.typ", "#let main = 2"),
        ("templates/report/template.toml", "pages = 1"),
        ("templates/new/main.typ", "#let main = 2"),
    ] {
        let now = write(name, text);
        assert!(!seen.contains(&now), "{name}");
        seen.push(now);
    }
    fs::rename(folder.path().join("templates/new"), folder.path().join("templates/old")).unwrap();
    assert!(!seen.contains(&digest(folder.path())), "another name");
}
