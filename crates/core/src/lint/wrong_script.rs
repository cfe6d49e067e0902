//! `wrong-script`: traditional characters in a simplified text, or the other way round.

use std::collections::BTreeMap;

use aho_corasick::AhoCorasick;

use super::linter::{Check, Lint, Linter};
use crate::diagnostic::{Code, Level, Rule};
use crate::locale::other_script;
use crate::message::message;

pub(super) static LINT: Lint = Lint {
    code: Code::new(&Rule {
        name: "wrong-script",
        level: Level::Warning,
        meaning: "A text in simplified Chinese has traditional characters, or the other way \
                  round. Names are passed over, and so is a single character.",
        remedy: "Write the characters that the hint names.",
        ..Rule::BLANK
    }),
    bad: r#"
languages = ["zh-Hans"]
lead = "部长在論壇上說，潮汐记录属于大家。"
"#,
    good: r#"
languages = ["zh-Hans"]
lead = "部长在论坛上说，后面的台阶属于大家。"
"#,
    check: Check::Words(check),
};

/// The maximum number of characters that a finding names.
const NAMED: usize = 8;

fn check(linter: &mut Linter<'_>) {
    let foreign = linter.language().map(other_script).unwrap_or_default();
    if foreign.is_empty() {
        return;
    }
    let names: Vec<String> = linter.names().iter().map(|(name, _)| name.to_string()).collect();
    let names = AhoCorasick::new(names.iter().filter(|name| name.chars().count() > 1));
    for (plain, origin) in linter.lines_and_proses().iter() {
        let mut found: BTreeMap<usize, char> =
            plain.char_indices().filter(|(_, char)| foreign.contains_key(char)).collect();
        if found.len() < 2 || linter.has_own_language(origin) {
            continue;
        }
        for name in names.iter().flat_map(|names| names.find_overlapping_iter(&**plain)) {
            let within: Vec<_> = found.range(name.range()).map(|(at, _)| *at).collect();
            for at in within {
                found.remove(&at);
            }
        }
        let mut characters: Vec<char> = Vec::new();
        for char in found.values() {
            if !characters.contains(char) && characters.len() < NAMED {
                characters.push(*char);
            }
        }
        if found.len() < 2 {
            continue;
        }
        let wrong: String = characters.iter().collect();
        let right: String = characters.iter().map(|char| foreign[char]).collect();
        let message = message!("the characters {wrong} are those of the other Chinese script");
        let hint = message!("write {right}");
        let first = characters[0].to_string();
        linter.report_words(&LINT, origin, &first, message, hint);
    }
}
