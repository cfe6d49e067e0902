//! The walls of a project: no link leads byline out of it, no file name makes it wait, and no
//! walk through its folders goes on for ever.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
#![allow(clippy::disallowed_methods, reason = "runs are waited for")]

#[path = "common/links.rs"]
mod links;

mod common;

#[path = "common/runs.rs"]
mod runs;

use std::fs;
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::process::Command;

use common::{Project, SMALL};
use links::{SECRET, link, outside, quoted, refuses};
use tempfile::TempDir;

#[test]
fn no_record_translation_or_issue_comes_from_outside() {
    let away = outside("x.toml", &quoted());
    fs::create_dir(away.path().join("deep")).unwrap();
    fs::write(away.path().join("deep/y.toml"), quoted()).unwrap();
    let project = Project::new();
    project.write("records/good.toml", SMALL);
    link(&project, "records/far.toml", away.path().join("x.toml"));
    link(&project, "records/hop.toml", "far.toml");
    link(&project, "records/good.ms.toml", away.path().join("x.toml"));
    link(&project, "records/folder", away.path());
    link(&project, "issues/far-issue.toml", away.path().join("x.toml"));
    let links = [
        "records/far.toml",
        "records/hop.toml",
        "records/good.ms.toml",
        "records/folder",
        "issues/far-issue.toml",
    ];
    for args in [&["check"][..], &["build"], &["people"], &["translations"]] {
        let run = project.byline(args);
        assert_eq!(run.code, 1, "{run:?}");
        for name in links {
            refuses(&run, name);
        }
        assert!(!run.stderr.contains("y.toml"), "{run:?}");
    }
    assert!(project.path("output/good-report.pdf").exists());
    // However they are named.
    for name in ["far", "records/far.toml", "records/folder/x.toml", "records/folder/deep/y.toml"] {
        let run = project.byline(&["check", name]);
        assert_eq!(run.code, 1, "{name}: {run:?}");
        assert!(run.stderr.contains("out of the project"), "{name}: {run:?}");
        assert!(!run.stderr.contains(SECRET), "{name}: {run:?}");
    }
    // A command that writes does not write there, either.
    for args in [
        &["translations", "good", "--lang", "ms", "--write"][..],
        &["photos", "far", "records"],
        &["new", "Next", "--from", "far"],
    ] {
        assert_ne!(project.byline(args).code, 0, "{args:?}");
    }
    assert!(project.path("records/good.ms.toml").is_symlink());
    assert_eq!(fs::read_to_string(away.path().join("x.toml")).unwrap(), quoted());
}

#[test]
fn no_shared_file_comes_from_outside() {
    let away = outside("x.toml", &quoted());
    for name in ["people.toml", "organisations.toml", "locales/en.toml"] {
        let project = Project::new();
        project.write("records/good.toml", SMALL);
        link(&project, name, away.path().join("x.toml"));
        let run = project.byline(&["build"]);
        assert_eq!(run.code, 2, "{run:?}");
        refuses(&run, name);
        assert_eq!(run.stderr.matches("error[").count(), 1, "{run:?}");
    }
    let project = Project::new();
    fs::remove_file(project.path("byline.toml")).unwrap();
    link(&project, "byline.toml", away.path().join("x.toml"));
    let run = project.byline(&["check"]);
    assert_eq!(run.code, 2, "{run:?}");
    refuses(&run, "byline.toml");
    // Whole folders.
    for name in ["records", "issues", "locales", "fonts"] {
        let project = Project::new();
        fs::remove_dir(project.path("records")).unwrap();
        link(&project, name, away.path());
        let run = project.byline(&["check"]);
        assert_ne!(run.code, 0, "{run:?}");
        refuses(&run, name);
    }
}

#[test]
fn no_font_or_logo_comes_from_outside() {
    let away = outside("x.svg", "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>");
    fs::write(away.path().join("x.ttf"), notosans::REGULAR_TTF).unwrap();
    let project = Project::new();
    project.write("records/good.toml", SMALL);
    link(&project, "fonts/own/far.ttf", away.path().join("x.ttf"));
    for verb in ["build", "fonts"] {
        refuses(&project.byline(&[verb]), "fonts/own/far.ttf");
    }
    let project = Project::new();
    link(&project, "logo.svg", away.path().join("x.svg"));
    let logo = "logo = { file = 'logo.svg', alt = 'Ours' }\n";
    project.write("records/good.toml", format!("organiser = 'ours'\n{SMALL}"));
    project.write("organisations.toml", format!("[ours]\nname = 'Ours'\n{logo}"));
    let run = project.byline(&["check"]);
    assert!(run.stderr.contains("error[unusable-photo]: `logo.svg` is outside"), "{run:?}");
    let file = String::from_utf8(project.read("byline.toml")).unwrap();
    project.write("byline.toml", format!("{file}[brand]\n{logo}"));
    let run = project.byline(&["check"]);
    assert_eq!(run.code, 2, "{run:?}");
    assert!(run.stderr.contains("--> byline.toml:5:17"), "{run:?}");
}

