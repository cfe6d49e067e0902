//! Growth: time is in proportion to the length of a list, and texts have limits that no office
//! comes near. Time is processor time, so other work on the machine does not count.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;
#[path = "common/lists.rs"]
mod lists;

use std::path::Path;
use std::process::Command;

use common::{Project, SMALL, repository};
use lists::LISTS;

/// How many times as long a list of four times the length may take.
const MOST: f64 = 6.0;

/// The attempts of which one must succeed: the processor's speed varies.
const ATTEMPTS: usize = 3;

/// The number of stories of a long issue, and the memory in bytes that it may take: it takes
/// about 300 MB.
const LONG_ISSUE: (usize, u64) = (800, 340_000_000);

/// The number of sessions of a long record, and the memory in bytes that it may take: it takes
/// about 335 MB.
const LONG_RECORD: (usize, u64) = (1_500, 375_000_000);

/// The lengths of lists: four times as much takes long beside the start of the program, or is as
/// much as a list may hold.
const LENGTHS: [(&str, usize); 14] = [
    ("speakers", 400),
    ("sessions", 150),
    ("attendance", 400),
    ("people", 300),
    ("photos", 100),
    ("findings", 150),
    ("unknown-keys", 3000),
    ("syntax-errors", 3000),
    ("definitions", 10_000),
    ("abbreviations", 700),
    ("languages", 1250),
    ("lines", 1200),
    ("organisations", 1250),
    ("stories", 60),
];

/// What a run of byline used: seconds of processor time, bytes of memory and its exit code.
struct Usage {
    seconds: f64,
    memory: u64,
    code: i32,
}

fn used(root: &Path, args: &[&str]) -> Usage {
    let mut command = Command::new("python3");
    command.arg(repository().join("tests/common/usage.py"));
    command.arg(env!("CARGO_BIN_EXE_byline")).args(args).current_dir(root);
    let output = String::from_utf8(command.output().unwrap().stdout).unwrap();
    let mut words = output.split_whitespace();
    let mut next = || words.next().unwrap_or_else(|| panic!("{args:?}: {output}"));
    Usage {
        seconds: next().parse().unwrap(),
        memory: next().parse().unwrap(),
        code: next().parse().unwrap(),
    }
}

/// Returns the time that a list takes.
fn time(name: &str, length: usize) -> f64 {
    let list = LISTS.iter().find(|list| list.name == name).unwrap();
    let folder = tempfile::tempdir().unwrap();
    (list.write)(folder.path(), length);
    let template = if name == "stories" { "newsletter" } else { "report" };
    let usage = used(folder.path(), &["build", "--template", template]);
    assert!((0..=1).contains(&usage.code), "{name}: exit code {}", usage.code);
    usage.seconds
}

#[test]
fn four_times_as_much_takes_at_most_six_times_as_long() {
    assert_eq!(LISTS.map(|list| list.name), LENGTHS.map(|(name, _)| name));
    for (name, length) in LENGTHS {
        let mut ratios = (0..ATTEMPTS).map(|_| {
            let (few, many) = (time(name, length), time(name, 4 * length));
            many / few
        });
        let mut seen = Vec::new();
        let holds = ratios.any(|ratio| {
            seen.push(ratio);
            ratio <= MOST
        });
        assert!(holds, "four times as many {name} take {seen:.1?} times as long");
    }
}

/// Builds a project with a list of a length, and asserts that it takes no more memory than this.
fn stays_in_memory(list: &str, template: &str, (length, most): (usize, u64)) {
    let project = tempfile::tempdir().unwrap();
    let list = LISTS.iter().find(|other| other.name == list).unwrap();
    (list.write)(project.path(), length);
    let usage = used(project.path(), &["build", "--template", template]);
    assert_eq!(usage.code, 0);
    assert!(usage.memory < most, "{}: {} bytes of memory", list.name, usage.memory);
}

#[test]
fn a_long_issue_stays_in_memory() {
    stays_in_memory("stories", "newsletter", LONG_ISSUE);
}

#[test]
fn a_long_record_stays_in_memory() {
    stays_in_memory("sessions", "report", LONG_RECORD);
}

/// Asserts that a record with these lines fails with a finding that names the limit and the
/// place, that memory stays small, and that the record beside it is built.
fn is_over(lines: &str, limit: &str, place: &str) {
    let project = Project::new();
    project.write("records/good.toml", SMALL);
    project.write("records/bad.toml", format!("{SMALL}{lines}\n"));
    let run = project.byline(&["build"]);
    assert_eq!(run.code, 1, "{limit}");
    assert!(run.stderr.contains("error[over-limit]"), "{limit}");
    assert!(run.stderr.contains(limit), "{limit}: {:.2000}", run.stderr);
    assert!(run.stderr.contains(&format!("--> records/bad.toml:{place}")), "{limit}, {place}");
    assert!(run.stderr.contains("1 document built, 1 failed"), "{limit}");
    let usage = used(&project.path(""), &["build", "--force"]);
    assert!(usage.memory < 250_000_000, "{limit}: {} bytes of memory", usage.memory);
}

#[test]
fn a_text_beyond_a_limit_is_reported_at_its_place() {
    let [few, marks] = [1_000, 100_000].map(|count| "\u{301}".repeat(count));
    is_over(&format!("venue = 'Hall a{few}'"), "more than 30 combining marks", "4:");
    is_over(&format!("venue = 'Hall a{marks}'"), "longer than 2,000 characters", "4:");
    is_over(&format!("background = 'Hall a{marks}'"), "more than 30 combining marks", "4:");
    is_over(&format!("theme = '{}'", "a ".repeat(2_000_000)), "longer than 2,000 characters", "4:");
    let paragraph = "tide ".repeat(3_001);
    is_over(&format!("background = '{paragraph}'"), "longer than 15,000 characters", "4:");
    let prose = format!("{}\n\n", "tide ".repeat(2_000)).repeat(40);
    is_over(&format!("background = '''{prose}'''"), "longer than 300,000 characters", "4:");
}

#[test]
fn the_words_of_a_language_have_the_same_limit() {
    let project = Project::new();
    project.write("records/good.toml", SMALL);
    for (marks, limit) in
        [(1_000, "more than 30 combining marks"), (100_000, "longer than 2,000 characters")]
    {
        let word = format!("[words]\nwhen = 'a{}'\n", "\u{301}".repeat(marks));
        project.write("locales/en.toml", word);
        let run = project.byline(&["build"]);
        assert_eq!(run.code, 2, "{limit}");
        assert!(run.stderr.contains("error[over-limit]"), "{limit}");
        assert!(run.stderr.contains(limit) && run.stderr.contains("locales/en.toml:2:9"));
    }
}

#[test]
fn a_text_just_below_the_limits_is_printed() {
    let project = Project::new();
    let marks = "\u{301}".repeat(30);
    let (line, paragraph) = ("tide ".repeat(390), "tide ".repeat(2_900));
    let texts = format!("theme = 'a{marks} {line}'\nbackground = '{paragraph}'\n");
    project.write("records/long.toml", format!("{SMALL}{texts}"));
    let run = project.byline(&["build"]);
    assert!(!run.stderr.contains("over-limit"), "{:.2000}", run.stderr);
}
