//! Harnesses for records, issues and translations.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::{Arc, LazyLock};

use byline_core::diagnostic::has_errors;
use byline_core::form::{Filled, FormEdit, OriginalState, TranslatedText, Translating};
use byline_core::key_path::KeyPath;
use byline_core::lint;
use byline_core::locale::{Locale, Locales};
use byline_core::message::{Message, UiLanguage};
use byline_core::model::{
    Event, Form, Language, Metadata, Orientation, Original, PictureFormat, Raster, Slug, Sources,
    Words,
};
use byline_core::parse::{
    Archive, Context, Dependencies, Directory, Draft, InspectedPicture, IssueDraft, Pictures,
    Reading, RecordHead, StoryRecord, read_head, read_issue_number,
};
use byline_core::scaffold::{NewPhoto, add_photos, add_texts};
use byline_core::schema::SchemaFile;
use byline_core::source::Source;

use crate::files::{examine, read};
use crate::mutate::{bytes, tokens, tree};
use crate::{Harness, Rng};

/// The most texts of a record that are translated.
const MOST_TRANSLATED: usize = 4;

/// A record.
pub(crate) const RECORD: Harness = Harness {
    name: "record",
    seeds: || {
        read(&[
            "records/forum-2024-10-31.toml",
            "records/seminar-2021-12-09.toml",
            "tests/records/everything.toml",
            "tests/records/forty.toml",
            "templates/tests/records/sparse.toml",
        ])
    },
    mutate: |file, rng| toml(file, &RECORD_KEYS, rng),
    run: |file| {
        let source = Source::new("records/day.toml", String::from_utf8_lossy(file));
        event(&Sources::of(source));
    },
};

/// An issue of a newsletter.
pub(crate) const ISSUE: Harness = Harness {
    name: "issue",
    seeds: || {
        read(&[
            "issues/bridges-2024-11.toml",
            "templates/tests/issues/tidelines-everything.toml",
            "templates/tests/issues/tidelines-sparse.toml",
        ])
    },
    mutate: |file, rng| toml(file, &ISSUE_KEYS, rng),
    run: issue,
};

/// A record and its translation, with a null byte between them.
pub(crate) const TRANSLATION: Harness = Harness {
    name: "translation",
    seeds: || {
        let pairs = [
            ["records/forum-2024-10-31.toml", "records/forum-2024-10-31.ms.toml"],
            ["records/seminar-2021-12-09.toml", "records/seminar-2021-12-09.zh-Hans.toml"],
        ];
        pairs.iter().map(|pair| read(pair).join(&0)).collect()
    },
    mutate: |file, rng| either(file, rng, |half, rng| toml(half, &RECORD_KEYS, rng)),
    run: translation,
};

static RECORD_KEYS: LazyLock<Vec<String>> = LazyLock::new(|| tree::vocabulary(SchemaFile::Record));
static ISSUE_KEYS: LazyLock<Vec<String>> = LazyLock::new(|| tree::vocabulary(SchemaFile::Issue));
static LOCALES: LazyLock<Locales> = LazyLock::new(Locales::default);

/// Marks with a meaning in TOML, Markdown or typesetting.
const MARKS: [&str; 44] = [
    "\"",
    "\"\"\"",
    "'''",
    "[",
    "]",
    "[[",
    "]]",
    "{",
    "}",
    "=",
    "\n",
    "#",
    "\\",
    "*",
    "**",
    "_",
    "> ",
    "- ",
    "1. ",
    "[a](",
    "\0",
    "\u{7f}",
    "中",
    "\u{fdd0}",
    "\u{202e}",
    "99999999999999999999",
    "2024-02-30",
    "9999-12-31",
    "0001-01-01",
    "nan",
    "true",
    "\r",
    "\t",
    "\u{200b}",
    "🎉",
    "<b>",
    "`",
    "```",
    "{ en = \"x\" }",
    "[people.x]",
    "\u{301}",
    "\\u0301",
    "# allow relative-time: x",
    "[a]: b",
];

