//! Translations that are begun, changed, found outdated and taken away.

use super::*;
use crate::form::FormEdit;

const RECORD: &str = "title = 'Harbour Day'\nstart = 2025-05-14\nvenue = 'Old Customs House'\n\
    keywords = ['tides', 'gauges']\nlead = \"\"\"\nSeven harbours met.\n\n- One\n- Two\n\"\"\"\n\
    kicker = { en = 'Highlights', ms = 'Sorotan' }\n\
    [[programme]]\ntitle = 'Welcome'\n\
    [[programme]]\ntitle = 'Talks'\n\
    [[programme.sessions]]\nspeaker = 'ben'\nquote = ['the sea', 'the land']\n\
    [people.ben]\nname = 'Ben Adeyemi'\ntitle = 'Harbour Master'\n";

struct Pair {
    original: String,
    translation: String,
    main: Language,
    language: Language,
}

impl Pair {
    fn of(translation: &str) -> Self {
        let (main, language) = (Language::english(), "ms".parse().unwrap());
        Self { original: RECORD.into(), translation: translation.into(), main, language }
    }

    fn own(&self) -> Translating<'_> {
        Translating {
            name: "records/day.toml",
            original: &self.original,
            file: SchemaFile::Record,
            main: &self.main,
            translation: &self.translation,
            language: &self.language,
            notes: UiLanguage::English,
        }
    }

    fn edit(&mut self, edits: &[FormEdit]) {
        self.translation = self.own().apply(edits).unwrap();
    }

    fn set(&mut self, path: &str, words: &str) {
        self.edit(&[FormEdit::Set { path: key(path), value: words.into(), was: None }]);
    }

    fn text(&self, path: &str) -> TranslatedText {
        let texts = self.own().texts().unwrap();
        texts.into_iter().find(|text| text.path == path).unwrap()
    }
}

fn key(path: &str) -> String {
    KeyPath::default().key(path).to_string()
}

#[test]
fn texts_are_in_the_order_of_the_form_and_names_need_no_translation() {
    let pair = Pair::of("");
    let texts = pair.own().texts().unwrap();
    let needed: Vec<_> = texts.iter().filter(|t| t.is_needed).map(|t| t.path.as_str()).collect();
    let expected = [
        "title",
        "lead",
        "kicker",
        "people.ben.title",
        "programme[0].title",
        "programme[1].title",
        "programme[1].sessions[0].quote[0].text",
        "programme[1].sessions[0].quote[1].text",
    ];
    assert_eq!(needed, expected);
    assert!(!pair.text("venue[0].name").is_needed && !pair.text("keywords[0]").is_needed);
    let kicker = pair.text("kicker");
    assert_eq!((kicker.words.as_deref(), kicker.is_inline), (Some("Sorotan"), true));
}

#[test]
fn a_translation_that_is_begun_is_a_file_that_people_can_read() {
    let mut pair = Pair::of("");
    pair.set("programme[1].sessions[0].quote[1].text", "daratan");
    pair.set("title", "H");
    pair.set("title", "Hari Pelabuhan");
    pair.set("lead", "Tujuh pelabuhan bertemu.\n\n- Satu\n- Dua\n");
    let expected = "# The texts of `records/day.toml` in `ms`.\n\n\
        # Harbour Day\ntitle = \"Hari Pelabuhan\"\n\
        # Seven harbours met.\n#\n# - One\n# - Two\n\
        lead = \"\"\"\nTujuh pelabuhan bertemu.\n\n- Satu\n- Dua\n\"\"\"\n";
    assert!(pair.translation.starts_with(expected), "{}", pair.translation);
    let read: toml::Table = pair.translation.parse().unwrap();
    assert_eq!(read["programme"][1]["sessions"][0]["quote"][1].as_str(), Some("daratan"));
    assert_eq!(read[TRANSLATED_FROM].as_table().unwrap().len(), 3);
    assert!(pair.translation.contains("# Do not change the lines below"), "{}", pair.translation);
    for path in ["title", "lead", "programme[1].sessions[0].quote[1].text"] {
        assert_eq!(pair.text(path).state, OriginalState::Current, "{path}");
    }
    assert_eq!(pair.text("programme[0].title").state, OriginalState::None);
}

