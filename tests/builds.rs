//! Builds: which files are written and which are left alone, where messages go, and the exit
//! codes.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::fs;

use common::{Project, SMALL};

#[test]
fn a_bad_record_never_stops_the_others() {
    let project = Project::new();
    project.write("records/a.toml", SMALL);
    project.write("records/b.toml", "title = 1\n");
    project.write("records/c.toml", b"\xff\xfe");
    project.write("records/d.toml", SMALL);
    let run = project.byline(&["build"]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.ends_with("2 documents built, 2 failed\n"), "{}", run.stderr);
    assert!(project.path("output/a-report.pdf").exists());
    assert!(project.path("output/d-report.pdf").exists());
    assert_eq!(output_files(&project), ["a-report.pdf", "d-report.pdf"]);
}

#[test]
fn a_failed_build_leaves_the_last_good_document() {
    let project = Project::new();
    project.write("records/a.toml", SMALL);
    project.build();
    let good = project.read("output/a-report.pdf");

    for broken in ["title = ", "title = \"\u{10fffd}\"\nstart = 2024-01-01\nmode = \"offline\"\n"] {
        project.write("records/a.toml", broken);
        assert_eq!(project.byline(&["build"]).code, 1);
        assert!(project.read("output/a-report.pdf") == good);
    }

    project.write("records/a.toml", SMALL).write("templates/report/main.typ", "#broken");
    assert_eq!(project.byline(&["build"]).code, 1);
    assert!(project.read("output/a-report.pdf") == good);
    assert_eq!(output_files(&project), ["a-report.pdf"]);
}

#[test]
fn a_file_in_the_place_of_the_folder_or_of_a_document_stops_a_build() {
    let project = Project::new();
    project.write("records/a.toml", SMALL).write("output", "a file in the folder's place");
    let run = project.byline(&["build"]);
    assert_eq!(run.code, 2, "{}", run.stderr);
    assert!(run.stderr.contains("error[output-folder]"), "{}", run.stderr);
    assert_eq!(project.byline(&["build", "--output", "elsewhere"]).code, 0);
    assert!(project.path("elsewhere/a-report.pdf").exists());

    // A folder occupies the path of the document itself.
    project.write("taken/a-report.pdf/x", "");
    assert_eq!(project.byline(&["build", "--output", "taken"]).code, 3);
    assert_eq!(fs::read_dir(project.path("taken")).unwrap().count(), 1, "something was left");
}

#[test]
fn a_check_writes_nothing() {
    let project = Project::new();
    project.write("records/a.toml", SMALL);
    let run = project.byline(&["check"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, "1 record checked, 0 failed\n"));
    assert!(!project.path("output").exists());
}

#[test]
fn warnings_fail_only_a_strict_check() {
    let project = Project::new();
    project.write("records/a.toml", format!("{SMALL}[[photos]]\nfile = 'to-come.jpg'\n"));
    assert_eq!(project.byline(&["build"]).code, 0);
    assert_eq!(project.byline(&["check"]).code, 0);
    assert_eq!(project.byline(&["check", "--strict"]).code, 1);
}

#[test]
fn a_template_of_the_project_comes_before_the_standard_one() {
    let project = Project::new();
    project.write("records/a.toml", SMALL);
    let own = "#let main(event, project) = [#set document(title: event.title)\nOwn #event.title]";
    project.write("templates/report/main.typ", own);
    project.build();
    assert_eq!(project.words("output/a-report.pdf"), "Own Small");
}

#[test]
fn the_project_file_names_templates_and_documents() {
    let project = Project::new();
    project.write("records/2024/a.toml", SMALL);
    project.write("templates/poster/main.typ", "#let main(event, project) = event.title");
    project.write(
        "byline.toml",
        "organisation = 'X'\nallow = [{ code = 'missing-credits', reason = 'x' }]\ntemplates = ['report', 'poster']\noutput-name = '{template}/{id}.pdf'\n",
    );
    let run = project.build();
    assert!(run.stderr.ends_with("2 documents built, 0 failed\n"), "{}", run.stderr);
    assert!(project.path("output/report/a.pdf").exists());
    assert!(project.path("output/poster/a.pdf").exists());
}

