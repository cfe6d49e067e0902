//! Issues of a newsletter: their content, and the findings about mistakes.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use common::{Project, tool};

/// A minimal issue.
const ISSUE: &str = "name = 'Tidelines'\nvolume = 3\nnumber = 2\ndate = 2025-06-02\n";

/// Creates a project with three events and the template for issues.
fn project() -> Project {
    let project = Project::new();
    project.write("byline.toml", "organisation = 'Office'\ntemplates = ['newsletter']\n");
    for (id, day, keyword) in [
        ("one", "2025-05-01", "tides"),
        ("two", "2025-05-14", "Gauges"),
        ("three", "2025-06-20", "tides"),
    ] {
        project.write(
            &format!("records/{id}.toml"),
            format!(
                "title = 'Event {id}'\nstart = {day}\nmode = 'offline'\nkeywords = '{keyword}'\n\
                 lead = 'The story of {id}.'\n[credits]\nwriter = 'Elin Berg'\n"
            ),
        );
    }
    project
}

/// Builds an issue and returns its text.
fn words(project: &Project, stories: &str) -> String {
    project.write("issues/tidelines.toml", format!("{ISSUE}{stories}"));
    let run = project.byline(&["build", "tidelines"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    project.words("output/tidelines-newsletter.pdf")
}

#[test]
fn an_issue_carries_events_by_id_by_days_and_by_keyword() {
    let project = project();
    for (stories, told) in [
        ("stories = ['two', 'one']", &["two", "one"][..]),
        ("stories = { from = 2025-05-01, to = 2025-05-31 }", &["one", "two"]),
        ("stories = { keyword = 'Tides' }", &["one", "three"]),
        ("stories = ['three', { from = 2025-05-02 }]", &["three", "two"]),
        (
            "stories = ['one', { record = 'three', lead = true, headline = 'Three leads' }]",
            &["three", "one"],
        ),
        // A story named by its id may also match the keyword: the entry with the id takes
        // precedence.
        (
            "stories = [{ keyword = 'tides' }, { record = 'one', headline = 'One' }]",
            &["three", "one"],
        ),
        ("", &[]),
    ] {
        let words = words(&project, stories);
        let mut places: Vec<_> =
            told.iter().map(|id| words.find(&format!("The story of {id}."))).collect();
        assert!(places.iter().all(Option::is_some), "{stories}: {words}");
        assert!(places.is_sorted(), "{stories}: {words}");
        places.dedup();
        let others = ["one", "two", "three"].into_iter().filter(|id| !told.contains(id));
        for other in others {
            assert!(!words.contains(&format!("The story of {other}.")), "{stories}: {words}");
        }
    }
    assert!(
        words(&project, "stories = { record = 'one', headline = 'One leads' }")
            .contains("One leads")
    );
}

#[test]
#[expect(
    clippy::too_many_lines,
    reason = "one issue that says everything, and a list of what is printed of it"
)]
fn all_that_an_issue_says_is_printed() {
    let project = project();
    let words = words(
        &project,
        "tagline = 'A tagline'\nperiod = 'June 2025'\nfrequency = 'Monthly'\n\
         issn = { print = '2049-3630', online = '2434-561X' }\n\
         stories = ['one', { record = 'two', headline = 'A headline', deck = 'A deck', text = 'A text of its own.' }]\n\
         briefs = [{ title = 'A brief', text = 'Brief words.' }]\n\
         announcements = [{ title = 'A call', text = 'Call words.' }]\n\
         people-news = [{ title = 'A farewell', text = 'Farewell words.' }]\n\
         publications = [{ title = 'An atlas', text = 'Atlas words.' }]\n\
         [editors-note]\ntitle = 'Dear readers'\ntext = 'The note.'\nauthor = 'Noor Haddad'\n\
         [[upcoming]]\ntitle = 'A clinic'\nstart = 2025-07-02\nend = 2025-07-03\nvenue = 'The quay'\n\
         url = 'https://clinic.example'\nnote = 'Bring a gauge.'\n\
         [[board]]\nrole = 'Chief editor'\npeople = ['Sam Osei', 'Mei Lin']\n\
         [imprint]\npublisher = 'A publisher'\nprinter = 'A printer'\naddress = 'An address'\n\
         copyright = 'A copyright'\nlicence = 'A licence'\n\
         [contact]\nname = 'Press office'\nemail = 'press@office.example'\nphone = '+60 3 1234'\n",
    );
    for text in [
        "Tidelines",
        "A tagline",
        "June 2025",
        "Monthly",
        "2049-3630",
        "2434-561X",
        "The story of one.",
        "A headline",
        "A deck",
        "A text of its own.",
        "A brief",
        "Brief words.",
        "A call",
        "Call words.",
        "A farewell",
        "Farewell words.",
        "An atlas",
        "Atlas words.",
        "Dear readers",
        "The note.",
        "Noor Haddad",
        "A clinic",
        "2–3 July 2025",
        "The quay",
        "clinic.example",
        "Bring a gauge.",
        "Chief editor",
        "Sam Osei",
        "Mei Lin",
        "A publisher",
        "A printer",
        "An address",
        "A copyright",
        "A licence",
        "Press office",
        "press@office.example",
        "+60 3 1234",
        "Elin Berg",
    ] {
        assert!(words.contains(text), "{text:?} is not printed:\n{words}");
    }
    // A story prints the name of its full report.
    assert!(words.contains("one-report.pdf"), "{words}");
    let file = project.path("output/tidelines-newsletter.pdf");
    let info = tool("pdfinfo", &["-isodates", file.to_str().unwrap()]).stdout;
    assert!(info.contains("Tidelines, vol. 3, no. 2"), "{info}");
    assert!(info.contains("2025-06-02"), "{info}");
}

