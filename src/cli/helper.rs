//! The helper: a byline that sets documents for another, within limits.

use std::io::{self, BufRead};
use std::num::NonZeroUsize;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;

use super::build::Request;
use super::exit::Exit;
use crate::batch::{self, MEMORY_LIMIT, Options, Press, Stopwatch, Task};
use crate::project::Project;

/// Starts a helper for a request.
pub(super) fn start(project: &Project, request: &Request<'_>) -> io::Result<Child> {
    let mut command = Command::new(std::env::current_exe()?);
    command.arg("--project").arg(&project.root).arg("helper");
    for template in &request.selection.templates {
        command.args(["--template", template.as_str()]);
    }
    for (flag, wanted) in [("--print", request.sort.print), ("--greyscale", request.sort.greyscale)]
    {
        if wanted {
            command.arg(flag);
        }
    }
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()
}

/// Answers requests on standard input until it ends.
pub(super) fn run(
    project: &Project,
    request: &Request<'_>,
    stopwatch: Stopwatch<'_>,
) -> io::Result<Exit> {
    // What goes beyond it ends the helper, and its byline says so. On systems without
    // this limit only that of time holds.
    let _ = rlimit::setrlimit(rlimit::Resource::DATA, MEMORY_LIMIT, MEMORY_LIMIT);
    let Ok((press, _)) = Press::new(project, &request.selection.templates, request.sort) else {
        return Ok(Exit::Usage);
    };
    let (sender, lines) = mpsc::channel();
    // When its byline is gone, a helper ends even in the middle of a loop.
    thread::Builder::new().spawn(move || {
        for line in io::stdin().lock().lines().map_while(Result::ok) {
            if sender.send(line).is_err() {
                break;
            }
        }
        #[expect(clippy::disallowed_methods, reason = "nobody is left to answer")]
        std::process::exit(0)
    })?;
    let options = Options {
        threads: NonZeroUsize::MIN,
        task: Task::Make,
        write: true,
        stopwatch,
        helpers: None,
    };
    batch::serve(lines.into_iter(), io::stdout().lock(), &press, &options)?;
    Ok(Exit::Success)
}
