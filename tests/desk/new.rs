//! What is made at the desk: events and issues, and the first entries of the directory.

use std::fs;
use std::thread;

use serde_json::{Value, json};

use super::client::{Desk, arguments, wait};
use super::common::{Project, SMALL};
use super::trouble::files_of;

pub(crate) fn event(title: &str, date: &str) -> Value {
    json!({ "kind": "event", "title": title, "date": date, "mode": "offline" })
}

/// Makes a record that can be made, and returns its id.
#[track_caller]
pub(crate) fn make(desk: &Desk, order: &Value) -> String {
    let made = desk.post("/api/new", order).expect(201).json();
    made["id"].as_str().unwrap().to_owned()
}

/// Asks for something that cannot be made, and returns the only problem.
#[track_caller]
pub(crate) fn problem(desk: &Desk, order: &Value) -> Value {
    let answer = desk.post("/api/new", order).expect(422).json();
    let problems = answer["problems"].as_array().unwrap();
    assert_eq!(problems.len(), 1, "{answer:#}");
    assert!(!problems[0]["message"].as_str().unwrap().is_empty());
    problems[0].clone()
}

#[track_caller]
pub(crate) fn toml(project: &Project, name: &str) -> toml::Table {
    String::from_utf8(project.read(name)).unwrap().parse().unwrap()
}

#[test]
fn titles_of_every_kind_give_names() {
    let project = Project::small("");
    let desk = Desk::of(&project);
    let long = "A very long title ".repeat(17);
    for (title, date, id) in [
        ("马来西亚科技论坛", "2025年5月14日", "ma-lai-xi-ya-ke-ji-lun-tan-2025-05-14"),
        (" Dato’ Seri's\r\n Visit\u{7} ", "14hb Mei 2025", "dato-seris-visit-2025-05-14"),
        ("…", "14.5.25", "event-2025-05-14"),
        ("]]\" \\ {date} '''", "May 14, 2025", "date-2025-05-14"),
        (
            &long,
            "Wednesday, 14 May 2025",
            "a-very-long-title-a-very-long-title-a-very-long-title-a-very-2025-05-14",
        ),
    ] {
        let mut order = event(title, date);
        let preview = desk.post("/api/new/preview", &order).expect(200).json();
        assert_eq!(
            (&preview["name"], &preview["days"]["first"]),
            (&json!(id), &json!("2025-05-14"))
        );
        assert_eq!(make(&desk, &order), id);
        let record = toml(&project, &format!("records/{id}.toml"));
        let said = record["title"].as_str().unwrap();
        assert_eq!(
            said,
            title
                .replace(['\r', '\n', '\u{7}'], " ")
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ")
        );
        assert_eq!(record["start"].as_datetime().unwrap().to_string(), "2025-05-14");
        let view = desk.json(&format!("/api/view?record={id}&template=report"));
        assert_eq!(view["isCurrent"], true, "{view}");
        // The same once more is a slip.
        let before = files_of(&project);
        let refused = problem(&desk, &order);
        assert_eq!((&refused["path"], &refused["record"]), (&json!("name"), &json!(id)));
        assert_eq!(files_of(&project), before);
        order["name"] = refused["free"].clone();
        assert_eq!(make(&desk, &order), format!("{id}-2"));
    }
    // Another title may give the same name.
    assert_eq!(make(&desk, &event("Forum?", "2025-05-14")), "forum-2025-05-14");
    assert_eq!(make(&desk, &event("Forum!", "2025-05-14")), "forum-2025-05-14-2");
    let mut named = event("Forum", "2025-05-15");
    named["name"] = json!("../forum");
    let refused = problem(&desk, &named);
    assert_eq!((&refused["path"], &refused["free"]), (&json!("name"), &json!("forum")));
    named["name"] = json!("a");
    assert_eq!(problem(&desk, &named)["record"], "a");
    named["name"] = json!("forum");
    assert_eq!(make(&desk, &named), "forum");
    for (field, wrong) in [("title", "\n"), ("title", &*"x".repeat(1_001)), ("mode", "indoors")] {
        let mut order = event("Day", "2025-05-16");
        order[field] = json!(wrong);
        assert_eq!(problem(&desk, &order)["path"], field);
    }
}

