//! Builds: byline makes the documents in a process of its own, with all that a build does, and
//! the desk passes on how far it is.

use std::io::{self, BufRead, BufReader};
use std::process::Child;
use std::sync::Arc;
use std::thread;

use serde::Deserialize;
use tokio::sync::broadcast;

use crate::news::News;

/// What to build.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Production {
    /// The ids of the records; all if there are none.
    #[serde(default)]
    pub records: Vec<String>,
    /// The template; all of the project's if there is none.
    pub template: Option<String>,
    /// The language; all of the project's if there is none.
    pub language: Option<String>,
    /// Whether the documents are for a print shop.
    #[serde(default)]
    pub print: bool,
    /// Whether the documents are in greyscale.
    #[serde(default)]
    pub greyscale: bool,
    /// The folder to write to; the project's output folder if there is none.
    #[serde(skip)]
    pub folder: Option<std::path::PathBuf>,
}

/// Starts a build whose messages are JSON, on standard output. The caller supplies it, because
/// the library does not know which program it is part of.
pub type SpawnBuild = Arc<dyn Fn(&Production) -> io::Result<Child> + Send + Sync>;

/// A message of a build, as far as the desk cares.
#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
enum Line {
    Artifact { path: String },
    Summary { built: usize, current: usize, failed: usize },
    #[serde(other)]
    Other,
}

/// What a build has made.
#[derive(Debug, Default)]
pub(crate) struct Made {
    /// The paths of the documents.
    pub(crate) paths: Vec<String>,
    /// The number of documents that could not be made.
    pub(crate) failed: usize,
}

/// Builds, and passes on how far it is.
///
/// # Errors
/// When the process cannot be started or read.
pub(crate) fn produce(
    production: &Production,
    start: &SpawnBuild,
    news: Option<&broadcast::Sender<News>>,
) -> io::Result<Made> {
    let mut child = start(production)?;
    let words = child.stderr.take().map(|stderr| thread::spawn(move || io::read_to_string(stderr)));
    let mut made = Made::default();
    let tell = |made: &Made, done: bool| {
        if let Some(news) = news {
            let (count, failed) = (made.paths.len(), made.failed);
            let _ = news.send(News::Build { made: count, failed, done, words: None });
        }
    };
    if let Some(stdout) = child.stdout.take() {
        for line in BufReader::new(stdout).lines() {
            match serde_json::from_str(&line?) {
                Ok(Line::Artifact { path }) => {
                    made.paths.push(path);
                    tell(&made, false);
                }
                Ok(Line::Summary { built, current, failed }) => {
                    // Documents that are up to date were there before, and are as good.
                    debug_assert!(made.paths.len() >= built || current > 0);
                    made.failed = failed;
                }
                Ok(Line::Other) | Err(_) => {}
            }
        }
    }
    child.wait()?;
    if let Some(words) = words {
        // byline's own failures are findings; the rest is for its developers.
        let _ = words.join();
    }
    tell(&made, true);
    Ok(made)
}