#[test]
fn no_file_of_a_template_comes_from_outside() {
    let away = outside("data.json", &format!("\"{SECRET}\""));
    fs::write(away.path().join("main.typ"), format!("#let main(event, project) = [{SECRET}]"))
        .unwrap();
    fs::write(away.path().join("template.toml"), quoted()).unwrap();
    let project = Project::new();
    project.write("records/good.toml", SMALL);
    let uses_data = "#let main(event, project) = [#json(\"data.json\")]";
    project.write("templates/data/main.typ", uses_data);
    link(&project, "templates/data/data.json", away.path().join("data.json"));
    link(&project, "templates/whole", away.path());
    link(&project, "templates/entry/main.typ", away.path().join("main.typ"));
    project.write("templates/manifest/main.typ", "#let main(event, project) = [a]");
    link(&project, "templates/manifest/template.toml", away.path().join("template.toml"));
    for (template, file) in [
        ("data", "data/data.json"),
        ("whole", "whole/template.toml"),
        ("entry", "entry/main.typ"),
        ("manifest", "manifest/template.toml"),
    ] {
        let run = project.byline(&["build", "--template", template]);
        assert_ne!(run.code, 0, "{run:?}");
        assert!(run.stderr.contains(file), "{run:?}");
        assert!(run.stderr.contains("out of the project"), "{run:?}");
        assert!(!run.stderr.contains(SECRET), "{run:?}");
        assert!(!project.path(&format!("output/good-{template}.pdf")).exists());
    }
}

#[test]
fn extra_folders_let_links_and_photos_in() {
    let away = outside("x.toml", SMALL);
    let picture = "<svg xmlns='http://www.w3.org/2000/svg' width='90' height='60'>\
                   <rect width='90' height='60' fill='red'/></svg>";
    fs::write(away.path().join("x.svg"), picture).unwrap();
    let project = Project::new();
    link(&project, "records/far.toml", away.path().join("x.toml"));
    link(&project, "records/link.svg", away.path().join("x.svg"));
    link(&project, "away", away.path());
    let whole = away.path().join("x.svg").display().to_string();
    let photos = |names: &[&str]| {
        let entries =
            names.iter().map(|name| format!("[[photos]]\nfile = '{name}'\nalt = 'Red'\n"));
        format!("{SMALL}{}", entries.collect::<String>())
    };
    project.write("records/photos.toml", photos(&["link.svg", &whole, "../away/x.svg"]));
    let run = project.byline(&["check"]);
    assert_eq!(run.code, 1, "{run:?}");
    refuses(&run, "records/far.toml");
    assert_eq!(run.stderr.matches("is outside the project\n").count(), 3, "{run:?}");
    let file = String::from_utf8(project.read("byline.toml")).unwrap();
    // As a whole path, and relative to the project.
    for folder in [away.path().to_str().unwrap(), "away"] {
        project.write("byline.toml", format!("extra-folders = ['{folder}']\n{file}"));
        let run = project.byline(&["build", "--force"]);
        assert_eq!((run.code, run.stderr.matches("report.pdf").count()), (0, 2), "{run:?}");
        // What has not changed is up to date, there too.
        let again = project.build();
        assert!(again.stderr.contains("2 up to date"), "{again:?}");
    }
    project.write("byline.toml", format!("extra-folders = ['away', '/none/such']\n{file}"));
    let run = project.byline(&["check"]);
    assert_eq!(run.code, 2, "{run:?}");
    assert!(
        run.stderr.contains("the folder `/none/such` cannot be used: it does not exist"),
        "{run:?}"
    );
    assert!(run.stderr.contains("--> byline.toml:1:26"), "{run:?}");
}

#[test]
fn links_within_the_project_and_to_it_are_followed() {
    let project = Project::new();
    project.write("archive/old.toml", SMALL);
    link(&project, "records/old", "../archive");
    link(&project, "records/new.toml", "../archive/old.toml");
    link(&project, "self", project.path("."));
    link(&project, "records/circle", "../records");
    // The file is one record, whichever way it is found.
    let run = project.build();
    assert!(run.stderr.contains("1 document built, 0 failed"), "{run:?}");
    let outer = TempDir::new().unwrap();
    symlink(project.path("."), outer.path().join("project")).unwrap();
    let path = outer.path().join("project").display().to_string();
    let run = project.byline(&["check", "--project", &path]);
    assert_eq!(run.code, 0, "{run:?}");
}

