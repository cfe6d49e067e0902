//! Harnesses for the files of a project: `byline.toml`, the directory, the manifest of a
//! template, and a locale.

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use byline_core::lint;
use byline_core::locale::Locales;
use byline_core::model::{Language, Sources};
use byline_core::parse::{Context, Directory, DirectoryDraft, Draft, Pictures};
use byline_core::project::{Format, Manifest, Paper, ProjectDraft};
use byline_core::schema::SchemaFile;
use byline_core::source::Source;
use byline_core::walls::Walls;

use crate::Harness;
use crate::files::{examine, read};
use crate::mutate::tree;
use crate::records::{either, halves, pictures, toml};

/// The project file.
pub(crate) const PROJECT: Harness = Harness {
    name: "project",
    seeds: || [read(&["byline.toml"]), vec![WHOLE.as_bytes().to_vec()]].concat(),
    mutate: |file, rng| toml(file, &PROJECT_KEYS, rng),
    run: project,
};

/// The files of people and of organisations, with a null byte between them.
pub(crate) const DIRECTORY: Harness = Harness {
    name: "directory",
    seeds: || vec![[PEOPLE.as_bytes(), ORGANISATIONS.as_bytes()].join(&0)],
    mutate: |file, rng| either(file, rng, |half, rng| toml(half, &PEOPLE_KEYS, rng)),
    run: directory,
};

/// The manifest of a template.
pub(crate) const MANIFEST: Harness = Harness {
    name: "manifest",
    seeds: || {
        read(&[
            "templates/report/template.toml",
            "templates/summary/template.toml",
            "templates/newsletter/template.toml",
        ])
    },
    mutate: |file, rng| toml(file, &MANIFEST_KEYS, rng),
    run: |file| {
        let source = Source::new("templates/own/template.toml", String::from_utf8_lossy(file));
        match Manifest::read(&source) {
            Ok(manifest) => {
                let name = "own".parse().expect("the name is an id");
                examine(&manifest.findings(&name, Some(Paper::A4)));
            }
            Err(findings) => {
                assert!(!findings.is_empty());
                examine(&findings);
            }
        }
    },
};

/// A locale file of the project.
pub(crate) const LOCALE: Harness = Harness {
    name: "locale",
    seeds: || {
        let standard =
            ["en", "ms", "zh-Hans"].map(|tag| format!("templates/design/locales/{tag}.toml"));
        read(&standard.each_ref().map(String::as_str))
    },
    mutate: |file, rng| toml(file, &LOCALE_KEYS, rng),
    run: locale,
};

static PROJECT_KEYS: LazyLock<Vec<String>> =
    LazyLock::new(|| tree::vocabulary(SchemaFile::Project));
static PEOPLE_KEYS: LazyLock<Vec<String>> = LazyLock::new(|| tree::vocabulary(SchemaFile::People));
static MANIFEST_KEYS: LazyLock<Vec<String>> = LazyLock::new(|| {
    words(&[
        "contract",
        "purpose",
        "record",
        "format",
        "paper",
        "pages",
        "steps",
        "options",
        "meaning",
        "default",
        "choices",
        "second-language",
        "event",
        "issue",
        "pdf",
        "calendar",
        "a4",
    ])
});
static LOCALE_KEYS: LazyLock<Vec<String>> = LazyLock::new(|| {
    words(&[
        "dates",
        "date",
        "names-of",
        "of-one-month",
        "of-two-years",
        "times",
        "numbers",
        "languages",
        "checks",
        "weekdays",
        "months",
        "relative-times",
        "fonts",
        "serif",
        "one",
        "other",
        "few",
        "{first-day}",
        "{last}",
        "{count}",
        "ms_MY",
        "POSIX",
    ])
});

const WHOLE: &str = r##"
organisation = "Institute for Coastal Studies"
language = "en"
languages = ["en", "ms", "zh-Hans"]
templates = ["report", "summary"]
output-name = "{language}/{id}-{template}.pdf"
allow = [{ code = "missing-credits", reason = "we sign nothing" }]
fonts = { system = false }
options = { report = { duplex = true } }
[brand]
accent = "#00507a"
ink = "#111"
headings = "quiet"
look = "formal"
paper = "a4"
serif = "Libertinus Serif"
logo = { file = "ics.png", alt = "ICS" }
[photos]
resolution = "screen"
"##;

