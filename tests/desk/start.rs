//! A desk in a folder without a project, and the project that is started there.

use std::fs;

use serde_json::{Value, json};

use super::client::{Desk, wait};
use super::common::{COLOURFUL, Project, SMALL};
use super::new::{event, make, problem, toml};
use super::trouble::files_of;

/// A folder without a project.
fn bare() -> Project {
    let project = Project::new();
    fs::remove_file(project.path("byline.toml")).unwrap();
    fs::remove_dir(project.path("records")).unwrap();
    project
}

#[test]
fn from_an_empty_folder_to_a_page() {
    let project = bare();
    let desk = Desk::of(&project);
    let shown = desk.json("/api/project");
    let real = project.path("").canonicalize().unwrap();
    let real = real.to_str().unwrap().trim_end_matches('/');
    assert_eq!(shown["bareFolder"], json!({ "path": real, "isEmpty": true }));
    assert_eq!(fs::read_dir(project.path("")).unwrap().count(), 0, "looking leaves nothing");
    let refused = problem(&desk, &event("Too early", "2025-05-14"));
    assert_eq!(refused["path"], "");
    let order = json!({ "kind": "project", "organisation": "Tide \"Office\" 港务局",
        "languages": ["ms", "en"], "examples": false });
    desk.post("/api/new", &order).expect(201);
    let file = toml(&project, "byline.toml");
    assert_eq!(file["organisation"].as_str(), Some("Tide \"Office\" 港务局"));
    assert_eq!(file["languages"].as_array().unwrap().len(), 2);
    assert!(project.path("schema/record.json").exists());
    assert!(!project.path("people.toml").exists());
    let waits = &desk.json("/api/project")["findings"];
    assert_eq!(waits[0]["code"], "no-records", "it waits for its first event: {waits}");
    let shown = desk.json("/api/project");
    assert_eq!((&shown["bareFolder"], &shown["organisation"]), (&Value::Null, &file_name(&file)));
    assert_eq!(shown["languages"], json!(["ms", "en"]));
    // From now on, no other desk may write here.
    let second = project.byline(&["serve", "--no-open"]);
    assert!(second.stderr.contains(&format!("at http://{}", desk.address)), "{second:?}");
    let news = desk.news();
    let id = make(&desk, &event("Harbour Day", "14 May 2025"));
    assert_eq!(id, "harbour-day-2025-05-14");
    news.wait_for("the records are others", |news| news["type"] == "records");
    // The session knows it at once.
    let view = desk.json(&format!("/api/view?record={id}&template=report"));
    assert_eq!(view["isCurrent"], true, "{view}");
    assert_eq!(desk.json("/api/project")["records"][0]["id"], id);
    let text = desk.file(&format!("records/{id}.toml"));
    assert_eq!(text["safety"], "saved");
    // It is a record like any other, and the watcher sees what others do to it.
    let changed = text["text"].as_str().unwrap().replace("Harbour Day", "Harbour Days");
    project.write(&format!("records/{id}.toml"), &changed);
    wait("the desk follows", || {
        (desk.file(&format!("records/{id}.toml"))["text"] == changed).then_some(())
    });
    assert_eq!(desk.stop().code, 0);
    assert_eq!(project.byline(&["check"]).code, 0);
}

fn file_name(file: &toml::Table) -> Value {
    json!(file["organisation"].as_str().unwrap())
}

