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
fn a_second_title_without_letters_gets_an_id() {
    let project = Project::new();
    assert_eq!(project.byline(&["new", "…", "--date", "2024-01-01"]).code, 0);
    let again = ["new", "…", "--date", "2024-01-01"];
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
    assert!(run.stderr.contains("create `templates/x/main.typ`"), "{run:?}");
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
    assert!(run.stderr.contains("`records/a.toml` has no value `titel`"), "{run:?}");
    assert!(run.stderr.contains("there is no file `people.toml`"), "{run:?}");
    let run = locate(&["--at", "1:1,1", "--key", "title", "--key", "mode"]);
    assert_eq!((run.code, run.stdout.lines().count()), (0, 3), "{run:?}");
}

#[test]
fn a_record_that_is_not_there_is_a_mistake_on_the_command_line() {
    let project = Project::new();
    project.write("records/harbour-day.toml", SMALL).write("records/harbour-day.ms.toml", "");
    for (name, told, hint) in [
        ("nothing", "no record of this project has the id `nothing`", "give a record's id"),
        (
            "harbour-dax",
            "no record of this project has the id `harbour-dax`",
            "did you mean `harbour-day`?",
        ),
        ("records/none.toml", "there is no file `records/none.toml`", "give a record's id"),
        ("records/harbour-dax.toml", "there is no file", "did you mean `harbour-day`?"),
        ("records", "`records` is a folder, not a record", "give a record's id"),
        ("./records", "`records` is a folder, not a record", "give a record's id"),
        ("harbour-day.ms", "is a translation into `ms`", "name the record instead: `harbour-day`"),
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
    let run = project.byline(&["build", "harbour-dax", "harbour-day"]);
    assert_eq!(run.code, 2, "{run:?}");
    assert!(run.stderr.contains("1 document built, 1 failed"), "{run:?}");
}

#[test]
fn line_ends_and_encodings_that_toml_does_not_know_are_named() {
    let project = Project::new();
    let record = format!("{SMALL}background = '''\nOne.\n\nTwo.\n'''\n");
    let utf16 = |units: fn(u16) -> [u8; 2], mark: &str| -> Vec<u8> {
        format!("{mark}{record}").encode_utf16().flat_map(units).collect()
    };
    let mac = record.replace('\n', "\r");
    let files = [
        (mac.clone().into_bytes(), "1:1", "only a carriage return", "(CRLF) or Unix (LF)"),
        (format!("\u{feff}{mac}").into(), "1:1", "only a carriage return", "Windows (CRLF)"),
        (
            record.replace("Two.\n", "Two.\r").into(),
            "7:1",
            "only a carriage return",
            "save the file",
        ),
        (utf16(u16::to_le_bytes, "\u{feff}"), "1:1", "is in UTF-16", "with the encoding UTF-8"),
        (utf16(u16::to_be_bytes, "\u{feff}"), "1:1", "is in UTF-16", "call UTF-16 \"Unicode\""),
        (utf16(u16::to_le_bytes, ""), "1:1", "is in UTF-16", "with the encoding UTF-8"),
    ];
    for name in ["records/a.toml", "people.toml", "byline.toml"] {
        let before = project.path(name).exists().then(|| project.read(name));
        for (bytes, place, told, hint) in &files {
            project.write("records/a.toml", &record).write(name, bytes);
            let run = project.byline(&["check", "--message-format", "human"]);
            assert_eq!(run.code, if name == "records/a.toml" { 1 } else { 2 }, "{run:?}");
            assert!(run.stderr.contains(told) && run.stderr.contains(hint), "{name} {run:?}");
            let at_start = *place == "1:1";
            assert!(at_start || run.stderr.contains(&format!("--> {name}:{place}")), "{run:?}");
            assert_eq!(run.stderr.matches("error[").count(), 1, "{run:?}");
        }
        match before {
            Some(before) => drop(project.write(name, before)),
            None => std::fs::remove_file(project.path(name)).unwrap(),
        }
    }
    project.write("records/a.toml", record.replace('\n', "\r\n"));
    assert_eq!(project.byline(&["check"]).code, 0);
}

/// Windows has backslashes in paths; a record that has them works nowhere else.
#[cfg(unix)]
#[test]
fn a_backslash_in_a_path_is_shown_as_written() {
    let project = Project::new();
    let logo = "[brand]\nlogo = { file = 'art\\logo.png', alt = 'Ours' }\n";
    project.write("byline.toml", format!("organisation = 'Office'\n{logo}"));
    let photo = "[[photos]]\nfile = 'photos\\a.jpg'\nalt = 'A bay'\n";
    project.write("records/a.toml", format!("{SMALL}{photo}"));
    let run = project.byline(&["check"]);
    for (written, meant) in [("art\\logo.png", "art/logo.png"), ("photos\\a.jpg", "photos/a.jpg")] {
        assert!(
            run.stderr.contains(&format!("the picture `{written}` does not exist yet")),
            "{run:?}"
        );
        let hint = format!("write / instead of \\ in paths: `{meant}`");
        assert!(run.stderr.contains(&hint), "{run:?}");
    }
    let run = project.byline(&["check", "records\\a.toml"]);
    assert!(run.stderr.contains("there is no file `records\\a.toml`"), "{run:?}");
    assert!(run.stderr.contains("write / instead of \\ in paths: `records/a.toml`"), "{run:?}");
}
