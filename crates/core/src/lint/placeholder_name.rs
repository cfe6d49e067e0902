//! `placeholder-name`: "TBA" or a dash in the place of a name.

use super::linter::{Check, Lint, Linter};
use super::people::mentioned;
use crate::diagnostic::{Code, Level, Rule};
use crate::locale::Checks;
use crate::message::message;
use crate::model::Event;
use crate::reader::counted;

pub(super) static LINT: Lint = Lint {
    code: Code::new(&Rule {
        name: "placeholder-name",
        level: Level::Warning,
        meaning: "A name is not that of a person or an organisation. It says that there is none \
                  yet (\"TBA\", \"None\", a dash), or how many people there were (\"about 60\"). It \
                  would be printed as a name.",
        remedy: "Write the name, or leave it out. The number of people is `count` under \
                 `[attendance]`.",
        ..Rule::BLANK
    }),
    bad: r#"
[[programme]]
title = "Talks"
sessions = [{ title = "Tides", speaker = "TBA" }]
"#,
    good: r#"
[[programme]]
title = "Talks"
sessions = [{ title = "Tides", speaker = "Tab Hunter" }]
"#,
    check: Check::Event(check),
};

fn check(linter: &mut Linter<'_>, event: &Event) {
    let people = mentioned(event).into_iter().map(|person| &person.name);
    for name in people.clone().filter(|name| is_number(name.as_str())).collect::<Vec<_>>() {
        let message = message!("`{name}` is a number of people and not a name");
        let hint = match counted(name.as_str()).as_deref() {
            Some([count, label]) => message!("under `[attendance]`, write `{count}` and `{label}`"),
            _ => message!("under `[attendance]`, write the number as `count`"),
        };
        linter.report(&LINT, name.origin(), message, hint);
    }
    let members = event.organisations.iter().flat_map(|(_, members)| members);
    let all = members.chain(&event.attendance.institutions).map(|one| &one.name);
    for name in people.chain(all).collect::<Vec<_>>() {
        if is_placeholder(name.as_str(), linter.words()) {
            let message = message!("`{name}` is not a name");
            let hint = message!("write the name, or leave it out");
            linter.report(&LINT, name.origin(), message, hint);
        }
    }
}

/// Returns whether a text stands in the place of a name that is not known.
pub(super) fn is_placeholder(name: &str, words: &Checks) -> bool {
    let bare = name.trim_end_matches('.').to_lowercase();
    !bare.contains(char::is_alphanumeric) || words.placeholders.contains(&bare)
}

/// Returns whether a text in the place of a person's name is a number of people: "about 60", "60
/// guests".
fn is_number(name: &str) -> bool {
    // "3M" and "2Pac" are names.
    let is_apart =
        |(figure, next): (char, char)| figure.is_ascii_digit() && next.is_ascii_alphabetic();
    let joined = name.chars().zip(name.chars().skip(1)).any(is_apart);
    counted(name).is_some() && !joined
}
