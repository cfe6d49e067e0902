//! The looks: what each does to the pages of the same record, that its documents meet their
//! standards, and that text can be read on every colour that follows from a brand's.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use common::{Project, repository, tool, validate};

/// Returns the project of the standard templates' tests, in a look.
fn project(look: &str) -> Project {
    let project = Project::new();
    copy_tests(&project, "", look);
    project
}

/// Copies the project of the standard templates' tests into a folder of another, and gives it a
/// look.
fn copy_tests(project: &Project, folder: &str, look: &str) {
    let tests = repository().join("templates/tests");
    for entry in walkdir::WalkDir::new(&tests) {
        let entry = entry.unwrap();
        if entry.file_type().is_file() && !entry.path().starts_with(tests.join("pages")) {
            let name = entry.path().strip_prefix(&tests).unwrap().to_str().unwrap();
            project.write(&format!("{folder}{name}"), fs::read(entry.path()).unwrap());
        }
    }
    let name = format!("{folder}byline.toml");
    let file = String::from_utf8(project.read(&name)).unwrap();
    let more = format!("look = \"{look}\"\n[photos]\nresolution = \"screen\"\n");
    project.write(&name, file + &more);
}

/// Where a project keeps the tests of all its templates.
const TESTS: &str = "templates/tests/";

const RECORDS: [&str; 5] =
    ["everything", "typical", "sparse", "small-lecture-zh", "small-workshop-ms"];

fn pages(project: &Project, document: &str) -> usize {
    let run = tool("pdfinfo", &[project.path(document).to_str().unwrap()]);
    run.stdout.lines().find_map(|line| line.strip_prefix("Pages:")).unwrap().trim().parse().unwrap()
}

/// Returns the words of some pages.
fn words(project: &Project, document: &str, first: &str, last: &str) -> String {
    let file = project.path(document);
    tool("pdftotext", &["-f", first, "-l", last, file.to_str().unwrap(), "-"]).stdout
}

#[track_caller]
fn assert_meet_standards(files: &[PathBuf]) {
    let run = validate(files);
    assert_eq!(run.code, 0, "{run:?}");
    assert_eq!(run.stdout.matches(" 2a pass\n").count(), files.len(), "{run:?}");
    assert_eq!(run.stdout.matches(" ua1 pass\n").count(), files.len(), "{run:?}");
}

#[test]
fn documents_of_every_look_meet_their_standards() {
    for look in ["formal", "bold"] {
        let project = project(look);
        let ids = [&RECORDS[..], &["tidelines-typical", "tidelines-everything"]].concat();
        for options in [&["build"][..], &["build", "--print", "--greyscale"]] {
            let run = project.byline(&[options, &ids[..]].concat());
            assert_eq!(run.code, 0, "{run:?}");
            assert!(!run.stderr.contains("template-warning"), "{run:?}");
        }
        let files: Vec<_> = fs::read_dir(project.path("output"))
            .unwrap()
            .map(|file| file.unwrap().path())
            .collect();
        assert_meet_standards(&files);
    }
}

/// What a document can be, of which each pair of choices is tried once at least.
const CHOICES: [&[&str]; 5] = [
    &["editorial", "formal", "bold"],
    &["a4", "us-letter"],
    &["everything-report", "typical-summary", "tidelines-everything-newsletter"],
    &["en", "ms", "zh-Hans", "zh-Hant"],
    &["", "--print", "--greyscale"],
];

