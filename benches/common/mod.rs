//! Whole processes, measured from start to end, and the typesetter's own command beside them.

#![allow(dead_code, reason = "each benchmark uses a part")]
#![allow(clippy::disallowed_methods, reason = "a benchmark reads the clock")]

pub(crate) mod records;

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use walkdir::WalkDir;

/// What a run took.
#[derive(Clone, Copy, Default)]
pub(crate) struct Run {
    /// From start to end.
    pub(crate) time: Duration,
    /// The most memory that the process held, in bytes.
    pub(crate) memory: u64,
}

impl Run {
    /// The time, in seconds.
    pub(crate) fn seconds(self) -> f64 {
        self.time.as_secs_f64()
    }
}

/// byline in a project.
pub(crate) fn byline(project: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_byline"));
    command.args(args).current_dir(project);
    command
}

/// `typst compile` as a user would call it for a PDF like byline's, with the faces of the
/// labels, which it does not carry itself: see [`prepare_typst`].
pub(crate) fn typst(project: &Path, args: &[&str]) -> Command {
    let mut command = Command::new("typst");
    command
        .args(["compile", "--root", ".", "--font-path", "faces", "--pdf-standard", "a-2a,ua-1"])
        .args(args)
        .current_dir(project);
    command
}

/// Puts the standard templates and the faces of their labels where `typst compile` finds
/// them: in `typst` and in `faces`.
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

/// Copies the files of a folder that are wanted, by their paths in it.
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
        // Often enough for a short run, seldom enough not to slow a long one.
        let pause = (start.elapsed() / 50).clamp(Duration::from_millis(1), POLL);
        std::thread::sleep(pause);
    };
    let time = start.elapsed();
    assert!(status.success(), "{command:?} failed");
    Run { time, memory }
}

const POLL: Duration = Duration::from_millis(50);

/// The median of the times of several runs, and the most memory of any.
pub(crate) fn median(runs: &[Run]) -> Run {
    let mut times: Vec<_> = runs.iter().map(|run| run.time).collect();
    times.sort();
    let memory = runs.iter().map(|run| run.memory).max().unwrap_or_default();
    Run { time: times[times.len() / 2], memory }
}

/// Does several things in turn, so that a slow moment of the machine meets them all, and
/// gives the median of each.
pub(crate) fn in_turn<const N: usize>(runs: usize, work: [&dyn Fn() -> Run; N]) -> [Run; N] {
    let mut taken: [Vec<Run>; N] = std::array::from_fn(|_| Vec::new());
    for _ in 0..runs {
        for (work, taken) in work.iter().zip(&mut taken) {
            taken.push(work());
        }
    }
    taken.map(|runs| median(&runs))
}

/// How many pages a PDF has.
pub(crate) fn pages(file: &Path) -> usize {
    lopdf::Document::load(file).expect("it is a PDF").get_pages().len()
}

/// Bytes in megabytes.
#[expect(clippy::cast_precision_loss, reason = "a few digits are enough")]
pub(crate) fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}

/// How often one number of bytes holds another.
#[expect(clippy::cast_precision_loss, reason = "a few digits are enough")]
pub(crate) fn ratio(one: u64, other: u64) -> f64 {
    one as f64 / other as f64
}
