//! Keys that people try first, in English, Malay and Chinese.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use toml_edit::{DocumentMut, Item, Value};

/// The words and the keys that they mean.
const FILE: &str = include_str!("synonyms.toml");

/// Where a key is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RightKey {
    /// The header of its table, such as `[credits]`; `None` for the table at hand.
    pub(crate) table: Option<String>,
    /// The key.
    pub(crate) key: String,
}

/// The name of the table of vocabularies.
const WORDS: &str = "words";

static KEYS: LazyLock<BTreeMap<String, Vec<RightKey>>> = LazyLock::new(|| {
    let file = file();
    by_word(file.iter().filter(|(key, _)| *key != WORDS), place_of)
});

/// Iterates over the words that people try as keys.
pub(crate) fn synonyms() -> impl Iterator<Item = &'static str> {
    KEYS.keys().map(String::as_str)
}

/// Returns the keys that people may mean by a word, most probable first.
pub(crate) fn right_keys(word: &str) -> &'static [RightKey] {
    KEYS.get(&folded(word)).map_or(&[], Vec::as_slice)
}

/// Returns the words of vocabularies that people may mean by a word.
pub(crate) fn right_words(word: &str) -> &'static [String] {
    static WORDS_MEANT: LazyLock<BTreeMap<String, Vec<String>>> = LazyLock::new(|| {
        let file = file();
        let words =
            file.get(WORDS).and_then(Item::as_table).into_iter().flat_map(|table| table.iter());
        by_word(words, str::to_owned)
    });
    WORDS_MEANT.get(&folded(word)).map_or(&[], Vec::as_slice)
}

/// Returns a word as the file has it.
fn folded(word: &str) -> String {
    let word = word.trim().to_lowercase();
    let parts = word.split(|char: char| char.is_whitespace() || matches!(char, '_' | '-'));
    let between = if word.is_ascii() { "-" } else { "" };
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(between)
}

/// Returns byline's own file; a test reads it. The order of its keys counts.
fn file() -> DocumentMut {
    FILE.parse().unwrap_or_default()
}

/// Turns a list of meanings, each with its words, into one of words, each with its meanings.
fn by_word<'f, M: Clone>(
    meanings: impl Iterator<Item = (&'f str, &'f Item)>,
    read: impl Fn(&str) -> M,
) -> BTreeMap<String, Vec<M>> {
    let mut all: BTreeMap<String, Vec<M>> = BTreeMap::new();
    for (meaning, words) in meanings {
        let meaning = read(meaning);
        let words = words.as_array().into_iter().flatten().filter_map(Value::as_str);
        for word in words {
            all.entry(word.to_owned()).or_default().push(meaning.clone());
        }
    }
    all
}

/// Reads the path of a key.
fn place_of(path: &str) -> RightKey {
    let Some((table, key)) = path.rsplit_once('.') else {
        return RightKey { table: None, key: path.to_owned() };
    };
    let table = match table.strip_suffix("[]") {
        Some("people") => "[people.id]".to_owned(),
        Some(list) => format!("[[{}]]", list.replace("[]", "")),
        None => format!("[{table}]"),
    };
    RightKey { table: Some(table), key: key.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(word: &str) -> Option<RightKey> {
        right_keys(word).first().cloned()
    }

    #[test]
    fn words_lead_to_keys() {
        assert!(FILE.parse::<DocumentMut>().is_ok());
        assert!(
            synonyms()
                .chain(right_words("bersemuka").iter().map(String::as_str))
                .all(|word| !word.is_empty())
        );
        // Words are looked up as they are folded.
        assert_eq!(synonyms().find(|word| folded(word) != **word), None);
        assert_eq!(right_words("In person"), ["offline", "onsite"]);
        for (word, key) in [
            ("date", "start"),
            ("Tarikh", "start"),
            ("日期", "start"),
            ("location", "venue"),
            ("tempat", "venue"),
            ("活动 名称", "title"),
            ("Nama Program", "title"),
            ("subtitle", "standfirst"),
            ("summary", "lead"),
        ] {
            assert_eq!(first(word), Some(RightKey { table: None, key: key.into() }), "{word}");
        }
        for (word, table, key) in [
            ("author", "[credits]", "writer"),
            ("participants", "[attendance]", "people"),
            ("speakers", "[[programme.sessions]]", "speaker"),
            ("vip", "[people.id]", "role"),
        ] {
            let place = RightKey { table: Some(table.into()), key: key.into() };
            assert!(right_keys(word).contains(&place), "{word}: {:?}", right_keys(word));
        }
        assert_eq!(first("nonsense"), None);
    }
}
