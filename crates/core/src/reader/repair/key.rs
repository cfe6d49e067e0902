//! Repairs keys: in other words than byline's, with spaces, with characters that nobody sees.

use std::ops::Range;

use super::is_key;
use super::unseen::{is_unseen, named};
use super::value::Mistake;
use crate::message::message;
use crate::spelling::{RightKey, nearest, right_keys, synonyms};

/// Returns the key that is meant, and adds what is wrong with it.
pub(super) fn repaired_key(
    key: &str,
    range: Range<usize>,
    table: Option<&str>,
    faults: &mut Vec<Mistake>,
) -> Option<String> {
    let written = key.trim_matches([' ', '\t']);
    let unseen = written.chars().find(|char| is_unseen(*char));
    if let Some(char) = unseen {
        let message = message!("{character} stands in or beside the key", character = named(char));
        let at = key.find(char).unwrap_or_default();
        faults.push(Mistake { range: at..at + char.len_utf8(), message });
    }
    let bare: String =
        written.chars().filter(|char| !is_unseen(*char) || *char == '\u{3000}').collect();
    let bare = bare
        .trim_matches(|char: char| "\"'“”‘’「」『』《》".contains(char) || char.is_whitespace());
    if is_key(bare) {
        if bare.len() < written.len() && unseen.is_none() {
            faults.push(Mistake { range, message: message!("a key stands without quotes") });
        }
        return Some(bare.to_owned());
    }
    let words = words_of_key(bare);
    let word = words.join("-");
    let word = match right_keys(&word) {
        [] => nearest(&word, synonyms()).unwrap_or(&word),
        _ => &word,
    };
    let places = right_keys(word);
    let here = places.iter().find(|place| place.table.is_some() && place.table.as_deref() == table);
    let place = here.or_else(|| place_elsewhere(word, table)).or(places.first());
    if let Some(RightKey { table: home, key }) = place {
        let message = match home.as_deref().filter(|home| Some(*home) != table) {
            Some(home) => message!("keys are English: `{bare}` is `{key}` under `{home}`"),
            None => message!("keys are English: `{bare}` is `{key}`"),
        };
        faults.push(Mistake { range, message });
        return Some(key.clone());
    }
    let joined = words.join("-").to_lowercase();
    if !is_key(&joined) {
        let message = message!("`{bare}` is not a key: keys are English words");
        faults.push(Mistake { range, message });
        return None;
    }
    faults.push(Mistake { range, message: message!("a key has no spaces: `{joined}`") });
    Some(joined)
}

/// Returns the key of another table that people mean by a word above all tables.
pub(super) fn place_elsewhere(word: &str, table: Option<&str>) -> Option<&'static RightKey> {
    let place = right_keys(word).iter().find(|place| place.table.is_some());
    place.filter(|_| table.is_none())
}

pub(super) fn words_of_key(key: &str) -> Vec<&str> {
    key.split(|char: char| char.is_whitespace() || is_unseen(char))
        .filter(|word| !word.is_empty())
        .collect()
}
