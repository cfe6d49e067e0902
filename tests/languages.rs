//! Languages: the examples in three languages, missing and outdated translations, a project's
//! own locales, fonts, and the findings about mistakes.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use common::{Project, tool, validate};
use lopdf::{Document, Object};

const RECORD: &str = "title = 'Harbour Day'\nstart = 2025-05-14\nend = 2025-05-16\nmode = 'offline'\n\
    lead = 'Seven harbours put their records side by side.'\noutcomes = ['One record.', 'A second day.']\n\
    [[programme]]\ntitle = 'Talks'\n[[programme.sessions]]\nspeaker = 'Ana Lima'\n\
    summary = 'Said what the records are worth.'\n";

const CHINESE: &str = "title = '港口日'\nlead = '七个港口把记录放在一起。'\noutcomes = ['统一的记录。']\n\
    [[programme]]\n[[programme.sessions]]\nsummary = '说明这些记录的价值。'\n";

fn harbour() -> Project {
    let project = Project::new();
    project.write("records/harbour.toml", RECORD);
    project.write("records/harbour.zh-Hans.toml", CHINESE);
    project
}

/// Creates a project with the repository's translated examples in three languages.
fn examples() -> Project {
    let project = Project::new();
    project.write("byline.toml", "organisation = 'Office'\nlanguages = ['en', 'ms', 'zh-Hans']\n");
    project.add_translated_examples();
    project
}

#[test]
fn the_examples_speak_three_languages() {
    let project = examples();
    let run = project.build();
    assert!(run.stderr.contains("15 documents built, 0 failed"), "{}", run.stderr);
    assert!(!run.stderr.contains("translation"), "{}", run.stderr);
    let files: Vec<_> =
        fs::read_dir(project.path("output")).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert_eq!(files.len(), 15);
    let run = validate(&files);
    assert_eq!(run.code, 0, "{run:?}");
    assert_eq!(run.stdout.matches(" 2a pass\n").count(), files.len(), "{run:?}");
    assert_eq!(run.stdout.matches(" ua1 pass\n").count(), files.len(), "{run:?}");

    // Every Chinese character of the translation can be extracted again.
    for id in ["forum-2024-10-31", "seminar-2021-12-09"] {
        let translation = fs::read_to_string(project.path(&format!("records/{id}.zh-Hans.toml")));
        let mut translation: toml::Table = translation.unwrap().parse().unwrap();
        translation.remove("keywords");
        let said = texts(&translation.into());
        let words = project.words(&format!("output/{id}-report-zh-Hans.pdf"));
        let printed: BTreeSet<char> = words.chars().collect();
        let missing: BTreeSet<char> = said
            .iter()
            .flat_map(|text| text.chars())
            .filter(|char| is_han(*char) && !printed.contains(char))
            .collect();
        assert!(missing.is_empty(), "{id}: {missing:?}");
        let shown = |text: &&String| text.chars().filter(|char| is_han(*char)).count() > 12;
        let squeezed = |text: &str| text.chars().filter(|char| is_han(*char)).collect::<String>();
        let printed = squeezed(&words);
        for text in said.iter().filter(shown) {
            // A page break or an adjacent column may interrupt a text, so only its start is
            // compared.
            let start: String = squeezed(text).chars().take(6).collect();
            assert!(printed.contains(&start), "{id}: {text}");
        }
    }
    let malay = project.words("output/forum-2024-10-31-report-ms.pdf");
    for words in ["31 Oktober 2024", "Khamis", "Latar belakang", "Halaman 1 daripada"] {
        assert!(malay.contains(words), "{words}: {malay}");
    }
    let chinese = project.words("output/seminar-2021-12-09-report-zh-Hans.pdf").replace(' ', "");
    for words in ["2021年12月9日", "星期四", "第1页"] {
        assert!(chinese.contains(words), "{words}: {chinese}");
    }
    // On paper, the name of a file leads nowhere.
    let seminar = project.words("output/seminar-2021-12-09-summary-zh-Hans.pdf");
    assert!(!seminar.contains(".pdf"), "{seminar}");
}

fn is_han(char: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&char)
}