#[test]
fn looks_papers_forms_and_languages_meet_the_standards_in_pairs() {
    // Each language in each look; the others follow from their numbers so that they meet, too.
    let rows: Vec<[usize; 5]> = (0..4)
        .flat_map(|language| (0..3).map(move |look| (language, look)))
        .map(|(language, look)| {
            let sum = language + look;
            [look, sum % 2, sum % 3, language, (sum + look) % 3]
        })
        .collect();
    for (one, other) in (0..5).flat_map(|one| (0..one).map(move |other| (one, other))) {
        let met: BTreeSet<_> = rows.iter().map(|row| (row[one], row[other])).collect();
        assert_eq!(met.len(), CHOICES[one].len() * CHOICES[other].len(), "{one} and {other}");
    }
    let mut files = Vec::new();
    let projects =
        CHOICES[0].iter().flat_map(|look| CHOICES[1].iter().map(move |paper| (look, paper)));
    let projects: Vec<_> = projects
        .map(|(look, paper)| {
            let project = project(look);
            let file = String::from_utf8(project.read("byline.toml")).unwrap();
            let brand = format!("[brand]\npaper = \"{paper}\"\n");
            project.write("byline.toml", file.replace("[brand]\n", &brand));
            project
        })
        .collect();
    for (number, row) in rows.iter().enumerate() {
        let [look, paper, form, language, usage] = *row;
        let (record, template) = CHOICES[2][form].rsplit_once('-').unwrap();
        let output = format!("output/{number}");
        let mut args = vec!["build", record, "--template", template, "--output", &output];
        args.extend(["--lang", CHOICES[3][language]]);
        args.extend(Some(CHOICES[4][usage]).filter(|usage| !usage.is_empty()));
        let project = &projects[look * CHOICES[1].len() + paper];
        let run = project.byline(&args);
        assert_eq!(run.code, 0, "{args:?}: {run:?}");
        assert!(!run.stderr.contains("template-warning"), "{args:?}: {run:?}");
        let built = fs::read_dir(project.path(&output)).unwrap();
        files.extend(built.map(|file| file.unwrap().path()));
    }
    assert_eq!(files.len(), rows.len());
    assert_meet_standards(&files);
}

#[test]
fn a_formal_report_can_be_referred_to_by_numbers() {
    let project = project("formal");
    assert_eq!(project.byline(&["build", "everything"]).code, 0);
    let words = words(&project, "output/everything-report.pdf", "1", "99");
    for number in ["1.1", "1.2", "3.1", "4.1", "4.3", "Photograph 1", "Photograph 2"] {
        assert!(words.lines().any(|line| line.starts_with(number)), "no {number}:\n{words}");
    }
}

#[test]
fn long_reports_have_covers_and_others_on_request() {
    for (look, short, long) in
        [("editorial", false, false), ("formal", false, true), ("bold", false, true)]
    {
        let project = project(look);
        let covered = |record: &str| {
            // A cover has no foot with the number of the page.
            !words(&project, &format!("output/{record}-report.pdf"), "1", "1").contains("Page ")
        };
        assert_eq!(project.byline(&["build", "everything", "sparse"]).code, 0);
        assert_eq!((covered("sparse"), covered("everything")), (short, long), "{look}");
        let file = String::from_utf8(project.read("byline.toml")).unwrap();
        for (cover, wanted) in [("always", true), ("never", false)] {
            let option = format!("{file}[options.report]\ncover = \"{cover}\"\n");
            project.write("byline.toml", option);
            let before = pages(&project, "output/sparse-report.pdf");
            assert_eq!(project.byline(&["build", "everything", "sparse"]).code, 0);
            assert_eq!((covered("sparse"), covered("everything")), (wanted, wanted), "{look}");
            assert!(pages(&project, "output/sparse-report.pdf").abs_diff(before) <= 1);
        }
    }
}

