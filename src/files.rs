//! Creates and rewrites a user's files. A new file never overwrites an existing one.

use std::fs;
use std::io;
use std::path::Path;

use crate::printer::{Change, Printer};
use byline_core::diagnostic::{Code, Diagnostic};
use byline_core::io_words::io_words;
use byline_core::message::message;
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

/// Returns the finding for a file that could not be written, with the remedy if one is known.
pub(crate) fn not_written(name: &str, error: &io::Error) -> Diagnostic {
    use io::ErrorKind as Kind;
    let message = match error.kind() {
        Kind::AlreadyExists | Kind::NotADirectory => message!(
            "`{name}` cannot be written: its folder does not exist, because a file or link has \
             the same name"
        ),
        _ => message!("`{name}` cannot be written: {why}", why = io_words(error)),
    };
    let remedy = match error.kind() {
        Kind::AlreadyExists | Kind::NotADirectory => {
            Some(message!("rename or remove the file or link"))
        }
        Kind::IsADirectory => Some(message!("rename or remove the folder")),
        Kind::PermissionDenied | Kind::ReadOnlyFilesystem => {
            Some(message!("ask for permission to write there"))
        }
        Kind::StorageFull | Kind::QuotaExceeded => Some(message!("free some space on the disk")),
        _ => None,
    };
    let finding = Diagnostic::new(Code::OUTPUT, message);
    remedy.into_iter().fold(finding, Diagnostic::hint)
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
