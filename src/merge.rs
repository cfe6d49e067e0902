//! `byline merge`: merges the build state of sharded runs.

use crate::converter;
use crate::exit::Exit;
use crate::printer::Printer;
use byline_build::{Request, Session, State};
use byline_core::message::message;
use byline_core::project::Project;

pub(crate) fn run(project: &Project, printer: &mut dyn Printer) -> Exit {
    let session = match Session::new(project, Request::default(), converter::of(project)) {
        Ok(session) => session,
        Err(findings) => return crate::findings::report(&findings, printer),
    };
    let mut state = State::open(&session, None, None);
    let (parts, left_out) = (state.parts(), state.parts_left_out());
    if let Err(finding) = state.save() {
        printer.finding(&finding.hint(message!("nothing was merged, and the parts are unchanged")));
        return Exit::Machine;
    }
    let exit = crate::findings::report(&left_out, printer);
    printer.merged(parts, state.len());
    exit
}
