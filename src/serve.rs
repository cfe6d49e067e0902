//! `byline serve`: the real pages, live in the browser.

use std::ffi::OsString;
use std::path::Path;
use std::process::Stdio;
use std::sync::Arc;

use crate::args::Serve;
use crate::converter;
use crate::exit::Exit;
use crate::findings::report;
use crate::message_settings::MessageSettings;
use crate::panic_hook;
use crate::printer::Printer;
use crate::process::byline;
use byline_core::diagnostic::{Code, Diagnostic};
use byline_core::message::message;
use byline_core::project::{FILE, FONTS, Project};
use byline_desk::{Options, Program, Reveal, ServeError, serve};

/// Serves the project in a folder until somebody stops the program.
pub(crate) fn run(root: &Path, args: &Serve, printer: &mut dyn Printer) -> Exit {
    let project = byline_build::load::project(root, None);
    let is_bare = root.join(FILE).symlink_metadata().is_err();
    if let Err(findings) = &project
        && is_bare
        && !(root.is_dir() && args.can_start())
    {
        return report(findings, printer);
    }
    // A project that cannot be read can still be mended at the desk.
    let project = project.ok();
    if let Some(project) = &project {
        let settings = printer.settings().in_project(project.ui_language);
        printer.set_settings(settings);
        panic_hook::set_settings(settings);
    }
    let first = match first_page(project.as_ref(), args) {
        Ok(first) => first,
        Err(findings) => {
            printer.findings(&findings.iter().collect::<Vec<_>>());
            return Exit::Usage;
        }
    };
    let options = Options {
        root: root.to_owned(),
        port: args.port,
        allowed_hosts: args.allow_host.clone(),
        read_only: args.read_only,
        language: printer.settings().language(),
        converter: converter::with_fonts(root.join(FONTS)),
        program: program(root, printer.settings()),
        reveal: (!args.no_open)
            .then(|| -> Reveal { Arc::new(|folder| open::that_detached(folder)) }),
        first,
    };
    let ready = |address: &str| {
        printer.serving(address);
        if is_bare {
            printer.note(&message!("there is no project here yet: the page offers to start one"));
        }
        if !args.no_open && open::that_detached(address).is_err() {
            printer.note(&message!("no browser could be started: open the address yourself"));
        }
    };
    match serve(options, ready, stopped()) {
        Ok(unsaved) => {
            for message in &unsaved {
                printer.note(message);
            }
            Exit::Success
        }
        Err(error) => {
            printer.finding(&not_served(&error));
            Exit::Usage
        }
    }
}

/// Returns the path that the browser opens: that of the record named, or that of the overview.
fn first_page(project: Option<&Project>, args: &Serve) -> Result<String, Vec<Diagnostic>> {
    let Some((record, project)) = args.record.as_ref().zip(project) else { return Ok("/".into()) };
    let (records, findings) = project.find_records(std::slice::from_ref(record));
    let Some(record) = records.first() else { return Err(findings) };
    let pages = if args.pages { "?pages" } else { "" };
    Ok(format!("/record/{}{pages}", record.id))
}

/// Returns how to start this very program on the project in another process.
fn program(root: &Path, settings: MessageSettings) -> Program {
    let root = root.to_owned();
    Arc::new(move |arguments: &[OsString]| {
        let mut command = byline()?;
        command.args(["--message-format", "json", "--ui-language", settings.language().into()]);
        command.arg("--project").arg(&root).args(arguments);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()
    })
}

fn not_served(error: &ServeError) -> Diagnostic {
    let finding = Diagnostic::new(Code::SERVE, error.message());
    match error {
        ServeError::PortInUse(_) => {
            finding.hint(message!("leave out `--port` to use any port that is free"))
        }
        ServeError::AlreadyServed(_) => {
            finding.hint(message!("use the window of that one, stop it, or add `--read-only` here"))
        }
        ServeError::Machine(_) => finding,
    }
}

/// Returns what waits for Ctrl-C or the signal that ends a program. From now on, neither ends it
/// before it has saved what was typed.
fn stopped() -> impl Future<Output = ()> + Send + 'static {
    let (sender, receiver) = tokio::sync::oneshot::channel();
    let sender = std::sync::Mutex::new(Some(sender));
    // Without a handler, the system ends the program; texts are saved as they are typed.
    let set = ctrlc::set_handler(move || {
        let sender = sender.lock().ok().and_then(|mut sender| sender.take());
        let _ = sender.map(|sender| sender.send(()));
    });
    async move {
        match set {
            Ok(()) => drop(receiver.await),
            Err(_) => std::future::pending().await,
        }
    }
}