/// Returns the texts of a file, except those that are only read aloud.
fn texts(value: &toml::Value) -> Vec<String> {
    match value {
        toml::Value::String(text) => vec![text.clone()],
        toml::Value::Array(items) => items.iter().flat_map(texts).collect(),
        toml::Value::Table(table) => {
            table.iter().filter(|(key, _)| *key != "alt").flat_map(|(_, v)| texts(v)).collect()
        }
        _ => vec![],
    }
}

/// Returns the languages in a PDF: that of the document, and those of its parts, with their
/// number.
fn languages(project: &Project, name: &str) -> (String, BTreeMap<String, usize>) {
    fn lang(object: &Object, document: &Document) -> Option<String> {
        let dictionary = document.dereference(object).ok()?.1.as_dict().ok()?;
        let lang = dictionary.get(b"Lang").ok()?.as_str().ok()?;
        Some(String::from_utf8_lossy(lang).into_owned())
    }
    let document = Document::load(project.path(name)).unwrap();
    let whole = lang(&Object::Dictionary(document.catalog().unwrap().clone()), &document).unwrap();
    let mut parts = BTreeMap::new();
    for object in document.objects.values() {
        let element = object.as_dict().is_ok_and(|dictionary| dictionary.has(b"S"));
        if let Some(lang) = lang(object, &document).filter(|_| element) {
            *parts.entry(lang).or_default() += 1;
        }
    }
    for page in document.get_pages().values() {
        let content = document.get_page_content(*page);
        let content = lopdf::content::Content::decode(&content).unwrap();
        for operation in content.operations.iter().filter(|operation| operation.operator == "BDC") {
            if let Some(lang) = operation.operands.get(1).and_then(|o| lang(o, &document)) {
                *parts.entry(lang).or_default() += 1;
            }
        }
    }
    (whole, parts)
}