#[test]
fn records_are_named_by_file_or_by_id_from_any_folder_of_the_project() {
    let project = Project::new();
    project.write("records/2024/a.toml", SMALL).write("records/b.toml", SMALL);
    for name in ["a", "records/2024/a.toml"] {
        assert_eq!(project.byline(&["build", name]).code, 0);
        assert_eq!(output_files(&project), ["a-report.pdf"]);
        fs::remove_dir_all(project.path("output")).unwrap();
    }
    let elsewhere = Project::new();
    let folder = project.path("");
    let run = elsewhere.byline(&["build", "b", "--project", folder.to_str().unwrap()]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(output_files(&project), ["b-report.pdf"]);
}

#[test]
fn two_records_never_share_a_document() {
    let project = Project::new();
    project.write("records/2023/forum.toml", SMALL).write("records/2024/forum.toml", SMALL);
    for name in ["forum", "records/2023/forum.toml"] {
        let run = project.byline(&["build", name]);
        assert_eq!(run.code, 1);
        assert!(run.stderr.contains("[duplicate-id]"), "{}", run.stderr);
        assert!(!project.path("output").exists());
    }
}

#[test]
fn what_is_named_twice_is_built_once() {
    let project = Project::new();
    project.write("records/a.toml", SMALL);
    let args = ["build", "a", "records/a.toml", "./records/a.toml", "--template", "report"];
    let run = project.byline(&[&args[..], &["--template", "report"]].concat());
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.ends_with("1 document built, 0 failed\n"), "{}", run.stderr);
}

#[test]
fn hidden_folders_hold_no_records() {
    let project = Project::new();
    project.write("records/.trash/old.toml", "x").write("records/UP.TOML", SMALL);
    let run = project.byline(&["build"]);
    assert!(run.stderr.contains("rename the file to `up.toml`"), "{}", run.stderr);
    assert!(!run.stderr.contains("old.toml"), "{}", run.stderr);
}

