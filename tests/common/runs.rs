//! Runs of byline whose end is not certain, and reads of what they print.

#![allow(dead_code, reason = "each test file uses a part of this")]

use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

/// Waits for a run. One that is still going on after two minutes waits for something that never
/// comes: the test fails.
pub(crate) fn finish(mut command: Command) -> Output {
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let started = Instant::now();
    while child.try_wait().unwrap().is_none() {
        if started.elapsed() > Duration::from_mins(2) {
            child.kill().unwrap();
            panic!("{command:?} does not end");
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    child.wait_with_output().unwrap()
}
