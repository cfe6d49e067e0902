//! The command `byline`: one file per subcommand, and a single printer.
//!
//! This is the only crate of byline that reads the command line, the environment and the clock,
//! and the only one that prints.

mod args;
mod build;
mod clean;
mod completions;
mod converter;
mod examples;
mod exit;
mod explain;
mod file_size;
mod files;
mod findings;
mod fonts;
mod helper;
mod human;
mod init;
mod interrupt;
mod json;
mod locate;
mod manual;
mod merge;
mod message_settings;
mod mistakes;
mod new;
mod panic_hook;
mod people;
mod photos;
mod place;
mod printer;
mod printers;
mod process;
mod proofs;
mod rendering;
mod schema;
mod serve;
mod templates;
mod test_records;
mod translations;
mod visible;

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use byline_build::load;
use byline_core::diagnostic::{Code, Diagnostic};
use byline_core::io_words::io_words;
use byline_core::message::message;
use byline_core::project::{FILE, FONTS, Project};
use clap::Parser;

use args::{Args, Verb};
use exit::Exit;
use message_settings::MessageSettings;
use printer::Printer;
use printers::printer;

/// byline allocates and frees many small values on several threads at once; with the system's
/// allocator, a batch takes a third longer.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    run(&std::env::args_os().collect::<Vec<_>>()).into()
}

/// Runs a command line, which starts with the program's name.
fn run(words: &[OsString]) -> Exit {
    let args = match Args::try_parse_from(words) {
        Ok(args) => args,
        Err(error) => return mistakes::print(error, words),
    };
    file_size::let_writes_fail();
    let settings = MessageSettings::of(&args);
    panic_hook::run(settings, || run_command(&args, &mut *printer(settings)))
}

/// Runs the subcommand of a command line.
fn run_command(args: &Args, printer: &mut dyn Printer) -> io::Result<Exit> {
    #[expect(clippy::disallowed_methods, reason = "this is the one place")]
    let started = Instant::now();
    let stopwatch = || started.elapsed();
    let folder = args.project.as_deref();
    match &args.verb {
        Verb::Completions { shell } => completions::run(*shell, printer),
        Verb::Manual { folder } => Ok(manual::run(folder, printer)),
        Verb::Explain { code } => explain::run(code.as_deref(), printer),
        Verb::Schema { file } => schema::run((*file).into(), printer),
        Verb::Init { folder } => Ok(init::run(folder, printer)),
        Verb::New(verb) => {
            with_project(folder, printer, |project, printer| Ok(new::run(project, verb, printer)))
        }
        Verb::Clean(verb) => {
            with_project(folder, printer, |project, printer| Ok(clean::run(project, verb, printer)))
        }
        Verb::Merge => {
            with_project(folder, printer, |project, printer| Ok(merge::run(project, printer)))
        }
        Verb::Photos(verb) => {
            with_project(folder, printer, |project, printer| photos::run(project, verb, printer))
        }
        Verb::Translations(verb) => with_project(folder, printer, |project, printer| {
            translations::run(project, verb, printer)
        }),
        Verb::Fonts => with_project(folder, printer, fonts::run),
        Verb::People => {
            let project = find_project(folder).and_then(|root| load::project(&root, None));
            with(project, printer, people::run)
        }
        Verb::Serve(verb) => {
            // Where there is no project, the desk offers to start one.
            let root = match folder {
                Some(folder) => Ok(Some(folder.to_owned())),
                None => nearest_project(),
            };
            Ok(match root {
                Ok(Some(root)) => serve::run(&root, verb, printer),
                Ok(None) if verb.can_start() => serve::run(Path::new("."), verb, printer),
                Ok(None) => findings::report(&[no_project()], printer),
                Err(findings) => findings::report(&findings, printer),
            })
        }
        Verb::Templates { verb } => with_project(folder, printer, |project, printer| {
            templates::run(project, verb.as_ref(), printer)
        }),
        Verb::Build(verb) => with_project(folder, printer, |project, printer| {
            Ok(build::run(project, &verb.into(), &stopwatch, printer))
        }),
        Verb::Locate(verb) => {
            with_project(folder, printer, |project, printer| locate::run(project, verb, printer))
        }
        Verb::Helper(verb) => with_project(folder, printer, |project, printer| {
            helper::run(project, verb, &stopwatch, printer)
        }),
        Verb::Draw { fonts } => converter::run(fonts),
        Verb::Check(verb) => with_project(folder, printer, |project, printer| {
            Ok(build::run(project, &verb.into(), &stopwatch, printer))
        }),
    }
}

/// Loads the project and runs a command on it.
fn with_project(
    folder: Option<&Path>,
    printer: &mut dyn Printer,
    verb: impl FnOnce(&Project, &mut dyn Printer) -> io::Result<Exit>,
) -> io::Result<Exit> {
    let project = find_project(folder).and_then(|root| {
        let converter = converter::with_fonts(root.join(FONTS));
        load::project(&root, Some(&*converter))
    });
    with(project, printer, verb)
}

/// Runs a command on a project, or reports why there is none.
fn with(
    project: Result<Project, Vec<Diagnostic>>,
    printer: &mut dyn Printer,
    verb: impl FnOnce(&Project, &mut dyn Printer) -> io::Result<Exit>,
) -> io::Result<Exit> {
    match project {
        Ok(project) => {
            let settings = printer.settings().in_project(project.ui_language);
            printer.set_settings(settings);
            panic_hook::set_settings(settings);
            verb(&project, printer)
        }
        Err(findings) => {
            let mut exit = Exit::Usage;
            for finding in &findings {
                printer.finding(finding);
                exit = exit.max(exit::of_finding(finding, false));
            }
            Ok(exit)
        }
    }
}

/// Returns the folder of the project: the one that the user specifies, or the nearest one that
/// contains the working directory.
fn find_project(folder: Option<&Path>) -> Result<PathBuf, Vec<Diagnostic>> {
    if let Some(folder) = folder {
        return Ok(folder.to_owned());
    }
    nearest_project()?.ok_or_else(|| vec![no_project()])
}

/// Returns the folder of the nearest project that contains the working directory.
fn nearest_project() -> Result<Option<PathBuf>, Vec<Diagnostic>> {
    #[expect(clippy::disallowed_methods, reason = "this is the one place")]
    let here = std::env::current_dir().map_err(|error| {
        let why = io_words(&error);
        let message = message!("the working directory cannot be read: {why}");
        vec![Diagnostic::new(Code::PROJECT, message)]
    })?;
    // Within the project's own folder, paths are more readable without it.
    Ok(Project::find(&here).map(|root| if root == here { PathBuf::from(".") } else { root }))
}

fn no_project() -> Diagnostic {
    let file = FILE;
    let message = message!("there is no `{file}` in this folder or in any folder above it");
    let hint =
        message!("create a project with `byline init`, or name a project folder with --project");
    Diagnostic::new(Code::PROJECT, message).hint(hint)
}
