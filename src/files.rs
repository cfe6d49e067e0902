//! Files that byline makes for its users: never over one that is there.

use std::fs;
use std::io;
use std::path::Path;

use crate::printer::{Change, Printer};
use byline_render::export::write_atomically;

/// Writes a file that is not there yet, and says which it was.
pub(crate) fn write_new(path: &Path, text: &[u8], printer: &mut dyn Printer) -> io::Result<()> {
    let change = if fs::symlink_metadata(path).is_ok() {
        Change::Untouched
    } else {
        write_atomically(path, text)?;
        Change::Written
    };
    printer.file(path, change)
}

/// The mark that some editors put at the head of a file.
const BOM: &[u8] = b"\xef\xbb\xbf";

/// Writes a text anew that was `raw` before: where it really is, with its line ends and its
/// mark, for those who could read it before.
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
