//! `missing-credits`: the report names no writer.

use super::linter::{Check, Lint, Linter};
use crate::diagnostic::{Code, Level, Rule};
use crate::key_path::KeyPath;
use crate::message::message;
use crate::model::{CreditRole, Event};

pub(super) static LINT: Lint = Lint {
    code: Code::new(&Rule {
        name: "missing-credits",
        level: Level::Warning,
        meaning: "Nobody is named as the report's writer.",
        remedy: "Add `[credits]` with a `writer`.",
        ..Rule::BLANK
    }),
    bad: r#"
[credits]
editor = "Elin Berg"
"#,
    good: r#"
[credits]
writer = "Elin Berg"
"#,
    check: Check::Event(check),
};

fn check(linter: &mut Linter<'_>, event: &Event) {
    if event.credited(CreditRole::Writer).is_empty() {
        let message = message!("nobody is named as the report's writer");
        let hint =
            message!("fill in `writer` under `[credits]`; readers want to know who answers for it");
        let writer = KeyPath::default().key("credits").key("writer");
        linter.report_record(&LINT, writer, message, hint);
    }
}
