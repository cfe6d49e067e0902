//! The words of byline's own as templates have them, and what the typesetter knows a language by.

use typst::foundations::{Array, Dict, IntoValue, Value, dict};

use super::convert::array;
use byline_core::locale::Locale;
use byline_core::model::Language;

/// The keys of the words in the language of a document, and in a second one.
pub(crate) const LOCALE: &str = "locale";
pub(crate) const SECOND: &str = "second";

/// A locale as templates have it.
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
    let direction = match locale.language.code() {
        "ar" | "fa" | "he" | "ug" | "ur" | "yi" => "rtl",
        _ => "ltr",
    };
    words.insert("direction".into(), direction.into_value());
    words.insert("plurals".into(), array(locale.plurals(), |category| *category).into_value());
    words
}

/// A language, as text is told of it: where a script is all that tells two kinds of Chinese
/// apart, the typesetter and readers of PDF know it by a region that writes it.
pub(super) fn language(language: &Language) -> Dict {
    dict! {
        "code" => language.code(),
        "region" => region(language),
        "script" => language.written_in(),
    }
}

/// The region that goes with a language in fonts and PDF.
pub(crate) fn region(language: &Language) -> Option<&str> {
    match (language.code(), language.written_in()) {
        ("zh", "Hans") => Some("CN"),
        ("zh", "Hant") => {
            Some(language.region().filter(|region| matches!(*region, "HK" | "MO")).unwrap_or("TW"))
        }
        _ => language.region(),
    }
}
