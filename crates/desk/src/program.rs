//! byline in another process: for what may take long, or has to be stopped.

use std::ffi::OsString;
use std::io::{self, Read};
use std::path::Path;
use std::process::Child;
use std::sync::Arc;
use std::thread::{self, JoinHandle};

/// Starts byline on the project with some arguments, with JSON messages on a piped standard
/// output. The caller supplies it, because the library does not know which program it is part of.
pub type Program = Arc<dyn Fn(&[OsString]) -> io::Result<Child> + Send + Sync>;

/// Shows a folder in the file manager of this machine. The caller supplies it, for the same reason.
pub type Reveal = Arc<dyn Fn(&Path) -> io::Result<()> + Send + Sync>;

/// Reads what a process writes to standard error, so that it never waits for a reader. byline's
/// own findings are on standard output; what is here is for its developers.
pub(crate) fn unread(mut errors: Option<impl Read + Send + 'static>) -> Option<JoinHandle<()>> {
    let mut errors = errors.take()?;
    Some(thread::spawn(move || drop(io::copy(&mut errors, &mut io::sink()))))
}
