//! `missing-glyph`: a character that no font can draw.

use std::collections::BTreeSet;

use super::linter::{Check, Lint, Linter, Plain, Visit};
use crate::diagnostic::{Code, Diagnostic, Level, Rule};
use crate::model::{Language, Origin, Words};

pub(super) static LINT: Lint = Lint {
    code: Code::new(&Rule {
        name: "missing-glyph",
        level: Level::Error,
        meaning: "No font has this character. It would print as an empty box.",
        remedy: "Write it with other characters.",
        ..Rule::BLANK
    }),
    bad: r#"kicker = "\U0010FFFD""#,
    good: r#"kicker = "Prise de parole à Łódź""#,
    check: Check::Custom,
};

/// The maximum number of missing characters that a message names.
const MAX_NAMED: usize = 12;

/// Returns the finding about the characters of a text that no font has.
pub fn missing_glyphs(chars: &[char]) -> Diagnostic {
    Diagnostic::new(LINT.code, message(chars))
}

/// Looks for such characters in the texts that `visit` passes on, as readers of a language
/// see them. `remedy` returns what to do about a character that cannot be drawn.
pub(super) fn check(
    linter: &mut Linter<'_>,
    visit: Visit<'_>,
    (main, language): (&Language, &Language),
    remedy: &dyn Fn(char) -> Option<String>,
) {
    visit(&mut |words| {
        if let Some((text, origin)) = given(words, main, language) {
            undrawable(linter, &text, origin, remedy);
        }
    });
}

fn undrawable(
    linter: &mut Linter<'_>,
    text: &str,
    origin: &Origin,
    remedy: &dyn Fn(char) -> Option<String>,
) {
    let beyond = text.chars().filter(|c| !c.is_ascii() && !c.is_whitespace());
    let mut seen = BTreeSet::new();
    let mut missing: Vec<char> = Vec::new();
    let mut hint = None;
    for char in beyond.filter(|char| seen.insert(*char)) {
        if let Some(remedy) = remedy(char) {
            missing.push(char);
            hint.get_or_insert(remedy);
        }
    }
    let (Some(first), Some(hint)) = (missing.first(), hint) else { return };
    linter.report_words(&LINT, origin, &first.to_string(), message(&missing), &hint);
}

/// Returns the message "no font has the character `ƥ` (U+01A5)", or its plural.
fn message(chars: &[char]) -> String {
    if let [char] = chars {
        return format!("no font has the character `{char}` (U+{:04X})", u32::from(*char));
    }
    let named: String = chars.iter().take(MAX_NAMED).collect();
    let more = if chars.len() > MAX_NAMED { " …" } else { "" };
    format!("no font has {} characters of this text: `{named}{more}`", chars.len())
}

/// Returns a printed text as readers of a language see it.
fn given<'a>(words: Words<'a>, main: &Language, language: &Language) -> Option<Plain<'a>> {
    match words {
        Words::Line(text) | Words::Name(text) => {
            let said = text.to_reader(main, language).text;
            Some((said.as_str().into(), said.origin()))
        }
        Words::Prose(prose) => {
            let said = prose.to_reader(main, language).text;
            Some((said.plain().into(), said.origin()))
        }
        Words::Alt(_) => None,
    }
}
