//! Forms: every value of a record can be typed into one, edits keep the rest of the file, and
//! nothing is half done.

use std::fs;
use std::path::Path;

use serde_json::{Map, Value, json};
use toml_edit::DocumentMut;
use walkdir::WalkDir;

use super::client::{Answer, Desk, wait};
use super::common::{Project, SMALL, repository};

const FILE: &str = "records/a.toml";

/// Sends edits of one file, made to its latest text.
fn edit(desk: &Desk, file: &str, edits: &Value) -> Answer {
    let version = values(desk, file)["version"].clone();
    let change = json!({ "file": file, "base": version, "edits": edits });
    desk.post("/api/form/edit", &json!({ "changes": [change] }))
}

#[track_caller]
fn values(desk: &Desk, file: &str) -> Value {
    desk.json(&format!("/api/form/values?file={file}"))
}

/// Copies a project, without its documents.
pub(super) fn copy(folder: &Path) -> Project {
    let project = Project::new();
    let wanted = ["toml", "png", "jpg", "svg", "webp", "pdf"];
    let files = WalkDir::new(folder).into_iter().filter_entry(|entry| {
        let own = ["records", "issues", "logos", "photos"];
        let name = entry.file_name().to_str().unwrap_or_default();
        entry.depth() != 1 || entry.file_type().is_file() || own.contains(&name)
    });
    for entry in files.map(Result::unwrap).filter(|entry| entry.file_type().is_file()) {
        let path = entry.path();
        let extension = path.extension().and_then(|e| e.to_str()).unwrap_or_default();
        if wanted.contains(&extension) {
            let name = path.strip_prefix(folder).unwrap().to_str().unwrap();
            project.write(name, fs::read(path).unwrap());
        }
    }
    project
}

/// Returns the edits that type values one by one, as somebody does who begins with nothing.
/// `order` has the ids of entries in the order of the file.
fn typed(path: &str, value: &Value, order: &DocumentMut, edits: &mut Vec<Value>) {
    let inside = |key: &str| if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
    match value {
        Value::Object(table) => {
            for key in in_order(path, table, order) {
                typed(&inside(&key), &table[&key], order, edits);
            }
        }
        // The focus of a photo is one value.
        Value::Array(items) if !items.iter().all(Value::is_number) => {
            for (index, item) in items.iter().enumerate() {
                let first = if item.is_object() { json!({}) } else { item.clone() };
                let value = first;
                edits.push(json!({ "op": "insert", "path": path, "index": index, "value": value }));
                if item.is_object() {
                    typed(&format!("{path}[{index}]"), item, order, edits);
                }
            }
        }
        value => edits.push(json!({ "op": "set", "path": path, "value": value, "was": null })),
    }
}

fn in_order(path: &str, table: &Map<String, Value>, order: &DocumentMut) -> Vec<String> {
    let mut keys: Vec<_> = table.keys().cloned().collect();
    let own = match path {
        "" => Some(order.as_table()),
        "people" | "organisations" => order[path].as_table(),
        _ => None,
    };
    let place = |key: &String| own.and_then(|own| own.iter().position(|(own, _)| own == key));
    keys.sort_by_key(place);
    keys
}

/// Types all files of a project into empty ones, and compares what documents are given.
fn type_everything(folder: &Path) {
    let original = copy(folder);
    let desk = Desk::of(&original);
    let rows = desk.json("/api/project")["records"].clone();
    let rows = rows.as_array().unwrap();
    let records = rows.iter().map(|row| row["file"].as_str().unwrap().to_owned());
    let files = ["organisations.toml", "people.toml"].map(str::to_owned);
    let files: Vec<String> = files.into_iter().chain(records).collect();

    let empty = copy(folder);
    for file in &files {
        empty.write(file, "");
    }
    let other = Desk::of(&empty);
    let mut count = 0;
    for file in &files {
        let all = values(&desk, file);
        assert_eq!(all["onlyInSource"], json!([]), "{file}");
        assert_eq!(all["unfit"], Value::Null, "{file}");
        let order = desk.file(file)["text"].as_str().unwrap().parse().unwrap();
        let mut edits = Vec::new();
        typed("", &all["values"], &order, &mut edits);
        count += edits.len();
        let answer = edit(&other, file, &Value::Array(edits)).expect(200).json();
        assert_eq!(answer["files"][0]["values"], all["values"], "{file}");
    }
    for file in &files {
        other.wait_until(file, "saved");
    }
    println!("{count} values typed into {} files", files.len());
    drop((desk, other));
    for row in rows {
        let id = row["id"].as_str().unwrap();
        let template = if row["isIssue"] == true { "newsletter" } else { "report" };
        let sample = |project: &Project| project.byline(&["templates", "sample", template, id]);
        let (typed, original) = (sample(&empty), sample(&original));
        assert_eq!(original.code, 0, "{id}: {original:?}");
        assert_eq!(typed.code, 0, "{id}: {typed:?}");
        for (typed, original) in typed.stdout.lines().zip(original.stdout.lines()) {
            assert_eq!(typed, original, "{id}");
        }
        assert_eq!(typed.stdout.len(), original.stdout.len(), "{id}");
    }
}

