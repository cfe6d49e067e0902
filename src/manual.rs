//! `byline manual`: writes the manual pages, one per subcommand, for packagers.

use std::fs;
use std::io;
use std::path::Path;

use clap::{Command, CommandFactory};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, roman};

use crate::args::Args;
use crate::exit::Exit;
use crate::printer::{Printer, shown};
use byline_core::file::not_written;

/// Writes the pages of byline and all of its subcommands into a folder.
pub(crate) fn run(folder: &Path, printer: &mut dyn Printer) -> Exit {
    // Built once at the top, so that each subcommand has its full name and the global options.
    let mut command = Args::command().disable_help_subcommand(true);
    command.build();
    let written = fs::create_dir_all(folder).and_then(|()| write_pages(command, folder));
    if let Err(error) = written {
        printer.finding(&not_written(&shown(folder), &error));
        return Exit::Machine;
    }
    Exit::Success
}

/// Writes the page of a command and those of its subcommands.
fn write_pages(command: Command, folder: &Path) -> io::Result<()> {
    for verb in command.get_subcommands().filter(|verb| !verb.is_hide_set()) {
        write_pages(verb.clone(), folder)?;
    }
    // The generator would join the lines of the examples.
    let examples = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    let page = Man::new(command.after_help(None::<&str>));
    // Pages have no date, so that the same source results in the same bytes. The generator would
    // omit an empty date, and use the next field in its place.
    let page = page.date(" ").source(concat!("byline ", env!("CARGO_PKG_VERSION")));
    let mut text = Vec::new();
    page.render(&mut text)?;
    sections(&examples).to_writer(&mut text)?;
    fs::write(folder.join(page.get_filename()), text)
}

/// Returns the sections at the end of a help text: each has a heading, and lines to be kept
/// unchanged.
fn sections(text: &str) -> Roff {
    let mut sections = Roff::new();
    for block in text.split("\n\n") {
        let Some((heading, lines)) = block.split_once(":\n") else { continue };
        sections.control("SH", [heading.to_uppercase().as_str()]);
        sections.control("nf", []);
        for line in lines.lines() {
            sections.text([roman(line.trim_start())]);
        }
        sections.control("fi", []);
    }
    sections
}