const PEOPLE: &str = r#"
[ada]
name = "Ada Lovelace"
aliases = ["Countess of Lovelace"]
affiliation = "ics"
role = "Director"
[ben]
name = { en = "Ben Tan", zh-Hans = "陈本" }
affiliation = { name = "Ministry of Transport", logo = { file = "mot.png", alt = "MOT" } }
"#;

const ORGANISATIONS: &str = r#"
[ics]
name = "Institute for Coastal Studies"
abbreviation = "ICS"
former-names = ["Tide Office"]
part-of = "Ministry of Science"
[science]
name = "Ministry of Science"
country = "Malaysia"
"#;

fn words(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

fn project(file: &[u8]) {
    let source = Source::new("byline.toml", String::from_utf8_lossy(file));
    let draft = ProjectDraft::read(&source, Path::new("."));
    let pictures = pictures(draft.pictures());
    match draft.complete(&pictures) {
        Ok(project) => {
            examine(&project.warnings);
            let (id, report) = ("day".parse(), "report".parse());
            if let (Ok(id), Ok(report)) = (id, report) {
                let language = Language::english();
                project.output.path(&id, &report, Some(&language), Format::DEFAULT);
                project.report_of(&id, None, Format::DEFAULT);
            }
        }
        Err(findings) => {
            assert!(!findings.is_empty());
            examine(&findings);
        }
    }
}

fn directory(pair: &[u8]) {
    let [people, organisations] = halves(pair).map(String::from_utf8_lossy);
    let people = Source::new("people.toml", people);
    let organisations = Source::new("organisations.toml", organisations);
    let draft = DirectoryDraft::read(Some(&people), Some(&organisations));
    let names: Vec<String> = draft.pictures().cloned().collect();
    let (directory, findings) = draft.complete(&pictures(&names));
    examine(&findings);
    directory.answers();
    let text = "title = 'Day'\nstart = 2024-01-01\nmode = 'offline'\nspeakers = ['ada', 'ben', 'Ada \
                Lovelace', 'Tide Office']\n";
    let record = Source::new("records/day.toml", text);
    let (id, language) = ("day".parse().expect("it is an id"), Language::english());
    let context =
        Context { id: &id, language: &language, directory: &directory, translations: &[] };
    let reading = Draft::read(&record, &context).complete(&context, &Pictures::default());
    examine(&reading.findings);
    if let Some(event) = reading.value {
        let locale = Locales::default().get(&language);
        examine(&lint::check(&event, &Sources::of(record), &directory, &locale));
    }
}

fn locale(file: &[u8]) {
    let folder = tempfile::tempdir().expect("there is a folder for temporary files");
    for name in ["ms.toml", "fr.toml"] {
        fs::write(folder.path().join(name), file).expect("it can be written to");
    }
    let (locales, findings) = Locales::of_project(folder.path(), &Walls::of(folder.path()));
    examine(&findings);
    let text = read(&["records/forum-2024-10-31.toml"]).concat();
    let record = Source::new("records/day.toml", String::from_utf8_lossy(&text));
    let (id, directory) = ("day".parse().expect("it is an id"), Directory::empty());
    for tag in ["ms", "fr"] {
        let language = tag.parse().expect("it is a tag");
        let locale = locales.get(&language);
        locale.name_of(&language);
        locale.number(1_234_567);
        let context =
            Context { id: &id, language: &language, directory: &directory, translations: &[] };
        let draft = Draft::read(&record, &context);
        let pictures = pictures(draft.pictures());
        let Some(event) = draft.complete(&context, &pictures).value else { continue };
        locale.period(&event.period);
        locale.times(&event.period);
        examine(&lint::check(&event, &Sources::of(record.clone()), &directory, &locale));
    }
}