/// A template of the project measures the palettes of many accents, and stops at one that fails.
#[test]
fn text_can_be_read_on_every_colour_of_a_palette() {
    let project = Project::new();
    project.write("templates/palette/template.toml", "contract = 4\npurpose = \"Colours.\"\n");
    project.write(
        "templates/palette/main.typ",
        r##"#import "../design/palette.typ": contrast, palette-of, legible
#let main(event, project) = {
  set document(title: event.title)
  for hue in range(0, 360, step: 15) { for lightness in (5%, 25%, 45%, 65%, 85%, 98%) {
    let accent = rgb(oklch(lightness, 0.2, hue * 1deg))
    for grey in (false, true) {
      let text = legible(accent)
      assert(contrast(if grey { luma(text) } else { text }, white) >= 4.4, message: repr(accent))
      assert(contrast(accent, white) < 4.5 or text == accent)
      let of = palette-of(accent).pairs().map(((use, colour)) => (use, if grey { luma(colour) } else { colour })).to-dict()
      for (text, area) in (
        ("on-block", "block"), ("on-dark", "dark"), ("on-dark", "record"), ("on-dark", "annex"),
        ("accent-on-dark", "dark"),
      ) {
        let found = contrast(of.at(text), of.at(area))
        assert(found >= 4.5, message: repr(accent) + " " + text + " " + str(found))
      }
      assert(contrast(rgb("#1a1a1a"), of.tint) >= 4.5)
    }
  } }
  event.title
}
"##,
    );
    project.write(
        "byline.toml",
        "organisation = 'Office'\nlanguage = 'en'\ntemplates = ['palette']\n",
    );
    project.write("records/small.toml", common::SMALL);
    let run = project.byline(&["build"]);
    assert_eq!(run.code, 0, "{run:?}");
}

/// The gallery shows the typical record in each look.
/// `UPDATE=1 cargo test --test looks` stores the pages.
#[test]
fn the_gallery_shows_each_look_as_it_is() {
    #[expect(clippy::disallowed_methods, reason = "how the pages are stored anew")]
    let update = std::env::var_os("UPDATE").is_some();
    for look in ["formal", "bold"] {
        let project = Project::small("");
        copy_tests(&project, TESTS, look);
        for kind in ["records", "issues"] {
            for entry in fs::read_dir(project.path(&format!("{TESTS}{kind}"))).unwrap() {
                let path = entry.unwrap().path();
                if path.is_file() && !path.ends_with("typical.toml") {
                    fs::remove_file(path).unwrap();
                }
            }
        }
        let gallery = repository().join("docs/looks").join(look);
        let stored = project.path(&format!("{TESTS}pages"));
        if update {
            assert_eq!(project.byline(&["templates", "test", "--update"]).code, 0);
            fs::remove_dir_all(&gallery).unwrap();
            copy_folder(&stored, &gallery);
        }
        copy_folder(&gallery, &stored);
        let run = project.byline(&["templates", "test"]);
        assert_eq!(run.code, 0, "UPDATE=1 cargo test --test looks: {}", run.stderr);
        assert!(run.stderr.contains("report: "), "{}", run.stderr);
    }
}

fn copy_folder(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from) {
        let entry = entry.unwrap();
        if entry.file_type().is_file() {
            let path = to.join(entry.path().strip_prefix(from).unwrap());
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::copy(entry.path(), path).unwrap();
        }
    }
}

/// The form shows the second page of the typical record in each look, which has numbers, lists and
/// a table. `UPDATE=1 cargo test --test looks` makes the pictures anew.
#[test]
fn the_form_has_a_small_picture_of_each_look() {
    #[expect(clippy::disallowed_methods, reason = "how the pictures are stored anew")]
    let update = std::env::var_os("UPDATE").is_some();
    for (look, pages) in [
        ("editorial", "templates/tests/pages"),
        ("formal", "docs/looks/formal"),
        ("bold", "docs/looks/bold"),
    ] {
        let page = image::open(repository().join(pages).join("report/typical-2.png")).unwrap();
        let small = page.resize(200, 300, image::imageops::FilterType::CatmullRom).to_rgb8();
        let stored = repository().join(format!("crates/desk/web/looks/{look}.png"));
        if update {
            fs::create_dir_all(stored.parent().unwrap()).unwrap();
            small.save(&stored).unwrap();
        }
        let shown = image::open(&stored).unwrap().to_rgb8();
        // Both in full would be a page of numbers.
        assert!(shown == small, "{look}: UPDATE=1 cargo test --test looks");
        assert!(fs::metadata(&stored).unwrap().len() < 60_000, "it is part of the program");
    }
}
