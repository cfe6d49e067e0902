//! Permissions, for tests that the superuser may run too.

#![allow(dead_code, reason = "each test file uses a part of this")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs::{Permissions, set_permissions};
use std::os::unix::fs::PermissionsExt;
use std::process::Command;

use super::common::{Project, Run};

/// Runs byline without the rights of the superuser, whom no permission stops.
pub(crate) fn without_rights(project: &Project, args: &[&str]) -> Run {
    Run::of(&command_without_rights(project, args).output().unwrap())
}

/// Returns a command that runs byline without the rights of the superuser.
pub(crate) fn command_without_rights(project: &Project, args: &[&str]) -> Command {
    let byline = env!("CARGO_BIN_EXE_byline");
    let rights = "-dac_override,-dac_read_search";
    let script = format!(
        "export LC_ALL=C; cd \"$1\"; shift; if [ $(id -u) = 0 ]; then \
         exec setpriv --bounding-set={rights} --inh-caps={rights} '{byline}' \"$@\"; fi; \
         exec '{byline}' \"$@\""
    );
    let mut command = Command::new("sh");
    command.args(["-c", &script, "sh"]).arg(project.path("")).args(args);
    command
}

/// Sets the permissions of a file or folder.
pub(crate) fn permit(project: &Project, name: &str, mode: u32) {
    set_permissions(project.path(name), Permissions::from_mode(mode)).unwrap();
}
