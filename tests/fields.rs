//! Declared fields: each field in the contract with templates can be read from a record, is in
//! the schema, is checked and reaches templates.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::fmt::Write as _;
use std::fs;

use common::{Project, SMALL, repository};
use regex::Regex;

/// A row of the reference.
struct Row {
    key: String,
    takes: String,
    meaning: String,
    example: String,
}

/// A kind of file with declared fields.
struct Kind {
    /// The part of the contract that lists the fields.
    part: &'static str,
    /// The title of the table in the reference.
    section: &'static str,
    folder: &'static str,
    template: &'static str,
    /// The minimal content of such a file.
    least: &'static str,
    /// Texts that cannot be marked as placeholders.
    unmarked: &'static [&'static str],
}

#[test]
fn a_declared_field_of_an_event_goes_all_the_way() {
    goes_all_the_way(&Kind {
        part: "event",
        section: "The record",
        folder: "records",
        template: "report",
        least: "title = \"Small\"\nstart = 2025-05-14\nmode = \"offline\"\n",
        // `url` must be a valid address, and keywords are not printed.
        unmarked: &["url", "keywords"],
    });
}

#[test]
fn a_declared_field_of_an_issue_goes_all_the_way() {
    goes_all_the_way(&Kind {
        part: "issue",
        section: "An issue",
        folder: "issues",
        template: "newsletter",
        least: "name = \"Tides\"\ndate = 2025-06-01\nstories = [\"small\"]\n",
        unmarked: &[],
    });
}

/// Declared fields of the tables inside a record or an issue: the type in the contract, the title
/// of its table in the reference, the kind of file and what the file must say before the table.
const INSIDE: [(&str, &str, &str, &str); 9] = [
    ("Headcount", "`[[attendance.counts]]`", "record", "[[attendance.counts]]\n"),
    ("PartDetails", "`[[programme]]`", "record", "[[programme]]\ntitle = \"Part\"\n"),
    (
        "SessionDetails",
        "`[[programme.sessions]]`",
        "record",
        "[[programme]]\ntitle = \"Part\"\n[[programme.sessions]]\ntitle = \"Talk\"\n",
    ),
    ("Subject", "`[[signings]]`", "record", "[[signings]]\ndocument = \"Pact\"\n"),
    ("Subject", "`[[launches]]`", "record", "[[launches]]\ntitle = \"Atlas\"\n"),
    (
        "CertificateDetails",
        "`[[certificates]]`",
        "record",
        "[[certificates]]\ntitle = \"Reader\"\n",
    ),
    ("PhotoDetails", "`[[photos]]`", "record", "[[photos]]\nfile = \"later.jpg\"\n"),
    ("Venue", "`venue`, as a table", "record", "[[venue]]\n"),
    (
        "UpcomingDetails",
        "`[[upcoming]]` of an issue",
        "issue",
        "[[upcoming]]\ntitle = \"Ebb\"\nstart = 2025-07-01\n",
    ),
];

#[test]
fn a_declared_field_inside_a_file_goes_all_the_way() {
    for (kind, section, file, opening) in INSIDE {
        let project = Project::new();
        let template = if file == "issue" { "newsletter" } else { "report" };
        let settings = format!("organisation = \"Office\"\ntemplates = [\"{template}\"]\n");
        project.write("byline.toml", settings).write("records/small.toml", SMALL);
        let mut text = if file == "issue" {
            "name = \"Tides\"\ndate = 2025-06-01\nstories = [\"small\"]\n".to_owned()
        } else {
            SMALL.to_owned()
        };
        text.push_str(opening);
        let wanted = add_keys(kind, section, &mut text);
        project.write(&format!("{file}s/full.toml"), &text);

        let run = project.byline(&["--message-format", "json", "check", "full"]);
        assert!(!run.stdout.contains("\"level\":\"error\""), "{text}\n{}", run.stdout);
        let sample = project.byline(&["templates", "sample", template, "full"]).stdout;
        for (line, words) in wanted {
            let found = run.stdout.lines().any(|message| {
                message.contains("\"must-fill\"") && message.contains(&format!("\"line\":{line}"))
            });
            assert!(found, "`{words}` in {section} is not checked\n{}", run.stdout);
            // What is asked for is printed without the mark.
            let asked = words.trim_start_matches("TODO ");
            assert!(sample.contains(asked), "templates are not given `{words}` of {section}");
        }
        for key in keys(kind) {
            let line = sample.lines().find(|line| {
                let line = line.trim_start();
                line.starts_with(&format!("\"{key}\": ")) && !line.ends_with(": none,")
            });
            assert!(line.is_some(), "templates are not given `{key}` of {section}");
        }
    }
}

/// Adds each key of a type to the end of a file, its text marked as a placeholder. Returns the
/// lines of the texts, and the texts.
fn add_keys(kind: &str, section: &str, file: &mut String) -> Vec<(usize, String)> {
    let rows = rows(section);
    let mut texts = Vec::new();
    for key in keys(kind) {
        let row = rows.iter().find(|row| row.key == key);
        let row = row.unwrap_or_else(|| panic!("the reference of {section} lacks `{key}`"));
        let is_text = row.takes.starts_with("text") || row.takes.starts_with("prose");
        let is_address = row.example.contains("://");
        let value = if is_text && !is_address {
            let words = format!("TODO {kind} {}", key.replace('-', " "));
            texts.push((file.lines().count() + 1, words.clone()));
            format!("\"{words}\"")
        } else {
            row.example.clone()
        };
        writeln!(file, "{key} = {value}").unwrap();
    }
    texts
}

