//! Nothing that was typed is lost: not by a crash, another program or another window.

use std::fs;
use std::time::Duration;

use serde_json::{Value, json};

use super::client::{Desk, News, wait, wait_for_file};
use super::common::{Project, SMALL};

pub(crate) const FILE: &str = "records/a.toml";

pub(crate) fn project() -> Project {
    let project = Project::new();
    project.write(FILE, text(0));
    project
}

/// Returns a text that can be told from others.
pub(crate) fn text(number: u64) -> String {
    format!("{SMALL}lead = \"Edit {number}.\"\n")
}

/// Returns a text that is no TOML yet.
pub(crate) fn unfinished(number: u64) -> String {
    format!("{SMALL}lead = \"Edit {number}.\n")
}

fn number_of(text: &str) -> Option<u64> {
    text.split("Edit ").nth(1)?.split('.').next()?.parse().ok()
}

/// Returns the only text in the journal.
pub(crate) fn journal(project: &Project) -> Option<String> {
    let folder = fs::read_dir(project.path(".byline/unsaved")).ok()?;
    let paths = folder.map(|entry| entry.unwrap().path());
    // Others are about to become entries.
    let paths = paths.filter(|path| path.extension().is_some_and(|extension| extension == "json"));
    let entries: Vec<_> = paths.filter_map(|path| fs::read(path).ok()).collect();
    assert!(entries.len() < 2, "{} entries", entries.len());
    let entry: Value = serde_json::from_slice(entries.first()?).unwrap();
    Some(entry["text"].as_str().unwrap().to_owned())
}

pub(crate) fn version_of(text: &Value) -> u64 {
    text["version"].as_u64().unwrap()
}

fn tells(news: &Value, safety: &str) -> bool {
    news["type"] == "text" && news["file"] == FILE && news["safety"] == safety
}

/// Waits until the news says that a version is safe.
#[track_caller]
pub(crate) fn wait_until_safe(news: &News, version: u64, safety: &str) -> Value {
    news.wait_for(&format!("version {version} is {safety}"), |news| {
        tells(news, safety) && news["version"] == version
    })
}

#[test]
fn what_is_typed_is_soon_in_its_file() {
    let project = project();
    let desk = Desk::of(&project);
    let news = desk.news();
    let mut before = text(0);
    for number in 1..10 {
        let version = desk.write(FILE, &text(number));
        let after = text(number);
        wait_for_file(&project.path(FILE), &[before.as_bytes()], after.as_bytes());
        wait_until_safe(&news, version, "saved");
        assert_eq!(desk.file(FILE)["safety"], "saved");
        before = after;
    }
    let left: Vec<_> = fs::read_dir(project.path("records")).unwrap().collect();
    assert_eq!(left.len(), 1, "temporary files are left");
    // Text as it was needs no version of its own.
    let version = version_of(&desk.file(FILE));
    assert_eq!(desk.write(FILE, &before), version);
}

/// Somebody who types without a pause is not at risk for as long as they do.
#[test]
fn typing_without_a_pause_is_saved_as_well() {
    let project = project();
    let desk = Desk::of(&project);
    let mut version = version_of(&desk.file(FILE));
    let mut number = 0;
    wait("a text is saved while somebody types", || {
        number += 1;
        version = version_of(&desk.put(FILE, version, &text(number)).expect(200).json());
        std::thread::sleep(Duration::from_millis(50));
        (project.read(FILE) != text(0).as_bytes()).then_some(())
    });
    assert!(number < 100, "saved after {number} letters only");
}