#[test]
fn dates_are_taken_as_people_type_them() {
    let project = Project::small("");
    let desk = Desk::of(&project);
    let days = |date: &str| {
        let preview = desk.post("/api/new/preview", &event("Day", date)).expect(200).json();
        preview["days"].clone()
    };
    for (typed, first, time, last) in [
        ("2025-05-14", "2025-05-14", None, None),
        ("14/5/2025, 9.30 am", "2025-05-14", Some("09:30"), None),
        ("14–16 May 2025", "2025-05-14", None, Some("2025-05-16")),
        ("２０２５年５月１４日", "2025-05-14", None, None),
    ] {
        let expected = json!({ "first": first, "time": time, "last": last });
        assert_eq!(days(typed), expected, "{typed}");
    }
    let id = make(&desk, &event("Days", "14–16 May 2025"));
    let record = toml(&project, &format!("records/{id}.toml"));
    assert_eq!(record["end"].as_datetime().unwrap().to_string(), "2025-05-16");
    let id = make(&desk, &event("Hour", "14/5/2025, 9.30 am"));
    let record = toml(&project, &format!("records/{id}.toml"));
    assert_eq!(record["start"].as_datetime().unwrap().to_string(), "2025-05-14T09:30:00");
    let unclear = problem(&desk, &event("Day", "3/4/2025"));
    let readings: Vec<_> =
        unclear["readings"].as_array().unwrap().iter().map(|one| &one["first"]).collect();
    assert_eq!(readings, [&json!("2025-04-03"), &json!("2025-03-04")]);
    for typed in ["", "soon", "31 February 2025", "2025", "14 May"] {
        let refused = problem(&desk, &event("Day", typed));
        assert_eq!((&refused["path"], &refused["readings"]), (&json!("date"), &json!([])));
    }
}

#[test]
fn last_years_event_and_a_copy() {
    let project = Project::small("");
    let former = "# Our festival.\ntitle = 'Tide Festival 2024'\nstart = 2024-05-14\nend = 2024-05-15\n\
                  mode = 'offline'\nlead = 'It rained.'\noutcomes = ['Rain.']\n\n[[programme]]\n\
                  title = 'Opening'\nday = 2024-05-15\n\n[people.ben]\nname = 'Ben'\n";
    project.write("records/2024/festival.toml", former);
    project.write("records/2024/festival.ms.toml", "title = 'Pesta'\n");
    let desk = Desk::of(&project);
    let order = |kind: &str, title: &str| json!({ "kind": kind, "title": title, "date": "20 May 2025", "mode": "mixed", "from": "festival" });
    let id = make(&desk, &order("edition", "Tide Festival 2025"));
    assert_eq!(id, "tide-festival-2025-2025-05-20");
    let record = toml(&project, &format!("records/{id}.toml"));
    assert!(record.contains_key("people") && !record.contains_key("outcomes"));
    assert_ne!(record["lead"].as_str(), Some("It rained."));
    // A copy has everything, as it is at the desk now, beside the other one.
    let text = former.replace("It rained.", "It poured.");
    desk.write("records/2024/festival.toml", &text);
    let id = make(&desk, &order("copy", "Second Festival"));
    let copied = String::from_utf8(project.read(&format!("records/2024/{id}.toml"))).unwrap();
    let expected = text
        .replace("'Tide Festival 2024'", "\"Second Festival\"")
        .replace("2024-05-14", "2025-05-20")
        .replace("2024-05-15", "2025-05-21")
        .replace("'offline'", "\"mixed\"");
    assert_eq!(copied, expected);
    assert_eq!(project.read(&format!("records/2024/{id}.ms.toml")), b"title = 'Pesta'\n");
    assert_eq!(desk.json(&format!("/api/record/{id}"))["row"]["title"], "Second Festival");
    // Unless one says so, people take part as they did.
    let mut as_before = order("edition", "Third Festival");
    as_before["mode"] = json!("");
    let id = make(&desk, &as_before);
    assert_eq!(toml(&project, &format!("records/{id}.toml"))["mode"].as_str(), Some("offline"));
    // What cannot be copied is said.
    for from in [Value::Null, json!("nothing")] {
        let mut order = order("copy", "Third");
        order["from"] = from;
        assert_eq!(problem(&desk, &order)["path"], "from");
    }
    desk.write("records/2024/festival.toml", "title = '");
    let refused = problem(&desk, &order("copy", "Third"));
    assert!(refused["path"] == "from" && !refused["hints"].as_array().unwrap().is_empty());
}

#[test]
fn an_issue_of_chosen_stories() {
    let project = Project::small("templates = ['report', 'newsletter']\n");
    project.write("records/b.toml", SMALL.replace("Small", "Large"));
    let former = "# Our newsletter.\nname = 'Tidelines'\nnumber = 2\ndate = 2025-03-01\n\
                  stories = ['a']\n\n[[board]]\nrole = 'Editor'\npeople = 'Elin Berg'\n";
    project.write("issues/tidelines-2025-03-01.toml", former);
    let desk = Desk::of(&project);
    let order = json!({ "kind": "issue", "title": "Tidelines", "date": "1 June 2025", "number": "3",
        "volume": "", "period": "June 2025", "stories": ["b", "a"], "from": "tidelines-2025-03-01" });
    let id = make(&desk, &order);
    assert_eq!(id, "tidelines-2025-06-01");
    let issue = toml(&project, &format!("issues/{id}.toml"));
    let stories: Vec<_> =
        issue["stories"].as_array().unwrap().iter().map(|story| story.as_str().unwrap()).collect();
    assert_eq!(stories, ["b", "a"]);
    assert_eq!((issue["number"].as_integer(), issue.contains_key("board")), (Some(3), true));
    let view = desk.json(&format!("/api/view?record={id}&template=newsletter"));
    assert_eq!(view["isCurrent"], true, "{view}");
    assert_eq!(problem(&desk, &order)["record"], id);
    for (field, wrong) in
        [("stories", json!(["gone"])), ("number", json!("three")), ("from", json!("a"))]
    {
        let mut order = order.clone();
        (order["date"], order[field]) = (json!("2 June 2025"), wrong);
        assert_eq!(problem(&desk, &order)["path"], field);
    }
    // Without a former one, and without stories yet.
    let bare = json!({ "kind": "issue", "title": "潮讯", "date": "2 June 2025" });
    let id = make(&desk, &bare);
    assert_eq!(id, "chao-xun-2025-06-02");
    assert_eq!(desk.json(&format!("/api/record/{id}"))["row"]["isIssue"], true);
}

