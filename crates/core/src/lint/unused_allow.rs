//! `unused-allow`: a comment that silences nothing.

use std::sync::Arc;

use super::linter::{Check, Lint};
use crate::diagnostic::{Code, Diagnostic, Level, Rule};
use crate::message::message;
use crate::source::{Place, Source};

pub(super) static LINT: Lint = Lint {
    code: Code::new(&Rule {
        name: "unused-allow",
        level: Level::Warning,
        meaning: "A comment means to silence a finding, and there is no such finding where it \
                  stands.",
        remedy: "Remove the comment, or move it to the line of the finding or above its entry.",
        ..Rule::BLANK
    }),
    bad: r#"
lead = "The ministers met in May." # allow relative-time: the column is read on the day
"#,
    good: r#"
lead = "The ministers met last week." # allow relative-time: the column is read on the day
"#,
    check: Check::Custom,
};

/// Reports a comment that allows findings named `name`.
pub(super) fn finding(source: &Arc<Source>, line: usize, name: &str) -> Diagnostic {
    let message = message!("this comment silences nothing: there is no `{name}` here");
    let place = Place::new(source, source.line_range(line + 1));
    let hint = message!("remove it, or move it to the line of the finding or above its entry");
    Diagnostic::new(LINT.code, message).at(place).hint(hint)
}
