//! Names of documents: below the output folder and acceptable on every system, or refused before
//! anything is written.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use common::{Project, Run, SMALL};

/// A project with this line in its project file, and two records.
fn project(line: &str) -> Project {
    let project = Project::new();
    let file = String::from_utf8(project.read("byline.toml")).unwrap();
    project.write("byline.toml", format!("{line}\n{file}"));
    project.write("records/a.toml", SMALL).write("records/b.toml", SMALL);
    project
}

/// Asserts that a run ends with this one finding, at the pattern in the project file, and writes
/// nothing.
fn refuses(project: &Project, args: &[&str], told: &str) -> Run {
    let run = project.byline(args);
    assert_eq!(run.code, 2, "{told}: {run:?}");
    assert!(run.stderr.contains(told), "{told}: {run:?}");
    assert!(run.stderr.contains("--> byline.toml:1:"), "{told}: {run:?}");
    assert_eq!(run.stderr.matches("error[").count(), 1, "{told}: {run:?}");
    assert!(!project.path("output").exists(), "{told}");
    run
}

#[test]
fn patterns_that_some_system_refuses_are_reported_when_the_project_is_read() {
    let long = format!("{{id}}{}.pdf", "a".repeat(252));
    for (pattern, told) in [
        ("{language}../{id}.pdf", "it would be outside the output folder"),
        ("../{id}.pdf", "it would be outside the output folder"),
        ("a/../../{id}.pdf", "it would be outside the output folder"),
        ("./{id}.pdf", "it would be outside the output folder"),
        ("/tmp/{id}.pdf", "it would be outside the output folder"),
        ("CON/{id}.pdf", "Windows reserves the name `CON` for a device"),
        ("nul.old/{id}.pdf", "Windows reserves the name `nul.old` for a device"),
        ("com¹/{id}.pdf", "Windows reserves the name `com¹` for a device"),
        ("a./{id}.pdf", "ends with a dot or a space"),
        ("a /{id}.pdf", "ends with a dot or a space"),
        ("{id}?.pdf", "Windows does not allow `?` in file names"),
        ("C:{id}.pdf", "Windows does not allow `:` in file names"),
        ("a\\\\..\\\\{id}.pdf", "Windows does not allow `\\` in file names"),
        ("{id}\\u001b[2J.pdf", "cannot contain invisible characters"),
        ("{id}\\u202e.pdf", "cannot contain invisible characters"),
        (&long, "the name has 258 bytes, but the limit is 255"),
    ] {
        let project = project(&format!("output-name = \"{pattern}\""));
        for verb in ["check", "build", "people"] {
            refuses(&project, &[verb], told);
        }
    }
}

/// The names of templates and languages are known only when a run is planned.
#[test]
fn names_of_templates_and_languages_count_too() {
    let by_template = project("output-name = '{template}/{id}.pdf'");
    by_template.write("templates/aux/main.typ", "#let main(event, project) = [a]");
    let args = ["build", "--template", "aux"];
    refuses(&by_template, &args, "Windows reserves the name `aux` for a device");
    let by_language = project("output-name = '{language}/{id}.pdf'");
    // The tag of Cofán.
    refuses(
        &by_language,
        &["build", "--lang", "con"],
        "Windows reserves the name `con` for a device",
    );
    let long = project(&format!("output-name = '{}{{id}}.pdf'", "é".repeat(112)));
    assert_eq!(long.byline(&["check"]).code, 0);
    let args = ["build", "--print", "--greyscale", "--lang", "zh-Hans-CN"];
    refuses(&long, &args, "the name has 256 bytes");
}

#[test]
fn a_record_whose_id_makes_the_name_too_long_is_named() {
    let project = project(&format!("output-name = '{}{{id}}.pdf'", "a".repeat(200)));
    let id = "b".repeat(60);
    project.write(&format!("records/{id}.toml"), SMALL);
    let run = project.byline(&["build"]);
    assert_eq!(run.code, 2, "{run:?}");
    assert!(run.stderr.contains(&format!("--> records/{id}.toml")), "{run:?}");
    assert!(run.stderr.contains("the name has 264 bytes"), "{run:?}");
    assert_eq!(run.stderr.matches("error[").count(), 1, "{run:?}");
    assert!(!project.path("output").exists());
}

/// English as in Malaysia (`en-MY`), and Burmese (`my`).
#[test]
fn names_that_differ_only_in_capitals_clash() {
    let project = project("output-name = '{id}-{language}.pdf'");
    for id in ["a-en", "b-en"] {
        project.write(&format!("records/{id}.toml"), SMALL);
    }
    let run = refuses(&project, &["build", "--lang", "en-MY,my"], "would both be written to");
    assert!(run.stderr.contains("the `report` of `a` and the `report` of `a-en`"), "{run:?}");
    assert!(
        run.stderr.contains("Windows and macOS ignore the difference between capitals"),
        "{run:?}"
    );
    assert!(run.stderr.contains("1 more pair of documents"), "{run:?}");
    assert_eq!(project.byline(&["build", "--lang", "en-MY"]).code, 0);
}

#[test]
fn an_id_that_windows_keeps_for_a_device_is_refused() {
    let project = project("");
    for id in ["con", "nul", "com1"] {
        project.write(&format!("records/{id}.toml"), SMALL);
    }
    let run = project.byline(&["build"]);
    assert_eq!(run.code, 1, "{run:?}");
    for id in ["con", "nul", "com1"] {
        assert!(run.stderr.contains(&format!("--> records/{id}.toml")), "{run:?}");
        assert!(run.stderr.contains(&format!("Windows reserves the name `{id}`")), "{run:?}");
    }
    // The others are built.
    assert!(run.stderr.contains("2 documents built, 3 failed"), "{run:?}");
}