#[test]
fn every_value_of_the_test_records_can_be_typed() {
    type_everything(&repository().join("templates/tests"));
}

#[test]
fn every_value_of_the_examples_can_be_typed() {
    type_everything(repository());
}

#[test]
fn every_value_of_a_project_file_can_be_typed() {
    let project = Project::new();
    let text = "# Our office.\norganisation = 'Office'\nlanguage = 'ms'\nlanguages = ['ms', 'en']\n\
                ui-language = 'en'\nfonts = { system = false }\ntemplates = ['report', 'newsletter']\n\
                output-name = '{id}-{template}.pdf'\n[options.report]\nduplex = true\n\
                second-language = 'en'\n[options.newsletter]\ncolumns = 2\n[brand]\naccent = '#00507a'\n\
                serif = 'Libertinus Serif'\npaper = 'a4'\nheadings = 'strong'\nlook = 'bold'\n\
                [photos]\nresolution = 'screen'\nmegapixels = 50\ncache = 100\n[[allow]]\n\
                code = 'missing-credits'\nreason = 'we sign nothing'\n";
    project.write("byline.toml", text).write(FILE, SMALL);
    let desk = Desk::of(&project);
    let before = values(&desk, "byline.toml")["values"].clone();
    assert_eq!(before["options"]["newsletter"]["columns"], 2);
    let mut edits = Vec::new();
    typed("", &before, &DocumentMut::new(), &mut edits);
    edits.retain(|edit| !edit["path"].as_str().unwrap().starts_with("organisation"));
    desk.write("byline.toml", "organisation = 'Office'\n");
    let after = edit(&desk, "byline.toml", &Value::Array(edits)).expect(200).json();
    assert_eq!(after["files"][0]["values"], before);
    let form = desk.json("/api/form?file=byline.toml");
    let options = form["tables"]["options-report"]["fields"].as_array().unwrap();
    assert!(options.iter().any(|field| field["key"] == "duplex" && field["default"] == false));
}

#[test]
fn a_form_says_what_can_be_filled_in() {
    let project = Project::new();
    project.write(FILE, SMALL).write("issues/one.toml", "name = 'Tides'\ndate = 2025-01-01\n");
    let desk = Desk::of(&project);
    for file in [FILE, "issues/one.toml", "byline.toml", "people.toml", "organisations.toml"] {
        let form = desk.json(&format!("/api/form?file={file}"));
        let root = form["root"].as_str().unwrap();
        let fields = form["tables"][root]["fields"].as_array().unwrap();
        for field in fields {
            assert!(!field["label"].as_str().unwrap().is_empty(), "{file}: {field}");
            assert!(field["kind"]["kind"].is_string(), "{file}: {field}");
            assert_eq!(form["isEntries"] == false, field["group"].is_string(), "{file}: {field}");
        }
    }
    let form = desk.json(&format!("/api/form?file={FILE}"));
    let fields = form["tables"]["record"]["fields"].as_array().unwrap();
    let mode = fields.iter().find(|field| field["key"] == "mode").unwrap();
    assert_eq!(mode["required"], true);
    assert_eq!(mode["kind"]["words"][1], json!({ "word": "online", "label": "Online" }));
    assert_eq!(desk.get("/api/form?file=records/none.toml").status, 404);
    assert_eq!(desk.get("/api/form/values?file=../outside.toml").status, 404);
}

