//! From a position on a page to the record and back: for every value of the fullest records and
//! issue, in each template and language.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::collections::BTreeSet;
use std::fs;

use common::{Project, repository, tool};
use regex::Regex;
use serde_json::Value;

const LANGUAGES: [&str; 3] = ["en", "ms", "zh-Hans"];

/// The fullest records, and the templates for them.
const DOCUMENTS: [(&str, &str); 3] = [
    ("records/everything.toml", "report"),
    ("records/everything.toml", "summary"),
    ("issues/tidelines-everything.toml", "newsletter"),
];

/// The key of a value: its file and its key path.
type Key = (String, String);

/// A rectangle in which a value is printed.
struct Printed {
    key: Key,
    page: u64,
    left: f64,
    top: f64,
    width: f64,
    height: f64,
    kind: String,
}

impl Printed {
    fn middle(&self) -> String {
        format!("{}:{},{}", self.page, self.left + self.width / 2.0, self.top + self.height / 2.0)
    }
}

/// What is printed at a position: the value, what refers to it, and the part of the page.
#[derive(Debug, Default, PartialEq)]
struct Found {
    value: Option<Key>,
    reference: Option<Key>,
    kind: Option<String>,
}

/// A document to locate values in.
struct Document<'p> {
    project: &'p Project,
    record: &'p str,
    template: &'p str,
    language: &'p str,
}

impl Document<'_> {
    fn ask(&self, questions: &[String]) -> Vec<Value> {
        let mut args = vec!["locate", self.record, "--template", self.template];
        args.extend(["--lang", self.language]);
        args.extend(questions.iter().map(String::as_str));
        let run = self.project.byline(&args);
        assert_eq!(run.code, 0, "{}", run.stderr);
        run.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// Returns everything that is printed.
    fn printed(&self) -> Vec<Printed> {
        self.ask(&[]).iter().flat_map(rectangles).collect()
    }

    /// Returns the rectangles of a value.
    fn of_key(&self, key: &str) -> Vec<Printed> {
        self.ask(&["--key".into(), key.into()]).iter().flat_map(rectangles).collect()
    }

    fn at(&self, positions: impl IntoIterator<Item = String>) -> Vec<Found> {
        let questions: Vec<_> =
            positions.into_iter().flat_map(|position| ["--at".into(), position]).collect();
        let key = |value: &Value| -> Option<Key> {
            Some((value["file"].as_str()?.to_owned(), value["key"].as_str()?.to_owned()))
        };
        let answers = self.ask(&questions);
        let found = answers.iter().map(|answer| Found {
            value: key(&answer["value"]),
            reference: key(&answer["reference"]),
            kind: answer["kind"].as_str().map(str::to_owned),
        });
        found.collect()
    }
}

fn rectangles(answer: &Value) -> Vec<Printed> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let rectangles = answer["rectangles"].as_array().unwrap().iter().map(|rectangle| Printed {
        key: (text(&answer["file"]), text(&answer["key"])),
        page: rectangle["page"].as_u64().unwrap(),
        left: rectangle["left"].as_f64().unwrap(),
        top: rectangle["top"].as_f64().unwrap(),
        width: rectangle["width"].as_f64().unwrap(),
        height: rectangle["height"].as_f64().unwrap(),
        kind: text(&rectangle["kind"]),
    });
    rectangles.collect()
}

/// Creates a project with the templates' test records.
fn test_records() -> Project {
    let project = Project::new();
    let from = repository().join("templates/tests");
    for entry in walkdir::WalkDir::new(&from).into_iter().map(Result::unwrap) {
        let name = entry.path().strip_prefix(&from).unwrap().to_str().unwrap();
        let wanted = !["pages", "output", ".byline"].iter().any(|out| name.starts_with(out));
        if wanted && entry.file_type().is_file() {
            project.write(name, fs::read(entry.path()).unwrap());
        }
    }
    project
}

