//! `numbered-item`: items of a list that bring numbers of their own.

use super::linter::{Check, Lint, Linter};
use crate::diagnostic::{Code, Level, Rule};
use crate::message::message;
use crate::model::{Block, Event, Prose, list_marks};

pub(super) static LINT: Lint = Lint {
    code: Code::new(&Rule {
        name: "numbered-item",
        level: Level::Warning,
        meaning: "The items of a list were pasted with their numbers, and documents number them \
                  again: \"1. 1. Compare the records\".",
        remedy: "Take the numbers away.",
        ..Rule::BLANK
    }),
    bad: r#"objectives = ["1. Compare the records.", "2. Publish them."]"#,
    good: r#"objectives = ["Compare the records.", "2. Fassung lesen."]"#,
    check: Check::Event(check),
};

fn check(linter: &mut Linter<'_>, event: &Event) {
    let narrative = &event.narrative;
    for list in [&narrative.objectives, &narrative.outcomes, &narrative.recommendations] {
        let items: Vec<_> = list.iter().map(as_written).collect();
        let lines: Vec<&str> = items.iter().map(|item| item.trim_end()).collect();
        let marks = list_marks(&lines);
        for ((prose, line), mark) in list.iter().zip(&lines).zip(marks) {
            // An item of several lines may be a list itself.
            let Some(mark) = mark.filter(|_| !line.contains('\n')) else { continue };
            let (number, words) = (mark.trim(), line[mark.len()..].trim_start());
            let message = message!("the item has the number `{number}` of its own");
            let hint = message!("documents number the items: write `{words}`");
            linter.report(&LINT, prose.origin(), message, hint);
        }
    }
}

/// Returns the words of an item, with its number if it is a list of one.
fn as_written(item: &Prose) -> String {
    let words = item.plain();
    match item.blocks() {
        [Block::Numbered { delimiter, items }] => match items.as_slice() {
            [(number, _)] => format!("{number}{delimiter} {words}"),
            _ => words,
        },
        _ => words,
    }
}
