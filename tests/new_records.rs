//! New records and projects: their ids, the language of their notes, and the mark of drafts on
//! what still has placeholders.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::fs;

use common::{Project, SMALL, tool, validate};

fn project(language: &str) -> Project {
    let project = Project::new();
    let file = format!(
        "organisation = 'Office'\nlanguage = '{language}'\ntemplates = ['report', 'summary', 'newsletter']\n"
    );
    project.write("byline.toml", file);
    project
}

/// Returns the ids of the records.
fn ids(project: &Project) -> Vec<String> {
    let files = fs::read_dir(project.path("records")).unwrap();
    let mut ids: Vec<_> = files
        .map(|file| file.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned())
        .collect();
    ids.sort();
    ids
}

#[test]
fn ids_are_titles_in_latin_letters() {
    for (title, id) in [
        ("Évènement Đà Nẵng", "evenement-da-nang-2025-05-14"),
        ("Hari Pelabuhan São Tomé", "hari-pelabuhan-sao-tome-2025-05-14"),
        ("马来西亚科技论坛", "ma-lai-xi-ya-ke-ji-lun-tan-2025-05-14"),
        ("Forum 2025-05-14", "forum-2025-05-14"),
        ("Dato’ Seri's Visit", "dato-seris-visit-2025-05-14"),
        ("…", "event-2025-05-14"),
        (
            "Majlis Penutupan Seminar Kepimpinan Belia Negara dan Penyampaian Sijil Penghargaan Tahun 2025",
            "majlis-penutupan-seminar-kepimpinan-belia-negara-dan-2025-05-14",
        ),
    ] {
        let project = project("en");
        let run = project.byline(&["new", title, "--date", "2025-05-14"]);
        assert_eq!(run.code, 0, "{run:?}");
        assert_eq!(ids(&project), [id], "{title}");
        assert_eq!(project.byline(&["check"]).code, 0, "{title}");
    }
}

#[test]
fn ids_do_not_collide() {
    let project = project("en");
    let new = |title: &str, more: &[&str]| {
        project.byline(&[&["new", title, "--date", "2025-05-14"], more].concat())
    };
    assert_eq!(new("Évènement", &[]).code, 0);
    assert_eq!(new("Evenement", &[]).code, 0);
    assert_eq!(ids(&project), ["evenement-2025-05-14", "evenement-2025-05-14-2"]);
    // The same title again is a slip, and an id that is asked for is not changed.
    let run = new("Évènement", &[]);
    assert!(run.code == 2 && run.stderr.contains("--id evenement-2025-05-14-3"), "{run:?}");
    assert_eq!(new("Other", &["--id", "evenement-2025-05-14"]).code, 2);
    project.write("issues/zh.toml", "name = 'N'\ndate = 2025-06-01\nstories = []\n");
    let run = new("Zh", &["--id", "zh"]);
    assert!(
        run.code == 2 && run.stderr.contains("another record or issue has the id `zh`"),
        "{run:?}"
    );
    project.write("records/zh.toml", SMALL);
    let run = project.byline(&["build"]);
    assert!(run.code == 1 && run.stderr.contains("the id `zh` is also used by"), "{run:?}");
}

#[test]
fn notes_are_in_the_language_of_the_project() {
    for (language, note, placeholder) in [
        ("en", "[[name]] opens one entry of a list", "TODO: what happened"),
        ("ms", "[[nama]] membuka satu butiran", "TODO: apa yang berlaku"),
        ("zh-Hans", "[[名称]] 开始列表中的一项", "TODO：活动经过"),
        ("zh-Hant", "[[名稱]] 開始清單中的一項", "TODO：活動經過"),
        ("fr", "[[name]] opens one entry of a list", "TODO: what happened"),
    ] {
        let project = project(language);
        project.byline(&["new", "Day", "--date", "2025-05-14"]);
        let text = String::from_utf8(project.read("records/day-2025-05-14.toml")).unwrap();
        assert!(text.contains(note) && text.contains(placeholder), "{language}: {text}");
        assert!(!text.contains('{') || !text.contains("{date}"), "{text}");
        let former = ["new", "Day again", "--date", "2026-05-14", "--from", "day-2025-05-14"];
        assert_eq!(project.byline(&former).code, 0);
        let text = String::from_utf8(project.read("records/day-again-2026-05-14.toml")).unwrap();
        assert!(text.contains(placeholder), "{language}: {text}");
    }
}

/// Takes the # away from every example of a record.
fn with_examples(text: &str) -> String {
    let is_key = |c: char| c.is_ascii_lowercase() || c == '-';
    let is_entry = |line: &str| {
        let key = line.split(" = ").next().unwrap_or_default();
        line.contains(" = ") && key.chars().all(is_key)
            || line.starts_with("[[") && line.ends_with("]]")
            || line.starts_with('[') && line.ends_with(']')
    };
    let uncommented = |line: &str| match line.strip_prefix("# ") {
        Some(example) if is_entry(example) => format!("{example}\n"),
        _ => format!("{line}\n"),
    };
    let venue = |line: &&str| !line.starts_with("venue = \"TODO");
    text.lines().filter(venue).map(uncommented).collect()
}

