//! The words around people's names, in all standard languages.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::LazyLock;

use super::fold::folded;
use crate::locale::NameWords;
use crate::scripts::is_han;

/// The words around names, prepared for comparison.
pub(super) struct AroundNames {
    /// Honorifics in front of a name, each as its words, by the first; the longest first.
    pub(super) titles: HashMap<String, Vec<Vec<String>>>,
    /// Those in Chinese characters, the longest first.
    pub(super) han_titles: Vec<String>,
    /// The words of all honorifics.
    title_words: HashSet<String>,
    /// Honorifics behind a name in Chinese characters.
    pub(super) titles_behind: Vec<String>,
    /// Letters behind a name, without points.
    pub(super) post_nominals: Vec<String>,
    /// Words between a name and that of the father, and the one form that stands for each.
    pub(super) parentage: BTreeMap<String, String>,
    /// The forms that stand for them.
    pub(super) parentage_forms: BTreeSet<String>,
    /// Spellings of frequent names, and the one that stands for each.
    pub(super) alike: BTreeMap<String, String>,
    /// Traditional characters and their simplified forms.
    pub(super) simplified: BTreeMap<char, char>,
}

/// The words of all standard languages.
pub(super) static WORDS: LazyLock<AroundNames> =
    LazyLock::new(|| AroundNames::of(NameWords::of_standard()));

impl AroundNames {
    fn of(given: NameWords) -> Self {
        let mut titles: Vec<Vec<String>> =
            given.titles.iter().map(|title| split(&folded(title).to_lowercase())).collect();
        titles.sort_by_key(|title| usize::MAX - title.concat().len());
        let is_han = |title: &Vec<String>| title.iter().flat_map(|word| word.chars()).all(is_han);
        let (han, titles): (Vec<_>, Vec<_>) = titles.into_iter().partition(is_han);
        let title_words = titles.iter().flatten().cloned().collect();
        let mut by_first: HashMap<String, Vec<Vec<String>>> = HashMap::new();
        for title in titles {
            by_first.entry(title[0].clone()).or_default().push(title);
        }
        let parentage = rows(&given.parentage);
        let mut titles_behind = given.titles_behind;
        titles_behind.sort_by_key(|title| usize::MAX - title.len());
        Self {
            titles: by_first,
            han_titles: han.into_iter().map(|title| title.concat()).collect(),
            title_words,
            titles_behind,
            post_nominals: given.post_nominals.iter().map(|word| without_points(word)).collect(),
            parentage_forms: parentage.values().cloned().collect(),
            parentage,
            alike: rows(&given.alike),
            simplified: given.characters.into_iter().collect(),
        }
    }
}

/// Returns whether a word is part of an honorific, such as "Paduka".
pub fn is_title_word(word: &str) -> bool {
    WORDS.title_words.contains(&folded(word).to_lowercase())
}

/// Returns a word without points and spaces, such as `PEng` for "P.Eng.".
pub(super) fn without_points(word: &str) -> String {
    word.chars().filter(|char| char.is_alphanumeric()).collect()
}

fn split(text: &str) -> Vec<String> {
    text.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Returns the words of each row with the first word of their row.
fn rows(rows: &[String]) -> BTreeMap<String, String> {
    let mut words = BTreeMap::new();
    for row in rows {
        let row = split(&folded(row).to_lowercase());
        words.extend(row.iter().map(|word| (word.clone(), row[0].clone())));
    }
    words
}
