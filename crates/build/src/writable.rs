//! Checks, before a run builds anything, that its documents can be written.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use byline_core::diagnostic::{Code, Diagnostic};
use byline_core::file::temporary_in;
use byline_core::io_words::io_words;
use byline_core::message::message;

use crate::plan::Job;
use crate::shared::Shared;

/// Removes from a plan the documents that cannot be written: those whose folder cannot be written
/// to, or lies outside the output folder because of a link. Returns a finding for each such
/// folder.
///
/// `output` is the output folder that the user names; without one, it is the project's own, which
/// no link may lead out of the project.
pub fn keep_writable(
    jobs: &mut Vec<Job>,
    output: Option<&Path>,
    shared: &Shared,
) -> Vec<Diagnostic> {
    let own = shared.project.output_folder();
    let folder = output.unwrap_or(&own);
    let base = output.unwrap_or(&shared.project.root).canonicalize().ok();
    let base = base.map(|path| Base { path, is_project: output.is_none() });
    let mut known: BTreeMap<PathBuf, Option<Diagnostic>> = BTreeMap::new();
    for job in &mut *jobs {
        job.outputs.retain(|planned| {
            let there = nearest(planned.path.parent().unwrap_or(folder));
            let found = known.entry(there.to_owned()).or_insert_with(|| {
                // An output folder that does not exist yet cannot contain a link.
                let base = base.as_ref().filter(|_| there.starts_with(folder));
                check(there, base, shared).err()
            });
            found.is_none()
        });
    }
    jobs.retain(|job| !job.outputs.is_empty());
    known.into_values().flatten().collect()
}

/// The folder that no link may lead out of.
struct Base {
    /// Its path with all links resolved.
    path: PathBuf,
    /// Whether it is the project, and not an output folder that the user names.
    is_project: bool,
}

/// Returns the nearest folder that exists.
fn nearest(folder: &Path) -> &Path {
    let there = folder.ancestors().find(|folder| folder.symlink_metadata().is_ok());
    there.unwrap_or(Path::new("."))
}

/// Checks that a folder is below `base`, and can be written to.
fn check(folder: &Path, base: Option<&Base>, shared: &Shared) -> Result<(), Diagnostic> {
    let name = shared.project.name_of(folder);
    let name = if name.is_empty() { "." } else { &name };
    if let (Ok(real), Some(base)) = (folder.canonicalize(), base)
        && !real.starts_with(&base.path)
        && !shared.project.walls.contains(&real)
    {
        let message = if base.is_project {
            message!("a link leads from `{name}` out of the project")
        } else {
            message!("a link leads from `{name}` out of the output folder")
        };
        let hint = message!(
            "name its target with `--output`, or list it under `extra-folders` in byline.toml"
        );
        return Err(Diagnostic::new(Code::OUTPUT_FOLDER, message).hint(hint));
    }
    let unwritable = |error: &io::Error| {
        let message = match error.kind() {
            // The folder is there: it is one of those that the system makes up.
            io::ErrorKind::NotFound => message!(
                "documents cannot be written to `{name}`: the system does not allow files there"
            ),
            _ => message!("documents cannot be written to `{name}`: {why}", why = io_words(error),),
        };
        Diagnostic::new(Code::OUTPUT, message)
            .hint(message!("ask for permission, or choose another folder with `--output`"))
    };
    let no_folder = message!("documents cannot be written to `{name}`: it is not a folder");
    let (message, hint) = match folder.metadata() {
        Ok(found) if found.is_dir() => {
            return temporary_in(folder).map(drop).map_err(|error| unwritable(&error));
        }
        Ok(found) if found.is_file() => {
            (no_folder, message!("rename or remove it, or choose a folder with `--output`"))
        }
        // A device of the system is not to be removed.
        Ok(_) => (no_folder, message!("choose a folder with `--output`")),
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
            return Err(unwritable(&error));
        }
        Err(_) => (
            message!("documents cannot be written to `{name}`: it is a broken link"),
            message!("remove it, or choose a folder with `--output`"),
        ),
    };
    Err(Diagnostic::new(Code::OUTPUT_FOLDER, message).hint(hint))
}
