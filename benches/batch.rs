//! Measures building an archive of reports against calling `typst compile` once for each report
//! through `xargs`, incremental builds after an edit, and building a single report. Run it with
//! `cargo bench --bench batch`, or `cargo bench --bench batch -- 200` for a number of records
//! other than 1,000.
//!
//! It requires the commands `typst` from the crate typst-cli 0.15.1, and `xargs`. The records are
//! generated from their numbers, and both tools produce the same pages from them. The benchmark
//! has no pass or fail criterion.

#![expect(clippy::print_stdout, reason = "a benchmark tells times")]

mod common;

use std::fs;
use std::num::NonZeroUsize;
use std::path::Path;
use std::process::Command;
use std::thread;

use common::{Run, byline, in_turn, median, megabytes, pages, prepare_typst, run, typst};

/// The path of the template for `typst compile`.
const MAIN: &str = "typst/report/main.typ";
const RECORDS: usize = 1_000;
/// The number of times to build the archive.
const RUNS: usize = 3;
/// The number of times to repeat fast operations.
const QUICK: usize = 15;

#[expect(clippy::too_many_lines, reason = "one measurement after the other, and what it prints")]
fn main() {
    let asked = std::env::args().skip(1).find_map(|argument| argument.parse().ok());
    let records: usize = asked.unwrap_or(RECORDS);
    let project = tempfile::tempdir().expect("a folder for the benchmark");
    let root = project.path();
    prepare(root, records);
    let jobs = thread::available_parallelism().map_or(1, NonZeroUsize::get);

    println!("{records} reports, {jobs} processors, median of {RUNS} runs");
    let [ours, theirs, scanning] = in_turn(
        RUNS,
        [
            &|| run(&mut byline(root, &["build", "--force"])),
            &|| each(root, jobs, &["--ignore-system-fonts"]),
            &|| each(root, jobs, &[]),
        ],
    );
    let counted = pages(&root.join("output/r00000-report.pdf"));
    for number in [0, records / 2, records - 1] {
        let (ours, theirs) = (format!("output/{}-report.pdf", id(number)), typst_pdf(number));
        assert_eq!(pages(&root.join(ours)), pages(&root.join(theirs)), "these are two documents");
    }
    let row = |name: &str, run: Run, beside: f64| {
        #[expect(clippy::cast_precision_loss, reason = "a few digits are enough")]
        let each = run.seconds() * 1000.0 / records as f64;
        println!("{name:<44} {:>8.2} s {each:>7.1} ms each {beside:>7.2}", run.seconds());
    };
    row(&format!("byline build ({counted} pages each)"), ours, 1.0);
    let beside = |run: Run| run.seconds() / ours.seconds();
    row(&format!("xargs -P{jobs} typst compile --ignore-system-fonts"), theirs, beside(theirs));
    row(&format!("xargs -P{jobs} typst compile ({} fonts)", fonts()), scanning, beside(scanning));
    println!("peak of memory: {:.0} MB", megabytes(ours.memory));

    let nothing = repeat(QUICK, || run(&mut byline(root, &["build"])));
    println!(
        "nothing changed: {:.4} s, {:.2} hundredths of all",
        nothing.seconds(),
        nothing.seconds() / ours.seconds() * 100.0
    );
    let mut edit = 0;
    let changed = repeat(QUICK, || {
        edit += 1;
        let record = common::records::generated(edit).replacen("Workshop", "Meeting", 1);
        fs::write(root.join(format!("records/{}.toml", id(0))), record).expect("space");
        run(&mut byline(root, &["build"]))
    });
    let alone = tempfile::tempdir().expect("a folder for the benchmark");
    prepare(alone.path(), 1);
    let [cold, theirs] = in_turn(
        QUICK,
        [
            &|| {
                let _ = fs::remove_dir_all(alone.path().join(".byline"));
                run(&mut byline(alone.path(), &["build"]))
            },
            &|| run(&mut compile(alone.path(), 0, &["--ignore-system-fonts"])),
        ],
    );
    println!(
        "one changed: {:.4} s; nothing changed and one report alone: {:.4} s",
        changed.seconds(),
        nothing.seconds() + cold.seconds()
    );
    println!(
        "one report alone: {:.1} ms; typst compile --ignore-system-fonts {:.1} ms; {:.2}",
        cold.seconds() * 1000.0,
        theirs.seconds() * 1000.0,
        cold.seconds() / theirs.seconds()
    );
    let check = repeat(RUNS, || run(&mut byline(root, &["check"])));
    println!(
        "check of {records}: {:.3} s, {:.2} hundredths of building",
        check.seconds(),
        check.seconds() / ours.seconds() * 100.0
    );
}

