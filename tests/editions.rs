//! Numbers over the editions of an event, from earlier records: which records count, what a report
//! shows of them, and which documents a change of an earlier record makes out of date.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use common::{Project, tool};

/// A record of an edition of Harbour Day, with these lines.
fn edition(year: u32, attendance: &str, more: &str) -> String {
    format!(
        "title = 'Harbour Day'\nlanguages = ['en', 'ms', 'zh-Hans', 'zh-Hant']\nstart = {year}-05-14\n\
         mode = 'offline'\nlead = 'They met in {year}.'\n{more}\n[attendance]\n{attendance}\n\
         [credits]\nwriter = 'Ada'\n"
    )
}

/// A project with these records, each of which follows the one before.
fn project(file: &str, records: &[(&str, String)]) -> Project {
    let project = Project::new();
    let allow = "[[allow]]\ncode = 'missing-translation'\nreason = 'a test'\n";
    project.write("byline.toml", format!("organisation = 'Office'\n{file}\n{allow}"));
    let mut before: Option<&str> = None;
    for (id, record) in records {
        let follows = before.map(|before| format!("follows = '{before}'\n")).unwrap_or_default();
        project.write(&format!("records/{id}.toml"), follows + record);
        before = Some(id);
    }
    project
}

const REPORTS: &str = "templates = ['report']\noutput-name = '{id}.{language}.pdf'\n\
                       languages = ['en', 'ms', 'zh-Hans', 'zh-Hant']";
const SERIES: &str = "series = 'Harbour Day'";

/// The words of the English report of a record.
fn words(project: &Project, id: &str) -> String {
    project.words(&format!("output/{id}.en.pdf"))
}

/// Builds records of an event in three years, and returns the words of the last one's report.
fn report(lines: [(&str, &str); 3]) -> String {
    let records: Vec<_> = [("a", 2023), ("b", 2024), ("c", 2025)]
        .into_iter()
        .zip(lines)
        .map(|((id, year), (attendance, more))| (id, edition(year, attendance, more)))
        .collect();
    let project = project("templates = ['report']\noutput-name = '{id}.en.pdf'", &records);
    project.build();
    words(&project, "c")
}

#[test]
fn a_report_shows_how_the_numbers_have_changed() {
    let number = |count: u32| {
        format!(
            "{SERIES}\nnumbers = {{ count = {count}, label = {{ en = 'gauges', ms = 'buah tolok', \
                 zh-Hans = '个验潮仪', zh-Hant = '個驗潮儀' }} }}"
        )
    };
    let records = [
        ("a", edition(2022, "count = 'about 120'", &number(40))),
        ("b", edition(2024, "count = 200", &number(43))),
        ("c", edition(2025, "count = 310", &number(43))),
    ];
    let project = project(REPORTS, &records);
    project.build();
    for (language, said) in [
        (
            "en",
            [
                "Attendance has grown from about 120 in 2022 to 310 in 2025",
                "Gauges: 43, as in 2024",
            ],
        ),
        (
            "ms",
            [
                "Kehadiran meningkat daripada kira-kira 120 orang pada tahun 2022 kepada 310 orang \
                 pada tahun 2025",
                "Tolok: 43, sama seperti pada tahun 2024",
            ],
        ),
        ("zh-Hans", ["出席人数由2022年的约120人增至2025年的310人", "验潮仪：43，与2024年持平"]),
        ("zh-Hant", ["出席人數由2022年的約120人增至2025年的310人", "驗潮儀：43，與2024年持平"]),
    ] {
        let words = project.words(&format!("output/c.{language}.pdf"));
        let words: String = words.split_whitespace().collect();
        for said in said {
            let said: String = said.split_whitespace().collect();
            assert!(words.contains(&said), "{language}, {said}: {words}");
        }
    }
    // Who does not see the bars is read a table, in which the event itself is the last row.
    let file = project.path("output/c.en.pdf");
    let tree =
        tool("pdfinfo", &["-struct-text", file.to_str().unwrap()]).stdout.replace('\u{a0}', " ");
    let table = tree.split("Table").nth(1).unwrap();
    let cells: Vec<&str> =
        table.lines().map(str::trim).filter(|line| line.starts_with('"')).collect();
    let cells: Vec<&str> = cells.into_iter().take(8).collect();
    let read = ["When", "Attendance", "2022", "about 120", "2024", "200", "2025", "310"];
    assert_eq!(cells, read.map(|cell| format!("\"{cell}\"")), "{tree}");
    assert_eq!(table.matches("TH").count() - table.matches("THead").count(), 2, "{tree}");
    // A click on an earlier year or its number leads to the link.
    let args =
        ["locate", "c", "--template", "report", "--key", "follows", "--message-format", "json"];
    let found = project.byline(&args).stdout.matches("\"page\"").count();
    assert!(found >= 2 + 2 * 4, "{found} places lead to the link");
    // The first edition compares itself with none, and the project may leave the charts out.
    assert!(!words(&project, "a").contains("2022 to"));
    let file = project.read("byline.toml");
    let file = String::from_utf8(file).unwrap();
    project.write("byline.toml", format!("{file}[options.report]\neditions = false\n"));
    project.build();
    assert!(!words(&project, "c").contains("Attendance has grown"));
}

