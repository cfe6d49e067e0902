//! The editor's checks: each has a record that trips it and one that nearly does.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::collections::BTreeSet;

use common::{Project, Run};
use serde_json::Value;

/// A record that no editor would say anything of; `{}` is where more is added.
const SOUND: &str = "title = 'Sound'\nstart = 2024-10-31\nmode = 'offline'\n";

/// What each check trips over, and what it must pass by.
const CASES: [(&str, &str, &str); 25] = [
    (
        "same-post",
        "[attendance]\npeople = ['a', 'b']\n[people.a]\nname = 'Samuel Lee'\ntitle = 'CEO'\naffiliation = 'Business Council'\n[people.b]\nname = 'Li Taikang'\ntitle = 'CEO'\naffiliation = 'Business Council'",
        "[attendance]\npeople = ['Samuel Lee', 'Li Taikang']\n[people.a]\nname = 'Samuel Lee'\naliases = ['Li Taikang']\ntitle = 'CEO'\naffiliation = 'Business Council'",
    ),
    (
        "speaker-not-listed",
        "[attendance]\npeople = ['Ada Lovelace', 'Grace Hopper']\n[[programme]]\ntitle = 'P'\n[[programme.sessions]]\nspeaker = 'Radia Perlman'",
        "[attendance]\npeople = ['Ada Lovelace', 'Ada King']\n[[programme]]\ntitle = 'P'\n[[programme.sessions]]\nspeaker = 'ada'\n[people.ada]\nname = 'Ada Lovelace'\naliases = ['Ada King']",
    ),
    (
        "silent-guest",
        "[attendance]\npeople = ['Ada Lovelace']",
        "[attendance]\npeople = ['Ada Lovelace']\n[[programme]]\ntitle = 'P'\n[[programme.sessions]]\nspeaker = 'Ada Lovelace'",
    ),
    (
        "ambiguous-name",
        "lead = 'Then Lee spoke.'\n[attendance]\npeople = ['Samuel Lee', 'David Lee']",
        "lead = 'Then Samuel Lee spoke, and Ada.'\n[attendance]\npeople = ['Samuel Lee', 'David Lee']",
    ),
    (
        "name-drift",
        "[[programme]]\ntitle = 'P'\n[[programme.sessions]]\nspeaker = 'Li Zhiqiang'\nsummary = 'Lee hoped for results.'\n[[programme.sessions]]\nspeaker = 'Lee Boon Chye'",
        "[[programme]]\ntitle = 'P'\n[[programme.sessions]]\nspeaker = 'Li Zhiqiang'\nsummary = 'He agreed with Lee Boon Chye. Li hoped for results.'\n[[programme.sessions]]\nspeaker = 'Lee Boon Chye'\n[[programme.sessions]]\nspeaker = 'He Ying'",
    ),
    (
        "name-case",
        "[attendance]\npeople = ['LI Jimmy', 'Liu Richard', 'Gong Yu']",
        "[attendance]\npeople = ['LI Jimmy', 'LIU Richard', 'GONG Yu']",
    ),
    (
        "organisation-twice",
        "organiser = 'Tyrion AI'\nsupporter = 'Tyrion.ai'",
        "organiser = 'Ministry of Trade'\nsupporter = 'Ministry of Transport'",
    ),
    (
        "unexpanded-abbreviation",
        "lead = 'MDEC opened the day.'",
        "lead = 'The Malaysia Digital Economy Corporation (MDEC) opened the day with AI. MDEC stayed.'",
    ),
    (
        "count-differs",
        "numbers = { count = 6, label = 'talks' }\n[[programme]]\ntitle = 'P'\n[[programme.sessions]]\ntitle = 'A'\n[[programme.sessions]]\ntitle = 'B'",
        "numbers = { count = 2, label = 'talks' }\n[[programme]]\ntitle = 'P'\n[[programme.sessions]]\ntitle = 'A'\n[[programme.sessions]]\ntitle = 'B'",
    ),
    (
        "breakdown-sum",
        "[attendance]\ncount = 59\nbreakdown = { by = 'gender', parts = [{ label = 'women', count = 30 }, { label = 'men', count = 28 }] }",
        "[attendance]\ncount = 'over 57'\nbreakdown = { by = 'gender', parts = [{ label = 'women', count = 30 }, { label = 'men', count = 28 }] }",
    ),
    (
        "number-order",
        "[[programme]]\ntitle = 'P'\n[[programme.sessions]]\nnumber = 2\ntitle = 'A'\n[[programme.sessions]]\nnumber = 1\ntitle = 'B'",
        "[[programme]]\ntitle = 'P'\n[[programme.sessions]]\nnumber = 2\ntitle = 'A'\n[[programme.sessions]]\nnumber = 7\ntitle = 'B'",
    ),
    (
        "unbalanced-quotes",
        "lead = 'He said \"yes.'",
        "lead = 'A 5\" pipe, and she said \"yes\" (twice).'",
    ),
    (
        "title-differs",
        "[attendance]\npeople = [{ name = 'Ada King', title = 'Countess' }, { name = 'Ada King', title = 'Analyst' }]",
        "[attendance]\npeople = [{ name = 'Ada King', title = 'Countess' }, { name = 'Ada Kong', title = 'Analyst' }]",
    ),
    (
        "outside-parent",
        "series = { title = 'Week', start = 2024-11-01, end = 2024-11-07 }",
        "series = { title = 'Week', start = 2024-10-31, end = 2024-11-07 }",
    ),
    ("duration-differs", "duration = '14 days'", "duration = '14 days'\nend = 2024-11-13"),
    (
        "relative-time",
        "lead = 'Ministers met last week.'",
        "lead = 'The blast weekly, which it is called, met in the week before.'",
    ),
    (
        "future-tense",
        "lead = 'The seminar will last two weeks.'",
        "lead = 'The records will be of use for years.'",
    ),
    (
        "weekday-differs",
        "lead = 'They met on Monday, 31 October 2024.'",
        "lead = 'They met on Thursday, 31 October 2024.'",
    ),
    ("mode-contradicted", "venue = { name = 'Hall', city = 'Westhaven' }", "venue = 'Zoom'"),
    (
        "speaks-for-unknown",
        "organiser = 'Institute'\n[[programme]]\ntitle = 'P'\n[[programme.sessions]]\nspeaker = { name = 'Ada Lovelace', affiliation = 'Other Place' }\non-behalf-of = 'the organiser'",
        "organiser = 'Institute'\n[[programme]]\ntitle = 'P'\n[[programme.sessions]]\nspeaker = { name = 'Ada Lovelace', affiliation = { name = 'Lab', part-of = 'Institute' } }\non-behalf-of = 'the organiser'",
    ),
    (
        "generic-caption",
        "[[photos]]\nfile = 'a.jpg'\ncaption = 'Group photo'",
        "[[photos]]\nfile = 'a.jpg'\ncaption = 'Group photo of the seven keepers'",
    ),
    (
        "caption-names-unknown",
        "[[photos]]\nfile = 'a.jpg'\ncaption = 'The speech of Bob Smith'",
        "[[photos]]\nfile = 'a.jpg'\ncaption = 'Speech of Ada Lovelace'\n[[programme]]\ntitle = 'P'\n[[programme.sessions]]\nspeaker = 'Ada Lovelace'",
    ),
    ("missing-credits", "", "[credits]\nwriter = 'Elin Berg'"),
    (
        "reviewer-participates",
        "[attendance]\npeople = 'Ada Lovelace'\n[credits]\nreviewer = 'Ada Lovelace'",
        "[attendance]\npeople = 'Ada Lovelace'\n[credits]\nreviewer = 'Grace Hopper'",
    ),
    ("must-fill", "kicker = 'TODO: write this'", "kicker = 'What is left todo'"),
];

/// Codes of the findings about a record, with their lines.
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

#[test]
fn each_check_trips_and_nearly_does_not() {
    let project = Project::new();
    project.write("byline.toml", "organisation = 'X'\n");
    for (code, trips, nearly) in CASES {
        let base = match code {
            "mode-contradicted" => SOUND.replace("offline", "online"),
            _ => SOUND.to_owned(),
        };
        let found = findings(&project, &format!("{base}{trips}\n"));
        assert!(has(&found, code), "{code} is not found: {found:?}");
        let found = findings(&project, &format!("{base}{nearly}\n"));
        assert!(!has(&found, code), "{code} is found where it should not be: {found:?}");
    }
    let codes: BTreeSet<_> = CASES.iter().map(|(code, _, _)| code).collect();
    assert_eq!(codes.len(), CASES.len());
}

#[test]
fn forty_mistakes_are_forty_findings_each_in_its_place() {
    // Behind `#!` stand the code and the words at whose start the finding is.
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

    // What is wrong in the directory is told there.
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
