//! Measures how time and memory grow with each list of a record: twice as long, and twice as long
//! again. Run it with `cargo bench --bench growth`, or with the names of some lists:
//! `cargo bench --bench growth -- speakers photos`.
//!
//! The exponent is the slope of the user time from the shortest list to the longest, on
//! logarithmic scales: 1 is linear growth.

#![expect(clippy::print_stdout, reason = "a benchmark tells figures")]

mod common;
#[path = "../tests/common/lists.rs"]
mod lists;

use std::path::Path;

use common::{Usage, megabytes, used};
use lists::{LISTS, List};

/// The lengths of the lists.
const LENGTHS: [usize; 3] = [1_250, 2_500, 5_000];

/// The number of runs, of which the median counts.
const RUNS: usize = 3;

/// The numbers of stories in an issue, and the time and memory that the longest may take.
const STORIES: [usize; 2] = [100, 1_600];

fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| !arg.starts_with('-')).collect();
    let chosen = |list: &&List| args.is_empty() || args.iter().any(|arg| arg == list.name);
    println!("| list | verb | seconds | memory in MB | exponent |\n|---|---|---|---|---|");
    for list in LISTS.iter().filter(chosen) {
        for verb in ["check", "build"] {
            measure(list, verb);
        }
    }
    if args.is_empty() || args.iter().any(|arg| arg == "issue") {
        issue();
    }
}

fn measure(list: &List, verb: &str) {
    let template = if list.name == "stories" { "newsletter" } else { "report" };
    let usage = LENGTHS.map(|length| run(list, length, &[verb, "--template", template], RUNS));
    let seconds = usage.map(|usage| format!("{:.2}", usage.seconds)).join(" → ");
    let memory = usage.map(|usage| format!("{:.0}", megabytes(usage.memory))).join(" → ");
    let exponent = (usage[2].seconds / usage[0].seconds).log2() / 2.0;
    println!("| {} | {verb} | {seconds} | {memory} | {exponent:.2} |", list.name);
}

/// Compares a long issue of a newsletter with an ordinary one.
fn issue() {
    let list = LISTS.iter().find(|list| list.name == "stories").expect("it is listed");
    let usage = STORIES.map(|length| run(list, length, &["build", "--template", "newsletter"], 1));
    let [few, many] = usage;
    println!(
        "\n{} stories: {:.1} s, {:.0} MB; {}: {:.1} s, {:.0} MB; {:.1} times the time",
        STORIES[0],
        few.seconds,
        megabytes(few.memory),
        STORIES[1],
        many.seconds,
        megabytes(many.memory),
        many.seconds / few.seconds,
    );
}

/// Returns the median of several runs, each in a new project.
fn run(list: &List, length: usize, args: &[&str], runs: usize) -> Usage {
    let mut usage: Vec<Usage> = (0..runs)
        .map(|_| {
            let project = tempfile::tempdir().expect("a folder for the benchmark");
            let root: &Path = project.path();
            (list.write)(root, length);
            used(root, args)
        })
        .collect();
    usage.sort_by(|one, other| one.seconds.total_cmp(&other.seconds));
    usage[usage.len() / 2]
}
