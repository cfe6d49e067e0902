//! `must-fill`: a placeholder that `byline new` left for the author to fill in.

use super::linter::{Check, Lint, Linter};
use crate::diagnostic::{Code, Level, Rule};
use crate::message::message;

pub(super) static LINT: Lint = Lint {
    code: Code::new(&Rule {
        name: "must-fill",
        level: Level::Warning,
        meaning: "`byline new` left this for the author to fill in. Until then, every page of the \
                  documents says that they are drafts; `check --strict` refuses.",
        remedy: "Write it, or leave it out.",
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
    text.trim_start().starts_with(MUST_FILL)
}

fn check(linter: &mut Linter<'_>) {
    let (texts, alternatives) = (linter.texts(), linter.alternatives());
    for (text, origin) in texts.iter().chain(alternatives.iter()) {
        if is_unfilled(text) {
            let message = message!("this is still to be filled in");
            let hint =
                message!("write it, or leave it out; until then, documents are marked as drafts");
            linter.report_words(&LINT, origin, MUST_FILL, message, hint);
        }
    }
}
