//! Figures as offices print them: decimals, percentages, money and means; counts of several
//! moments and things; what breakdowns and charts are measured against.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use common::{Project, Run, SMALL};

/// Builds a record in each document and language.
fn built(text: &str) -> Project {
    let project = Project::new();
    let file = "organisation = 'Office'\ntemplates = ['report', 'summary', 'newsletter']\n\
                languages = ['en', 'ms', 'zh-Hans', 'zh-Hant']\n\
                output-name = '{id}-{template}.{language}.pdf'\n";
    project.write("byline.toml", file).write("records/a.toml", with(text));
    project.build();
    project
}

fn with(text: &str) -> String {
    format!("{SMALL}lead = 'They met.'\n[credits]\nwriter = 'Ada'\n{text}")
}

fn check(text: &str) -> Run {
    let project = Project::new();
    project.write("records/a.toml", with(text));
    project.byline(&["check"])
}

/// Figures in `[[numbers]]`, as TOML.
fn numbers(figures: &[&str]) -> String {
    let entry = |figure: &&str| format!("[[numbers]]\ncount = {figure}\nlabel = 'things'\n");
    figures.iter().map(entry).collect()
}

#[test]
fn figures_are_printed_as_they_are_written() {
    let figures = [
        "98.6",
        "\"45%\"",
        "\"RM 1.2 million\"",
        "\"50+\"",
        "\"over 1,200.50\"",
        "\"about USD 3 bn\"",
        "-2.5",
        "\"37.5 per cent\"",
        "1234567",
        "0.05",
    ];
    let project = built(&numbers(&figures));
    let words = project.words("output/a-report.en.pdf");
    for printed in [
        "98.6",
        "45%",
        "RM 1.2 million",
        "50+",
        "over 1,200.50",
        "about USD 3 bn",
        "\u{2212}2.5",
        "37.5%",
        "1,234,567",
        "0.05",
    ] {
        assert!(words.contains(printed), "{printed}: {words}");
    }
    let summary = project.words("output/a-summary.en.pdf");
    for printed in ["98.6", "45%", "RM 1.2 million", "50+"] {
        assert!(summary.contains(printed), "{printed}: {summary}");
    }
}

#[test]
fn decimals_are_those_of_the_language() {
    let project = Project::new();
    let file = "organisation = 'Office'\ntemplates = ['report']\nlanguages = ['de']\n";
    project.write(
        "locales/de.toml",
        "[numbers]\ngroup = '.'\ndecimal = ','\n[words]\nper-cent = '{count} %'\n",
    );
    project
        .write("byline.toml", file)
        .write("records/a.toml", with(&numbers(&["1200.5", "\"45%\""])));
    project.build();
    let words = project.words("output/a-report.pdf");
    assert!(words.contains("1.200,5") && words.contains("45 %"), "{words}");
}

#[test]
fn what_is_no_figure_says_what_to_write() {
    for figure in [
        "\"5 people\"",
        "\"many\"",
        "\"12 of 40\"",
        "nan",
        "inf",
        "\"1.2.3\"",
        "1.23456789",
        "true",
    ] {
        let run = check(&numbers(&[figure]));
        assert_eq!(run.code, 1, "{figure}: {run:?}");
    }
    for count in ["-4", "27.5", "\"45%\"", "\"RM 5\""] {
        let run = check(&format!("[attendance]\ncount = {count}\n"));
        assert!(run.code == 1 && run.stderr.contains("number of people"), "{count}: {run:?}");
    }
    for count in ["0", "\"1.2 million\"", "\"50+\"", "\"over 100\""] {
        assert_eq!(check(&format!("[attendance]\ncount = {count}\n")).code, 0, "{count}");
    }
    let run = check(&numbers(&["\"5 people\""]));
    let line = "= 5`; what is counted is in `label` already";
    assert!(run.stderr.contains(line), "{}", run.stderr);
}

#[test]
fn counts_of_moments_and_things_have_a_place() {
    let project = built(
        "[attendance]\ncount = 42\nlabel = 'youths'\n\
         counts = [{ count = 39, label = 'youths', at = 'Closing' }, { count = 12, label = 'institutions' }]\n",
    );
    for language in ["en", "ms", "zh-Hans", "zh-Hant"] {
        let words = project.words(&format!("output/a-report.{language}.pdf")).replace(' ', "");
        for printed in ["39youths", "Closing", "12institutions"] {
            assert!(words.contains(printed), "{language}, {printed}: {words}");
        }
    }
    let summary = project.words("output/a-summary.en.pdf");
    for printed in ["42 youths", "39 youths, Closing", "12 institutions"] {
        assert!(summary.contains(printed), "{printed}: {summary}");
    }
}

#[test]
fn a_breakdown_is_drawn_against_the_count_that_it_adds_up_to() {
    let parts = |women: u32| {
        format!(
            "[attendance]\ncount = 42\ncounts = [{{ count = 39, at = 'Closing' }}]\n\
             breakdown = {{ by = 'gender', parts = [{{ label = 'women', count = {women} }}, \
             {{ label = 'men', count = 12 }}] }}\n"
        )
    };
    let words = |women| built(&parts(women)).words("output/a-report.en.pdf");
    assert!(words(30).contains("Women: 71%"));
    assert!(words(27).contains("Women: 69%"));
    // Neither the send-off nor the closing: no whole, but a warning.
    let other = words(15);
    assert!(other.contains("Women: 15") && !other.contains('%'), "{other}");
    assert!(check(&parts(15)).stderr.contains("breakdown-sum"));
    assert!(!check(&parts(27)).stderr.contains("breakdown-sum"));
}

#[test]
fn what_is_added_up_has_whole_numbers_of_one_unit() {
    let breakdown = |one: &str, other: &str| {
        check(&format!(
            "[attendance]\ncount = 42\nbreakdown = {{ by = 'gender', parts = [{{ label = 'women', count \
             = {one} }}, {{ label = 'men', count = {other} }}] }}\n"
        ))
    };
    assert_eq!(breakdown("\"60%\"", "\"40%\"").code, 0);
    for (one, other) in [("27.5", "14.5"), ("27", "\"35%\""), ("\"RM 5\"", "5"), ("-3", "45")] {
        let run = breakdown(one, other);
        assert!(
            run.code == 1 && run.stderr.contains("cannot be added up"),
            "{one} {other}: {run:?}"
        );
    }
}

#[test]
fn means_are_no_counts() {
    let survey = "[[survey]]\nquestion = 'How good?'\nscale = '1 to 5'\nsample = 40\n\
                  results = [{ label = 'venue', count = 4.6 }, { label = 'food', count = 3.9 }]\n";
    let words = built(survey).words("output/a-report.en.pdf");
    assert!(words.contains("4.6") && words.contains("3.9") && !words.contains("of 40"), "{words}");
    assert!(!check(survey).stderr.contains("breakdown-sum"));
    let percent = "[[survey]]\nquestion = 'Good?'\nscale = 'per cent'\n\
                   results = [{ label = 'yes', count = \"90%\" }, { label = 'no', count = 10 }]\n";
    let words = built(percent).words("output/a-report.en.pdf");
    assert!(words.contains("90%") && words.contains("10%") && !words.contains("%%"), "{words}");
}
