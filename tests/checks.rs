//! The editorial checks: what each finds in a bad example and accepts in a good one.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "common/examples.rs"]
mod examples;
#[path = "common/pictures.rs"]
mod pictures;

mod common;

use std::collections::{BTreeMap, BTreeSet};

use byline_core::lint::LINTS;
use common::{Project, Run};
use examples::{SOUND, examples_of_checks};
use serde_json::Value;

/// Returns the codes of the findings about a record, with their lines and columns.
fn findings(project: &Project, record: &str) -> Vec<(String, u64, u64)> {
    project.write("records/case.toml", record);
    codes(&project.byline(&["check", "case", "--message-format", "json"]))
}

fn codes(run: &Run) -> Vec<(String, u64, u64)> {
    let lines = run.stdout.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    lines
        .filter(|line| line["type"] == "diagnostic")
        .map(|line| {
            let place = &line["place"];
            let number = |key| place[key].as_u64().unwrap_or_default();
            (line["code"].as_str().unwrap().to_owned(), number("line"), number("column"))
        })
        .collect()
}

fn has(found: &[(String, u64, u64)], code: &str) -> bool {
    found.iter().any(|(found, _, _)| found == code)
}

/// Returns the codes of the findings about each record of a project, by the record's file.
fn findings_by_file(project: &Project, args: &[&str]) -> BTreeMap<String, BTreeSet<String>> {
    let args = [&["check", "--message-format", "json"], args].concat();
    let run = project.byline(&args);
    let lines = run.stdout.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let mut found: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
    for line in lines.filter(|line| line["type"] == "diagnostic") {
        let file = line["place"]["file"].as_str().unwrap_or_default().to_owned();
        found.entry(file).or_default().insert(line["code"].as_str().unwrap().to_owned());
    }
    found
}

#[test]
fn each_check_finds_what_is_bad_and_passes_what_is_good() {
    let project = examples_of_checks();
    let plain = findings_by_file(&project, &[]);
    let translated = findings_by_file(&project, &["--lang", "en,ms"]);
    for lint in LINTS {
        let name = lint.code.name();
        // A translation can be missing only for readers of another language.
        let found = if name == "missing-translation" { &translated } else { &plain };
        let codes = |end: &str| {
            let found = found.get(&format!("records/{name}-{end}.toml"));
            found.into_iter().flatten().map(String::as_str).collect::<Vec<_>>()
        };
        assert_eq!(codes("bad"), [name], "the bad example of {name}");
        assert!(!codes("good").contains(&name), "the good example of {name}");
    }
}

#[test]
fn talks_stand_in_the_order_of_their_numbers() {
    let talks = |first, second| {
        let session = |number| format!("[[programme.sessions]]\nnumber = {number}\ntitle = 'A'\n");
        let (first, second) = (session(first), session(second));
        format!("{SOUND}[[programme]]\ntitle = 'P'\n{first}{second}")
    };
    let project = Project::new();
    assert!(has(&findings(&project, &talks(2, 1)), "number-order"));
    assert!(!has(&findings(&project, &talks(2, 7)), "number-order"));
}

/// Every way in which a record may mention a person who is not in the programme.
const MENTIONS: [(&str, &str); 9] = [
    ("winner", "[[awards]]\ncategory = 'Tides'\nwinner = 'David Lee'"),
    ("presenter", "[[awards]]\ncategory = 'Tides'\nwinner = 'Ada King'\npresenter = 'David Lee'"),
    ("signatory", "[[signings]]\ndocument = 'A treaty'\nsignatory = 'David Lee'"),
    ("witness", "[[signings]]\ndocument = 'A treaty'\nwitness = 'David Lee'"),
    ("launcher", "[[launches]]\ntitle = 'An atlas'\nby = 'David Lee'"),
    ("recipient", "[[certificates]]\ntitle = 'A course'\nrecipient = 'David Lee'"),
    (
        "questioner",
        "[[programme.sessions]]\ntitle = 'A'\nquestions = { question = 'Why?', asked-by = 'David Lee' }",
    ),
    (
        "answerer",
        "[[programme.sessions]]\ntitle = 'A'\nquestions = { question = 'Why?', answer = 'So.', answered-by = 'David Lee' }",
    ),
    (
        "quoted",
        "[[programme.sessions]]\ntitle = 'A'\nquote = { text = 'Well.', speaker = 'David Lee' }",
    ),
];

#[test]
fn everybody_whom_a_record_mentions_counts() {
    let project = Project::new();
    for (role, mention) in MENTIONS {
        let programme =
            "[[programme]]\ntitle = 'P'\n[[programme.sessions]]\nspeaker = 'Samuel Lee'";
        let record = format!("{SOUND}lead = 'Then Lee spoke.'\n{programme}\n{mention}\n");
        project.write(&format!("records/{role}.toml"), &record);
        let reviewed = format!("{record}[credits]\nreviewer = 'David Lee'\n");
        project.write(&format!("records/{role}-reviews.toml"), reviewed);
    }
    let found = findings_by_file(&project, &[]);
    for (role, _) in MENTIONS {
        let codes = &found[&format!("records/{role}.toml")];
        assert!(codes.contains("ambiguous-name"), "{role}: {codes:?}");
        let codes = &found[&format!("records/{role}-reviews.toml")];
        assert!(codes.contains("reviewer-participates"), "{role}: {codes:?}");
    }
}

