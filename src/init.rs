//! `byline init`: creates a project with an example that builds.

use std::path::Path;

use crate::exit::Exit;
use crate::printer::{Change, Printer, shown};
use crate::proofs::TESTS;
use byline_core::diagnostic::{Code, Diagnostic};
use byline_core::file::not_written;
use byline_core::message::{Message, message};
use byline_core::new_files::{Created, NotCreated, create_all};
use byline_core::project::{FILE, Project};
use byline_core::scaffold::{self, NewProject};

pub(crate) fn run(folder: &Path, printer: &mut dyn Printer) -> Exit {
    if let Some(finding) = nested(folder) {
        printer.finding(&finding);
    }
    // An office reports in the language in which byline speaks to it, until it says otherwise.
    let language = printer.settings().language();
    let new = NewProject {
        notes: language,
        organisation: None,
        languages: &[],
        logo: None,
        has_examples: true,
    };
    let files = scaffold::project(&new);
    match create_all(folder, &files) {
        Ok(created) => {
            for (file, created) in files.iter().zip(created) {
                let change = match created {
                    Created::Written => Change::Written,
                    Created::Untouched => Change::Untouched,
                };
                printer.file(&folder.join(&file.name), change);
            }
        }
        Err(NotCreated { path, error }) => {
            printer.finding(&not_written(&shown(&path), &error));
            return Exit::Machine;
        }
    }
    let mut steps = vec![message!(
        "write the name of your office into {file}",
        file = shown(&folder.join(FILE))
    )];
    // A line of its own: whoever is in the folder already leaves it out.
    if folder != Path::new(".") {
        steps.push(Message::verbatim(format!("cd {}", quoted(&shown(folder)))));
    }
    steps.push(Message::verbatim("byline build"));
    steps.push(message!("byline new \"The title of your event\""));
    printer.next(&steps);
    Exit::Success
}

/// Returns the finding about a new project inside another one, which is rarely meant. The test
/// records of a project's templates are a project in a project.
fn nested(folder: &Path) -> Option<Diagnostic> {
    let absolute = std::path::absolute(folder).ok()?;
    if absolute.ends_with(TESTS) || absolute.join(FILE).symlink_metadata().is_ok() {
        return None;
    }
    let around = Project::find(absolute.parent()?)?;
    let (inner, outer) = (shown(folder), around.display().to_string());
    let message = message!("`{inner}` is a project inside the project `{outer}`");
    let hint = message!(
        "one project is enough for an office: remove `{inner}`, and start records of `{outer}` \
         with `byline new`"
    );
    Some(Diagnostic::new(Code::NESTED_PROJECT, message).hint(hint))
}

/// Returns a path, quoted for a shell.
fn quoted(path: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "/\\._-".contains(c);
    if path.chars().all(is_plain) && !path.starts_with('-') {
        return path.to_owned();
    }
    format!("'{}'", path.replace('\'', "'\\''"))
}
