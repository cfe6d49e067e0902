//! A build state that lies. Whatever is in it, byline counts only documents in the output folder
//! as up to date, removes only these, and stays within its memory.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
#![allow(clippy::disallowed_methods, reason = "runs are waited for")]

mod common;
#[path = "common/pictures.rs"]
mod pictures;
#[path = "common/runs.rs"]
mod runs;
#[path = "common/states.rs"]
mod states;
#[path = "common/strangers.rs"]
mod strangers;

use std::fmt::Write;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;

use common::{Project, SMALL};
use runs::finish;
use states::{fingerprint, forge, sealed};
use strangers::{Stranger, expect_built, project};
use tempfile::TempDir;

#[test]
fn a_forged_state_makes_no_foreign_file_a_document() {
    let (project, stranger) = (project(), Stranger::new());
    expect_built(&project, &["build"]);
    let good = project.read("output/a-report.pdf");
    let pdf = [&good[..], b"% changed"].concat();
    let foreign = stranger.folder.path().join("a-report.pdf");
    let document = project.path("output/a-report.pdf");
    let expect_made = |what: &str| {
        let held = fingerprint(&fs::read(&document).unwrap());
        forge(&project, |line| {
            if line["path"] == "output/a-report.pdf" {
                line["fingerprint"] = held.as_str().into();
            }
        });
        let said = expect_built(&project, &["build"]);
        assert!(said.contains("1 document built, 1 up to date"), "{what}: {said}");
        assert!(fs::read(&document).unwrap() == good, "{what}");
    };
    fs::write(&document, "no document").unwrap();
    expect_made("a file that is no document");
    fs::write(&foreign, &pdf).unwrap();
    fs::remove_file(&document).unwrap();
    symlink(&foreign, &document).unwrap();
    expect_made("a link to a document elsewhere");
    assert!(fs::read(&foreign).unwrap() == pdf, "the stranger's document is untouched");
}

#[test]
fn a_forged_state_removes_nothing_outside_the_output_folder() {
    let (project, stranger) = (project(), Stranger::new());
    expect_built(&project, &["build"]);
    let pdf = project.read("output/a-report.pdf");
    let target = stranger.folder.path().join("x.pdf");
    fs::write(&target, &pdf).unwrap();
    symlink(stranger.folder.path(), project.path("output/linked")).unwrap();
    project.write("minutes.pdf", &pdf).write("records/annex.pdf", &pdf);
    project.write("output/notes.toml", SMALL).write("output/notes.pdf", "no PDF");
    let up = format!("../{}/x.pdf", stranger.folder.path().file_name().unwrap().display());
    let names = [
        target.to_str().unwrap(),
        &up,
        &format!("output/../{up}"),
        "output/../minutes.pdf",
        "output/./../minutes.pdf",
        "output/linked/x.pdf",
        "minutes.pdf",
        "records/annex.pdf",
        "records/b.toml",
        "byline.toml",
        "output/notes.toml",
        "output/notes.pdf",
        "",
        "/",
        "output",
        "output/",
    ];
    for name in names {
        let held = fingerprint(&fs::read(project.path(name)).unwrap_or_default());
        forge(&project, |line| {
            if line["record"] == "a" {
                line["record"] = "gone".into();
                line["path"] = name.into();
                line["fingerprint"] = held.as_str().into();
            }
        });
        let output = finish(project.command(&["clean", "--stale"]));
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(!said.contains("removed"), "{name}: {said}");
        assert!(project.path("output/linked/x.pdf").exists(), "{name}: {said}");
        for kept in ["minutes.pdf", "records/annex.pdf", "records/b.toml", "byline.toml"] {
            assert!(project.path(kept).exists(), "{name}: {said}");
        }
        assert!(project.path("output/notes.toml").exists(), "{name}: {said}");
        expect_built(&project, &["build", "--force"]);
    }
    // The same state with a true path does remove the document.
    forge(&project, |line| {
        if line["record"] == "a" {
            line["record"] = "gone".into();
        }
    });
    let run = project.byline(&["clean", "--stale"]);
    assert!(run.stderr.contains("output/a-report.pdf: removed"), "{}", run.stderr);
}

