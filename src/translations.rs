//! `byline translations`: reports how far records are translated and which texts have changed
//! since, and writes files to fill in.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use crate::args::Translations;
use crate::converter;
use crate::exit::{self, Exit};
use crate::files::rewrite;
use crate::findings::{not_editable, report};
use crate::printer::{Change, Printer};
use byline_build::{Request, Session, Translated, Translation, translated};
use byline_core::file::not_written;
use byline_core::form::Translating;
use byline_core::message::{UiLanguage, message};
use byline_core::project::{Project, RecordFile};
use byline_core::scaffold;
use byline_render::export::write_atomically;

pub(crate) fn run(
    project: &Project,
    args: &Translations,
    printer: &mut dyn Printer,
) -> io::Result<Exit> {
    let request = Request { all_translations: true, ..Request::default() };
    let session = match Session::new(project, request, converter::of(project)) {
        Ok(session) => session,
        Err(findings) => return Ok(report(&findings, printer)),
    };
    report(&session.findings(), printer);
    let (records, findings) = match args.records.as_slice() {
        [] => project.records(),
        names => project.find_records(names),
    };
    let (mut worst, mut printed) = (report(&findings, printer), Ok(()));
    let languages = if args.languages.is_empty() { &project.languages } else { &args.languages };
    for record in &records {
        match translated(record, &session, languages) {
            Ok(known) => {
                for translation in &known.translations {
                    printed = printed.and_then(|()| printer.translation(&record.id, translation));
                    if args.write || args.accept {
                        worst =
                            worst.max(keep(project, record, &known, translation, args, printer));
                    }
                }
            }
            Err(findings) => {
                for finding in &findings {
                    printer.finding(finding);
                    worst = worst.max(exit::of_finding(finding, false));
                }
            }
        }
    }
    exit::of_list(worst, printed)
}

/// Writes the requested changes to the file of a translation.
fn keep(
    project: &Project,
    record: &RecordFile,
    known: &Translated,
    translation: &Translation,
    args: &Translations,
    printer: &mut dyn Printer,
) -> Exit {
    let file = record.translations.iter().find(|f| f.language.is_read_as(&translation.language));
    let path = file.map_or_else(|| beside(record, translation), |file| file.path.clone());
    let name = project.name_of(&path);
    // A link that leads out of the project is there, but is not one of the record's files.
    let there = path.symlink_metadata().is_ok();
    // Like those of a new record, the notes are in the language of the project.
    let notes = UiLanguage::of_locale(&project.language.to_string()).unwrap_or_default();
    let text = there.then(|| project.source(&path, name.clone())).transpose();
    let written = text.map_err(|finding| vec![finding]).and_then(|old| {
        let before = old.as_ref().map_or("", |old| old.text());
        let missing: BTreeSet<usize> = translation
            .missing
            .iter()
            .filter(|text| Arc::ptr_eq(&text.place.source, &known.record))
            .map(|text| text.place.range.start)
            .collect();
        let new = match &old {
            Some(old) if args.accept => {
                let accepted = Translating {
                    name: &record.name,
                    original: known.record.text(),
                    file: record.kind.into(),
                    main: &known.main,
                    translation: old.text(),
                    language: &translation.language,
                    notes,
                };
                accepted.accepted().map(|new| (new, vec![]))
            }
            None if args.accept => return Ok((false, vec![])),
            _ => {
                let language = &translation.language;
                scaffold::add_texts(&known.record, before, language, &missing, notes)
            }
        };
        let (new, left) =
            new.map_err(|said| not_editable(old.as_ref().unwrap_or(&known.record), &said))?;
        if new == before {
            return Ok((false, left));
        }
        let raw = fs::read(&path).unwrap_or_default();
        let written = match old {
            Some(_) => rewrite(&path, &raw, &new),
            None => write_atomically(&path, new.as_bytes()),
        };
        written.map_err(|error| {
            vec![not_written(&name, &error).hint(message!("the file is unchanged"))]
        })?;
        Ok((true, left))
    });
    match written {
        Ok((written, left)) => {
            if written {
                printer.file(&path, Change::Written);
            }
            if !left.is_empty() {
                printer.by_hand(&path, &left);
            }
        }
        Err(findings) => return report(&findings, printer),
    }
    Exit::Success
}

/// Returns the path of a translation's file: `forum.ms.toml` beside `forum.toml`.
fn beside(record: &RecordFile, translation: &Translation) -> PathBuf {
    record.path.with_file_name(format!("{}.{}.toml", record.id, translation.language))
}
