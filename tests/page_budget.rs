//! Page budgets: a document fits, or a finding says which texts to shorten and by how much.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::fmt::Write;

use common::{Project, SMALL};

#[test]
fn a_summary_is_one_page_or_a_finding_says_what_to_shorten() {
    let project = Project::small("templates = ['summary']\n");
    let (mut fitting, mut refused) = (0, 0);
    for number in 0..100_usize {
        let words = |count: usize| "The keepers agreed on what to do next. ".repeat(count);
        let mut record = format!(
            "title = '{}'\nstart = 2025-05-14\nmode = 'offline'\n",
            "Harbour Day ".repeat(1 + number % 9)
        );
        let _ = writeln!(record, "bottom-line = '{}'", words(1 + number % 7));
        let outcomes: Vec<_> =
            (0..number % 13).map(|i| format!("'{}'", words(1 + (i + number) % 5))).collect();
        let _ = writeln!(record, "outcomes = [{}]", outcomes.join(", "));
        for step in 0..number % 11 {
            let _ = writeln!(
                record,
                "[[next-steps]]\naction = 'Step {step}: {}'\nowner = 'Secretariat'",
                words(step % 3)
            );
        }
        for count in 0..u32::try_from(number % 6).unwrap() {
            let _ = writeln!(
                record,
                "[[numbers]]\ncount = {}\nlabel = 'gauges of sort {count}'",
                10_u64.pow(count)
            );
        }
        let _ = writeln!(record, "[[programme]]\ntitle = 'Opening'");
        for speaker in 0..number % 17 {
            let _ = writeln!(
                record,
                "[[programme.sessions]]\nspeaker = {{ name = 'Speaker Number {speaker} with a Long Name', title = 'Director General of the Office' }}\nsummary = 'Spoke.'"
            );
        }
        let _ = writeln!(record, "[credits]\nwriter = 'Elin Berg'");
        project.write(&format!("records/r{number:03}.toml"), record);
    }
    let run = project.byline(&["build", "--message-format", "json"]);
    for line in run.stdout.lines() {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        match (line["type"].as_str().unwrap(), line["code"].as_str()) {
            ("artifact", _) => {
                assert_eq!(line["pages"], 1, "{line}");
                fitting += 1;
            }
            ("diagnostic", Some("page-budget")) => {
                assert!(line["hints"][0].as_str().unwrap().contains("shorten"), "{line}");
                refused += 1;
            }
            ("diagnostic", Some(code)) if line["level"] == "error" => panic!("{code}: {line}"),
            _ => {}
        }
    }
    assert_eq!(fitting + refused, 101, "{}", run.stderr);
    assert!(fitting > 50, "only {fitting} fit");
}

/// Of many next steps and outcomes, the page has the first, and says how many more there are.
#[test]
fn a_summary_shows_as_many_items_as_fit() {
    let project = Project::small("templates = ['summary']\n");
    let action = "The keepers agreed on what to do next, and who is to do it. ".repeat(5);
    let steps = |count: usize| -> String {
        let step =
            |at| format!("[[next-steps]]\naction = 'Step {at}: {action}'\ndue = 2025-06-{at:02}\n");
        (1..=count).rev().map(step).collect()
    };
    let outcomes = |count: usize| -> String {
        let items: Vec<_> = (1..=count).map(|at| format!("'Outcome {at}: {action}'")).collect();
        format!("outcomes = [{}]\n", items.join(", "))
    };
    for (name, record) in [
        ("few", steps(4)),
        ("steps", steps(20)),
        ("outcomes", outcomes(20)),
        ("both", outcomes(30) + &steps(30)),
    ] {
        project.write(&format!("records/{name}.toml"), format!("{SMALL}{record}"));
    }
    project.build();
    for (name, count, lists) in [
        ("few", 4, &["Step "][..]),
        ("steps", 20, &["Step "]),
        ("outcomes", 20, &["Outcome "]),
        ("both", 30, &["Step ", "Outcome "]),
    ] {
        let words = project.words(&format!("output/{name}-summary.pdf"));
        let mut more = words.split("and ").filter_map(|rest| {
            rest.split_once(" more in the full report")?.0.parse::<usize>().ok()
        });
        for list in lists {
            let shown =
                (1..=count).take_while(|at| words.contains(&format!("{list}{at}:"))).count();
            assert!(shown >= 2, "{name}: {words}");
            assert_eq!(words.matches(list).count(), shown, "{name}: {words}");
            let left = if shown == count { None } else { Some(count - shown) };
            assert_eq!(more.next(), left, "{name}: {words}");
        }
        assert_eq!(name == "few", !words.contains(" more in the full report"), "{words}");
    }
}

/// A user who follows the hint gets one page.
#[test]
fn shortening_by_as_much_as_the_hint_says_is_enough() {
    let project = Project::small("templates = ['summary']\n");
    let record = |length: usize| {
        let text: String =
            "The keepers agreed on what to do next. ".chars().cycle().take(length).collect();
        format!("{SMALL}outcomes = ['''{text}''']\n[credits]\nwriter = 'Ada'\n")
    };
    let length = 6000;
    project.write("records/a.toml", record(length));
    let run = project.byline(&["build"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(run.stderr.contains("error[page-budget]: the document has 2 pages"), "{}", run.stderr);
    assert!(run.stderr.contains("records/a.toml:4:"), "{}", run.stderr);
    let hint = run.stderr.split("shorten `outcomes` by about ").nth(1).expect(&run.stderr);
    let cut: usize = hint.split(' ').next().unwrap().parse().unwrap();
    project.write("records/a.toml", record(length - cut));
    let run = project.byline(&["build"]);
    assert_eq!(run.code, 0, "{cut} were not enough: {}", run.stderr);
    // Nor does the hint cut far too much: a tenth more would not fit.
    project.write("records/a.toml", record(length - cut / 2));
    assert_eq!(project.byline(&["build"]).code, 1, "{cut} are too many");
}

/// Nobody counts lines that fill pages, nor trusts a figure to the last digit.
#[test]
fn an_excess_of_several_pages_is_told_in_round_figures() {
    let project = Project::small("templates = ['summary']\n");
    let text = |length: usize| "The keepers agreed on what to do next. ".repeat(length / 39);
    for (outcomes, pages, told, hint) in [
        (6_000, "2 pages", "it is about ", "0 of its 5966 characters"),
        (140_000, "pages", "it is more than a page too long", "characters to one line"),
    ] {
        let items: Vec<_> =
            (0..=outcomes / 14_000).map(|_| format!("'{}'", text(outcomes.min(14_000)))).collect();
        let credits = "[credits]\nwriter = 'Ada'\n";
        let list = items.join(", ");
        project.write("records/a.toml", format!("{SMALL}outcomes = [{list}]\n{credits}"));
        let run = project.byline(&["build"]);
        assert!(run.stderr.contains("error[page-budget]"), "{run:?}");
        for words in [pages, told, hint] {
            assert!(
                run.stderr.contains(words),
                "{words}: {}",
                &run.stderr[run.stderr.len().saturating_sub(2_000)..]
            );
        }
    }
}
