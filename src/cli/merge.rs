//! `byline merge`: joins what runs for parts of the records have learned.

use std::io::{self, Write};

use super::build::not_kept;
use super::exit::Exit;
use super::human::plural;
use super::printer::Printer;
use crate::batch::{Press, State};
use crate::project::Project;
use crate::template::Output;

pub(super) fn run(project: &Project, printer: &mut dyn Printer) -> io::Result<Exit> {
    let (press, _) = match Press::new(project, &[], Output::default()) {
        Ok(ready) => ready,
        Err(findings) => return super::templates::tell(&findings, printer),
    };
    let mut state = State::open(&press, None);
    let parts = state.parts();
    if let Err(error) = state.save() {
        printer.finding(&not_kept(&error))?;
        return Ok(Exit::Machine);
    }
    let (parts, documents) = (plural(parts, "part"), plural(state.len(), "document"));
    writeln!(anstream::stderr(), "{parts} joined: {documents} known")?;
    Ok(Exit::Success)
}