#[test]
fn an_edit_keeps_the_rest_and_shows_the_page() {
    let project = Project::new();
    let text = format!("# Why.\n{SMALL}\n# Not yet.\nlead = 'One.' # the lead\n");
    project.write(FILE, &text);
    let desk = Desk::of(&project);
    let version = values(&desk, FILE)["version"].clone();
    let edits = json!([
        { "op": "set", "path": "lead", "value": "Two words.", "was": "One." },
        { "op": "set", "path": "start", "value": "14 May 2025, 9.30 am", "was": "2024-01-01" },
    ]);
    let view = json!({ "record": "a", "template": "report" });
    let change = json!({ "file": FILE, "base": version, "edits": edits });
    let body = json!({ "changes": [change], "view": view });
    let answer = desk.post("/api/form/edit", &body).expect(200).json();
    let expected =
        text.replace("'One.'", "'Two words.'").replace("2024-01-01", "2025-05-14T09:30:00");
    assert_eq!(answer["files"][0]["text"], expected);
    assert_eq!(answer["view"]["isCurrent"], true);
    desk.wait_until(FILE, "saved");
    assert_eq!(project.read(FILE), expected.as_bytes());
    // The same edit, from a window that is behind.
    let late = desk.post("/api/form/edit", &body).expect(409).json();
    assert_eq!(late["files"][0]["values"]["lead"], "Two words.");
    let edits = json!([{ "op": "set", "path": "lead", "value": "Three.", "was": "One." }]);
    edit(&desk, FILE, &edits).expect(409);
    assert_eq!(desk.file(FILE)["text"], expected);
}

#[test]
fn all_edits_are_made_or_none() {
    let project = Project::new();
    project.write(FILE, SMALL).write("people.toml", "[ana]\nname = 'Ana'\n");
    let desk = Desk::of(&project);
    let [record, people] = [FILE, "people.toml"].map(|file| values(&desk, file)["version"].clone());
    let changes = |date: &str| {
        json!({ "changes": [
            { "file": "people.toml", "base": people, "edits": [
                { "op": "add", "path": "", "value": { "name": "Siti Rahman" } },
            ] },
            { "file": FILE, "base": record, "edits": [
                { "op": "set", "path": "end", "value": date },
                { "op": "add", "path": "people", "value": { "name": "Ana" } },
            ] },
        ] })
    };
    let wrong = desk.post("/api/form/edit", &changes("3/4/2025")).expect(422).json();
    assert_eq!(wrong["problems"].as_array().unwrap().len(), 1);
    let problem = &wrong["problems"][0];
    assert_eq!((&problem["file"], &problem["path"]), (&json!(FILE), &json!("end")));
    assert_eq!(problem["readings"][0], json!({ "value": "2025-04-03", "label": "3 April 2025" }));
    assert_eq!(values(&desk, "people.toml")["version"], people);
    let right = desk.post("/api/form/edit", &changes("2 January 2024")).expect(200).json();
    // The directory has an Ana.
    assert_eq!(right["added"], json!(["siti-rahman", "people.ana-2"]));
    for file in [FILE, "people.toml"] {
        desk.wait_until(file, "saved");
    }
    let saved = String::from_utf8(project.read("people.toml")).unwrap();
    assert_eq!(saved, "[ana]\nname = 'Ana'\n\n[siti-rahman]\nname = \"Siti Rahman\"\n");
}

#[test]
fn the_first_person_begins_the_directory() {
    let project = Project::new();
    project.write(FILE, format!("{SMALL}host = 'ics'\n"));
    let desk = Desk::of(&project);
    assert_eq!(values(&desk, "organisations.toml")["values"], json!({}));
    assert!(!project.path("organisations.toml").exists());
    let entry = json!({ "name": "Institute for Coastal Studies", "abbreviation": "ICS" });
    let edits = json!([{ "op": "add", "path": "", "value": entry, "id": "ics" }]);
    let answer = edit(&desk, "organisations.toml", &edits).expect(200).json();
    assert_eq!(answer["added"], json!(["ics"]));
    desk.wait_until("organisations.toml", "saved");
    let view = desk.json("/api/view?record=a&template=report");
    assert_eq!(view["isCurrent"], true, "{view:#}");
    let names = desk.json(&format!("/api/names?file={FILE}"));
    let known = &names["organisations"][0];
    assert_eq!((&known["id"], &known["isShared"]), (&json!("ics"), &json!(true)));
}

#[test]
fn names_of_records_are_offered_but_not_what_is_to_be_filled_in() {
    let project = Project::new();
    let people = |speaker: &str| {
        format!(
            "{SMALL}host = 'TODO: who invited'\n[[programme]]\ntitle = 'Welcome'\n\
             [[programme.sessions]]\nspeaker = '{speaker}'\n[credits]\nwriter = 'TODO'\n"
        )
    };
    project.write(FILE, people("Elin Berg"));
    project.write("records/b.toml", people("TODO: who spoke"));
    let desk = Desk::of(&project);
    // Names come from the records that have been read, as they are for the overview.
    wait("both records are read", || {
        let rows = desk.json("/api/project")["records"].clone();
        rows.as_array().unwrap().iter().all(|row| !row["findings"].is_null()).then_some(())
    });
    let names = desk.json(&format!("/api/names?file={FILE}"));
    assert_eq!(names["unlisted"], json!({ "people": ["Elin Berg"], "organisations": [] }));
}

