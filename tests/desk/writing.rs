//! How texts are written: files keep what is theirs, and a disk that refuses one loses nothing.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};

use serde_json::json;

use super::client::{Desk, arguments, wait};
use super::common::{Project, SMALL};
use super::rights::{command_without_rights, permit};
use super::saving::{FILE, journal, project, text, unfinished, version_of, wait_until_safe};

#[test]
fn line_ends_and_byte_order_marks_stay() {
    for mark in ["", "\u{feff}"] {
        for end in ["\n", "\r\n"] {
            let project = Project::new();
            let windows = |text: &str| format!("{mark}{}", text.replace('\n', end));
            project.write(FILE, windows(&text(0)));
            let desk = Desk::of(&project);
            let shown = desk.file(FILE);
            assert_eq!(shown["text"], text(0).replace('\n', end));
            for number in 1..4 {
                desk.write(FILE, &text(number).replace('\n', end));
                desk.wait_until(FILE, "saved");
                assert_eq!(project.read(FILE), windows(&text(number)).as_bytes());
            }
            // Another program may change it as well.
            project.write(FILE, windows(&text(9)));
            wait("the change is adopted", || {
                (desk.file(FILE)["text"] == text(9).replace('\n', end)).then_some(())
            });
            desk.write(FILE, &unfinished(10).replace('\n', end));
            desk.wait_until(FILE, "noted");
            desk.write(FILE, &text(11).replace('\n', end));
            desk.wait_until(FILE, "saved");
            assert_eq!(project.read(FILE), windows(&text(11)).as_bytes());
        }
    }
}

#[test]
fn links_and_permissions_stay() {
    let project = Project::new();
    project.write("shared/a.toml", text(0)).write("records/b.toml", SMALL);
    symlink("../shared/a.toml", project.path(FILE)).unwrap();
    permit(&project, "shared/a.toml", 0o640);
    let desk = Desk::of(&project);
    desk.write(FILE, &text(1));
    desk.wait_until(FILE, "saved");
    assert!(project.path(FILE).is_symlink());
    assert_eq!(project.read("shared/a.toml"), text(1).as_bytes());
    let mode = fs::metadata(project.path("shared/a.toml")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o640);
    assert_eq!(fs::metadata(project.path("shared/a.toml")).unwrap().nlink(), 1);
    // A link that leads out of the project by now is not followed.
    let beside = tempfile::tempdir().unwrap();
    let outside = beside.path().join("a.toml");
    fs::write(&outside, text(1)).unwrap();
    fs::remove_file(project.path(FILE)).unwrap();
    symlink(&outside, project.path(FILE)).unwrap();
    desk.write(FILE, &text(2));
    wait("the text is in the journal", || (journal(&project)? == text(2)).then_some(()));
    assert_eq!(fs::read(&outside).unwrap(), text(1).as_bytes());
}

#[test]
fn a_folder_that_cannot_be_written_to_loses_nothing() {
    let project = project();
    drop(Desk::of(&project));
    permit(&project, "records", 0o555);
    let mut desk = Desk::started(command_without_rights(&project, &arguments()));
    let news = desk.news();
    let version = desk.write(FILE, &text(1));
    // It is in the journal instead, and the user is told why.
    let told = wait_until_safe(&news, version, "noted");
    assert!(told["problem"].as_str().unwrap().contains(FILE), "{told}");
    assert_eq!(journal(&project), Some(text(1)));
    desk.kill();
    desk = Desk::started(command_without_rights(&project, &arguments()));
    assert_eq!(desk.file(FILE)["text"], text(1));
    // Nor can the journal be written any more.
    permit(&project, ".byline/unsaved", 0o555);
    let news = desk.news();
    let version = desk.write(FILE, &text(2));
    let told = news.wait_for("nothing can be written", |news| {
        news["problem"].is_string() && news["version"] == json!(version)
    });
    assert_eq!((&told["version"], &told["safety"]), (&json!(version), &json!("pending")));
    assert_eq!(desk.file(FILE)["text"], text(2));
    assert_eq!(project.read(FILE), text(0).as_bytes());
    // The next letter finds that it can.
    permit(&project, "records", 0o755);
    permit(&project, ".byline/unsaved", 0o755);
    let version = desk.write(FILE, &text(3));
    wait_until_safe(&news, version, "saved");
    assert_eq!(project.read(FILE), text(3).as_bytes());
    assert_eq!(journal(&project), None);
}

#[test]
fn a_full_disk_loses_nothing() {
    let project = project();
    let desk = Desk::with_little_disk(&project);
    let news = desk.news();
    for long in [text(1), unfinished(1)] {
        let long = format!("# {}\n{long}", "x".repeat(10_000));
        let version = desk.write(FILE, &long);
        let told = news.wait_for("it does not fit", |news| news["problem"].is_string());
        assert_eq!((&told["version"], &told["safety"]), (&json!(version), &json!("pending")));
        assert_eq!(desk.file(FILE)["text"], long);
        assert_eq!(project.read(FILE), text(0).as_bytes());
        assert_eq!(fs::read_dir(project.path("records")).unwrap().count(), 1);
    }
    let version = desk.write(FILE, &text(2));
    wait_until_safe(&news, version, "saved");
    assert_eq!(project.read(FILE), text(2).as_bytes());
}

/// A text that the project could not read again is not taken.
#[test]
fn a_text_that_is_too_large_is_refused() {
    let project = project();
    let mut desk = Desk::of(&project);
    let base = version_of(&desk.file(FILE));
    let large = format!("{}# {}\n", text(1), "x".repeat(9 << 20));
    let said = desk.put(FILE, base, &large).expect(413).text();
    assert!(said.contains("larger than 8 MB"), "{said}");
    // Nor may the comment that silences a finding make it so.
    let full = format!("{}# {}\n", text(1), "x".repeat((8 << 20) - 200));
    desk.put(FILE, base, &full).expect(200);
    let base = version_of(&desk.file(FILE));
    let silence = json!({
        "file": FILE, "base": base, "start": 0, "code": "no-credits", "reason": "y".repeat(300)
    });
    let said = desk.post("/api/file/silence", &silence).expect(413).text();
    assert!(said.contains("larger than 8 MB"), "{said}");
    // One that grows in the journal is still found there.
    let full = format!("{}{}", unfinished(1), "\u{1}".repeat(3 << 20));
    desk.put(FILE, base, &full).expect(200);
    desk.wait_until(FILE, "noted");
    desk.kill();
    assert_eq!(Desk::of(&project).file(FILE)["text"], full);
}

#[test]
fn what_is_built_is_what_is_on_the_screen() {
    let project = project();
    let desk = Desk::of(&project);
    for number in 1..4 {
        desk.write(FILE, &text(number).replace("Small", &format!("Tide number {number}")));
        let document = desk.get("/api/document?record=a&template=report").expect(200);
        project.write("sent.pdf", &document.body);
        let words = project.words("sent.pdf");
        assert!(words.contains(&format!("Tide number {number}")), "{number}: {words}");
    }
    let news = desk.news();
    desk.write(FILE, &text(4).replace("Small", "Tide number 4"));
    desk.post("/api/build", &json!({ "records": ["a"] })).expect(202);
    news.wait_for("the build has ended", |news| news["type"] == "build" && news["done"] == true);
    assert!(project.words("output/a-report.pdf").contains("Tide number 4"));
}
