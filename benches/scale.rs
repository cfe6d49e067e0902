//! Measures memory for a thousand and for ten thousand records, and builds seventy thousand in one
//! run, which is more than the 65,535 file ids that Typst supports. Run it with
//! `cargo bench --bench scale`.
//!
//! The benchmark fails only if a document is missing.

#![expect(clippy::print_stdout, reason = "a benchmark tells figures")]

mod common;

use std::fs;
use std::path::Path;

use common::{Run, byline, megabytes, run};

fn main() {
    let few = measured("four pages each", 1_000, common::records::generated);
    let many = measured("four pages each", 10_000, common::records::generated);
    println!(
        "memory at ten thousand / at a thousand: {:.2}",
        common::ratio(many.memory, few.memory)
    );
    measured("three lines each", 70_000, |number| {
        format!("title = \"Visit {number}\"\nstart = 2025-05-14\nmode = \"offline\"\n")
    });
}

fn measured(kind: &str, records: usize, record: impl Fn(usize) -> String) -> Run {
    let project = tempfile::tempdir().expect("a folder for the benchmark");
    let root = project.path();
    fs::write(root.join("byline.toml"), "organisation = \"Bench\"\ntemplates = [\"report\"]\n")
        .expect("space");
    fs::create_dir(root.join("records")).expect("space");
    for number in 0..records {
        fs::write(root.join(format!("records/r{number:05}.toml")), record(number)).expect("space");
    }
    let built = run(&mut byline(root, &["build"]));
    assert_eq!(count(&root.join("output")), records, "documents are missing");
    let again = run(&mut byline(root, &["build"]));
    println!(
        "{records:>6} records, {kind}: {:>7.1} s, {:>4.0} MB; nothing changed {:>6.3} s, {:>4.0} MB",
        built.seconds(),
        megabytes(built.memory),
        again.seconds(),
        megabytes(again.memory)
    );
    built
}

fn count(folder: &Path) -> usize {
    fs::read_dir(folder).expect("it is there").count()
}