#[test]
fn what_no_form_can_hold_is_left_to_the_source() {
    let project = Project::new();
    project.write(FILE, "title = 'Small'\nstart = \nmode = 'offline'\n");
    let text = format!("{SMALL}lead = [1]\nattendance = {{ count = 5, more = 'x' }}\n");
    project.write("records/b.toml", &text);
    let desk = Desk::of(&project);
    let unfit = values(&desk, FILE);
    assert!(unfit["unfit"].as_str().unwrap().contains("cannot read"), "{unfit}");
    assert_eq!(unfit["values"], json!({}));
    let edits = json!([{ "op": "set", "path": "title", "value": "x" }]);
    let refused = edit(&desk, FILE, &edits).expect(422).json();
    assert_eq!(refused["problems"][0]["path"], "title");
    let shown = values(&desk, "records/b.toml");
    assert_eq!(shown["onlyInSource"], json!(["lead"]));
    assert_eq!(shown["values"]["attendance"], json!({ "count": 5 }));
    let edits = json!([{ "op": "set", "path": "attendance.count", "value": "over 100" }]);
    let after = edit(&desk, "records/b.toml", &edits).expect(200).json();
    assert_eq!(after["files"][0]["text"], text.replace("count = 5", "count = \"over 100\""));
}

#[test]
fn what_is_typed_is_explained() {
    let project = Project::new();
    project.write(FILE, SMALL);
    let desk = Desk::of(&project);
    let read = |kind: &str, text: &str| {
        let body = json!({ "kind": kind, "text": text, "file": FILE });
        desk.post("/api/form/read", &body)
    };
    for (kind, text, value, label) in [
        ("date", "14 May", json!("2024-05-14"), "14 May 2024"),
        ("moment", "14 Mei 2025, 9 pagi", json!("2025-05-14T09:00:00"), "14 May 2025, 09:00"),
        ("time", "下午2时", json!("14:00:00"), "14:00"),
        ("count", "over 100", json!("over 100"), "over 100"),
        ("integer", "1,200", json!(1200), "1200"),
        ("language", "Malay", json!("ms"), "Malay"),
        ("zone", "GMT+8", json!("GMT+8"), "GMT+8"),
    ] {
        let answer = read(kind, text).expect(200).json();
        assert_eq!((&answer["value"], &answer["label"]), (&value, &json!(label)), "{text}");
    }
    let period = read("time", "2pm–4pm").expect(200).json();
    assert_eq!((&period["value"], &period["end"]), (&json!("14:00:00"), &json!("16:00:00")));
    assert_eq!(read("count", "about 60 people").expect(200).json()["rest"], "people");
    let doubtful = read("time", "9").expect(422).json();
    assert_eq!(doubtful["problems"][0]["readings"].as_array().unwrap().len(), 2);
    assert_eq!(read("prose", "x").status, 404);
}

#[test]
fn photos_find_their_places() {
    let project = Project::new();
    let programme = "[[programme]]\ntitle = 'Welcome'\n\n[[programme.sessions]]\nspeaker = 'ben'\n\n\
                     [[photos]]\nfile = 'a.jpg'\nafter = 'ben'\n\n[people.ben]\nname = 'Ben Adeyemi'\n";
    project.write(FILE, format!("{SMALL}\n{programme}"));
    let desk = Desk::of(&project);
    let places = desk.json(&format!("/api/names?file={FILE}"))["places"].clone();
    assert_eq!(
        places,
        json!([
            { "value": "lead", "label": "Opening paragraph", "isInside": false },
            { "value": "background", "label": "Background", "isInside": false },
            { "value": { "part": 0 }, "label": "Welcome", "isInside": false },
            { "value": "ben", "label": "Ben Adeyemi", "isInside": true },
        ])
    );
    let edits = json!([{ "op": "set", "path": "photos[0].after", "value": places[2]["value"] }]);
    let after = edit(&desk, FILE, &edits).expect(200).json();
    assert_eq!(after["files"][0]["values"]["photos"][0]["after"], "welcome");
    assert_eq!(after["files"][0]["values"]["programme"][0]["id"], "welcome");
}