#[test]
fn every_example_of_a_new_record_is_right() {
    for language in ["en", "ms", "zh-Hans", "zh-Hant"] {
        let project = project(language);
        for (title, date) in [("Harbour Day", "2025-05-14"), ("Gauge Clinic", "2025-07-02")] {
            assert_eq!(project.byline(&["new", title, "--date", date]).code, 0);
        }
        let text = String::from_utf8(project.read("records/harbour-day-2025-05-14.toml")).unwrap();
        let full = with_examples(&text);
        assert!(full.matches("[[").count() > 12, "{full}");
        project.write("records/full.toml", &full);
        let run = project.byline(&["check", "full"]);
        assert!(!run.stderr.contains("error["), "{language}: {}", run.stderr);
        for key in [
            "attendance",
            "numbers",
            "signings",
            "awards",
            "launches",
            "certificates",
            "photos",
            "contact",
            "follows",
            "next-steps",
            "timezone",
            "capacity",
        ] {
            assert!(full.contains(key), "{language}: {key}");
        }
    }
}

#[test]
fn what_is_not_filled_in_is_a_draft_on_every_page() {
    for (language, mark, word) in [
        ("en", "Draft: not yet complete", "Draft"),
        ("ms", "Draf: belum lengkap", "Draf"),
        ("zh-Hans", "草稿：尚未完成", "草稿"),
        ("zh-Hant", "草稿：尚未完成", "草稿"),
    ] {
        let project = project(language);
        let pages = "Of tides and harbours. ".repeat(60) + "\n\n";
        let record =
            format!("{SMALL}lead = '''\nTODO: {}'''\n[credits]\nwriter = 'Ada'\n", pages.repeat(8));
        project.write("records/a.toml", record);
        project
            .write("issues/n.toml", "name = 'N'\nnumber = 1\ndate = 2025-06-01\nstories = ['a']\n");
        let run = project.byline(&["build"]);
        assert!(run.stderr.contains("must-fill"), "{}", run.stderr);
        for name in ["a-report", "n-newsletter"] {
            let path = project.path(&format!("output/{name}.pdf"));
            let text = tool("pdftotext", &[path.to_str().unwrap(), "-"]).stdout;
            let pages: Vec<_> = text.trim_end_matches('\u{c}').split('\u{c}').collect();
            assert!(pages.len() > 1 || name == "n-newsletter", "{name}");
            assert!(pages.iter().all(|page| page.contains(mark)), "{name} in {language}: {text}");
            let info = tool("pdfinfo", &[path.to_str().unwrap()]).stdout;
            let line =
                |key: &str| info.lines().find(|line| line.starts_with(key)).unwrap().to_owned();
            assert!(line("Title:").contains(word) && line("Keywords:").contains(word), "{info}");
        }
    }
}

#[test]
fn the_mark_keeps_out_of_the_text_and_of_the_standards_way() {
    let project = project("en");
    project.write(
        "records/a.toml",
        format!("{SMALL}lead = 'TODO: say it'\n[credits]\nwriter = 'Ada'\n"),
    );
    project.build();
    project.byline(&["build", "--print", "--greyscale", "--output", "print"]);
    let files =
        ["output/a-report.pdf", "output/a-summary.pdf", "print/a-report-print-greyscale.pdf"]
            .map(|name| project.path(name));
    let run = validate(&files);
    assert_eq!(run.stdout.matches(" ua1 pass\n").count(), files.len(), "{run:?}");
    assert_eq!(run.stdout.matches(" 2a pass\n").count(), files.len(), "{run:?}");
    // Within the upper margin of the trimmed page, above everything else.
    for (file, from) in [(&files[0], 0.0), (&files[2], 28.0)] {
        let boxes = tool("pdftotext", &["-bbox", file.to_str().unwrap(), "-"]).stdout;
        let top = |word: &str, edge: &str| -> f64 {
            let line = boxes.lines().find(|line| line.contains(&format!(">{word}<"))).unwrap();
            let value = line.split(&format!("{edge}=\"")).nth(1).unwrap();
            value.split('"').next().unwrap().parse().unwrap()
        };
        let (upper, lower) = (top("complete", "yMin"), top("complete", "yMax"));
        assert!(
            upper > from + 8.0 && lower < from + 40.0 && lower < top("Office", "yMin"),
            "{boxes}"
        );
    }
}