#[test]
fn a_heading_says_no_more_than_the_numbers() {
    let said = |counts: [&str; 3]| report(counts.map(|count| (count, SERIES)));
    for (counts, expected) in [
        (
            ["count = 90", "count = 90", "count = 91"],
            "Attendance has grown from 90 in 2023 to 91 in 2025",
        ),
        (
            ["count = 310", "count = 200", "count = 120"],
            "Attendance has fallen from 310 in 2023 to 120",
        ),
        (["count = 120", "count = 310", "count = 200"], "Fewer people took part than in 2024"),
        (["count = 310", "count = 120", "count = 200"], "More people took part than in 2024"),
        (["count = 120", "count = 200", "count = 200"], "As many people took part as in 2024"),
        // An edition without the number is left out.
        (
            ["count = 120", "label = 'guests'", "count = 200"],
            "Attendance has grown from 120 in 2023 to 200",
        ),
        (
            ["count = 120", "count = 5\nbasis = 'invited'", "count = 200"],
            "has grown from 120 in 2023 to 200",
        ),
    ] {
        let words = said(counts);
        assert!(words.contains(expected), "{counts:?}: {words}");
    }
    let basis =
        ["count = 40", "count = 60\nbasis = 'registered'", "count = 75\nbasis = 'registered'"];
    let words = said(basis);
    assert!(words.contains("Registered: up from 60 in 2024 to 75 in 2025"), "{words}");
    // What is not exact, and close, is shown without a conclusion.
    let words = said(["count = 90", "count = 'about 100'", "count = 110"]);
    assert!(!words.contains("took part") && !words.contains("Attendance has"), "{words}");
    assert!(words.contains("about 100"), "{words}");
    // One number alone is no chart.
    let words = said(["label = 'guests'", "label = 'guests'", "count = 200"]);
    assert!(!words.contains("2023") && !words.contains("took part"), "{words}");
}

#[test]
fn editions_are_of_one_series_and_one_after_the_other() {
    let counts = ["count = 120", "count = 200", "count = 310"];
    let of = |lines: [&str; 3]| {
        let lines = [0, 1, 2].map(|at| (counts[at], lines[at]));
        let words = report(lines);
        let years = [("120 in 2023", "2023"), ("200 in 2024", "2024")];
        let found = years.iter().find(|(said, _)| words.contains(&format!("grown from {said}")));
        found.map_or("none", |(_, year)| year).to_owned()
    };
    for (lines, from) in [
        ([SERIES; 3], "2023"),
        (
            [
                "series = 'Harbour Day 2023'",
                "series = 'HARBOUR DAY 2024'",
                "series = 'Harbour Day 2025'",
            ],
            "2023",
        ),
        (["edition = '1st'", "edition = '2nd'", "edition = '3rd'"], "2023"),
        // A record of another series ends the chain, and so does one that names none.
        (["series = 'Tides'", SERIES, SERIES], "2024"),
        ([SERIES, "series = 'Tides'", SERIES], "none"),
        ([SERIES, "", SERIES], "none"),
        ([""; 3], "none"),
        (["", "edition = '2nd'", "edition = '3rd'"], "2024"),
        // Two records of one edition are one: that which the other follows.
        (
            [
                "series = 'Harbour Day'\nedition = '1st'",
                "series = 'Harbour Day'\nedition = '2nd'",
                "series = 'Harbour Day'\nedition = '2nd'",
            ],
            "2023",
        ),
        ([SERIES, "series = 'Harbour Day'\nstatus = 'cancelled'", SERIES], "2023"),
    ] {
        assert_eq!(of(lines), from, "{lines:?}");
    }
}

#[test]
fn two_editions_of_one_year_have_their_days() {
    let one = edition(2025, "count = 80", "edition = 'first'");
    let other = edition(2025, "count = 95", "edition = 'second'").replace("-05-14", "-11-05");
    let project =
        project("templates = ['report']\noutput-name = '{id}.en.pdf'", &[("a", one), ("b", other)]);
    project.build();
    let words = words(&project, "b");
    let said = "Attendance has grown from 80 on 14 May 2025 to 95 on 5 November 2025";
    assert!(words.contains(said), "{words}");
}