#[test]
fn an_original_that_has_changed_is_told_with_what_it_was() {
    let mut pair = Pair::of("");
    pair.set("title", "Hari Pelabuhan");
    pair.set("programme[0].title", "Aluan");
    pair.original = RECORD.replace("Harbour Day", "Harbour Week");
    let was = Some("Harbour Day".to_owned());
    assert_eq!(pair.text("title").state, OriginalState::Outdated { was });
    // Writing does not say that it is up to date; somebody has to.
    pair.set("title", "Minggu Pelabuhan");
    assert!(matches!(pair.text("title").state, OriginalState::Outdated { .. }));
    pair.edit(&[FormEdit::Accept { path: key("title") }]);
    assert_eq!(pair.text("title").state, OriginalState::Current);
    assert!(pair.translation.contains("\n# Harbour Week\ntitle ="), "{}", pair.translation);
    assert!(!pair.translation.contains("Harbour Day"), "{}", pair.translation);
    // Without the quotation, only that it has changed is known.
    pair.translation = pair.translation.replace("# Harbour Week\n", "# My own note.\n");
    pair.original = RECORD.to_owned();
    assert_eq!(pair.text("title").state, OriginalState::Outdated { was: None });
    pair.edit(&[FormEdit::Accept { path: String::new() }]);
    assert!(pair.translation.contains("# My own note.\n# Harbour Day\ntitle ="));
}

#[test]
fn of_a_translation_without_a_mark_nothing_is_known() {
    let by_hand = "title = 'Hari'   # said so\r\n[[programme]]\r\ntitle = 'Aluan'\r\n";
    let mut pair = Pair::of(by_hand);
    assert_eq!(pair.text("title").state, OriginalState::Unknown);
    pair.set("title", "Hari Pelabuhan");
    assert_eq!(pair.translation, by_hand.replace("'Hari'", "'Hari Pelabuhan'"));
    let accepted = pair.own().accepted().unwrap();
    assert!(accepted.starts_with("# Harbour Day\r\ntitle = 'Hari Pelabuhan'   # said so\r\n"));
    assert!(!accepted.replace("\r\n", "").contains('\n'), "{accepted:?}");
    pair.translation = accepted;
    assert_eq!(pair.text("programme[0].title").state, OriginalState::Current);
}

#[test]
fn what_is_taken_away_goes_with_its_original_and_its_mark() {
    let mut pair = Pair::of("# Notes.\n\ntitle = \"Hari\"\n");
    let before = pair.translation.clone();
    pair.set("lead", "Tujuh.");
    pair.set("programme[0].title", "Aluan");
    for path in ["lead", "programme[0].title"] {
        pair.edit(&[FormEdit::Remove { path: key(path), was: None }]);
        assert_eq!(pair.text(path).words, None, "{path}");
    }
    assert!(pair.translation.starts_with(&before), "{}", pair.translation);
    assert!(!pair.translation.contains("Seven") && !pair.translation.contains("Welcome"));
    let read: toml::Table = pair.translation.parse().unwrap();
    assert!(!read.contains_key(TRANSLATED_FROM), "{}", pair.translation);
    assert!(!pair.translation.contains("Do not change"), "{}", pair.translation);
    // An item of a list keeps the places of those behind it.
    pair.set("keywords[0]", "pasang surut");
    pair.set("keywords[1]", "tolok");
    pair.edit(&[FormEdit::Remove { path: key("keywords[0]"), was: None }]);
    assert_eq!(pair.text("keywords[1]").words.as_deref(), Some("tolok"));
}

