//! `byline clean`: removes byline's cache, or the documents of records that no longer exist.

use std::fs;
use std::io;
use std::path::Path;

use crate::build::not_kept;
use crate::exit::{self, Exit};
use crate::printer::{Change, Printer, shown};
use byline_build::{Request, Session, Stale, State};
use byline_core::cache_folder::CACHE_FOLDER;
use byline_core::diagnostic::{Code, Diagnostic, has_errors};
use byline_core::project::Project;
use byline_image::Cache;
use byline_render::export::is_document;

pub(crate) fn run(project: &Project, stale: bool, printer: &mut dyn Printer) -> Exit {
    if stale {
        return remove_stale(project, printer);
    }
    let root = project.cache_root();
    let folder = root.join(CACHE_FOLDER);
    match Cache::new(root, project.photos.cache).clear() {
        Ok(bytes) => {
            printer.cache(&folder, Some(bytes));
            Exit::Success
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            printer.cache(&folder, None);
            Exit::Success
        }
        Err(error) => not_removed(&folder, &error, printer),
    }
}

/// Removes the documents of records and templates that no longer exist, except those that
/// somebody has changed. Whatever the state says, it removes nothing but documents.
fn remove_stale(project: &Project, printer: &mut dyn Printer) -> Exit {
    let session = match Session::new(project, Request::default()) {
        Ok(session) => session,
        Err(findings) => return crate::findings::tell(&findings, printer),
    };
    let (records, findings) = project.records();
    // If a folder could not be read, its records would seem to be gone.
    if has_errors(&findings) {
        return crate::findings::tell(&findings, printer);
    }
    let mut state = State::open(&session, None);
    let mut worst = Exit::Success;
    let stale = state.stale(&records, &session);
    if stale.is_empty() {
        printer.nothing_stale();
    }
    for stale in stale {
        let (Stale::Left(path) | Stale::Changed(path)) = &stale;
        match stale {
            Stale::Left(_) if fs::read(path).is_ok_and(|bytes| is_document(path, &bytes)) => {
                match fs::remove_file(path) {
                    Ok(()) => {
                        printer.file(path, Change::Removed);
                        state.forget(path);
                    }
                    Err(error) => worst = worst.max(not_removed(path, &error, printer)),
                }
            }
            _ => printer.file(path, Change::Kept),
        }
    }
    if let Err(error) = state.save() {
        let finding = not_kept(&error);
        printer.finding(&finding);
        worst = worst.max(exit::of_finding(&finding, true));
    }
    worst
}

fn not_removed(path: &Path, error: &io::Error, printer: &mut dyn Printer) -> Exit {
    let message = format!("`{}` cannot be removed: {error}", shown(path));
    printer.finding(&Diagnostic::new(Code::OUTPUT, message));
    Exit::Machine
}
