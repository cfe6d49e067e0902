//! What a terminal would obey is shown, wherever it comes from; programs get the exact text.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::fs;

use common::{Project, Run, SMALL};

/// Characters that a terminal obeys: an escape sequence, a line feed, the start of one in a single
/// character, and one that turns the direction.
const EVIL: &str = "\u{1b}[2J\n\u{9b}2J\u{202e}x\u{2066}";

/// The same, shown.
const SHOWN: &str = "\\u{1b}[2J\\u{a}\\u{9b}2J\\u{202e}x\\u{2066}";

/// Asserts that nothing in the output of a run would be obeyed.
fn is_harmless(run: &Run) {
    for text in [&run.stdout, &run.stderr] {
        let obeyed = |c: char| {
            (c.is_control() && c != '\n')
                || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        };
        assert!(!text.contains(obeyed), "{text:?}");
        assert!(!text.contains("[2J\n"), "{text:?}");
    }
}

#[test]
fn names_of_files_are_shown_in_places_messages_hints_and_tables() {
    let project = Project::new();
    project.write(&format!("records/{EVIL}/a.toml"), "title = 1\n");
    project.write(&format!("records/{EVIL}/b.toml"), SMALL);
    project.write(&format!("records/{EVIL}.toml"), SMALL);
    project.write(&format!("records/{EVIL}/c.ms.toml"), SMALL);
    project.write(&format!("records/a {EVIL}.jpg"), "");
    project.write(&format!("fonts/{EVIL}.ttf"), "");
    project.write(&format!("locales/{EVIL}.toml"), "");
    let run = project.byline(&["check"]);
    is_harmless(&run);
    for place in [format!("--> fonts/{SHOWN}.ttf"), format!("--> locales/{SHOWN}.toml")] {
        assert!(run.stderr.contains(&place), "{place}: {run:?}");
    }
    fs::remove_dir_all(project.path("locales")).unwrap();
    project.write("records/c.toml", "title = 1\n");
    for args in [
        &["check"][..],
        &["build", "--explain"],
        &["translations", "--lang", "ms"],
        &["people"],
        &["fonts"],
    ] {
        is_harmless(&project.byline(args));
    }
    let run = project.byline(&["check"]);
    assert!(run.stderr.contains(&format!("--> records/{SHOWN}/a.toml:1:1")), "{run:?}");
    assert!(
        run.stderr.contains(&format!("the name of the file `records/{SHOWN}.toml`")),
        "{run:?}"
    );
    assert!(run.stderr.contains(&format!(" records/{SHOWN}/a.toml:1:1  `start`")), "{run:?}");
    let run = project.byline(&["photos", "b", "records"]);
    is_harmless(&run);
    assert!(run.stderr.contains(&format!("a {SHOWN}.jpg")), "{run:?}");
    // Output, and whatever else the user names.
    let output = format!("out{EVIL}");
    let run = project.byline(&["build", "b", "--output", &output]);
    is_harmless(&run);
    assert!(run.stderr.contains(&format!("out{SHOWN}/b-report.pdf")), "{run:?}");
    for args in
        [&["check", EVIL][..], &["explain", EVIL], &["init", EVIL], &["check", "--project", EVIL]]
    {
        is_harmless(&project.byline(args));
    }
}

#[test]
fn quotations_are_shown_and_underlined_in_the_right_columns() {
    let project = Project::new();
    project.write(
        "records/a.toml",
        "title = \"Small\"\nstart = 2024-01-01\nmode = \"\u{202e}off\u{9b}\"\u{b} # \u{2066}a\nx\u{7f}y = 1\n",
    );
    let run = project.byline(&["check"]);
    is_harmless(&run);
    assert!(run.stderr.contains("\\u{202e}off\\u{9b}"), "{run:?}");
    project
        .write("records/a.toml", "title = \"\u{202e}\"\nstart = 2024-01-01\nmode = \"offline\"\n");
    let run = project.byline(&["check"]);
    let quotation = "1 | title = \"\\u{202e}\"\n  |          ^^^^^^^^\n";
    assert!(run.stderr.contains(quotation), "{}", run.stderr);
    // A value behind it.
    project.write(
        "records/a.toml",
        "# \u{1b}\nstart = 2024-01-01\nmode = \"offline\"\na = { b = \"\u{202e}\", c = 1 }\n",
    );
    let run = project.byline(&["check"]);
    is_harmless(&run);
}

#[test]
fn lists_show_what_the_project_writes() {
    let project = Project::new();
    project.write("templates/own/main.typ", "#let main(event, project) = [a]");
    let purpose = "purpose = \"Clears \\u001b[2J\\nyour \\u202Escreen\"\n";
    let options = "[options.mark]\nmeaning = \"Rings \\u0007\"\ndefault = \"\\u009b2J\"\n";
    project.write("templates/own/template.toml", format!("contract = 4\n{purpose}{options}"));
    let run = project.byline(&["templates"]);
    is_harmless(&run);
    assert!(run.stdout.contains("Clears \\u{1b}[2J\\u{a}your \\u{202e}screen"), "{run:?}");
    // A template's own words.
    project.write(
        "templates/own/main.typ",
        "#let main(event, project) = panic(\"\\u{1b}[2J\\u{202e}\")",
    );
    project.write("records/a.toml", SMALL);
    let run = project.byline(&["build", "--template", "own"]);
    is_harmless(&run);
    assert!(run.stderr.contains("error[template]"), "{run:?}");
}

#[test]
fn programs_get_the_exact_names() {
    let project = Project::new();
    project.write(&format!("records/{EVIL}.toml"), SMALL);
    let run = project.byline(&["check", "--message-format", "json"]);
    let lines =
        run.stdout.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    let files: Vec<_> =
        lines.filter_map(|line| Some(line["place"]["file"].as_str()?.to_owned())).collect();
    assert_eq!(files, [format!("records/{EVIL}.toml")]);
    assert!(run.stdout.contains("\\u001b[2J\\n"), "{run:?}");
}
