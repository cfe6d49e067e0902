//! A hostile cache: links and pipes in `.byline`, and exchanged prints. Whatever is in it, byline
//! touches no file of a stranger, and every document is made.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
#![allow(clippy::disallowed_methods, reason = "runs are waited for")]

mod common;
#[path = "common/pictures.rs"]
mod pictures;
#[path = "common/runs.rs"]
mod runs;
#[path = "common/strangers.rs"]
mod strangers;

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;

use pictures::{corners, telling_png};
use runs::finish;
use strangers::{Stranger, contents, expect_built, project};

fn pipe(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

#[test]
fn links_in_the_cache_lead_nowhere() {
    let names = ["lock", "state", "CACHEDIR.TAG", ".gitignore", "photos", "shards"];
    for name in names {
        let (project, stranger) = (project(), Stranger::new());
        // A small limit makes byline remove entries from its cache.
        let file = String::from_utf8(project.read("byline.toml")).unwrap();
        project.write("byline.toml", format!("{file}photos = {{ cache = 0 }}\n"));
        fs::create_dir(project.path(".byline")).unwrap();
        let is_folder = ["photos", "shards"].contains(&name);
        let target = if is_folder { stranger.folder.path().to_owned() } else { stranger.file() };
        symlink(target, project.path(".byline").join(name)).unwrap();
        expect_built(&project, &["build"]);
        stranger.expect_untouched();
        finish(project.command(&["build", "--shard", "1/1", "--force"]));
        stranger.expect_untouched();
        finish(project.command(&["merge"]));
        stranger.expect_untouched();
        assert!(
            expect_built(&project, &["build", "--force"]).contains("2 documents built"),
            "{name}"
        );
        assert_eq!(project.byline(&["clean"]).code, 0);
        stranger.expect_untouched();
        assert!(!project.path(".byline").exists(), "{name}");
    }
}

#[test]
fn a_link_to_nothing_creates_nothing() {
    for name in ["lock", "state", "CACHEDIR.TAG", ".gitignore", "photos", "shards"] {
        let (project, stranger) = (project(), Stranger::new());
        fs::create_dir(project.path(".byline")).unwrap();
        symlink(stranger.folder.path().join("new"), project.path(".byline").join(name)).unwrap();
        expect_built(&project, &["build"]);
        finish(project.command(&["build", "--shard", "1/1", "--force"]));
        stranger.expect_untouched();
    }
}

#[test]
fn a_cache_that_is_a_link_is_not_used_and_not_removed() {
    let (project, stranger) = (project(), Stranger::new());
    symlink(stranger.folder.path(), project.path(".byline")).unwrap();
    let said = expect_built(&project, &["build"]);
    assert!(said.contains("warning[state-not-kept]"), "{said}");
    let run = project.byline(&["clean"]);
    assert_eq!(run.code, 3);
    assert!(run.stderr.contains("`.byline` was not removed: it is not a folder"), "{}", run.stderr);
    assert!(project.path(".byline").is_symlink());
    stranger.expect_untouched();
}

#[test]
fn links_among_the_prints_lead_nowhere() {
    let (project, stranger) = (project(), Stranger::new());
    // Every folder that a print could be in.
    for number in 0..=255 {
        let folder = project.path(&format!(".byline/photos/{number:02x}"));
        fs::create_dir_all(folder.parent().unwrap()).unwrap();
        symlink(stranger.folder.path(), folder).unwrap();
    }
    expect_built(&project, &["build"]);
    stranger.expect_untouched();
    // A print that is itself a link is neither read nor written to.
    fs::remove_dir_all(project.path(".byline")).unwrap();
    expect_built(&project, &["build"]);
    let good = project.read("output/a-report.pdf");
    let prints = contents(&project.path(".byline/photos"));
    assert!(!prints.is_empty());
    for print in prints.keys() {
        fs::remove_file(print).unwrap();
        symlink(stranger.file(), print).unwrap();
    }
    expect_built(&project, &["build", "--force"]);
    assert_eq!(project.read("output/a-report.pdf"), good);
    stranger.expect_untouched();
    assert_eq!(contents(&project.path(".byline/photos")), prints, "the links are replaced");
}

/// Files that somebody else put into the cache are not byline's to remove.
#[test]
fn clean_removes_only_what_byline_wrote() {
    let project = project();
    expect_built(&project, &["build"]);
    finish(project.command(&["build", "--force", "--shard", "1/1"]));
    assert!(project.path(".byline/shards/1-of-1").exists());
    let strange = [".byline/notes.txt", ".byline/photos/aa/mine.jpg", ".byline/old/state"];
    for name in strange {
        project.write(name, "precious");
    }
    let run = project.byline(&["clean"]);
    assert_eq!(run.code, 0, "{run:?}");
    for name in [".byline/notes.txt", ".byline/photos/aa/mine.jpg", ".byline/old"] {
        assert!(run.stderr.contains(&format!("{name}: kept: byline did not write it")), "{run:?}");
    }
    let left: Vec<_> = contents(&project.path(".byline")).into_keys().collect();
    assert_eq!(left.len(), strange.len(), "{left:?}");
    assert!(strange.iter().all(|name| project.read(name) == b"precious"));
    for name in [".byline/notes.txt", ".byline/photos/aa/mine.jpg", ".byline/old/state"] {
        fs::remove_file(project.path(name)).unwrap();
    }
    fs::remove_dir(project.path(".byline/old")).unwrap();
    assert_eq!(project.byline(&["clean"]).code, 0);
    assert!(!project.path(".byline").exists());
}

#[test]
fn nobody_waits_for_a_pipe() {
    let project = project();
    for name in [".byline/state", ".byline/lock", ".byline/photos", ".byline/shards"] {
        let _ = fs::remove_dir_all(project.path(".byline"));
        fs::create_dir(project.path(".byline")).unwrap();
        pipe(&project.path(name));
        expect_built(&project, &["build", "--force"]);
        expect_built(&project, &["build"]);
    }
    fs::remove_dir_all(project.path(".byline")).unwrap();
    expect_built(&project, &["build"]);
    for print in contents(&project.path(".byline/photos")).keys() {
        fs::remove_file(print).unwrap();
        pipe(Path::new(print));
    }
    fs::create_dir(project.path(".byline/shards")).unwrap();
    pipe(&project.path(".byline/shards/1-of-2"));
    expect_built(&project, &["build", "--force"]);
    let output = finish(project.command(&["clean"]));
    assert!(output.status.success());
}

/// An entry serves its own key only.
#[test]
fn prints_that_were_exchanged_are_made_again() {
    let project = project();
    let mut other = corners(600, 400);
    image::imageops::flip_vertical_in_place(&mut other);
    project.write("records/other.png", telling_png(&other));
    let record = String::from_utf8(project.read("records/a.toml")).unwrap();
    let photo = "[[photos]]\nfile = 'other.png'\nalt = 'The bay at high tide.'\ncaption = 'High'\n";
    project.write("records/a.toml", record + photo);
    expect_built(&project, &["build"]);
    let good = project.read("output/a-report.pdf");
    let prints = contents(&project.path(".byline/photos"));
    let (paths, entries): (Vec<_>, Vec<_>) = prints.iter().unzip();
    assert!(paths.len() >= 2, "{paths:?}");
    for (index, path) in paths.iter().enumerate() {
        fs::write(path, entries[(index + 1) % entries.len()]).unwrap();
    }
    expect_built(&project, &["build", "--force"]);
    assert!(project.read("output/a-report.pdf") == good, "a print served another key");
}
