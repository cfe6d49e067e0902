//! The command `byline`: hands the world outside to [`byline::cli`].

use std::process::ExitCode;

/// Many small values are made and dropped on several threads at once; the system's
/// allocator takes a third longer over a batch.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    byline::cli::run(std::env::args_os()).into()
}
