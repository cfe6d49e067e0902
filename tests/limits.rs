//! Limits on what a record holds: beyond them, byline reports the limit and the place, in little
//! memory, and builds all other records; up to them, the record is sound.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::process::Command;

use common::{Project, SMALL, repository};
use serde_json::Value;

/// The maximum memory in bytes of a run with a record beyond a limit. Without the record, it is
/// about 90 MB.
const MAX_MEMORY: u64 = 150_000_000;

/// The maximum memory in bytes of a run with a record that is just within the limits.
const MAX_WITHIN: u64 = 700_000_000;

/// Builds a project, and returns the peak of memory in bytes.
fn memory(project: &Project) -> u64 {
    let mut command = Command::new("python3");
    command.arg(repository().join("tests/common/usage.py"));
    command.args([env!("CARGO_BIN_EXE_byline"), "build", "--force"]);
    let output = command.current_dir(project.path("")).output().unwrap();
    let usage = String::from_utf8(output.stdout).unwrap();
    usage.split_whitespace().nth(1).unwrap().parse().unwrap()
}

/// Returns the errors about records.
fn errors(project: &Project) -> Vec<Value> {
    let run = project.byline(&["check", "--message-format", "json"]);
    let lines = run.stdout.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    lines.filter(|line| line["level"] == "error").collect()
}

/// Asserts that a record is sound up to a limit, and that beyond it the only finding names the
/// limit, at a line.
fn bounded(limit: &str, line: u64, within: &str, beyond: &str) {
    let project = Project::new();
    project.write("records/good.toml", SMALL);
    project.write("records/long.toml", format!("{SMALL}{within}"));
    assert_eq!(errors(&project), Vec::<Value>::new(), "{limit}");
    project.write("records/long.toml", format!("{SMALL}{beyond}"));
    let found = errors(&project);
    assert_eq!(found.len(), 1, "{limit}: {found:?}");
    assert_eq!(found[0]["code"], "over-limit", "{limit}");
    let message = found[0]["message"].as_str().unwrap();
    assert!(message.contains(limit), "{message}");
    assert_eq!(found[0]["place"]["line"], line, "{message}");
    let memory = memory(&project);
    assert!(memory < MAX_MEMORY, "{limit}: {memory} bytes");
    assert!(project.path("output/good-report.pdf").exists(), "the other record is not built");
}

#[test]
fn prose_has_so_many_paragraphs_and_items() {
    for item in ["a\n\n", "- a\n", "1. a\n", "> a\n\n", "-\n"] {
        let prose = |count| format!("background = \"\"\"\nb\n\n{}\"\"\"\n", item.repeat(count));
        bounded("2,000 paragraphs and items", 5, &prose(1_900), &prose(2_001));
    }
}

#[test]
fn all_prose_of_a_record_has_so_many_paragraphs_and_items() {
    let session = format!("[[programme.sessions]]\nsummary = '''\n{}'''\n", "- a\n".repeat(1_000));
    let programme = |count| format!("[[programme]]\ntitle = 'Talks'\n{}", session.repeat(count));
    // Two lines before the first session, and 1,003 in each of those before the one too many.
    bounded("10,000 paragraphs and items", 10_037, &programme(10), &programme(11));
}

#[test]
fn lists_have_so_many_entries() {
    let names = |first: usize, count: usize| {
        let names: Vec<_> = (first..first + count).map(|one| format!("'Name {one}'\n")).collect();
        names.join(",")
    };
    let guests = |count| format!("[attendance]\npeople = [\n{}]\n", names(0, count));
    bounded("5,000 entries", 5_006, &guests(5_000), &guests(5_001));
    let sessions = |count| {
        format!(
            "[[programme]]\ntitle = 'Talks'\n{}",
            "[[programme.sessions]]\ntitle = 'a'\n".repeat(count)
        )
    };
    bounded("5,000 entries", 10_006, "", &sessions(5_001));
    let people = |count: usize| {
        (0..count)
            .map(|one| format!("[people.p{one}]\nname = 'Name {one}'\n"))
            .collect::<Vec<_>>()
            .concat()
    };
    bounded("5,000 entries", 10_004, "", &people(5_001));
}

#[test]
fn all_lists_of_a_record_have_so_many_entries() {
    let names = |first: usize| {
        (first..first + 2_000).map(|one| format!("'Name {one}'")).collect::<Vec<_>>().join(",")
    };
    let parts = |count: usize| {
        let session = |one| format!("[[programme.sessions]]\nspeaker = [{}]\n", names(one * 2_000));
        let sessions: String = (0..count).map(session).collect();
        format!("[[programme]]\ntitle = 'Talks'\n{sessions}")
    };
    bounded("10,000 entries", 15, "", &parts(5));
}

#[test]
fn a_record_has_so_many_characters() {
    let text = format!(
        "summary = '''\n{}'''\n",
        format!("{}\n\n", "Seven gauges agree. ".repeat(30)).repeat(100)
    );
    let sessions = |count| {
        format!(
            "[[programme]]\ntitle = 'Talks'\n{}",
            format!("[[programme.sessions]]\n{text}").repeat(count)
        )
    };
    bounded("1,000,000 characters", 1, "", &sessions(17));
    // A comment is read, too.
    bounded("1,000,000 characters", 1, "", &format!("# {}\n", "a".repeat(1_000_000)));
}

