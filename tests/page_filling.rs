//! Pages are filled: a small event takes one page, and no report ends on a page that is almost
//! empty, on either paper, on the screen and for the print shop.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::fs;
use std::path::Path;
use std::process::Command;

use common::{Project, SMALL, repository};

/// The top and the bottom of the text area, as parts of a page's height.
const TEXT_AREA: (f64, f64) = (0.08, 0.93);

/// Returns a project with the records and the issues that show what the standard templates do.
fn test_records() -> Project {
    let project = Project::new();
    let tests = repository().join("templates/tests");
    for folder in ["", "records", "records/photos", "logos", "issues"] {
        for entry in fs::read_dir(tests.join(folder)).unwrap().map(Result::unwrap) {
            if entry.file_type().unwrap().is_file() {
                let name = Path::new(folder).join(entry.file_name());
                project.write(name.to_str().unwrap(), fs::read(entry.path()).unwrap());
            }
        }
    }
    project
}

#[test]
fn small_events_take_one_page_and_no_report_ends_on_an_empty_one() {
    let project = test_records();
    let file = String::from_utf8(project.read("byline.toml")).unwrap();
    project.write("byline.toml", file.replace(", \"newsletter\"", ""));
    let is_small = |name: &str| name.starts_with("small-");
    let (mut small, mut long) = (0, 0);
    for (paper, form) in
        [("", "--greyscale"), ("", "--print"), ("paper = 'us-letter'\n", "--print")]
    {
        let file = String::from_utf8(project.read("byline.toml")).unwrap();
        project.write("byline.toml", file + paper);
        let run = project.byline(&["build", form, "--message-format", "json"]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        for line in run.stdout.lines() {
            let line: serde_json::Value = serde_json::from_str(line).unwrap();
            let Some(path) = line["path"].as_str().filter(|path| path.contains("-report")) else {
                continue;
            };
            let pages = usize::try_from(line["pages"].as_u64().unwrap()).unwrap();
            if is_small(path.rsplit('/').next().unwrap()) {
                assert_eq!(pages, 1, "{path} {paper}");
                small += 1;
            }
            let filled = filled_parts(&project.path(path));
            assert_eq!(filled.len(), pages, "{path}");
            if pages > 1 {
                long += 1;
                let last = filled.last().unwrap();
                assert!(*last >= 0.3, "{path} {paper}: the last page is filled to {last:.2}");
            }
        }
    }
    assert!(small == 30 && long >= 20, "{small} small and {long} long reports were looked at");
}

#[test]
fn a_newsletter_says_what_is_inside_and_ends_with_a_picture() {
    let project = test_records();
    for (issue, pages) in [("tidelines-typical", 3), ("tidelines-everything", 4)] {
        assert_eq!(project.byline(&["build", issue]).code, 0);
        let file = project.path(&format!("output/{issue}-newsletter.pdf"));
        let filled = filled_parts(&file);
        assert_eq!(filled.len(), pages, "{issue}");
        for (page, part) in filled[..pages - 1].iter().enumerate() {
            assert!(*part >= 0.66, "{issue}, page {}: {part:.2}", page + 1);
        }
    }
    let page = |number: &str| {
        let file = project.path("output/tidelines-typical-newsletter.pdf");
        let args = ["-raw", "-f", number, "-l", number, file.to_str().unwrap(), "-"];
        common::tool("pdftotext", &args).stdout.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let inside = "In this issue Conference on Tide Records 2 Upcoming events 3";
    assert!(page("1").contains(inside), "{}", page("1"));
    // At the foot of a page stands what it tells.
    assert!(page("2").ends_with("Conference on Tide Records 2"), "{}", page("2"));
    assert!(page("3").contains("In one picture"), "{}", page("3"));
}

/// Each begins a page of a few lines, whatever it is made of: rows, names, items or paragraphs.
#[test]
fn reports_of_one_long_table_list_or_text_do_not_end_on_an_empty_page() {
    let project = Project::small("templates = ['report']\n");
    let said = "The keepers of the harbour agreed on what to do next. ".repeat(2);
    let lines =
        |count: usize, line: &dyn Fn(usize) -> String| -> String { (0..count).map(line).collect() };
    let mut records = Vec::new();
    for (tracks, sessions) in [(4, 33), (5, 22), (5, 40)] {
        records.push(lines(tracks, &|track| {
            format!("[[programme]]\ntitle = 'Track {track}'\ntrack = 'Track {track}'\n")
                + &lines(sessions, &|at| {
                    format!(
                        "[[programme.sessions]]\ntitle = 'Session {at} on shipping data with care \
                         and patience'\nstart = {:02}:{:02}:00\nroom = 'Room {track}'\n\
                         speaker = 'Ana Lopez'\n",
                        8 + at / 4,
                        at % 4 * 15
                    )
                })
        }));
    }
    for count in [34, 40, 43] {
        records.push(lines(count, &|n| {
            format!("[[budget]]\nitem = 'Item {n}'\namount = 'RM {n},000'\n")
        }));
    }
    for count in [40, 46] {
        let guests = lines(count, &|n| format!("{{ name = 'Guest {n}', title = 'Head {n}' }}, "));
        records.push(format!("attendance = {{ people = [{guests}] }}\n"));
    }
    for count in [28, 30, 60] {
        records.push(format!("outcomes = [{}]\n", lines(count, &|_| format!("'{said}', "))));
        let text = lines(count, &|_| format!("{said}\n\n"));
        records.push(format!("lead = '''{text}'''\n"));
    }
    for (place, record) in records.iter().enumerate() {
        project.write(&format!("records/r{place}.toml"), SMALL.to_owned() + record);
    }
    project.build();
    for place in 0..records.len() {
        let filled = filled_parts(&project.path(&format!("output/r{place}-report.pdf")));
        let last = filled.last().unwrap();
        assert!(filled.len() == 1 || *last >= 0.3, "r{place}: {filled:?}");
    }
}

/// A project's own template takes the first step that fills its last page, and none if no step
/// does.
#[test]
fn a_template_tries_its_steps_until_the_last_page_is_filled() {
    for (heights, expected) in [
        // The content at each step, in percent of a page.
        ([110, 105, 150, 160], 150),
        ([110, 105, 95, 160], 95),
        ([110, 105, 120, 125], 110),
        ([140, 90, 90, 90], 140),
    ] {
        let project = Project::small("templates = ['own']\n");
        let heights = heights.map(|height| height.to_string()).join(", ");
        project.write("templates/own/template.toml", "contract = 4\nlast-page = 33\nsteps = 3\n");
        let template = format!(
            "#let main(event, project) = {{\n  set page(width: 100mm, height: 120mm, margin: 10mm, \
             footer: [foot])\n  set document(title: event.title)\n  let percent = ({heights}).at(sys.inputs.output.fit)\n  \
             for n in range(percent) {{ block(height: 1mm, width: 9mm, spacing: 0mm, fill: gray) }}\n  \
             [#percent percent]\n}}\n"
        );
        project.write("templates/own/main.typ", template);
        let run = project.byline(&["build"]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        let text =
            common::tool("pdftotext", &[project.path("output/a-own.pdf").to_str().unwrap(), "-"]);
        assert!(
            text.stdout.contains(&format!("{expected} percent")),
            "{heights:?}: {}",
            text.stdout
        );
    }
}

/// Returns which part of its text area each page of a PDF fills.
fn filled_parts(file: &Path) -> Vec<f64> {
    let run = Command::new("pdftoppm").args(["-r", "36", "-gray"]).arg(file).output().unwrap();
    assert!(run.status.success(), "{}", file.display());
    let mut rest = &run.stdout[..];
    let mut pages = Vec::new();
    while !rest.is_empty() {
        let mut fields = Vec::new();
        let mut at = 0;
        while fields.len() < 4 {
            let end = at + rest[at..].iter().position(u8::is_ascii_whitespace).unwrap();
            fields.push(str::from_utf8(&rest[at..end]).unwrap());
            at = end + 1;
        }
        let (width, height): (usize, usize) =
            (fields[1].parse().unwrap(), fields[2].parse().unwrap());
        let rows: Vec<_> = rest[at..at + width * height].chunks(width).collect();
        let row = |part: f64| {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                clippy::cast_precision_loss,
                reason = "a few hundred rows"
            )]
            let row = (part * height as f64) as usize;
            row
        };
        let (top, bottom) = (row(TEXT_AREA.0), row(TEXT_AREA.1));
        let inked = |row: &&[u8]| row.iter().any(|grey| *grey < 200);
        let last = rows[top..bottom].iter().rposition(&inked).unwrap_or(0);
        let white = rows[top..top + last].split(|row| inked(row)).map(<[_]>::len).max();
        // What stands at the foot by itself does not fill the page above it.
        let white = white.filter(|white| white * 10 > bottom - top).unwrap_or(0);
        #[expect(clippy::cast_precision_loss, reason = "a few hundred rows")]
        pages.push((last - white) as f64 / (bottom - top) as f64);
        rest = &rest[at + width * height..];
    }
    pages
}

/// Three pages, each of which leaves a third white, are two.
#[test]
fn a_short_report_whose_white_adds_up_to_a_page_is_drawn_together() {
    let project = Project::small("templates = ['report']\n");
    let photos = repository().join("templates/tests/records/photos");
    for name in ["gauge-hut.png", "paper-roll.png"] {
        project.write(&format!("records/photos/{name}"), fs::read(photos.join(name)).unwrap());
    }
    let record = "title = 'Launch of the Flood Watch'\nstart = 2026-11-03T09:30:00\n\
        end = 2026-11-03T12:15:00\nmode = 'offline'\nvenue = { name = 'Town Hall', city = 'Westhaven' }\n\
        organiser = 'Harbour Board'\nco-organiser = 'University of Westhaven'\n\
        standfirst = 'The Flood Watch went live in Westhaven, and the board and the university agreed to share their water levels.'\n\
        lead = 'About 140 officials, fishermen and students came to the Town Hall for the launch. Ana Lima recalled what the floods of 2024 had cost the coast, Elin Berg showed the new forecast, and Ben Tan told how his harbour was emptied in time.'\n\
        outcomes = ['All water levels are open to everyone from January 2027.', 'Forty villages take part in the first year.']\n\
        [attendance]\ncount = 'about 140'\nlabel = 'officials, fishermen and students'\n\
        [[next-steps]]\naction = 'Publish the map of sirens'\nowner = 'Harbour Board'\ndue = 2026-12-15\n\
        [[next-steps]]\naction = 'Train the village heads'\nowner = 'University of Westhaven'\ndue = 2027-03-31\n\
        [[programme]]\ntitle = 'Speeches and talks'\n\
        [[programme.sessions]]\ntitle = 'Opening address'\nstart = 09:30:00\nspeaker = 'ana'\n\
        summary = 'The Chair said that the floods of 2024 had cost the coast 310 million, and that half of the villages had been warned less than three hours before. She promised that every village would have a siren by June 2027.'\n\
        quote = 'A warning that comes too late is only news.'\n\
        [[programme.sessions]]\ntitle = 'What the river tells us a day ahead'\nstart = 10:00:00\nspeaker = 'elin'\n\
        summary = 'Elin Berg showed that the new model reads forty gauges every ten minutes, and that it foresaw the flood of December 2025 nineteen hours ahead.'\n\
        [[programme.sessions]]\ntitle = 'Two days that saved a harbour'\nstart = 10:45:00\nspeaker = 'ben'\n\
        summary = 'Ben Tan told how the harbour was emptied in two days in December 2025, and that not one boat was lost.'\n\
        [[signings]]\ndocument = 'Memorandum of understanding on shared water levels'\n\
        parties = ['Harbour Board', 'University of Westhaven']\nsignatory = ['ana', 'elin']\n\
        summary = 'The memorandum runs for five years.'\n\
        [[photos]]\nfile = 'photos/gauge-hut.png'\nalt = 'A hut on a pier'\ncaption = 'The oldest gauge of the coast'\n\
        [[photos]]\nfile = 'photos/paper-roll.png'\nalt = 'A woman holds a strip of paper'\ncaption = 'One of the records on show'\n\
        [credits]\nwriter = 'Noor Haddad'\nphotographer = 'Wei Chen'\n\
        [people.ana]\nname = 'Ana Lima'\ntitle = 'Chair'\naffiliation = 'Harbour Board'\n\
        [people.elin]\nname = 'Elin Berg'\nhonorifics = ['Prof.', 'Dr.']\ntitle = 'Vice-Chancellor'\naffiliation = 'University of Westhaven'\n\
        [people.ben]\nname = 'Ben Tan'\nhonorifics = ['Captain']\ntitle = 'Harbour Master'\naffiliation = 'Port of Westhaven'\n";
    project.write("records/a.toml", record);
    let run = project.byline(&["build", "a"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.contains("a-report.pdf: 2 pages"), "{}", run.stderr);
}
