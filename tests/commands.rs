//! The output of byline, case by case: each file in `tests/cmd` holds commands and their output.
//! `TRYCMD=overwrite cargo test` updates the output.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::fs;

use common::{Project, SMALL};
use serde_json::Value;

#[test]
fn commands_print_what_is_written_down() {
    trycmd::TestCases::new()
        .default_bin_name("byline")
        .env("LC_ALL", "C")
        .register_bin("byline", std::path::Path::new(env!("CARGO_BIN_EXE_byline")))
        .case("tests/cmd/*.trycmd");
}

/// Runs a command with JSON messages, and asserts that it prints only objects with a type.
fn messages(project: &Project, args: &[&str]) -> Vec<Value> {
    let run = project.byline(&[args, &["--message-format", "json"]].concat());
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{args:?}: {}", run.stdout);
    let lines = run.stdout.lines();
    let lines = lines.map(|line| serde_json::from_str(line).unwrap_or_else(|_| panic!("{line}")));
    lines.inspect(|line: &Value| assert!(line["type"].is_string(), "{line}")).collect()
}

#[test]
fn every_command_speaks_to_programs_in_json_only() {
    let documentation = include_str!("../docs/messages.md");
    let project = Project::new();
    let translation = "title = 'Kecil'\noutcomes = []\nprogramme = [{ title = 'Ucapan' }]\n";
    let record = format!("{SMALL}[[programme]]\ntitle = 'Talks'\nsummary = 'They talked.'\n");
    project.write("records/a.toml", record).write("records/a.ms.toml", translation);
    project.write("templates/own/main.typ", "#let main(event, project) = [#event.title]\n");
    project.write("templates/own/tests/byline.toml", "organisation = 'Test'\n");
    project.write("templates/own/tests/records/t.toml", SMALL);
    let picture = fs::read(common::repository().join("templates/tests/records/photos/panel.png"));
    project.write("records/photos/panel.png", picture.unwrap());
    for (args, kind) in [
        (&["init", "new"][..], "file"),
        (&["new", "Day", "--date", "2025-05-14"], "file"),
        (&["photos", "a", "records/photos"], "photo"),
        (&["photos", "a", "records/photos"], ""),
        (&["translations", "a", "--write"], "by-hand"),
        (&["translations", "a", "--accept"], "file"),
        (&["templates"], "template"),
        (&["templates", "copy", "summary"], "file"),
        (&["templates", "sample", "report", "a"], "sample"),
        (&["templates", "test", "own", "--update"], "proof"),
        (&["people"], "person"),
        (&["fonts"], "script"),
        (&["explain", "relative-time"], "explanation"),
        (&["build", "a"], "artifact"),
        (&["merge"], "merge"),
        (&["clean", "--stale"], ""),
        (&["clean"], "cache"),
        (&["clean"], "cache"),
    ] {
        let messages = messages(&project, args);
        let last = messages.last().map(|line| line["type"].as_str().unwrap());
        let found = messages.iter().any(|line| line["type"] == kind);
        assert!(found || kind.is_empty() && last.is_none(), "{args:?}: {messages:?}");
        assert!(documentation.contains(&format!("\n## `{kind}`\n")) || kind.is_empty(), "{kind}");
    }
}

