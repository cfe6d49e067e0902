//! `byline completions`: what a shell needs to complete byline's words.

use std::io::{self, Write};

use clap::CommandFactory;
use clap_complete::Shell;

use crate::args::Args;
use crate::exit::Exit;

pub(crate) fn run(shell: Shell) -> io::Result<Exit> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "byline", &mut script);
    io::stdout().write_all(&script)?;
    Ok(Exit::Success)
}
