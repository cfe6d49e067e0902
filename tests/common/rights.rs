//! Permissions, for tests that the superuser may run too.

#![allow(dead_code, reason = "each test file uses a part of this")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs::{Permissions, set_permissions};
use std::os::unix::fs::PermissionsExt;

use super::common::{Project, Run, tool};

/// Runs byline without the rights of the superuser, whom no permission stops.
pub(crate) fn without_rights(project: &Project, args: &[&str]) -> Run {
    let byline = env!("CARGO_BIN_EXE_byline");
    let rights = "-dac_override,-dac_read_search";
    let script = format!(
        "export LC_ALL=C; cd \"$1\"; shift; if [ $(id -u) = 0 ]; then \
         exec setpriv --bounding-set={rights} --inh-caps={rights} '{byline}' \"$@\"; fi; \
         exec '{byline}' \"$@\""
    );
    let folder = project.path("").display().to_string();
    tool("sh", &[&["-c", &script, "sh", &folder][..], args].concat())
}

/// Sets the permissions of a file or folder.
pub(crate) fn permit(project: &Project, name: &str, mode: u32) {
    set_permissions(project.path(name), Permissions::from_mode(mode)).unwrap();
}
