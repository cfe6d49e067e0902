//! `missing-glyph`: a character that no font can draw.

use std::collections::BTreeSet;

use unicode_segmentation::UnicodeSegmentation;

use super::linter::{Check, Lint, Linter, Plain, Visit};
use crate::diagnostic::{Code, Diagnostic, Level, Rule};
use crate::message::{Message, message};
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

/// Returns the finding about signs joined from several characters that no font has as one.
pub fn unjoined_signs(signs: &[&str]) -> Diagnostic {
    let named = Message::row(signs.iter().take(MAX_NAMED).map(|sign| joined(sign)));
    let message = message!("no font has the joined sign {named} as one");
    let hint =
        message!("write it in words, or put a font that has it, such as Noto Emoji, into `fonts/`");
    Diagnostic::new(LINT.code, message).hint(hint)
}

/// Returns a sign with the numbers of its characters.
fn joined(sign: &str) -> String {
    let numbers: Vec<_> = sign.chars().map(number).collect();
    format!("`{sign}` ({})", numbers.join(" "))
}

/// Returns the signs of a text that consist of several characters: emoji with a joiner or a skin
/// tone, flags and keycaps (Unicode Technical Standard #51).
pub fn joined_signs(text: &str) -> impl Iterator<Item = &str> {
    let clusters = if text.is_ascii() { "" } else { text }.graphemes(true);
    clusters.filter(|cluster| {
        let count = |is: fn(char) -> bool| cluster.chars().filter(|char| is(*char)).count();
        let emoji = count(|c| matches!(c, '\u{2190}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}'));
        let joiners = count(|char| char == '\u{200d}');
        let tones = count(|char| matches!(char, '\u{1f3fb}'..='\u{1f3ff}'));
        let letters = count(|char| matches!(char, '\u{1f1e6}'..='\u{1f1ff}'));
        let tags = count(|char| matches!(char, '\u{e0020}'..='\u{e007f}'));
        (emoji > 1 && joiners + tones > 0)
            || letters > 1
            || (emoji > 0 && tags > 0)
            || count(|char| char == '\u{20e3}') > 0
    })
}

/// Looks for such characters in the texts that `visit` passes on, as readers of a language
/// see them. `remedy` returns what to do about a character that cannot be drawn, `joins` whether a
/// font has a joined sign.
pub(super) fn check(
    linter: &mut Linter<'_>,
    visit: Visit<'_>,
    (main, language): (&Language, &Language),
    remedy: &dyn Fn(char) -> Option<Message>,
    joins: &dyn Fn(&str) -> bool,
) {
    visit(&mut |words| {
        if let Some((text, origin)) = given(words, main, language) {
            let signs: Vec<_> = joined_signs(&text).filter(|sign| !joins(sign)).collect();
            match signs.first() {
                Some(first) => linter.report_finding(unjoined_signs(&signs), origin, first),
                None => undrawable(linter, &text, origin, remedy),
            }
        }
    });
}

fn undrawable(
    linter: &mut Linter<'_>,
    text: &str,
    origin: &Origin,
    remedy: &dyn Fn(char) -> Option<Message>,
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
    linter.report_words(&LINT, origin, &first.to_string(), message(&missing), hint);
}

/// Returns the message "no font has the character `ƥ` (U+01A5)", or its plural.
fn message(chars: &[char]) -> Message {
    if let [char] = chars {
        let number = number(*char);
        return message!("no font has the character `{char}` ({number})");
    }
    let named: String = chars.iter().take(MAX_NAMED).collect();
    let more = if chars.len() > MAX_NAMED { " …" } else { "" };
    let count = chars.len();
    message!("no font has {count} characters of this text: `{named}{more}`")
}

/// Returns the number of a character: "U+01A5".
fn number(char: char) -> String {
    format!("U+{:04X}", u32::from(char))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joined_signs_are_told_from_characters() {
        let signs = |text| joined_signs(text).collect::<Vec<_>>();
        assert_eq!(signs("🙋‍♀️ and 👍🏽, 🇲🇾 1️⃣"), ["🙋‍♀️", "👍🏽", "🇲🇾", "1️⃣"]);
        assert_eq!(signs("☎️ ❤️ 🙂 e\u{301} क्\u{200d}ष ✓"), Vec::<&str>::new());
    }
}
