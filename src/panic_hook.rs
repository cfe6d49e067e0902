//! The panic hook: reports an uncaught panic as a finding, so that the run ends with
//! [`Exit::Machine`].

use std::io;
use std::panic::{self, AssertUnwindSafe, Location};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use crate::exit::{self, Exit};
use crate::message_settings::MessageSettings;
use crate::printers::printer;
use byline_core::diagnostic::{Code, Diagnostic};
use byline_core::message::{Message, message};
use byline_core::panics;

/// The settings of what the hook reports. They change when a project is loaded, after the hook is
/// set.
static SETTINGS: Mutex<Option<MessageSettings>> = Mutex::new(None);

/// Changes the settings of what the hook reports.
pub(crate) fn set_settings(settings: MessageSettings) {
    *SETTINGS.lock().unwrap_or_else(PoisonError::into_inner) = Some(settings);
}

/// Prints a finding. If it cannot be printed, the exit code still reports it.
fn print(finding: &Diagnostic) {
    let settings = *SETTINGS.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(settings) = settings {
        printer(settings).finding(finding);
    }
}

/// Runs a command under the panic hook. An uncaught panic ends it.
pub(crate) fn run(settings: MessageSettings, work: impl FnOnce() -> io::Result<Exit>) -> Exit {
    set_settings(settings);
    let reported = Arc::new(AtomicBool::new(false));
    let in_hook = Arc::clone(&reported);
    panic::set_hook(Box::new(move |panic| {
        if !panics::are_caught() {
            report(&in_hook, &panics::message(panic.payload()), panic.location());
        }
    }));
    let ended = panic::catch_unwind(AssertUnwindSafe(work));
    let exit = match ended {
        Ok(result) => result.unwrap_or_else(|error| unwritten(&error)),
        Err(panic) => {
            // A panic resumed from another thread has not run the hook.
            report(&reported, &panics::message(&*panic), None);
            Exit::Machine
        }
    };
    if reported.load(Ordering::SeqCst) { exit.max(Exit::Machine) } else { exit }
}

/// Reports that the output could not be written, unless its reader has seen enough.
fn unwritten(error: &io::Error) -> Exit {
    let exit = exit::of_io(error);
    if exit != Exit::Success {
        let error = error.to_string();
        let message = message!("byline's output could not be written: {error}");
        print(&Diagnostic::new(Code::OUTPUT, message));
    }
    exit
}

/// Reports the first panic; any others are consequences of it.
fn report(reported: &AtomicBool, message: &Message, place: Option<&Location<'_>>) {
    if reported.swap(true, Ordering::SeqCst) {
        return;
    }
    let hint = match place {
        Some(place) => {
            let place = place.to_string();
            message!("this is a fault in byline; please report it, with `{place}`")
        }
        None => message!("this is a fault in byline; please report it"),
    };
    let finding = Diagnostic::new(Code::INTERNAL, message!("byline failed: {message}")).hint(hint);
    print(&finding);
}

#[cfg(test)]
mod tests {
    use std::process::{Command, Output};
    use std::thread;

    use super::*;
    use crate::args::MessageFormat;
    use byline_core::diagnostic::Level;
    use byline_core::message::UiLanguage;

    /// The environment variable that selects the work of the process below.
    const WORK: &str = "BYLINE_PANIC_HOOK_TEST";

    /// Runs this very test in a separate process, which does some work under the hook.
    fn run_process(work: &str) -> Output {
        let test = "panic_hook::tests::only_panics_that_nobody_catches_are_reported";
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.args(["--exact", test, "--nocapture"]);
        command.env(WORK, work).env("LC_ALL", "C").output().unwrap()
    }

    fn work_of_process(work: &str) -> ! {
        let format = if work == "json" { MessageFormat::Json } else { MessageFormat::Human };
        let settings = MessageSettings::before_arguments(format);
        let exit = run(settings, || {
            match work {
                "project" => {
                    set_settings(settings.in_project(Some(UiLanguage::Malay)));
                    panic!("it broke")
                }
                "thread" => drop(thread::spawn(|| panic!("it broke")).join()),
                "scope" => thread::scope(|scope| {
                    scope.spawn(|| panic!("it broke"));
                }),
                "passed-on" => panic::resume_unwind(Box::new("it broke")),
                "caught" => drop(panics::catch(|| panic!("it broke"))),
                "after" => {
                    drop(panics::catch(|| panic!("it was caught")));
                    panic!("it broke")
                }
                _ => panic!("it broke"),
            }
            Ok(Exit::Success)
        });
        #[expect(clippy::disallowed_methods, reason = "the process is the test's own")]
        std::process::exit(exit as i32)
    }

    #[test]
    fn only_panics_that_nobody_catches_are_reported() {
        #[expect(clippy::disallowed_methods, reason = "the process is the test's own")]
        if let Ok(work) = std::env::var(WORK) {
            work_of_process(&work)
        }
        for work in ["here", "thread", "scope", "passed-on", "after"] {
            let Output { status, stderr, .. } = run_process(work);
            let words = String::from_utf8(stderr).unwrap();
            assert_eq!(status.code(), Some(3), "{work}: {words}");
            assert!(words.starts_with("error[internal]: byline failed: it broke\n"), "{words}");
            assert_eq!(words.matches("error[").count(), 1, "{work}: {words}");
            let place = words.contains("please report it, with `src/panic_hook.rs:");
            assert_eq!(place, work != "passed-on", "{work}: {words}");
        }
        let words = String::from_utf8(run_process("project").stderr).unwrap();
        let message = message!("byline failed: {message}", message = Message::verbatim("it broke"));
        let [level, message] =
            [Level::Error.message(), message].map(|part| UiLanguage::Malay.translate(&part));
        assert!(words.starts_with(&format!("{level}[internal]: {message}\n")), "{words}");
        let Output { status, stdout, stderr } = run_process("json");
        let (lines, words) = (String::from_utf8(stdout).unwrap(), String::from_utf8(stderr));
        assert_eq!((status.code(), words.as_deref()), (Some(3), Ok("")));
        assert!(
            lines.contains("{\"type\":\"diagnostic\",\"level\":\"error\",\"code\":\"internal\"")
        );
        let Output { status, stderr, .. } = run_process("caught");
        assert_eq!((status.code(), stderr.as_slice()), (Some(0), &b""[..]));
    }
}