#[test]
#[expect(clippy::too_many_lines, reason = "a list of mistakes")]
fn mistakes_of_an_issue_are_told_at_their_places() {
    let project = project();
    project.write("records/broken.toml", "title = 'Broken'\n");
    for (issue, code, place, words) in [
        ("stories = ['on']", "unknown-reference", "5:12", "did you mean `one`?"),
        ("stories = ['one', 'one']", "duplicate-entry", "5:19", "twice"),
        ("stories = ['broken']", "unusable-story", "5:12", "byline check broken"),
        ("stories = [{ lead = true }]", "missing-key", "5:12", "`keyword`"),
        (
            "stories = [{ record = 'one', lead = true }, { record = 'two', lead = true }]",
            "duplicate-entry",
            "5:45",
            "`lead = true` of one only",
        ),
        ("issn = '2049-3631'", "invalid-value", "5:8", "would be 0"),
        (
            "stories = [{ keyword = 'tides', headline = 'One' }]",
            "invalid-value",
            "5:12",
            "`headline` is for one story",
        ),
        (
            "stories = [{ record = 'one', keyword = 'tides' }]",
            "invalid-value",
            "5:12",
            "keep `record`",
        ),
        ("stories = ['tidelines']", "unknown-reference", "5:12", "is an issue"),
        ("issn = 5", "wrong-type", "5:8", ""),
        ("storys = ['one']", "unknown-key", "5:1", "did you mean `stories`?"),
        ("lead = '#allow'", "unknown-key", "5:1", ""),
        ("tagline = 'a\u{202e}b'", "invalid-value", "5:13", "reading direction"),
        (
            "[[upcoming]]\ntitle = 'X'\nstart = 2025-07-02\nend = 2025-07-01",
            "end-before-start",
            "8:7",
            "",
        ),
    ] {
        project.write("issues/tidelines.toml", format!("{ISSUE}{issue}\n"));
        let run = project.byline(&["check", "tidelines"]);
        assert_eq!(run.code, 1, "{issue}: {}", run.stderr);
        assert!(run.stderr.contains(&format!("error[{code}]")), "{issue}: {}", run.stderr);
        assert!(
            run.stderr.contains(&format!("issues/tidelines.toml:{place}")),
            "{issue}: {}",
            run.stderr
        );
        assert!(run.stderr.contains(words), "{issue}: {}", run.stderr);
    }
    for (issue, code) in [
        ("stories = [{ from = 2030-01-01 }]", "empty-entry"),
        ("tagline = 'TODO'", "must-fill"),
        ("tagline = 'News (of the coast'\nperiod = 'June'", ""),
        ("briefs = [{ title = 'A', text = 'A (b.' }]", "unbalanced-quotes"),
    ] {
        project.write("issues/tidelines.toml", format!("{ISSUE}{issue}\n"));
        let run = project.byline(&["check", "tidelines"]);
        assert_eq!(run.code, 0, "{issue}: {}", run.stderr);
        let found = run.stderr.contains(&format!("warning[{code}]"));
        assert!(found || code.is_empty(), "{issue}: {}", run.stderr);
    }
}

