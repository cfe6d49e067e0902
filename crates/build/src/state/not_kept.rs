//! The finding for a build state that cannot be saved.

use std::io;
use std::path::Path;

use crate::plan::Shard;
use byline_core::cache_folder::{CACHE_FOLDER, obstacle};
use byline_core::diagnostic::{Code, Diagnostic};
use byline_core::io_words::io_words;
use byline_core::message::message;

/// Returns the finding for a state that cannot be saved as the file `name` in the cache of the
/// project in `root`. For a sharded run, whose state is what the other runs wait for, it is an
/// error.
pub(super) fn not_kept(
    error: &io::Error,
    root: &Path,
    name: &Path,
    shard: Option<Shard>,
) -> Diagnostic {
    let obstacle = obstacle(root, name);
    let hint = match (&obstacle, error.kind(), shard) {
        (Some(_), _, Some(Shard { number, of })) => message!(
            "rename or remove it, then build the part again with `--shard {number}/{of}`; byline \
             needs this name"
        ),
        (Some(_), _, None) => {
            message!("rename or remove it, then try again; byline needs this name")
        }
        (None, io::ErrorKind::StorageFull, Some(Shard { number, of })) => {
            message!("free some space, then build the part again with `--shard {number}/{of}`")
        }
        (None, io::ErrorKind::StorageFull, None) => message!("free some space, then try again"),
        (None, _, Some(Shard { number, of })) => message!(
            "ask your administrator for permission to write there, then build the part again with \
             `--shard {number}/{of}`"
        ),
        (None, _, None) => {
            message!("ask your administrator for permission to write there, then try again")
        }
    };
    let why = obstacle.unwrap_or_else(|| {
        let (folder, why) = (CACHE_FOLDER, io_words(error));
        message!("`{folder}` cannot be written to: {why}")
    });
    let (code, message) = match shard {
        Some(Shard { number, of }) => (
            Code::PART_NOT_KEPT,
            message!("the state of part {number} of {of} cannot be saved: {why}"),
        ),
        None => (Code::STATE_NOT_KEPT, message!("the build state cannot be saved: {why}")),
    };
    Diagnostic::new(code, message).hint(hint)
}