#[test]
fn numbers_with_the_same_label_and_unit_are_compared() {
    let with = |count: &str, label: &str| {
        format!("{SERIES}\nnumbers = {{ count = {count}, label = '{label}' }}")
    };
    for (counts, labels, expected) in [
        (
            ["40", "41", "43"],
            ["gauges", "gauges", "Gauges"],
            Some("up from 40 in 2023 to 43 in 2025"),
        ),
        (
            ["40", "41", "30"],
            ["gauges", "gauges", "gauges"],
            Some("down from 41 in 2024 to 30 in 2025"),
        ),
        (
            ["40", "41", "43"],
            ["gauges", "floats", "gauges"],
            Some("up from 40 in 2023 to 43 in 2025"),
        ),
        (["40", "41", "43"], ["gauges", "gauges", "floats"], None),
        (
            ["'40%'", "40", "'45%'"],
            ["share", "share", "share"],
            Some("Share: up from 40% in 2023 to 45% in 2025"),
        ),
        (["'RM 40'", "'USD 40'", "45"], ["costs", "costs", "costs"], None),
        // What has always been the same is no news.
        (["7", "7", "7"], ["harbours", "harbours", "harbours"], None),
    ] {
        let lines = [0, 1, 2].map(|at| with(counts[at], labels[at]));
        let words = report([0, 1, 2].map(|at| ("label = 'guests'", lines[at].as_str())));
        match expected {
            Some(said) => assert!(words.contains(said), "{counts:?} {labels:?}: {words}"),
            None => assert!(!words.contains("2023"), "{counts:?} {labels:?}: {words}"),
        }
    }
}

#[test]
fn only_the_last_six_editions_are_shown_and_a_circle_ends() {
    let ids: Vec<String> = (2015..=2025).map(|year| format!("y{year}")).collect();
    let records: Vec<_> = (2015..=2025)
        .map(|year| {
            let attendance = format!("count = {}", year - 1900);
            (ids[year as usize - 2015].as_str(), edition(year, &attendance, SERIES))
        })
        .collect();
    let project = project("templates = ['report']\noutput-name = '{id}.en.pdf'", &records);
    let first = format!("follows = 'y2025'\n{}", records[0].1);
    project.write("records/y2015.toml", first);
    project.build();
    let last = words(&project, "y2025");
    assert!(last.contains("grown from 120 in 2020 to 125 in 2025"), "{last}");
    // The oldest follows the latest, which is after it.
    assert!(!words(&project, "y2015").contains("took part"));
    assert!(words(&project, "y2016").contains("grown from 115 in 2015 to 116 in 2016"));
}

#[test]
fn what_an_earlier_record_says_of_its_edition_makes_later_reports_out_of_date() {
    let ids = ["a", "b", "c", "d"];
    let record =
        |place: u32, more: &str| edition(2020 + place, &format!("count = {}", 100 + place), more);
    let records = [0, 1, 2, 3].map(|place| (ids[place as usize], record(place, SERIES)));
    let project = project("templates = ['report']\noutput-name = '{id}.en.pdf'", &records);
    project.build();
    assert!(project.build().stderr.contains("0 documents built"));
    let rebuilt = |more: &[&str]| {
        let run = project.byline(&[&["build", "--explain"], more].concat());
        assert_eq!(run.code, 0, "{run:?}");
        let built =
            ids.iter().filter(|id| run.stderr.contains(&format!("output/{id}.en.pdf: 1 page")));
        (built.copied().collect::<String>(), run.stderr)
    };
    // Only the report that links to it prints anything else of it.
    let write = |text: String| project.write("records/a.toml", text);
    write(record(0, SERIES).replace("They met", "Many met"));
    assert_eq!(rebuilt(&[]).0, "ab");
    write(record(0, SERIES).replace("count = 100", "count = 10"));
    let (built, said) = rebuilt(&["d"]);
    assert!(built == "d" && said.contains("the earlier edition `a` changed"), "{said}");
    assert!(words(&project, "d").contains("grown from 10 in 2020 to 103 in 2023"));
    // In parts, too, and what was learned in them is known afterwards.
    let parts: String = ["1/3", "2/3", "3/3"].map(|part| rebuilt(&["--shard", part]).0).concat();
    let mut parts: Vec<char> = parts.chars().collect();
    parts.sort_unstable();
    assert_eq!(parts, ['a', 'b', 'c']);
    project.byline(&["merge"]);
    assert_eq!(rebuilt(&[]).0, "");
    assert!(words(&project, "c").contains("grown from 10 in 2020 to 102 in 2022"));
    // A record on the way that is broken or gone ends the chain for those after it.
    write(record(0, SERIES).replace("start = 2020-05-14", "start = 'soon'"));
    let run = project.byline(&["build", "c", "d", "--explain"]);
    assert!(run.code == 0 && run.stderr.contains("`a` changed"), "{run:?}");
    assert!(words(&project, "d").contains("grown from 101 in 2021 to 103 in 2023"));
    write(record(0, SERIES));
    assert_eq!(rebuilt(&[]).0, "abcd");
    assert!(words(&project, "d").contains("grown from 100 in 2020 to 103 in 2023"));
}

#[test]
fn an_attendance_far_from_the_last_is_found() {
    for (counts, found) in
        [([80, 840], true), ([840, 80], true), ([80, 800], false), ([0, 840], true)]
    {
        let records = [("a", 2024, counts[0]), ("b", 2025, counts[1])]
            .map(|(id, year, count)| (id, edition(year, &format!("count = {count}"), SERIES)));
        let run = project("", &records).byline(&["check", "b"]);
        assert_eq!(run.stderr.contains("warning[attendance-leap]"), found, "{counts:?}: {run:?}");
        assert!(!found || run.stderr.contains("records/b.toml:9:9"), "{run:?}");
    }
}
