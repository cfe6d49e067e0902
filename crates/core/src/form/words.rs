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

impl FormWords {
    /// Returns the words in a language.
    pub(super) fn of(language: UiLanguage) -> &'static Self {
        match language {
            UiLanguage::English
            | UiLanguage::Malay
            | UiLanguage::SimplifiedChinese
            | UiLanguage::TraditionalChinese => &ENGLISH,
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
    use crate::form::{Structure, layout};
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

    #[test]
    fn all_languages_have_the_same_words() {
        fn keys(value: &Value, path: &str, all: &mut BTreeSet<String>) {
            match value {
                Value::Table(table) => {
                    for (key, value) in table {
                        keys(value, &format!("{path}.{key}"), all);
                    }
                }
                value => {
                    assert!(value.as_str().is_some_and(|text| !text.trim().is_empty()), "{path}");
                    all.insert(path.to_owned());
                }
            }
        }
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/form/words");
        let of = |language: &UiLanguage| {
            let text = std::fs::read_to_string(format!("{folder}/{}.toml", <&str>::from(language)));
            let table: Table = text.ok()?.parse().unwrap();
            let mut all = BTreeSet::new();
            keys(&Value::Table(table), "", &mut all);
            Some(all)
        };
        let english = of(&UiLanguage::English).unwrap();
        // The other languages follow; until a file is there, its language has the English words.
        for (language, own) in UiLanguage::VARIANTS.iter().filter_map(|l| Some((l, of(l)?))) {
            let name = <&str>::from(language);
            let missing: Vec<_> = english.difference(&own).collect();
            let left_over: Vec<_> = own.difference(&english).collect();
            assert!(missing.is_empty(), "{name} lacks {missing:?}");
            assert!(left_over.is_empty(), "{name} has more: {left_over:?}");
        }
    }

    #[test]
    fn no_words_are_for_programmers() {
        let text = include_str!("words/en.toml");
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let words = line.split_once('=').map_or("", |(_, words)| words).to_lowercase();
            for word in words.split(|char: char| !char.is_alphanumeric()) {
                assert!(
                    !["key", "keys", "id", "ids", "toml", "table"].contains(&word)
                        || line.contains("{id}"),
                    "{line}"
                );
            }
        }
    }
}
