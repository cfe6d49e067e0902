//! Checks, before a run builds anything, that its documents can be written.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use byline_core::diagnostic::{Code, Diagnostic};
use byline_core::file::temporary_in;

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
    let mut known: BTreeMap<PathBuf, Option<Diagnostic>> = BTreeMap::new();
    for job in &mut *jobs {
        job.outputs.retain(|planned| {
            let there = nearest(planned.path.parent().unwrap_or(folder));
            let found = known.entry(there.to_owned()).or_insert_with(|| {
                // An output folder that does not exist yet cannot contain a link.
                let base = base.as_deref().filter(|_| there.starts_with(folder));
                check(there, base, shared).err()
            });
            found.is_none()
        });
    }
    jobs.retain(|job| !job.outputs.is_empty());
    known.into_values().flatten().collect()
}

/// Returns the nearest folder that exists.
fn nearest(folder: &Path) -> &Path {
    let there = folder.ancestors().find(|folder| folder.symlink_metadata().is_ok());
    there.unwrap_or(Path::new("."))
}

/// Checks that a folder is below `base`, and can be written to.
fn check(folder: &Path, base: Option<&Path>, shared: &Shared) -> Result<(), Diagnostic> {
    let name = shared.project.name_of(folder);
    let name = if name.is_empty() { "." } else { &name };
    if let (Ok(real), Some(base)) = (folder.canonicalize(), base)
        && !real.starts_with(base)
        && !shared.project.walls.contains(&real)
    {
        let message = format!("a link leads from `{name}` out of the output folder");
        let hint = "name where it leads with `--output`, or under `extra-folders` in byline.toml";
        return Err(Diagnostic::new(Code::OUTSIDE_PROJECT, message).hint(hint));
    }
    if !folder.is_dir() {
        let message = format!("documents cannot be written to `{name}`: it is not a folder");
        let hint = "remove it, or name a folder with `--output`";
        return Err(Diagnostic::new(Code::OUTPUT, message).hint(hint));
    }
    temporary_in(folder).map(drop).map_err(|error| {
        let message = format!("documents cannot be written to `{name}`: {error}");
        Diagnostic::new(Code::OUTPUT, message)
            .hint("ask for permission, or write elsewhere with `--output`")
    })
}
