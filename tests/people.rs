//! `byline people` lists people, and leaves pictures alone.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::fs::{self, File};
use std::io::{ErrorKind, Read};

use common::{COLOURFUL, Project, SMALL};
use rustix::fs::inotify::{CreateFlags, WatchFlags, add_watch, init};

/// Everything in a project that can name a picture does, in a folder that holds nothing else.
fn project() -> Project {
    let logo = |file: &str| format!("logo = {{ file = '{file}', alt = 'A' }}\n");
    let project = Project::small(&format!("[brand]\n{}", logo("pictures/brand.svg")));
    let photo = "[[photos]]\nfile = '../pictures/photo.svg'\nalt = 'A'\ncaption = 'C'\n";
    let lab = format!("[organisations.lab]\nname = 'Lab'\n{}", logo("../pictures/lab.svg"));
    let record = format!("{SMALL}host = ['lab', 'dock']\n{photo}[credits]\nwriter = 'Ada'\n{lab}");
    project.write("records/a.toml", record);
    let dock = format!("[dock]\nname = 'Dock'\n{}", logo("pictures/dock.svg"));
    project.write("organisations.toml", dock);
    project.write("people.toml", "[ben]\nname = 'Ben'\naffiliation = 'dock'\n");
    for name in PICTURES {
        project.write(&format!("pictures/{name}"), COLOURFUL);
    }
    project
}

const PICTURES: [&str; 4] = ["brand.svg", "photo.svg", "lab.svg", "dock.svg"];

#[test]
fn a_list_of_people_opens_no_picture() {
    let project = project();
    let watch = init(CreateFlags::NONBLOCK).unwrap();
    add_watch(&watch, project.path("pictures"), WatchFlags::OPEN).unwrap();
    let mut watch = File::from(watch);
    let mut opened = || match watch.read(&mut [0; 4096]) {
        Ok(_) => true,
        Err(error) if error.kind() == ErrorKind::WouldBlock => false,
        Err(error) => panic!("{error}"),
    };
    let listed = project.byline(&["people"]);
    assert_eq!(listed.code, 0, "{listed:?}");
    assert!(listed.stdout.contains("Ada") && listed.stdout.contains("Ben"), "{listed:?}");
    assert!(!opened(), "a picture was opened");
    assert_eq!(project.byline(&["check"]).code, 0);
    assert!(opened(), "nothing would be seen");

    // Whatever is wrong with a picture makes no difference, and is found by a check.
    for name in PICTURES {
        let path = project.path(&format!("pictures/{name}"));
        for damaged in [true, false] {
            if damaged { fs::write(&path, "<svg") } else { fs::remove_file(&path) }.unwrap();
            let run = project.byline(&["people"]);
            assert_eq!((run.code, &run.stdout, &run.stderr), (0, &listed.stdout, &listed.stderr));
        }
        let check = project.byline(&["check"]);
        assert!(check.stderr.contains("[missing-photo]"), "{name}: {check:?}");
        fs::write(&path, COLOURFUL).unwrap();
    }
}