#[test]
fn two_windows_that_make_the_same_make_it_once() {
    let project = Project::small("");
    let desk = Desk::of(&project);
    let statuses = thread::scope(|scope| {
        let request = || desk.post("/api/new", &event("Day", "2025-05-14")).status;
        let windows: Vec<_> = (0..8).map(|_| scope.spawn(request)).collect();
        windows.into_iter().map(|window| window.join().unwrap()).collect::<Vec<_>>()
    });
    assert_eq!(statuses.iter().filter(|status| **status == 201).count(), 1, "{statuses:?}");
    assert!(statuses.iter().all(|status| [201, 422].contains(status)), "{statuses:?}");
    assert_eq!(fs::read_dir(project.path("records")).unwrap().count(), 2);
    // A text whose file was removed still has its name.
    let name = "records/day-2025-05-14.toml";
    desk.write(name, "title = 'typed'\n");
    desk.wait_until(name, "saved");
    fs::remove_file(project.path(name)).unwrap();
    desk.wait_until(name, "removed");
    assert_eq!(make(&desk, &event("Day", "2025-05-14")), "day-2025-05-14-2");
    assert_eq!(desk.file(name)["text"], "title = 'typed'\n");
}

#[test]
fn one_that_only_reads_makes_nothing() {
    let project = Project::small("");
    let desk = Desk::with(&project, &["--read-only"]);
    let before = files_of(&project);
    for path in ["/api/new", "/api/new/preview"] {
        desk.post(path, &event("Day", "2025-05-14")).expect(403);
    }
    assert_eq!(files_of(&project), before);
    // Neither does one that cannot write.
    drop(desk);
    let desk = Desk::of(&project);
    project.write("file", "").write("byline.toml", "organisation = ");
    wait("the project file is broken", || {
        (!desk.json("/api/project")["findings"].as_array().unwrap().is_empty()).then_some(())
    });
    desk.post("/api/new", &event("Day", "2025-05-14")).expect(201);
    assert_eq!(desk.post("/api/new", &json!({ "kind": "other" })).status, 422);
}

#[test]
fn the_directory_begins_with_its_first_entry() {
    let project = Project::small("");
    let desk = Desk::started(project.command(&arguments()));
    for name in ["people.toml", "organisations.toml"] {
        let file = desk.file(name);
        assert_eq!((&file["text"], &file["safety"]), (&json!(""), &json!("saved")));
        assert!(!project.path(name).exists());
    }
    let people = "[ben]\nname = 'Ben'\naffiliation = 'ics'\n";
    desk.write("people.toml", people);
    desk.wait_until("people.toml", "saved");
    assert_eq!(project.read("people.toml"), people.as_bytes());
    desk.write("organisations.toml", "[ics]\nname = 'Institute'\n");
    let text = format!("{SMALL}organiser = 'Institute'\n[attendance]\npeople = ['ben']\n");
    desk.write("records/a.toml", &text);
    // Where it is used is known.
    project.write("issues/i.toml", "name = 'I'\ndate = 2025-01-01\nstories = ['a']\n");
    wait("the issue is known", || {
        (desk.json("/api/project")["records"].as_array().unwrap().len() == 2).then_some(())
    });
    let uses = desk.json("/api/uses?file=people.toml");
    assert_eq!(uses, json!({ "ben": { "records": ["a"], "entries": [] } }));
    let uses = desk.json("/api/uses?file=organisations.toml");
    assert_eq!(uses, json!({ "ics": { "records": ["a"], "entries": ["ben"] } }));
    assert_eq!(desk.json("/api/uses?file=byline.toml"), json!({}));
    // Another program may make the file as well.
    desk.wait_until("organisations.toml", "saved");
    let other = Project::small("");
    let desk = Desk::of(&other);
    desk.file("people.toml");
    other.write("people.toml", people);
    wait("the desk follows", || (desk.file("people.toml")["text"] == people).then_some(()));
}
