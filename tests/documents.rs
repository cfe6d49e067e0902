//! The documents: what they print, whether they are valid PDFs that conform to their standards,
//! and whether they are reproducible.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::fs;

use common::{Project, SMALL, repository, tool, validate};

const FORUM: &str = "output/forum-2024-10-31-report.pdf";
const SEMINAR: &str = "output/seminar-2021-12-09-report.pdf";

#[test]
fn every_fact_of_the_events_is_printed() {
    let project = Project::with_examples();
    let run = project.build();
    assert!(run.stderr.ends_with("2 documents built, 0 failed, 12 warnings\n"), "{}", run.stderr);
    for (record, document) in [("forum-2024-10-31", FORUM), ("seminar-2021-12-09", SEMINAR)] {
        let words = project.words(document);
        let facts = repository().join(format!("tests/facts/{record}.txt"));
        let facts = fs::read_to_string(facts).unwrap();
        assert!(facts.lines().count() > 50, "a list of facts was cut");
        let missing: Vec<_> = facts.lines().filter(|fact| !words.contains(fact)).collect();
        assert!(missing.is_empty(), "{record} does not print {missing:?}:\n{words}");
    }
}

#[test]
fn documents_meet_their_standards_and_a_broken_one_does_not() {
    let project = Project::with_examples();
    project.write("records/small.toml", SMALL).write("records/all.toml", everything());
    project.write("records/picture.png", picture(60, 40));
    project.build();
    let good: Vec<_> = [FORUM, SEMINAR, "output/small-report.pdf", "output/all-report.pdf"]
        .iter()
        .map(|name| project.path(name))
        .collect();
    for file in &good {
        let run = tool("qpdf", &["--check", file.to_str().unwrap()]);
        assert_eq!(run.code, 0, "{run:?}");
    }
    let run = validate(&good);
    assert_eq!(run.code, 0, "{run:?}");
    assert_eq!(run.stdout.matches(" 2a pass\n").count(), good.len(), "{run:?}");
    assert_eq!(run.stdout.matches(" ua1 pass\n").count(), good.len(), "{run:?}");

    // The same check must reject an invalid file.
    let mut broken = project.read(FORUM);
    for (from, to) in [("<pdfuaid:part>1", "<pdfuaid:part>7"), ("<pdfaid:part>2", "<pdfaid:part>7")]
    {
        let at = broken.windows(from.len()).position(|window| window == from.as_bytes());
        let at = at.expect("the standards are named in the metadata");
        broken[at..at + to.len()].copy_from_slice(to.as_bytes());
    }
    project.write("broken.pdf", broken);
    let run = validate(&[project.path("broken.pdf")]);
    assert_eq!(run.code, 1, "{run:?}");
    assert!(run.stdout.contains(" 2a fail\n") && run.stdout.contains(" ua1 fail\n"), "{run:?}");
}

/// Renders the test records of the standard templates (full, ordinary and minimal) for the
/// screen, in greyscale, for the print shop, double-sided and on letter paper.
#[test]
fn every_document_meets_its_standards_in_every_form() {
    let project = Project::new();
    let tests = repository().join("templates/tests");
    for entry in walkdir::WalkDir::new(&tests) {
        let entry = entry.unwrap();
        if entry.file_type().is_file() {
            let name = entry.path().strip_prefix(&tests).unwrap().to_str().unwrap();
            project.write(name, fs::read(entry.path()).unwrap());
        }
    }
    assert_eq!(project.byline(&["build"]).code, 0);
    assert_eq!(project.byline(&["build", "--greyscale", "--print"]).code, 0);
    let mut file = String::from_utf8(project.read("byline.toml")).unwrap();
    file += "paper = 'us-letter'\nheadings = 'strong'\n[options.report]\nduplex = true\n\
             [options.newsletter]\nduplex = true\nfours = true\ncolumns = 2\n";
    project.write("byline.toml", file);
    assert_eq!(project.byline(&["build", "--output", "letter"]).code, 0);
    let files: Vec<_> = ["output", "letter"]
        .iter()
        .flat_map(|folder| fs::read_dir(project.path(folder)).unwrap())
        .map(|entry| entry.unwrap().path())
        .collect();
    assert_eq!(files.len(), 165, "not every form of every document was built");
    let run = validate(&files);
    assert_eq!(run.code, 0, "{run:?}");
    assert_eq!(run.stdout.matches(" 2a pass\n").count(), files.len(), "{run:?}");
    assert_eq!(run.stdout.matches(" ua1 pass\n").count(), files.len(), "{run:?}");
    for file in files {
        structure(file.to_str().unwrap());
    }
    let pages = tool(
        "pdfinfo",
        &[project.path("letter/tidelines-typical-newsletter.pdf").to_str().unwrap()],
    );
    let pages = pages.stdout.lines().find_map(|line| line.strip_prefix("Pages:")).unwrap().trim();
    assert_eq!(pages.parse::<u32>().unwrap() % 4, 0, "{pages} pages cannot be stitched");
}

