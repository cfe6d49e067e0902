//! How long one report takes, two hundred, a thousand; and how long a thousand checks
//! take beside them: `cargo bench`.
//!
//! Each figure is that of the whole process, from start to end, on a project of its
//! own with copies of the example records. Nothing passes or fails here.

#![expect(clippy::print_stdout, clippy::disallowed_methods, reason = "a benchmark tells times")]

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

const RUNS: usize = 3;

fn main() {
    let mut builds = 0.0;
    for (copies, verb) in [(1, "build"), (200, "build"), (1_000, "build"), (1_000, "check")] {
        let project = tempfile::tempdir().expect("a folder for the benchmark");
        let records = project.path().join("records");
        fs::create_dir(&records).expect("the folder is ours");
        fs::write(project.path().join("byline.toml"), "organisation = \"Bench\"\n").expect("space");
        let forum = Path::new(env!("CARGO_MANIFEST_DIR")).join("records/forum-2024-10-31.toml");
        for copy in 0..copies {
            fs::copy(&forum, records.join(format!("forum-{copy}.toml"))).expect("space");
        }
        let mut times: Vec<f64> = (0..RUNS).map(|_| time(project.path(), verb)).collect();
        times.sort_by(f64::total_cmp);
        let median = times[RUNS / 2];
        println!(
            "{verb} {copies:>4} records: {median:.3} s, {:.2} ms each (median of {RUNS} runs)",
            median * 1000.0 / f64::from(copies)
        );
        if verb == "build" {
            builds = median;
        } else {
            println!("check / build of {copies}: {:.4}", median / builds);
        }
    }
}

fn time(project: &Path, verb: &str) -> f64 {
    let start = Instant::now();
    let run = Command::new(env!("CARGO_BIN_EXE_byline")).arg(verb).current_dir(project).output();
    let run = run.expect("byline runs");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    start.elapsed().as_secs_f64()
}
