//! Builds: byline makes the documents in a process of its own, with all that a build does, and
//! the desk passes on how far it is.

use std::ffi::OsString;
use std::io::{self, BufRead, BufReader};
use std::path::PathBuf;

use byline_core::model::{Language, Slug};
use serde::Deserialize;
use tokio::sync::broadcast;

use crate::news::News;
use crate::program::{Program, unread};

/// What to build.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Production {
    /// The ids of the records; all if there are none.
    #[serde(default)]
    pub(crate) records: Vec<Slug>,
    /// The template; all of the project's if there is none.
    pub(crate) template: Option<Slug>,
    /// The language; all of the project's if there is none.
    pub(crate) language: Option<Language>,
    /// Whether the documents are for a print shop.
    #[serde(default)]
    pub(crate) print: bool,
    /// Whether the documents are in greyscale.
    #[serde(default)]
    pub(crate) greyscale: bool,
    /// The folder to write to; the project's output folder if there is none.
    #[serde(skip)]
    pub(crate) folder: Option<PathBuf>,
}

impl Production {
    /// Returns the arguments of `byline build`. None of what a browser sends can be an option:
    /// neither ids nor languages begin with a hyphen.
    fn arguments(&self) -> Vec<OsString> {
        let mut arguments: Vec<OsString> = vec!["build".into()];
        arguments.extend(self.records.iter().map(|id| id.as_str().into()));
        if let Some(template) = &self.template {
            arguments.extend(["--template".into(), template.as_str().into()]);
        }
        if let Some(language) = &self.language {
            arguments.extend(["--lang".into(), language.to_string().into()]);
        }
        let flags = [("--print", self.print), ("--greyscale", self.greyscale)];
        arguments.extend(flags.iter().filter(|(_, on)| *on).map(|(flag, _)| flag.into()));
        if let Some(folder) = &self.folder {
            arguments.extend(["--output".into(), folder.into()]);
        }
        arguments
    }
}

/// A message of a build, as far as the desk cares.
#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
enum BuildLine {
    Start {
        documents: usize,
    },
    Artifact {
        path: String,
    },
    Diagnostic {
        level: String,
        message: String,
    },
    Summary {
        current: usize,
        failed: usize,
    },
    #[serde(other)]
    Other,
}

/// What a build has made.
#[derive(Debug, Default)]
pub(crate) struct Made {
    /// The paths of the documents.
    pub(crate) paths: Vec<String>,
    /// The number of documents that could not be made.
    failed: usize,
    /// The number of documents that were there already, as they should be.
    current: usize,
    /// The number of documents that are to be made, once it is known.
    total: Option<usize>,
    /// Why there are none at all.
    trouble: Option<String>,
}

/// Builds, and passes on how far it is.
///
/// # Errors
/// When the process cannot be started or read.
pub(crate) fn produce(
    production: &Production,
    program: &Program,
    news: Option<&broadcast::Sender<News>>,
) -> io::Result<Made> {
    let mut child = program(&production.arguments())?;
    let words = unread(child.stderr.take());
    let mut made = Made::default();
    let tell = |made: &Made, done: bool| {
        if let Some(news) = news {
            let &Made { ref paths, failed, current, total, ref trouble } = made;
            let (made, words) = (paths.len() + current, trouble.clone().filter(|_| done));
            let _ = news.send(News::Build { made, failed, total, done, words });
        }
    };
    let mut is_summed_up = false;
    if let Some(stdout) = child.stdout.take() {
        for line in BufReader::new(stdout).lines() {
            match serde_json::from_str(&line?) {
                Ok(BuildLine::Start { documents }) => {
                    made.total = Some(documents);
                    tell(&made, false);
                }
                Ok(BuildLine::Artifact { path }) => {
                    made.paths.push(path);
                    tell(&made, false);
                }
                // The first error says why, unless the build comes to an end of its own.
                Ok(BuildLine::Diagnostic { level, message }) if level == "error" => {
                    made.trouble.get_or_insert(message);
                }
                Ok(BuildLine::Summary { current, failed }) => {
                    is_summed_up = true;
                    (made.current, made.failed) = (current, failed);
                }
                Ok(BuildLine::Diagnostic { .. } | BuildLine::Other) | Err(_) => {}
            }
        }
    }
    child.wait()?;
    drop(words);
    made.trouble.take_if(|_| is_summed_up);
    tell(&made, true);
    Ok(made)
}
