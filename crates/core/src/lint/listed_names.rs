//! `listed-names`: several names in one text, where each should be a name of its own.

use super::linter::{Check, Lint, Linter};
use super::people::mentioned;
use crate::diagnostic::{Code, Level, Rule};
use crate::identity::personal_words;
use crate::locale::Checks;
use crate::message::message;
use crate::model::{Event, Origin, Text};
use crate::source::Place;

pub(super) static LINT: Lint = Lint {
    code: Code::new(&Rule {
        name: "listed-names",
        level: Level::Warning,
        meaning: "Several names are in one pair of quotes. byline takes them for one name: it \
                  neither counts them nor knows who they are.",
        remedy: "Write a list, with each name in quotes of its own. The hint has it.",
        ..Rule::BLANK
    }),
    bad: r#"organiser = "Ministry of Trade, Ministry of Health and City Hall""#,
    good: r#"organiser = "Ministry of Science, Technology and Innovation""#,
    check: Check::Event(check),
};

fn check(linter: &mut Linter<'_>, event: &Event) {
    for person in mentioned(event).into_iter().filter(|person| person.id.is_none()) {
        report(linter, &person.name, |parts, _| parts.iter().all(|part| is_personal(part)));
    }
    let members = event.organisations.iter().flat_map(|(_, members)| members);
    let sponsors = event.sponsors.iter().map(|sponsor| &sponsor.organisation);
    let all = members.chain(sponsors).chain(&event.attendance.institutions);
    for organisation in all {
        report(linter, &organisation.name, are_organisations);
    }
}

fn report(linter: &mut Linter<'_>, name: &Text, are_names: fn(&[&str], &Checks) -> bool) {
    let parts = parts_of(name.as_str(), linter.words());
    if parts.len() < 2 || !are_names(&parts, linter.words()) {
        return;
    }
    let quoted: Vec<_> = parts.iter().map(|part| format!("\"{part}\"")).collect();
    let list = quoted.join(", ");
    let hint = match key_before(linter, name.origin()) {
        // An entry has one name, whatever it is.
        Some(key) if key == "name" => return,
        Some(key) => message!("write `{key} = [{list}]`"),
        None => message!("write `{list}`"),
    };
    let message = message!("these are {count} names in one", count = parts.len());
    linter.report(&LINT, name.origin(), message, hint);
}

/// Returns the key whose whole value is the text of this origin.
fn key_before(linter: &Linter<'_>, origin: &Origin) -> Option<String> {
    let Place { source, range } = linter.place(origin)?;
    let before = source.text().get(..range.start)?;
    let line = before.rsplit('\n').next()?;
    let key = line.trim_end().strip_suffix('=')?.trim();
    key.chars().all(|char| char.is_alphanumeric() || char == '-').then(|| key.to_owned())
}

/// Splits a text at its commas, and at the word before the last name.
fn parts_of<'t>(text: &'t str, words: &Checks) -> Vec<&'t str> {
    let abbreviated = |text: &str| text.split('/').all(|part| is_short(part.trim()));
    // A sign between words, as in "Secretary/Treasurer", is part of a name.
    let signs = if text.contains('/') && abbreviated(text) { "/" } else { " / " };
    let parts = text.split([',', ';', '，', '；', '、', '|']);
    let mut parts: Vec<&str> = parts.flat_map(|part| part.split(signs)).map(str::trim).collect();
    let last = parts.pop().unwrap_or_default();
    let joined = words.joiners.iter().find_map(|word| {
        // Words that are written without spaces stand between names without spaces.
        let word = if word.is_ascii() { format!(" {word} ") } else { word.clone() };
        last.split_once(&word)
    });
    match joined {
        Some((one, other)) => parts.extend([one.trim(), other.trim()]),
        None => parts.push(last),
    }
    // "A, B, and C" has a comma before the word, too.
    let bare = |part: &'t str| {
        let mut joiners = words.joiners.iter().filter(|word| word.is_ascii());
        let rest = joiners.find_map(|word| part.strip_prefix(word.as_str())?.strip_prefix(' '));
        rest.unwrap_or(part)
    };
    parts.into_iter().map(bare).filter(|part| !part.is_empty()).collect()
}