/// Returns the keys of a type of declared fields, from the contract.
fn keys(kind: &str) -> Vec<String> {
    let page = fs::read_to_string(repository().join("templates/README.md")).unwrap();
    let row = page.lines().find(|line| line.starts_with(&format!("| `{kind}` |")));
    let row = row.unwrap_or_else(|| panic!("the contract lacks `{kind}`"));
    let cell = row.split(" | ").nth(1).unwrap().trim_end_matches(" |");
    // A nested remark such as "(string (also in `shown`) or none)" names no key.
    let remarks = Regex::new(r"\(([^()]|\([^()]*\))*\)").unwrap();
    remarks.replace_all(cell, "").split(", ").map(bare).collect()
}

/// Writes a file with every declared field, its texts marked as placeholders, and looks for each
/// field in the schema, in the findings and in the input of a template.
fn goes_all_the_way(kind: &Kind) {
    let project = Project::new();
    let settings = format!("organisation = \"Office\"\ntemplates = [\"{}\"]\n", kind.template);
    project.write("byline.toml", settings).write("records/small.toml", SMALL);
    let properties = properties(kind);
    let mut file = kind.least.to_owned();
    let mut marks = Vec::new();
    let declared = declared(kind.part);
    let rows = rows(kind.section);
    for (name, meaning) in &declared {
        let row = rows.iter().find(|row| row.meaning == *meaning);
        let row = row.unwrap_or_else(|| panic!("the reference does not have `{name}`"));
        assert!(properties.get(&row.key).is_some(), "`{name}` has no schema");
        let value = if kind.unmarked.contains(&row.key.as_str()) {
            row.example.clone()
        } else {
            marked(row)
        };
        marks.extend(vec![file.lines().count() + 1; value.matches("\"TODO").count()]);
        writeln!(file, "{} = {value}", row.key).unwrap();
    }
    assert!(!marks.is_empty());
    project.write(&format!("{}/full.toml", kind.folder), &file);

    let run = project.byline(&["--message-format", "json", "check", "full"]);
    assert!(!run.stdout.contains("\"level\":\"error\""), "{file}\n{}", run.stdout);
    let place = Regex::new(r#""code":"must-fill".*?"line":(\d+)"#).unwrap();
    let found = place.captures_iter(&run.stdout).map(|found| found[1].parse().unwrap());
    assert_eq!(found.collect::<Vec<usize>>(), marks, "the lines of texts to fill\n{file}");

    let sample = project.byline(&["templates", "sample", kind.template, "full"]).stdout;
    for (name, _) in declared {
        let line = sample.lines().find(|line| line.starts_with(&format!("  \"{name}\": ")));
        let line = line.unwrap_or_else(|| panic!("templates are not given `{name}`"));
        assert!(!line.ends_with("none,") && !line.ends_with("(),"), "{line}");
    }
}

/// Returns the declared fields of an event or an issue, by their names in templates, with their
/// descriptions.
fn declared(part: &str) -> Vec<(String, String)> {
    let page = fs::read_to_string(repository().join("templates/README.md")).unwrap();
    let (_, rest) = page.split_once(&format!("<!-- generated: {part} -->\n")).unwrap();
    let (table, _) = rest.split_once("<!-- end -->").unwrap();
    let cells = table.lines().skip(2).map(|line| line.split(" | ").collect::<Vec<_>>());
    cells.map(|cells| (bare(cells[0]), cells[2].trim_end_matches(" |").to_owned())).collect()
}

/// Returns the keys of a kind of file in its JSON Schema.
fn properties(kind: &Kind) -> serde_json::Value {
    let name = kind.folder.trim_end_matches('s');
    let schema = fs::read_to_string(repository().join(format!("schema/{name}.json"))).unwrap();
    let schema: serde_json::Value = serde_json::from_str(&schema).unwrap();
    let root = schema["$ref"].as_str().unwrap().trim_start_matches('#');
    schema.pointer(root).unwrap()["properties"].clone()
}

/// Returns the rows of the first table of the reference whose title contains the given words.
fn rows(title: &str) -> Vec<Row> {
    let page = fs::read_to_string(repository().join("docs/record.md")).unwrap();
    let mut sections = page.split("\n## ").skip(1);
    let section = sections.find(|section| section.lines().next().unwrap().contains(title));
    let lines = section.into_iter().flat_map(str::lines).skip(4);
    let cells = lines.map(|line| line.split(" | ").collect::<Vec<_>>());
    let rows = cells.filter(|cells| cells.len() == 5).map(|cells| Row {
        key: bare(cells[0]),
        takes: cells[1].to_owned(),
        meaning: cells[2].to_owned(),
        example: bare(cells[4]),
    });
    rows.collect()
}

/// Returns the example of a key with its texts marked as placeholders; for a table, with all of
/// its keys.
fn marked(row: &Row) -> String {
    let key = &row.key;
    let titles = [format!("`[[{key}]]`"), format!("`[{key}]`"), format!("`{key}`")];
    let table = titles.iter().map(|title| rows(title)).find(|rows| !rows.is_empty());
    let is_text = ["text in quotes", "prose in quotes"].iter().any(|t| row.takes.starts_with(t));
    match table {
        Some(rows) if !is_text => {
            let pairs = rows.iter().map(|row| format!("{} = {}", row.key, marked(row)));
            format!("{{ {} }}", pairs.collect::<Vec<_>>().join(", "))
        }
        None if is_text || row.takes.starts_with("a table") => {
            let quoted = Regex::new("\"([^\"]*)\"").unwrap();
            quoted.replace_all(&row.example, "\"TODO $1\"").into_owned()
        }
        _ => row.example.clone(),
    }
}

/// Returns a cell without its markup.
fn bare(cell: &str) -> String {
    cell.trim_matches([' ', '|', '*']).trim_matches('`').to_owned()
}