#[test]
fn a_text_that_is_not_toml_yet_goes_into_the_journal() {
    let project = project();
    let mut desk = Desk::of(&project);
    let news = desk.news();
    let version = desk.write(FILE, &unfinished(1));
    wait_until_safe(&news, version, "noted");
    assert_eq!(project.read(FILE), text(0).as_bytes());
    assert_eq!(journal(&project), Some(unfinished(1)));
    // The journal outlives a crash, and is offered as the latest text.
    for _ in 0..2 {
        desk.kill();
        desk = Desk::of(&project);
        let latest = desk.file(FILE);
        assert_eq!(latest["text"], unfinished(1));
        assert_eq!(latest["safety"], "noted");
        assert_eq!(latest["theirs"], Value::Null);
    }
    // It is gone once the text is in its file.
    let news = desk.news();
    let version = desk.write(FILE, &text(2));
    wait_until_safe(&news, version, "saved");
    assert_eq!(project.read(FILE), text(2).as_bytes());
    assert_eq!(journal(&project), None);
    desk.kill();
    let latest = Desk::of(&project).file(FILE);
    assert_eq!((&latest["text"], &latest["safety"]), (&json!(text(2)), &json!("saved")));
}

/// A crash between the file and the journal leaves an entry that says no more than the file.
#[test]
fn what_the_journal_and_the_file_both_say_is_saved() {
    let project = project();
    let mut desk = Desk::of(&project);
    desk.write(FILE, &unfinished(1));
    desk.wait_until(FILE, "noted");
    desk.kill();
    project.write(FILE, unfinished(1));
    desk = Desk::of(&project);
    let latest = desk.file(FILE);
    assert_eq!((&latest["safety"], &latest["theirs"]), (&json!("saved"), &Value::Null));
    wait("the entry is removed", || journal(&project).is_none().then_some(()));
}

#[test]
fn a_change_by_another_program_is_adopted() {
    let project = project();
    let desk = Desk::of(&project);
    let news = desk.news();
    let version = version_of(&desk.file(FILE));
    project.write(FILE, text(1));
    let told = news.wait_for("the text is another one", |news| {
        tells(news, "saved") && news["version"].as_u64().unwrap() > version
    });
    let latest = desk.file(FILE);
    assert_eq!((&latest["text"], &latest["version"]), (&json!(text(1)), &told["version"]));
    // As editors save that replace the file.
    project.write("records/.a.toml.new", text(2));
    fs::rename(project.path("records/.a.toml.new"), project.path(FILE)).unwrap();
    let version = version_of(&latest);
    news.wait_for("the file was replaced", |news| {
        tells(news, "saved") && news["version"].as_u64().unwrap() > version
    });
    assert_eq!(desk.file(FILE)["text"], text(2));
    // One that was made to an older text is not applied to this one.
    let refused = desk.put(FILE, version, &text(3)).expect(409).json();
    assert_eq!(refused["text"], text(2));
    assert_eq!(project.read(FILE), text(2).as_bytes());
}

#[test]
fn when_two_write_the_user_decides() {
    // With a text in the journal, and with one that nobody has saved yet.
    for typed in [unfinished(1), text(1)] {
        for mine in [true, false] {
            let project = project();
            let mut desk = Desk::of(&project);
            let is_noted = typed == unfinished(1);
            desk.write(FILE, &typed);
            if is_noted {
                desk.wait_until(FILE, "noted");
            }
            project.write(FILE, text(2));
            let latest = desk.wait_until(FILE, "conflict");
            assert_eq!((&latest["text"], &latest["theirs"]), (&json!(typed), &json!(text(2))));
            // The user's own text is in the journal, whatever happens before the decision.
            wait("the text is in the journal", || (journal(&project)? == typed).then_some(()));
            desk.kill();
            desk = Desk::of(&project);
            let latest = desk.file(FILE);
            assert_eq!((&latest["text"], &latest["theirs"]), (&json!(typed), &json!(text(2))));
            // Typing goes on, and decides nothing.
            let typed = typed.replace("Edit 1", "Edit 11");
            desk.write(FILE, &typed);
            wait("the text is in the journal", || (journal(&project)? == typed).then_some(()));
            assert_eq!(project.read(FILE), text(2).as_bytes());

            let body = json!({ "file": FILE, "mine": mine });
            let decided = desk.post("/api/file/decide", &body).expect(200).json();
            assert_eq!(decided["theirs"], Value::Null);
            let chosen = if mine { typed.clone() } else { text(2) };
            assert_eq!(decided["text"], chosen);
            let is_safe = if mine && is_noted { "noted" } else { "saved" };
            desk.wait_until(FILE, is_safe);
            let on_disk = if is_safe == "saved" { chosen.clone() } else { text(2) };
            assert_eq!(project.read(FILE), on_disk.as_bytes());
            if is_safe == "saved" {
                wait("the journal is empty", || journal(&project).is_none().then_some(()));
            }
            // The decision holds.
            desk.kill();
            let latest = Desk::of(&project).file(FILE);
            assert_eq!((&latest["text"], &latest["safety"]), (&json!(chosen), &json!(is_safe)));
        }
    }
}

