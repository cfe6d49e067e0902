//! Translations beside their originals: what is missing is what `byline translations` says, a file
//! begins with its first text, and what has changed since is told.

use std::collections::BTreeMap;
use std::fs;

use serde_json::{Value, json};

use super::client::{Answer, Desk, wait};
use super::common::{Project, SMALL, repository};
use super::forms::copy;

const RECORD: &str = "records/a.toml";
const MALAY: &str = "records/a.ms.toml";

/// A project in two languages with a small record.
fn project() -> Project {
    let project = Project::new();
    project.write("byline.toml", "organisation = 'ICS'\nlanguages = ['en', 'ms', 'zh-Hans']\n");
    project.write(RECORD, SMALL);
    project
}

fn values(desk: &Desk, file: &str) -> Value {
    desk.json(&format!("/api/form/values?file={file}"))
}

fn edit(desk: &Desk, file: &str, edits: &Value) -> Answer {
    let version = values(desk, file)["version"].clone();
    let change = json!({ "file": file, "base": version, "edits": edits });
    desk.post("/api/form/edit", &json!({ "changes": [change] }))
}

/// Returns what is known of a text.
fn text(desk: &Desk, path: &str) -> Value {
    let answer = desk.json(&format!("/api/translation?file={RECORD}&language=ms"));
    let texts = answer["texts"].as_array().unwrap();
    texts.iter().find(|text| text["path"] == path).unwrap().clone()
}

#[test]
fn what_is_missing_is_what_the_command_lists() {
    let project = copy(repository());
    // The command knows of a photo that is not there that its description is not printed.
    let photos = "templates/tests/records/photos";
    for photo in fs::read_dir(repository().join(photos)).unwrap().map(Result::unwrap) {
        let name = format!("{photos}/{}", photo.file_name().to_str().unwrap());
        project.write(&name, fs::read(photo.path()).unwrap());
    }
    let said = project.byline(&["translations", "--lang", "ms", "--message-format", "json"]);
    let mut listed = BTreeMap::new();
    for line in said.stdout.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()) {
        if line["type"] == "translation" {
            let id = line["record"].as_str().unwrap().to_owned();
            // Those of the directory are translated there.
            let file = format!("/{id}.toml");
            let own = line["missing"].as_array().unwrap().iter();
            let own = own.filter(|text| text["place"]["file"].as_str().unwrap().ends_with(&file));
            listed.insert(id, own.count());
        }
    }
    assert!(listed.len() > 3, "{listed:?}");
    let desk = Desk::of(&project);
    for (id, listed) in listed {
        let folder =
            if project.path(&format!("issues/{id}.toml")).exists() { "issues" } else { "records" };
        let answer = desk.json(&format!("/api/translation?file={folder}/{id}.toml&language=ms"));
        let texts = answer["texts"].as_array().unwrap().iter();
        let missing: Vec<_> =
            texts.filter(|text| text["isNeeded"] == true && text["state"] == "none").collect();
        assert_eq!(missing.len(), listed, "{id}: {missing:?}");
    }
}

#[test]
fn a_file_begins_with_its_first_text_and_only_in_languages_of_the_project() {
    let project = project();
    let desk = Desk::of(&project);
    assert_eq!(values(&desk, MALAY)["values"], json!({}));
    assert!(!project.path(MALAY).exists());
    let set = json!([{ "op": "set", "path": "title", "value": "Hari Pelabuhan" }]);
    let answer = edit(&desk, MALAY, &set);
    assert_eq!(answer.status, 200, "{answer:?}");
    wait("it is written", || project.path(MALAY).exists().then_some(()));
    let written = String::from_utf8(project.read(MALAY)).unwrap();
    assert!(written.contains("# Small\ntitle = \"Hari Pelabuhan\""), "{written}");
    assert_eq!(text(&desk, "title")["state"], "current");
    for file in
        ["records/a.fr.toml", "records/b.ms.toml", "records/a.en.toml", "records/../a.ms.toml"]
    {
        let answer = desk.get(&format!("/api/form/values?file={file}"));
        assert_eq!(answer.status, 404, "{file}");
    }
}

#[test]
fn what_has_changed_since_is_told_until_somebody_accepts_it() {
    let project = project();
    let desk = Desk::of(&project);
    let title = text(&desk, "title")["original"].as_str().unwrap().to_owned();
    edit(&desk, MALAY, &json!([{ "op": "set", "path": "title", "value": "Hari" }]));
    edit(&desk, RECORD, &json!([{ "op": "set", "path": "title", "value": "Harbour Week" }]));
    let told = text(&desk, "title");
    assert_eq!((&told["state"], &told["was"]), (&json!("outdated"), &json!(title)));
    edit(&desk, MALAY, &json!([{ "op": "accept", "path": "title" }]));
    assert_eq!(text(&desk, "title")["state"], "current");
    // Another value than there was is not overwritten.
    let stale = json!([{ "op": "set", "path": "title", "value": "x", "was": "Minggu" }]);
    assert_eq!(edit(&desk, MALAY, &stale).status, 409);
    let unknown = json!([{ "op": "set", "path": "start", "value": "x" }]);
    assert_eq!(edit(&desk, MALAY, &unknown).status, 422);
}
