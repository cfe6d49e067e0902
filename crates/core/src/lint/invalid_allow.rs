//! `invalid-allow`: a comment that is meant to silence a finding but does not.

use super::linter::{Check, Lint, Linter};
use super::silence;
use crate::diagnostic::{Code, Level, Rule};
use crate::message::message;
use crate::model::{File, Origin};

pub(super) static LINT: Lint = Lint {
    code: Code::new(&Rule {
        name: "invalid-allow",
        level: Level::Warning,
        meaning: "A comment means to silence a finding, and names none that there is, or gives no \
                  reason.",
        remedy: "Write `# allow CODE: the reason`.",
        ..Rule::BLANK
    }),
    bad: "# allow relative-time",
    good: "# allow relative-time: the column is read on the day",
    check: Check::Custom,
};

/// Looks for such comments. `known` returns whether a name is the code of a finding.
pub(super) fn check(linter: &mut Linter<'_>, known: impl Fn(&str) -> bool) {
    for (range, message) in silence::faulty(linter.record(), known) {
        let origin = Origin { file: File::Record, range };
        linter.report(&LINT, &origin, message, message!("write # allow CODE: the reason"));
    }
}
