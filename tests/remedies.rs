//! Findings that say what to do next: each remedy works.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::process::Command;

use common::{Project, SMALL};

#[cfg(unix)]
#[test]
fn the_commands_after_init_can_be_pasted() {
    let project = Project::new();
    for folder in ["my dir", "it's; $HOME", "plain/one"] {
        let run = project.byline(&["init", folder]);
        let line = run.stderr.lines().find(|line| line.trim_start().starts_with("cd ")).unwrap();
        let command = format!("{} && pwd", line.split(" && ").next().unwrap().trim());
        let output = Command::new("sh")
            .args(["-c", &command])
            .current_dir(project.path("."))
            .output()
            .unwrap();
        let pwd = String::from_utf8(output.stdout).unwrap();
        assert!(pwd.trim_end().ends_with(folder), "{command}: {pwd}");
    }
}

#[test]
fn a_second_title_without_latin_letters_gets_an_id() {
    let project = Project::new();
    assert_eq!(project.byline(&["new", "论坛", "--date", "2024-01-01"]).code, 0);
    let again = ["new", "研讨会", "--date", "2024-01-01"];
    let run = project.byline(&again);
    assert_eq!(run.code, 2, "{run:?}");
    assert!(run.stderr.contains("add `--id event-2024-01-01-2`"), "{run:?}");
    let run = project.byline(&[&again[..], &["--id", "event-2024-01-01-2"]].concat());
    assert_eq!(run.code, 0, "{run:?}");
    assert!(project.path("records/event-2024-01-01-2.toml").exists());
    assert!(project.byline(&again).stderr.contains("--id event-2024-01-01-3`"));
}

#[test]
fn a_file_that_is_not_toml_is_quoted_at_the_place() {
    let project = Project::new();
    project.write("records/broken.toml", "title = \"x\n").write("records/good.toml", SMALL);
    project.write("records/good.ms.toml", "title = \"x\n");
    project.write("records/a.png", "");
    for args in [&["new", "Next", "--from", "broken"][..], &["photos", "broken", "records"]] {
        let run = project.byline(args);
        assert_eq!(run.stderr.matches("error[").count(), 1, "{run:?}");
        assert!(run.stderr.contains("--> records/broken.toml:1:"), "{run:?}");
        assert!(run.stderr.contains("the quotes around this text are not closed"), "{run:?}");
    }
    assert_eq!(project.byline(&["new", "Next", "--from", "broken"]).code, 2);
}

#[test]
fn people_of_records_that_cannot_be_read_are_said_to_be_missing() {
    let project = Project::new();
    project.write("records/broken.toml", "title = 1\n").write("records/binary.toml", b"\xff");
    project.write("records/good.toml", format!("{SMALL}[credits]\nwriter = 'Elin Berg'\n"));
    let run = project.byline(&["people"]);
    assert_eq!(run.code, 1, "{run:?}");
    assert!(run.stderr.contains("`broken` has errors, so its people are not listed"), "{run:?}");
    assert!(run.stderr.contains("--> records/binary.toml:1:1"), "{run:?}");
    assert!(run.stdout.contains("Elin Berg"), "{run:?}");
}

#[test]
fn a_folder_without_a_template_is_explained() {
    let project = Project::new();
    project.write("records/good.toml", SMALL).write("templates/x/notes.txt", "");
    let run = project.byline(&["build", "--template", "x"]);
    assert_eq!(run.code, 2, "{run:?}");
    assert!(run.stderr.contains("the template `x` has no file `main.typ`"), "{run:?}");
    assert!(run.stderr.contains("write `templates/x/main.typ`"), "{run:?}");
}

#[test]
fn an_id_in_a_translation_is_not_printed() {
    let project = Project::new();
    let credits = |writer: &str| format!("[credits]\nwriter = '{writer}'\n");
    project.write("records/a.toml", format!("{SMALL}{}", credits("Elin Berg")));
    project.write("records/a.ms.toml", credits("ana-x"));
    let run = project.byline(&["check", "a", "--lang", "ms"]);
    assert_eq!(run.code, 1, "{run:?}");
    assert!(run.stderr.contains("`ana-x` looks like an id, and would be printed"), "{run:?}");
    assert!(run.stderr.contains("--> records/a.ms.toml:2:10"), "{run:?}");
    project.write("records/a.ms.toml", credits("Elin binti Berg"));
    assert_eq!(project.byline(&["check", "a", "--lang", "ms"]).code, 0);
}

#[test]
fn a_question_about_nothing_is_reported() {
    let project = Project::new();
    project.write("records/a.toml", SMALL);
    let locate = |args: &[&str]| {
        project.byline(&[&["locate", "a", "--template", "report"][..], args].concat())
    };
    let run = locate(&["--at", "9:1,1", "--key", "titel", "--key", "people.toml:ana.name"]);
    assert_eq!(run.code, 2, "{run:?}");
    assert!(run.stderr.contains("there is no page 9"), "{run:?}");
    assert!(run.stderr.contains("there is no value `titel` in `records/a.toml`"), "{run:?}");
    assert!(run.stderr.contains("there is no file `people.toml`"), "{run:?}");
    let run = locate(&["--at", "1:1,1", "--key", "title", "--key", "mode"]);
    assert_eq!((run.code, run.stdout.lines().count()), (0, 3), "{run:?}");
}

#[test]
fn a_record_that_is_not_there_is_a_mistake_on_the_command_line() {
    let project = Project::new();
    project.write("records/harbour-day.toml", SMALL).write("records/harbour-day.ms.toml", "");
    for (name, told, hint) in [
        ("nothing", "no record here has the id `nothing`", "name a record by its id"),
        ("harbor-day", "no record here has the id `harbor-day`", "did you mean `harbour-day`?"),
        ("records/none.toml", "there is no file `records/none.toml`", "name a record by its id"),
        ("records/harbor-day.toml", "there is no file", "did you mean `harbour-day`?"),
        ("records", "`records` is a folder, not a record", "name a record by its id"),
        ("./records", "`records` is a folder, not a record", "name a record by its id"),
        ("harbour-day.ms", "is a translation into `ms`", "name the record, `harbour-day`"),
    ] {
        for verb in
            [&["build"][..], &["check"], &["translations"], &["templates", "sample", "report"]]
        {
            let run = project.byline(&[verb, &[name]].concat());
            assert_eq!(run.code, 2, "{verb:?} {run:?}");
            assert!(run.stderr.contains("error[unknown-record]"), "{run:?}");
            assert!(run.stderr.contains(told) && run.stderr.contains(hint), "{name}: {run:?}");
            assert_eq!(run.stderr.matches("error[").count(), 1, "{run:?}");
        }
        assert!(!project.path("output").exists(), "{name}");
    }
    // The others that are named are built all the same.
    let run = project.byline(&["build", "harbor-day", "harbour-day"]);
    assert_eq!(run.code, 2, "{run:?}");
    assert!(run.stderr.contains("1 built, 1 failed"), "{run:?}");
}
