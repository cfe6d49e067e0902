//! Converts a locale's words for templates, and a language for Typst.

use typst::foundations::{Array, Dict, IntoValue, Value, dict};

use super::convert::array;
use byline_core::locale::Locale;
use byline_core::model::Language;

/// The keys of the words in the document's language and in the second language.
pub(crate) const LOCALE: &str = "locale";
pub(crate) const SECOND: &str = "second";

/// Converts a locale for templates.
pub(super) fn words_of(locale: &Locale) -> Dict {
    fn value(word: &toml::Value) -> Value {
        match word {
            toml::Value::Table(table) => {
                let entries = table.iter().map(|(key, item)| (key.as_str().into(), value(item)));
                entries.collect::<Dict>().into_value()
            }
            toml::Value::Array(items) => items.iter().map(value).collect::<Array>().into_value(),
            other => other.as_str().unwrap_or_default().into_value(),
        }
    }
    let mut words: Dict =
        locale.words().iter().map(|(key, item)| (key.as_str().into(), value(item))).collect();
    let language = language(&locale.language);
    words.insert("language".into(), locale.language.to_string().into_value());
    for (name, key) in [("lang", "code"), ("region", "region"), ("script", "script")] {
        words.insert(name.into(), language.get(key).cloned().unwrap_or_default());
    }
    let direction = if locale.language.is_right_to_left() { "rtl" } else { "ltr" };
    words.insert("direction".into(), direction.into_value());
    words.insert("plurals".into(), array(locale.plurals(), |category| *category).into_value());
    words
}

/// Converts a language to the properties of Typst text. Where only the script distinguishes
/// simplified from traditional Chinese, a region that uses the script is added, because Typst and
/// PDF readers distinguish the two by region.
pub(super) fn language(language: &Language) -> Dict {
    dict! {
        "code" => language.code(),
        "region" => region(language),
        "script" => language.written_in(),
    }
}

/// Returns the region to use with a language for fonts and PDF.
pub(crate) fn region(language: &Language) -> Option<&str> {
    match (language.code(), language.written_in()) {
        ("zh", "Hans") => Some("CN"),
        ("zh", "Hant") => {
            Some(language.region().filter(|region| matches!(*region, "HK" | "MO")).unwrap_or("TW"))
        }
        _ => language.region(),
    }
}
