//! Long words in every text of a record: each stays in its place on the page, in every template,
//! language and paper, and what a template prints over something else is an error.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;
#[path = "common/pictures.rs"]
mod pictures;

use std::fmt::Write as _;
use std::fs;

use common::{Project, repository, tool};
use image::{DynamicImage, ImageFormat};
use regex::Regex;
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
                "id" | "after" | "people-by-id" | "languages" => None,
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

/// A word on a page, with its box in points from the page's top left corner.
struct Printed {
    page: usize,
    text: String,
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

/// Returns the words of a PDF, as another program finds them.
fn words(project: &Project, name: &str) -> Vec<Printed> {
    let boxes = tool("pdftotext", &["-bbox", project.path(name).to_str().unwrap(), "-"]).stdout;
    let word = Regex::new(
        "<word xMin=\"([^\"]+)\" yMin=\"([^\"]+)\" xMax=\"([^\"]+)\" yMax=\"([^\"]+)\">(.*)</word>",
    );
    let word = word.unwrap();
    let mut page = 0;
    let mut words = Vec::new();
    for line in boxes.lines() {
        page += usize::from(line.contains("<page "));
        if let Some(found) = word.captures(line) {
            let at = |group: usize| found[group].parse().unwrap();
            let (left, top, right, bottom) = (at(1), at(2), at(3), at(4));
            words.push(Printed { page, text: found[5].to_owned(), left, top, right, bottom });
        }
    }
    assert!(!words.is_empty(), "{name}");
    words
}

/// Asserts that no two words of a PDF stand on one place, and none is off its page.
fn stand_apart(project: &Project, name: &str) {
    let words = words(project, name);
    for (place, one) in words.iter().enumerate() {
        assert!(one.left > 20.0 && one.right < 580.0, "{name}: {}", one.text);
        for other in words[place + 1..].iter().filter(|other| other.page == one.page) {
            let shared = |from: f64, to: f64, start: f64, end: f64| to.min(end) - from.max(start);
            // The boxes are as high as the typeface's tallest letters.
            let height = shared(one.top, one.bottom, other.top, other.bottom);
            let width = shared(one.left, one.right, other.left, other.right);
            let least = (one.bottom - one.top).min(other.bottom - other.top);
            assert!(
                height < least * 0.5 || width < 1.0,
                "{name}: “{}” stands over “{}” on page {}",
                one.text,
                other.text,
                one.page
            );
        }
    }
}

const CASES: &str = r##"
title = "Kraftfahrzeughaftpflichtversicherung Explained"
start = 2025-05-14
end = 2025-05-15
duration = "Internationalisierungsstrategie"
mode = "offline"
venue = "Kraftfahrzeughaftpflichtversicherung"
organiser = "Kraftfahrzeughaftpflichtversicherung"
lead = "Write in time to <pendaftaran@kementeriankomunikasi.gov.example>, or see <https://example.org>."
[attendance]
count = 120
breakdown = { by = "Internationalisierungsstrategie", parts = [
    { label = "Kraftfahrzeughaftpflichtversicherung", count = 60 },
    { label = "pendaftaran@kementeriankomunikasi.gov.example", count = 60 },
] }
[[next-steps]]
action = "Kraftfahrzeughaftpflichtversicherung"
owner = "Kraftfahrzeughaftpflichtversicherung"
[[budget]]
item = "Kraftfahrzeughaftpflichtversicherung"
amount = "RM 1,234,567.00"
[[programme]]
title = "Talks"
[[programme.sessions]]
title = "#WestportDigitalWeek2025Finale"
start = 09:00:00
speaker = "Ana Lopez"
[[programme.sessions]]
title = "Internationalisierungsstrategie"
start = 09:30:00
speaker = "press.office@international.westport.example"
[credits]
writer = "Elin Berg"
"##;

#[test]
fn long_words_and_addresses_stand_apart() {
    let project = Project::new();
    project.write(
        "byline.toml",
        "organisation = 'Office'\nlanguages = ['en', 'ms', 'zh-Hans']\n\
         templates = ['report', 'summary', 'newsletter']\n",
    );
    project.write("records/a.toml", CASES);
    let issue = "name = 'Tides'\ndate = 2025-06-01\nstories = ['a']\n\
                 [editors-note]\ntext = 'Dear readers.'\n";
    project.write("issues/i.toml", issue);
    project.build();
    for language in ["en", "ms", "zh-Hans"] {
        for name in ["a-report", "a-summary", "i-newsletter"] {
            stand_apart(&project, &format!("output/{name}-{language}.pdf"));
        }
        // In one piece on the page, no address has a hyphen.
        let text = project.words(&format!("output/a-report-{language}.pdf"));
        let text = text.replace([' ', '\n'], "");
        for (address, count) in [
            ("pendaftaran@kementeriankomunikasi.gov.example", 2),
            ("press.office@international.westport.example", 2),
            ("#WestportDigitalWeek2025Finale", 2),
        ] {
            assert_eq!(text.matches(address).count(), count, "{language}: {address}: {text}");
        }
    }
}

#[test]
fn what_belongs_together_stays_in_one_line() {
    let project = Project::new();
    let kept = [
        "RM 5 million",
        "USD 1.2 million",
        "+60 3-8888 1234",
        "https://westport.example/plain",
        "24/7",
    ];
    for (place, kept) in kept.iter().enumerate() {
        // Some of so many lengths would divide it.
        for length in 0..24 {
            let filling =
                "The hall was hired from the city for a whole long week and now ".to_owned();
            let lead = filling + &"i".repeat(length) + " it came to " + kept + " in the end.";
            let record = format!("{}lead = \"{lead}\"\n", common::SMALL);
            project.write(&format!("records/r{place}-{length}.toml"), record);
        }
    }
    let names = ["Maria a/p Subramaniam Iyer", "Puspavathi a/p Subramaniam", "Anand Raj a/l Muthu"];
    let people: String = names
        .iter()
        .map(|name| format!("{{ name = \"{name}\", honorifics = [\"YBhg.\", \"Dato'\"], title = \"Director\" }}, "))
        .collect();
    let record = format!("{}[attendance]\npeople = [{people}]\n", common::SMALL);
    project.write("records/names.toml", record);
    project.build();
    let lines = |name: &str| {
        let path = project.path(&format!("output/{name}-report.pdf"));
        let text = tool("pdftotext", &["-layout", path.to_str().unwrap(), "-"]).stdout;
        text.replace('\u{a0}', " ")
    };
    for (place, kept) in kept.iter().enumerate() {
        for length in 0..24 {
            let text = lines(&format!("r{place}-{length}"));
            assert!(text.contains(kept), "{text}");
        }
    }
    let text = lines("names");
    for kept in ["a/p Subramaniam", "a/l Muthu", "YBhg. Dato"] {
        assert!(text.contains(kept), "{text}");
    }
    assert!(!text.lines().any(|line| line.trim() == "YBhg."), "{text}");
}

/// A conference in parallel tracks, each talk with a title of usual length.
fn conference(tracks: usize, days: usize) -> String {
    let end = days + 1;
    let mut record = format!(
        "title = 'Conference'\nstart = 2025-10-01\nend = 2025-10-0{end}\nmode = 'offline'\n"
    );
    for day in 1..=days {
        for track in 1..=tracks {
            let _ = write!(
                record,
                "[[programme]]\nday = 2025-10-0{day}\ntitle = 'Track {track}, day {day}'\n\
                 track = 'Track {track}'\n"
            );
            for hour in 8..18 {
                let _ = write!(
                    record,
                    "[[programme.sessions]]\ntitle = 'Session {hour} on shipping data with care \
                     and patience'\nstart = {hour:02}:00:00\nend = {hour:02}:40:00\n\
                     room = 'Room {track}'\nspeaker = 'Ana Lopez'\n"
                );
            }
        }
    }
    record
}

#[test]
fn a_long_programme_fills_its_pages() {
    let project = Project::new();
    project.write("records/a.toml", conference(5, 4));
    project.build();
    let words = words(&project, "output/a-report.pdf");
    let last = words.iter().map(|word| word.page).max().unwrap();
    assert!(last <= 12, "{last} pages");
    for page in 1..last {
        let depth = words.iter().filter(|word| word.page == page && word.bottom < 775.0);
        let depth = depth.map(|word| word.bottom).fold(0.0, f64::max);
        assert!(depth > 700.0, "page {page} ends at {depth}");
    }
    // Each session has its speaker beside it, once.
    let speakers: Vec<_> = words.iter().filter(|word| word.text == "Lopez").collect();
    assert_eq!(speakers.len(), 200);
    let times = words.iter().find(|word| word.text == "08:00–08:40").unwrap();
    let title = words.iter().find(|word| word.text == "Session" && word.top > times.top - 3.0);
    let title = title.unwrap();
    assert!(title.left - times.left < 85.0, "the times take {}", title.left - times.left);
    assert!(speakers[0].left - title.left > 150.0, "a title has {}", speakers[0].left - title.left);
}

#[test]
fn a_speaker_of_many_talks_is_introduced_once() {
    let project = Project::new();
    let mut record = common::SMALL.to_owned() + "[[programme]]\ntitle = 'Talks'\n";
    for hour in 8..20 {
        let _ = write!(
            record,
            "[[programme.sessions]]\ntitle = 'Talk {hour}'\nspeaker = 'ana'\nstart = {hour:02}:00:00\n\
             summary = 'She spoke.'\n"
        );
    }
    record += "[people.ana]\nname = 'Ana Lopez'\ntitle = 'Harbour Master of the Eastern Quays'\n";
    project.write("records/a.toml", record);
    project.build();
    let text = project.words("output/a-report.pdf");
    assert_eq!(text.matches("Eastern Quays").count(), 1, "{text}");
    assert!(text.matches("Ana Lopez").count() >= 24, "{text}");
}
