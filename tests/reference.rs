//! Generated files are up to date: the reference, the contract with templates and the schemas.
//! The schemas agree with byline about real files.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use byline_core::lint::explain_all;
use byline_core::model::PersonRole;
use byline_core::schema::{SchemaFile, reference, schema};
use common::{Project, repository, test_tools};

/// Compares a file with its expected text, or writes it if `UPDATE` is set.
fn fresh(name: &str, text: &str) {
    let path = repository().join(name);
    #[expect(clippy::disallowed_methods, reason = "how the files are written anew")]
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, text).unwrap();
    }
    let found = fs::read_to_string(&path).unwrap_or_default();
    assert!(found == text, "{name} is stale: UPDATE=1 cargo test --test reference");
}

/// Compares the part of a page of `docs` that follows the mark.
fn fresh_page(name: &str, generated: &str) {
    const MARK: &str = "<!-- generated -->\n";
    let page = fs::read_to_string(repository().join(name)).unwrap();
    let (head, _) = page.split_once(MARK).unwrap();
    fresh(name, &format!("{head}{MARK}{generated}"));
}

#[test]
fn the_reference_is_fresh() {
    fresh_page("docs/record.md", &reference());
}

#[test]
fn the_findings_are_fresh() {
    fresh_page("docs/findings.md", &explain_all());
}

#[test]
fn the_contract_is_fresh() {
    let name = "templates/README.md";
    let mut page = fs::read_to_string(repository().join(name)).unwrap();
    for (part, table) in byline_render::contract::reference() {
        let (start, end) = (format!("<!-- generated: {part} -->\n"), "<!-- end -->");
        let (head, rest) = page.split_once(&start).unwrap();
        let (_, tail) = rest.split_once(end).unwrap();
        page = format!("{head}{start}{table}{end}{tail}");
    }
    fresh(name, &page);
}

/// The contract names every key of the dictionaries that templates receive.
#[test]
fn the_contract_is_complete() {
    let page = fs::read_to_string(repository().join("templates/README.md")).unwrap();
    let (_, contract) = page.split_once("## The contract").unwrap();
    let keys = regex::Regex::new(r#"(?m)^ *"([a-z-]+)": "#).unwrap();
    for template in ["report", "newsletter"] {
        let file = repository().join(format!("templates/{template}/sample.typ"));
        let sample = fs::read_to_string(file).unwrap();
        // The keys of the options are defined by the template.
        let given = sample.split("\n#let ").filter(|given| !given.starts_with("options"));
        for key in given.flat_map(|given| keys.captures_iter(given)) {
            // People's roles are keyed by the words of a vocabulary.
            let known = contract.contains(&format!("`{}`", &key[1]))
                || key[1].parse::<PersonRole>().is_ok();
            assert!(known, "`{}` is not told", &key[1]);
        }
    }
}

#[test]
fn the_schemas_are_fresh() {
    for &file in SchemaFile::ALL {
        fresh(&format!("schema/{}.json", file.name()), &format!("{:#}\n", schema(file)));
    }
}

/// Validates a TOML file with Python's JSON Schema validator.
fn validates(schema: &str, file: &PathBuf) -> Result<(), String> {
    let script = "
import datetime, json, sys, tomllib, jsonschema
def plain(value):
    if isinstance(value, dict): return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list): return [plain(item) for item in value]
    if isinstance(value, (datetime.date, datetime.time)): return value.isoformat()
    return value
schema = json.load(open(sys.argv[1]))
jsonschema.Draft7Validator.check_schema(schema)
jsonschema.Draft7Validator(schema).validate(plain(tomllib.load(open(sys.argv[2], 'rb'))))
";
    let run = Command::new("python3")
        .env("PYTHONPATH", test_tools())
        .args(["-c", script])
        .arg(repository().join(format!("schema/{schema}.json")))
        .arg(file)
        .output()
        .expect("python3; run tests/install-tools first");
    if run.status.success() { Ok(()) } else { Err(String::from_utf8_lossy(&run.stderr).into()) }
}

