//! `name-case`: a name in capitals among names in ordinary case.

use std::sync::Arc;

use super::linter::{Check, Lint, Linter};
use super::people::all_people;
use super::placeholder_name::is_placeholder;
use crate::diagnostic::{Code, Level, Rule};
use crate::identity::personal_words;
use crate::message::message;
use crate::model::{Event, Person};

pub(super) static LINT: Lint = Lint {
    code: Code::new(&Rule {
        name: "name-case",
        level: Level::Warning,
        meaning: "A name has a part in capitals, and most other names have none.",
        remedy: "Write it as the others are; `name-order` says which part is the family's.",
        ..Rule::BLANK
    }),
    bad: r#"
[[programme]]
title = "Talks"
sessions = [{ title = "Trade", panellist = ["LI Jimmy", "Liu Richard", "Gong Yu"] }]
"#,
    good: r#"
[[programme]]
title = "Talks"
sessions = [{ title = "Trade", panellist = ["LI Jimmy", "LIU Richard", "GONG Yu"] }]
"#,
    check: Check::Event(check),
};

fn check(linter: &mut Linter<'_>, event: &Event) {
    let people = all_people(linter, event);
    let words = linter.words();
    let shouts = |person: &&&Arc<Person>| {
        let name = person.name.as_str();
        // "TBA" is no name, which is reported as such.
        !is_placeholder(name, words) && personal_words(name).iter().any(|word| is_loud(word))
    };
    let loud: Vec<_> = people.iter().filter(shouts).collect();
    if loud.len() * 2 < people.len() {
        for person in loud {
            let name = &person.name;
            let message = message!("`{name}` is written in capitals, and other names are not");
            let hint = message!(
                "write it as the others are; `name-order` says which part is the family's"
            );
            linter.report(&LINT, name.origin(), message, hint);
        }
    }
}

/// Returns whether a word of a name is in capitals. Initials, such as "KJ" or "A.J.", are not:
/// they are no syllable.
fn is_loud(word: &str) -> bool {
    let letters: Vec<char> = word.chars().collect();
    let loud = letters.iter().all(|letter| letter.is_uppercase());
    let syllable = letters.len() > 2 || letters.last().is_some_and(|last| "AEIOU".contains(*last));
    loud && letters.len() > 1 && syllable
}