#[test]
fn all_that_an_issue_prints_of_people_is_checked() {
    let project = Project::new();
    project.write("byline.toml", "organisation = 'Office'\ntemplates = ['newsletter']\n");
    let issue = "name = 'Tidelines'\ndate = 2025-06-02\n";
    let strange = "\u{10fffd}";
    for (what, person) in [
        ("title", format!("{{ name = 'Mei Lin', title = 'Editor {strange}' }}")),
        ("affiliation", format!("{{ name = 'Mei Lin', affiliation = 'House {strange}' }}")),
        ("honorifics", format!("{{ name = 'Mei Lin', honorifics = ['Dr {strange}'] }}")),
    ] {
        for place in [
            format!("[[board]]\nrole = 'Editor'\npeople = [{person}]\n"),
            format!("[editors-note]\ntext = 'Dear readers.'\nauthor = {person}\n"),
        ] {
            project.write("issues/tides.toml", format!("{issue}{place}"));
            let check = project.byline(&["check", "tides"]);
            assert!(check.stderr.contains("[missing-glyph]"), "{what}: {}", check.stderr);
            // The text is printed as well, so a build reports the same finding.
            let build = project.byline(&["build", "tides"]);
            assert!(build.stderr.contains("[missing-glyph]"), "{what}: {}", build.stderr);

            let unsaid = place.replace(&format!("Editor {strange}"), "TODO").replace(strange, "");
            project.write("issues/tides.toml", format!("{issue}{unsaid}"));
            let check = project.byline(&["check", "tides"]);
            assert_eq!(check.stderr.contains("[must-fill]"), what == "title", "{}", check.stderr);
        }
    }
}

#[test]
fn checks_read_the_words_of_the_records_language() {
    let project = Project::new();
    let record = format!("{SOUND}languages = 'ms'\nlead = 'Mereka bertemu minggu lalu, today.'\n");
    let told = |found: Vec<(String, u64, u64)>| -> Vec<_> {
        let found = found.into_iter().filter(|(code, _, _)| code == "relative-time");
        found.map(|(_, _, column)| column).collect()
    };
    let (minggu_lalu, today) = (24, 37);
    assert_eq!(told(findings(&project, &record)), [minggu_lalu]);
    // If a language has no such words, the check looks for the English ones.
    let french = record.replace("'ms'", "'fr'");
    assert_eq!(told(findings(&project, &french)), [today]);
    project.write("locales/ms.toml", "[checks]\nrelative-times = ['bertemu']\n");
    assert_eq!(told(findings(&project, &record)), [minggu_lalu - 8]);
    let english = record.replace("'ms'", "'en'");
    assert_eq!(told(findings(&project, &english)), [today]);
    project.write(
        "locales/ms.toml",
        "[checks]\nrelativ-times = ['minggu lalu']\nheads = 'ketua'\nweekdays = ['Isnin']\n",
    );
    let run = project.byline(&["check"]);
    for told in [
        "`checks.relativ-times` is not the key of a word",
        "did you mean `relative-times`?",
        "`checks.heads` takes a list of texts",
        "`checks.weekdays` takes 7 names, or rows of 7",
    ] {
        assert!(run.stderr.contains(told), "no {told}: {}", run.stderr);
    }
}

#[test]
fn forty_mistakes_are_forty_findings_each_in_its_place() {
    // A comment with `#!` gives the code of a finding and the words at which it starts.
    let record = include_str!("records/forty.toml");
    let mut expected = Vec::new();
    for (number, line) in record.lines().enumerate() {
        let Some((written, marks)) = line.split_once("#!") else { continue };
        for mark in marks.split("#!") {
            let (code, needle) = mark.trim().split_once(' ').unwrap();
            let column =
                written.split_once(needle).unwrap_or_else(|| panic!("{needle} in {line}")).0;
            expected.push((code.to_owned(), number as u64 + 1, column.chars().count() as u64 + 1));
        }
    }
    assert_eq!(expected.len(), 40);
    expected.sort();
    let mut found = findings(&Project::new(), record);
    found.sort();
    assert_eq!(found, expected);
}

