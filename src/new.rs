//! `byline new`: writes an annotated record to fill in.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use chrono::{DateTime, NaiveDate, Utc};

use crate::args::New;
use crate::exit::Exit;
use crate::findings::not_editable;
use crate::printer::{Change, Printer, shown};
use byline_core::diagnostic::{Code, Diagnostic};
use byline_core::file::not_written;
use byline_core::message::{Message, message};
use byline_core::new_files::{Created, create};
use byline_core::project::Project;
use byline_core::scaffold::{self, NewName, NewRecord, Taken};

pub(crate) fn run(project: &Project, args: &New, printer: &mut dyn Printer) -> Exit {
    if args.title.trim().is_empty() {
        let finding = Diagnostic::new(Code::COMMAND_LINE, message!("the title is empty"));
        let hint =
            message!("give the title of the event: `byline new \"The title of your event\"`");
        return report(&[finding.hint(hint)], printer);
    }
    let date = args.date.unwrap_or_else(today);
    let (id, path) = match free_id(project, args, date) {
        Ok(found) => found,
        Err(finding) => return report(&[finding], printer),
    };
    let outline = NewRecord {
        title: &args.title,
        days: date.into(),
        kind: args.kind,
        mode: args.mode,
        schema: "../schema/record.json",
        language: &project.language,
    };
    let text = match &args.from {
        None => scaffold::record(&outline),
        Some(from) => {
            let (records, mut findings) = project.find_records(std::slice::from_ref(from));
            let former = records.first().map(|record| project.source(&record.path, &record.name));
            match former {
                Some(Ok(source)) => match scaffold::record_from(&outline, source.text()) {
                    Ok(text) => text,
                    Err(said) => {
                        findings.extend(not_editable(&source, &said));
                        return report(&findings, printer);
                    }
                },
                Some(Err(finding)) => return report(&[finding], printer),
                None => return report(&findings, printer),
            }
        }
    };
    match create(&path, text.as_bytes()) {
        Ok(Created::Written) => {}
        // Another program was quicker.
        Ok(Created::Untouched) => return report(&[exists(&path)], printer),
        Err(error) => {
            printer.finding(&not_written(&shown(&path), &error));
            return Exit::Machine;
        }
    }
    printer.file(&path, Change::Written);
    let mut steps = Vec::new();
    if args.date.is_none() {
        let file = shown(&path);
        steps.push(message!(
            "correct `start` in {file} unless the event is today, {date}; --date sets another day"
        ));
    }
    steps.push(Message::verbatim(format!("byline check {id}")));
    steps.push(Message::verbatim(format!("byline build {id}")));
    printer.next(&steps);
    Exit::Success
}

/// Returns the id of the new record, which no other has, and its file.
///
/// # Errors
/// When the folder takes no new record, the id is taken, or there is a record of this title and
/// date.
fn free_id(
    project: &Project,
    args: &New,
    date: NaiveDate,
) -> Result<(String, PathBuf), Diagnostic> {
    let new = NewName { id: args.id.as_ref(), ..NewName::of_event(project, &args.title, date) };
    if let Some(finding) = scaffold::cannot_hold(&new.folder, project) {
        return Err(finding);
    }
    let Taken { id, has_file, free } = match new.free_id(project, |_| false) {
        Ok(id) => {
            let path = new.file_of(&id);
            return Ok((id, path));
        }
        Err(taken) => taken,
    };
    let finding = if has_file {
        exists(&new.file_of(&id))
    } else {
        let message = message!("another record or issue has the id `{id}`");
        let hint = message!("every record and issue has an id of its own");
        Diagnostic::new(Code::COMMAND_LINE, message).hint(hint)
    };
    Err(match free {
        Some(next) => finding.hint(message!("to create another record, add `--id {next}`")),
        None => finding,
    })
}

fn exists(path: &Path) -> Diagnostic {
    let message = message!("`{file}` already exists; it was not changed", file = shown(path));
    let hint = message!("to change that record, open its file");
    Diagnostic::new(Code::COMMAND_LINE, message).hint(hint)
}

fn report(findings: &[Diagnostic], printer: &mut dyn Printer) -> Exit {
    for finding in findings {
        printer.finding(finding);
    }
    Exit::Usage
}

fn today() -> NaiveDate {
    #[expect(clippy::disallowed_methods, reason = "a new record is dated, a report never is")]
    let now = SystemTime::now();
    DateTime::<Utc>::from(now).date_naive()
}