/// Returns whether a text looks like the whole name of a person: several words with capitals, or
/// two to four Chinese characters.
fn is_personal(part: &str) -> bool {
    const PARTICLES: [&str; 12] =
        ["a/l", "a/p", "al", "anak", "bin", "binti", "da", "de", "der", "di", "la", "van"];
    let is_han = part.chars().all(|char| matches!(char, '\u{4e00}'..='\u{9fff}'));
    if is_han {
        return (2..=4).contains(&part.chars().count());
    }
    let words: Vec<_> = part.split_whitespace().collect();
    let named = |word: &&str| {
        let is_capital = word.chars().next().is_some_and(|char| !char.is_lowercase());
        is_capital || PARTICLES.contains(word)
    };
    // Letters behind a name, such as "MBA", are no name.
    let is_degree = |word: &&str| word.chars().filter(|char| char.is_uppercase()).count() > 1;
    // Nor are others, as of an order or a profession.
    let is_name = personal_words(part).len() > 1;
    is_name && words.iter().all(named) && !words.iter().all(is_degree)
}

/// Returns whether parts of a name are organisations of their own: each is called one, or all
/// begin alike.
fn are_organisations(parts: &[&str], words: &Checks) -> bool {
    let is_called_so = |part: &&str| {
        let part = part.to_lowercase();
        part.contains(' ') && part.split_whitespace().any(|word| words.organisations.contains(word))
            || words.organisations.iter().any(|word| !word.is_ascii() && part.ends_with(word))
    };
    let first = |part: &&str| part.split_once(' ').map(|(first, _)| first.to_lowercase());
    let begin_alike = first(&parts[0])
        .is_some_and(|word| parts.iter().all(|part| first(part).as_ref() == Some(&word)));
    begin_alike || parts.iter().all(is_called_so) || parts.iter().all(|part| is_short(part))
}

/// Returns whether a text is the abbreviation of an organisation: "UMS", and not "Inc." or "USA".
fn is_short(part: &str) -> bool {
    const OTHERS: [&str; 9] = ["LLC", "LLP", "PLC", "INC", "LTD", "USA", "UAE", "PRC", "ROC"];
    let length = part.chars().count();
    (3..=8).contains(&length)
        && part.chars().all(|char| char.is_ascii_uppercase())
        && !OTHERS.contains(&part)
}

/// Returns whether the name of an organisation is a list of several.
pub(super) fn are_several(name: &str, words: &Checks) -> bool {
    let parts = parts_of(name, words);
    parts.len() > 1 && are_organisations(&parts, words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Locales;
    use crate::model::Language;

    #[test]
    fn lists_are_told_from_names_with_commas() {
        let locale = Locales::default().get(&Language::english());
        let words = locale.checks();
        let people = |text| {
            let parts = parts_of(text, words);
            parts.len() > 1 && parts.iter().all(|part| is_personal(part))
        };
        for list in [
            "Ana Lopez, Ben Adeyemi, Chen Wei",
            "Ana Lopez and Ben Adeyemi",
            "Ana Lopez, Ben Adeyemi, and Siti binti Ali",
            "Ana Lopez; Ben Adeyemi",
        ] {
            assert!(people(list), "{list}");
        }
        for name in [
            "Adeyemi, Ben",
            "Ana Lopez, PhD",
            "Ana Lopez",
            "Ana Lopez, Head of the Office",
            "Martin King, Jr.",
            "John O'Neil, RMN (Retd.)",
            "Teo Boon Hwa, P.Eng., FIEM",
        ] {
            assert!(!people(name), "{name}");
        }
        let organisations = |text| {
            let parts = parts_of(text, words);
            parts.len() > 1 && are_organisations(&parts, words)
        };
        for list in [
            "Ministry of Trade, Ministry of Health and City Hall",
            "Ministry of Trade and Ministry of Health",
            "Port Authority, University of Westhaven",
            "JPS, UMS",
            "JPS/UMS",
            "JPS; UMS dan SESB",
            "Port Authority / University of Westhaven",
        ] {
            assert!(organisations(list), "{list}");
        }
        for name in [
            "Ministry of Science, Technology and Innovation",
            "Department of Culture, Youth Affairs and Local Government",
            "Gauge and Sons Company",
            "Universiti Malaysia Sabah, Kota Kinabalu",
            "Universiti Malaysia Sabah, UMS",
            "Jabatan Perhutanan, UMS",
            "Gauge, Inc.",
            "ABC, LLC",
            "Institute for Coastal Studies",
        ] {
            assert!(!organisations(name), "{name}");
        }
    }
}
