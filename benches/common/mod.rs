//! Measures whole processes, for byline and for Typst's own command.

#![allow(dead_code, reason = "each benchmark uses a part")]
#![allow(clippy::disallowed_methods, reason = "a benchmark reads the clock")]

pub(crate) mod records;

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use walkdir::WalkDir;

/// The resources that a run used.
#[derive(Clone, Copy, Default)]
pub(crate) struct Run {
    /// The elapsed time.
    pub(crate) time: Duration,
    /// The peak memory of the process, in bytes.
    pub(crate) memory: u64,
}

impl Run {
    /// Returns the time in seconds.
    pub(crate) fn seconds(self) -> f64 {
        self.time.as_secs_f64()
    }
}

/// Returns a byline command that runs in a project.
pub(crate) fn byline(project: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_byline"));
    command.args(args).current_dir(project);
    command
}

/// The user time of a process in seconds and its peak memory in bytes.
#[derive(Clone, Copy)]
pub(crate) struct Usage {
    pub(crate) seconds: f64,
    pub(crate) memory: u64,
}

/// Runs byline in a project, whether or not it finds mistakes. `BYLINE_BINARY` may name another
/// binary than the one of the benchmark.
pub(crate) fn used(project: &Path, args: &[&str]) -> Usage {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/usage.py");
    let binary = std::env::var("BYLINE_BINARY");
    let binary = binary.unwrap_or_else(|_| env!("CARGO_BIN_EXE_byline").to_owned());
    let mut command = Command::new("python3");
    let output = command.args([script, &binary]).args(args).current_dir(project).output();
    let output = output.expect("python3 is installed");
    let told = String::from_utf8_lossy(&output.stdout);
    let mut told = told.split_whitespace();
    let mut next = || told.next().expect("the script prints three numbers");
    let seconds = next().parse().expect("a number of seconds");
    Usage { seconds, memory: next().parse().expect("a number of bytes") }
}

/// Returns a `typst compile` command as a user would write it for a PDF like byline's, with the
/// label fonts, which Typst does not embed: see [`prepare_typst`].
pub(crate) fn typst(project: &Path, args: &[&str]) -> Command {
    let mut command = Command::new("typst");
    command
        .args(["compile", "--root", ".", "--font-path", "faces", "--pdf-standard", "a-2a,ua-1"])
        .args(args)
        .current_dir(project);
    command
}

/// Copies the standard templates to `typst` and their label fonts to `faces`, where
/// `typst compile` finds them.
pub(crate) fn prepare_typst(project: &Path) {
    let templates = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
    copy(&templates, &project.join("typst"), &|name| !name.starts_with("tests"));
    let faces = project.join("faces");
    fs::create_dir(&faces).expect("space");
    let data = [
        notosans::REGULAR_TTF,
        notosans::BOLD_TTF,
        notosans::ITALIC_TTF,
        notosans::BOLD_ITALIC_TTF,
    ];
    for (number, face) in data.iter().enumerate() {
        fs::write(faces.join(format!("{number}.ttf")), face).expect("space");
    }
}

/// Copies the files of a folder that `wanted` accepts by their relative paths.
pub(crate) fn copy(from: &Path, to: &Path, wanted: &dyn Fn(&Path) -> bool) {
    let files = WalkDir::new(from).into_iter().map(|entry| entry.expect("it can be read"));
    for file in files.filter(|entry| entry.file_type().is_file()) {
        let name = file.path().strip_prefix(from).expect("it was found there");
        if wanted(name) {
            let path = to.join(name);
            fs::create_dir_all(path.parent().expect("it is in a folder")).expect("space");
            fs::copy(file.path(), path).expect("space");
        }
    }
}

/// Runs a command that must succeed.
pub(crate) fn run(command: &mut Command) -> Run {
    let start = Instant::now();
    let child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    let mut child = child.unwrap_or_else(|error| {
        panic!("{command:?}: {error}; cargo install typst-cli@0.15.1 --locked")
    });
    let mut memory = 0;
    let status = loop {
        if let Some(status) = child.try_wait().expect("it can be waited for") {
            break status;
        }
        let told = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
        let peak = told.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let peak = peak.and_then(|peak| peak.trim().strip_suffix(" kB")?.parse().ok());
        memory = memory.max(peak.unwrap_or(0) * 1024);
        // Poll often enough for a short run, but not so often that it slows a long one.
        let pause = (start.elapsed() / 50).clamp(Duration::from_millis(1), POLL);
        std::thread::sleep(pause);
    };
    let time = start.elapsed();
    assert!(status.success(), "{command:?} failed");
    Run { time, memory }
}

const POLL: Duration = Duration::from_millis(50);

/// Returns the median time and the highest peak memory of several runs.
pub(crate) fn median(runs: &[Run]) -> Run {
    let mut times: Vec<_> = runs.iter().map(|run| run.time).collect();
    times.sort();
    let memory = runs.iter().map(|run| run.memory).max().unwrap_or_default();
    Run { time: times[times.len() / 2], memory }
}

/// Runs several workloads alternately, so that a temporary slowdown of the machine affects all of
/// them, and returns the median of each.
pub(crate) fn in_turn<const N: usize>(runs: usize, work: [&dyn Fn() -> Run; N]) -> [Run; N] {
    let mut taken: [Vec<Run>; N] = std::array::from_fn(|_| Vec::new());
    for _ in 0..runs {
        for (work, taken) in work.iter().zip(&mut taken) {
            taken.push(work());
        }
    }
    taken.map(|runs| median(&runs))
}

/// Returns the number of pages in a PDF.
pub(crate) fn pages(file: &Path) -> usize {
    lopdf::Document::load(file).expect("it is a PDF").get_pages().len()
}

/// Converts bytes to megabytes.
#[expect(clippy::cast_precision_loss, reason = "a few digits are enough")]
pub(crate) fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}

/// Returns the ratio of two numbers of bytes.
#[expect(clippy::cast_precision_loss, reason = "a few digits are enough")]
pub(crate) fn ratio(one: u64, other: u64) -> f64 {
    one as f64 / other as f64
}
