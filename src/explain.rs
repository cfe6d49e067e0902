//! `byline explain`: explains a finding.

use std::io;

use crate::exit::Exit;
use crate::printer::Printer;
use byline_core::diagnostic::{Code, Diagnostic, Level};
use byline_core::lint::codes;
use byline_core::message::message;
use byline_core::spelling::nearest;

pub(crate) fn run(name: &str, printer: &mut dyn Printer) -> io::Result<Exit> {
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

/// Returns an explanation without its Markdown: examples are indented, the level stands plain.
pub(crate) fn without_markup(text: &str) -> String {
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
