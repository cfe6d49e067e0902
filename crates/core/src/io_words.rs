//! What the system says about files, in the words of an office.

use std::io::{self, ErrorKind};

use crate::message::{Message, message};

/// Returns the reason for an error of the system, to stand behind a colon.
pub fn io_words(error: &io::Error) -> Message {
    match error.kind() {
        ErrorKind::PermissionDenied => message!("permission was denied"),
        ErrorKind::NotFound => message!("it does not exist"),
        ErrorKind::NotADirectory => message!("it is not a folder"),
        ErrorKind::IsADirectory => message!("it is a folder, not a file"),
        ErrorKind::AlreadyExists => message!("another file or folder has this name"),
        ErrorKind::StorageFull => message!("the disk is full"),
        ErrorKind::ReadOnlyFilesystem => message!("the disk is write-protected"),
        _ => Message::verbatim(error.to_string()),
    }
}
