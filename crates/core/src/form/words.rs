//! The words of forms: one file per language, in `words/`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::message::UiLanguage;

/// The words of a form in a language.
#[derive(Debug, Deserialize)]
pub(super) struct FormWords {
    /// The names of tabs.
    pub(super) tabs: BTreeMap<String, String>,
    /// What one thing of each kind is called, by its table.
    pub(super) things: BTreeMap<String, String>,
    /// The words of vocabularies, by vocabulary.
    #[serde(rename = "words")]
    pub(super) vocabularies: BTreeMap<String, BTreeMap<String, String>>,
    /// The names of the standard templates.
    pub(super) templates: BTreeMap<String, FieldWords>,
    /// The words of the options of the standard templates.
    pub(super) options: BTreeMap<String, FieldWords>,
    /// The values that such an option can have.
    pub(super) choices: BTreeMap<String, String>,
    /// The words of fields, by table and key.
    #[serde(flatten)]
    pub(super) fields: BTreeMap<String, BTreeMap<String, FieldWords>>,
}

/// The words of a field.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FieldWords {
    /// Its name.
    pub(super) label: String,
    /// What belongs there.
    pub(super) meaning: String,
    /// An example, as people would type it.
    pub(super) example: Option<String>,
    /// The button that adds another.
    pub(super) add: Option<String>,
}

static ENGLISH: LazyLock<FormWords> = LazyLock::new(|| read(include_str!("words/en.toml")));
static MALAY: LazyLock<FormWords> = LazyLock::new(|| read(include_str!("words/ms.toml")));
static SIMPLIFIED: LazyLock<FormWords> = LazyLock::new(|| read(include_str!("words/zh-Hans.toml")));
static TRADITIONAL: LazyLock<FormWords> =
    LazyLock::new(|| read(include_str!("words/zh-Hant.toml")));

impl FormWords {
    /// Returns the words in a language.
    pub(super) fn of(language: UiLanguage) -> &'static Self {
        match language {
            UiLanguage::English => &ENGLISH,
            UiLanguage::Malay => &MALAY,
            UiLanguage::SimplifiedChinese => &SIMPLIFIED,
            UiLanguage::TraditionalChinese => &TRADITIONAL,
        }
    }

    /// Returns the words of a field.
    pub(super) fn field(&self, table: &str, key: &str) -> Option<&FieldWords> {
        self.fields.get(table)?.get(key)
    }
}

