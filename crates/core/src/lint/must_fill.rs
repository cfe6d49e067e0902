//! `must-fill`: a placeholder that `byline new` left for the author to fill in.

use super::linter::{Check, Lint, Linter};
use crate::diagnostic::{Code, Level, Rule};
use crate::key_path::Step;
use crate::message::message;
use crate::model::Origin;

pub(super) static LINT: Lint = Lint {
    code: Code::new(&Rule {
        name: "must-fill",
        level: Level::Warning,
        meaning: "`byline new` left this for the author to fill in. Until then, every page of the \
                  documents says that they are drafts; `check --strict` refuses.",
        remedy: "Write it, or leave it out.",
        asks: true,
        ..Rule::BLANK
    }),
    bad: r#"lead = "TODO: what happened, in two sentences""#,
    good: r#"kicker = "What is left todo""#,
    check: Check::Record(check),
};

/// The placeholder that `byline new` leaves for the author to fill in.
pub(crate) const MUST_FILL: &str = "TODO";

/// Returns whether a text still has to be filled in.
pub fn is_unfilled(text: &str) -> bool {
    asked_for(text).is_some()
}

/// Returns what is asked for in place of a text that still has to be filled in; `None` for others.
pub fn asked_for(text: &str) -> Option<&str> {
    let asked = text.trim_start().strip_prefix(MUST_FILL)?.trim_start();
    Some(asked.trim_start_matches([':', '：']).trim())
}

fn check(linter: &mut Linter<'_>) {
    let (texts, alternatives) = (linter.texts(), linter.alternatives());
    for (text, origin) in texts.iter().chain(alternatives.iter()) {
        if is_unfilled(text) {
            let message = match key(linter, origin) {
                Some(key) => message!("`{key}` is still empty", key = key),
                None => message!("this is still to be filled in"),
            };
            let hint =
                message!("write it, or leave it out; until then, documents are marked as drafts");
            linter.report_words(&LINT, origin, MUST_FILL, message, hint);
        }
    }
}

/// Returns the key whose value a text is, whatever language it says it is in.
fn key(linter: &Linter<'_>, origin: &Origin) -> Option<String> {
    let place = linter.place(origin)?;
    let language = linter.language().map(ToString::to_string);
    let says_language = |key: &str| {
        Some(key) == language.as_deref() || (key == "text" && linter.has_own_language(origin))
    };
    let keys = place.key_path()?.steps().iter().rev().filter_map(|step| match step {
        Step::Key(key) => Some(key),
        Step::Index(_) => None,
    });
    keys.into_iter().find(|key| !says_language(key)).cloned()
}
