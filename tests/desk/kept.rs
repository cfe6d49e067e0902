//! Texts whose files are gone, and files that can no longer be read.

use std::fs;
use std::time::Duration;

use serde_json::{Value, json};

use super::client::{Desk, arguments, wait};
use super::common::{Project, SMALL};
use super::rights::{command_without_rights, permit};
use super::saving::{FILE, journal, project, text, unfinished, version_of};

/// Returns the texts without a file that the overview lists.
fn kept(desk: &Desk) -> Value {
    desk.json("/api/project")["kept"].clone()
}

/// Leaves the text of a file that is gone, and starts a new desk.
fn left(project: &Project, text: &str) -> Desk {
    project.write("records/b.toml", SMALL);
    let desk = Desk::of(project);
    desk.write(FILE, text);
    desk.wait_until(FILE, "noted");
    drop(desk);
    fs::remove_file(project.path(FILE)).unwrap();
    Desk::of(project)
}

fn decide(desk: &Desk, mine: bool, status: u16) -> Value {
    let body = json!({ "file": FILE, "mine": mine });
    let answer = desk.post("/api/file/decide", &body).expect(status);
    if status == 200 { answer.json() } else { Value::Null }
}

#[test]
fn a_text_whose_file_is_gone_is_listed_until_it_is_saved_again() {
    let project = project();
    let desk = left(&project, &unfinished(1));
    let listed = json!([{ "file": FILE, "title": "Small" }]);
    assert_eq!(kept(&desk), listed);
    assert_eq!(desk.file(FILE)["safety"], "removed");
    // What is no TOML is not written, although there is no file; what is wrong is said.
    let errors = desk.json(&format!("/api/file/errors?name={FILE}"));
    assert_eq!((&errors[0]["level"], &errors[0]["code"]), (&json!("error"), &json!("syntax")));
    decide(&desk, true, 200);
    desk.wait_until(FILE, "noted");
    assert_eq!(kept(&desk), listed);
    assert!(!project.path(FILE).exists());
    desk.write(FILE, &text(2));
    desk.wait_until(FILE, "saved");
    assert_eq!(project.read(FILE), text(2).as_bytes());
    assert_eq!(desk.json(&format!("/api/file/errors?name={FILE}")), json!([]));
    wait("it is a record again", || {
        let project = desk.json("/api/project");
        let records = project["records"].as_array().unwrap();
        (records.len() == 2 && project["kept"] == json!([])).then_some(())
    });
}

#[test]
fn a_text_whose_file_is_gone_can_be_let_go() {
    for is_decided_before in [false, true] {
        let project = project();
        let desk = left(&project, &unfinished(1));
        if is_decided_before {
            decide(&desk, true, 200);
        }
        // A reader leaves it to the desk that wrote it.
        let reader = Desk::with(&project, &["--read-only"]);
        assert_eq!(kept(&reader), json!([]));
        let news = desk.news();
        decide(&desk, false, 404);
        news.wait_for("it is gone", |news| news["type"] == "gone" && news["file"] == FILE);
        news.wait_for("the list is another one", |news| news["type"] == "records");
        assert_eq!(kept(&desk), json!([]));
        wait("the journal is empty", || journal(&project).is_none().then_some(()));
        decide(&desk, true, 404);
    }
}

/// What somebody removes while it is open is safe before anything is typed.
#[test]
fn a_text_that_was_saved_outlives_its_file_and_a_crash() {
    let project = project();
    let mut desk = Desk::of(&project);
    desk.file(FILE);
    fs::remove_file(project.path(FILE)).unwrap();
    desk.wait_until(FILE, "removed");
    wait("the text is in the journal", || (journal(&project)? == text(0)).then_some(()));
    desk.kill();
    assert_eq!(kept(&Desk::of(&project)), json!([{ "file": FILE, "title": "Small" }]));
}

