//! The words around people's names, and the two Chinese scripts: what the comparison of names
//! needs, in all standard languages together.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::checks::CHECKS;
use super::phrases::WordList;
use super::standard;
use crate::model::Language;

/// The words around people's names, in all standard languages.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub struct NameWords {
    /// Honorifics in front of a name.
    pub titles: Vec<String>,
    /// Honorifics behind a name in Chinese characters.
    pub titles_behind: Vec<String>,
    /// Letters behind a name.
    pub post_nominals: Vec<String>,
    /// Words between a name and the father's; each row is one word in several spellings.
    pub parentage: Vec<String>,
    /// Frequent names; each row is one in several spellings.
    pub alike: Vec<String>,
    /// Chinese honorifics that stand in front of a name all the same.
    #[serde(skip)]
    pub leading: Vec<String>,
    /// Traditional characters, each with the simplified one.
    #[serde(skip)]
    pub characters: Vec<(char, char)>,
    other_script: Vec<String>,
}

impl NameWords {
    /// Returns the words of all standard languages together.
    pub fn of_standard() -> Self {
        let mut all = Self::default();
        let mut characters = Vec::new();
        for (language, table) in standard::tables() {
            let leading = table.get("names").and_then(|names| names.get("leading"));
            let leading = leading.and_then(|words| words.as_array()).into_iter().flatten();
            all.leading.extend(leading.filter_map(|word| word.as_str().map(str::to_owned)));
            let words = table.get(CHECKS).cloned().and_then(|words| words.try_into().ok());
            let words: Self = words.unwrap_or_default();
            all.titles.extend(words.titles);
            all.titles_behind.extend(words.titles_behind);
            all.post_nominals.extend(words.post_nominals);
            all.parentage.extend(words.parentage);
            all.alike.extend(words.alike);
            // A file lists the characters that do not belong to its own script.
            characters.push((language.written_in() == "Hans", words.other_script.concat()));
        }
        let of = |simplified| {
            let rows = characters.iter().filter(move |(hans, _)| *hans == simplified);
            rows.flat_map(|(_, rows)| rows.chars())
        };
        let (traditional, simplified) = (of(true), of(false));
        all.characters = traditional.zip(simplified).collect();
        all
    }
}

/// Returns the characters of the other Chinese script, each with the one of this script: those
/// that stand for one another everywhere. A language in another script has none.
pub fn other_script(language: &Language) -> BTreeMap<char, char> {
    let pairs = NAME_WORDS.characters.iter();
    match language.written_in() {
        "Hans" => pairs.copied().collect(),
        "Hant" => pairs.map(|(traditional, simplified)| (*simplified, *traditional)).collect(),
        _ => BTreeMap::new(),
    }
}

/// Returns whether a Chinese honorific stands in front of the name, as 拿督 does.
pub fn leads_in_chinese(honorific: &str) -> bool {
    NAME_WORDS.leading.iter().any(|word| word == honorific)
}

static NAME_WORDS: LazyLock<NameWords> = LazyLock::new(NameWords::of_standard);

/// Returns words that hardly any text of some length lacks, by the code of their language.
pub fn common_words() -> &'static [(String, WordList)] {
    static WORDS: LazyLock<Vec<(String, WordList)>> = LazyLock::new(|| {
        let tables = standard::tables().into_iter();
        let lists = tables.filter_map(|(language, table)| {
            let words = table.get(CHECKS)?.get("common-words")?.clone();
            Some((language.code().to_owned(), words.try_into().ok()?))
        });
        lists.collect()
    });
    &WORDS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_two_scripts_stand_for_each_other() {
        let words = NameWords::of_standard();
        let simple = |char| {
            let mut pairs = words.characters.iter();
            pairs.find(|(traditional, _)| *traditional == char).map(|(_, simplified)| *simplified)
        };
        for (traditional, simplified) in
            "國會學論議辦發開為與時這龜".chars().zip("国会学论议办发开为与时这龟".chars())
        {
            assert_eq!(simple(traditional), Some(simplified));
        }
        for both in "后里面台干只余系云谷松制范姜".chars() {
            assert_eq!(simple(both), None);
        }
        let of = |simplified| {
            let tables = standard::tables().into_iter();
            let mut tables =
                tables.filter(move |(language, _)| language.written_in() == simplified);
            let (_, table) = tables.next().unwrap();
            let words: NameWords = table[CHECKS].clone().try_into().unwrap();
            words.other_script.concat().chars().count()
        };
        assert_eq!(of("Hans"), of("Hant"));
    }
}
