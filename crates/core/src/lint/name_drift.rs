//! `name-drift`: the text of one speaker uses the name of another.

use std::collections::BTreeSet;
use std::ops::Range;

use super::linter::{Check, Lint, Linter};
use super::name_parts::NameParts;
use super::people::all_people;
use crate::diagnostic::{Code, Level, Rule};
use crate::identity::is_title_word;
use crate::message::message;
use crate::model::Event;

pub(super) static LINT: Lint = Lint {
    code: Code::new(&Rule {
        name: "name-drift",
        level: Level::Warning,
        meaning: "In what one speaker said, a bare surname is another person's. Perhaps the \
                  speaker is meant.",
        remedy: "Write the speaker's name, or the other's in full.",
        ..Rule::BLANK
    }),
    bad: r#"
[[programme]]
title = "Talks"
sessions = [
  { speaker = "Li Zhiqiang", summary = "Lee hoped for results." },
  { speaker = "Lee Boon Chye" },
]
"#,
    good: r#"
[[programme]]
title = "Talks"
sessions = [
  { speaker = "Li Zhiqiang", summary = "He agreed with Lee Boon Chye. Li hoped for results." },
  { speaker = "Lee Boon Chye" },
  { speaker = "He Ying" },
]
"#,
    check: Check::Event(check),
};

fn check(linter: &mut Linter<'_>, event: &Event) {
    let people = all_people(linter, event);
    let parts = NameParts::of(&people, linter.words());
    for session in event.sessions() {
        let [speaker] = session.speakers.as_slice() else { continue };
        let Some(summary) = &session.details.summary else { continue };
        let text = summary.plain();
        let found = parts.parts_outside_full_names(&text).into_iter();
        // A title is nobody's name, and whoever has one is somebody else.
        let is_drift = |(range, token): &(Range<usize>, &str)| {
            let before = text[..range.start].split_whitespace().next_back();
            !is_title_word(token) && !before.is_some_and(is_title_word)
        };
        let tokens: BTreeSet<_> = found.filter(is_drift).map(|(_, token)| token).collect();
        for token in tokens {
            let own = speaker.names().any(|name| name.as_str().split(' ').any(|t| t == token));
            if let ([other], false) = (parts.people_named(token), own) {
                let message = message!(
                    "`{token}` is `{other}`, and this is what `{speaker}` said",
                    other = other.name,
                    speaker = speaker.name
                );
                let hint = message!(
                    "if the speaker is meant, write the speaker's name; if not, the whole name"
                );
                linter.report_words(&LINT, summary.origin(), token, message, hint);
            }
        }
    }
}