#[test]
fn a_project_may_begin_with_an_example_and_a_logo() {
    let project = bare();
    let desk = Desk::of(&project);
    let logo = |bytes: &[u8]| json!({ "alt": "Waves", "data": base64(bytes) });
    let order = |logo: Value| {
        json!({ "kind": "project", "organisation": "Tide Office", "languages": ["en"],
            "logo": logo, "examples": true })
    };
    for (bytes, words) in [
        (&b"%PDF-1.7 and nothing more"[..], "logo"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'>", "logo"),
        (b"MZ\x90 a program", "no picture"),
        (b"", "no picture"),
        (&vec![b'x'; 11 << 20], "10 MB"),
    ] {
        let refused = problem(&desk, &order(logo(bytes)));
        assert_eq!(refused["path"], "logo", "{refused}");
        assert!(refused["message"].as_str().unwrap().contains(words), "{refused}");
        assert_eq!(fs::read_dir(project.path("")).unwrap().count(), 0, "nothing is left");
    }
    desk.post("/api/new", &order(logo(COLOURFUL.as_bytes()))).expect(201);
    let file = toml(&project, "byline.toml");
    assert_eq!(file["brand"]["logo"]["file"].as_str(), Some("logo.svg"));
    assert_eq!(project.read("logo.svg"), COLOURFUL.as_bytes());
    let view = desk.json("/api/view?record=harbour-day-2025-05-14&template=report");
    assert_eq!((&view["isCurrent"], &view["findings"]), (&json!(true), &json!([])), "{view}");
    // What `byline init` writes is the same.
    let other = bare();
    assert_eq!(other.byline(&["init", "."]).code, 0);
    let mut files = files_of(&project);
    assert!(files.remove("logo.svg").is_some());
    let ours = files.remove("byline.toml").unwrap();
    let mut others = files_of(&other);
    let theirs = String::from_utf8(others.remove("byline.toml").unwrap()).unwrap();
    assert_eq!(files, others);
    let named = theirs.replace("Your organisation", "Tide Office").replace("# [brand]", "[brand]");
    let ours = String::from_utf8(ours).unwrap();
    let apart = |text: &str| -> Vec<String> {
        text.lines().filter(|line| !line.contains("logo = ")).map(str::to_owned).collect()
    };
    assert_eq!(apart(&ours), apart(&named));
}

#[test]
fn what_is_in_the_folder_already_stays_as_it_is() {
    let project = bare();
    project.write("people.toml", "# mine\n").write("logo.png", "mine").write("notes.txt", "mine");
    project.write("records/harbour-day-2025-05-14.toml", SMALL);
    let before = files_of(&project);
    let desk = Desk::of(&project);
    assert_eq!(desk.json("/api/project")["bareFolder"]["isEmpty"], false);
    let png = fs::read(super::common::repository().join("templates/tests/logos/ics.png")).ok();
    let logo = png.map(|png| json!({ "alt": "", "data": base64(&png) }));
    let order = json!({ "kind": "project", "organisation": "Tide Office", "languages": ["en"],
        "logo": logo, "examples": true });
    desk.post("/api/new", &order).expect(201);
    let after = files_of(&project);
    assert!(before.iter().all(|(name, bytes)| after[name] == *bytes));
    assert!(after.contains_key("issues/tidelines-2025-06.toml"));
    if logo.is_some() {
        let file = toml(&project, "byline.toml");
        assert_eq!(file["brand"]["logo"]["file"].as_str(), Some("logo-2.png"));
        assert_eq!(file["brand"]["logo"]["alt"].as_str(), Some("The logo of Tide Office"));
    }
    // There is one project here, and there will be no other.
    let again = problem(&desk, &order);
    assert!(again["message"].as_str().unwrap().contains("already"), "{again}");
    assert_eq!(files_of(&project), after);
}

#[test]
fn a_project_is_started_as_a_whole_or_not_at_all() {
    let project = bare();
    // A file has the name of a folder that is needed.
    project.write("schema", "a file");
    let before = files_of(&project);
    let desk = Desk::of(&project);
    let order = json!({ "kind": "project", "organisation": "Tide Office", "languages": ["en"],
        "examples": true });
    let refused = problem(&desk, &order);
    assert!(refused["message"].as_str().unwrap().contains("schema"), "{refused}");
    assert!(!refused["hints"].as_array().unwrap().is_empty(), "{refused}");
    assert_eq!(files_of(&project), before);
    assert!(desk.json("/api/project")["bareFolder"].is_object());
    for (field, wrong) in [("organisation", json!(" \n ")), ("languages", json!(["klingonese"]))] {
        let mut order = order.clone();
        order[field] = wrong;
        assert_eq!(problem(&desk, &order)["path"], field);
    }
    // Somebody else was quicker, in a terminal.
    fs::remove_file(project.path("schema")).unwrap();
    assert_eq!(project.byline(&["init", "."]).code, 0);
    let refused = problem(&desk, &order);
    assert!(refused["message"].as_str().unwrap().contains("already"), "{refused}");
    wait("the desk shows that project", || {
        (desk.json("/api/project")["records"][0]["id"] == "harbour-day-2025-05-14").then_some(())
    });
}

#[test]
fn without_a_project_there_is_nothing_to_show_or_to_read() {
    let project = bare();
    for (args, words) in [
        (&["serve", "--no-open", "--read-only"][..], "byline init"),
        (&["serve", "--no-open", "harbour-day"], "byline init"),
        (&["serve", "--no-open", "--project", "none"], "there is no `byline.toml` in `none`"),
    ] {
        let run = project.byline(args);
        assert!(run.code == 2 && run.stderr.contains(words), "{run:?}");
    }
    let told = Desk::for_people(&project).stop();
    assert!(told.stderr.contains("the page offers to start one"), "{told:?}");
    assert_eq!(fs::read_dir(project.path("")).unwrap().count(), 0);
}

/// Returns bytes in base 64.
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let number = three.iter().fold(0, |number, byte| number << 8 | usize::from(*byte));
        let number = number << (8 * (3 - three.len()));
        for place in 0..4 {
            let digit = DIGITS[number >> (18 - 6 * place) & 63];
            text.push(if place <= three.len() { char::from(digit) } else { '=' });
        }
    }
    text
}

/// A browser that finds scripts in each other asks for one level after another.
#[test]
fn a_page_names_all_scripts_of_its_view_and_no_others() {
    let project = Project::small("templates = ['report']\n");
    let desk = Desk::of(&project);
    let scripts = |path: &str| {
        let page = String::from_utf8(desk.get(path).expect(200).body).unwrap();
        let links = page.split("modulepreload\" href=\"").skip(1);
        let paths: Vec<_> = links.map(|link| link.split('"').next().unwrap().to_owned()).collect();
        for path in &paths {
            desk.get(path).expect(200);
        }
        paths
    };
    let has = |scripts: &[String], name: &str| scripts.iter().any(|path| path.ends_with(name));
    let (wall, record) = (scripts("/"), scripts("/record/a"));
    assert!(has(&wall, "/main.js") && has(&wall, "/overview/card.js"));
    assert!(!has(&wall, "/form/form.js") && !has(&wall, "/record/record.js"));
    assert!(has(&record, "/form/fields/calendar.js") && !has(&record, "/overview/card.js"));
    // Their folder is that of this edition; without it, they are there, too.
    assert!(wall.iter().all(|path| path.starts_with("/assets/edition-")), "{wall:?}");
    desk.get("/assets/edition-of-old/main.js").expect(200);
    desk.get("/assets/main.js").expect(200);
}
