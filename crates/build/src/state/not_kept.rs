//! The finding for a build state that cannot be saved.

use std::io;
use std::path::Path;

use crate::plan::Shard;
use byline_core::cache_folder::{CACHE_FOLDER, obstacle};
use byline_core::diagnostic::{Code, Diagnostic};
use byline_core::io_words::io_words;

/// Returns the finding for a state that cannot be saved as the file `name` in the cache of the
/// project in `root`. For a sharded run, whose state is what the other runs wait for, it is an
/// error.
pub(super) fn not_kept(
    error: &io::Error,
    root: &Path,
    name: &Path,
    shard: Option<Shard>,
) -> Diagnostic {
    let (code, what, again) = match shard {
        Some(Shard { number, of }) => {
            let what = format!("the state of part {number} of {of}");
            (
                Code::PART_NOT_KEPT,
                what,
                format!("build the part again with `--shard {number}/{of}`"),
            )
        }
        None => (Code::STATE_NOT_KEPT, "the build state".to_owned(), "try again".to_owned()),
    };
    let finding = |why: &str| Diagnostic::new(code, format!("{what} cannot be saved: {why}"));
    if let Some((path, problem)) = obstacle(root, name) {
        return finding(&format!("`{}` {problem}", path.display()))
            .hint(format!("rename or remove it, then {again}; byline needs this name"));
    }
    let remedy = match error.kind() {
        io::ErrorKind::StorageFull => "free some space",
        _ => "ask your administrator for permission to write there",
    };
    finding(&format!("`{CACHE_FOLDER}` cannot be written to: {}", io_words(error)))
        .hint(format!("{remedy}, then {again}"))
}
