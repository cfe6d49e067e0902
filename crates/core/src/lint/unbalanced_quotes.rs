//! `unbalanced-quotes`: quotation marks or brackets that are opened but not closed.

use super::linter::{Check, Lint, Linter};
use crate::diagnostic::{Code, Level, Rule};
use crate::message::message;

pub(super) static LINT: Lint = Lint {
    code: Code::new(&Rule {
        name: "unbalanced-quotes",
        level: Level::Warning,
        meaning: "A quotation mark or a bracket opens, and does not close.",
        remedy: "Close it, or remove it.",
        ..Rule::BLANK
    }),
    bad: r#"lead = 'He said "yes.'"#,
    good: r#"lead = 'A 5" pipe, and she said "yes" (twice).'"#,
    check: Check::Record(check),
};

fn check(linter: &mut Linter<'_>) {
    for (plain, origin) in linter.proses().iter() {
        if let Some(mark) = unbalanced(plain) {
            let message = match mark {
                Paired::Quotation => {
                    message!("a quotation mark opens here, or closes, without the other")
                }
                Paired::Bracket => message!("a bracket opens here, or closes, without the other"),
            };
            let hint = message!("close it, or remove it");
            linter.report(&LINT, origin, message, hint);
        }
    }
}

/// A kind of mark that stands in pairs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Paired {
    Quotation,
    Bracket,
}

/// Returns the kind of mark that is not closed.
fn unbalanced(plain: &str) -> Option<Paired> {
    let count = |mark: char| plain.matches(mark).count();
    if count('“') != count('”') {
        Some(Paired::Quotation)
    } else if count('"') % 2 == 1 {
        // A quotation mark after a digit means inches.
        let inches = plain.as_bytes().windows(2).any(|w| w[0].is_ascii_digit() && w[1] == b'"');
        (!inches).then_some(Paired::Quotation)
    } else if count('(') > count(')') {
        Some(Paired::Bracket)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_stand_in_pairs() {
        assert_eq!(unbalanced("a \"b\" (c)"), None);
        assert_eq!(unbalanced("a 5\" pipe"), None);
        assert_eq!(unbalanced("“a"), Some(Paired::Quotation));
        assert_eq!(unbalanced("(a"), Some(Paired::Bracket));
    }
}
