//! The command line of helper processes, which run this program.

use std::io;
use std::process::Command;

/// Returns a command that runs this program, without its user's settings: these are in the
/// arguments.
pub(crate) fn byline() -> io::Result<Command> {
    let mut command = Command::new(std::env::current_exe()?);
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("BYLINE_") {
            command.env_remove(name);
        }
    }
    Ok(command)
}
