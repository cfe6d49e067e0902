//! `unnamed-speaker`: a speech of which the record does not say who gave it.

use super::linter::{Check, Lint, Linter};
use crate::diagnostic::{Code, Level, Rule};
use crate::message::message;
use crate::model::{Event, Prose, Session, SessionKind, Text};

pub(super) static LINT: Lint = Lint {
    code: Code::new(&Rule {
        name: "unnamed-speaker",
        level: Level::Warning,
        meaning: "A session is a speech, and the record does not say who spoke.",
        remedy: "Add the `speaker`, by id or by name.",
        ..Rule::BLANK
    }),
    bad: r#"
[[programme]]
title = "Opening"
sessions = [{ title = "Speech" }]
"#,
    good: r#"
[[programme]]
title = "Opening"
sessions = [{ title = "Speech", speaker = "Ada Lovelace" }]
"#,
    check: Check::Event(check),
};

fn check(linter: &mut Linter<'_>, event: &Event) {
    for session in event.sessions().filter(|session| session.people().next().is_none()) {
        let title = session.title.as_ref();
        let summary = session.details.summary.as_ref().map(Prose::origin);
        let Some(origin) = title.map(Text::origin).or(summary) else { continue };
        if is_speech(session, title, linter) {
            let message = message!("this speech has no speaker");
            let hint = message!("add `speaker = \"…\"`, with the id or the name of whoever spoke");
            linter.report(&LINT, origin, message, hint);
        }
    }
}

/// Returns whether a session is a speech. A talk is one if its title says no more than that.
fn is_speech(session: &Session, title: Option<&Text>, linter: &Linter<'_>) -> bool {
    let is_only_word = |title: &Text| {
        let title = title.as_str().to_lowercase();
        !title.contains(char::is_whitespace) && linter.words().speeches.begins(&title)
    };
    match session.kind {
        SessionKind::Talk => title.is_some_and(is_only_word),
        kind => SessionKind::SPEECHES.contains(&kind),
    }
}
