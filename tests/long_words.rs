//! Long words in every text of a record: each stays in its place on the page, in every template,
//! language and paper.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;
#[path = "common/pictures.rs"]
mod pictures;

use std::fs;

use common::{Project, repository};
use image::{DynamicImage, ImageFormat};
use serde_json::Value as Json;
use toml::{Table, Value};

/// The longest words that people write, and one that nobody does.
const WORDS: [(&str, &str); 6] = [
    ("tag", "#WestportDigitalWeek2025FinaleAndFriends"),
    ("compound", "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz"),
    ("mail", "registrations.and.press@international-division.communications.westport.example"),
    ("address", "https://communications.westport.example/international/2025/harbour_day#register"),
    (
        "letters",
        "Qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq",
    ),
    (
        "name",
        "Tengku Nur-Aisyah-Batrisyia Ketidakbertanggungjawaban binti Megat Muhammad-Firdaus-Alamsyah",
    ),
];

/// Makes records in which every text is the same.
struct Filler {
    definitions: Json,
    word: &'static str,
}

impl Filler {
    /// Returns a record or an issue, with every key that its schema has.
    fn of(schema: &str, word: &'static str) -> Table {
        let file = repository().join(format!("schema/{schema}.json"));
        let schema: Json = serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap();
        let root = schema["$ref"].as_str().unwrap();
        let filler = Self { definitions: schema["definitions"].clone(), word };
        filler.table(&filler.definitions[root.rsplit('/').next().unwrap()], false)
    }

    fn table(&self, schema: &Json, within_name: bool) -> Table {
        let mut table = Table::new();
        for (key, property) in schema["properties"].as_object().unwrap() {
            let value = match key.as_str() {
                // Ids of entries and of places in the record, and what only some may have.
                "id" | "after" | "people-by-id" | "languages" | "follows" | "related-events" => {
                    None
                }
                "url" | "slides" | "recording" => Some(WORDS[3].1.into()),
                "email" => Some(WORDS[2].1.into()),
                "file" => Some("picture.png".into()),
                _ => self.value(property, within_name).or_else(|| example(key, property)),
            };
            table.extend(value.map(|value| (key.clone(), value)));
        }
        table
    }

    /// Returns a value of a schema; `None` if it is neither a text nor made of texts.
    fn value(&self, schema: &Json, within_name: bool) -> Option<Value> {
        if let Some(name) = schema["$ref"].as_str() {
            let name = name.rsplit('/').next().unwrap();
            if name == "Text" {
                return Some(self.word.into());
            }
            let within_name = within_name || matches!(name, "Person" | "Organisation");
            return Some(self.table(&self.definitions[name], within_name).into());
        }
        if let Some(inner) = schema["allOf"].get(0) {
            return self.value(inner, within_name);
        }
        if schema["type"] == "array" {
            let item = self.value(&schema["items"], within_name)?;
            let count = if within_name { 1 } else { 2 };
            return Some(Value::Array(vec![item; count]));
        }
        let choices = schema["anyOf"].as_array()?;
        let is_name = choices.iter().any(|choice| choice["type"] == "string");
        if is_name && within_name {
            return Some(self.word.into());
        }
        let several = choices.iter().find(|choice| choice["type"] == "array");
        let table = choices.iter().find(|choice| choice["$ref"].is_string());
        several.or(table).and_then(|choice| self.value(choice, within_name))
    }
}

/// Returns the value in the example of a key.
fn example(key: &str, property: &Json) -> Option<Value> {
    let example = property["description"].as_str()?.rsplit("\n\n").next()?;
    toml::from_str::<Table>(example).ok()?.remove(key)
}

/// Makes a session of each kind out of the first one: only panels have people on them, and a
/// speech has no title.
fn of_each_kind(record: &mut Table) {
    let parts = record["programme"].as_array_mut().unwrap();
    parts.truncate(1);
    let sessions = parts[0]["sessions"].as_array_mut().unwrap();
    let full = sessions[0].as_table().unwrap().clone();
    *sessions = ["panel", "speech", "talk"]
        .into_iter()
        .map(|kind| {
            let mut session = full.clone();
            session.insert("kind".into(), kind.into());
            if kind != "panel" {
                for key in ["panellist", "moderator", "chair", "rapporteur"] {
                    session.remove(key);
                }
            }
            if kind == "speech" {
                session.remove("title");
            }
            if kind != "talk" {
                session.remove("number");
            }
            session.into()
        })
        .collect();
}

/// Returns the templates that byline has.
fn templates() -> Vec<String> {
    let entries = fs::read_dir(repository().join("templates")).unwrap().map(Result::unwrap);
    let templates = entries.filter(|entry| entry.path().join("template.toml").exists());
    let templates: Vec<_> =
        templates.map(|entry| entry.file_name().into_string().unwrap()).collect();
    assert!(templates.len() > 3, "{templates:?}");
    templates
}

#[test]
fn long_words_stay_in_their_places_on_a4() {
    stay_in_their_places("a4");
}

#[test]
fn long_words_stay_in_their_places_on_letter() {
    stay_in_their_places("us-letter");
}

fn stay_in_their_places(paper: &str) {
    let project = Project::new();
    let (organisation, templates) = (WORDS[1].1, templates());
    project.write(
        "byline.toml",
        format!(
            "organisation = '{organisation}'\nlanguages = ['en', 'zh-Hans']\n\
             templates = {templates:?}\n[brand]\npaper = '{paper}'\n"
        ),
    );
    let picture = DynamicImage::from(pictures::corners(600, 400));
    let picture = pictures::encode(&picture, ImageFormat::Png);
    project.write("records/picture.png", &picture).write("issues/picture.png", &picture);
    for (name, word) in WORDS {
        let mut record = Filler::of("record", word);
        of_each_kind(&mut record);
        project.write(&format!("records/{name}.toml"), toml_edit::ser::to_string(&record).unwrap());
        let mut issue = Filler::of("issue", word);
        let texts = ["headline", "deck", "text"].map(|key| (key.to_owned(), word.into()));
        let mut story = Table::from_iter(texts);
        story.insert("record".into(), name.into());
        issue.insert("stories".into(), Value::Array(vec![story.into()]));
        project.write(
            &format!("issues/{name}-issue.toml"),
            toml_edit::ser::to_string(&issue).unwrap(),
        );
    }
    let run = project.byline(&["build"]);
    let errors = run.stderr.split("\n\n").filter(|part| part.trim_start().starts_with("error"));
    // No page holds all of this; how it stands on the pages that it takes is looked at all the
    // same.
    let errors: Vec<_> = errors.filter(|part| !part.contains("error[page-budget]")).collect();
    assert!(errors.is_empty(), "{}", errors.join("\n\n"));
    let built = run.stderr.matches(".pdf: ").count();
    assert!(built >= 2 * 2 * WORDS.len(), "{run:?}");
}