/// Checks what a validator does not: headings skip no level, tables have headers, and figures
/// have alternative text.
fn structure(file: &str) {
    let tree = tool("pdfinfo", &["-struct", file]).stdout;
    let tags: Vec<&str> =
        tree.lines().map(|line| line.trim().split([' ', ':']).next().unwrap()).collect();
    let mut level = 0;
    for tag in &tags {
        if let Some(next) = tag.strip_prefix('H').and_then(|digits| digits.parse::<u32>().ok()) {
            assert!(
                next <= level + 1,
                "{file}: a heading of level {next} under one of level {level}"
            );
            level = next;
        }
    }
    let count = |tag: &str| tags.iter().filter(|other| **other == tag).count();
    assert_eq!(count("Table"), count("THead"), "{file}: a table without a header");
    assert!(count("TH") >= count("Table"), "{file}: a header without header cells");
    let bytes = tool("qpdf", &["--qdf", "--object-streams=disable", file, "-"]).stdout;
    let figures = bytes.matches("/S /Figure").count();
    assert_eq!(figures, count("Figure"), "{file}: the structure is read wrongly");
    assert!(bytes.matches("/Alt ").count() >= figures, "{file}: a figure without a text");
}

/// The structure tree follows the reading order.
#[test]
#[expect(clippy::too_many_lines, reason = "a list of what is read, in order")]
fn documents_are_read_in_the_order_of_a_reader() {
    let tests = repository().join("templates/tests");
    let project = Project::new();
    let output = project.path("out");
    let run = project.byline(&[
        "build",
        "typical",
        "tidelines-typical",
        "--project",
        tests.to_str().unwrap(),
        "--output",
        output.to_str().unwrap(),
    ]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    for (document, order) in [
        (
            "typical-report",
            &[
                "What the Tide Gauges Tell",
                "agreed to publish them together",
                "When",
                "14 May 2025",
                "Seven harbours have measured",
                "In numbers",
                "Outcomes",
                "one corrected record",
                "Action required",
                "Background",
                "Every harbour of the coast",
                "Programme",
                "Opening",
                "Talks",
                "A Century of Moving Gauges",
                "Panel",
                "Questions",
                "Credits",
                "Written by",
                "Elin Berg",
            ][..],
        ),
        (
            "typical-summary",
            &[
                "What the Tide Gauges Tell",
                "14 May 2025",
                "Old Customs House",
                "Organised by",
                "Action required",
                "one corrected record",
                "Prepared by",
                "Elin Berg",
            ],
        ),
        (
            "tidelines-typical-newsletter",
            &[
                "Tidelines",
                "What the Tide Gauges Tell",
                "Seven harbours have measured",
                "Upcoming events",
                "Imprint",
            ],
        ),
    ] {
        let file = output.join(format!("{document}.pdf"));
        let tree = tool("pdfinfo", &["-struct-text", file.to_str().unwrap()]).stdout;
        let words: String = tree
            .lines()
            .filter_map(|line| line.trim().strip_prefix('"'))
            .map(|line| line.trim_end_matches('"'))
            .collect();
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut rest = words.as_str();
        for text in order {
            let at = rest
                .find(text)
                .unwrap_or_else(|| panic!("{document}: {text:?} is not in its place:\n{words}"));
            rest = &rest[at + text.len()..];
        }
    }
}

#[test]
fn the_same_record_gives_the_same_bytes() {
    let (one, other) = (Project::with_examples(), Project::with_examples());
    one.build();
    for name in ["a", "b", "c", "d", "e"] {
        other.write(&format!("records/{name}.toml"), SMALL);
    }
    assert_eq!(other.byline(&["build", "--jobs", "4"]).code, 0);
    for document in [FORUM, SEMINAR] {
        assert!(one.read(document) == other.read(document), "{document} differs");
    }
}

#[test]
fn catalogues_find_title_writers_language_keywords_and_date() {
    let project = Project::with_examples();
    project.build();
    let info = tool("pdfinfo", &["-isodates", project.path(SEMINAR).to_str().unwrap()]).stdout;
    let field = |name: &str| {
        let line = info.lines().find(|line| line.starts_with(&format!("{name}:")));
        line.map(|line| line[name.len() + 1..].trim().to_owned())
    };
    let title = "Seminar on the Development Prospects of High Technology (How to Incubate and \
                 Cultivate Industries) for Malaysia Kicked Off";
    assert_eq!(field("Title").as_deref(), Some(title));
    assert_eq!(field("Author").as_deref(), Some("Guan Rui"));
    assert_eq!(
        field("Keywords").as_deref(),
        Some("high technology, incubation, industry, Malaysia, China")
    );
    assert!(field("CreationDate").unwrap().starts_with("2021-12-09"), "{info}");
    assert_eq!(field("Tagged").as_deref(), Some("yes"));

    let json = tool("qpdf", &["--json", project.path(SEMINAR).to_str().unwrap()]).stdout;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let bookmarks: Vec<_> =
        json["outlines"].as_array().unwrap().iter().map(|entry| &entry["title"]).collect();
    let sections = ["In numbers", "Background", "Opening ceremony", "Participants", "Credits"];
    assert_eq!(bookmarks, sections);
    assert!(json.to_string().contains(r#""/Lang":"u:en""#), "no document language");
}

#[test]
fn nothing_in_a_record_can_run() {
    let hostile = r"#panic() @x $ <1% Q&A * \ #set page(width: 1pt) <label> //not /* a */ comment = ~ https://x.example #{1+1} \u{41} $x^2$";
    let project = Project::new();
    project.write(
        "records/hostile.toml",
        format!(
            "title = '''{hostile}'''\nkicker = '''K {hostile}'''\nstandfirst = '''S {hostile}'''\n\
             start = 2024-01-01\nmode = 'offline'\nvenue = '''V {hostile}'''\n\
             organiser = '''O {hostile}'''\nlead = '''L {hostile}'''\n\
             keywords = ['''{hostile}''']\n\
             [attendance]\ncount = 3\nlabel = '''A {hostile}'''\n\
             [[numbers]]\ncount = 1\nlabel = '''N {hostile}'''\n\
             [[programme]]\ntitle = '''P {hostile}'''\nsummary = '''M {hostile}'''\n\
             [[programme.sessions]]\ntitle = '''T {hostile}'''\nsummary = '''U {hostile}'''\n\
             quote = '''Q {hostile}'''\n\
             speaker = {{ name = '''W {hostile}''', title = '''X {hostile}''' }}\n\
             [[photos]]\nfile = 'none.jpg'\ncaption = '''C {hostile}'''\n\
             [credits]\nwriter = '''R {hostile}'''\n"
        ),
    );
    project.build();
    let words = project.words("output/hostile-report.pdf");
    for place in [
        "", "K ", "S ", "V ", "O ", "L ", "A ", "N ", "P ", "M ", "T ", "U ", "Q ", "W ", "X ",
        "C ", "R ",
    ] {
        // A line may break within the text; without spaces, all characters must be present.
        let expected: String = format!("{place}{hostile}").replace(' ', "");
        let printed = words.replace([' ', '\u{ad}'], "");
        assert!(printed.contains(&expected), "{place:?} does not print as written:\n{words}");
    }
}

#[test]
fn every_text_of_a_record_is_printed() {
    let project = Project::new();
    project.write("records/all.toml", everything());
    project.write("records/picture.png", picture(60, 40));
    project.build();
    let words = project.words("output/all-report.pdf");
    let record: toml::Value = toml::from_str(&everything()).unwrap();
    let mut texts = Vec::new();
    texts_of(&record, &mut texts);
    assert!(texts.len() > 130, "only {} texts were looked for", texts.len());
    // A photo that is still to come is no part of a published report.
    let awaited = |text: &str| text == "Still to come";
    let missing: Vec<_> =
        texts.iter().filter(|text| !awaited(text) && !words.contains(*text)).collect();
    assert!(missing.is_empty(), "not printed: {missing:?}\n{words}");
}

/// Collects the printed texts of a record, line by line, without markup.
fn texts_of(value: &toml::Value, texts: &mut Vec<String>) {
    // Vocabulary words, ids, file names, and the metadata of the PDF.
    const UNPRINTED: [&str; 23] = [
        "after",
        "alt",
        "affiliation",
        "basis",
        "file",
        "id",
        "keywords",
        "kind",
        "language",
        "languages",
        "mode",
        "ms",
        "name-order",
        "part-of",
        "part-of-day",
        "presence",
        "qualifier",
        "role",
        "sort-key",
        "status",
        "timezone",
        "type",
        "width",
    ];
    // Ids, and the alias of an organisation, which serves only to look it up.
    let unseen = ["ada", "ministry", "department", "Everything Ministry"];
    let is_mark = |c: char| "->. ".contains(c) || c.is_ascii_digit();
    match value {
        toml::Value::String(text) if !unseen.contains(&text.as_str()) => {
            let lines = text.lines().map(|line| {
                let line = line
                    .trim_start_matches(is_mark)
                    .replace("](https://example.org/)", " (example.org)");
                line.replace(['*', '['], "").replace('\'', "’")
            });
            texts.extend(lines.filter(|line| !line.is_empty()));
        }
        toml::Value::Array(values) => values.iter().for_each(|value| texts_of(value, texts)),
        toml::Value::Table(table) => {
            let printed = table.iter().filter(|(key, _)| !UNPRINTED.contains(&key.as_str()));
            printed.for_each(|(_, value)| texts_of(value, texts));
        }
        _ => {}
    }
}

#[test]
fn long_records_lose_nothing() {
    let numbered = |word: &str, count: usize| -> Vec<String> {
        (1..=count).map(|number| format!("{word} {number:03}")).collect()
    };
    let (bullets, supporters) = (numbered("bullet", 150), numbered("Supporter", 70));
    let (writers, panel) = (numbered("Writer", 150), numbered("Panellist", 40));
    let array = |names: &[String]| format!("[\"{}\"]", names.join("\", \""));
    let project = Project::new();
    project.write(
        "records/long.toml",
        format!(
            "{SMALL}supporter = {}\n[[programme]]\ntitle = 'Part'\n\
             [[programme.sessions]]\ntitle = 'Talk'\nsummary = '''\n- {}\n'''\n\
             [[programme.sessions]]\nspeaker = {}\nsummary = 'They spoke in turn.'\n\
             [credits]\nwriter = {}\n",
            array(&supporters),
            bullets.join("\n- "),
            array(&panel),
            array(&writers),
        ),
    );
    project.build();
    let words = project.words("output/long-report.pdf");
    for text in [bullets, supporters, writers, panel].concat() {
        assert!(words.contains(&text), "{text} is lost");
    }
}

#[test]
fn text_off_the_page_is_an_error() {
    let project = Project::new();
    project.write("records/a.toml", SMALL);
    let template = "#let main(event, project) = place(dy: 400mm, event.title)";
    project.write("templates/report/main.typ", template);
    let run = project.byline(&["build"]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("off-page"), "{}", run.stderr);
    assert!(run.stderr.contains("records/a.toml:1:9"), "{}", run.stderr);
}

#[test]
fn what_is_typed_for_want_of_better_prints_well() {
    let project = Project::new();
    let lead = "The G20's \"members\" and the 1990's.\n\nMinistry\tof\tHealth.";
    project.write("records/a.toml", format!("{SMALL}lead = \"\"\"{lead}\"\"\"\n"));
    project.build();
    let words = project.words("output/a-report.pdf");
    assert!(words.contains("The G20’s “members” and the 1990’s. Ministry of Health."), "{words}");
}

#[test]
fn photos_are_printed_and_described() {
    let project = Project::new();
    project.write("records/photos/hall.png", picture(300, 200));
    project.write(
        "records/hall.toml",
        format!(
            "{SMALL}[[photos]]\nfile = 'photos/hall.png'\nalt = 'A disc on a dark ground'\n\
             caption = 'The hall'\ncreator = 'Ada Lovelace'\n"
        ),
    );
    project.build();
    let file = project.path("output/hall-report.pdf");
    let images = tool("pdfimages", &["-list", file.to_str().unwrap()]).stdout;
    assert!(images.contains(" 300   200 "), "{images}");
    let words = project.words("output/hall-report.pdf");
    assert!(words.contains("The hall Photo: Ada Lovelace"), "{words}");
    let bytes = tool("qpdf", &["--qdf", "--object-streams=disable", file.to_str().unwrap(), "-"]);
    assert!(bytes.stdout.contains("A disc on a dark ground"), "no alternative text");
}

#[test]
fn empty_sections_have_no_headings() {
    let project = Project::new();
    project.write("records/small.toml", SMALL);
    project.build();
    let words = project.words("output/small-report.pdf");
    assert_eq!(
        words,
        "Example office Report Small When 1 January 2024 Monday Format In person 1 January 2024 \
         Page 1 of 1"
    );
}

/// Returns a record that uses every key.
fn everything() -> String {
    fs::read_to_string(repository().join("tests/records/everything.toml")).unwrap()
}

/// Returns a PNG picture: a light disc on a dark background.
fn picture(width: u32, height: u32) -> Vec<u8> {
    let image = image::RgbImage::from_fn(width, height, |x, y| {
        let (dx, dy) = (x.abs_diff(width / 2), y.abs_diff(height / 2));
        let inside = dx * dx + dy * dy < (height / 3) * (height / 3);
        image::Rgb(if inside { [230, 220, 200] } else { [40, 60, 80] })
    });
    let mut bytes = std::io::Cursor::new(Vec::new());
    image.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    bytes.into_inner()
}
