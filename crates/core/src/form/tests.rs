//! Tests of the edits that a form sends: what they make of a file.

use serde_json::{Value, json};

use super::*;
use crate::key_path::KeyPath;
use crate::model::Language;

const RECORD: &str = "\
# A comment.
title = { en = 'Tides', ms = 'Pasang' } # as printed
start = 2025-05-14
venue = \"Town Hall\" # the old one
host = \"ics\"
speakers = 'unknown'

[[programme]]
title = 'Welcome'

[[programme.sessions]]
speaker = \"ben\"
quote = 'the sea does not lie'

[[programme]]
title = 'Talks'

[[photos]]
file = 'a.jpg'

[people.ben]
name = 'Ben Adeyemi'
";

fn edit(text: &str, edits: &Value) -> Result<Edited, Rejection> {
    edit_file(SchemaFile::Record, text, edits)
}

fn edit_file(file: SchemaFile, text: &str, edits: &Value) -> Result<Edited, Rejection> {
    let edits: Vec<FormEdit> = serde_json::from_value(edits.clone()).unwrap();
    let (main, choices) = (Language::english(), Choices::default());
    let taken = ["siti-rahman".to_owned()];
    Editing { file, main: &main, choices: &choices, taken: &taken }.apply(text, &edits)
}

/// Returns the lines that edits remove and add.
#[track_caller]
fn changed(text: &str, edits: &Value) -> String {
    let after = edit(text, edits).unwrap().text;
    after.parse::<toml::Table>().unwrap();
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    let (old, new) = (lines(text), lines(&after));
    let first = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
    let (old, new) = (&old[first..], &new[first..]);
    let last = old.iter().rev().zip(new.iter().rev()).take_while(|(old, new)| old == new).count();
    let removed = old[..old.len() - last].iter().map(|line| format!("-{line}"));
    let added = new[..new.len() - last].iter().map(|line| format!("+{line}"));
    removed.chain(added).collect::<Vec<_>>().join("\n")
}

