//! `byline manual`: the manual pages, one for each verb, for those who package byline.

use std::fs;
use std::io;
use std::path::Path;

use clap::{Command, CommandFactory};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, roman};

use crate::args::Args;
use crate::exit::Exit;

/// Writes the pages of byline and all of its verbs into a folder.
pub(crate) fn run(folder: &Path) -> io::Result<Exit> {
    fs::create_dir_all(folder)?;
    // Built once at the top, so that each verb knows its full name and the global options.
    let mut command = Args::command().disable_help_subcommand(true);
    command.build();
    write_pages(command, folder)?;
    Ok(Exit::Success)
}

/// Writes the page of a command, and those of the commands within it.
fn write_pages(command: Command, folder: &Path) -> io::Result<()> {
    for verb in command.get_subcommands().filter(|verb| !verb.is_hide_set()) {
        write_pages(verb.clone(), folder)?;
    }
    // The generator would run the lines of the examples together.
    let examples = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    let page = Man::new(command.after_help(None::<&str>));
    // A page has no date, for the same source gives the same bytes; the generator would drop
    // a date that is quite empty, and take what follows for it.
    let page = page.date(" ").source(concat!("byline ", env!("CARGO_PKG_VERSION")));
    let mut text = Vec::new();
    page.render(&mut text)?;
    sections(&examples).to_writer(&mut text)?;
    fs::write(folder.join(page.get_filename()), text)
}

/// The sections that a help text ends with: each a heading, and lines to be kept as they are.
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
