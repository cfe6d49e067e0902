//! Where lines and tables end: in long words and addresses as readers expect it, never in what
//! belongs together, and between the sessions of a programme.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::fmt::Write as _;

use common::{Project, SMALL, tool};
use regex::Regex;

/// A word on a page, with its box in points from the page's top left corner.
struct Printed {
    page: usize,
    text: String,
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

/// Returns the words of a PDF, as another program finds them.
fn words(project: &Project, name: &str) -> Vec<Printed> {
    let boxes = tool("pdftotext", &["-bbox", project.path(name).to_str().unwrap(), "-"]).stdout;
    let word = Regex::new(
        "<word xMin=\"([^\"]+)\" yMin=\"([^\"]+)\" xMax=\"([^\"]+)\" yMax=\"([^\"]+)\">(.*)</word>",
    );
    let word = word.unwrap();
    let mut page = 0;
    let mut words = Vec::new();
    for line in boxes.lines() {
        page += usize::from(line.contains("<page "));
        if let Some(found) = word.captures(line) {
            let at = |group: usize| found[group].parse().unwrap();
            let (left, top, right, bottom) = (at(1), at(2), at(3), at(4));
            words.push(Printed { page, text: found[5].to_owned(), left, top, right, bottom });
        }
    }
    assert!(!words.is_empty(), "{name}");
    words
}

/// Asserts that no two words of a PDF stand on one place, and none is off its page.
fn stand_apart(project: &Project, name: &str) {
    let words = words(project, name);
    for (place, one) in words.iter().enumerate() {
        assert!(one.left > 20.0 && one.right < 580.0, "{name}: {}", one.text);
        for other in words[place + 1..].iter().filter(|other| other.page == one.page) {
            let shared = |from: f64, to: f64, start: f64, end: f64| to.min(end) - from.max(start);
            // The boxes are as high as the typeface's tallest letters.
            let height = shared(one.top, one.bottom, other.top, other.bottom);
            let width = shared(one.left, one.right, other.left, other.right);
            let least = (one.bottom - one.top).min(other.bottom - other.top);
            assert!(
                height < least * 0.5 || width < 1.0,
                "{name}: “{}” stands over “{}” on page {}",
                one.text,
                other.text,
                one.page
            );
        }
    }
}

const CASES: &str = r##"
title = "Kraftfahrzeughaftpflichtversicherung Explained"
start = 2025-05-14
end = 2025-05-15
duration = "Internationalisierungsstrategie"
mode = "offline"
venue = "Kraftfahrzeughaftpflichtversicherung"
organiser = "Kraftfahrzeughaftpflichtversicherung"
lead = "Write in time to <pendaftaran@kementeriankomunikasi.gov.example>, or see <https://example.org>."
[attendance]
count = 120
breakdown = { by = "Internationalisierungsstrategie", parts = [
    { label = "Kraftfahrzeughaftpflichtversicherung", count = 60 },
    { label = "pendaftaran@kementeriankomunikasi.gov.example", count = 60 },
] }
[[next-steps]]
action = "Kraftfahrzeughaftpflichtversicherung"
owner = "Kraftfahrzeughaftpflichtversicherung"
[[budget]]
item = "Kraftfahrzeughaftpflichtversicherung"
amount = "RM 1,234,567.00"
[[programme]]
title = "Talks"
[[programme.sessions]]
title = "#WestportDigitalWeek2025Finale"
start = 09:00:00
speaker = "@MalaysiaMadaniTransformasiDigital"
[[programme.sessions]]
title = "Internationalisierungsstrategie"
start = 09:30:00
speaker = "press.office@international.westport.example"
[credits]
writer = "Elin Berg"
"##;

#[test]
fn long_words_and_addresses_stand_apart() {
    let project = Project::new();
    project.write(
        "byline.toml",
        "organisation = 'Office'\nlanguages = ['en', 'ms', 'zh-Hans']\n\
         templates = ['report', 'summary', 'newsletter']\n",
    );
    // Only a report of some pages has a table of its programme.
    let background = "The keepers agreed on what to do next, and wrote it down. ".repeat(150);
    project.write("records/a.toml", format!("background = '{background}'\n{CASES}"));
    let issue = "name = 'Tides'\ndate = 2025-06-01\nstories = ['a']\n\
                 [editors-note]\ntext = 'Dear readers.'\n";
    project.write("issues/i.toml", issue);
    project.build();
    for language in ["en", "ms", "zh-Hans"] {
        for name in ["a-report", "a-summary", "i-newsletter"] {
            stand_apart(&project, &format!("output/{name}-{language}.pdf"));
        }
        // In one piece on the page, no address has a hyphen.
        let text = project.words(&format!("output/a-report-{language}.pdf"));
        let text = text.replace([' ', '\n'], "");
        for (address, count) in [
            ("pendaftaran@kementeriankomunikasi.gov.example", 2),
            ("press.office@international.westport.example", 2),
            ("#WestportDigitalWeek2025Finale", 2),
            ("@MalaysiaMadaniTransformasiDigital", 2),
        ] {
            assert_eq!(text.matches(address).count(), count, "{language}: {address}: {text}");
        }
    }
}

#[test]
fn what_belongs_together_stays_in_one_line() {
    let project = Project::new();
    let kept = [
        "RM 5 million",
        "USD 1.2 million",
        "+60 3-8888 1234",
        "https://westport.example/plain",
        "24/7",
    ];
    for (place, kept) in kept.iter().enumerate() {
        // Some of so many lengths would divide it.
        for length in 0..24 {
            let filling =
                "The hall was hired from the city for a whole long week and now ".to_owned();
            let lead = filling + &"i".repeat(length) + " it came to " + kept + " in the end.";
            let record = format!("{SMALL}lead = \"{lead}\"\n");
            project.write(&format!("records/r{place}-{length}.toml"), record);
        }
    }
    let names = ["Maria a/p Subramaniam Iyer", "Puspavathi a/p Subramaniam", "Anand Raj a/l Muthu"];
    let mut record = SMALL.to_owned() + "attendance = { people = [";
    for name in names {
        let _ = write!(
            record,
            "{{ name = \"{name}\", honorifics = [\"YBhg.\", \"Dato'\"], title = \"Director\" }}, "
        );
    }
    record += "] }\n";
    project.write("records/names.toml", record);
    project.build();
    let lines = |name: &str| {
        let path = project.path(&format!("output/{name}-report.pdf"));
        let text = tool("pdftotext", &["-layout", path.to_str().unwrap(), "-"]).stdout;
        text.replace('\u{a0}', " ")
    };
    for (place, kept) in kept.iter().enumerate() {
        for length in 0..24 {
            let text = lines(&format!("r{place}-{length}"));
            assert!(text.contains(kept), "{text}");
        }
    }
    let text = lines("names");
    for kept in ["a/p Subramaniam", "a/l Muthu", "YBhg. Dato"] {
        assert!(text.contains(kept), "{text}");
    }
    assert!(!text.lines().any(|line| line.trim() == "YBhg."), "{text}");
}

/// A conference in parallel tracks, each talk with a title of usual length.
fn conference(tracks: usize, days: usize) -> String {
    let end = days + 1;
    let mut record = format!(
        "title = 'Conference'\nstart = 2025-10-01\nend = 2025-10-0{end}\nmode = 'offline'\n"
    );
    for day in 1..=days {
        for track in 1..=tracks {
            let _ = write!(
                record,
                "[[programme]]\nday = 2025-10-0{day}\ntitle = 'Track {track}, day {day}'\n\
                 track = 'Track {track}'\n"
            );
            for hour in 8..18 {
                let _ = write!(
                    record,
                    "[[programme.sessions]]\ntitle = 'Session {hour} on shipping data with care \
                     and patience'\nstart = {hour:02}:00:00\nend = {hour:02}:40:00\n\
                     room = 'Room {track}'\nspeaker = 'Ana Lopez'\n"
                );
            }
        }
    }
    record
}

#[test]
fn a_long_programme_fills_its_pages() {
    let project = Project::new();
    project.write("records/a.toml", conference(5, 4));
    project.build();
    let words = words(&project, "output/a-report.pdf");
    let last = words.iter().map(|word| word.page).max().unwrap();
    assert!(last <= 12, "{last} pages");
    for page in 1..last {
        let depth = words.iter().filter(|word| word.page == page && word.bottom < 775.0);
        let depth = depth.map(|word| word.bottom).fold(0.0, f64::max);
        assert!(depth > 700.0, "page {page} ends at {depth}");
    }
    // Each session has its speaker beside it, once.
    let speakers: Vec<_> = words.iter().filter(|word| word.text == "Lopez").collect();
    assert_eq!(speakers.len(), 200);
    let times = words.iter().find(|word| word.text == "08:00–08:40").unwrap();
    let title = words.iter().find(|word| word.text == "Session" && word.top > times.top - 3.0);
    let title = title.unwrap();
    assert!(title.left - times.left < 85.0, "the times take {}", title.left - times.left);
    assert!(speakers[0].left - title.left > 150.0, "a title has {}", speakers[0].left - title.left);
}

#[test]
fn a_speaker_of_many_talks_is_introduced_once() {
    let project = Project::new();
    let mut record = SMALL.to_owned() + "[[programme]]\ntitle = 'Talks'\n";
    for hour in 8..20 {
        let _ = write!(
            record,
            "[[programme.sessions]]\ntitle = 'Talk {hour}'\nspeaker = 'ana'\nstart = {hour:02}:00:00\n\
             summary = 'She spoke.'\n"
        );
    }
    record += "[people.ana]\nname = 'Ana Lopez'\ntitle = 'Harbour Master of the Eastern Quays'\n";
    project.write("records/a.toml", record);
    project.build();
    let text = project.words("output/a-report.pdf");
    assert_eq!(text.matches("Eastern Quays").count(), 1, "{text}");
    // A report of so few pages has no table: each talk names her once.
    assert_eq!(text.matches("Ana Lopez").count(), 12, "{text}");
}

/// Wherever the facts about an event come to stand, no page ends with the label of one.
#[test]
fn a_label_stays_with_what_it_names() {
    let project = Project::small("templates = ['report']\n[options.report]\nduplex = true\n");
    let exhibitors: Vec<_> =
        (0..30).map(|n| format!("'Stall {n} of the hall, with its own door'")).collect();
    let exhibitors = exhibitors.join(", ");
    let lengths = 22..30;
    for lines in lengths.clone() {
        let lead = "A line.\n\n".repeat(lines);
        project.write(
            &format!("records/r{lines}.toml"),
            format!(
                "{SMALL}lead = '''{lead}'''\nalternate-titles = ['Hari Pelabuhan']\n\
                 exhibitor = [{exhibitors}]\n"
            ),
        );
    }
    project.build();
    let mut pages_seen = 0;
    for lines in lengths {
        let words = words(&project, &format!("output/r{lines}-report.pdf"));
        let last = words.iter().map(|word| word.page).max().unwrap();
        for page in 1..last {
            pages_seen += 1;
            let inside = || words.iter().filter(|word| word.page == page && word.bottom < 785.0);
            let foot = inside().map(|word| word.bottom).fold(0.0, f64::max);
            let line = inside().filter(|word| word.bottom > foot - 4.0);
            let line: Vec<_> = line.map(|word| word.text.as_str()).collect();
            let line = line.join(" ");
            let labels = ["Exhibitors", "Also known as", "About the event"];
            assert!(!labels.contains(&line.as_str()), "page {page} of r{lines} ends with {line}");
        }
    }
    assert!(pages_seen >= 5, "only {pages_seen} pages end before the last");
}

/// A long title ends at a word in the line over a page; a short one that is given stands there
/// instead.
#[test]
fn a_running_head_is_one_line() {
    let long = "Harbour Day of the Eastern Quays, ".repeat(12);
    let lead = "The keepers agreed on what to do next, and wrote it down. ".repeat(90);
    for organisation in ["ICS", "Institute of the Harbour Keepers of All of the Eastern Quays"] {
        let project = Project::new();
        project.write(
            "byline.toml",
            format!("organisation = '{organisation}'\ntemplates = ['report']\n"),
        );
        let record = |title: &str, more: &str| {
            format!("{}{more}lead = '{lead}'\n", SMALL.replace("Small", title))
        };
        project.write("records/long.toml", record(&long, ""));
        project.write("records/short.toml", record(&long, "short-title = 'Harbour Day'\n"));
        project.write("records/chinese.toml", record(&"港口日与潮汐记录".repeat(40), ""));
        project.build();
        for name in ["long", "short", "chinese"] {
            let words = words(&project, &format!("output/{name}-report.pdf"));
            let head: Vec<_> =
                words.iter().filter(|word| word.page == 2 && word.bottom < 60.0).collect();
            let (top, bottom) = head.iter().fold((f64::MAX, 0.0_f64), |(top, bottom), word| {
                (top.min(word.top), bottom.max(word.bottom))
            });
            assert!(bottom - top < 14.0, "{name} takes {} pt", bottom - top);
            // No section has begun, so the title is the last.
            let last = head[head.len() - 1].text.as_str();
            match (name, last.strip_suffix('…')) {
                ("short", None) => assert_eq!(last, "Day"),
                ("long", Some(word)) => {
                    assert!(
                        ["Harbour", "Day", "of", "the", "Eastern", "Quays"].contains(&word),
                        "{word}"
                    );
                }
                (_, end) => assert!(name == "chinese" && end.is_some(), "{name}: {last}"),
            }
        }
    }
}
