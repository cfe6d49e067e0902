//! Fuzzing: files of every kind, damaged at random. Whatever the input, byline reports findings;
//! it neither panics nor stops.
//!
//! The harnesses are in crates/fuzz, where `tools/fuzz` runs them for hours, guided by coverage.
//! Here, each runs for a few seconds with the same seed every time, and the real binary is tried
//! on whole projects. `FUZZ_TIMES=100 cargo test --test fuzz -- --nocapture` tries a hundred
//! times as many files, and says how many these were.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "../common/mod.rs"]
mod common;
mod documents;
mod fonts;
mod harnesses;
mod state;

use byline_fuzz::{HARNESSES, Harness};
use common::Run;

/// Returns by how much to multiply the number of files that are tried.
fn times() -> usize {
    #[expect(clippy::disallowed_methods, reason = "how long to go on")]
    std::env::var("FUZZ_TIMES").map_or(1, |times| times.parse().unwrap())
}

/// Says how many files a test has tried.
fn report(name: &str, executions: usize) {
    #[expect(clippy::print_stdout, reason = "it is shown with --nocapture")]
    {
        println!("{name}: {executions} executions, no fault");
    }
}

fn harness(name: &str) -> &'static Harness {
    HARNESSES.iter().find(|harness| harness.name == name).unwrap()
}

/// Returns the messages of a run, and asserts that none of them reports a fault of byline.
fn messages(run: &Run, what: &str) -> Vec<serde_json::Value> {
    assert!((0..2).contains(&run.code), "{what}: exit code {}: {}", run.code, run.stderr);
    let lines = run.stdout.lines().map(|line| serde_json::from_str(line).unwrap());
    let lines: Vec<serde_json::Value> = lines.collect();
    let faults = lines.iter().filter(|line| line["code"] == "internal");
    let faults: Vec<_> = faults.map(ToString::to_string).collect();
    assert!(faults.is_empty(), "{what}: {}", faults.join("\n"));
    lines
}