#[test]
fn a_text_that_is_not_translated_is_printed_told_and_tagged_as_what_it_is() {
    let project = harbour();
    let run = project.byline(&["build", "--lang", "zh-Hans"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(
        run.stderr
            .contains("2 texts have no translation into `zh-Hans`; byline prints them in `en`"),
        "{}",
        run.stderr
    );
    let name = "output/harbour-report-zh-Hans.pdf";
    let words = project.words(name);
    assert!(words.contains("港口日") && words.contains("统一的记录。"), "{words}");
    assert!(words.contains("A second day.") && words.contains("Talks"), "{words}");
    let (whole, parts) = languages(&project, name);
    assert_eq!(whole, "zh-CN");
    assert!(parts.contains_key("en"), "{parts:?}");
    assert!(parts.keys().all(|lang| lang == "en" || lang == "zh-CN"), "{parts:?}");
    assert_eq!(validate(&[project.path(name)]).code, 0);

    // The English document is unchanged, and both versions can exist side by side.
    project.build();
    assert!(project.words("output/harbour-report.pdf").contains("14–16 May 2025"));
    assert_eq!(languages(&project, "output/harbour-report.pdf").0, "en");
    assert!(project.path(name).exists());
    let traditional = project.byline(&["build", "--lang", "zh-Hant"]);
    assert!(
        traditional.stderr.contains("6 texts have no translation into `zh-Hant`"),
        "{traditional:?}"
    );
    assert_eq!(languages(&project, "output/harbour-report-zh-Hant.pdf").0, "zh-TW");
}

#[test]
fn a_report_in_two_languages_says_everything_twice() {
    let project = harbour();
    project.write(
        "records/harbour.zh-Hans.toml",
        CHINESE
            .replace("的记录。'", "的记录。', '第二天。'")
            .replace("[[programme]]", "[[programme]]\ntitle = '演讲'"),
    );
    for layout in ["stacked", "side-by-side"] {
        project.write(
            "byline.toml",
            format!(
                "organisation = 'Office'\ntemplates = ['report', 'summary']\n\
                 [options.report]\nsecond-language = 'zh-Hans'\nbilingual = '{layout}'\n\
                 [options.summary]\nsecond-language = 'zh-Hans'\nbilingual = '{layout}'\n"
            ),
        );
        let run = project.build();
        assert!(!run.stderr.contains("missing-translation"), "{}", run.stderr);
        let words = project.words("output/harbour-report.pdf").replace(' ', "");
        for text in [
            "HarbourDay",
            "港口日",
            "Talks",
            "演讲",
            "When",
            "时间",
            "14–16May2025",
            "2025年5月14日至16日",
            "Saidwhat",
            "说明这些记录的价值。",
        ] {
            assert!(words.contains(text), "{layout}: {text}: {words}");
        }
        let (whole, parts) = languages(&project, "output/harbour-report.pdf");
        assert_eq!(whole, "en");
        assert!(parts.contains_key("zh-CN"), "{parts:?}");
        let files = ["report", "summary"].map(|t| project.path(&format!("output/harbour-{t}.pdf")));
        let run = validate(&files);
        assert_eq!(run.code, 0, "{run:?}");
    }
    // A text that exists in one language only is printed once.
    project.write("records/harbour.zh-Hans.toml", "title = '港口日'\n");
    project.build();
    let words = project.words("output/harbour-report.pdf").replace(' ', "");
    for text in ["Sevenharbours", "Onerecord.", "Saidwhat", "Talks"] {
        assert_eq!(words.matches(text).count(), 1, "{text}: {words}");
    }
    project.write(
        "byline.toml",
        "organisation = 'Office'\n[options.report]\nsecond-language = 'klingon'\n",
    );
    let run = project.byline(&["build"]);
    assert_eq!(run.code, 2, "{}", run.stderr);
    assert!(run.stderr.contains("`klingon` is not a language tag"), "{}", run.stderr);
}

#[test]
fn a_second_language_that_is_none_is_told_where_it_stands() {
    let project = harbour();
    project.write(
        "byline.toml",
        "organisation = \"klingon\"\ntemplates = [\"report\", \"summary\"]\n\
         [options.report]\nsecond-language = \"ms\"\n[options.summary]\nsecond-language = \"klingon\"\n",
    );
    let told = |place: &str| {
        let run = project.byline(&["build"]);
        assert_eq!(run.code, 2, "{}", run.stderr);
        let told = format!("`klingon` is not a language tag\n --> {place}\n");
        assert!(run.stderr.contains(&told), "{told}: {}", run.stderr);
        assert_eq!(run.stderr.matches("klingon` is not").count(), 1, "{}", run.stderr);
    };
    told("byline.toml:6:19");
    // A template may set a second language itself.
    project.write("byline.toml", "organisation = 'Office'\ntemplates = ['own']\n");
    project.write("templates/own/main.typ", "#let main(event, project) = []\n");
    project.write(
        "templates/own/template.toml",
        "contract = 4\npurpose = 'klingon'\n[options.second-language]\n\
         meaning = 'Two languages.'\ndefault = 'klingon'\n",
    );
    told("templates/own/template.toml:5:11");
}

#[test]
fn an_error_in_a_translation_concerns_only_documents_in_its_language() {
    let project = harbour();
    let issue = "name = 'Tides'\nnumber = 1\ndate = 2025-06-01\nstories = ['harbour']\n";
    project.write("issues/one.toml", issue).write("records/harbour.zh-Hans.toml", CHINESE);
    let file = "organisation = 'Office'\ntemplates = ['report', 'newsletter']\n";
    project.write("byline.toml", format!("{file}[fonts]\nsystem = false\n"));
    let marks = "\u{301}".repeat(60);
    let long = format!("title = 'a{marks}'\nsubject = 3\n");
    for broken in [&b"title = 'open\n"[..], b"title = '\xff'\n", long.as_bytes()] {
        project.write("records/harbour.ms.toml", broken);
        let run = project.byline(&["build", "--force"]);
        assert_eq!(run.code, 0, "{run:?}");
        assert!(run.stderr.contains("2 documents built, 0 failed"), "{run:?}");
        assert!(run.stderr.contains("warning[unusable-translation]"), "{run:?}");
        assert!(run.stderr.contains("--> records/harbour.ms.toml:1:"), "{run:?}");
        // For readers of this language, it is an error.
        let run = project.byline(&["check", "--lang", "ms"]);
        assert_eq!(run.code, 1, "{run:?}");
        assert!(run.stderr.contains("--> records/harbour.ms.toml:1:"), "{run:?}");
        assert!(!run.stderr.contains("unusable-translation"), "{run:?}");
        let run = project.byline(&["translations", "harbour", "--lang", "ms"]);
        assert_eq!(run.code, 1, "{run:?}");
    }
}

#[test]
fn a_translation_gives_only_the_texts() {
    let project = harbour();
    project.write(
        "records/harbour.ms.toml",
        "titel = 'Hari Pelabuhan'\nstart = 2025-05-15\nmode = 'atas talian'\nvenue = 'Dewan'\n\
         outcomes = ['Satu.', 'Dua.', 'Tiga.']\n[[programme]]\ntitle = 7\n[[programme]]\ntitle = 'Lagi'\n",
    );
    project.write("records/habour.ms.toml", "title = 'Hari'\n");
    project.write("records/harbour.klingon.toml", "title = 'jaj'\n");
    let run = project.byline(&["check", "--lang", "ms"]);
    for words in [
        "the record has no `titel` here to translate",
        "did you mean `title`?",
        "`start` cannot be translated: only texts can",
        "`mode` cannot be translated: it is the same in every language",
        "the record has no `venue` here to translate",
        "the record has 2 of `outcomes`, not more",
        "the translation of `title` must be text",
        "the record has 1 of `programme`, not more",
        "there is no record `habour` next to this translation",
        "did you mean `harbour.ms.toml`?",
        "`klingon` is not a language tag",
        "records/harbour.ms.toml:1:1",
    ] {
        assert!(run.stderr.contains(words), "{words}: {}", run.stderr);
    }
    // A file that is not valid TOML is reported, and the record is built without it unless it is
    // needed.
    fs::remove_file(project.path("records/habour.ms.toml")).unwrap();
    fs::remove_file(project.path("records/harbour.klingon.toml")).unwrap();
    project.write("records/harbour.ms.toml", "title = \"Hari\nlead = ");
    for (args, code) in [(&["check"][..], 0), (&["check", "--lang", "ms"], 1)] {
        let run = project.byline(args);
        assert_eq!(run.code, code, "{run:?}");
        assert!(run.stderr.contains("records/harbour.ms.toml:1:"), "{run:?}");
    }
}

/// The key alone does not decide it: `by` is a text in a breakdown, and a person in a launch.
#[test]
fn a_reference_is_no_text_and_every_text_is_translated() {
    let project = Project::new();
    project.write("people.toml", "[ben]\nname = 'Ben Adeyemi'\n");
    project.write("organisations.toml", "[ics]\nname = 'Institute'\n[tide]\nname = 'Tidewise'\n");
    project.write(
        "records/harbour.toml",
        format!(
            "host = 'Institute'\norganiser = 'Harbour Office'\n\
             sponsor = ['ics', {{ organisation = 'tide', tier = 'gold' }}]\n{RECORD}\
             [[launches]]\ntitle = 'Atlas'\nby = 'ben'\n\
             [[photos]]\nfile = 'to-come.jpg'\ncreator = 'ben'\n\
             [attendance]\ncount = 80\n[[attendance.breakdown]]\nby = 'gender'\n\
             parts = [{{ label = 'women', count = 50 }}, {{ label = 'men', count = 30 }}]\n"
        ),
    );
    let texts = "organiser = 'Pejabat Pelabuhan'\nsponsor = ['', { tier = 'emas' }]\n\
        [[attendance.breakdown]]\nby = 'jantina'\n";
    project.write("records/harbour.ms.toml", texts);
    let run = project.byline(&["build", "--lang", "ms"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(!run.stderr.contains("translation-adds"), "{}", run.stderr);
    let words = project.words("output/harbour-report-ms.pdf").to_lowercase();
    for text in ["pejabat pelabuhan", "emas", "jantina"] {
        assert!(words.contains(text), "{text}: {words}");
    }

    project.write(
        "records/harbour.ms.toml",
        "host = 'Institut'\nsponsor = ['Institut', { organisation = 'Air' }]\n\
         launches = [{ by = 'Encik Ben' }]\nphotos = [{ creator = 'Encik Ben' }]\n\
         [people.ben]\ntitle = 'Ketua'\n",
    );
    let run = project.byline(&["check"]);
    for (place, message) in [
        ("1:8", "`Institute` is the name of the entry `ics`, and no text"),
        ("2:12", "`ics` is the id of an entry, and no text"),
        ("2:41", "`tide` is the id of an entry, and no text"),
        ("3:20", "`ben` is the id of an entry, and no text"),
        ("4:23", "`ben` is the id of an entry, and no text"),
    ] {
        let told = format!("{message}\n --> records/harbour.ms.toml:{place}\n");
        assert!(run.stderr.contains(&told), "{told}: {}", run.stderr);
    }
    let hint = "an entry of the directory is translated there: in people.toml, title = {";
    assert!(run.stderr.contains(hint), "{}", run.stderr);
}

#[test]
fn what_changed_since_it_was_translated_is_told_until_it_is_translated_again() {
    let project = Project::new();
    project.write("records/harbour.toml", RECORD);
    let run = project.byline(&["translations", "--lang", "ms", "--write"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stdout.starts_with("harbour, ms: 6 missing\n"), "{}", run.stdout);
    let skeleton = String::from_utf8(project.read("records/harbour.ms.toml")).unwrap();
    assert!(skeleton.contains("# Harbour Day\ntitle = \"\"\n"), "{skeleton}");
    let run = project.byline(&["build", "--lang", "ms"]);
    assert!(run.stderr.contains("6 texts have no translation into `ms`"), "{}", run.stderr);

    let filled = skeleton.replacen("title = \"\"", "title = \"Hari Pelabuhan\"", 1);
    project.write("records/harbour.ms.toml", filled);
    let said = |project: &Project| project.byline(&["translations"]).stdout;
    assert!(said(&project).starts_with("harbour, ms: 5 missing\n"), "{}", said(&project));
    project.write("records/harbour.toml", RECORD.replace("Harbour Day", "Harbour Days"));
    assert!(said(&project).starts_with("harbour, ms: 5 missing, 1 outdated\n"));
    let run = project.byline(&["build", "--lang", "ms"]);
    assert!(run.stderr.contains("the record now says \"Harbour Days\""), "{}", run.stderr);
    assert!(run.stderr.contains("records/harbour.ms.toml:5:9"), "{}", run.stderr);
    project.byline(&["translations", "--accept"]);
    assert!(said(&project).starts_with("harbour, ms: 5 missing\n"));
    // Existing content is never lost.
    project.byline(&["translations", "--write"]);
    let text = String::from_utf8(project.read("records/harbour.ms.toml")).unwrap();
    assert!(text.contains("title = \"Hari Pelabuhan\"") && text.contains("# Harbour Days\n"));
    let json = project.byline(&["translations", "--message-format", "json"]).stdout;
    let line: serde_json::Value = serde_json::from_str(json.lines().next().unwrap()).unwrap();
    assert_eq!(
        (line["type"].as_str(), line["missing"].as_array().unwrap().len()),
        (Some("translation"), 5)
    );
}

#[test]
fn no_document_stays_in_another_language_or_takes_the_place_of_another() {
    let project = harbour();
    let in_ = |languages: &str| {
        let file =
            format!("organisation = 'Office'\ntemplates = ['report']\nlanguages = {languages}\n");
        project.write("byline.toml", file);
        project.build()
    };
    in_("['en']");
    assert!(in_("['zh-Hans']").stderr.contains("1 document built"));
    assert!(project.words("output/harbour-report.pdf").contains("港口日"));
    in_("['en', 'zh-Hans']");
    // Documents in a language that was removed from the list are left over, and reported.
    let run = in_("['en']");
    assert!(run.stderr.contains("2 documents left over"), "{}", run.stderr);
    assert_eq!(project.byline(&["clean", "--stale"]).code, 0);
    assert!(!project.path("output/harbour-report-zh-Hans.pdf").exists());

    project.write(
        "byline.toml",
        "organisation = 'Office'\ntemplates = ['report']\noutput-name = '{id}.pdf'\n",
    );
    project.write("records/harbour-ms.toml", RECORD);
    project.build();
    let run = project.byline(&["build", "harbour", "--lang", "ms"]);
    assert_eq!(run.code, 2, "{}", run.stderr);
    assert!(
        run.stderr.contains("`harbour` and `harbour-ms` would both be written to"),
        "{}",
        run.stderr
    );
}

#[test]
fn files_of_translators_stay_theirs() {
    let project = Project::new();
    project.write(
        "records/harbour.toml",
        RECORD.to_owned() + "[[numbers]]\ncount = 6\nlabel = 'boats'\n",
    );
    project.write(
        "records/harbour.ms.toml",
        "\u{feff}title = 'Hari' # a note\r\nprogramme = [{ title = 'Ucapan' }]\r\n",
    );
    let run = project.byline(&["translations", "--write"]);
    assert!(run.stderr.contains("add 1 text by hand, because byline cannot change lists in brackets: programme.0.sessions.0.summary"), "{}", run.stderr);
    let text = String::from_utf8(project.read("records/harbour.ms.toml")).unwrap();
    assert!(text.starts_with("\u{feff}title = 'Hari' # a note\r\n"), "{text}");
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
    // A text added at the end ends up in the table of marks: byline reports it, and never
    // replaces it.
    project.write("records/harbour.ms.toml", text + "background = 'Di akhir'\r\n");
    let run = project.byline(&["check"]);
    assert!(
        run.stderr.contains("`background` does not belong under `[translated-from]`"),
        "{}",
        run.stderr
    );
    project.byline(&["translations", "--write"]);
    let text = String::from_utf8(project.read("records/harbour.ms.toml")).unwrap();
    assert!(text.contains("background = 'Di akhir'"), "{text}");

    project.write("records/harbour.en.toml", "title = 'Day'\n");
    project.write("records/harbour.zh_Hans.toml", "title = 'Day'\n");
    let run = project.byline(&["check"]);
    assert!(run.stderr.contains("the record itself is in `en`"), "{}", run.stderr);
    assert!(run.stderr.contains("did you mean `harbour.zh-Hans.toml`?"), "{}", run.stderr);
    for name in ["records/harbour.ms.toml", "harbour.ms"] {
        let run = project.byline(&["check", name]);
        assert!(run.stderr.contains("name the record instead: `harbour`"), "{}", run.stderr);
    }
}

#[test]
fn only_what_a_translation_concerns_is_made_again() {
    let project = harbour();
    project.write("records/other.toml", RECORD);
    project.write(
        "byline.toml",
        "organisation = 'Office'\ntemplates = ['report']\nlanguages = ['en', 'zh-Hans']\n",
    );
    project.build();
    let made = || -> Vec<String> {
        let run = project.byline(&["build", "--explain", "--message-format", "json"]);
        let lines =
            run.stdout.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
        let reasons = lines.filter(|line| line["type"] == "reasons");
        reasons
            .map(|line| {
                format!(
                    "{}: {}",
                    line["path"].as_str().unwrap(),
                    line["reasons"][0]["message"].as_str().unwrap()
                )
            })
            .collect()
    };
    assert!(made().is_empty());
    project.write("records/harbour.zh-Hans.toml", CHINESE.replace("港口日", "港口节"));
    let reason = "`records/harbour.zh-Hans.toml` changed";
    assert_eq!(
        made(),
        [
            format!("output/harbour-report-en.pdf: {reason}"),
            format!("output/harbour-report-zh-Hans.pdf: {reason}")
        ]
    );
    project.write("records/other.ms.toml", "title = 'Hari'\n");
    assert_eq!(made().len(), 2);
    fs::remove_file(project.path("records/other.ms.toml")).unwrap();
    assert_eq!(made().len(), 2);
    project.write("locales/en.toml", "[words]\nwhen = 'On'\n");
    assert_eq!(made().len(), 4);
    assert!(made().is_empty());
    assert!(project.words("output/other-report-en.pdf").contains("On 14–16 May 2025"));
}

#[test]
fn an_issue_follows_the_translations_of_its_stories() {
    let project = harbour();
    project.write(
        "byline.toml",
        "organisation = 'Office'\ntemplates = ['newsletter']\nlanguages = ['en', 'zh-Hans']\n",
    );
    project.write(
        "issues/tides.toml",
        "name = 'Tidelines'\ndate = 2025-06-02\nstories = ['harbour']\n",
    );
    project.build();
    assert!(project.build().stderr.contains("0 documents built, 2 up to date"));
    project.write("records/harbour.zh-Hans.toml", CHINESE.replace("港口日", "港口节"));
    let run = project.byline(&["build", "--explain"]);
    assert!(
        run.stdout.contains("the story `harbour` changed")
            || run.stderr.contains("the story `harbour` changed"),
        "{run:?}"
    );
    assert!(project.words("output/tides-newsletter-zh-Hans.pdf").contains("港口节"));
    assert!(project.build().stderr.contains("0 documents built, 2 up to date"));
}

#[test]
fn a_template_of_the_projects_own_is_given_the_language() {
    let project = harbour();
    let template = "#import \"../design/design.typ\": *\n#let main(event, project) = [\n\
        #set document(title: event.title)\n#show: house-style.with(event.language)\n\
        = #event.title\n#event.report #words.when #event.language.script\n]";
    project.write("templates/report/main.typ", template);
    let run = project.byline(&["build", "--lang", "zh-Hans"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let words = project.words("output/harbour-report-zh-Hans.pdf");
    assert_eq!(words.replace(' ', ""), "港口日harbour-report-zh-Hans.pdf时间Hans");
}

#[test]
fn a_project_may_speak_as_it_likes() {
    let project = harbour();
    project.write(
        "locales/id.toml",
        "[dates]\nnames-of = 'id_ID'\n[words]\nwhen = 'Kapan'\nothers = { other = '{count} lainnya' }\n",
    );
    let run = project.byline(&["build", "--lang", "id"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(
        run.stderr.contains("warning[missing-word]: this file lacks some words, such as "),
        "{}",
        run.stderr
    );
    let words = project.words("output/harbour-report-id.pdf");
    assert!(
        words.contains("Kapan 14–16 Mei 2025") && words.contains("Format In person"),
        "{words}"
    );

    project.write(
        "locales/ms.toml",
        "[word]\nwhen = 'Bila'\n[words]\nwhenn = 'Bila'\nwhere = 7\npage = 'Muka {nombor}'\nothers = { one = 'satu' }\n[dates]\nnames-of = 'klingon'\n",
    );
    let run = project.byline(&["build", "--lang", "ms"]);
    assert_ne!(run.code, 0);
    for words in [
        "`word` is not the key of a word",
        "`words.whenn` is not the key of a word",
        "did you mean `when`?",
        "`words.where` takes text in quotes",
        "`{nombor}` is not a placeholder of the word `words.page`",
        "use `{number}` or `{total}`",
        "`words.others` lacks the form `other`",
        "there is no locale `klingon` with names of months and weekdays",
        "locales/ms.toml:4:1",
    ] {
        assert!(run.stderr.contains(words), "{words}: {}", run.stderr);
    }
    fs::remove_file(project.path("locales/ms.toml")).unwrap();
    let run = project.byline(&["build", "--lang", "tlh"]);
    assert!(run.stderr.contains("byline has no built-in words for `tlh`"), "{}", run.stderr);
    assert_eq!(project.byline(&["build", "--lang", "klingon"]).code, 2);
}

#[test]
fn names_are_the_same_however_they_are_typed() {
    let project = Project::new();
    project.write("people.toml", "[renee]\nname = 'Renée Ångström'\ntitle = 'Editor'\n");
    // In decomposed form: letters and diacritics are separate characters.
    project
        .write("records/a.toml", RECORD.replace("Ana Lima", "Rene\u{301}e A\u{30a}ngstro\u{308}m"));
    project.build();
    assert!(project.words("output/a-report.pdf").contains("Renée Ångström Editor"));
    // A Cyrillic letter in a Latin name.
    project.write("records/a.toml", RECORD.replace("Ana Lima", "An\u{430} Lima"));
    let run = project.byline(&["check"]);
    assert!(
        run.stderr.contains("the letters of `An\u{430}` are Cyrillic and Latin"),
        "{}",
        run.stderr
    );
    project.write(
        "records/a.toml",
        RECORD.replace("Ana Lima", "Nurul Izzah binti Anwar, S. a/l Maniam"),
    );
    assert!(!project.byline(&["check"]).stderr.contains("mixed-scripts"));
}

#[test]
fn fonts_are_looked_for_where_they_may_be() {
    let project = harbour();
    let chinese = ["build", "--lang", "zh-Hans", "--force"];
    assert_eq!(project.byline(&chinese).code, 0);
    let fonts =
        tool("pdffonts", &[project.path("output/harbour-report-zh-Hans.pdf").to_str().unwrap()]);
    assert!(fonts.stdout.contains("NotoSerifCJKsc-Regular"), "{}", fonts.stdout);
    assert!(
        fonts.stdout.contains("NotoSerifCJKsc-Bold"),
        "bold is a weight of its own: {}",
        fonts.stdout
    );
    let listed = project.byline(&["fonts"]).stdout;
    assert!(listed.contains("Chinese, simplified: Noto Serif CJK SC (system font)\n"), "{listed}");
    assert!(listed.contains("Chinese, traditional: Noto Serif CJK TC (system font)\n"), "{listed}");
    assert!(listed.contains("Latin: Noto Sans\n"), "{listed}");

    let file =
        String::from_utf8(project.read("byline.toml")).unwrap() + "[fonts]\nsystem = false\n";
    project.write("byline.toml", &file);
    let run = project.byline(&chinese);
    assert_eq!(run.code, 1);
    assert!(
        run.stderr.contains("error[missing-glyph]: no font has 3 characters of this text: `"),
        "{}",
        run.stderr
    );
    assert!(run.stderr.contains("records/harbour.zh-Hans.toml:1:10"), "{}", run.stderr);
    assert!(
        run.stderr.contains("has it: allow system fonts with `fonts.system = true`"),
        "{}",
        run.stderr
    );
    let listed = project.byline(&["fonts"]).stdout;
    assert!(
        listed
            .contains("Chinese, simplified: none\n  Debian, Ubuntu: apt install fonts-noto-cjk\n"),
        "{listed}"
    );

    // The project's own fonts take precedence; a damaged one is reported.
    project.write(
        "fonts/serif.ttc",
        fs::read("/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc").unwrap(),
    );
    project.write("fonts/torn.otf", b"OTTO\0\x01");
    project.write("fonts/web.woff2", b"wOF2");
    let run = project.byline(&chinese);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.contains("`fonts/torn.otf` is not a usable font"), "{}", run.stderr);
    assert!(run.stderr.contains("get the font as .ttf or .otf"), "{}", run.stderr);
    assert!(project.words("output/harbour-report-zh-Hans.pdf").contains("七个港口"));
}

#[test]
fn names_in_other_scripts_stand_in_an_english_record() {
    let project = Project::new();
    project.write(
        "records/a.toml",
        RECORD.replace("'Ana Lima'", "'li'")
            + "[people.li]\nname = 'Li Zhiqiang'\nnative-name = '李志强'\nhonorifics = ['Dr.']\n",
    );
    project.build();
    assert!(project.words("output/a-report.pdf").contains("Dr. Li Zhiqiang 李志强"));
    // In Chinese documents, the Chinese name comes first.
    let run = project.byline(&["build", "--lang", "zh-Hans"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let words = project.words("output/a-report-zh-Hans.pdf");
    assert!(words.find("李志强") < words.find("Li Zhiqiang"), "{words}");
}

/// Translators see what to leave alone, in the language of their office.
#[test]
fn a_translation_file_says_what_its_marks_are() {
    for (language, note) in
        [("en", "# Do not change the lines below"), ("ms", "# Jangan ubah baris")]
    {
        let project = Project::small(&format!("language = '{language}'\n"));
        let args = ["translations", "a", "--lang", "zh-Hans", "--write"];
        assert_eq!(project.byline(&args).code, 0);
        let file = String::from_utf8(project.read("records/a.zh-Hans.toml")).unwrap();
        assert!(file.contains(note), "{file}");
    }
}