#[test]
fn translations_follow_their_originals_through_lists() {
    let titles = ["Welcome", "Talks", "Tour"];
    let parts = titles.map(|title| format!("[[programme]]\ntitle = '{title}'\n"));
    let mut pair = Pair::of("");
    pair.original = format!("title = 'Day'\nkeywords = ['a', 'b']\n{}", parts.concat());
    pair.set("programme[0].title", "Aluan");
    pair.set("programme[1].title", "Ceramah");
    pair.set("keywords[1]", "bee");
    let follow = |pair: &mut Pair, edit: FormEdit, order: &[usize]| {
        pair.translation = pair.own().follow(&[edit]).unwrap();
        let parts = order.iter().map(|at| parts[*at].as_str()).collect::<String>();
        pair.original = format!("title = 'Day'\nkeywords = ['a', 'b']\n{parts}");
    };
    let path = || "programme".to_owned();
    let is = |pair: &Pair, at: usize, words: Option<&str>| {
        let text = pair.text(&format!("programme[{at}].title"));
        assert_eq!(text.words.as_deref(), words, "{at}: {}", pair.translation);
        let is_current = matches!(text.state, OriginalState::Current);
        assert_eq!(is_current, words.is_some(), "{at}: {:?}", text.state);
    };
    follow(&mut pair, FormEdit::Move { path: path(), from: 0, to: 2 }, &[1, 2, 0]);
    is(&pair, 0, Some("Ceramah"));
    is(&pair, 1, None);
    is(&pair, 2, Some("Aluan"));
    assert!(pair.translation.contains("# Welcome\ntitle = \"Aluan\""), "{}", pair.translation);
    follow(&mut pair, FormEdit::Move { path: path(), from: 1, to: 0 }, &[2, 1, 0]);
    is(&pair, 0, None);
    is(&pair, 1, Some("Ceramah"));
    let removal = FormEdit::Remove { path: "programme[0]".into(), was: None };
    follow(&mut pair, removal, &[1, 0]);
    is(&pair, 0, Some("Ceramah"));
    is(&pair, 1, Some("Aluan"));
    let removal = FormEdit::Remove { path: "programme[1]".into(), was: None };
    follow(&mut pair, removal, &[1]);
    is(&pair, 0, Some("Ceramah"));
    assert!(!pair.translation.contains("Aluan"));
    // What is behind all translations, and what is no item, changes nothing.
    let value = serde_json::Value::from("c");
    let insert = FormEdit::Insert { path: "keywords".into(), index: 2, value };
    let removal = FormEdit::Remove { path: "keywords".into(), was: None };
    assert_eq!(pair.own().follow(&[insert, removal]), None);
}

#[test]
fn texts_in_several_languages_are_translated_in_place() {
    let pair = Pair::of("");
    let edit = |path: &str, words: &str| {
        let value = words.into();
        let edits = [FormEdit::Set { path: key(path), value, was: None }];
        pair.own().apply_inline(&edits).unwrap()
    };
    assert!(edit("kicker", "Acara").contains("kicker = { en = 'Highlights', ms = 'Acara' }"));
    let title = edit("people.ben.title", "Ketua");
    assert!(title.contains("title = { en = \"Harbour Master\", ms = \"Ketua\" }"), "{title}");
    assert!(edit("kicker", "").contains("kicker = \"Highlights\""));
}

#[test]
fn an_edit_of_another_value_than_there_was_is_refused() {
    let pair = Pair::of("title = 'Hari'\n");
    let edit = |was: &str| {
        let (path, was) = (key("title"), Some(was.into()));
        pair.own().apply(&[FormEdit::Set { path, value: "x".into(), was }])
    };
    assert!(edit("Hari").is_ok());
    assert_eq!(edit("Minggu"), Err(crate::form::Rejection::Changed));
    let unknown = FormEdit::Set { path: key("start"), value: "x".into(), was: None };
    assert!(pair.own().apply(&[unknown]).is_err());
}