fn problems(edits: &Value) -> Vec<(String, Vec<String>)> {
    match edit(RECORD, edits) {
        Err(Rejection::Problems(problems)) => {
            problems.into_iter().map(|p| (p.path.to_string(), p.readings)).collect()
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_text_is_that_of_the_main_language() {
    let edits = json!([{ "op": "set", "path": "title", "value": "The tides", "was": "Tides" }]);
    let lines = "-title = { en = 'Tides', ms = 'Pasang' } # as printed\n\
                 +title = { en = 'The tides', ms = 'Pasang' } # as printed";
    assert_eq!(changed(RECORD, &edits), lines);
}

#[test]
fn a_text_makes_room_for_more() {
    let edits = json!([{ "op": "set", "path": "venue[0].name", "value": "City Hall" }]);
    let lines = "-venue = \"Town Hall\" # the old one\n+venue = \"City Hall\" # the old one";
    assert_eq!(changed(RECORD, &edits), lines);
    let edits = json!([{ "op": "set", "path": "venue[0].room", "value": "2" }]);
    let lines = "-venue = \"Town Hall\" # the old one\n\
                 +venue = { name = \"Town Hall\", room = \"2\" } # the old one";
    assert_eq!(changed(RECORD, &edits), lines);
    let edits = json!([{ "op": "set", "path": "programme[0].sessions[0].quote[0].speaker", "value": "ben" }]);
    let lines = "-quote = 'the sea does not lie'\n\
                 +quote = { text = \"the sea does not lie\", speaker = \"ben\" }";
    assert_eq!(changed(RECORD, &edits), lines);
}

#[test]
fn what_is_new_is_written_as_short_as_possible() {
    for (path, value, line) in [
        ("series", json!({ "title": "Year" }), "series = \"Year\""),
        ("series.title", json!("Year"), "series = \"Year\""),
        ("sponsor", json!([{ "organisation": "ics" }]), "sponsor = \"ics\""),
        ("sponsor[0].organisation", json!("ics"), "sponsor = \"ics\""),
        ("organiser", json!(["ics"]), "organiser = \"ics\""),
        ("organiser", json!(["ics", "b"]), "organiser = [\"ics\", \"b\"]"),
        ("created", json!("20 May 2025"), "created = 2025-05-20"),
        ("keywords[0]", json!("tides"), "keywords = \"tides\""),
    ] {
        let edits = json!([{ "op": "set", "path": path, "value": value }]);
        assert_eq!(changed(RECORD, &edits), format!("+{line}"), "{path}");
    }
}

#[test]
fn dates_and_counts_are_read_as_they_are_typed() {
    let edits = json!([{ "op": "set", "path": "start", "value": "15 May, 9.30 am" }]);
    assert_eq!(changed(RECORD, &edits), "-start = 2025-05-14\n+start = 2025-05-15T09:30:00");
    let edits = json!([{ "op": "set", "path": "attendance.count", "value": "over 100" }]);
    assert!(changed(RECORD, &edits).contains("count = \"over 100\""));
    let edits = json!([
        { "op": "set", "path": "end", "value": "3/4/2025" },
        { "op": "set", "path": "attendance.count", "value": "about 60 people" },
        { "op": "set", "path": "mode", "value": "somehow" },
        { "op": "insert", "path": "photos", "index": 1, "value": { "file": "b.jpg", "date": "soon" } },
    ]);
    let readings = |readings: &[&str]| readings.iter().map(|r| (*r).to_owned()).collect::<Vec<_>>();
    let expected = vec![
        ("end".to_owned(), readings(&["2025-04-03", "2025-03-04"])),
        ("attendance.count".to_owned(), readings(&["about 60"])),
        ("mode".to_owned(), vec![]),
        ("photos[1].date".to_owned(), vec![]),
    ];
    assert_eq!(problems(&edits), expected);
}

#[test]
fn what_no_form_has_is_refused() {
    let edits = json!([
        { "op": "set", "path": "speakers", "value": "x" },
        { "op": "set", "path": "attendance", "value": { "colour": "red" } },
        { "op": "insert", "path": "title", "index": 0, "value": "x" },
        { "op": "set", "path": "a..b", "value": "x" },
    ]);
    let paths: Vec<_> = problems(&edits).into_iter().map(|(path, _)| path).collect();
    assert_eq!(paths, ["speakers", "attendance.colour", "title", ""]);
}

#[test]
fn a_value_that_has_changed_is_not_overwritten() {
    let edits = json!([{ "op": "set", "path": "host[0]", "value": "x", "was": "somebody" }]);
    assert_eq!(edit(RECORD, &edits).unwrap_err(), Rejection::Changed);
    let edits = json!([{ "op": "set", "path": "host[0]", "value": "x", "was": "ics" }]);
    assert_eq!(changed(RECORD, &edits), "-host = \"ics\"\n+host = \"x\"");
    let edits = json!([{ "op": "set", "path": "end", "value": "2025-05-15", "was": null }]);
    assert_eq!(changed(RECORD, &edits), "+end = 2025-05-15");
}

#[test]
fn lists_keep_what_stays() {
    let two = json!([{ "op": "insert", "path": "host", "index": 1, "value": "b" }]);
    assert_eq!(changed(RECORD, &two), "-host = \"ics\"\n+host = [\"ics\", \"b\"]");
    let venue = json!([{ "op": "insert", "path": "venue", "index": 1, "value": { "name": "B", "room": "2" } }]);
    assert!(changed(RECORD, &venue).contains("[\"Town Hall\", { name = \"B\", room = \"2\" }]"));
    let list = "keywords = [\n  'a', # first\n  'b',\n  'c', # last\n]\n";
    let edits = json!([{ "op": "set", "path": "keywords", "value": ["a", "c"] }]);
    assert_eq!(changed(list, &edits), "-  'b',");
    let tables = "[[numbers]]\ncount = 1\nlabel = { en = 'a', ms = 'b' }\n\n[[numbers]]\ncount = 2\nlabel = 'c'\n";
    let edits = json!([{ "op": "set", "path": "numbers", "value": [
        { "count": 3, "label": "a" }, { "count": 2, "label": "c" },
    ] }]);
    assert_eq!(changed(tables, &edits), "-count = 1\n+count = 3");
}

#[test]
fn a_list_of_tables_has_room_for_a_name() {
    let text = "[[signings]]\ndocument = 'M'\n\n[[signings.signatory]]\nname = 'Ana Berg'\n\n[contact]\nname = 'x'\n";
    let edits =
        json!([{ "op": "insert", "path": "signings[0].signatory", "index": 1, "value": "ben" }]);
    let after = edit(text, &edits).unwrap().text;
    assert!(after.contains("signatory = [{ name = \"Ana Berg\" }, \"ben\"]\n"), "{after}");
}

#[test]
fn a_table_keeps_what_the_form_does_not_know() {
    let text = "[attendance]\ncount = 5\nguests = 'unknown'\nlabel = 'x'\n";
    let edits = json!([{ "op": "set", "path": "attendance", "value": { "count": "about 6" } }]);
    assert_eq!(
        changed(text, &edits),
        "-count = 5\n-guests = 'unknown'\n-label = 'x'\n+count = \"about 6\"\n+guests = 'unknown'"
    );
}

#[test]
fn entries_get_ids_of_their_own() {
    let edits = json!([
        { "op": "add", "path": "people", "value": { "name": "Siti Rahman", "honorifics": ["Dr."] } },
        { "op": "add", "path": "people", "value": { "name": "李泰康" } },
        { "op": "add", "path": "people", "value": { "name": "Ben" }, "id": "ben" },
        { "op": "add", "path": "people", "value": {} },
    ]);
    let Edited { text, added } = edit(RECORD, &edits).unwrap();
    let added: Vec<_> = added.iter().map(KeyPath::to_string).collect();
    assert_eq!(
        added,
        ["people.siti-rahman-2", "people.li-tai-kang", "people.ben-2", "people.person"]
    );
    let end = "[people.siti-rahman-2]\nname = \"Siti Rahman\"\nhonorifics = [\"Dr.\"]\n";
    assert!(text.contains(end), "{text}");
    let edits = json!([{ "op": "add", "path": "", "value": { "name": "Ana" } }]);
    let Edited { text, added } = edit_file(SchemaFile::People, "", &edits).unwrap();
    assert_eq!((text.as_str(), added[0].to_string().as_str()), ("[ana]\nname = \"Ana\"\n", "ana"));
}

#[test]
fn a_photo_gives_its_place_an_id() {
    let edits = json!([
        { "op": "set", "path": "photos[0].after", "value": { "part": 1 } },
        { "op": "insert", "path": "photos", "index": 1, "value": { "file": "b.jpg", "after": { "part": 0, "session": 0 } } },
    ]);
    let text = edit(RECORD, &edits).unwrap().text;
    assert!(text.contains("[[programme]]\nid = \"talks\"\ntitle = 'Talks'\n"), "{text}");
    assert!(text.contains("file = 'a.jpg'\nafter = \"talks\"\n"), "{text}");
    // The id of the speaker is taken.
    assert!(text.contains("id = \"ben-2\"\nspeaker = \"ben\"\n"), "{text}");
    assert!(text.contains("file = \"b.jpg\"\nafter = \"ben-2\"\n"), "{text}");
    let edits = json!([{ "op": "set", "path": "photos[0].after", "value": { "part": 9 } }]);
    assert_eq!(problems(&edits)[0].0, "photos[0].after");
}

#[test]
fn a_copy_has_no_id() {
    let text =
        "[[programme]]\nid = 'a'\ntitle = 'A'\n\n[[programme.sessions]]\nid = 'b'\ntitle = 'B'\n";
    let edits = json!([{ "op": "duplicate", "path": "programme", "index": 0 }]);
    let after = edit(text, &edits).unwrap().text;
    assert_eq!(after.matches("id = ").count(), 2, "{after}");
    assert_eq!(after.matches("title = 'B'").count(), 2, "{after}");
}

#[test]
fn values_are_removed_with_what_they_leave_empty() {
    let edits = json!([{ "op": "remove", "path": "title" }]);
    assert!(changed(RECORD, &edits).starts_with("-title"));
    let edits = json!([{ "op": "set", "path": "host", "value": [] }]);
    assert_eq!(changed(RECORD, &edits), "-host = \"ics\"");
    let edits = json!([{ "op": "remove", "path": "programme[1]" }]);
    assert_eq!(changed(RECORD, &edits), "-[[programme]]\n-title = 'Talks'\n-");
    let edits = json!([{ "op": "remove", "path": "end" }]);
    assert_eq!(changed(RECORD, &edits), "");
}

/// Returns the paths of all values that hold no others.
fn leaves(value: &Filled, path: &KeyPath, all: &mut Vec<(String, Value)>) {
    match value {
        Filled::Table(entries) => {
            for (key, value) in entries {
                leaves(value, &path.clone().key(key), all);
            }
        }
        Filled::List(items) if !items.iter().all(|item| matches!(item, Filled::Integer(_))) => {
            for (index, item) in items.iter().enumerate() {
                leaves(item, &path.clone().index(index), all);
            }
        }
        value => all.push((path.to_string(), serde_json::to_value(value).unwrap())),
    }
}

#[test]
fn what_is_there_is_not_written_again_and_what_is_changed_can_be_put_back() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    for (folder, file) in [
        ("templates/tests/records", SchemaFile::Record),
        ("records", SchemaFile::Record),
        ("issues", SchemaFile::Issue),
    ] {
        for entry in std::fs::read_dir(root.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap();
            if path.extension().is_none_or(|extension| extension != "toml")
                || name.matches('.').count() > 1
            {
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            let before = values(&text, file, &Language::english()).unwrap().values;
            let mut all = Vec::new();
            leaves(&before, &KeyPath::default(), &mut all);
            let same: Vec<_> = all
                .iter()
                .map(|(path, value)| json!({ "op": "set", "path": path, "value": value }))
                .collect();
            assert_eq!(edit_file(file, &text, &json!(same)).unwrap().text, text, "{name}");
            let ends = all.iter().filter(|(_, value)| value.is_string()).step_by(all.len() / 8 + 1);
            for (path, value) in ends {
                let away = json!([{ "op": "set", "path": path, "value": "" }]);
                let back = json!([{ "op": "set", "path": path, "value": value, "was": "" }]);
                let emptied = edit_file(file, &text, &away).unwrap().text;
                let again = edit_file(file, &emptied, &back).unwrap().text;
                let after = values(&again, file, &Language::english()).unwrap().values;
                assert_eq!(after, before, "{name}: {path}");
            }
        }
    }
}

#[test]
fn a_file_that_cannot_be_read_is_not_edited() {
    let edits = json!([{ "op": "set", "path": "title", "value": "x" }]);
    assert!(matches!(edit("title = \n", &edits), Err(Rejection::Problems(_))));
}

#[test]
fn thousands_of_names_are_added_as_if_one_by_one() {
    let person = |number: usize| match number % 3 {
        0 => json!({ "name": format!("Guest {number}"), "title": "Reader" }),
        _ => json!(format!("Guest {number}")),
    };
    let into_list = |numbers: std::ops::Range<usize>| {
        let insert = |number| {
            let value = person(number);
            json!({ "op": "insert", "path": "attendance.people", "index": number, "value": value })
        };
        numbers.map(insert).collect::<Value>()
    };
    let into_entries = |numbers: std::ops::Range<usize>| {
        let add = |number| {
            let value = json!({ "name": format!("Guest {}", number / 2), "title": "Reader" });
            json!({ "op": "add", "path": "people", "value": value })
        };
        numbers.map(add).collect::<Value>()
    };
    let record = format!("{RECORD}\n[attendance]\npeople = [\n  'Ben', # first\n]\n");
    for edits in [&into_list as &dyn Fn(_) -> Value, &into_entries] {
        let at_once = edit(&record, &edits(1..9)).unwrap().text;
        let one_by_one = (1..9).try_fold(record.clone(), |text, number| {
            edit(&text, &edits(number..number + 1)).map(|edited| edited.text)
        });
        assert_eq!(one_by_one, Ok(at_once));
        // With a reading of the file for each, this took minutes.
        let all = edit(&record, &edits(1..5_001)).unwrap();
        assert_eq!(all.text.matches("\"Guest ").count(), 5_000);
    }
}