#[test]
fn photos_may_stand_in_a_folder_beside_the_record() {
    let project = Project::new();
    let photos = "[[photos]]\nfile = '../photos/to  come.jpg'\n";
    project.write("records/2024/a.toml", format!("{SMALL}{photos}"));
    let run = project.byline(&["build"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(
        run.stderr.contains("the picture `../photos/to  come.jpg` does not exist yet"),
        "{}",
        run.stderr
    );
}

#[test]
fn messages_go_where_they_are_read() {
    let project = Project::new();
    project.write("records/a.toml", SMALL).write("records/b.toml", "x");
    let human = project.byline(&["build"]);
    assert_eq!(human.stdout, "");
    assert!(human.stderr.contains("output/a-report.pdf: 1 page, "), "{}", human.stderr);

    let json = project.byline(&["build", "--force", "--message-format", "json"]);
    assert_eq!((json.code, json.stderr.as_str()), (1, ""));
    let lines: Vec<serde_json::Value> =
        json.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let types: Vec<_> = lines.iter().map(|line| line["type"].as_str().unwrap()).collect();
    assert_eq!(types[..2], ["start", "artifact"]);
    assert_eq!(types.last(), Some(&"summary"));
    assert_eq!(types[2..types.len() - 1], ["diagnostic", "failure"]);
    assert_eq!(lines[1]["written"], true);
    assert_eq!(lines.last().unwrap()["built"], 1);
}

#[test]
fn a_long_batch_is_built_whole_and_in_order() {
    let project = Project::new();
    for number in 0..60 {
        let broken = if number % 20 == 7 { "titel = 1\n" } else { "" };
        project.write(&format!("records/r{number:02}.toml"), format!("{broken}{SMALL}"));
    }
    let run = project.byline(&["build", "--jobs", "4", "--message-format", "json"]);
    assert_eq!(run.code, 1);
    let records: Vec<_> = run
        .stdout
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap())
        .filter(|line| line["type"] == "artifact")
        .map(|line| line["record"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(records.len(), 57);
    assert!(records.is_sorted(), "{records:?}");
}

#[test]
fn every_shell_gets_its_completions() {
    let project = Project::new();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let run = project.byline(&["completions", shell]);
        assert_eq!(run.code, 0);
        assert!(run.stdout.contains("byline") && run.stdout.contains("templates"), "{shell}");
    }
}

#[test]
fn a_record_that_is_no_ordinary_file_is_refused_at_once() {
    let project = Project::new();
    project.write("records/a.toml", SMALL);
    let run = project.byline(&["build", "/dev/zero", "a"]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("1 document built, 1 failed"), "{}", run.stderr);
}

#[test]
fn a_record_may_be_very_large() {
    let project = Project::new();
    let entry = |number| format!("[people.p{number}]\nname = 'Person Number {number}'\n");
    let people = (0..3_000).map(entry).collect::<Vec<_>>().concat();
    let guests: Vec<_> = (0..3_000).map(|number| format!("'p{number}'")).collect();
    let prose = format!("{}\n\n", "Words that go on and on. ".repeat(500)).repeat(20);
    project.write(
        "records/a.toml",
        format!(
            "{SMALL}lead = '''{prose}'''\n[attendance]\npeople = [{}]\n{people}",
            guests.join(", ")
        ),
    );
    let run = project.byline(&["check"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.ends_with("1 record checked, 0 failed\n"), "{}", run.stderr);
}

#[test]
fn a_new_project_builds_and_nothing_is_overwritten() {
    let project = Project::new();
    let run = project.byline(&["init", "made"]);
    assert_eq!(run.code, 0);
    assert!(run.stderr.contains("  cd made\n  byline build\n"), "{}", run.stderr);
    assert_eq!(project.byline(&["build", "--project", "made"]).code, 0);
    assert!(project.path("made/output/harbour-day-2025-05-14-report.pdf").exists());
    let new = ["new", "A Day", "--date", "2025-05-15", "--project", "made"];
    assert_eq!(project.byline(&new).code, 0);
    let run = project.byline(&["build", "--project", "made"]);
    assert_eq!(run.code, 0, "a draft does not build: {}", run.stderr);
    project.write("made/people.toml", "# mine\n");
    let again = project.byline(&["init", "made"]);
    assert!(again.stderr.contains("people.toml: already exists, not changed"), "{}", again.stderr);
    assert_eq!(project.read("made/people.toml"), b"# mine\n");
}

#[test]
fn a_new_record_is_legal_at_once_and_marked() {
    let project = Project::new();
    let args =
        ["new", "It's \"Our\" Day", "--date", "2025-05-14", "--type", "forum", "--mode", "mixed"];
    let run = project.byline(&args);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.contains("byline build its-our-day-2025-05-14"), "{}", run.stderr);
    assert_eq!(project.byline(&["build"]).code, 0);
    let strict = project.byline(&["check", "--strict"]);
    assert_eq!(strict.code, 1);
    assert!(strict.stderr.contains("[must-fill]"), "{}", strict.stderr);
    assert_eq!(project.byline(&args).code, 2, "an existing record was written over");
    let empty = project.byline(&["new", " "]);
    assert_eq!(empty.code, 2);
    assert!(empty.stderr.contains("the title is empty"), "{}", empty.stderr);
    assert_eq!(project.byline(&["new", "论坛", "--date", "2025-05-14"]).code, 0);
    assert!(project.path("records/lun-tan-2025-05-14.toml").exists());
}

#[test]
fn a_record_starts_from_last_years() {
    let project = Project::with_examples();
    let args = ["new", "The Next Forum", "--date", "2025-10-30", "--from", "forum-2024-10-31"];
    assert_eq!(project.byline(&args).code, 0);
    let record = String::from_utf8(project.read("records/the-next-forum-2025-10-30.toml")).unwrap();
    assert!(record.contains("title = \"The Next Forum\""), "{record}");
    assert!(record.contains("start = 2025-10-30"), "{record}");
    assert!(
        record.contains("[people.gao-ying]") && record.contains("TODO: what was said"),
        "{record}"
    );
    for gone in
        ["over 100", "tangible results", "[[numbers]]", "innovation and technological progress"]
    {
        assert!(!record.contains(gone), "{gone} is last year's");
    }
    let run = project.byline(&["build", "the-next-forum-2025-10-30"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(project.byline(&["new", "X", "--from", "nothing"]).code, 2);
}

#[test]
fn findings_are_explained() {
    let project = Project::new();
    let run = project.byline(&["explain", "relative-time"]);
    assert_eq!(run.code, 0);
    assert!(run.stdout.contains("last week"), "{}", run.stdout);
    let run = project.byline(&["explain", "relative-tme"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("`relative-time`"), "{}", run.stderr);
}

#[test]
fn deep_nesting_cannot_exhaust_the_stack() {
    let project = Project::new();
    let deep = format!("{}deep", "> ".repeat(20_000));
    project.write("records/a.toml", format!("{SMALL}lead = '{deep}'\n"));
    assert_eq!(project.byline(&["build"]).code, 0);
    project.write("records/a.toml", format!("{SMALL}venue = {}\n", "[".repeat(50_000)));
    assert_eq!(project.byline(&["build"]).code, 1);
}

fn output_files(project: &Project) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(project.path("output"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// One record with three documents is one record; the screen is no Markdown page.
#[test]
fn people_are_told_of_records_and_in_plain_words() {
    let project = Project::new();
    project.write(
        "byline.toml",
        "organisation = 'Office'\ntemplates = ['report', 'summary', 'calendar']\n",
    );
    project.write("records/a.toml", format!("{SMALL}[credits]\nwriter = 'Ada'\n"));
    let run = project.byline(&["check"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, "1 record checked, 0 failed\n"));
    project.write("records/b.toml", "title = 'B'\n");
    let run = project.byline(&["check"]);
    assert!(run.stderr.ends_with("2 records checked, 1 failed\n"), "{}", run.stderr);
    let explained = project.byline(&["explain", "must-fill"]).stdout;
    assert!(explained.contains("warning: ") && explained.contains("\n    lead = "), "{explained}");
    assert!(!explained.contains("```") && !explained.contains("*warning*"), "{explained}");
}