#[test]
fn a_new_project_is_a_draft_until_the_office_has_a_name() {
    let project = Project::new();
    let run = project.byline(&["init", "made"]);
    assert!(run.stderr.contains("write the name of your office into made/byline.toml"), "{run:?}");
    let build = |project: &Project| project.byline(&["build", "--project", "made"]);
    let run = build(&project);
    assert!(run.code == 0 && run.stderr.contains("unnamed-organisation"), "{run:?}");
    let document = "made/output/harbour-day-2025-05-14-report.pdf";
    assert!(project.words(document).contains("Draft: not yet complete"));
    let file = String::from_utf8(project.read("made/byline.toml")).unwrap();
    project.write("made/byline.toml", file.replace("Your organisation", "Port Office"));
    let run = build(&project);
    assert!(!run.stderr.contains("warning"), "{run:?}");
    assert!(!project.words(document).contains("Draft"), "{}", project.words(document));
    let info = tool("pdfinfo", &[project.path(document).to_str().unwrap()]).stdout;
    assert!(!info.contains("Draft"), "{info}");
}

#[test]
fn a_template_of_the_projects_own_has_the_mark_too() {
    let project = project("en");
    let template = "#let main(event, project) = {\n  set page(fill: black, background: rect(fill: blue))\n  \
                    set text(fill: white)\n  event.title\n}\n";
    project.write("templates/poster/main.typ", template);
    project.write(
        "records/a.toml",
        format!("{SMALL}lead = 'TODO: say it'\n[credits]\nwriter = 'Ada'\n"),
    );
    assert_eq!(project.byline(&["build", "--template", "poster"]).code, 0);
    assert!(project.words("output/a-poster.pdf").contains("Draft: not yet complete"));
}

#[test]
fn a_placeholder_in_another_language_makes_no_draft() {
    let project = project("en");
    let record = "title = { en = 'Day', ms = 'TODO: hari' }\nlanguages = ['en', 'ms']\n\
                  start = 2025-05-14\nmode = 'offline'\n[credits]\nwriter = 'Ada'\n";
    project.write("records/a.toml", record);
    project.build();
    assert!(!project.words("output/a-report.pdf").contains("Draft"));
    assert_eq!(project.byline(&["build", "--lang", "ms", "--template", "report"]).code, 0);
    let found = fs::read_dir(project.path("output")).unwrap().flatten();
    let malay = found.map(|file| file.path()).find(|path| path.to_string_lossy().contains("ms"));
    let name = format!("output/{}", malay.unwrap().file_name().unwrap().to_str().unwrap());
    assert!(project.words(&name).contains("Draf: belum lengkap"));
}

/// Whoever starts a project inside another one has usually only forgotten where they are.
#[test]
fn a_project_in_a_project_is_reported() {
    let project = Project::new();
    let run = project.byline(&["init", "press"]);
    assert!(run.code == 0 && run.stderr.contains("warning[nested-project]: `press`"), "{run:?}");
    // The test records of templates are such a project, and a project may be completed.
    for folder in ["templates/tests", "."] {
        let run = project.byline(&["init", folder]);
        assert!(run.code == 0 && !run.stderr.contains("nested-project"), "{run:?}");
    }
}

#[test]
fn a_new_record_says_which_day_it_has() {
    let project = project("en");
    let run = project.byline(&["new", "Harbour Day", "--id", "a"]);
    assert!(run.stderr.contains("correct `start` in records/a.toml unless"), "{run:?}");
    let run = project.byline(&["new", "Harbour Day", "--id", "b", "--date", "2025-05-14"]);
    assert!(run.code == 0 && !run.stderr.contains("unless"), "{run:?}");
}

/// A new project is in the language in which its office works, and builds.
#[test]
fn a_new_project_takes_the_language_over() {
    for (language, command, note) in [
        ("ms", "byline new \"Tajuk acara anda\"", "# Nama pejabat anda"),
        ("zh-Hans", "byline new \"您的活动标题\"", "# 贵单位的名称"),
        ("zh-Hant", "byline new \"您的活動標題\"", "# 貴機關的名稱"),
    ] {
        let project = Project::new();
        let run = project.byline(&["init", "made", "--ui-language", language]);
        assert!(run.code == 0 && run.stderr.contains(command), "{run:?}");
        let file = String::from_utf8(project.read("made/byline.toml")).unwrap();
        assert!(file.contains(note), "{file}");
        assert!(file.contains(&format!("\nlanguage = \"{language}\"\n")), "{file}");
        assert!(file.contains(&format!("\n# ui-language = \"{language}\"\n")), "{file}");
        let run = project.byline(&["check", "--project", "made"]);
        assert!(run.code == 0 && run.stderr.matches("warning[").count() == 1, "{run:?}");
    }
}

#[test]
fn a_document_says_what_is_asked_for_and_not_how_it_is_marked() {
    let project = Project::new();
    project.write("byline.toml", "organisation = 'Office'\ntemplates = ['report']\n");
    assert_eq!(project.byline(&["new", "Harbour Day", "--date", "2025-05-14"]).code, 0);
    assert_eq!(project.byline(&["build"]).code, 0);
    let document = project.path("output/harbour-day-2025-05-14-report.pdf");
    let text = tool("pdftotext", &[document.to_str().unwrap(), "-"]).stdout;
    for asked in ["[the hall]", "[who organised it]", "[what happened]", "[what was said]"] {
        assert!(text.contains(asked), "{asked}: {text}");
    }
    assert!(!text.contains("TODO:"), "{text}");
}