/// Damages a TOML file: its tree, its words or its bytes.
pub(crate) fn toml(file: &mut Vec<u8>, keys: &[String], rng: &mut Rng) {
    let whole = !rng.one_in(3) && tree::change(file, keys, rng);
    if !whole {
        if rng.one_in(4) {
            bytes::change(file, rng);
        } else {
            tokens::change(file, &MARKS, rng);
        }
    }
}

/// Damages one of two files with a null byte between them.
pub(crate) fn either(pair: &mut Vec<u8>, rng: &mut Rng, change: impl Fn(&mut Vec<u8>, &mut Rng)) {
    let [first, second] = halves(pair);
    let (mut first, mut second) = (first.to_vec(), second.to_vec());
    change(if rng.one_in(2) { &mut first } else { &mut second }, rng);
    *pair = [first, second].join(&0);
}

/// Splits two files at the first null byte.
pub(crate) fn halves(pair: &[u8]) -> [&[u8]; 2] {
    let at = pair.iter().position(|byte| *byte == 0).unwrap_or(pair.len());
    [&pair[..at], pair.get(at + 1..).unwrap_or_default()]
}

/// Reads an event as the pipeline does, and asserts what its functions promise.
fn event(sources: &Sources) -> Option<Event> {
    let (id, language, directory) = (day(), Language::english(), Directory::empty());
    let translations = &sources.translations;
    let context = Context { id: &id, language: &language, directory: &directory, translations };
    let draft = Draft::read(&sources.record, &context);
    let pictures = pictures(draft.pictures());
    let Reading { value, findings, .. } = draft.complete(&context, &pictures);
    examine(&findings);
    assert_eq!(value.is_some(), !has_errors(&findings), "{findings:?}");
    read_head(&id, &sources.record);
    let photo = NewPhoto { file: "new.jpg".into(), metadata: Metadata::default() };
    if let Ok(longer) = add_photos(sources.record.text(), &[photo]) {
        assert!(longer.contains("new.jpg"));
    }
    let event = value?;
    let locale = locale(event.language());
    let found = lint::check(&event, sources, &directory, &locale);
    examine(&found);
    examine(&lint::silence(found, &[], Some(&sources.record)));
    Some(event)
}

fn translation(pair: &[u8]) {
    let [record, malay] = halves(pair).map(String::from_utf8_lossy);
    let record = Source::new("records/day.toml", record);
    let malay = (tag("ms"), Source::new("records/day.ms.toml", malay));
    translate(&record, malay.1.text());
    let sources = Sources { record, translations: vec![malay] };
    let Some(event) = event(&sources) else { return };
    let (main, malay) = (event.language().clone(), tag("ms"));
    let nobody = Directory::empty();
    let visit = |see: &mut dyn FnMut(Words<'_>)| event.visit(see);
    let missing = lint::untranslated_texts(&visit, &sources, &nobody, &main, &malay);
    let missing: BTreeSet<usize> = missing.iter().map(|text| text.place.range.start).collect();
    for known in ["", sources.translations[0].1.text()] {
        if let Ok((text, _)) =
            add_texts(&sources.record, known, &malay, &missing, UiLanguage::English)
        {
            assert!(text.parse::<toml_edit::DocumentMut>().is_ok(), "{text}");
        }
    }
}

fn translating<'t>(
    record: &'t Source,
    translation: &'t str,
    (main, language): &'t (Language, Language),
) -> Translating<'t> {
    Translating {
        name: record.name(),
        original: record.text(),
        file: SchemaFile::Record,
        main,
        translation,
        language,
        notes: UiLanguage::English,
    }
}