#[test]
fn numbers_of_issues_follow_each_other() {
    let project = project();
    let issue = |number: u32| {
        format!("name = 'Tidelines'\nvolume = 3\nnumber = {number}\ndate = 2025-06-02\n")
    };
    project.write("issues/first.toml", issue(1)).write("issues/second.toml", issue(2));
    assert!(!project.byline(&["check"]).stderr.contains("number-gap"));
    project.write("issues/fourth.toml", issue(4));
    let run = project.byline(&["check"]);
    assert!(run.stderr.contains("number 4 follows number 2"), "{}", run.stderr);
    project.write("issues/fourth.toml", issue(2));
    let run = project.byline(&["check"]);
    assert!(run.stderr.contains("another issue of this volume has number 2"), "{}", run.stderr);
    project.write("issues/fourth.toml", issue(4).replace("volume = 3", "volume = 4"));
    assert!(!project.byline(&["check"]).stderr.contains("number-gap"));
}

#[test]
fn a_finding_about_a_story_points_into_its_record() {
    let project = project();
    project.write(
        "records/glyph.toml",
        "title = 'Glyph'\nstart = 2025-05-01\nmode = 'offline'\nlead = 'A \u{10fffd} here.'\n",
    );
    project.write("issues/tidelines.toml", format!("{ISSUE}stories = ['glyph']\n"));
    let run = project.byline(&["build", "tidelines"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(run.stderr.contains("records/glyph.toml:4:11"), "{}", run.stderr);
}

#[test]
fn every_record_gives_report_and_summary_and_every_issue_a_newsletter() {
    let project = project();
    project.write("byline.toml", "organisation = 'Office'\n");
    project.write("issues/tidelines.toml", format!("{ISSUE}stories = ['one']\n"));
    let run = project.build();
    assert!(run.stderr.contains("7 documents built, 0 failed"), "{}", run.stderr);
    for name in ["one-report", "one-summary", "two-report", "three-summary", "tidelines-newsletter"]
    {
        assert!(project.path(&format!("output/{name}.pdf")).exists(), "{name}");
    }
}

#[test]
fn a_story_is_as_long_as_the_issue_says_and_tells_what_it_leaves_out() {
    let project = project();
    let speech = |name: &str| {
        let said = format!("{name} spoke of seven harbours and of all their records. ").repeat(6);
        format!("[[programme.sessions]]\nspeaker = '{name}'\nsummary = '{said}'\n")
    };
    let speeches: String =
        ["Ana Reis", "Ben Cole", "Cem Aksu", "Dina Roth", "Eva Lund"].map(speech).concat();
    project.write(
        "records/one.toml",
        format!(
            "title = 'Event one'\nstart = 2025-05-01\nmode = 'offline'\n\
             lead = '{}'\n[credits]\nwriter = 'Elin Berg'\n\
             [[programme]]\ntitle = 'Speeches'\n{speeches}",
            "The harbours met to compare their records. ".repeat(4),
        ),
    );
    let told = |length: &str| {
        let words = words(&project, &format!("stories = ['two', {{ record = 'one'{length} }}]"));
        let speakers = ["Ana Reis spoke", "Ben Cole spoke", "Dina Roth spoke", "Eva Lund spoke"];
        (speakers.map(|speaker| words.contains(speaker)), words)
    };
    let (speakers, words) = told(", length = 'brief'");
    assert_eq!(speakers, [false; 4], "{words}");
    assert_eq!(words.matches("The harbours met").count(), 2, "{words}");
    assert!(words.contains("also has the rest of the summary and 5 speeches."), "{words}");
    let (speakers, words) = told("");
    assert_eq!(speakers, [true, true, true, false], "{words}");
    assert!(!words.contains("the rest of the summary"), "{words}");
    let (speakers, words) = told(", length = 'full'");
    assert_eq!(speakers, [true; 4], "{words}");
    assert!(!words.contains("The full report also has"), "{words}");
}