#[test]
fn a_finding_is_silenced_with_a_reason() {
    let project = Project::new();
    project.write("byline.toml", "organisation = 'X'\n");
    let credits = "[credits]\nwriter = 'Elin Berg'\n";
    let silenced = |lead: &str| {
        !has(&findings(&project, &format!("{SOUND}{lead}\n{credits}")), "relative-time")
    };
    assert!(!silenced("lead = 'It rained last week.'"));
    assert!(silenced("lead = 'It rained last week.' # allow relative-time: it is a diary"));
    assert!(silenced(
        "# allow relative-time: it is a diary\nlead = '''\nIt rained.\nAnd last week.\n'''"
    ));
    assert!(!silenced("# allow relative-time:\nlead = 'It rained last week.'"));
    assert!(!silenced("# allow future-tense: it is a diary\nlead = 'It rained last week.'"));
    let found = findings(&project, &format!("{SOUND}# allow relativ-time: x\n{credits}"));
    assert!(has(&found, "invalid-allow"), "{found:?}");

    let found = findings(&project, &format!("# allow missing-credits: unsigned\n{SOUND}"));
    assert!(found.is_empty(), "{found:?}");
    project.write(
        "byline.toml",
        "organisation = 'X'\n[[allow]]\ncode = 'missing-credits'\nreason = 'unsigned'\n",
    );
    let found = findings(&project, SOUND);
    assert!(found.is_empty(), "{found:?}");
    project.write(
        "byline.toml",
        "organisation = 'X'\nallow = [{ code = 'missing-alt', reason = 'x' }, { code = 'nonsense', reason = 'x' }]\n",
    );
    let run = project.byline(&["check"]);
    assert_eq!(run.code, 2);
    assert!(
        run.stderr.contains("cannot be silenced") && run.stderr.contains("no finding"),
        "{run:?}"
    );
}

#[test]
fn the_directory_is_shared_and_differs_in_place() {
    let project = Project::new();
    project.write("people.toml", "[ada]\nname = 'Ada Lovelace'\ntitle = 'Analyst'\naliases = ['Ada King']\naffiliation = 'lab'\n");
    project.write("organisations.toml", "[lab]\nname = 'Engine Laboratory'\n");
    let programme =
        "[[programme]]\ntitle = 'P'\n[[programme.sessions]]\nsummary = 'Spoke.'\nspeaker = ";
    let credits = "[credits]\nwriter = 'W'\n";
    project.write("records/one.toml", format!("{SOUND}{programme}'Ada King'\n{credits}"));
    project.write(
        "records/two.toml",
        format!("{SOUND}{programme}'ada'\n{credits}[people.ada]\ntitle = 'Countess'\n"),
    );
    project.build();
    let one = project.words("output/one-report.pdf");
    assert!(one.contains("Ada Lovelace also Ada King Analyst Engine Laboratory"), "{one}");
    let two = project.words("output/two-report.pdf");
    assert!(two.contains("Ada Lovelace also Ada King Countess Engine Laboratory"), "{two}");
    let people = project.byline(&["people"]).stdout;
    assert!(
        people.contains("one, speaker: Analyst") && people.contains("two, speaker: Countess"),
        "{people}"
    );

    // Problems in the directory are reported there.
    project.write("people.toml", "[ada]\nname = 'Ada \u{10fffd}'\n");
    let run = project.byline(&["check"]);
    assert!(run.stderr.contains("people.toml:2:13"), "{}", run.stderr);
    project.write(
        "people.toml",
        "[a]\nname = 'A'\naliases = ['Lee']\n[b]\nname = 'B'\naliases = ['Lee']\n",
    );
    assert!(project.byline(&["check"]).stderr.contains("[shared-alias]"));
    project
        .write("people.toml", "[a]\nnme = 'A'\n")
        .write("organisations.toml", "[o]\nname = 'O'\npart-of = 'o'\n");
    let run = project.byline(&["check"]);
    assert!(
        run.stderr.contains("people.toml:2:1") && run.stderr.contains("part of itself"),
        "{run:?}"
    );
}

#[test]
fn texts_may_be_in_several_languages() {
    let project = Project::new();
    let record = "title = { ms = 'Hari', en = 'Day' }\nlanguages = ['en', 'ms']\nstart = 2024-10-31\nmode = 'offline'\nlead = { en = 'A *day*.', ms = 'Sehari.' }\n[credits]\nwriter = 'W'\n";
    assert!(findings(&project, record).is_empty());
    project.build();
    let words = project.words("output/case-report.pdf");
    assert!(
        words.contains("Day") && words.contains("A day.") && !words.contains("Hari"),
        "{words}"
    );
    for (wrong, line) in [
        (record.replace("en = 'Day'", "xx = 'Day'"), 1),
        (record.replace("en = 'A *day*.'", "zh = 'A'"), 5),
        (record.replace("['en', 'ms']", "['en']"), 1),
        (record.replace("['en', 'ms']", "['en', 'qq']"), 2),
    ] {
        let found = findings(&project, &wrong);
        assert!(found.iter().any(|(_, at, _)| *at == line), "{found:?} in {wrong}");
    }
}

/// A document can fail because of byline's own words alone, which no record shows.
#[test]
fn a_label_that_no_font_has_is_an_error_of_a_check_too() {
    let project = Project::new();
    project.write(
        "byline.toml",
        "organisation = 'Office'\ntemplates = ['report']\nfonts = { system = false }\n",
    );
    project.write("records/a.toml", "title = 'Day'\nstart = 2025-05-14\nmode = 'offline'\n");
    let run = project.byline(&["check", "--lang", "zh-Hans"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(run.stderr.contains("error[missing-glyph]"), "{}", run.stderr);
}