/// Collects the key paths of a file's leaf values.
fn leaves(value: &toml::Value, path: String, found: &mut BTreeSet<String>) {
    match value {
        toml::Value::Table(table) => {
            for (key, value) in table {
                let dot = if path.is_empty() { "" } else { "." };
                leaves(value, format!("{path}{dot}{key}"), found);
            }
        }
        toml::Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                leaves(item, format!("{path}[{index}]"), found);
            }
        }
        _ => {
            found.insert(path);
        }
    }
}

/// Returns whether a key path matches a pattern.
fn is_meant(pattern: &str, key: &str) -> bool {
    let range = Regex::new(r"\\\[(\d+)\\\.\\\.(\d+)\\\]").unwrap();
    let escaped = regex::escape(pattern).replace(r"\[\]", r"\[\d+\]").replace(r"\*", ".*");
    let pattern = range.replace_all(&escaped, |ends: &regex::Captures<'_>| {
        let end = |place: usize| ends[place].parse::<usize>().unwrap();
        let indices: Vec<_> = (end(1)..end(2)).map(|index| index.to_string()).collect();
        format!(r"\[({})\]", indices.join("|"))
    });
    Regex::new(&format!("^{pattern}$")).unwrap().is_match(key)
}

/// Returns the values that a template does not print in a language.
fn unprinted(template: &str, language: &str, all: &BTreeSet<String>) -> BTreeSet<String> {
    let list: toml::Table = include_str!("locate/unprinted.toml").parse().unwrap();
    let words = |entry: &toml::Value, key: &str| -> Vec<String> {
        let words = entry.get(key).and_then(toml::Value::as_array);
        words.into_iter().flatten().map(|word| word.as_str().unwrap().to_owned()).collect()
    };
    let mut found = BTreeSet::new();
    for entry in list[template].as_array().unwrap() {
        let languages = words(entry, "languages");
        if !languages.is_empty() && !languages.iter().any(|other| other == language) {
            continue;
        }
        let except = words(entry, "except");
        for pattern in words(entry, "keys") {
            let meant = all.iter().filter(|key| is_meant(&pattern, key));
            let meant: Vec<_> = meant.filter(|key| !except.contains(key)).cloned().collect();
            assert!(!meant.is_empty(), "no value is meant by {pattern}");
            found.extend(meant);
        }
    }
    found
}

#[test]
fn every_printed_value_leads_to_the_record_and_back() {
    let project = test_records();
    for (record, template) in DOCUMENTS {
        let text = String::from_utf8(project.read(record)).unwrap();
        let mut all = BTreeSet::new();
        leaves(&toml::Value::Table(text.parse().unwrap()), String::new(), &mut all);
        assert!(all.len() > 60);
        for language in LANGUAGES {
            let document = Document { project: &project, record, template, language };
            let printed = document.printed();
            let of_record = printed.iter().filter(|printed| printed.key.0 == record);
            let found: BTreeSet<_> = of_record.map(|printed| printed.key.1.clone()).collect();
            let expected = &all - &unprinted(template, language, &all);
            assert_eq!(&expected - &found, BTreeSet::new(), "not found: {template} {language}");
            assert_eq!(&found - &expected, BTreeSet::new(), "printed: {template} {language}");

            let answers = document.at(printed.iter().map(Printed::middle));
            assert_eq!(answers.len(), printed.len());
            for (printed, found) in printed.iter().zip(answers) {
                let key = Some(printed.key.clone());
                let middle = printed.middle();
                assert!(
                    found.value == key || found.reference == key,
                    "{template} {language} {middle}: {key:?}, but back to {found:?}"
                );
                assert_eq!(found.kind.as_ref(), Some(&printed.kind), "{key:?} at {middle}");
            }
        }
    }
}