#[test]
fn what_somebody_else_takes_back_needs_no_decision() {
    let project = project();
    let desk = Desk::of(&project);
    desk.write(FILE, &unfinished(1));
    desk.wait_until(FILE, "noted");
    project.write(FILE, text(2));
    desk.wait_until(FILE, "conflict");
    let finished = text(3);
    desk.write(FILE, &finished);
    project.write(FILE, text(0));
    // What was typed meanwhile is saved without another letter.
    desk.wait_until(FILE, "saved");
    assert_eq!(project.read(FILE), finished.as_bytes());
}

/// Somebody who types while byline saves is alone at it, and is not asked.
#[test]
fn the_desk_does_not_quarrel_with_itself() {
    let project = project();
    let desk = Desk::of(&project);
    let news = desk.news();
    let mut version = version_of(&desk.file(FILE));
    let mut chance = Chance(7);
    for number in 1..150 {
        let text = if number % 7 == 0 { unfinished(number) } else { text(number) };
        version = version_of(&desk.put(FILE, version, &text).expect(200).json());
        // Around the moments at which byline saves, and those at which it hears of that.
        std::thread::sleep(Duration::from_millis(chance.below(12) * 30));
    }
    desk.wait_until(FILE, "saved");
    let told = news.so_far();
    let quarrels = told.iter().filter(|news| tells(news, "conflict") || tells(news, "removed"));
    assert_eq!(quarrels.count(), 0);
    assert_eq!(project.read(FILE), text(149).as_bytes());
}

#[test]
fn a_file_that_is_removed_is_not_forgotten() {
    for is_renamed in [false, true] {
        for typed in [text(0), unfinished(1), text(1)] {
            let project = project();
            project.write("records/b.toml", SMALL);
            let mut desk = Desk::of(&project);
            let news = desk.news();
            desk.file(FILE);
            if typed != text(0) {
                desk.write(FILE, &typed);
                desk.wait_until(FILE, if typed == text(1) { "saved" } else { "noted" });
            }
            if is_renamed {
                fs::rename(project.path(FILE), project.path("records/c.toml")).unwrap();
            } else {
                fs::remove_file(project.path(FILE)).unwrap();
            }
            news.wait_for("the file is gone", |news| tells(news, "removed"));
            let latest = desk.file(FILE);
            assert_eq!((&latest["text"], &latest["safety"]), (&json!(typed), &json!("removed")));
            // Typing goes on, and is safe in the journal. The file does not come back by itself.
            let typed = text(5);
            desk.write(FILE, &typed);
            wait("the text is in the journal", || (journal(&project)? == typed).then_some(()));
            assert!(!project.path(FILE).exists());
            // Nor is it lost by a crash, although there is no such record any more.
            desk.kill();
            desk = Desk::of(&project);
            let latest = desk.file(FILE);
            assert_eq!((&latest["text"], &latest["safety"]), (&json!(typed), &json!("removed")));
            let body = json!({ "file": FILE, "mine": true });
            desk.post("/api/file/decide", &body).expect(200);
            desk.wait_until(FILE, "saved");
            assert_eq!(project.read(FILE), typed.as_bytes());
            assert_eq!(project.path("records/c.toml").exists(), is_renamed);
            // The record is back as well.
            desk.wait_for_view("record=a&template=report", |view| view["isCurrent"] == true);
        }
    }
}

