//! `byline clean`: removes byline's cache, or the documents of records that no longer exist.

use std::io;
use std::path::Path;

use crate::args::Clean;
use crate::converter;
use crate::exit::{self, Exit};
use crate::printer::{Change, Printer, shown};
use byline_build::{Disposition, Request, Session, Stale, State};
use byline_core::cache_folder::{self, CACHE_FOLDER, UNSAVED};
use byline_core::diagnostic::{Code, Diagnostic, has_errors};
use byline_core::io_words::io_words;
use byline_core::message::message;
use byline_core::project::Project;
use byline_image::Cache;

pub(crate) fn run(project: &Project, args: &Clean, printer: &mut dyn Printer) -> Exit {
    let root = project.cache_root();
    let folder = root.join(CACHE_FOLDER);
    if !args.stale && folder.symlink_metadata().is_err() {
        printer.cache(&folder, None);
        return Exit::Success;
    }
    let found = find_stale(project, args.output.as_deref());
    if args.stale {
        return match found {
            Ok((state, stale)) => remove_stale(state, stale, printer),
            Err(findings) => crate::findings::report(&findings, printer),
        };
    }
    let size = Cache::new(root, project.photos.cache).size();
    match cache_folder::remove(root) {
        Ok(foreign) => {
            printer.cache(&folder, Some(size));
            for path in foreign {
                let unsaved = Path::new(CACHE_FOLDER).join(UNSAVED);
                let change =
                    if path == unsaved { Change::KeptUnsaved } else { Change::KeptForeign };
                printer.file(&root.join(path), change);
            }
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => printer.cache(&folder, None),
        Err(error) => return not_removed(&folder, &error, printer),
    }
    // The documents that `clean --stale` removes are known from the state alone.
    match found {
        Ok((mut state, stale)) if !stale.is_empty() => {
            state.retain_only(&stale);
            save(&mut state, printer)
        }
        _ => Exit::Success,
    }
}

/// Returns the build state and the documents of records and templates that no longer exist.
///
/// # Errors
/// Problems of the project that could make documents seem to be stale.
fn find_stale(
    project: &Project,
    output: Option<&Path>,
) -> Result<(State, Vec<Stale>), Vec<Diagnostic>> {
    let session = Session::new(project, Request::default(), converter::of(project))?;
    let (records, findings) = project.records();
    // If a folder could not be read, its records would seem to be gone.
    if has_errors(&findings) {
        return Err(findings);
    }
    let mut state = State::open(&session, None, output);
    let stale = state.stale(&records, &session);
    Ok((state, stale))
}

/// Removes documents, except those that somebody has changed: byline forgets them.
fn remove_stale(mut state: State, stale: Vec<Stale>, printer: &mut dyn Printer) -> Exit {
    let mut worst = Exit::Success;
    if stale.is_empty() {
        printer.nothing_stale();
    }
    for stale in stale {
        match stale.disposition {
            Disposition::Removable => match state.remove(&stale) {
                Ok(()) => printer.file(&stale.path, Change::Removed),
                Err(error) => worst = worst.max(not_removed(&stale.path, &error, printer)),
            },
            Disposition::Changed => {
                state.remove_from_state(&stale);
                printer.file(&stale.path, Change::Kept);
            }
            Disposition::Elsewhere => printer.file(&stale.path, Change::KeptElsewhere),
        }
    }
    worst.max(save(&mut state, printer))
}

fn save(state: &mut State, printer: &mut dyn Printer) -> Exit {
    let Err(finding) = state.save() else { return Exit::Success };
    printer.finding(&finding);
    exit::of_finding(&finding, true)
}

fn not_removed(path: &Path, error: &io::Error, printer: &mut dyn Printer) -> Exit {
    let path = shown(path);
    let finding = match error.kind() {
        io::ErrorKind::NotADirectory => {
            let message = message!(
                "`{path}` was not removed: it is not a folder, so byline did not create it"
            );
            Diagnostic::new(Code::OUTPUT, message)
                .hint(message!("remove it yourself if you do not need it"))
        }
        _ => {
            let message = message!("`{path}` cannot be removed: {why}", why = io_words(error));
            Diagnostic::new(Code::OUTPUT, message)
        }
    };
    printer.finding(&finding);
    Exit::Machine
}