#[test]
fn lists_that_are_printed_with_each_mention_are_short() {
    let person = |key: &str, length: usize| {
        let items: Vec<_> = (0..length).map(|number| format!("\"Name {number}\"")).collect();
        let ben = format!("[people.ben]\nname = \"Ben Adeyemi\"\n{key} = [{}]\n", items.join(", "));
        format!("[attendance]\npeople = [\"ben\"]\n{ben}")
    };
    for key in ["aliases", "honorifics"] {
        bounded("20 items", 8, &person(key, 20), &person(key, 21));
    }
    let offices = |levels: usize| {
        let office = |level| {
            format!("o{level} = {{ name = \"Office {level}\", part-of = \"o{}\" }}\n", level + 1)
        };
        let offices: String = (0..levels).map(office).collect();
        let top = format!("o{levels} = {{ name = \"Top office\" }}\n");
        format!("organiser = \"o0\"\n[organisations]\n{top}{offices}")
    };
    bounded("20 levels", 7, &offices(20), &offices(21));
}

#[test]
fn an_issue_has_so_many_entries_that_choose() {
    let issue = |entries: usize| {
        let entry = "[[stories]]\nfrom = 2024-01-01\n".repeat(entries);
        format!("name = \"Tides\"\nnumber = 1\ndate = 2024-02-01\n{entry}")
    };
    let project = Project::new();
    project.write("records/good.toml", SMALL);
    for (entries, code) in [(100, 0), (101, 1)] {
        project.write("issues/issue.toml", issue(entries));
        let run = project.byline(&["check", "--template", "newsletter"]);
        assert_eq!(run.code, code, "{run:?}");
        assert_eq!(run.stderr.contains("over-limit"), code == 1, "{run:?}");
    }
}

#[test]
fn a_record_of_a_million_characters_stays_in_memory() {
    let paragraph = format!("{}\n\n", "Seven gauges agree within a few centimetres. ".repeat(20));
    let session = format!("[[programme.sessions]]\nsummary = '''\n{}'''\n", paragraph.repeat(300));
    let project = Project::new();
    let programme = format!("[[programme]]\ntitle = 'Talks'\n{}", session.repeat(3));
    project.write("records/long.toml", format!("{SMALL}{programme}"));
    let memory = memory(&project);
    assert!(project.path("output/long-report.pdf").exists());
    assert!(memory < MAX_WITHIN, "{memory} bytes");
}

/// A PDF has all of them in one string.
#[test]
fn keywords_and_writers_are_so_long_together() {
    let list = |key: &str, length: usize, count: usize| {
        let word = |number| format!("'{number:0length$}'");
        format!("{key} = [\n{}]\n", (0..count).map(|n| word(n) + ",\n").collect::<String>())
    };
    let limit = "longer than 16,000 characters together";
    bounded(limit, 165, &list("keywords", 98, 160), &list("keywords", 98, 161));
    let writers = |count| format!("[credits]\n{}", list("writer", 1_598, count));
    bounded(limit, 16, &writers(10), &writers(11));
    // In other scripts, a character takes twice as many bytes.
    let chinese =
        |count| format!("keywords = [\n{}]\n", format!("'{}',\n", "潮".repeat(998)).repeat(count));
    bounded(limit, 21, &chinese(16), &chinese(17));
    // A translation counts, too.
    let project = Project::new();
    project.write("records/a.toml", format!("{SMALL}{}", list("keywords", 9, 9)));
    let translated = format!("'{}',\n", "潮".repeat(1_900)).repeat(9);
    project.write("records/a.zh-Hans.toml", format!("keywords = [\n{translated}]\n"));
    let run = project.byline(&["check", "--lang", "zh-Hans"]);
    assert!(run.code == 1 && run.stderr.contains(limit), "{run:?}");
}

#[test]
fn people_see_the_most_important_findings_and_programs_all() {
    let project = Project::new();
    // 600 warnings come before two errors.
    let photos: Vec<_> = (0..600)
        .map(|one| format!("[[photos]]\nfile = '{one}.png'\nalt = 'A pier of {one}'\n"))
        .collect();
    let photos = photos.concat();
    let errors = "unheard-of = 1\nunknown = 2\n";
    project.write("records/long.toml", format!("{SMALL}{photos}[attendance]\n{errors}"));
    let run = project.byline(&["check"]);
    assert_eq!(run.code, 1);
    let printed = |level: &str| run.stderr.matches(&format!("{level}[")).count();
    assert_eq!((printed("error"), printed("warning") + printed("error")), (2, 500));
    let json = project.byline(&["check", "--message-format", "json"]);
    let all = json.stdout.lines().filter(|line| line.contains("\"level\":")).count();
    assert!(all > 600, "{all}");
    let rest = format!("\n{} more findings not shown: correct these first\n\n", all - 500);
    assert!(run.stderr.contains(&rest), "{}", &run.stderr[run.stderr.len() - 200..]);
}

#[test]
fn nobody_is_told_to_correct_what_is_only_information() {
    let project = Project::new();
    let guests: Vec<_> = (0..900).map(|one| format!("'Guest Lima {one}'")).collect();
    let guests = guests.join(", ");
    project.write(
        "records/a.toml",
        format!("{SMALL}[attendance]\npeople = [{guests}]\n[credits]\nreviewer = [{guests}]\n"),
    );
    let run = project.byline(&["check"]);
    assert!(run.stderr.contains("information[reviewer-participates]"), "{run:?}");
    // The list of guests without a mention is one finding more.
    let told = "401 more findings not shown: they are for information only";
    assert!(run.stderr.contains(told), "{}", &run.stderr[run.stderr.len() - 300..]);
}
