//! Messages that nobody can read: a closed pipe or a full disk on standard output or standard
//! error changes neither what a run does nor its exit code.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
#![allow(clippy::disallowed_methods, reason = "runs are waited for")]

mod common;

use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::process::{Command, Output, Stdio};

use common::{Project, SMALL};

/// Creates a project with thirty records and a wrong one.
fn project() -> Project {
    let project = Project::new();
    for number in 0..30 {
        project.write(&format!("records/r{number:02}.toml"), SMALL);
    }
    project.write("records/wrong.toml", format!("{SMALL}titel = 1\n"));
    project
}

fn full() -> File {
    File::options().write(true).open("/dev/full").unwrap()
}

/// Expects that a run with this exit code made and remembered everything.
#[track_caller]
fn expect_complete(project: &Project, output: &Output) {
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert_eq!(fs::read_dir(project.path("output")).unwrap().count(), 30, "{said}");
    let run = project.byline(&["build"]);
    assert!(run.stderr.contains("0 documents built, 30 up to date, 1 failed"), "{}", run.stderr);
}

#[test]
fn a_full_disk_loses_messages_and_nothing_else() {
    let project = project();
    let mut command = project.command(&["build", "--message-format", "json"]);
    let output = command.stdout(full()).stderr(Stdio::piped()).output().unwrap();
    expect_complete(&project, &output);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.starts_with("warning: byline cannot print its messages: "), "{said}");
    assert_eq!(said.lines().count(), 1, "{said}");

    fs::remove_dir_all(project.path("output")).unwrap();
    let mut command = project.command(&["build", "--explain"]);
    let output = command.stdout(full()).stderr(full()).output().unwrap();
    expect_complete(&project, &output);
}

#[test]
fn a_reader_that_goes_away_loses_messages_and_nothing_else() {
    for format in ["human", "json"] {
        let project = project();
        let script = format!("exec \"$0\" build --message-format {format} 2>&1");
        let mut command = Command::new("sh");
        command.args(["-c", &script, env!("CARGO_BIN_EXE_byline")]);
        command.current_dir(project.path("")).stdout(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        assert!(!line.is_empty());
        let output = child.wait_with_output().unwrap();
        expect_complete(&project, &output);
    }
}

/// A run without errors succeeds, and one with errors fails, whoever reads about it.
#[test]
fn the_exit_code_is_that_of_the_outcome() {
    let project = Project::new();
    project.write("records/a.toml", SMALL);
    let run = |args: &[&str]| {
        let args = [args, &["--message-format", "json"]].concat();
        let output = project.command(&args).stdout(full()).stderr(full()).output();
        output.unwrap().status.code()
    };
    assert_eq!(run(&["check"]), Some(0));
    assert_eq!(run(&["build"]), Some(0));
    assert_eq!(run(&["merge"]), Some(0));
    assert_eq!(run(&["new", "Harbour Day", "--date", "2025-05-14"]), Some(0));
    assert!(project.path("records/harbour-day-2025-05-14.toml").exists());
    fs::remove_file(project.path("records/a.toml")).unwrap();
    assert_eq!(run(&["clean", "--stale"]), Some(0));
    assert!(!project.path("output/a-report.pdf").exists());
    project.write("records/wrong.toml", "titel = 1\n");
    assert_eq!(run(&["check"]), Some(1));
    assert_eq!(run(&["build", "nobody"]), Some(2));
}

/// Where printing is all that a verb does, it fails if it cannot.
#[test]
fn a_list_that_cannot_be_printed_is_a_failure() {
    let project = Project::new();
    project.write("records/a.toml", format!("{SMALL}[credits]\nwriter = 'Elin Berg'\n"));
    for format in ["human", "json"] {
        for verb in [&["people"][..], &["templates"], &["fonts"], &["explain", "off-page"]] {
            let args = [verb, &["--message-format", format]].concat();
            let mut command = project.command(&args);
            let output = command.stdout(full()).stderr(Stdio::piped()).output().unwrap();
            let said = String::from_utf8_lossy(&output.stderr);
            assert_eq!(output.status.code(), Some(3), "{verb:?}: {said}");
            assert!(!said.is_empty(), "{verb:?}");
        }
    }
}

/// What was wrong counts, even for a reader who has seen enough of the list.
#[test]
fn a_list_that_nobody_reads_to_its_end_has_the_exit_code_of_what_was_found() {
    let project = Project::new();
    project.write("records/a.toml", SMALL);
    project.write("templates/wrong/main.typ", "");
    project.write("templates/wrong/template.toml", "options = 1\n");
    let run = |verb: &str, format: &str| {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let mut command = project.command(&[verb, "--message-format", format]);
        command.stdout(writer).output().unwrap().status.code()
    };
    for format in ["human", "json"] {
        assert_eq!(run("fonts", format), Some(0));
        for wrong in [false, true] {
            let record = if wrong { format!("{SMALL}titel = 1\n") } else { SMALL.into() };
            project.write("records/b.toml", record);
            project.write("people.toml", "[ana]\nname = 'Ana Lima'\n");
            let code = Some(i32::from(wrong));
            assert_eq!((run("people", format), wrong), (code, wrong), "{format}");
        }
        assert_ne!(run("templates", format), Some(0), "{format}");
    }
}
