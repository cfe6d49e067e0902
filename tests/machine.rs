//! Faults of the machine: each is reported once, where it is, before work is done in vain.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::fs;

use common::{Project, SMALL};

/// Nobody can create files in `/proc`, and a file is no folder.
#[test]
fn a_folder_that_cannot_be_written_to_is_reported_once_and_first() {
    let project = Project::new();
    for id in ["a", "b", "c"] {
        project.write(&format!("records/{id}.toml"), SMALL);
    }
    for folder in ["/proc", "/proc/none", "byline.toml", "byline.toml/none", "records/a.toml/x/y"] {
        for args in
            [&["build", "--output", folder][..], &["build", "--jobs", "1", "--output", folder]]
        {
            let run = project.byline(args);
            assert_eq!(run.code, 3, "{run:?}");
            assert_eq!(run.stderr.matches("error[").count(), 1, "{run:?}");
            assert!(
                run.stderr.contains("error[output]: documents cannot be written to `"),
                "{run:?}"
            );
            assert!(!run.stderr.contains("-->") && !run.stderr.contains(".byline-"), "{run:?}");
            assert!(run.stderr.contains("0 built, 3 failed"), "{run:?}");
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
    assert_eq!(run.code, 3, "{run:?}");
    assert!(run.stderr.contains("documents cannot be written to `output/b`"), "{run:?}");
    assert!(run.stderr.contains("2 built, 1 failed"), "{run:?}");
    // A document that is a folder: no other has a part in it, nor has its record's text.
    fs::remove_file(project.path("output/b")).unwrap();
    fs::create_dir_all(project.path("output/b/report.pdf")).unwrap();
    let run = project.byline(&["build"]);
    assert_eq!(run.code, 3, "{run:?}");
    assert!(run.stderr.contains("`output/b/report.pdf` cannot be written"), "{run:?}");
    assert!(!run.stderr.contains("-->") && !run.stderr.contains(".byline-"), "{run:?}");
}

#[test]
fn what_is_up_to_date_needs_no_permission() {
    let project = Project::new();
    project.write("records/a.toml", SMALL);
    project.build();
    let run = project.build();
    assert!(run.stderr.contains("0 built, 1 current"), "{run:?}");
}

#[test]
fn a_limit_on_the_size_of_files_costs_a_document_and_not_the_run() {
    let project = Project::small("templates = ['report']\n");
    let byline = env!("CARGO_BIN_EXE_byline");
    let mut shell = std::process::Command::new("sh");
    shell.args(["-c", "ulimit -f 8; exec \"$0\" build", byline]);
    let run = shell.current_dir(project.path("")).output().unwrap();
    let said = String::from_utf8_lossy(&run.stderr);
    assert_eq!(run.status.code(), Some(3), "{said}");
    assert!(said.contains("`output/a-report.pdf` cannot be written: File too large"), "{said}");
    assert!(!said.contains(".byline-"), "{said}");
    assert_eq!(fs::read_dir(project.path("output")).unwrap().count(), 0);
    assert!(project.path(".byline/state").exists());
}
