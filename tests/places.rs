//! What is not what its name says: files in the place of folders, and records that nobody may read.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "common/links.rs"]
mod links;
#[path = "common/rights.rs"]
mod rights;

mod common;

use std::fs;

use common::{Project, SMALL};
use links::link;
use rights::{permit, without_rights};

const ISSUE: &str = "name = 'Bridges'\nnumber = 1\ndate = 2024-11-30\nstories = ['a']\n";

#[test]
fn a_file_in_the_place_of_a_folder_is_named_with_the_remedy() {
    for name in ["records", "issues", "fonts", "locales"] {
        for target in [None, Some("byline.toml"), Some("/dev/null")] {
            let project = Project::small("templates = ['report']\n");
            let _ = fs::rename(project.path(name), project.path("away"));
            match target {
                None => _ = project.write(name, "mine"),
                Some(target) => link(&project, name, target),
            }
            for verb in ["check", "build"] {
                let run = project.byline(&[verb]);
                assert_eq!(run.code, 2, "{name}: {run:?}");
                let told = format!("error[project]: `{name}` is not a folder\n--> {name}\n");
                assert_eq!(run.stderr.matches(&told).count(), 1, "{name}: {run:?}");
                assert!(
                    run.stderr.contains("rename or remove it, then create a folder"),
                    "{run:?}"
                );
                assert!(!run.stderr.contains("no-records"), "{run:?}");
            }
        }
    }
    let project = Project::new();
    fs::remove_dir(project.path("records")).unwrap();
    for broken in [true, false] {
        if broken {
            link(&project, "records", "none");
        } else {
            fs::remove_file(project.path("records")).unwrap();
            project.write("records", "mine");
        }
        let run = project.byline(&["new", "Harbour Day"]);
        assert_eq!(run.code, 2, "{run:?}");
        assert!(run.stderr.contains("`records` is not a folder"), "{run:?}");
        assert!(run.stderr.contains("rename or remove it"), "{run:?}");
    }
    // Where there is no folder, the remedy is to make one.
    fs::remove_file(project.path("records")).unwrap();
    fs::create_dir(project.path("issues")).unwrap();
    let run = project.byline(&["check"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.stderr.contains("the folder `records` does not exist"), "{run:?}");
    assert!(run.stderr.contains("create it, and a record in it"), "{run:?}");
}

#[test]
fn a_record_that_nobody_may_read_is_there_all_the_same() {
    let project = Project::small("templates = ['report', 'newsletter']\n");
    project.write("issues/first.toml", ISSUE);
    assert_eq!(project.byline(&["check"]).code, 0, "{:?}", project.byline(&["check"]));
    permit(&project, "records/a.toml", 0o000);
    let run = without_rights(&project, &["check"]);
    assert_eq!(run.code, 3, "{run:?}");
    let told = "error[no-access]: `records/a.toml` cannot be read: permission was denied\n--> \
                records/a.toml\n = hint: ask its owner for permission";
    assert!(run.stderr.contains(told), "{run:?}");
    assert!(run.stderr.contains("[unusable-story]: the record `a` cannot be read\n"), "{run:?}");
    assert!(!run.stderr.contains("os error"), "{run:?}");
    assert!(!run.stderr.contains("unknown-reference"), "{run:?}");
    // A folder, and a record that is not text, are reported in the same way.
    permit(&project, "records/a.toml", 0o644);
    project.write("records/a.toml", b"\xff\xfe\x00");
    let run = project.byline(&["check"]);
    assert!(run.stderr.contains("[unusable-story]: the record `a` "), "{run:?}");
    project.write("records/2024/b.toml", SMALL);
    permit(&project, "records/2024", 0o000);
    let run = without_rights(&project, &["check"]);
    let told = "error[no-access]: `records/2024` cannot be read: permission was denied\n--> \
                records/2024\n = hint: ";
    assert!(run.code == 3 && run.stderr.contains(told), "{run:?}");
    permit(&project, "records/2024", 0o755);
}

#[test]
fn what_stops_a_new_file_is_named_with_the_remedy() {
    let project = Project::small("");
    project.write("new/records", "mine");
    let run = project.byline(&["init", "new"]);
    assert_eq!(run.code, 3, "{run:?}");
    assert!(
        run.stderr.contains("cannot be written: its folder does not exist, because a file or link"),
        "{run:?}"
    );
    assert!(run.stderr.contains("rename or remove the file or link"), "{run:?}");
    permit(&project, "records", 0o555);
    let run = without_rights(&project, &["new", "Harbour Day", "--id", "x"]);
    assert_eq!(run.code, 3, "{run:?}");
    let told = "`records/x.toml` cannot be written: permission was denied\n";
    assert!(run.stderr.contains(told), "{run:?}");
    assert!(run.stderr.contains("ask for permission to write there"), "{run:?}");
    permit(&project, "records", 0o755);
}
