//! What the system says about files, in the words of an office.

use std::io::{self, ErrorKind};

/// Returns the reason for an error of the system, to stand behind a colon.
pub fn io_words(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::PermissionDenied => "permission was denied".into(),
        ErrorKind::NotFound => "it does not exist".into(),
        ErrorKind::NotADirectory => "it is not a folder".into(),
        ErrorKind::IsADirectory => "it is a folder, not a file".into(),
        ErrorKind::AlreadyExists => "another file or folder has this name".into(),
        ErrorKind::StorageFull => "the disk is full".into(),
        ErrorKind::ReadOnlyFilesystem => "the disk is write-protected".into(),
        _ => error.to_string(),
    }
}
