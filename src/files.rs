//! Creates and rewrites a user's files. A new file never overwrites an existing one.

use std::fs;
use std::io;
use std::path::Path;

use crate::printer::{Change, Printer};
use byline_render::export::write_atomically;

/// Writes a file unless it exists already, and reports which was the case.
pub(crate) fn write_new(path: &Path, text: &[u8], printer: &mut dyn Printer) -> io::Result<()> {
    let change = if fs::symlink_metadata(path).is_ok() {
        Change::Untouched
    } else {
        write_atomically(path, text)?;
        Change::Written
    };
    printer.file(path, change);
    Ok(())
}

/// The byte order mark that some editors put at the start of a file.
const BOM: &[u8] = b"\xef\xbb\xbf";

/// Replaces the text of a file that held `raw`. Follows links, and keeps the file's line
/// endings, byte order mark and permissions.
pub(crate) fn rewrite(path: &Path, raw: &[u8], text: &str) -> io::Result<()> {
    let text = if raw.windows(2).any(|pair| pair == b"\r\n") {
        text.replace("\r\n", "\n").replace('\n', "\r\n")
    } else {
        text.to_owned()
    };
    let mark: &[u8] = if raw.starts_with(BOM) { BOM } else { &[] };
    let path = path.canonicalize()?;
    let permissions = fs::metadata(&path)?.permissions();
    write_atomically(&path, &[mark, text.as_bytes()].concat())?;
    fs::set_permissions(&path, permissions)
}
