//! `byline new`: writes an annotated record to fill in.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use chrono::{DateTime, NaiveDate, Utc};

use crate::args::{MAX_STEM, New};
use crate::exit::Exit;
use crate::findings::not_editable;
use crate::printer::{Change, Printer, shown};
use byline_core::diagnostic::{Code, Diagnostic};
use byline_core::file::{ReadError, not_written};
use byline_core::message::{Message, message};
use byline_core::model::Slug;
use byline_core::project::Project;
use byline_core::scaffold::{self, NewRecord};
use byline_core::walk::not_a_folder;
use byline_render::export::write_atomically;

pub(crate) fn run(project: &Project, args: &New, printer: &mut dyn Printer) -> Exit {
    if args.title.trim().is_empty() {
        let finding = Diagnostic::new(Code::COMMAND_LINE, message!("the title is empty"));
        let hint =
            message!("give the title of the event: `byline new \"The title of your event\"`");
        return report(&[finding.hint(hint)], printer);
    }
    let date = args.date.unwrap_or_else(today);
    let id = match free_id(project, args, date) {
        Ok(id) => id,
        Err(finding) => return report(&[finding], printer),
    };
    let path = file_of(project, &id);
    let outline = NewRecord {
        title: &args.title,
        date,
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
    if let Err(error) = write_atomically(&path, text.as_bytes()) {
        printer.finding(&not_written(&shown(&path), &error));
        return Exit::Machine;
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

/// Returns the id of the new record, which no other has.
///
/// # Errors
/// When the folder takes no new record, the id is taken, or there is a record of this title and
/// date.
fn free_id(project: &Project, args: &New, date: NaiveDate) -> Result<String, Diagnostic> {
    let id = args.id.as_ref().map_or_else(|| id_of(&args.title, date), ToString::to_string);
    let path = file_of(project, &id);
    if let Some(finding) = refused(&path, project) {
        return Err(finding);
    }
    let taken = used_ids(project);
    let is_free =
        |id: &String| !taken.contains(id) && file_of(project, id).symlink_metadata().is_err();
    if is_free(&id) {
        return Ok(id);
    }
    let next = (2..100).map(|number| format!("{id}-{number}")).find(is_free);
    // Another event may have a title that gives the same id; the same title is a slip.
    if let Some(next) =
        next.clone().filter(|_| args.id.is_none() && !is_titled(&path, &args.title, project))
    {
        return Ok(next);
    }
    let (message, hint) = if path.symlink_metadata().is_ok() {
        let message = message!("`{file}` already exists; it was not changed", file = shown(&path));
        (message, message!("to change that record, open its file"))
    } else {
        let message = message!("another record or issue has the id `{id}`");
        (message, message!("every record and issue has an id of its own"))
    };
    let finding = Diagnostic::new(Code::COMMAND_LINE, message).hint(hint);
    Err(match next {
        Some(next) => finding.hint(message!("to create another record, add `--id {next}`")),
        None => finding,
    })
}

fn file_of(project: &Project, id: &str) -> PathBuf {
    project.records_folder().join(format!("{id}.toml"))
}

/// Returns the finding about a folder of records that takes no new one.
fn refused(path: &Path, project: &Project) -> Option<Diagnostic> {
    let folder = project.records_folder();
    let name = project.name_of(&folder);
    if !project.walls.contains_new(path) {
        return Some(ReadError::Outside.finding(&name));
    }
    let taken = folder.symlink_metadata().is_ok() && !folder.is_dir();
    taken.then(|| not_a_folder(&name))
}

/// Returns an id made of a title and a date.
fn id_of(title: &str, date: NaiveDate) -> String {
    let stem = Slug::of_title(title, MAX_STEM);
    let stem = stem.map_or_else(|| "event".into(), |slug| slug.as_str().to_owned());
    // If the title includes the date, the name does not repeat it.
    format!("{}-{date}", stem.trim_end_matches(&format!("-{date}")))
}

/// Returns the ids of all records and issues.
fn used_ids(project: &Project) -> HashSet<String> {
    let (records, _) = project.records();
    records.into_iter().map(|record| record.id.to_string()).collect()
}

/// Returns whether the record in a file has this title.
fn is_titled(path: &Path, title: &str, project: &Project) -> bool {
    let source = project.source(path, project.name_of(path)).ok();
    source.and_then(|source| scaffold::title_of(source.text())).as_deref() == Some(title)
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
