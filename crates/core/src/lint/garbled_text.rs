//! `garbled-text`: text that was damaged on its way into the record.

use super::linter::{Check, Lint, Linter};
use crate::diagnostic::{Code, Level, Rule};
use crate::message::{Message, message, plural};
use crate::model::Origin;
use crate::spelling::{mojibake, restored, unescaped};

pub(super) static LINT: Lint = Lint {
    code: Code::new(&Rule {
        name: "garbled-text",
        level: Level::Warning,
        meaning: "Text was damaged on its way into the record: read in the wrong encoding \
                  (`CafÃ©`), copied from the source of a web page (`&amp;`), or with a character \
                  lost (`�`).",
        remedy: "The hint shows what was probably meant.",
        ..Rule::BLANK
    }),
    bad: r#"lead = "CafÃ© owners met.""#,
    good: r#"lead = "Café owners met.""#,
    check: Check::Record(check),
};

/// The maximum number of words that a finding corrects.
const SHOWN: usize = 6;

/// A way in which words are damaged.
struct Damage {
    /// Says what happened to a word.
    message: fn(&str) -> Message,
    /// Returns what was meant by a word; the inner value is `None` if nobody can know.
    meant: fn(&str) -> Option<Option<String>>,
}

const DAMAGES: [Damage; 3] = [
    Damage {
        message: |word| message!("`{word}` was read in the wrong encoding"),
        meant: |word| mojibake(word).map(Some),
    },
    Damage {
        message: |word| message!("`{word}` is written for a web page"),
        meant: |word| unescaped(word).map(Some),
    },
    Damage {
        message: |word| message!("`{word}` has lost a character"),
        meant: |word| word.contains(char::REPLACEMENT_CHARACTER).then(|| restored(word)),
    },
];

fn check(linter: &mut Linter<'_>) {
    for (text, origin) in linter.texts_in_every_language() {
        // Every garbled character is one of these or beyond ASCII.
        if text.is_ascii() && !text.contains('&') {
            continue;
        }
        for damage in &DAMAGES {
            let words = text.split([' ', '\n']);
            let found = words.filter_map(|word| Some((word, (damage.meant)(word)?)));
            report(linter, damage, &found.collect::<Vec<_>>(), &origin);
        }
    }
}

/// Reports the damaged words of a text, with what was meant by each.
fn report(
    linter: &mut Linter<'_>,
    damage: &Damage,
    words: &[(&str, Option<String>)],
    origin: &Origin,
) {
    let Some((first, _)) = words.first() else { return };
    let hints = words.iter().take(SHOWN).map(|(word, meant)| match meant {
        Some(meant) => message!("write `{meant}` for `{word}`", meant = shown(meant)),
        None => message!("type `{word}` anew: the character cannot be restored"),
    });
    let more = words.len().saturating_sub(SHOWN);
    let more = (more > 0).then(|| {
        plural!(
            more,
            "1 more word of this text is damaged",
            "{more} more words of this text are damaged"
        )
    });
    linter.report_hints(&LINT, origin, first, (damage.message)(first), hints.chain(more));
}

/// Returns a text as a hint shows it: a no-break space looks like a space.
fn shown(text: &str) -> String {
    text.replace('\u{a0}', " ")
}
