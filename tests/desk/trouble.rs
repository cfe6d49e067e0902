//! What can go wrong around a desk: it stays, says what is wrong, and recovers.

use std::collections::BTreeMap;
use std::fs;
use std::net::TcpListener;
use std::path::Path;
use std::time::Instant;

use serde_json::{Value, json};
use walkdir::WalkDir;

use super::client::{Desk, wait};
use super::common::{Project, SMALL};

/// Returns the files of a project with their bytes, but for byline's own.
pub(crate) fn files_of(project: &Project) -> BTreeMap<String, Vec<u8>> {
    let root = project.path("");
    let files = WalkDir::new(&root).into_iter().map(Result::unwrap);
    let files = files.filter(|entry| entry.file_type().is_file());
    let name = |path: &Path| path.strip_prefix(&root).unwrap().to_str().unwrap().to_owned();
    let files = files.map(|entry| (name(entry.path()), fs::read(entry.path()).unwrap()));
    files.filter(|(name, _)| !name.starts_with(".byline/")).collect()
}

pub(crate) fn ids(project: &Value) -> Vec<&str> {
    let records = project["records"].as_array().unwrap();
    let mut ids: Vec<_> = records.iter().map(|row| row["id"].as_str().unwrap()).collect();
    ids.sort_unstable();
    ids
}

pub(crate) fn codes(findings: &Value) -> Vec<&str> {
    let findings = findings.as_array().unwrap();
    findings.iter().map(|finding| finding["code"].as_str().unwrap()).collect()
}

pub(crate) const SMALL_REPORT: &str = "record=a&template=report";

#[test]
fn a_port_in_use_is_named() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let project = Project::small("templates = ['report']\n");
    let run = project.byline(&["serve", "--no-open", "--port", &port]);
    assert_eq!((run.code, &*run.stdout), (2, ""), "{run:?}");
    assert!(run.stderr.contains(&format!("another program uses port {port}")), "{run:?}");
    assert!(run.stderr.contains("leave out `--port`"), "{run:?}");
    // The failure holds nothing.
    drop(Desk::of(&project));
    drop(taken);
    let desk = Desk::with(&project, &["--port", &port]);
    assert_eq!(desk.address.port().to_string(), port);
}

#[test]
fn the_second_desk_of_a_project_names_the_first() {
    let project = Project::small("templates = ['report']\n");
    let mut desk = Desk::of(&project);
    let run = project.byline(&["serve", "--no-open"]);
    assert_eq!(run.code, 2, "{run:?}");
    assert!(run.stderr.contains(&format!("at http://{}", desk.address)), "{run:?}");
    assert!(!run.stderr.contains("token"), "{run:?}");
    assert!(run.stderr.contains("--read-only"), "{run:?}");
    // One that only reads may be beside it, and sees what the other one saves.
    let reader = Desk::with(&project, &["--read-only"]);
    let text = format!("{SMALL}lead = 'Saved next door.'\n[credits]\nwriter = 'Ada'\n");
    reader.file("records/a.toml");
    desk.write("records/a.toml", &text);
    wait("the other desk shows it", || {
        (reader.file("records/a.toml")["text"] == text).then_some(())
    });
    // What is in the journal is the business of the one that wrote it.
    desk.write("records/a.toml", "title = '");
    desk.wait_until("records/a.toml", "noted");
    let second = Desk::with(&project, &["--read-only"]);
    let shown = second.file("records/a.toml");
    assert_eq!((&shown["text"], &shown["safety"]), (&json!(text), &json!("saved")));
    // A desk that crashed is in nobody's way.
    desk.kill();
    drop(Desk::of(&project));
}

/// Each template would take the desk along, with the memory or with the stack. What has no end is
/// stopped by the same process, after half a minute: `tests/template_limits.rs`.
#[test]
fn a_template_that_loops_is_stopped_and_the_desk_goes_on() {
    let project = Project::small("templates = ['own', 'report']\n");
    let own = |body: &str| {
        project.write("templates/own/main.typ", format!("#let main(event, project) = {body}\n"));
    };
    own("[#event.title]");
    let desk = Desk::of(&project);
    let query = "record=a&template=own";
    let good = desk.wait_for_view(query, |view| view["isCurrent"] == true);
    for (body, told) in [
        ("{ range(1000000000000).len() }", "`own` used more than 2 GB"),
        (
            "{ let list = (); for number in range(1000000) { list = (list,) } }",
            "`own` nests its values too deeply",
        ),
    ] {
        own(body);
        let view = desk.wait_for_view(query, |view| {
            let findings = view["findings"].as_array().unwrap();
            findings.iter().any(|finding| {
                let words = finding["message"].as_str().unwrap();
                finding["code"] == "template-limit" && words.contains(told)
            })
        });
        assert_eq!((&view["isCurrent"], &view["pages"]), (&json!(false), &good["pages"]));
        // Everything else goes on, without waiting.
        let report = desk.json(&format!("/api/view?{SMALL_REPORT}"));
        assert_eq!(report["isCurrent"], true);
        // What is wrong with the record is said as well, whether it is saved yet or not.
        let text = desk.file("records/a.toml")["text"].as_str().unwrap().to_owned();
        desk.write("records/a.toml", &format!("{text}titel = 1\n"));
        let view = desk.json(&format!("/api/view?{query}"));
        assert!(codes(&view["findings"]).contains(&"unknown-key"), "{view}");
        desk.write("records/a.toml", &text);
        desk.wait_until("records/a.toml", "saved");
    }
    own("[#event.title]");
    desk.wait_for_view(query, |view| view["isCurrent"] == true && view["pages"] == good["pages"]);
}

