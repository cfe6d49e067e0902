//! `byline new`: writes an annotated record to fill in.

use std::path::Path;
use std::time::SystemTime;

use chrono::{DateTime, NaiveDate, Utc};

use crate::args::New;
use crate::exit::Exit;
use crate::files::not_written;
use crate::findings::not_editable;
use crate::printer::{Change, Printer, shown};
use byline_core::diagnostic::{Code, Diagnostic};
use byline_core::file::ReadError;
use byline_core::model::Slug;
use byline_core::project::Project;
use byline_core::scaffold::{self, NewRecord};
use byline_core::walk::not_a_folder;
use byline_render::export::write_atomically;

pub(crate) fn run(project: &Project, args: &New, printer: &mut dyn Printer) -> Exit {
    if args.title.trim().is_empty() {
        let finding = Diagnostic::new(Code::COMMAND_LINE, "the title is empty");
        let hint = "give the title of the event: `byline new \"The title of your event\"`";
        return report(&[finding.hint(hint)], printer);
    }
    let date = args.date.unwrap_or_else(today);
    let id = args.id.as_ref().map_or_else(|| id_of(&args.title, date), ToString::to_string);
    let file_of = |id: &str| project.records_folder().join(format!("{id}.toml"));
    let is_free = |id: &String| file_of(id).symlink_metadata().is_err();
    let path = file_of(&id);
    if let Some(finding) = refused(&path, project) {
        return report(&[finding], printer);
    }
    if !is_free(&id) {
        let message = format!("`{}` already exists; it was not changed", shown(&path));
        let mut finding = Diagnostic::new(Code::COMMAND_LINE, message)
            .hint("to change that record, open its file");
        if let Some(free) = (2..100).map(|number| format!("{id}-{number}")).find(is_free) {
            finding = finding.hint(format!("to create another record, add `--id {free}`"));
        }
        return report(&[finding], printer);
    }
    let outline = NewRecord {
        title: &args.title,
        date,
        kind: args.kind,
        mode: args.mode,
        schema: "../schema/record.json",
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
    printer.next(&[format!("byline check {id}"), format!("byline build {id}")]);
    Exit::Success
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

/// Returns an id made of a title and a date. A title without Latin letters leaves only the date.
fn id_of(title: &str, date: NaiveDate) -> String {
    let words = Slug::suggest(title);
    let stem = words.map_or_else(|| "event".into(), |slug| slug.as_str().to_owned());
    // If the title includes the date, the name does not repeat it; a long title is truncated.
    let stem: String = stem.trim_end_matches(&format!("-{date}")).chars().take(60).collect();
    format!("{}-{date}", stem.trim_end_matches('-'))
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
