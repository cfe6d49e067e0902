//! `byline templates`: what there is, and where each comes from.

use std::io;

use super::exit::Exit;
use super::printer::Printer;
use crate::project::Project;
use crate::template::Template;

pub(super) fn run(project: &Project, printer: &mut dyn Printer) -> io::Result<Exit> {
    for template in Template::list(project) {
        printer.template(&template, project)?;
    }
    Ok(Exit::Success)
}