/// Reads a file of words, which a test has read before.
fn read(text: &str) -> FormWords {
    toml::from_str(text).expect("the words are well-formed")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use strum::VariantArray;
    use toml::{Table, Value};

    use super::*;
    use crate::form::describe::PRINTED;
    use crate::form::{Structure, layout, typed};
    use crate::reader::FieldKind;
    use crate::schema::SchemaFile;

    #[test]
    fn every_field_has_words_and_no_words_are_left_over() {
        let words = FormWords::of(UiLanguage::English);
        let mut known = BTreeSet::new();
        let mut vocabularies = BTreeSet::new();
        for file in SchemaFile::ALL {
            for (name, table) in &Structure::of(*file).tables.0 {
                assert!(words.things.contains_key(name), "[things] {name}");
                known.insert((name.clone(), String::new()));
                for field in &table.fields {
                    let key = &field.declaration.key;
                    known.insert((name.clone(), key.clone()));
                    let own = words.field(name, key);
                    let own = own.unwrap_or_else(|| panic!("[{name}] {key}"));
                    let is_list = matches!(field.kind, FieldKind::List(_) | FieldKind::Entries(_));
                    assert_eq!(own.add.is_some(), is_list, "[{name}] {key}: add");
                    let kind = match &field.kind {
                        FieldKind::List(of) => of,
                        kind => kind,
                    };
                    if let FieldKind::Word(vocabulary, all) = kind {
                        vocabularies.insert(vocabulary.clone());
                        let own = words.vocabularies.get(vocabulary);
                        assert_eq!(own.is_none(), PRINTED.iter().any(|(v, _)| v == vocabulary));
                        let own = own.into_iter().flat_map(BTreeMap::keys).collect::<BTreeSet<_>>();
                        let all = all.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
                        assert!(own.is_empty() || own == all.iter().collect(), "{vocabulary}");
                    }
                }
            }
            for (tab, _) in layout::tabs(*file) {
                assert!(words.tabs.contains_key(*tab), "[tabs] {tab}");
            }
        }
        for (table, fields) in &words.fields {
            for key in fields.keys() {
                assert!(known.contains(&(table.clone(), key.clone())), "[{table}] {key} is unused");
            }
        }
        for table in words.things.keys() {
            assert!(known.contains(&(table.clone(), String::new())), "[things] {table} is unused");
        }
        for vocabulary in words.vocabularies.keys() {
            assert!(vocabularies.contains(vocabulary), "[words.{vocabulary}] is unused");
        }
    }

    /// Returns the texts of a language, each under the path of its key.
    fn texts(language: UiLanguage) -> BTreeMap<String, String> {
        fn collect(value: &Value, path: &str, all: &mut BTreeMap<String, String>) {
            match value {
                Value::Table(table) => {
                    for (key, value) in table {
                        collect(value, &format!("{path}.{key}"), all);
                    }
                }
                value => {
                    let text = value.as_str().filter(|text| !text.trim().is_empty());
                    all.insert(
                        path.to_owned(),
                        text.unwrap_or_else(|| panic!("{path}")).to_owned(),
                    );
                }
            }
        }
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/form/words");
        let file = format!("{folder}/{}.toml", <&str>::from(language));
        let table: Table = std::fs::read_to_string(file).unwrap().parse().unwrap();
        let mut all = BTreeMap::new();
        collect(&Value::Table(table), "", &mut all);
        all
    }

    #[test]
    fn all_languages_have_the_same_words() {
        let placeholders = |text: &str| -> BTreeSet<String> {
            let parts = text.split('{').skip(1);
            parts.filter_map(|part| Some(part.split_once('}')?.0.to_owned())).collect()
        };
        let english = texts(UiLanguage::English);
        for language in UiLanguage::VARIANTS {
            let (name, own) = (<&str>::from(language), texts(*language));
            let missing: Vec<_> = english.keys().filter(|key| !own.contains_key(*key)).collect();
            assert!(missing.is_empty(), "{name} lacks {missing:?}");
            for (path, text) in &own {
                let english = english.get(path).unwrap_or_else(|| panic!("{name} has {path}, too"));
                assert_eq!(placeholders(text), placeholders(english), "{name}: {path}");
            }
        }
    }

    #[test]
    fn examples_are_read_as_they_are_typed() {
        for language in UiLanguage::VARIANTS {
            let words = FormWords::of(*language);
            for file in SchemaFile::ALL {
                for (name, table) in &Structure::of(*file).tables.0 {
                    for field in &table.fields {
                        let key = &field.declaration.key;
                        let example = words.field(name, key).and_then(|own| own.example.as_ref());
                        // Texts of any other kind are their own examples.
                        let is_read_by_kind = matches!(
                            field.kind,
                            FieldKind::Date
                                | FieldKind::Moment
                                | FieldKind::Time
                                | FieldKind::Zone
                                | FieldKind::Language
                                | FieldKind::Count
                                | FieldKind::Integer
                                | FieldKind::Colour
                        );
                        let Some(example) = example.filter(|_| is_read_by_kind) else { continue };
                        let is_read = typed::read(&field.kind, example, None);
                        assert!(is_read.is_ok(), "{language:?} [{name}] {key}: {example}");
                    }
                }
            }
        }
    }

    #[test]
    fn no_words_are_for_programmers() {
        for (path, text) in UiLanguage::VARIANTS.iter().flat_map(|language| texts(*language)) {
            for word in text.to_lowercase().split(|char: char| !char.is_alphanumeric()) {
                assert!(
                    !["key", "keys", "id", "ids", "toml", "table"].contains(&word)
                        || text.contains("{id}"),
                    "{path}: {text}"
                );
            }
        }
    }
}
