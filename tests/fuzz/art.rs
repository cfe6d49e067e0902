//! Damaged drawings, each read by a process of its own: it answers, or reaches its limits.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use byline_core::model::ArtProblem;
use byline_image::{DrawingConverter, Worker};

use crate::{harness, rounds};

/// The kinds of vector art.
pub(crate) const KINDS: [&str; 2] = ["svg", "pdf"];

#[test]
fn svg() {
    draw("svg");
}

#[test]
fn pdf() {
    draw("pdf");
}

fn draw(name: &str) {
    let converter = Worker::new(|| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_byline"));
        command.args(["draw", "--fonts", "none"]).stderr(Stdio::null());
        command.env("MIMALLOC_DISALLOW_ARENA_ALLOC", "1");
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()
    });
    let executions = 150;
    rounds(name, executions, |seed| {
        for input in harness(name).inputs(seed, executions) {
            let fault = match converter.draw(&input) {
                Ok(art) => !(art.width > 0.0 && art.height > 0.0),
                Err(problem) => {
                    matches!(problem, ArtProblem::NoWorker(_) | ArtProblem::WorkerFailed(_))
                }
            };
            if fault {
                let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("fault-{name}"));
                fs::write(&file, input).unwrap();
                panic!("the drawing in {} is neither drawn nor refused", file.display());
            }
        }
    });
}
