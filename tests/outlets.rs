//! Where byline writes: never through a link out of the project, nor out of the output folder.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "common/links.rs"]
mod links;

mod common;

use std::fs;

use common::{Project, SMALL};
use links::{link, quoted, refuses};
use tempfile::TempDir;

#[test]
fn no_file_of_the_project_is_written_through_a_link() {
    let away = TempDir::new().unwrap();
    fs::write(away.path().join("byline.toml"), quoted()).unwrap();
    let project = Project::new();
    fs::remove_dir(project.path("records")).unwrap();
    for name in ["records", "templates"] {
        link(&project, name, away.path());
    }
    refuses(&project.byline(&["new", "Next"]), "records");
    let run = project.byline(&["templates", "copy", "report"]);
    assert!(run.stderr.contains("out of the project"), "{run:?}");
    assert_eq!(fs::read_dir(away.path()).unwrap().count(), 1);
    // A template's tests are a project of their own.
    let project = Project::new();
    project.write("templates/own/main.typ", "#let main(event, project) = [a]");
    link(&project, "templates/own/tests", away.path());
    let run = project.byline(&["templates", "test", "own"]);
    refuses(&run, "templates/own/tests");
    fs::remove_file(project.path("templates/own/tests")).unwrap();
    project.write("templates/own/tests/byline.toml", "organisation = 'Office'");
    project.write("templates/own/tests/records/a.toml", SMALL);
    link(&project, "templates/own/tests/pages", away.path());
    let run = project.byline(&["templates", "test", "own", "--update"]);
    assert_eq!(run.code, 1, "{run:?}");
    assert!(run.stderr.contains("out of the project"), "{run:?}");
    assert_eq!(fs::read_dir(away.path()).unwrap().count(), 1);
}

#[test]
fn no_document_is_written_through_a_link() {
    let away = TempDir::new().unwrap();
    let empty = || fs::read_dir(away.path()).unwrap().next().is_none();
    let project = Project::new();
    project.write("records/a.toml", SMALL).write("records/b.toml", SMALL);
    link(&project, "output", away.path());
    let run = project.byline(&["build"]);
    assert_eq!(run.code, 2, "{run:?}");
    assert_eq!(
        run.stderr.matches("a link leads from `output` out of the project").count(),
        1,
        "{run:?}"
    );
    assert!(empty());
    fs::remove_file(project.path("output")).unwrap();
    let file = String::from_utf8(project.read("byline.toml")).unwrap();
    project.write("byline.toml", format!("output-name = 'in/{{id}}-{{template}}.pdf'\n{file}"));
    link(&project, "output/in", away.path());
    for args in [&["build"][..], &["build", "--output", "output"]] {
        let run = project.byline(args);
        assert_eq!(run.code, 2, "{run:?}");
        assert!(run.stderr.contains("a link leads from `output/in` out of"), "{run:?}");
        assert!(run.stderr.contains("0 documents built, 2 failed"), "{run:?}");
        assert!(empty());
    }
    // Whoever names the folder may.
    let folder = away.path().display().to_string();
    assert_eq!(project.byline(&["build", "--output", &folder]).code, 0);
    assert!(away.path().join("in/a-report.pdf").exists());
    project.write("byline.toml", format!("extra-folders = ['{folder}']\n{file}"));
    assert_eq!(project.byline(&["build"]).code, 0);
}

/// Within the project, too, a template is complete or not begun.
#[test]
fn no_template_is_copied_onto_a_link_or_a_file() {
    let links = [
        "templates/report",
        "templates/design",
        "templates/report/main.typ",
        "templates/design/locales",
    ];
    for name in links {
        for target in ["shelf", "none"] {
            let project = Project::new();
            fs::create_dir(project.path("shelf")).unwrap();
            link(&project, name, project.path(target));
            let run = project.byline(&["templates", "copy", "report"]);
            assert_eq!(run.code, 2, "{run:?}");
            let told = format!("`{name}` is a link, and byline copies nothing through links");
            assert!(run.stderr.contains(&told), "{run:?}");
            assert_eq!(run.stderr.matches("error[").count(), 1, "{run:?}");
            assert!(!run.stderr.contains("written") && !project.path("none").exists(), "{run:?}");
            assert_eq!(fs::read_dir(project.path("shelf")).unwrap().count(), 0);
        }
    }
    for name in ["templates/report", "templates/design/locales", "templates/report/main.typ/x"] {
        let project = Project::new();
        project.write(name, "mine");
        let run = project.byline(&["templates", "copy", "report"]);
        assert_eq!(run.code, 2, "{run:?}");
        let told = format!("`{}` is not ", name.trim_end_matches("/x"));
        assert!(run.stderr.contains(&told), "{run:?}");
        assert!(run.stderr.contains("remove or rename it"), "{run:?}");
        assert!(!run.stderr.contains("written") && project.read(name) == b"mine", "{run:?}");
    }
    // A file of the project's own stays as it is.
    let project = Project::new();
    project.write("templates/report/main.typ", "mine");
    let run = project.byline(&["templates", "copy", "report"]);
    assert!(run.stderr.contains("templates/report/main.typ: already exists"), "{run:?}");
    assert!(run.code == 0 && project.read("templates/report/main.typ") == b"mine", "{run:?}");
}

/// The cache is for byline alone, whichever way it is named.
#[test]
fn no_document_is_written_to_the_cache() {
    let project = Project::small("templates = ['report']");
    link(&project, "shelf", ".byline");
    for output in [".byline", ".byline/new/folder", "records/../.byline", "shelf"] {
        for _ in 0..2 {
            let run = project.byline(&["build", "--output", output]);
            assert_eq!(run.code, 2, "{output}: {run:?}");
            assert!(run.stderr.contains("byline reserves `.byline`"), "{run:?}");
            assert!(run.stderr.contains("choose another folder with `--output`"), "{run:?}");
            assert_eq!(run.stderr.matches("error[").count(), 1, "{run:?}");
            // Once without the folder, and once with it.
            project.build();
        }
        fs::remove_dir_all(project.path(".byline")).unwrap();
    }
    let project = Project::small("templates = ['report']\noutput-name = '.byline/{id}.pdf'");
    let run = project.byline(&["build", "--output", "."]);
    assert_eq!(run.code, 2, "{run:?}");
    assert!(run.stderr.contains("--> byline.toml:3:15"), "{run:?}");
    assert!(run.stderr.contains("change `output-name`"), "{run:?}");
    assert_eq!(project.byline(&["build"]).code, 0, "it is a folder like any other elsewhere");
}
