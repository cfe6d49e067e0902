//! The process that reads drawings: an instance of byline that reads a single file for another
//! one, within limits.

use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::Arc;

use crate::exit::Exit;
use crate::process::byline;
use byline_core::model::MAX_ART_BYTES;
#[cfg(unix)]
use byline_core::model::{ART_MEMORY, ART_TIME};
use byline_core::project::Project;
use byline_core::walls::Walls;
use byline_image::{DrawingConverter, FontFile, Worker, draw};
use byline_render::compose::Fonts;
#[cfg(unix)]
use rlimit::Resource;

/// The maximum number of files that the process may have open: its pipes, and a font or two.
#[cfg(unix)]
const MAX_OPEN: u64 = 32;

/// The memory of the program itself, in bytes. The system counts it apart from data.
#[cfg(unix)]
const PROGRAM: u64 = 40_000_000;

/// Returns the converter of drawings for a project.
pub(crate) fn of(project: &Project) -> Arc<dyn DrawingConverter> {
    with_fonts(project.fonts_folder())
}

/// Returns a converter that sets texts in byline's fonts and those of a folder.
pub(crate) fn with_fonts(folder: PathBuf) -> Arc<dyn DrawingConverter> {
    Arc::new(Worker::new(move || {
        let mut command = byline()?;
        command.arg("draw").arg("--fonts").arg(&folder);
        // The allocator takes memory from the system as it is needed, and returns it at once. By
        // default, it takes a gigabyte at the start, before there is a limit.
        command.env("MIMALLOC_DISALLOW_ARENA_ALLOC", "1");
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()
    }))
}

/// Reads a drawing from standard input and writes the result to standard output.
pub(crate) fn run(fonts: &Path) -> io::Result<Exit> {
    limit()?;
    // Ctrl-C reaches this process as well; it ends when its drawing is done.
    let _ = ctrlc::set_handler(|| {});
    let mut file = Vec::new();
    io::stdin().lock().take(MAX_ART_BYTES + 1).read_to_end(&mut file)?;
    let files = || {
        let fonts = Fonts::new(fonts.to_owned(), Walls::of(fonts), false);
        let own = fonts.files().iter().map(|file| FontFile::Path(file.real.clone()));
        own.chain(fonts.embedded().into_iter().map(|data| FontFile::Data(Arc::new(data)))).collect()
    };
    let mut answer = BufWriter::new(io::stdout().lock());
    serde_json::to_writer(&mut answer, &draw(&file, &files))?;
    answer.flush()?;
    Ok(Exit::Success)
}

/// Limits what this process may use. The system ends it when it exceeds a limit.
#[cfg(unix)]
fn limit() -> io::Result<()> {
    let time = ART_TIME.as_secs();
    // The system signals at the first limit of time, and kills the process at the second.
    lower(Resource::CPU, time, time + 1)?;
    lower(Resource::DATA, ART_MEMORY - PROGRAM, ART_MEMORY - PROGRAM)?;
    lower(Resource::CORE, 0, 0)?;
    lower(Resource::FSIZE, 0, 0)?;
    lower(Resource::NOFILE, MAX_OPEN, MAX_OPEN)
}

/// Windows has no such limits: only the time that the other instance waits.
#[cfg(not(unix))]
fn limit() -> io::Result<()> {
    Ok(())
}

/// Lowers a limit, unless it is lower already.
#[cfg(unix)]
fn lower(resource: Resource, soft: u64, hard: u64) -> io::Result<()> {
    let (_, most) = resource.get()?;
    resource.set(soft.min(most), hard.min(most))
}
