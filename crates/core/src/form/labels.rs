//! Values in words, in the language of whoever fills in a form.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use toml::Value;
use toml::value::Datetime;

use crate::locale::{Locale, Locales, fill};
use crate::message::UiLanguage;
use crate::model::{Count, Language};
use crate::reader::FieldKind;

/// The words of documents.
static LOCALES: LazyLock<Locales> = LazyLock::new(Locales::default);

/// Returns the words of documents in a language of messages.
pub(super) fn locale(language: UiLanguage) -> Arc<Locale> {
    let language = <&str>::from(language).parse().unwrap_or_else(|_| Language::english());
    LOCALES.get(&language)
}

/// Returns what parts of a programme without a title are called, by what is in them or by the part of
/// the day: words that are printed, in a language of documents.
pub fn untitled_parts(language: &Language) -> BTreeMap<&'static str, String> {
    let locale = LOCALES.get(language);
    let part = |name| (name, capitalised(locale.word("parts-of-day", name)));
    let word = |name| (name, locale.word("words", name).to_owned());
    let parts = [part("morning"), part("afternoon"), part("evening")];
    parts.into_iter().chain([word("programme"), word("speeches-and-talks")]).collect()
}

/// Returns a text with a capital letter at its start.
pub(super) fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// Returns a value of a file in words: a date as "31 October 2024", a language as "Malay". What
/// needs no words is as it is written.
pub fn label(kind: &FieldKind, value: &str, language: UiLanguage) -> String {
    let locale = locale(language);
    let label = match kind {
        FieldKind::Date | FieldKind::Moment | FieldKind::Time => moment(value, &locale),
        FieldKind::Language => value.parse().ok().map(|tag| locale.name_of(&tag).to_owned()),
        FieldKind::Count => value.parse().ok().map(|count| counted(&count, &locale)),
        _ => None,
    };
    label.unwrap_or_else(|| value.to_owned())
}

fn moment(value: &str, locale: &Locale) -> Option<String> {
    let Datetime { date, time, .. } = value.parse().ok()?;
    let date = match date {
        Some(date) => {
            let (year, month, day) = (date.year.into(), date.month.into(), date.day.into());
            Some(locale.date(chrono::NaiveDate::from_ymd_opt(year, month, day)?))
        }
        None => None,
    };
    let time = time
        .and_then(|time| chrono::NaiveTime::from_hms_opt(time.hour.into(), time.minute.into(), 0));
    let time = time.and_then(|time| locale.clock_times(Some(time), None));
    let comma = locale.word("punctuation", "comma");
    let parts = [date, time.map(|time| time.to_string())];
    Some(parts.into_iter().flatten().collect::<Vec<_>>().join(comma))
}

fn counted(count: &Count, locale: &Locale) -> String {
    let pattern = locale.word("qualifiers", count.qualifier.into());
    let figure = locale.figure(count);
    fill(pattern, &[("count", figure.into())]).replace('\u{a0}', " ")
}

/// The names of languages in all languages of documents, in small letters, with their tags.
static NAMES: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    let mut names = BTreeMap::new();
    for language in Locales::standard() {
        let locale = LOCALES.get(&language);
        let Some(own) = locale.words().get("languages").and_then(Value::as_table) else { continue };
        for (tag, name) in own {
            let name = name.as_str().unwrap_or_default().to_lowercase();
            names.entry(name).or_insert_with(|| tag.clone());
        }
    }
    // What people call them besides.
    for (name, tag) in [
        ("bahasa melayu", "ms"),
        ("bahasa malaysia", "ms"),
        ("bahasa inggeris", "en"),
        ("bahasa cina", "zh-Hans"),
        ("mandarin", "zh-Hans"),
        ("chinese", "zh-Hans"),
        ("中文", "zh-Hans"),
        ("bahasa indonesia", "id"),
        ("bahasa tamil", "ta"),
    ] {
        names.insert(name.to_owned(), tag.to_owned());
    }
    names
});

/// Returns the language that somebody means: by its tag, or by its name in any language.
pub(super) fn language_meant(text: &str) -> Option<Language> {
    let text = text.trim();
    let named = NAMES.get(&text.to_lowercase()).and_then(|tag| tag.parse().ok());
    named.or_else(|| text.parse().ok())
}

/// Returns languages that can be chosen: their tags and names, in the order of the names.
pub fn languages(language: UiLanguage) -> Vec<(String, String)> {
    let locale = locale(language);
    let own = locale.words().get("languages").and_then(Value::as_table);
    let mut all: Vec<_> = own
        .into_iter()
        .flatten()
        // Chinese is written in one of two scripts.
        .filter(|(tag, _)| *tag != "zh")
        .map(|(tag, name)| (tag.clone(), name.as_str().unwrap_or_default().to_owned()))
        .collect();
    all.sort_by(|(_, one), (_, two)| one.cmp(two));
    all
}

/// Returns whether documents can be made in a language.
pub fn is_of_documents(tag: &str) -> bool {
    Locales::standard().any(|language| language.to_string() == tag)
}

/// Returns a moment of a file.
pub(super) fn is_moment(text: &str) -> bool {
    text.parse::<Datetime>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_said_in_words() {
        let english = |kind: FieldKind, value: &str| label(&kind, value, UiLanguage::English);
        assert_eq!(english(FieldKind::Date, "2024-10-31"), "31 October 2024");
        assert_eq!(english(FieldKind::Moment, "2024-10-31T09:30:00"), "31 October 2024, 09:30");
        assert_eq!(english(FieldKind::Time, "14:30:00"), "14:30");
        assert_eq!(english(FieldKind::Count, "lebih 100"), "over 100");
        assert_eq!(english(FieldKind::Language, "ms"), "Malay");
        assert_eq!(english(FieldKind::Zone, "GMT+8"), "GMT+8");
        assert_eq!(label(&FieldKind::Date, "2024-10-31", UiLanguage::Malay), "31 Oktober 2024");
    }

    #[test]
    fn languages_are_known_by_their_names() {
        let tag = |text| language_meant(text).map(|language| language.to_string());
        for (text, expected) in [
            ("Malay", "ms"),
            ("bahasa Melayu", "ms"),
            ("zh-Hant", "zh-Hant"),
            ("中文", "zh-Hans"),
            ("English", "en"),
            ("de", "de"),
        ] {
            assert_eq!(tag(text).as_deref(), Some(expected), "{text}");
        }
        assert_eq!(tag("Klingonisch"), None);
        let all = languages(UiLanguage::English);
        assert!(all.contains(&("ms".into(), "Malay".into())) && all.iter().all(|(t, _)| t != "zh"));
    }
}