#[test]
fn a_file_that_a_user_names_may_be_anywhere() {
    let project = Project::new();
    let away = outside("draft.toml", SMALL);
    let secret = outside("x.toml", &quoted());
    symlink(secret.path().join("x.toml"), away.path().join("draft.ms.toml")).unwrap();
    symlink(secret.path().join("x.toml"), away.path().join("other.toml")).unwrap();
    let path = |name: &str| away.path().join(name).display().to_string();
    let run = project.byline(&["check", &path("draft.toml"), "--lang", "ms"]);
    assert_eq!(run.code, 1, "{run:?}");
    // Links beside it lead nowhere.
    refuses(&run, &path("draft.ms.toml"));
    assert_eq!(run.stderr.matches("error[").count(), 1, "{run:?}");
    refuses(&project.byline(&["check", &path("other.toml")]), &path("other.toml"));
}

#[test]
fn a_walk_ends_at_the_walls_and_at_its_limits() {
    let project = Project::new();
    project.write("records/good.toml", SMALL);
    for name in ["records/tree", "fonts/tree", "locales/tree", "templates/tree"] {
        link(&project, name, "/");
    }
    let run = project.byline(&["check"]);
    refuses(&run, "fonts/tree");
    refuses(&run, "locales/tree");
    refuses(&project.byline(&["people"]), "records/tree");
    let project = Project::new();
    project.write("records/good.toml", SMALL);
    let deep = format!("records{}/x.toml", "/a".repeat(40));
    project.write(&deep, SMALL);
    let run = project.byline(&["check"]);
    assert_eq!(run.code, 1, "{run:?}");
    assert!(run.stderr.contains("is more than 32 folders deep"), "{run:?}");
    assert!(run.stderr.contains("2 records checked, 1 failed"), "{run:?}");
}

#[test]
fn what_is_no_file_is_reported_and_never_waited_for() {
    let project = Project::new();
    project.write("records/good.toml", SMALL);
    let pipe = |name: &str| {
        let path = project.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
    };
    for name in ["records/pipe.toml", "fonts/pipe.ttf", "locales/pipe.toml"] {
        pipe(name);
    }
    fs::create_dir(project.path("records/folder.toml")).unwrap();
    link(&project, "records/device.toml", "/dev/zero");
    link(&project, "records/broken.toml", "none.toml");
    link(&project, "records/circle.toml", "circle.toml");
    link(&project, "records/gone", "/none/such");
    link(&project, "records/photo.jpg", "none.jpg");
    let run = project.byline(&["check"]);
    for told in [
        "`records/pipe.toml` is not an ordinary file",
        "`fonts/pipe.ttf` is not an ordinary file",
        "`locales/pipe.toml` is not an ordinary file",
        "`records/folder.toml` is a folder, not a file",
        "a link leads from `records/device.toml` out of the project",
        "`records/broken.toml` is a broken link",
        "`records/circle.toml` is a broken link",
        "`records/gone` is a broken link",
    ] {
        // The shared files stop the run before the records are listed.
        let found = run.stderr.contains(told) || told.contains("records");
        assert!(found, "{told}: {run:?}");
    }
    for folder in ["fonts", "locales"] {
        fs::remove_dir_all(project.path(folder)).unwrap();
    }
    for verb in ["check", "build"] {
        let run = project.byline(&[verb]);
        assert_eq!(run.code, 1, "{run:?}");
        for name in
            ["pipe.toml", "folder.toml", "device.toml", "broken.toml", "circle.toml", "gone"]
        {
            assert!(run.stderr.contains(&format!("--> records/{name}")), "{name}: {run:?}");
        }
        assert_eq!(run.stderr.matches("error[").count(), 6, "{run:?}");
    }
    assert!(project.path("output/good-report.pdf").exists());
    // A single record has no part in it, unless it is named.
    assert_eq!(project.byline(&["check", "good"]).code, 0);
    let run = project.byline(&["check", "broken", "folder"]);
    assert_eq!(run.stderr.matches("error[").count(), 2, "{run:?}");
    pipe("people.toml");
    let run = project.byline(&["check"]);
    assert!(run.stderr.contains("`people.toml` is not an ordinary file"), "{run:?}");
    fs::remove_file(project.path("people.toml")).unwrap();
    project.write("templates/pipe/main.typ", "#let main(event, project) = read(\"data.txt\")");
    pipe("templates/pipe/data.txt");
    let run = project.byline(&["build", "good", "--template", "pipe"]);
    assert!(run.stderr.contains("it is not an ordinary file"), "{run:?}");
}