#[test]
fn what_other_programs_do_to_records_shows_in_the_overview() {
    let project = Project::small("templates = ['report']\n");
    let desk = Desk::of(&project);
    assert_eq!(ids(&desk.json("/api/project")), ["a"]);
    let listed = |expected: &[&str], change: &dyn Fn()| {
        let news = desk.news();
        change();
        news.wait_for("the records are others", |news| news["type"] == "records");
        wait(&format!("{expected:?} are listed"), || {
            (ids(&desk.json("/api/project")) == expected).then_some(())
        });
    };
    listed(&["a", "b"], &|| {
        project.write("records/b.toml", SMALL);
    });
    listed(&["a", "c"], &|| {
        fs::rename(project.path("records/b.toml"), project.path("records/c.toml")).unwrap();
    });
    listed(&["a", "c", "d"], &|| {
        project.write("records/2024/d.toml", SMALL);
    });
    listed(&["a", "c", "e"], &|| {
        fs::rename(project.path("records/2024/d.toml"), project.path("records/2024/e.toml"))
            .unwrap();
    });
    listed(&["a", "c"], &|| fs::remove_dir_all(project.path("records/2024")).unwrap());
    let issue = "newsletter = 'Tides'\ndate = 2024-02-01\n";
    listed(&["a", "c", "i"], &|| {
        project.write("issues/i.toml", issue);
    });
    listed(&["c", "i"], &|| fs::remove_file(project.path("records/a.toml")).unwrap());
    // A row is told again once it is read, with what is new.
    let news = desk.news();
    project.write("records/c.toml", SMALL.replace("Small", "Quite large"));
    news.wait_for("the records are others", |news| news["type"] == "records");
    desk.json("/api/project");
    news.wait_for("the title is another one", |news| {
        news["type"] == "record" && news["id"] == "c" && news["title"] == "Quite large"
    });
    // The whole folder goes and comes back.
    fs::rename(project.path("records"), project.path("elsewhere")).unwrap();
    wait("no record is listed", || (ids(&desk.json("/api/project")) == ["i"]).then_some(()));
    fs::rename(project.path("elsewhere"), project.path("records")).unwrap();
    wait("they are back", || (ids(&desk.json("/api/project")) == ["c", "i"]).then_some(()));
    project.write("records/f.toml", SMALL);
    wait("a new one is seen", || {
        (ids(&desk.json("/api/project")) == ["c", "f", "i"]).then_some(())
    });
}

#[test]
fn a_thousand_records_are_no_burden() {
    let project = Project::new();
    for number in 0..1_000 {
        let text = SMALL.replace("Small", &format!("Event number {number}"));
        project.write(&format!("records/r{number:04}.toml"), text);
    }
    let started = Instant::now();
    let desk = Desk::of(&project);
    let served = started.elapsed();
    let news = desk.news();
    assert_eq!(ids(&desk.json("/api/project")).len(), 1_000);
    // While the overview is read in the background, the first page is not kept waiting.
    let view = desk.json("/api/view?record=r0500&template=report");
    let picture = view["pages"][0]["picture"].as_str().unwrap();
    desk.get(&format!("/api/page/{picture}?scale=1.5")).expect(200);
    println!("served after {served:?}, the first page after {:?}", started.elapsed());
    // Each row comes once, and nothing makes browsers ask for all of them again.
    let mut told = BTreeMap::new();
    while told.len() < 1_000 {
        let news = news.wait_for("a row is read", |news| {
            assert_ne!(news["type"], "records");
            news["type"] == "record"
        });
        *told.entry(news["id"].to_string()).or_insert(0) += 1;
    }
    println!("all rows after {:?}", started.elapsed());
    assert!(told.values().all(|times| *times == 1));
    // From then on, the answer has all rows as they are known.
    let rows = &desk.json("/api/project")["records"];
    let known = rows.as_array().unwrap().iter().filter(|row| row["findings"].is_object());
    assert_eq!(known.count(), 1_000);
}