#[test]
fn a_file_that_is_removed_can_be_let_go() {
    let project = project();
    project.write("records/b.toml", SMALL);
    let mut desk = Desk::of(&project);
    desk.write(FILE, &unfinished(1));
    desk.wait_until(FILE, "noted");
    fs::remove_file(project.path(FILE)).unwrap();
    desk.wait_until(FILE, "removed");
    desk.post("/api/file/decide", &json!({ "file": FILE, "mine": false })).expect(404);
    desk.get(&format!("/api/file?name={FILE}")).expect(404);
    wait("the journal is empty", || journal(&project).is_none().then_some(()));
    assert!(!project.path(FILE).exists());
    desk.kill();
    Desk::of(&project).get(&format!("/api/file?name={FILE}")).expect(404);
}

#[test]
fn of_two_windows_the_second_is_told() {
    let project = project();
    let mut desk = Desk::of(&project);
    let base = version_of(&desk.file(FILE));
    desk.put(FILE, base, &text(1)).expect(200);
    let latest = desk.put(FILE, base, &text(2)).expect(409).json();
    assert_eq!((&latest["text"], &latest["file"]), (&json!(text(1)), &json!(FILE)));
    desk.put(FILE, version_of(&latest), &text(2)).expect(200);
    // A version that never was.
    desk.put(FILE, version_of(&latest) + 100, &text(3)).expect(409);
    desk.wait_until(FILE, "saved");
    assert_eq!(project.read(FILE), text(2).as_bytes());

    // A window that was open before byline was started again does not know what happened since,
    // even if there were as many changes.
    let stale = version_of(&desk.file(FILE));
    desk.kill();
    project.write(FILE, text(4));
    desk = Desk::of(&project);
    for number in 5..20 {
        assert_eq!(desk.put(FILE, stale, &text(99)).status, 409);
        desk.write(FILE, &text(number));
    }
    desk.wait_until(FILE, "saved");
    assert_eq!(project.read(FILE), text(19).as_bytes());
}

/// Numbers that look random, the same in each run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }
}

/// `KILLS=100` tries more often.
#[test]
fn what_was_called_safe_outlives_every_crash() {
    let kills = std::env::var("KILLS").map_or(20, |times| times.parse().unwrap());
    let project = project();
    let mut chance = Chance(1);
    let mut number = 0;
    let (mut saved, mut noted) = (0, 0);
    for kill in 0..kills {
        let mut desk = Desk::of(&project);
        let news = desk.news();
        let latest = desk.file(FILE);
        // Of whatever the desk called safe, this is the latest, or something newer.
        let offered = number_of(latest["text"].as_str().unwrap()).unwrap();
        assert!(offered >= saved.max(noted), "kill {kill}: {offered} after {saved} and {noted}");
        assert!(["saved", "noted"].contains(&latest["safety"].as_str().unwrap()), "{latest}");
        let in_file = number_of(&String::from_utf8(project.read(FILE)).unwrap()).unwrap();
        assert!(in_file >= saved, "kill {kill}: {in_file} after {saved}");

        let mut version = version_of(&latest);
        let mut numbers = vec![(version, offered)];
        let edits = 10 + chance.below(60);
        for _ in 0..edits {
            number += 1;
            let text = if chance.below(3) == 0 { unfinished(number) } else { text(number) };
            let answer = desk.put(FILE, version, &text).expect(200).json();
            version = version_of(&answer);
            numbers.push((version, number));
            // Some pauses are long enough for a save, and few are when the crash comes.
            let pause =
                if chance.below(8) == 0 { 240 + chance.below(40) } else { chance.below(15) };
            std::thread::sleep(Duration::from_millis(pause));
        }
        std::thread::sleep(Duration::from_millis(chance.below(2) * (235 + chance.below(60))));
        desk.kill();
        let number_at = |version: &Value| {
            let known = numbers.iter().find(|(known, _)| *version == *known);
            known.map_or(0, |(_, number)| *number)
        };
        for news in news.so_far() {
            if tells(&news, "saved") {
                saved = saved.max(number_at(&news["version"]));
            } else if tells(&news, "noted") {
                noted = noted.max(number_at(&news["version"]));
            }
        }
        assert!(numbers.len() > 10);
    }
    assert!(saved > 0 && noted > 0, "nothing was tried");
}
