//! `byline new`: writes an annotated record to fill in.

use std::time::SystemTime;

use chrono::{DateTime, NaiveDate, Utc};

use crate::args::New;
use crate::exit::Exit;
use crate::printer::{Change, Printer, shown};
use byline_core::diagnostic::{Code, Diagnostic};
use byline_core::model::Slug;
use byline_core::project::Project;
use byline_core::scaffold::{self, Outline};
use byline_render::export::write_atomically;

pub(crate) fn run(project: &Project, args: &New, printer: &mut dyn Printer) -> Exit {
    if args.title.trim().is_empty() {
        let finding = Diagnostic::new(Code::PROJECT, "the title is empty");
        let hint = "give the title of the event: `byline new \"The title of your event\"`";
        return report(&[finding.hint(hint)], printer);
    }
    let date = args.date.unwrap_or_else(today);
    let words = Slug::suggest(&args.title);
    let stem = words.map_or_else(|| "event".into(), |slug| slug.as_str().to_owned());
    // If the title includes the date, the name does not repeat it; a long title is truncated.
    let stem: String = stem.trim_end_matches(&format!("-{date}")).chars().take(60).collect();
    let id = format!("{}-{date}", stem.trim_end_matches('-'));
    let path = project.records_folder().join(format!("{id}.toml"));
    if path.symlink_metadata().is_ok() {
        let message = format!("`{}` is there already, and is not modified", shown(&path));
        let finding = Diagnostic::new(Code::PROJECT, message);
        printer.finding(&finding.hint("give another title or date, or go on with that file"));
        return Exit::Usage;
    }
    let outline = Outline {
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
            let former = records
                .first()
                .map(|record| byline_core::file::read_source(&record.path, &record.name));
            match former {
                Some(Ok(source)) => match scaffold::record_from(&outline, source.text()) {
                    Ok(text) => text,
                    Err(said) => {
                        let message = format!("`{}` is not TOML: {said}", source.name());
                        findings.push(Diagnostic::new(Code::SYNTAX, message));
                        return report(&findings, printer);
                    }
                },
                Some(Err(finding)) => return report(&[finding], printer),
                None => return report(&findings, printer),
            }
        }
    };
    if let Err(error) = write_atomically(&path, text.as_bytes()) {
        let message = format!("`{}` cannot be written: {error}", shown(&path));
        printer.finding(&Diagnostic::new(Code::OUTPUT, message));
        return Exit::Machine;
    }
    printer.file(&path, Change::Written);
    printer.next(&[format!("byline check {id}"), format!("byline build {id}")]);
    Exit::Success
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
