//! `byline completions`: prints completions for a shell.

use std::io;

use clap::CommandFactory;
use clap_complete::Shell;

use crate::args::Args;
use crate::exit::Exit;
use crate::printer::Printer;

pub(crate) fn run(shell: Shell, printer: &mut dyn Printer) -> io::Result<Exit> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "byline", &mut script);
    printer.text(&String::from_utf8_lossy(&script))?;
    Ok(Exit::Success)
}