#[test]
fn mistakes_on_the_command_line_are_findings_for_programs() {
    let project = Project::new();
    project.write("records/a.toml", SMALL);
    let json = ["--message-format", "json"];
    for (args, message, hint) in [
        (&["biuld", json[0], json[1]][..], "unrecognized subcommand 'biuld'", "exists: 'build'"),
        (&[json[0], json[1], "build", "--jbos"], "unexpected argument '--jbos'", "'--jobs'"),
        (
            &["check", "--jobs=0", "--message-format=json"],
            "expected a whole number, 1 or more",
            "--help",
        ),
        (&["new", "--message-format=json"], "were not provided: <TITLE>", "Usage: byline new"),
        (&["build", "--message-format", "human", json[0], json[1]], "multiple times", "Usage"),
        (&[json[0], json[1]], "no command is given", "byline --help"),
        (&["explain", "nosuch", json[0], json[1]], "there is no finding `nosuch`", ""),
        (&["new", "", json[0], json[1]], "the title is empty", "give the title"),
        (&["new", "A", "--id", "a", json[0], json[1]], "already exists", "open its file"),
        (&["photos", "a", "nowhere", json[0], json[1]], "is not a folder", "name the folder"),
        (
            &["new", "X", "--date=tomorrow", json[0], json[1]],
            "expected a date such as 2025-05-14",
            "",
        ),
    ] {
        let run = project.byline(args);
        assert_eq!((run.code, run.stderr.as_str()), (2, ""), "{args:?}: {run:?}");
        let line: Value = serde_json::from_str(&run.stdout).unwrap();
        assert_eq!((&line["type"], &line["code"]), (&"diagnostic".into(), &"command-line".into()));
        assert!(line["message"].as_str().unwrap().contains(message), "{line}");
        assert!(line["hints"].to_string().contains(hint), "{line}");
    }
    let by_environment = |args: &[&str]| {
        let mut command = project.command(args);
        let output = command.env("BYLINE_MESSAGE_FORMAT", "json").output().unwrap();
        (output.status.code(), String::from_utf8(output.stdout).unwrap())
    };
    let (code, line) = by_environment(&[]);
    assert!(code == Some(2) && line.contains("no command is given"), "{line}");
    let (code, line) = by_environment(&["biuld", "--message-format", "human"]);
    assert_eq!((code, line.as_str()), (Some(2), ""), "the arguments count more");
    for args in [
        &["biuld"][..],
        &["biuld", "--", "--message-format=json"],
        &["build", "--message-format", "jsno"],
    ] {
        let run = project.byline(args);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{args:?}");
        assert!(run.stderr.starts_with("error: "), "{run:?}");
    }
    assert!(project.byline(&["--help", json[0], json[1]]).stdout.contains("Usage: byline"));
}

/// The mistakes of a first hour at the command line, each with the words to type instead.
#[test]
fn slips_on_the_command_line_are_corrected() {
    let project = Project::new();
    for (args, remedy) in [
        (
            &["new", "Majlis", "Menandatangani", "MoU"][..],
            "put the title in quotes: byline new \"Majlis Menandatangani MoU\"",
        ),
        (&["new", "Majlis", "--date", "30/6/2025"], "write --date 2025-06-30"),
        (&["new", "Majlis", "--date", "12 Jun 2025"], "write --date 2025-06-12"),
        (&["new", "Majlis", "--id", "MoU UMS"], "write --id mou-ums"),
    ] {
        let run = project.byline(args);
        assert!(run.code == 2 && run.stderr.contains(remedy), "{run:?}");
        let run = project.byline(&[args, &["--message-format", "json"]].concat());
        assert!(run.code == 2 && run.stdout.contains(&remedy.replace('"', "\\\"")), "{run:?}");
    }
}

#[test]
fn explain_without_a_code_lists_all() {
    let project = Project::new();
    let run = project.byline(&["explain"]);
    assert!(run.code == 0 && run.stdout.contains("\nrelative-time "), "{run:?}");
    let known = messages(&project, &["explain"]);
    assert_eq!(known.len(), run.stdout.lines().count());
}

/// A terminal follows no links to pages of the documentation.
#[test]
fn explanations_are_plain_in_a_terminal() {
    let project = Project::new();
    for language in ["en", "ms", "zh-Hans", "zh-Hant"] {
        let run = project.byline(&["explain", "unknown-key", "--ui-language", language]);
        assert!(run.code == 0 && !run.stdout.contains("record.md"), "{run:?}");
    }
}

/// A broken record leaves its last good documents, and the summary says that they are old.
#[test]
fn documents_of_an_earlier_build_are_named() {
    let project = Project::small("templates = ['report']\n");
    assert_eq!(project.byline(&["build"]).code, 0);
    project.write("records/a.toml", format!("{SMALL}wrong = 1\n"));
    let run = project.byline(&["build"]);
    let old = "output/a-report.pdf is still the earlier version\n";
    assert!(run.code == 1 && run.stderr.contains(old), "{run:?}");
    assert!(!project.byline(&["check"]).stderr.contains("earlier"), "{run:?}");
}

/// A hint for a word is the whole line.
#[test]
fn a_word_is_corrected_as_a_line() {
    let project = Project::small("");
    project.write("records/a.toml", SMALL.replace("\"offline\"", "'in person'"));
    let run = project.byline(&["check"]);
    assert!(run.stderr.contains("hint: write `mode = \"offline\"`"), "{run:?}");
}
