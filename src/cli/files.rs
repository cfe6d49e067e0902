//! Files that byline makes for its users: never over one that is there.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use super::printer::shown;
use crate::export::write_atomically;

/// Writes a file that is not there yet, and says which it was.
pub(super) fn write_new(path: &Path, text: &[u8]) -> io::Result<()> {
    let words = if fs::symlink_metadata(path).is_ok() {
        "not modified (already exists)"
    } else {
        write_atomically(path, text)?;
        "written"
    };
    writeln!(anstream::stderr(), "{}: {words}", shown(path))
}