#[test]
fn the_schemas_accept_what_byline_accepts() {
    let project = Project::new();
    assert_eq!(project.byline(&["init", "made"]).code, 0);
    let new = ["new", "A Day", "--date", "2025-05-14", "--type", "forum", "--project", "made"];
    assert_eq!(project.byline(&new).code, 0);
    let records = [
        repository().join("records/forum-2024-10-31.toml"),
        repository().join("records/seminar-2021-12-09.toml"),
        repository().join("tests/records/everything.toml"),
        project.path("made/records/harbour-day-2025-05-14.toml"),
        project.path("made/records/a-day-2025-05-14.toml"),
    ];
    for record in records {
        assert_eq!(validates("record", &record), Ok(()), "{}", record.display());
    }
    for file in ["people", "organisations", "byline"] {
        assert_eq!(validates(file, &project.path(&format!("made/{file}.toml"))), Ok(()), "{file}");
    }
    assert_eq!(validates("byline", &repository().join("byline.toml")), Ok(()));
}

#[test]
fn the_schemas_refuse_what_byline_refuses() {
    let project = Project::new();
    for (name, record) in [
        ("key", "title = 'X'\nstart = 2024-01-01\nmode = 'offline'\nkiker = 'x'\n"),
        ("missing", "title = 'X'\nmode = 'offline'\n"),
        ("word", "title = 'X'\nstart = 2024-01-01\nmode = 'on-line'\n"),
        ("type", "title = 5\nstart = 2024-01-01\nmode = 'offline'\n"),
        ("nested", "title = 'X'\nstart = 2024-01-01\nmode = 'offline'\n[credits]\nwritr = 'x'\n"),
    ] {
        project.write(&format!("records/{name}.toml"), record);
        assert_eq!(project.byline(&["check", name]).code, 1, "{name}");
        let file = project.path(&format!("records/{name}.toml"));
        assert!(validates("record", &file).is_err(), "{name}");
    }
}

/// Checks files as an editor with tombi does, which reads the schema that they name.
fn tombi(project: &Project, files: &[&str]) -> common::Run {
    let tombi = test_tools().join("bin/tombi");
    let paths: Vec<_> = files.iter().map(|file| project.path(file)).collect();
    let mut args = vec!["lint", "--offline"];
    args.extend(paths.iter().map(|path| path.to_str().unwrap()));
    common::tool(tombi.to_str().unwrap(), &args)
}

#[test]
fn an_editor_is_quiet_about_what_byline_accepts() {
    let project = Project::new();
    assert_eq!(project.byline(&["init", "."]).code, 0);
    let new = ["new", "A Day", "--date", "2025-05-14", "--type", "forum"];
    assert_eq!(project.byline(&new).code, 0);
    let everything =
        fs::read_to_string(repository().join("tests/records/everything.toml")).unwrap();
    project.write("records/all.toml", format!("#:schema ../schema/record.json\n{everything}"));
    for name in ["records/forum-2024-10-31.toml", "records/seminar-2021-12-09.toml"] {
        fs::copy(repository().join(name), project.path(name)).unwrap();
    }
    let files = [
        "records/all.toml",
        "records/forum-2024-10-31.toml",
        "records/seminar-2021-12-09.toml",
        "records/harbour-day-2025-05-14.toml",
        "records/a-day-2025-05-14.toml",
        "issues/tidelines-2025-06.toml",
        "people.toml",
        "organisations.toml",
    ];
    let run = tombi(&project, &files);
    assert_eq!(run.code, 0, "{run:?}");
}

#[test]
fn an_editor_names_what_byline_refuses() {
    let project = Project::new();
    assert_eq!(project.byline(&["init", "."]).code, 0);
    let least = "#:schema ../schema/record.json\ntitle = 'X'\nmode = 'offline'\n";
    let session =
        "start = 2025-05-14\n[[programme]]\ntitle = 'A'\n[[programme.sessions]]\ntitle = 'B'\n";
    for (line, said) in [
        ("start = '2025-05-14'", "LocalDate, but found String"),
        ("start = 09:30:00", "LocalDate, but found LocalTime"),
        (&format!("{session}start = 2025-05-14"), "LocalTime, but found LocalDate"),
        ("start = 2025-05-14\ncreated = 'yesterday'", "LocalDate, but found String"),
        ("start = 2025-05-14\nkiker = 'x'", "kiker"),
    ] {
        project.write("records/wrong.toml", format!("{least}{line}\n"));
        assert_eq!(project.byline(&["check", "wrong"]).code, 1, "{line}");
        let run = tombi(&project, &["records/wrong.toml"]);
        assert_ne!(run.code, 0, "{line}");
        let output = run.stdout + &run.stderr;
        assert!(output.contains(said), "{line}: {output}");
    }
}
