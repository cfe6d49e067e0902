//! `byline clean`: takes away what byline keeps to be quicker the next time.

use std::io::{self, Write};

use super::exit::Exit;
use super::printer::{Printer, shown};
use crate::diagnostic::{Code, Diagnostic};
use crate::photo::{CACHE_FOLDER, Cache};
use crate::project::Project;

pub(super) fn run(project: &Project, printer: &mut dyn Printer) -> io::Result<Exit> {
    let root = project.cache_root();
    let folder = root.join(CACHE_FOLDER);
    match Cache::new(root, project.photos.cache).clear() {
        Ok(bytes) => {
            let megabytes = bytes.div_ceil(1 << 20);
            writeln!(anstream::stderr(), "{}: removed, {megabytes} MB", shown(&folder))?;
            Ok(Exit::Success)
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            writeln!(anstream::stderr(), "{}: nothing to remove", shown(&folder))?;
            Ok(Exit::Success)
        }
        Err(error) => {
            let message = format!("`{}` cannot be removed: {error}", shown(&folder));
            printer.finding(&Diagnostic::new(Code::Output, message))?;
            Ok(Exit::Machine)
        }
    }
}