/// Translates the first texts of a record, and asserts that the translation then says so.
fn translate(record: &Source, translation: &str) {
    let languages = (Language::english(), tag("ms"));
    let Ok(texts) = translating(record, translation, &languages).texts() else { return };
    let mut written = translation.to_owned();
    for text in texts.iter().filter(|text| !text.is_inline).take(MOST_TRANSLATED) {
        let path = KeyPath::default().key(&text.path).to_string();
        let set = FormEdit::Set { path, value: "Teks".into(), was: None };
        let Ok(next) = translating(record, &written, &languages).apply(&[set]) else { continue };
        written = next;
        let now = translating(record, &written, &languages)
            .values()
            .expect("what was written can be read");
        // Between three quotation marks, a text ends with its last line.
        let said = now.get(&text.path).and_then(Filled::as_str).map(str::trim_end);
        assert_eq!(said, Some("Teks"), "{written}");
    }
    if let Ok(accepted) = translating(record, &written, &languages).accepted() {
        let states = translating(record, &accepted, &languages)
            .texts()
            .expect("what was written can be read");
        let is_settled = |text: &&TranslatedText| {
            text.is_inline || matches!(text.state, OriginalState::Current | OriginalState::None)
        };
        assert!(states.iter().all(|text| is_settled(&text)), "{accepted}");
    }
}

fn issue(file: &[u8]) {
    let source = Source::new("issues/news.toml", String::from_utf8_lossy(file));
    let (id, language, directory) = (day(), Language::english(), Directory::empty());
    let context =
        Context { id: &id, language: &language, directory: &directory, translations: &[] };
    let draft = IssueDraft::read(&source, &context);
    let pictures = pictures(draft.pictures());
    let Reading { value, findings, .. } = draft.complete(&context, &pictures, &*ARCHIVE);
    examine(&findings);
    assert_eq!(value.is_some(), !has_errors(&findings), "{findings:?}");
    read_issue_number(&source);
    if let Some(issue) = value {
        let sources = Sources::of(source);
        let locale = locale(issue.language());
        examine(&lint::check_issue(&issue, &sources, &directory, &locale));
    }
}

/// Returns a locale that byline has. The list must not grow with the tags of damaged files.
fn locale(language: &Language) -> Arc<Locale> {
    LOCALES.get(if LOCALES.has(language) { language } else { &ENGLISH })
}

static ENGLISH: LazyLock<Language> = LazyLock::new(Language::english);

/// Describes every picture that a file names, whether it exists or not.
pub(crate) fn pictures(names: &[String]) -> Pictures {
    let (orientation, density) = (Orientation(1), Some(300.0));
    let raster = Raster {
        format: PictureFormat::Jpeg,
        width: 900,
        height: 600,
        orientation,
        density,
        profile_problem: None,
        lacks_end: false,
    };
    let original = Arc::new(Original {
        path: PathBuf::from("quay.jpg"),
        digest: blake3::hash(b"quay"),
        form: Form::Raster(raster),
        metadata: Metadata::default(),
    });
    let seen =
        || InspectedPicture { path: Some("quay.jpg".into()), original: Ok(Arc::clone(&original)) };
    Pictures(names.iter().map(|name| (name.clone(), seen())).collect())
}

fn day() -> Slug {
    Slug::suggest("day").expect("a word is an id")
}

fn tag(tag: &str) -> Language {
    tag.parse().expect("the tag is well formed")
}

/// The records that an issue can choose from: one, which has any id.
struct SingleRecordArchive {
    heads: Vec<RecordHead>,
    event: Arc<Event>,
    sources: Sources,
}

static ARCHIVE: LazyLock<SingleRecordArchive> = LazyLock::new(|| {
    let text = read(&["records/forum-2024-10-31.toml"]).concat();
    let sources = Sources::of(Source::new("records/day.toml", String::from_utf8_lossy(&text)));
    let event = Arc::new(event(&sources).expect("the example is sound"));
    SingleRecordArchive { heads: vec![read_head(&day(), &sources.record)], event, sources }
});

impl Archive for SingleRecordArchive {
    fn records(&self) -> &[RecordHead] {
        &self.heads
    }

    fn has(&self, id: &Slug) -> bool {
        self.heads.iter().any(|head| head.id == *id)
    }

    fn event(&self, _: &Slug) -> Result<StoryRecord, Message> {
        let (event, sources) = (Arc::clone(&self.event), self.sources.clone());
        Ok(StoryRecord { event, sources, dependencies: Dependencies::default() })
    }

    fn is_issue(&self, id: &str) -> bool {
        id.starts_with("issue")
    }

    fn numbers(&self, _: &str, _: Option<u64>) -> Vec<u64> {
        vec![1, 2, u64::MAX]
    }
}
