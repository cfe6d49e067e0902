//! Measures the desk. Run it with `cargo bench --bench desk`, or one part of it:
//! `cargo bench --bench desk -- keystrokes`, `start` or `memory`. Options:
//!
//! - `--byline=PATH`, once or more, measures other binaries than the one that was just compiled,
//!   one after the other on the same project. `cargo test --bench desk -- --byline=OLD
//!   --byline=NEW` compiles only this benchmark, without optimisation, which makes no difference
//!   to what is measured.
//! - `--typst=PATH` names Typst's own program, if it is not on the PATH.
//! - `--edits=1000,3000` reads the memory of the server after fewer edits.
//!
//! `benches/desk.mjs` drives it as people do: it starts the real binary, opens the address in
//! Chromium, and types 300 letters, 60 ms apart, into the lead of a report. The desk itself notes,
//! for the address `?timings`, when each input event came and when the pixels of its page were on
//! the screen, two frames after they were drawn; a key whose pages were not current is counted
//! apart. The browser's own clock of requests gives the shares of the text and of the pictures.
//!
//! Beside it, in the same run, the same letters go into the same words in stock Typst: a letter is
//! added to `sample.typ`, the data that `byline templates sample` prints, and the time is the one
//! that `typst watch` reports. That includes writing the PDF, but neither noticing the change nor
//! showing it. Without `typst` from the crate typst-cli 0.15.1, this part is left out.
//!
//! It needs Chromium and what `tests/install-tools` fetches. It has no pass or fail criterion.

#![expect(clippy::print_stdout, reason = "a benchmark tells times")]

mod common;

use std::fs;
use std::io::{BufRead, BufReader, Lines};
use std::path::{Path, PathBuf};
use std::process::{ChildStderr, Command, Stdio};
use std::time::Duration;

use common::{byline, copy, prepare_typst};

/// Where the letters go, and how often `typst watch` compiles.
const LEAD: &str = "The day in Westhaven";
const FULLEST_LEAD: &str = "A tide record is most useful";
const COMPILATIONS: usize = 40;
const PAUSE: Duration = Duration::from_millis(300);

/// What makes a generated report one of four pages.
const MORE: &str = "The keepers came first, and with them the readings of a hundred years. ";

/// The number of records of the project whose desk is opened.
const RECORDS: usize = 1_000;

/// What the command line asks for.
struct Options {
    /// The parts; all of them if there are none.
    parts: Vec<String>,
    binaries: Vec<PathBuf>,
    typst: PathBuf,
    /// After how many edits the memory is read.
    edits: Vec<String>,
}

impl Options {
    fn read() -> Self {
        let mut options = Self {
            parts: vec![],
            binaries: vec![],
            typst: "typst".into(),
            edits: ["1000", "10000"].map(str::to_owned).into(),
        };
        for arg in std::env::args().skip(1) {
            match arg.split_once('=') {
                Some(("--byline", path)) => options.binaries.push(path.into()),
                Some(("--typst", path)) => options.typst = path.into(),
                Some(("--edits", edits)) => {
                    options.edits = edits.split(',').map(str::to_owned).collect();
                }
                // Cargo adds options of its own.
                _ if arg.starts_with('-') => {}
                _ => options.parts.push(arg),
            }
        }
        if options.binaries.is_empty() {
            options.binaries.push(env!("CARGO_BIN_EXE_byline").into());
        }
        options
    }

    /// Runs a part in JavaScript with each binary.
    fn drive(&self, args: &[&str]) {
        for binary in &self.binaries {
            if self.binaries.len() > 1 {
                println!("{}", binary.display());
            }
            let script = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/desk.mjs");
            let mut node = Command::new("node");
            let node = node.arg(script).args(args).env("BYLINE", binary);
            assert!(node.status().expect("node is installed").success(), "{args:?}");
        }
    }
}

fn main() {
    let options = Options::read();
    let parts = &options.parts;
    let wanted = |part: &str| parts.is_empty() || parts.iter().any(|named| named == part);
    if wanted("keystrokes") {
        let project = generated(1);
        keystrokes(project.path(), "r00000", LEAD, &options);
        let project = tempfile::tempdir().expect("a folder for the benchmark");
        let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/tests");
        // Omit pictures: their placeholders are the same for both tools.
        let is_plain = |name: &Path| name.extension().is_none_or(|extension| extension != "png");
        copy(&tests, project.path(), &is_plain);
        keystrokes(project.path(), "everything", FULLEST_LEAD, &options);
    }
    if wanted("start") {
        println!("a project of {RECORDS} records");
        let project = generated(RECORDS);
        options.drive(&["start", project.path().to_str().expect("it is UTF-8")]);
    }
    if wanted("memory") {
        println!("memory of the server, one report of four pages");
        let project = generated(1);
        let project = project.path().to_str().expect("it is UTF-8");
        let edits = options.edits.iter().map(String::as_str);
        let args: Vec<&str> =
            ["memory", project, "r00000", LEAD].into_iter().chain(edits).collect();
        options.drive(&args);
    }
}

