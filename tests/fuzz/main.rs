//! Fuzzing: files of every kind, damaged at random. Whatever the input, byline reports findings;
//! it neither panics nor stops.
//!
//! The harnesses are in crates/fuzz, where `tools/fuzz` runs them for hours, guided by coverage.
//! Here, each runs for a few seconds with the same seed every time, and the real binary is tried
//! on whole projects. `FUZZ_TIMES=100 cargo test --test fuzz -- --nocapture` tries a hundred
//! times as many files, and says how many these were. With another `FUZZ_SEED`, they are others.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod art;
#[path = "../common/mod.rs"]
mod common;
mod documents;
mod fonts;
mod harnesses;
mod state;

use std::path::{Path, PathBuf};
use std::process::Command;

use byline_fuzz::{HARNESSES, Harness};
use common::Run;
use serde_json::Value;

/// Runs a round of a test, or as many as the environment asks for, each with a seed of its own,
/// and says how many files have been tried.
fn rounds(name: &str, executions: usize, mut round: impl FnMut(u64)) {
    #[expect(clippy::disallowed_methods, reason = "how long to go on, and from where")]
    let [times, seed] = [("FUZZ_TIMES", 1), ("FUZZ_SEED", 20_241_031)]
        .map(|(name, usual)| std::env::var(name).map_or(usual, |number| number.parse().unwrap()));
    for number in 1..=times {
        round(u64::try_from(seed + number).unwrap());
        #[expect(clippy::print_stdout, reason = "it is shown with --nocapture")]
        {
            println!("{name}: {} executions, no fault", number * executions);
        }
    }
}

fn harness(name: &str) -> &'static Harness {
    HARNESSES.iter().find(|harness| harness.name == name).unwrap()
}

/// Returns the messages of a run, and asserts that none of them reports a fault of byline. At a
/// fault, the damaged files are kept.
fn messages(run: &Run, damaged: &Path) -> Vec<Value> {
    let lines = run.stdout.lines().map(|line| serde_json::from_str(line).unwrap());
    let lines: Vec<Value> = lines.collect();
    let faults: Vec<_> = lines.iter().filter(|line| line["code"] == "internal").collect();
    if !faults.is_empty() || !(0..2).contains(&run.code) {
        let kept = kept(damaged);
        let (code, said, kept) = (run.code, &run.stderr, kept.display());
        panic!("exit code {code}; {faults:?}; {said}; the files are kept in {kept}");
    }
    lines
}

/// Keeps damaged files, and returns their folder.
fn kept(damaged: &Path) -> PathBuf {
    let kept = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap().keep();
    let copied = Command::new("cp").arg("-r").args([damaged, &kept]).status().unwrap();
    assert!(copied.success());
    kept
}