/// Any text on a page that leads to no value is byline's own: a word from the language's file,
/// or the number of a page, a list or a total. So this test notices a value that loses its
/// place, wherever it is printed.
/// wherever it is printed.
#[test]
fn what_leads_nowhere_is_a_word_of_bylines_own() {
    let project = test_records();
    let word = Regex::new(
        r#"<page |xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*)</word>"#,
    )
    .unwrap();
    for (record, template) in DOCUMENTS {
        for language in ["en", "ms"] {
            let args = ["build", record, "--template", template, "--lang", language];
            assert_eq!(project.byline(&args).code, 0);
            let id = record.split(['/', '.']).nth(1).unwrap();
            let pdf = project.path(&format!("output/{id}-{template}-{language}.pdf"));
            let boxes = tool("pdftotext", &["-bbox", pdf.to_str().unwrap(), "-"]).stdout;
            let (mut page, mut words) = (0, Vec::new());
            for found in word.captures_iter(&boxes) {
                let Some(text) = found.get(5) else {
                    page += 1;
                    continue;
                };
                let edge = |place: usize| found[place].parse::<f64>().unwrap();
                let (x, y) = (edge(1).midpoint(edge(3)), edge(2).midpoint(edge(4)));
                words.push((text.as_str(), format!("{page}:{x},{y}")));
            }
            assert!(words.len() > 300);
            let document = Document { project: &project, record, template, language };
            let answers = document.at(words.iter().map(|(_, position)| position.clone()));
            // A story that is not translated speaks of itself in its own language.
            let own = ["en", language].map(|language| {
                let file = format!("templates/design/locales/{language}.toml");
                fs::read_to_string(repository().join(file)).unwrap()
            });
            let own = own.concat().to_lowercase();
            for ((text, position), _) in
                words.iter().zip(answers).filter(|(_, found)| found.value.is_none())
            {
                let letters = text.to_lowercase();
                let letters = letters.trim_matches(|char: char| !char.is_alphanumeric());
                let number = letters.chars().all(|char| char.is_ascii_digit());
                // The name of the full report's file, and the dates in a footer, found at their
                // dash.
                let made = letters.contains(".pdf") || *text == "11–12";
                assert!(
                    number || made || own.contains(letters),
                    "{template} {language}: `{text}` at {position} leads nowhere"
                );
            }
        }
    }
}

#[test]
fn the_same_words_in_contents_heading_and_running_head_are_told_apart() {
    let project = test_records();
    let (record, language) = ("records/everything.toml", "en");
    let document = Document { project: &project, record, template: "report", language };
    let kinds = |printed: &[Printed]| -> BTreeSet<String> {
        printed.iter().map(|printed| printed.kind.clone()).collect()
    };
    let title = document.of_key("programme[0].title");
    // It goes on on the next page, whose running head names it.
    assert_eq!(kinds(&title), ["body", "contents", "running-head"].map(String::from).into());
    let contents = title.iter().find(|printed| printed.kind == "contents").unwrap();
    let heading = title.iter().filter(|printed| printed.kind == "body").max_by_key(|p| p.page);
    assert!(contents.page < heading.unwrap().page);

    let short = document.of_key("short-title");
    assert_eq!(kinds(&short), ["running-head".to_owned()].into());
    assert!(short.len() > 10 && short.iter().all(|printed| printed.page > 1));

    // A table includes all of its values; a value from a file beside the record names that file.
    let part = document.of_key("programme[2]");
    assert!(part.len() > title.len());
    let name = document.of_key("people.toml:te-ariki.name");
    assert!(name.len() > 5);
    // A name belongs to the entry, and is also printed for whatever refers to the entry.
    let speaker = "programme[0].sessions[3].speaker";
    let found = document.at(document.of_key(speaker).iter().map(Printed::middle));
    let name = Some(("people.toml".into(), "te-ariki.name".into()));
    assert!(found.iter().any(|found| found.value == name), "{found:?}");
    let reference = Some((record.into(), speaker.into()));
    assert!(found.iter().all(|found| found.reference == reference), "{found:?}");
}

/// Values that are printed only if they are not the default.
const UNUSUAL: &str = "title = \"Small talk\"\nstart = 2024-01-01\nmode = \"online\"\n\
    status = \"postponed\"\npart-of-day = \"evening\"\nreport-number = \"R 1\"\n\
    [attendance]\ncount = \"over 100\"\nbasis = \"registered\"\n\
    [[programme]]\ntitle = \"Talks\"\nday = 2024-01-01\n\
    [[programme.sessions]]\nnumber = 7\ntitle = \"Tides\"\nspeaker = \"ana\"\n\
    [people.ana]\nname = \"Ana\"\nrole = \"mc\"\npresence = \"remote\"\n";