/// Pipes, sockets and devices, and files without an end that Linux makes up, in every place where
/// byline expects a file.
#[test]
fn what_is_no_ordinary_file_is_named_with_the_remedy() {
    let logo = "[brand]\nlogo = { file = 'logo.png', alt = 'Ours' }";
    let photo = format!("{SMALL}[[photos]]\nfile = 'photo.jpg'\nalt = 'A bay'\n");
    let office =
        "organisation = 'Office'\ntemplates = ['report']\nextra-folders = ['/dev', '/proc']\n";
    let expect = |place: &str, args: &[&str]| {
        for special in ["pipe", "socket", "/dev/zero", "/proc/self/mem"] {
            let project = Project::new();
            project.write("byline.toml", format!("{office}{logo}")).write("records/a.toml", &photo);
            project.write("templates/own/main.typ", "#let main(event, project) = [a]");
            let path = project.path(place);
            let _ = fs::remove_file(&path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            let _socket = match special {
                "pipe" => {
                    assert!(Command::new("mkfifo").arg(&path).status().unwrap().success());
                    None
                }
                "socket" => Some(UnixListener::bind(&path).unwrap()),
                _ => {
                    symlink(special, &path).unwrap();
                    None
                }
            };
            let output = runs::finish(project.command(args));
            let said = String::from_utf8_lossy(&output.stderr);
            let outside = place == "byline.toml" && special.starts_with('/');
            if place.starts_with("fonts") && special.starts_with("/proc") {
                assert!(said.contains("warning[unusable-font]"), "{said}");
                continue;
            }
            let told = if outside { "out of the project" } else { "is not an ordinary file" };
            assert!(said.contains(place) && said.contains(told), "{special} {said}");
            assert!(outside || said.contains("a pipe, a socket or a device"), "{said}");
            assert!(output.status.code().is_some_and(|code| code > 0), "{special} {said}");
        }
    };
    for place in ["records/b.toml", "people.toml", "byline.toml", "fonts/a.ttf", "locales/en.toml"]
    {
        expect(place, &["check"]);
    }
    for place in ["templates/own/main.typ", "templates/own/template.toml"] {
        expect(place, &["build", "--template", "own"]);
    }
    expect("records/a.ms.toml", &["build", "--lang", "ms"]);
    expect("logo.png", &["build"]);
    expect("draft.toml", &["build", "draft.toml"]);
}

#[test]
fn what_takes_the_place_of_a_folder_is_named_with_the_remedy() {
    let project = Project::new();
    project.write("records/a.toml", SMALL).write(".byline", "a file").write("file", "");
    let run = project.byline(&["build"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.stderr.contains("warning[state-not-kept]"), "{run:?}");
    assert!(run.stderr.contains("`.byline` is not a folder"), "{run:?}");
    assert!(run.stderr.contains("rename or remove it"), "{run:?}");
    assert_eq!(project.read(".byline"), b"a file");
    let run = project.byline(&["build", "--force", "--output", "file"]);
    assert_eq!(run.code, 2, "{run:?}");
    assert!(run.stderr.contains("cannot be written to `file`: it is not a folder"), "{run:?}");
    assert!(!run.stderr.contains("the documents are there"), "{run:?}");
    fs::remove_file(project.path("byline.toml")).unwrap();
    fs::create_dir(project.path("byline.toml")).unwrap();
    let run = project.byline(&["build"]);
    assert_eq!(run.code, 2, "{run:?}");
    assert!(run.stderr.contains("`byline.toml` is a folder, not a file"), "{run:?}");
}

/// Without the link, every record that names somebody would be wrong.
#[test]
fn a_shared_file_that_cannot_be_read_is_reported_once() {
    let project = Project::new();
    for name in ["a", "b", "c"] {
        project.write(&format!("records/{name}.toml"), format!("organiser = 'ours'\n{SMALL}"));
    }
    link(&project, "organisations.toml", "none.toml");
    for verb in ["check", "build"] {
        let run = project.byline(&[verb]);
        assert_eq!(run.code, 2, "{run:?}");
        assert!(run.stderr.contains("`organisations.toml` is a broken link"), "{run:?}");
        assert_eq!(run.stderr.matches("error[").count(), 1, "{run:?}");
    }
}
