//! `unexpanded-abbreviation`: an abbreviation that is never spelt out.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;

use super::linter::{Check, Lint, Linter};
use super::must_fill::is_unfilled;
use super::people::all_people;
use crate::diagnostic::{Code, Level, Rule};
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

fn check(linter: &mut Linter<'_>, event: &Event) {
    let (texts, proses) = (linter.texts(), linter.proses());
    let known = &linter.words().known_abbreviations;
    let mut unknown: BTreeMap<&str, &Origin> = BTreeMap::new();
    for (plain, origin) in proses.iter().filter(|(plain, _)| !is_unfilled(plain)) {
        let found = ABBREVIATIONS.find_iter(plain).map(|found| found.as_str());
        for word in found.filter(|word| !known.iter().any(|known| known == word)) {
            unknown.entry(word).or_insert(origin);
        }
    }
    if unknown.is_empty() {
        return;
    }
    for (text, _) in texts.iter() {
        // Matches "Ministry of Science (MOSTI)".
        for inside in text.split('(').skip(1).filter_map(|rest| rest.split(')').next()) {
            unknown.remove(inside.trim_end_matches(" 2.0"));
        }
    }
    // Names need no expansion, and an organisation's abbreviation is printed after its name.
    let people = all_people(event);
    let homes = people.iter().filter_map(|person| person.affiliation.as_ref());
    let organisations = event.organisations.iter().flat_map(|(_, members)| members);
    let institutions = homes.chain(organisations).flat_map(|organisation| organisation.names());
    let persons = people.iter().flat_map(|person| person.names().chain(&person.honorifics));
    for word in institutions.chain(persons).flat_map(|name| name.as_str().split(' ')) {
        unknown.remove(word);
    }
    for (word, origin) in unknown {
        let message = format!("`{word}` is never spelt out");
        let hint = "write the whole name once, with the abbreviation in brackets behind it";
        linter.report_words(&LINT, origin, word, message, hint);
    }
}