#[test]
fn words_that_are_seldom_said_are_found_too() {
    let project = Project::new();
    project.write("records/a.toml", UNUSUAL);
    for language in LANGUAGES {
        let document =
            Document { project: &project, record: "records/a.toml", template: "report", language };
        for key in [
            "start",
            "mode",
            "status",
            "part-of-day",
            "attendance.count",
            "attendance.basis",
            "programme[0].sessions[0].number",
            "people.ana.role",
            "people.ana.presence",
        ] {
            let printed = document.of_key(key);
            assert!(!printed.is_empty(), "{key} in {language}");
            let found = document.at([printed[0].middle()]);
            assert_eq!(found[0].value, Some(("records/a.toml".into(), key.into())));
        }
    }
}

/// A page with a background and a running header that cover everything, and with rotated text.
const COVERED: &str = "#let main(event, project) = {\n\
    set page(margin: 40pt, background: text(size: 60pt, event.kicker),\n\
      header: place(top + left, box(width: 400pt, height: 700pt, text(size: 40pt, event.theme))))\n\
    set document(title: event.title)\n\
    [= #event.title]\n\
    place(top + left, dx: 100pt, dy: 300pt, rotate(90deg, reflow: true, event.edition))\n\
    v(70pt)\n\
    event.theme\n\
    }\n";

#[test]
fn backgrounds_and_running_heads_swallow_nothing() {
    let project = Project::new();
    let record = "title = \"Small\"\nstart = 2024-01-01\nmode = \"offline\"\nkicker = \"Behind\"\n\
                  theme = \"Long theme\"\nedition = \"the thirty-third\"\n";
    project.write("records/a.toml", record);
    project.write("templates/own/main.typ", COVERED);
    project.write("templates/own/template.toml", "contract = 4\npurpose = 'Own.'\n");
    let (record, template, language) = ("records/a.toml", "own", "en");
    let document = Document { project: &project, record, template, language };
    for key in ["title", "edition", "theme"] {
        let body = document.of_key(key).into_iter().find(|printed| printed.kind == "body").unwrap();
        let found = &document.at([body.middle()])[0];
        assert_eq!(found.value, Some((record.into(), key.into())));
        assert_eq!(found.kind.as_deref(), Some("body"));
    }
    let edition = &document.of_key("edition")[0];
    assert!(edition.height > 3.0 * edition.width, "it is turned");
    // A position slightly beside a text still counts as the text; if there is none, the running
    // header counts, but never the background.
    let beside = format!("1:{},{}", edition.left - 3.0, edition.top + 5.0);
    assert_eq!(document.at([beside])[0].value, Some((record.into(), "edition".into())));
    let head = document.of_key("theme").into_iter().find(|p| p.kind == "running-head").unwrap();
    let at = format!("1:{},{}", head.left + head.width - 5.0, head.top + 5.0);
    assert_eq!(document.at([at])[0].kind.as_deref(), Some("running-head"));
    let behind = document.of_key("kicker");
    assert_eq!(behind[0].kind, "background");
    assert_eq!(document.at([behind[0].middle()]), [Found::default()]);
}

#[test]
fn a_translation_is_led_to_where_it_is_said() {
    let project = Project::new();
    project.write("records/a.toml", UNUSUAL);
    project.write("records/a.ms.toml", "title = \"Ceramah kecil\"\n");
    let document = |language| Document {
        project: &project,
        record: "records/a.toml",
        template: "report",
        language,
    };
    let key = |file: &str| format!("{file}:title");
    assert!(document("en").of_key(&key("records/a.ms.toml")).is_empty());
    let malay = document("ms").of_key(&key("records/a.ms.toml"));
    let body = malay.iter().find(|printed| printed.kind == "body").unwrap();
    let found = &document("ms").at([body.middle()])[0];
    assert_eq!(found.value, Some(("records/a.ms.toml".into(), "title".into())));
    assert!(document("ms").of_key("title").is_empty());
}