#[test]
fn stopping_saves_what_was_typed_last() {
    let project = Project::small("templates = ['report']\n");
    project.write("records/b.toml", SMALL);
    let desk = Desk::of(&project);
    let text = format!("{SMALL}lead = 'Typed last.'\n");
    desk.write("records/a.toml", &text);
    let run = desk.stop();
    assert_eq!((run.code, &*run.stderr), (0, ""), "{run:?}");
    assert!(!run.stdout.contains("not saved"), "{run:?}");
    assert_eq!(project.read("records/a.toml"), text.as_bytes());
    // What is not TOML stays in the journal, and is named.
    let desk = Desk::for_people(&project);
    desk.write("records/a.toml", "title = '");
    desk.write("records/b.toml", &text);
    let run = desk.stop();
    assert_eq!(run.code, 0, "{run:?}");
    let said = &run.stderr;
    assert!(said.contains("`records/a.toml` has changes that are not saved"), "{said}");
    assert!(!said.contains("records/b.toml"), "{said}");
    assert_eq!(project.read("records/b.toml"), text.as_bytes());
    assert_eq!(Desk::of(&project).file("records/a.toml")["text"], "title = '");
}

#[test]
fn what_is_not_saved_is_said_to_programs_as_well() {
    let project = Project::small("templates = ['report']\n");
    let desk = Desk::of(&project);
    desk.write("records/a.toml", "title = '");
    let run = desk.stop();
    let line: Value = serde_json::from_str(run.stdout.lines().last().unwrap()).unwrap();
    assert_eq!(line["type"], "note", "{run:?}");
    let said = line["message"].as_str().unwrap();
    assert!(said.contains("`records/a.toml` has changes that are not saved"), "{said}");
}

/// A desk that was ended at once may leave a temporary file beside the one that it wrote.
#[test]
fn what_a_crash_left_is_removed_and_never_a_record() {
    let project = Project::small("templates = ['report']\n");
    project.write("records/2024/b.toml", SMALL);
    drop(Desk::of(&project));
    let left = [
        "records/.byline-desk-aB3xYz",
        "records/2024/.byline-desk-123456",
        ".byline-desk-abcdef",
        ".byline/unsaved/.byline-0123456789abcdef",
    ];
    let foreign = ["records/.byline-aB3xYz", "records/.byline-desk-mine"];
    for name in left.iter().chain(&foreign) {
        project.write(name, SMALL);
    }
    let check = project.byline(&["check"]);
    assert_eq!(check.code, 0, "{check:?}");
    assert!(!check.stderr.contains(".byline-"), "{check:?}");
    // One that only reads may be beside the one that wrote them.
    let reader = Desk::with(&project, &["--read-only"]);
    assert_eq!(ids(&reader.json("/api/project")), ["a", "b"]);
    assert!(left.iter().all(|name| project.path(name).exists()));
    let desk = Desk::of(&project);
    wait("they are removed", || left.iter().all(|name| !project.path(name).exists()).then_some(()));
    assert!(foreign.iter().all(|name| project.path(name).exists()));
    assert_eq!(ids(&desk.json("/api/project")), ["a", "b"]);
}

#[test]
fn a_build_says_how_much_there_is_to_do_and_why_there_is_nothing() {
    let project = Project::small("templates = ['report', 'summary']\n");
    let desk = Desk::of(&project);
    let build = || {
        let news = desk.news();
        desk.post("/api/build", &json!({})).expect(202);
        let is_build = |news: &Value| news["type"] == "build";
        let first = news.wait_for("it begins", is_build);
        let last = if first["done"] == true {
            first.clone()
        } else {
            news.wait_for("it ends", |news| is_build(news) && news["done"] == true)
        };
        (first, last)
    };
    let (first, last) = build();
    assert_eq!((&first["made"], &first["total"]), (&json!(0), &json!(2)));
    assert_eq!(
        (&last["made"], &last["failed"], &last["words"]),
        (&json!(2), &json!(0), &Value::Null)
    );
    // What is there already is ready as well.
    let (first, last) = build();
    assert_eq!((&first["total"], &last["made"]), (&json!(0), &json!(2)));
    let good = project.read("byline.toml");
    project.write("byline.toml", "organisation = 7\n");
    let (_, last) = build();
    assert_eq!((&last["made"], &last["failed"]), (&json!(0), &json!(0)));
    assert!(last["words"].as_str().is_some_and(|words| !words.is_empty()), "{last}");
    project.write("byline.toml", good);
}

#[test]
fn a_stop_does_not_wait_for_open_windows() {
    let project = Project::small("templates = ['report']\n");
    let desk = Desk::of(&project);
    let news = [desk.news(), desk.news()];
    assert_eq!(desk.stop().code, 0);
    drop(news);
}
