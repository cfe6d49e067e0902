//! `byline explain`: explains a finding.

use std::io;

use crate::exit::Exit;
use crate::printer::Printer;
use byline_core::diagnostic::{Code, Diagnostic, Level};
use byline_core::lint::{codes, explain};
use byline_core::message::{UiLanguage, message};
use byline_core::spelling::nearest;

pub(crate) fn run(name: Option<&str>, printer: &mut dyn Printer) -> io::Result<Exit> {
    let Some(name) = name else {
        printer.codes(&codes().collect::<Vec<_>>())?;
        return Ok(Exit::Success);
    };
    let code: Code = match name.parse() {
        Ok(code) => code,
        Err(_) => {
            let message = message!("there is no finding `{name}`");
            let finding = Diagnostic::new(Code::COMMAND_LINE, message);
            let finding = match nearest(name, codes().map(Code::name)) {
                Some(near) => finding.did_you_mean(near),
                None => finding.hint(message!(
                    "look for the code in brackets after `{error}` or `{warning}`, such as \
                     `unknown-key`",
                    error = Level::Error.message(),
                    warning = Level::Warning.message(),
                )),
            };
            printer.finding(&finding);
            return Ok(Exit::Usage);
        }
    };
    printer.explanation(code)?;
    Ok(Exit::Success)
}

/// Returns an explanation without its Markdown: examples are indented, the level stands plain, and
/// of a link, its words.
pub(crate) fn without_markup(text: &str) -> String {
    let text = &without_links(text);
    let mut is_example = false;
    let mut lines = Vec::new();
    for line in text.lines() {
        if line.starts_with("```") {
            is_example = !is_example;
        } else if is_example {
            lines.push(format!("    {line}").trim_end().to_owned());
        } else if let Some((level, rest)) =
            line.strip_prefix('*').and_then(|l| l.split_once("* · "))
        {
            lines.push(format!("{level}: {rest}"));
        } else {
            lines.push(line.to_owned());
        }
    }
    lines.join("\n")
}

/// Returns a text with the words of its links, without their addresses, which lead to pages of the
/// documentation.
fn without_links(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, link)) = rest.split_once('[') {
        plain.push_str(before);
        let words = link.split_once("](").filter(|(words, _)| !words.contains(['[', ']', '\n']));
        match words.and_then(|(words, link)| Some((words, link.split_once(')')?.1))) {
            Some((words, after)) => {
                plain.push_str(words);
                rest = after;
            }
            None => {
                plain.push('[');
                rest = link;
            }
        }
    }
    plain + rest
}

/// Returns a code and the first sentence of its explanation, without the level before it.
pub(crate) fn in_a_line(code: Code, language: UiLanguage) -> String {
    let text = without_markup(explain(code, language).trim());
    let line = text.lines().next().unwrap_or_default();
    let said = line.split_once(": ").map_or(line, |(_, said)| said);
    let ends = [(". ", 1), ("。", "。".len())];
    let ends = ends.into_iter().filter_map(|(end, length)| Some(said.find(end)? + length));
    format!("{:<24} {}", code.name(), &said[..ends.min().unwrap_or(said.len())])
}