/// Creates a project with a number of records, and the same records as data files next to the
/// templates.
fn prepare(root: &Path, records: usize) {
    fs::write(root.join("byline.toml"), "organisation = \"Bench\"\ntemplates = [\"report\"]\n")
        .expect("space");
    fs::create_dir(root.join("records")).expect("space");
    prepare_typst(root);
    fs::create_dir(root.join("typst/data")).expect("space");
    fs::create_dir(root.join("typst/output")).expect("space");
    let main = root.join(MAIN);
    let template = fs::read_to_string(&main).expect("it was copied");
    let chosen = template.replace(
        "import \"sample.typ\"\n",
        "import (\"/typst/data/\" + sys.inputs.record + \".typ\") as sample\n",
    );
    assert_ne!(template, chosen, "the template reads its sample in another way");
    fs::write(main, chosen).expect("space");
    for number in 0..records {
        let record = common::records::generated(number);
        fs::write(root.join(format!("records/{}.toml", id(number))), record).expect("space");
    }
    let numbers: Vec<usize> = (0..records).collect();
    thread::scope(|scope| {
        let half = numbers.chunks(records.div_ceil(2));
        for numbers in half {
            scope.spawn(move || {
                for number in numbers {
                    let args = ["templates", "sample", "report", &id(*number)];
                    let sample = byline(root, &args).output().expect("byline runs");
                    assert!(sample.status.success(), "the sample cannot be written");
                    let data = root.join(format!("typst/data/{}.typ", id(*number)));
                    fs::write(data, sample.stdout).expect("space");
                }
            });
        }
    });
    let ids: String = numbers.iter().map(|number| id(*number) + "\n").collect();
    fs::write(root.join("ids"), ids).expect("space");
}

fn id(number: usize) -> String {
    format!("r{number:05}")
}

fn typst_pdf(number: usize) -> String {
    format!("typst/output/{}.pdf", id(number))
}

/// Returns the `typst compile` command for one record.
fn compile(root: &Path, number: usize, args: &[&str]) -> Command {
    let mut command = typst(root, args);
    command.args([MAIN, &typst_pdf(number), "--input", &format!("record={}", id(number))]);
    command
}

/// Runs `typst compile` for each record.
fn each(root: &Path, jobs: usize, args: &[&str]) -> Run {
    let one = typst(root, args);
    let mut command = Command::new("xargs");
    command
        .args(["-a", "ids", &format!("-P{jobs}"), "-I{}", "typst"])
        .args(one.get_args())
        .args([MAIN, "typst/output/{}.pdf", "--input", "record={}"])
        .current_dir(root);
    run(&mut command)
}

/// Returns the number of system fonts, all of which `typst compile` scans.
fn fonts() -> usize {
    let output = Command::new("typst").args(["fonts", "--variants"]).output();
    let listed = output.expect("typst runs").stdout;
    String::from_utf8_lossy(&listed).lines().filter(|line| line.contains("Style:")).count()
}

fn repeat(runs: usize, mut work: impl FnMut() -> Run) -> Run {
    let runs: Vec<_> = (0..runs).map(|_| work()).collect();
    median(&runs)
}
