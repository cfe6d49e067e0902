//! The command `byline`: hands the world outside to [`byline::cli`].

use std::process::ExitCode;

fn main() -> ExitCode {
    byline::cli::run(std::env::args_os()).into()
}
