//! Faults of the machine: each is reported once, where it is, before work is done in vain.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;
#[path = "common/links.rs"]
mod links;
#[path = "common/rights.rs"]
mod rights;

use std::fs;

use common::{Project, SMALL};
use links::link;
use rights::{permit, without_rights};

/// Nobody can create files in `/proc`, whatever the command line says; a file is no folder, however
/// often somebody tries.
#[test]
fn a_folder_that_cannot_be_written_to_is_reported_once_and_first() {
    let project = Project::new();
    for id in ["a", "b", "c"] {
        project.write(&format!("records/{id}.toml"), SMALL);
    }
    link(&project, "broken", "none");
    for (folder, code, error, hint) in [
        ("/proc", 3, "output", "ask for permission, or choose another folder with"),
        ("/proc/none", 3, "output", "ask for permission, or choose another folder with"),
        ("byline.toml", 2, "output-folder", "rename or remove it, or choose a folder with"),
        ("byline.toml/none", 2, "output-folder", "rename or remove it, or choose a folder with"),
        ("records/a.toml/x/y", 2, "output-folder", "rename or remove it, or choose a folder with"),
        ("broken", 2, "output-folder", "remove it, or choose a folder with"),
        ("/dev/null", 2, "output-folder", "= hint: choose a folder with"),
    ] {
        for args in
            [&["build", "--output", folder][..], &["build", "--jobs", "1", "--output", folder]]
        {
            let run = project.byline(args);
            assert_eq!(run.code, code, "{run:?}");
            assert_eq!(run.stderr.matches("error[").count(), 1, "{run:?}");
            let told = format!("error[{error}]: documents cannot be written to `");
            assert!(run.stderr.contains(&told) && run.stderr.contains(hint), "{run:?}");
            assert!(!run.stderr.contains("-->") && !run.stderr.contains(".byline-"), "{run:?}");
            assert!(run.stderr.contains("0 documents built, 3 failed"), "{run:?}");
        }
    }
    fs::write(project.path("output"), "").unwrap();
    let run = project.byline(&["build"]);
    assert!(run.stderr.contains("documents cannot be written to `output`"), "{run:?}");
    // A folder of some documents.
    fs::remove_file(project.path("output")).unwrap();
    project.write("output/b", "");
    let file = String::from_utf8(project.read("byline.toml")).unwrap();
    project.write("byline.toml", format!("output-name = '{{id}}/{{template}}.pdf'\n{file}"));
    let run = project.byline(&["build"]);
    assert_eq!(run.code, 2, "{run:?}");
    assert!(run.stderr.contains("documents cannot be written to `output/b`"), "{run:?}");
    assert!(run.stderr.contains("2 documents built, 1 failed"), "{run:?}");
    // A document that is a folder: no other has a part in it, nor has its record's text.
    fs::remove_file(project.path("output/b")).unwrap();
    fs::create_dir_all(project.path("output/b/report.pdf")).unwrap();
    let run = project.byline(&["build"]);
    assert_eq!(run.code, 3, "{run:?}");
    let told = "`output/b/report.pdf` cannot be written: it is a folder, not a file\n";
    assert!(run.stderr.contains(told), "{run:?}");
    assert!(run.stderr.contains("rename or remove the folder"), "{run:?}");
    assert!(!run.stderr.contains("-->") && !run.stderr.contains(".byline-"), "{run:?}");
}

#[test]
fn what_is_up_to_date_needs_no_permission() {
    let project = Project::new();
    project.write("records/a.toml", SMALL);
    project.build();
    let run = project.build();
    assert!(run.stderr.contains("0 documents built, 1 up to date"), "{run:?}");
}

#[test]
fn a_limit_on_the_size_of_files_costs_a_document_and_not_the_run() {
    let project = Project::small("templates = ['report']\n");
    let byline = env!("CARGO_BIN_EXE_byline");
    let mut shell = std::process::Command::new("sh");
    shell.args(["-c", "ulimit -f 8; exec \"$0\" build", byline]);
    let run = shell.env("LC_ALL", "C").current_dir(project.path("")).output().unwrap();
    let said = String::from_utf8_lossy(&run.stderr);
    assert_eq!(run.status.code(), Some(3), "{said}");
    assert!(said.contains("`output/a-report.pdf` cannot be written: File too large"), "{said}");
    assert!(!said.contains(".byline-"), "{said}");
    assert_eq!(fs::read_dir(project.path("output")).unwrap().count(), 0);
    assert!(project.path(".byline/state").exists());
}

/// The state of a part is what the other parts wait for, so it is an error if it is lost.
#[test]
fn what_is_in_the_way_of_a_part_is_named_and_removing_it_helps() {
    for (path, problem) in [
        (".byline", "is not a folder"),
        (".byline/shards", "is not a folder"),
        (".byline/shards/2-of-2/x", "is a folder, not a file"),
    ] {
        let project = Project::small("templates = ['report']\n");
        project.write(path, "");
        let path = path.trim_end_matches("/x");
        let run = project.byline(&["build", "--shard", "2/2"]);
        assert_eq!(run.code, 3, "{run:?}");
        let said = format!(
            "error[part-not-kept]: the state of part 2 of 2 cannot be saved: `{path}` {problem}\n"
        );
        assert!(run.stderr.contains(&said), "{run:?}");
        let hint = "rename or remove it, then build the part again with `--shard 2/2`";
        assert!(run.stderr.contains(hint) && !run.stderr.contains("os error"), "{run:?}");
        // Merging names the obstacle as well, and promises nothing about a next build.
        let run = project.byline(&["merge"]);
        assert_eq!(run.code, 3, "{run:?}");
        assert!(run.stderr.contains(&format!("`{path}`")), "{run:?}");
        assert!(run.stderr.contains("rename or remove "), "{run:?}");
        assert!(!run.stderr.contains("the next build will rebuild all of them"), "{run:?}");
        fs::rename(project.path(path), project.path("away")).unwrap();
        for part in ["1/2", "2/2"] {
            let run = project.byline(&["build", "--shard", part]);
            assert_eq!(run.code, 0, "{run:?}");
        }
        let run = project.byline(&["merge"]);
        assert_eq!(run.code, 0, "{run:?}");
    }
}

#[test]
fn a_state_without_permission_is_told_in_plain_words() {
    let project = Project::small("templates = ['report']\n");
    project.build();
    permit(&project, ".byline", 0o000);
    let verbs = [
        (&["merge"][..], 3),
        (&["clean", "--stale"], 3),
        (&["build"], 0),
        (&["build", "--shard", "1/1"], 3),
    ];
    for (verb, code) in verbs {
        let run = without_rights(&project, verb);
        assert_eq!(run.code, code, "{verb:?}: {run:?}");
        assert!(run.stderr.contains("`.byline` cannot be written to: permission was denied"));
        assert!(!run.stderr.contains("os error"), "{run:?}");
        let again = run.stderr.contains("the next build will rebuild all of them");
        assert_eq!(again, verb == ["build"], "{run:?}");
    }
    permit(&project, ".byline", 0o755);
}