/// The project's own output folder may be a link that somebody put there.
#[test]
fn nothing_is_removed_through_a_link_in_the_place_of_the_output_folder() {
    let (project, stranger) = (project(), Stranger::new());
    expect_built(&project, &["build"]);
    fs::rename(project.path("output"), stranger.folder.path().join("output")).unwrap();
    symlink(stranger.folder.path().join("output"), project.path("output")).unwrap();
    fs::remove_file(project.path("records/b.toml")).unwrap();
    let run = project.byline(&["clean", "--stale"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(!run.stderr.contains("removed"), "{}", run.stderr);
    assert!(stranger.folder.path().join("output/b-report.pdf").exists());
}

/// A folder that the user names is used, wherever it is.
#[test]
fn documents_in_a_folder_that_the_user_names_are_known_and_removed() {
    let (project, elsewhere) = (project(), TempDir::new().unwrap());
    let named = elsewhere.path().join("named");
    symlink(elsewhere.path(), &named).unwrap();
    for folder in [elsewhere.path(), Path::new("records/../built"), &named] {
        let folder = folder.to_str().unwrap();
        let build = ["build", "--output", folder];
        assert!(
            project.byline(&build).stderr.contains("2 documents built")
                || folder.ends_with("named")
        );
        let run = project.byline(&build);
        assert!(run.stderr.contains("0 documents built, 2 up to date"), "{folder}: {}", run.stderr);
    }
    fs::remove_file(project.path("records/b.toml")).unwrap();
    let run = project.byline(&["build", "--output", named.to_str().unwrap()]);
    assert!(run.stderr.contains("1 document left over"), "{}", run.stderr);
    let run = project.byline(&["clean", "--stale"]);
    assert!(run.stderr.contains("b-report.pdf: kept: it is not in"), "{}", run.stderr);
    let run = project.byline(&["clean", "--stale", "--output", named.to_str().unwrap()]);
    assert!(run.stderr.contains("b-report.pdf: removed"), "{}", run.stderr);
    assert!(!elsewhere.path().join("b-report.pdf").exists());
    assert!(elsewhere.path().join("a-report.pdf").exists());
}

/// The inputs that a state lists are those of the project, too.
#[test]
fn a_forged_state_makes_byline_read_nothing_elsewhere() {
    let project = project();
    expect_built(&project, &["build"]);
    let foreign = TempDir::new().unwrap();
    fs::write(foreign.path().join("x.png"), "x").unwrap();
    let outside = foreign.path().join("x.png");
    forge(&project, |line| {
        if let Some(pictures) = line.get_mut("pictures") {
            pictures[outside.to_str().unwrap()] = fingerprint(b"x").into();
        }
    });
    let run = project.byline(&["build", "--explain"]);
    assert!(run.stderr.contains("x.png` changed"), "{}", run.stderr);
    // A picture that byline cannot tell from a missing one is not read.
    forge(&project, |line| {
        if let Some(pictures) = line.get_mut("pictures") {
            pictures[outside.to_str().unwrap()] = serde_json::Value::Null;
        }
    });
    let run = project.byline(&["build"]);
    assert!(run.stderr.contains("0 documents built, 2 up to date"), "{}", run.stderr);
}

#[test]
fn states_that_lie_cost_a_build_and_no_more() {
    let project = project();
    expect_built(&project, &["build"]);
    let good = String::from_utf8(project.read(".byline/state")).unwrap();
    let (first, _) = good.split_once('\n').unwrap();
    let deep = format!("{{\"setting\":{}1", "[".repeat(1 << 20));
    let states = [
        sealed(&format!("{first}\n{deep}\n")),
        sealed(&format!("{first}\n{}\n", "x".repeat(1 << 20))),
        sealed(&good.replace("\"materials\":1", "\"materials\":18446744073709551615")),
        sealed(&good.replace("\"time\":", "\"time\":9")),
        sealed(&good.replace("\"warnings\":", "\"warnings\":4294967295")),
    ];
    for state in states {
        for name in ["state", "shards/1-of-2", "shards/2-of-2"] {
            project.write(&format!(".byline/{name}"), &state);
        }
        expect_built(&project, &["build"]);
        assert!(expect_built(&project, &["build"]).contains("0 documents built, 2 up to date"));
    }
    // A shard that lies does not spoil the state beside it.
    project.write(".byline/shards/1-of-2", sealed(&format!("{first}\n{deep}\n")));
    project.write(".byline/shards/notes", "somebody's notes");
    assert!(expect_built(&project, &["build"]).contains("0 documents built, 2 up to date"));
    assert_eq!(project.read(".byline/shards/notes"), b"somebody's notes");
}

/// Holes cost no space on the disk, and no memory in byline.
#[test]
fn a_huge_state_takes_little_memory() {
    let project = project();
    expect_built(&project, &["build"]);
    let alone = peak(&project);
    for name in ["state", "shards/1-of-3", "shards/2-of-3", "shards/3-of-3"] {
        let path = project.path(".byline").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::File::create(path).unwrap().set_len(1 << 30).unwrap();
    }
    let holes = peak(&project);
    assert!(holes < alone + (200 << 20), "{alone} and {holes}");
    // A sound state of many lines takes a small multiple of its size.
    let path = project.path(".byline/state");
    let state = String::from_utf8(fs::read(&path).unwrap()).unwrap();
    let (head, _) = state.trim_end().rsplit_once('\n').unwrap();
    let mut lines = format!("{head}\n");
    let held = fingerprint(b"");
    for number in 0..400_000 {
        writeln!(lines, "{{\"seen\":[{number},1,\"{held}\"]}}").unwrap();
    }
    let sealed = sealed(&lines);
    fs::write(&path, &sealed).unwrap();
    let many = peak(&project);
    assert!(many < alone + 4 * sealed.len() as u64 + (50 << 20), "{alone} and {many}");
}

/// Builds, and returns the maximum memory in use, in bytes.
fn peak(project: &Project) -> u64 {
    let script = "import resource, subprocess, sys\n\
        code = subprocess.run(sys.argv[1:], stderr=subprocess.DEVNULL).returncode\n\
        print(code, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024)";
    let mut command = Command::new("python3");
    command.args(["-c", script, env!("CARGO_BIN_EXE_byline"), "build"]);
    command.current_dir(project.path(""));
    let output = finish(command);
    let said = String::from_utf8(output.stdout).unwrap();
    let (code, bytes) = said.trim().split_once(' ').unwrap();
    assert_eq!(code, "0");
    bytes.parse().unwrap()
}

/// The stamp of a document is that of the file that byline wrote.
#[test]
fn a_document_that_somebody_overwrites_during_the_run_is_made_again() {
    let project = Project::new();
    project.write("records/a.toml", SMALL);
    project.write("byline.toml", "organisation = 'X'\ntemplates = ['report', 'slow']\n");
    let slow = "#let main(event, project) = { for number in range(4000000) { }; [#event.title] }\n";
    project.write("templates/slow/main.typ", slow);
    let path = project.path("output/a-report.pdf");
    let mut child = project.command(&["build", "--jobs", "1"]).spawn().unwrap();
    while !path.exists() {
        assert!(child.try_wait().unwrap().is_none(), "the run made no document");
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    fs::write(&path, "%PDF- somebody else's").unwrap();
    assert!(child.try_wait().unwrap().is_none(), "the run is too quick for this test");
    child.wait().unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"%PDF- somebody else's");
    let run = project.byline(&["build", "--explain"]);
    assert!(run.stderr.contains("a-report.pdf: somebody has changed the file"), "{}", run.stderr);
    assert!(run.stderr.contains("1 document built, 1 up to date"), "{}", run.stderr);
}