/// Creates a project of generated reports.
fn generated(records: usize) -> tempfile::TempDir {
    let project = tempfile::tempdir().expect("a folder for the benchmark");
    let root = project.path();
    fs::write(root.join("byline.toml"), "organisation = \"Bench\"\ntemplates = [\"report\"]\n")
        .expect("space");
    fs::create_dir(root.join("records")).expect("space");
    for number in 0..records {
        let record = common::records::generated(number);
        let lead = format!("lead = \"{LEAD} began early. {}", MORE.repeat(30));
        let record = record.replacen("lead = \"", &lead, 1);
        fs::write(root.join(format!("records/r{number:05}.toml")), record).expect("space");
    }
    project
}

/// Measures letters typed after some words of a report.
fn keystrokes(root: &Path, record: &str, words: &str, options: &Options) {
    options.drive(&["keystrokes", root.to_str().expect("it is UTF-8"), record, words]);
    let version = Command::new(&options.typst).arg("--version").output();
    if version.is_ok_and(|output| output.status.success()) {
        watch(root, record, words, &options.typst);
    } else {
        let typst = options.typst.display();
        println!("  typst watch: not measured, there is no program `{typst}`");
    }
}

/// Measures the same change in `typst watch`.
fn watch(root: &Path, record: &str, words: &str, program: &Path) {
    prepare_typst(root);
    let sample = byline(root, &["templates", "sample", "report", record]).output();
    let sample = String::from_utf8(sample.expect("byline runs").stdout).expect("it is UTF-8");
    assert!(sample.contains(words), "the sample has the words");
    let file = root.join("typst/report/sample.typ");
    fs::write(&file, &sample).expect("space");
    let mut typst = Command::new(program);
    typst
        .args(["watch", "--no-serve", "--ignore-system-fonts", "--root", ".", "--font-path"])
        .args(["faces", "typst/report/main.typ", "typst.pdf"])
        .current_dir(root)
        .stdout(Stdio::null())
        .stderr(Stdio::piped());
    let mut typst = typst.spawn().expect("typst runs");
    let told = typst.stderr.take().expect("it is piped");
    let mut told = BufReader::new(told).lines();
    // The first compilation is the cold one.
    next_time(&mut told);
    let mut times: Vec<f64> = (1..=COMPILATIONS)
        .map(|letters| {
            let typed = format!("{words} {}", "abcdefghi ".repeat(letters).split_at(letters).0);
            // It watches only between compilations.
            std::thread::sleep(PAUSE);
            fs::write(&file, sample.replacen(words, &typed, 1)).expect("space");
            next_time(&mut told)
        })
        .collect();
    let _ = typst.kill();
    let _ = typst.wait();
    let more = told.filter(|line| line.as_ref().is_ok_and(|line| line.contains("compiled")));
    assert_eq!(more.count(), 0, "one compilation for each change");
    times.sort_by(f64::total_cmp);
    let [middle, most] = [COMPILATIONS / 2, COMPILATIONS - 1].map(|at| times[at]);
    let rare = times[COMPILATIONS * 95 / 100];
    let pages = common::pages(&root.join("typst.pdf"));
    println!(
        "  typst watch, {pages} pages, compile only   {middle:.0} ms / {rare:.0} ms / {most:.0} ms"
    );
}

/// Returns the next time that `typst watch` reports, in milliseconds.
fn next_time(told: &mut Lines<BufReader<ChildStderr>>) -> f64 {
    for line in told {
        let line = line.expect("it is UTF-8");
        assert!(!line.contains("compiled with errors"), "{line}");
        let Some((_, time)) = line.split_once(" in ").filter(|_| line.contains("compiled")) else {
            continue;
        };
        let (number, unit) = time.trim().split_once([' ', '\u{a0}']).unwrap_or((time, ""));
        let number: f64 = number.parse().expect("a number");
        return match unit {
            "s" => number * 1000.0,
            "ms" => number,
            other => panic!("an unknown unit: {other}"),
        };
    }
    panic!("typst watch ended")
}
