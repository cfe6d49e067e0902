//! `mark-width`: a half-width mark beside Chinese characters, or a full-width one beside letters.

use unicode_normalization::UnicodeNormalization;
use unicode_script::{Script, UnicodeScript};

use super::linter::{Check, Lint, Linter};
use crate::diagnostic::{Code, Level, Rule};
use crate::message::message;
use crate::model::Language;
use crate::scripts::is_han;

pub(super) static LINT: Lint = Lint {
    code: Code::new(&Rule {
        name: "mark-width",
        level: Level::Warning,
        meaning: "A mark has the width of another script: a half-width comma, point or bracket \
                  beside Chinese characters, a full-width letter, digit or mark in a text of \
                  letters, or a mark that belongs to the other Chinese script.",
        remedy: "Type the mark that the hint names.",
        ..Rule::BLANK
    }),
    bad: r#"
languages = ["zh-Hans"]
lead = "代表出席论坛,并交流经验。"
"#,
    good: r#"
languages = ["zh-Hans"]
lead = "约1,200名代表于10:30出席论坛（Tides 2.0），并交流经验。"
"#,
    check: Check::Words(check),
};

/// Half-width marks, each with the one that stands beside Chinese characters.
const FULL: [(char, char); 7] =
    [(',', '，'), (';', '；'), (':', '：'), ('?', '？'), ('!', '！'), ('(', '（'), (')', '）')];

fn check(linter: &mut Linter<'_>) {
    let words = linter.words();
    let written_in = linter.language().map(Language::written_in);
    let is_chinese = matches!(written_in, Some("Hans" | "Hant"));
    for (plain, origin) in linter.lines_and_proses().iter() {
        for Mark { found, right } in wrong_marks(plain, is_chinese, &words.other_marks) {
            let message = message!("`{found}` does not belong here");
            let hint = message!("write `{right}`");
            linter.report_words(&LINT, origin, &found, message, hint);
        }
    }
}

/// A wrong mark with the character beside it that shows it, and both as they should be.
struct Mark {
    found: String,
    right: String,
}

/// Returns the wrong marks of a text in Chinese or in another language. `others` are marks of the
/// other Chinese script, each with the right one.
fn wrong_marks(text: &str, is_chinese: bool, others: &[String]) -> Vec<Mark> {
    if text.is_ascii() {
        return vec![];
    }
    let mut marks = Vec::new();
    let chars: Vec<char> = text.chars().collect();
    for (at, char) in chars.iter().enumerate() {
        let before = at.checked_sub(1).map(|at| chars[at]);
        let after = chars.get(at + 1).copied();
        let half = is_chinese.then(|| half(&chars, at)).flatten();
        let right = half.or_else(|| full(*char, before, after));
        let right = right.or_else(|| other_script(*char, before, after, others));
        let Some(right) = right else { continue };
        // Only with its neighbour is the mark at one place.
        let mark = match (before, after) {
            (Some(before), _) if !before.is_whitespace() => {
                Mark { found: format!("{before}{char}"), right: format!("{before}{right}") }
            }
            (_, Some(after)) if !after.is_whitespace() => {
                Mark { found: format!("{char}{after}"), right: format!("{right}{after}") }
            }
            _ => Mark { found: char.to_string(), right: right.to_string() },
        };
        marks.push(mark);
    }
    marks
}

/// Returns the full-width mark for a half-width one beside a Chinese character.
fn half(chars: &[char], at: usize) -> Option<char> {
    let before = at.checked_sub(1).map(|at| chars[at]).filter(|char| is_han(*char));
    let after = chars.get(at + 1).copied();
    let after_han = after.filter(|char| is_han(*char));
    let char = chars[at];
    if char == '.' {
        // After a Chinese character, at the end of a sentence. Three points are a mark of their own.
        let ends = after.is_none_or(|after| after.is_whitespace() || is_han(after));
        return (before.is_some() && ends).then_some('。');
    }
    let (_, full) = FULL.iter().find(|(half, _)| *half == char)?;
    let is_wrong = match char {
        '(' => before.is_some() || inside_is_han(&chars[at + 1..]),
        // Only the opening bracket is reported, not the closing one as well.
        ')' => false,
        _ => before.is_some() || after_han.is_some(),
    };
    is_wrong.then_some(*full)
}

/// Returns whether what stands in a bracket begins with a Chinese character.
fn inside_is_han(inside: &[char]) -> bool {
    inside.first().is_some_and(|char| is_han(*char))
}

/// Returns the ordinary character for a full-width letter or digit, or for a full-width mark
/// between letters.
fn full(char: char, before: Option<char>, after: Option<char>) -> Option<char> {
    let plain = char::to_string(&char).nfkc().next().filter(|plain| *plain != char)?;
    match char {
        'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '０'..='９' => Some(plain),
        '，' | '；' | '：' | '？' | '！' | '（' => {
            let latin = |char: char| char.script() == Script::Latin;
            let ends = after.is_none_or(|after| after.is_whitespace() || latin(after));
            (before.is_some_and(latin) && ends).then_some(plain)
        }
        _ => None,
    }
}

/// Returns the mark of this script for one of the other, beside a Chinese character.
fn other_script(
    char: char,
    before: Option<char>,
    after: Option<char>,
    others: &[String],
) -> Option<char> {
    let beside = before.is_some_and(is_han) || after.is_some_and(is_han);
    let right = others.iter().find_map(|pair| {
        let (wrong, right) = pair.split_once(' ')?;
        (wrong.starts_with(char)).then(|| right.chars().next())?
    });
    right.filter(|_| beside)
}
