//! `byline fonts`: lists which family covers each script, and how to install the missing ones.

use std::io;

use crate::exit::Exit;
use crate::printer::Printer;
use byline_core::locale::Locales;
use byline_core::project::Project;
use byline_render::compose::{Fonts, SCRIPTS};

pub(crate) fn run(project: &Project, printer: &mut dyn Printer) -> io::Result<Exit> {
    let fonts = Fonts::new(project.fonts_folder(), project.walls.clone(), project.system_fonts);
    let (locales, wrong) = Locales::of_project(&project.locales_folder(), &project.walls);
    for finding in wrong.into_iter().chain(fonts.findings()) {
        printer.finding(&finding);
    }
    for script in SCRIPTS {
        printer.script(script, fonts.family_of(script, &locales))?;
    }
    Ok(Exit::Success)
}
