//! The words of the desk's own pages, in the language of its user.

use std::collections::BTreeMap;

use byline_core::message::{Message, UiLanguage, message};
use serde::Serialize;

/// The words, by the keys that the scripts know.
#[derive(Serialize)]
pub(crate) struct Words {
    /// The tag of the language.
    language: &'static str,
    words: BTreeMap<&'static str, String>,
}

/// Returns the words in a language.
pub(crate) fn words(language: UiLanguage) -> Words {
    let words = all().into_iter().map(|(key, message)| (key, language.say(&message)));
    Words { language: language.into(), words: words.collect() }
}

/// All words. Names in double square brackets are filled in by the scripts.
fn all() -> Vec<(&'static str, Message)> {
    vec![
        ("overview", message!("Overview")),
    ]
}