#[test]
fn a_file_that_byline_cannot_read_is_not_taken_for_a_removed_one() {
    let large = [b"# ".to_vec(), vec![b'x'; 9 << 20]].concat();
    let others = [(b"title = '\xe9'\n".to_vec(), "UTF-8"), (large, "larger than 8 MB")];
    for (bytes, why) in others {
        let project = project();
        let mut desk = Desk::of(&project);
        desk.file(FILE);
        project.write(FILE, &bytes);
        let shown = desk.wait_until(FILE, "unreadable");
        assert_eq!((&shown["text"], &shown["theirs"]), (&json!(text(0)), &Value::Null));
        let said = shown["trouble"]["finding"]["message"].as_str().unwrap();
        assert!(said.contains(why), "{said}");
        assert_eq!(kept(&desk), json!([]));
        // Nothing is written over it, and nothing is lost.
        desk.write(FILE, &text(1));
        wait("the text is in the journal", || (journal(&project)? == text(1)).then_some(()));
        assert_eq!(project.read(FILE), bytes);
        desk.kill();
        desk = Desk::of(&project);
        assert_eq!(desk.file(FILE)["safety"], "unreadable");
        // There is nothing to take.
        let same = decide(&desk, false, 200);
        assert_eq!((&same["text"], &same["safety"]), (&json!(text(1)), &json!("unreadable")));
        assert_eq!(journal(&project), Some(text(1)));
        decide(&desk, true, 200);
        desk.wait_until(FILE, "saved");
        assert_eq!(project.read(FILE), text(1).as_bytes());
        // Once it can be read, a text that was saved follows it.
        project.write(FILE, &bytes);
        desk.wait_until(FILE, "unreadable");
        project.write(FILE, text(3));
        let shown = desk.wait_until(FILE, "saved");
        assert_eq!((&shown["text"], &shown["trouble"]), (&json!(text(3)), &Value::Null));
    }
}

#[test]
fn a_file_without_permission_is_told_as_such() {
    let project = project();
    drop(Desk::of(&project));
    let desk = Desk::started(command_without_rights(&project, &arguments()));
    desk.file(FILE);
    permit(&project, FILE, 0o000);
    let shown = desk.wait_until(FILE, "unreadable");
    assert_eq!(shown["trouble"]["canReplace"], false);
    // What is not known is not replaced.
    let same = decide(&desk, true, 200);
    assert_eq!(same["safety"], "unreadable");
    permit(&project, FILE, 0o644);
    desk.wait_until(FILE, "saved");
    // One that cannot be read from the start is not opened, and said why.
    permit(&project, FILE, 0o000);
    let desk = {
        drop(desk);
        Desk::started(command_without_rights(&project, &arguments()))
    };
    let refused = desk.get(&format!("/api/file?name={FILE}")).expect(422).json();
    assert!(refused["message"].as_str().unwrap().contains("cannot be read"), "{refused}");
    permit(&project, FILE, 0o644);
    wait("it can be opened", || {
        (desk.get(&format!("/api/file?name={FILE}")).status == 200).then_some(())
    });
}

/// Somebody may type a letter and close the window at once.
#[test]
fn what_a_window_sent_last_is_saved_although_it_waits_for_no_answer() {
    let project = project();
    let desk = Desk::of(&project);
    let view = json!({ "record": "a", "template": "report" });
    let mut taken = 0;
    for number in 1..=10 {
        let base = version_of(&desk.file(FILE));
        let body = json!({ "file": FILE, "base": base, "text": text(number), "view": view });
        // It leaves while the pages are laid out.
        desk.own("PUT", "/api/file/text").json(&body).send_and_leave(Duration::from_millis(20));
        // Whoever leaves even sooner has sent nothing.
        if desk.file(FILE)["text"] == text(number) {
            taken += 1;
            desk.wait_until(FILE, "saved");
            assert_eq!(project.read(FILE), text(number).as_bytes());
        }
    }
    assert!(taken > 0, "nothing was tried");
}
