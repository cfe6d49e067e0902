//! `byline explain`: what a finding means.

use std::io;

use crate::exit::Exit;
use crate::printer::Printer;
use byline_core::diagnostic::{Code, Diagnostic};
use byline_core::spelling::nearest;

/// The documentation of every finding, under headings that are their codes.
const FINDINGS: &str = include_str!("../docs/findings.md");

pub(crate) fn run(name: &str, printer: &mut dyn Printer) -> io::Result<Exit> {
    let known = Code::from_name(name).and_then(|code| Some((code, entry(name)?)));
    let Some((code, entry)) = known else {
        let message = format!("there is no finding `{name}`");
        let finding = Diagnostic::new(Code::Project, message);
        let names = Code::ALL.iter().map(|code| code.name());
        printer.finding(&match nearest(name, names) {
            Some(near) => finding.hint(format!("did you mean `{near}`?")),
            None => finding.hint("a finding's code stands in brackets behind its level"),
        })?;
        return Ok(Exit::Usage);
    };
    printer.explanation(code, entry.trim())?;
    Ok(Exit::Success)
}

/// What the documentation says of a code.
fn entry(name: &str) -> Option<&'static str> {
    let start = FINDINGS.find(&format!("\n## {name}\n"))? + "\n## \n".len() + name.len();
    let rest = &FINDINGS[start..];
    Some(rest.find("\n## ").map_or(rest, |end| &rest[..end]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_explained_with_its_level() {
        for code in Code::ALL {
            let entry = entry(code.name()).unwrap_or_else(|| panic!("{} is not told", code.name()));
            assert!(entry.contains(&format!("*{}* · ", code.level().name())), "{}", code.name());
        }
        assert_eq!(FINDINGS.matches("\n## ").count(), Code::ALL.len());
    }
}
