//! `unexpanded-abbreviation`: an abbreviation that is never spelt out.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::linter::{Check, Lint, Linter};
use super::must_fill::is_unfilled;
use super::people::all_people;
use crate::diagnostic::{Code, Level, Rule};
use crate::message::message;
use crate::model::{Event, Origin};

pub(super) static LINT: Lint = Lint {
    code: Code::new(&Rule {
        name: "unexpanded-abbreviation",
        level: Level::Warning,
        meaning: "An abbreviation in the prose is spelt out nowhere. Those that everybody knows \
                  are passed over.",
        remedy: "Write the whole name once, with the abbreviation in brackets.",
        ..Rule::BLANK
    }),
    bad: r#"lead = "MDEC opened the day.""#,
    good: r#"lead = "The Malaysia Digital Economy Corporation (MDEC) opened the day with AI. MDEC stayed.""#,
    check: Check::Event(check),
};

/// A word of two to six capitals.
static ABBREVIATIONS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?-u:\b)[A-Z]{2,6}(?-u:\b)").expect("the pattern compiles"));

/// A Roman number, such as XIV.
static ROMAN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^M{0,3}(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})$")
        .expect("the pattern compiles")
});

fn check(linter: &mut Linter<'_>, event: &Event) {
    let (texts, proses) = (linter.texts(), linter.proses());
    let known = &linter.words().known_abbreviations;
    let mut unknown: BTreeMap<&str, &Origin> = BTreeMap::new();
    for (plain, origin) in proses.iter().filter(|(plain, _)| !is_unfilled(plain)) {
        for found in ABBREVIATIONS.find_iter(plain) {
            let word = found.as_str();
            let is_known = known.iter().any(|known| known == word) || ROMAN.is_match(word);
            if !is_known && !is_part_of_more(plain, &found.range()) {
                unknown.entry(word).or_insert(origin);
            }
        }
    }
    if unknown.is_empty() {
        return;
    }
    for (text, _) in texts.iter() {
        for spelt in in_brackets(text).into_iter().chain(initials(text)) {
            unknown.remove(spelt.as_str());
        }
    }
    // Names need no expansion, and an organisation's abbreviation is printed after its name.
    let people = all_people(linter, event);
    let homes = people.iter().filter_map(|person| person.affiliation.as_ref());
    let organisations = event.organisations.iter().flat_map(|(_, members)| members);
    let institutions = homes.chain(organisations).flat_map(|organisation| organisation.names());
    let persons = people.iter().flat_map(|person| person.names().chain(&person.honorifics));
    for word in institutions.chain(persons).flat_map(|name| name.as_str().split(' ')) {
        unknown.remove(word);
    }
    for (word, origin) in unknown {
        let message = message!("`{word}` is never spelt out");
        let hint =
            message!("write the whole name once, with the abbreviation in brackets behind it");
        linter.report_words(&LINT, origin, word, message, hint);
    }
}

/// Returns whether capitals are part of something else: of an address, a code such as "ISO-9001"
/// or "B2B", or of a line in capitals.
fn is_part_of_more(text: &str, place: &Range<usize>) -> bool {
    let (before, after) = (&text[..place.start], &text[place.end..]);
    let joined = |char: Option<char>| char.is_some_and(|char| "/_@&#+=".contains(char));
    let coded = after.strip_prefix(['-', ' ']).unwrap_or(after);
    let is_number = |text: &str| text.starts_with(|char: char| char.is_ascii_digit());
    let loud = |word: Option<&str>| {
        word.is_some_and(|word| {
            word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_uppercase())
        })
    };
    let last = before.strip_suffix(' ').and_then(|text| text.rsplit(' ').next());
    let next = after.strip_prefix(' ').and_then(|text| text.split(' ').next());
    joined(before.chars().next_back())
        || joined(after.chars().next())
        || is_number(coded)
        || loud(last)
        || loud(next)
}

/// Returns the abbreviations that brackets give or explain: "Ministry of Science (MOSTI)", "MOSTI
/// (Ministry of Science)".
fn in_brackets(text: &str) -> Vec<String> {
    let mut spelt = Vec::new();
    for (open, _) in text.match_indices(['(', '（']) {
        let rest = &text[open..];
        let Some(inside) = rest.get(rest.chars().next().map_or(0, char::len_utf8)..) else {
            continue;
        };
        let Some((inside, _)) = inside.split_once([')', '）']) else { continue };
        let words = inside.split([',', '，', '、', ';', '/']).map(str::trim);
        spelt.extend(words.map(|word| word.trim_end_matches(" 2.0").to_owned()));
        if inside.contains(' ') || !inside.is_ascii() {
            let before = text[..open].trim_end().rsplit(|char: char| !char.is_ascii_alphanumeric());
            spelt.extend(before.take(1).map(str::to_owned));
        }
    }
    spelt
}

/// The number of letters of the longest abbreviation.
const LONGEST: usize = 6;

/// Returns the initials of the names in a text, without the small words in them: "Malaysia Digital
/// Economy Corporation" gives MDEC.
fn initials(text: &str) -> Vec<String> {
    let mut spelt = Vec::new();
    let mut run: Vec<char> = Vec::new();
    for word in text.split([' ', '-']) {
        let first = word.chars().find(|char| char.is_alphanumeric());
        let is_small = word.len() < 6 && word.bytes().all(|byte| byte.is_ascii_lowercase());
        match first.filter(char::is_ascii_uppercase) {
            Some(first) => run.push(first),
            None if is_small => continue,
            None => run.clear(),
        }
        let ends = run.len().saturating_sub(LONGEST)..run.len().saturating_sub(1);
        spelt.extend(ends.map(|start| run[start..].iter().collect::<String>()));
        if word.ends_with(['.', ';', ':']) {
            run.clear();
        }
    }
    spelt
}
