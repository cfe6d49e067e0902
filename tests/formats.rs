//! Formats: calendars beside PDFs, parsed by an independent parser; the names of their files,
//! their incremental builds, removal and messages; and that only a few modules know about
//! formats.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

use common::{Project, Run, SMALL, repository, test_tools};
use serde_json::Value;

/// Creates a project in which each record produces a report and a calendar.
fn project() -> Project {
    let project = Project::new();
    let file = String::from_utf8(project.read("byline.toml")).unwrap();
    project.write("byline.toml", file.replace("['report']", "['report', 'calendar']"));
    project.write("records/a.toml", SMALL);
    project
}

/// Returns the files in the output folder.
fn output(project: &Project) -> Vec<String> {
    let root = project.path("output");
    let files = walkdir::WalkDir::new(&root).sort_by_file_name().into_iter().flatten();
    let files = files.filter(|file| file.file_type().is_file());
    files.map(|file| file.path().strip_prefix(&root).unwrap().display().to_string()).collect()
}

fn messages(run: &Run, kind: &str) -> Vec<Value> {
    let lines = run.stdout.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    lines.filter(|line| line["type"] == kind).collect()
}

/// Returns what Python's parser reads from a calendar: the properties of its only event, each
/// with its value and parameters.
fn entry(project: &Project, name: &str) -> Value {
    let script = "
import icalendar, json, sys
calendar = icalendar.Calendar.from_ical(open(sys.argv[1], 'rb').read())
assert calendar['VERSION'] == '2.0' and calendar['PRODID']
[event] = calendar.walk('VEVENT')
assert len(calendar.subcomponents) == 1 and not calendar.errors and not event.errors
def plain(value):
    if isinstance(value, list): return [plain(item) for item in value]
    if isinstance(value, icalendar.vDDDTypes): return value.dt.isoformat()
    if isinstance(value, icalendar.vCategory): return [str(word) for word in value.cats]
    return str(value)
def parameters(value):
    return dict(value.params) if hasattr(value, 'params') else {}
json.dump({key: [plain(value), parameters(value)] for key, value in event.items()}, sys.stdout)
";
    let output = Command::new("python3")
        .env("PYTHONPATH", test_tools())
        .args(["-c", script])
        .arg(project.path(name))
        .output()
        .expect("python3; run tests/install-tools first");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// Checks rules of RFC 5545 that the parser does not enforce: each line ends with CR LF and has
/// at most 75 octets, without splitting a character.
fn assert_strict(bytes: &[u8]) {
    let text = std::str::from_utf8(bytes).unwrap();
    assert!(text.ends_with("\r\n"));
    for line in text.strip_suffix("\r\n").unwrap().split("\r\n") {
        assert!(!line.is_empty() && line.len() <= 75, "{line}");
        assert!(!line.chars().any(|c| c.is_control() && c != '\t'), "{line:?}");
    }
}

#[test]
fn each_format_has_its_ending_whatever_the_pattern() {
    let project = project();
    let run = project.build();
    assert_eq!(output(&project), ["a-calendar.ics", "a-report.pdf"]);
    assert!(run.stderr.contains("output/a-report.pdf: 1 page, 0."), "{}", run.stderr);
    assert!(run.stderr.contains("output/a-calendar.ics: 0."), "{}", run.stderr);
    assert!(run.stderr.ends_with("2 documents built, 0 failed\n"), "{}", run.stderr);

    // A calendar has no print version: it is not even made again.
    let run = project.byline(&["build", "--print", "--greyscale"]);
    assert!(run.stderr.ends_with("1 document built, 1 up to date, 0 failed\n"), "{}", run.stderr);
    let forms = ["a-calendar.ics", "a-report-print-greyscale.pdf", "a-report.pdf"];
    assert_eq!(output(&project), forms);

    let file = String::from_utf8(project.read("byline.toml")).unwrap();
    for (pattern, languages, names) in [
        ("{template}/{id}.pdf", "", ["calendar/a.ics", "report/a.pdf"]),
        // The names differ in the extension only.
        ("{id}.pdf", "", ["a.ics", "a.pdf"]),
        ("{id}-{template}.pdf", "en,ms", ["a-calendar-en.ics", "a-calendar-ms.ics"]),
        ("{language}/{id}-{template}.pdf", "ms", ["ms/a-calendar.ics", "ms/a-report.pdf"]),
    ] {
        fs::remove_dir_all(project.path("output")).unwrap();
        project.write("byline.toml", format!("output-name = '{pattern}'\n{file}"));
        let lang = ["--lang", languages];
        let lang = if languages.is_empty() { &[][..] } else { &lang };
        let run = project.byline(&[&["build"][..], lang].concat());
        assert_eq!(run.code, 0, "{}", run.stderr);
        let found = output(&project);
        assert!(names.iter().all(|name| found.iter().any(|f| f == name)), "{pattern}: {found:?}");
    }
    project.write("byline.toml", format!("output-name = '{{id}}-{{template}}.ics'\n{file}"));
    let run = project.byline(&["build"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("the name of a document must end in `.pdf`"), "{}", run.stderr);
}

#[test]
fn a_calendar_is_made_again_when_its_record_changes_and_not_before() {
    let project = project();
    project.build();
    let explain = |reasons: &[(&str, &str)]| {
        let run = project.byline(&["build", "--explain", "--message-format", "json"]);
        assert_eq!(run.code, 0, "{}", run.stdout);
        let found = messages(&run, "reasons");
        let found: Vec<_> = found
            .iter()
            .map(|line| (line["path"].as_str().unwrap(), line["reasons"][0]["message"].as_str()))
            .collect();
        let reasons = reasons.iter().map(|(path, reason)| (*path, Some(*reason)));
        assert_eq!(found, reasons.collect::<Vec<_>>());
    };
    let (report, calendar) = ("output/a-report.pdf", "output/a-calendar.ics");
    explain(&[]);
    project.write("records/a.toml", format!("{SMALL}venue = 'Hall'\n"));
    explain(&[(report, "the record changed"), (calendar, "the record changed")]);
    project.write(calendar, "mine");
    explain(&[(calendar, "somebody has changed the file")]);
    fs::remove_file(project.path(calendar)).unwrap();
    explain(&[(calendar, "the file is missing")]);

    assert_eq!(project.byline(&["templates", "copy", "calendar"]).code, 0);
    let own = "`templates/calendar/template.toml` changed";
    explain(&[(calendar, own)]);
    explain(&[]);
    let manifest = String::from_utf8(project.read("templates/calendar/template.toml")).unwrap();
    project.write("templates/calendar/template.toml", format!("{manifest}# mine\n"));
    explain(&[(calendar, own)]);
    fs::remove_dir_all(project.path("templates")).unwrap();
    explain(&[(calendar, own)]);
}

#[test]
fn what_is_left_behind_is_removed_in_every_format_and_nothing_else() {
    let project = project();
    project.write("records/b.toml", SMALL).write("records/c.toml", SMALL);
    project.build();
    for record in ["a", "b"] {
        fs::remove_file(project.path(&format!("records/{record}.toml"))).unwrap();
    }
    let mut edited = project.read("output/b-calendar.ics");
    edited.extend(b"\r\n");
    project.write("output/b-calendar.ics", edited);
    project.write("output/mine.ics", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n");
    let run = project.build();
    assert!(run.stderr.contains("4 documents left over"), "{}", run.stderr);
    let run = project.byline(&["clean", "--stale"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.contains("output/a-calendar.ics: removed"), "{}", run.stderr);
    assert!(run.stderr.contains("output/b-calendar.ics: kept"), "{}", run.stderr);
    let left = ["b-calendar.ics", "c-calendar.ics", "c-report.pdf", "mine.ics"];
    assert_eq!(output(&project), left);

    // A template that changes to another format leaves its former documents behind.
    project.write("templates/calendar/main.typ", "#let main(event, project) = event.title\n");
    project.build();
    let run = project.byline(&["clean", "--stale"]);
    assert!(run.stderr.contains("output/c-calendar.ics: removed"), "{}", run.stderr);
    assert!(project.path("output/c-calendar.pdf").exists());
}

/// Whatever the state says, byline does not remove a calendar that it has not written.
#[test]
fn a_calendar_of_somebody_else_is_spared() {
    let project = project();
    project.build();
    let foreign = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//other//EN\r\nEND:VCALENDAR\r\n";
    project.write("precious.ics", foreign);
    let text = String::from_utf8(project.read(".byline/state")).unwrap();
    let (lines, _) = text.trim_end().rsplit_once('\n').unwrap();
    let held = &blake3::hash(foreign.as_bytes()).to_hex()[..32];
    let mut lies = String::new();
    for line in lines.lines() {
        let mut line: Value = serde_json::from_str(line).unwrap();
        if let Some(document) = line.get_mut("document")
            && document["template"] == "calendar"
        {
            document["path"] = "precious.ics".into();
            document["record"] = "gone".into();
            document["fingerprint"] = held.into();
        }
        lies.push_str(&line.to_string());
        lies.push('\n');
    }
    let seal = blake3::hash(lies.as_bytes()).to_hex();
    project.write(".byline/state", format!("{lies}{}\n", &seal[..32]));
    let run = project.byline(&["clean", "--stale"]);
    assert!(run.stderr.contains("precious.ics: kept"), "{}", run.stderr);
    assert_eq!(project.read("precious.ics"), foreign.as_bytes());
}

#[test]
fn parts_of_a_run_know_every_format() {
    let project = project();
    for record in ["b", "c", "d", "e"] {
        project.write(&format!("records/{record}.toml"), SMALL);
    }
    for shard in ["1/2", "2/2"] {
        let run = project.byline(&["build", "--shard", shard]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        assert!(!run.stderr.contains("0 documents built"), "{}", run.stderr);
    }
    assert_eq!(project.byline(&["merge"]).code, 0);
    let run = project.build();
    assert!(run.stderr.ends_with("0 documents built, 10 up to date, 0 failed\n"), "{}", run.stderr);
}

#[test]
fn messages_name_the_format() {
    let project = project();
    let run = project.byline(&["build", "--message-format", "json", "--jobs", "1"]);
    let made = messages(&run, "artifact");
    let of = |template: &str| made.iter().find(|line| line["template"] == template).unwrap();
    let (report, calendar) = (of("report"), of("calendar"));
    assert_eq!((&report["format"], &report["pages"]), (&"pdf".into(), &1.into()));
    assert_eq!((&calendar["format"], &calendar["pages"]), (&"calendar".into(), &Value::Null));
    assert_eq!(calendar["media_type"], "text/calendar");
    let bytes = project.read("output/a-calendar.ics").len();
    assert_eq!(calendar["bytes"], bytes);

    // A helper makes those of the project's own templates, with the same messages.
    assert_eq!(project.byline(&["templates", "copy", "calendar"]).code, 0);
    let run = project.byline(&["build", "--message-format", "json", "--template", "calendar"]);
    let made = messages(&run, "artifact");
    for key in ["template", "format", "media_type", "path", "pages", "bytes"] {
        assert_eq!(made[0][key], calendar[key], "{key}");
    }
}

#[test]
fn a_manifest_names_a_format_that_there_is() {
    let project = project();
    let own = |manifest: &str, finding: &str, hint: &str| {
        project.write("templates/own/template.toml", format!("contract = 4\n{manifest}"));
        let run = project.byline(&["build", "--template", "own"]);
        assert_eq!(run.code, 2, "{}", run.stderr);
        assert!(run.stderr.contains(finding), "{}", run.stderr);
        assert!(run.stderr.contains(hint), "{}", run.stderr);
        assert!(run.stderr.contains("0 documents built") || !project.path("output").exists());
    };
    own("format = 'calender'\n", "`calender` is not a word for `format`", "`calendar`?");
    own("format = 'docx'\n", "template.toml:2:10", "write `pdf` or `calendar`");
    let issue = "format = 'calendar'\nrecord = 'issue'\n";
    own(issue, "an issue cannot be written in the format `calendar`", "`record = \"event\"`");
    let pages = "format = 'calendar'\npages = 1\n";
    own(pages, "a document in the format `calendar` has no pages", "remove `pages`");
    own("format = 'pdf'\n", "the template `own` has no file `main.typ`", "byline templates");
    project.write("templates/own/template.toml", "contract = 4\nformat = 'calendar'\n");
    let run = project.byline(&["build", "--template", "own"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(output(&project), ["a-own.ics"]);
}

#[test]
fn work_on_a_template_without_pages_is_refused_in_words() {
    let project = project();
    for args in [["test", "calendar"].as_slice(), &["sample", "calendar", "a"]] {
        let run = project.byline(&[&["templates"], args].concat());
        assert_eq!(run.code, 2, "{}", run.stderr);
        assert!(run.stderr.contains("`calendar` produces no pages"), "{}", run.stderr);
        assert!(!run.stderr.contains("panicked"), "{}", run.stderr);
    }
    let run = project.byline(&["templates", "copy", "calendar"]);
    assert_eq!(run.stderr, "templates/calendar/template.toml: written\n");
    let run = project.byline(&["templates"]);
    assert!(run.stdout.contains("calendar         calendar   templates/calendar\n"), "{run:?}");
}

/// Other documents print the name of the full report's file, whatever its format.
#[test]
fn a_report_is_named_with_the_ending_of_its_format() {
    let project = project();
    let main = "#let main(event, project) = [See #event.report]\n";
    project.write("templates/own/main.typ", main);
    let words = |project: &Project| {
        assert_eq!(project.byline(&["build", "--template", "own"]).code, 0);
        project.words("output/a-own.pdf")
    };
    assert_eq!(words(&project), "See a-report.pdf");
    project.write("templates/report/template.toml", "contract = 4\nformat = 'calendar'\n");
    assert_eq!(words(&project), "See a-report.ics");
}

#[test]
fn a_calendar_holds_what_the_record_says() {
    let project = project();
    project.write(
        "records/a.toml",
        r#"
title = { en = "Tides, gauges; and \\ harbours", ms = "Pasang surut" }
start = 2025-05-14T09:00:00
end = 2025-05-16T12:30:00
timezone = "GMT+8"
mode = "mixed"
languages = ["en", "ms", "zh-Hans"]
venue = [
  { name = "Old Customs House", room = "Hall 2", city = "Westhaven", country = "Norway" },
  "Online",
]
standfirst = { en = "Seven harbours, one table.", zh-Hans = "七个港口的验潮记录，第一次放在了一起，并且第一次由守护者自己讲述，谁也没有缺席。" }
url = "https://ics.example/häfen"
keywords = ["tides", "ports, large", { en = "gauges", ms = "tolok" }]
published = 2025-06-01
contact = { name = "Press office", email = "press@ics.example", phone = "+60 3 1234 5678" }
"#,
    );
    let run = project.byline(&["build", "--template", "calendar", "--lang", "en,ms,zh-Hans"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    for language in ["en", "ms", "zh-Hans"] {
        assert_strict(&project.read(&format!("output/a-calendar-{language}.ics")));
    }
    let english = entry(&project, "output/a-calendar-en.ics");
    let value = |key: &str| &english[key][0];
    assert_eq!(value("SUMMARY"), r"Tides, gauges; and \ harbours");
    assert_eq!(english["SUMMARY"][1]["LANGUAGE"], "en");
    assert_eq!(value("DTSTART"), "2025-05-14T01:00:00+00:00");
    assert_eq!(value("DTEND"), "2025-05-16T04:30:00+00:00");
    assert_eq!(value("DTSTAMP"), "2025-06-01T00:00:00+00:00");
    assert_eq!(value("LOCATION"), "Old Customs House, Hall 2, Westhaven, Norway; Online");
    assert_eq!(value("DESCRIPTION"), "Seven harbours, one table.");
    assert_eq!(value("URL"), "https://ics.example/h%C3%A4fen");
    assert_eq!(value("CONTACT"), "Press office, press@ics.example, +60 3 1234 5678");
    assert_eq!(*value("CATEGORIES"), serde_json::json!(["tides", "ports, large", "gauges"]));
    assert_eq!(value("STATUS"), "CONFIRMED");

    // A text without a translation carries its own language.
    let malay = entry(&project, "output/a-calendar-ms.ics");
    assert_eq!(malay["SUMMARY"][0], "Pasang surut");
    assert_eq!(malay["SUMMARY"][1]["LANGUAGE"], "ms");
    assert_eq!(malay["DESCRIPTION"][1]["LANGUAGE"], "en");
    let keywords = serde_json::json!([["tides", "ports, large"], ["tolok"]]);
    assert_eq!(malay["CATEGORIES"][0], keywords);
    assert_eq!(malay["UID"], english["UID"], "it is one event in any language");
    let chinese = entry(&project, "output/a-calendar-zh-Hans.ics");
    let description = chinese["DESCRIPTION"][0].as_str().unwrap();
    assert!(description.ends_with("谁也没有缺席。"), "{description}");

    // The same record results in the same bytes.
    let before = project.read("output/a-calendar-ms.ics");
    let again = ["build", "--force", "--template", "calendar", "--lang", "ms"];
    assert_eq!(project.byline(&again).code, 0);
    assert!(project.read("output/a-calendar-ms.ics") == before);
}

#[test]
fn days_and_times_are_those_of_the_record() {
    let project = project();
    for (when, start, end) in [
        ("start = 2025-05-14", "2025-05-14", None),
        // The end of an all-day event is the day after the last day.
        ("start = 2025-05-14\nend = 2025-05-14", "2025-05-14", None),
        ("start = 2025-05-14\nend = 2025-05-31", "2025-05-14", Some("2025-06-01")),
        ("start = 9999-12-30\nend = 9999-12-31", "9999-12-30", None),
        // Without a time zone, times are local.
        ("start = 2025-05-14T09:00:00", "2025-05-14T09:00:00", None),
        (
            "start = 2025-05-14T09:00:00\nend = 2025-05-14T17:30:00",
            "2025-05-14T09:00:00",
            Some("2025-05-14T17:30:00"),
        ),
        (
            "start = 2025-01-01T00:30:00\nend = 2025-01-01T02:00:00\ntimezone = '+05:30'",
            "2024-12-31T19:00:00+00:00",
            Some("2024-12-31T20:30:00+00:00"),
        ),
        // If only one end has a time, the event lasts whole days.
        ("start = 2025-05-14T09:00:00\nend = 2025-05-15", "2025-05-14", Some("2025-05-16")),
        ("start = 2025-05-14T09:00:00\nend = 2025-05-14", "2025-05-14T09:00:00", None),
        ("start = 2025-05-14T09:00:00\nend = 2025-05-14T09:00:00", "2025-05-14T09:00:00", None),
    ] {
        for (status, expected) in
            [("held", "CONFIRMED"), ("postponed", "TENTATIVE"), ("cancelled", "CANCELLED")]
        {
            let record = format!("title = 'X'\n{when}\nmode = 'offline'\nstatus = '{status}'\n");
            project.write("records/a.toml", record);
            let run = project.byline(&["build", "--template", "calendar"]);
            assert_eq!(run.code, 0, "{when}: {}", run.stderr);
            let event = entry(&project, "output/a-calendar.ics");
            assert_eq!(event["DTSTART"][0], start, "{when}");
            assert_eq!(event["DTEND"][0].as_str(), end, "{when}");
            assert_eq!(event["STATUS"][0], expected);
            assert_strict(&project.read("output/a-calendar.ics"));
        }
    }
}

/// Calendars replace an entry by another with the same identifier.
#[test]
fn an_entry_keeps_its_identifier_and_shares_it_with_no_other() {
    let project = project();
    let entry_of = |id: &str, record: &str| {
        project.write(&format!("records/{id}.toml"), record);
        let run = project.byline(&["build", "--template", "calendar"]);
        assert_eq!(run.code, 0, "{run:?}");
        entry(&project, &format!("output/{id}-calendar.ics"))
    };
    let (first, second) = (entry_of("a", SMALL), entry_of("b", SMALL));
    assert_ne!(first["UID"], second["UID"]);
    assert_eq!(first["DTSTART"], second["DTSTART"]);
    let edited = "title = 'Other'\nstart = 2024-02-02\nmode = 'online'\nmodified = 2024-03-04\n";
    let later = entry_of("a", edited);
    assert_eq!(later["UID"], first["UID"]);
    assert_eq!(later["DTSTAMP"][0], "2024-03-04T00:00:00+00:00");
    assert_eq!(later["SEQUENCE"], Value::Null, "templates/README.md says so");
}

/// What a record says is a value, and never another line of the entry.
#[test]
fn no_text_adds_a_line_to_a_calendar() {
    let project = project();
    let planted = "x\\r\\n\\r\\nATTENDEE:y\\nEND:VEVENT\\tz";
    for key in ["title", "standfirst", "lead", "venue", "keywords", "contact"] {
        let (open, close) = match key {
            "keywords" => ("[\"", "\"]"),
            "contact" => ("{ name = \"", "\" }"),
            _ => ("\"", "\""),
        };
        let rest = if key == "title" { SMALL.split_once('\n').unwrap().1 } else { SMALL };
        project.write("records/a.toml", format!("{key} = {open}{planted}{close}\n{rest}"));
        let run = project.byline(&["build", "--force", "--template", "calendar"]);
        assert_eq!(run.code, 0, "{key}: {run:?}");
        let event = entry(&project, "output/a-calendar.ics");
        assert_eq!(event["ATTENDEE"], Value::Null, "{key}: {event}");
        assert!(event.to_string().contains("ATTENDEE:y"), "{key}: {event}");
        assert_strict(&project.read("output/a-calendar.ics"));
        // What no text can hold is an error, and not left out in silence.
        let control = planted.replace("\\t", "\\u0007");
        project.write("records/a.toml", format!("{key} = {open}{control}{close}\n{rest}"));
        let run = project.byline(&["build", "--template", "calendar"]);
        assert!(run.code == 1 && run.stderr.contains("a control character"), "{key}: {run:?}");
    }
}

/// The fullest record, a lead of many paragraphs, and characters that no font has: a calendar
/// needs no fonts.
#[test]
fn any_event_fits_into_a_calendar() {
    let project = project();
    let everything = repository().join("tests/records/everything.toml");
    fs::copy(everything, project.path("records/everything.toml")).unwrap();
    let lead = format!("One.\n\n* two;\n* three, \u{10fffd}\n\n{}", "潮汐 tides ".repeat(1_000));
    project.write("records/long.toml", format!("{SMALL}lead = '''{lead}'''\n"));
    let run = project.byline(&["build", "--template", "calendar"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    for record in ["everything", "long"] {
        let name = format!("output/{record}-calendar.ics");
        assert_strict(&project.read(&name));
        entry(&project, &name);
    }
    let event = entry(&project, "output/long-calendar.ics");
    let description = event["DESCRIPTION"][0].as_str().unwrap();
    assert!(description.starts_with("One.\ntwo;\nthree, \u{10fffd}\n潮汐 tides"), "{event}");
}

/// Code outside the exporters knows neither the extension of a format nor how its files begin.
#[test]
fn formats_stay_in_their_place() {
    /// The files outside the exporters that hold such a word, and why.
    const ALLOWED: [(&str, &str); 7] = [
        ("crates/core/src/encoding.rs", "how documents begin that were saved as a record"),
        ("crates/core/src/lint/poor_alt.rs", "the extensions of pictures"),
        ("crates/core/src/model/markdown/inlines.rs", "endings of files, which are no addresses"),
        ("crates/core/src/project/format.rs", "the facts about each format"),
        (
            "crates/core/src/scaffold/project/examples.rs",
            "the institute of the examples has the id `ics`",
        ),
        ("crates/desk/src/interface/builds.rs", "the key of a word in the browser"),
        ("crates/image/src/format.rs", "how pictures begin"),
    ];
    let telling = regex::Regex::new(r#"\.(pdf|ics)\b|"(pdf|ics)"|%PDF|VCALENDAR"#).unwrap();
    let mut found = BTreeSet::new();
    for folder in ["src", "crates"] {
        for file in walkdir::WalkDir::new(repository().join(folder)).into_iter().flatten() {
            let path = file.path().strip_prefix(repository()).unwrap();
            let elsewhere = path.starts_with("crates/render/src/export")
                || path
                    .iter()
                    .any(|part| ["tests", "tests.rs", "fuzz"].iter().any(|name| part == *name));
            if path.extension() != Some("rs".as_ref()) || elsewhere {
                continue;
            }
            let text = fs::read_to_string(file.path()).unwrap();
            // Examples in declarations and comments have no effect, nor have tests.
            let mut code = text.split("#[cfg(test)]").next().unwrap().lines();
            let is_told = |line: &str| {
                line.trim_start().starts_with("//")
                    || line.contains("[\"") && line.trim_end().ends_with("],")
            };
            if code.any(|line| !is_told(line) && telling.is_match(line)) {
                found.insert(path.to_str().unwrap().to_owned());
            }
        }
    }
    assert_eq!(found, ALLOWED.map(|(path, _)| path.to_owned()).into());
}
