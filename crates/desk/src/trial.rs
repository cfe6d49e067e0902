//! Trials of a project's own templates. A template may loop, and nothing stops a thread: so each
//! state of such a document is first checked by another byline process, which has limits, and
//! shown here only after that. Templates are deterministic.

use std::collections::HashMap;
use std::ffi::OsString;
use std::io::{self, BufRead, BufReader};

use serde::Deserialize;

use crate::program::{Program, unread};
use crate::view::ViewKey;

/// The trials of all documents with templates of the project.
#[derive(Default)]
pub(crate) struct Trials(HashMap<ViewKey, (u64, Trial)>);

/// How far the trial of a document is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Trial {
    /// Another process is at it. The state before was stopped with these words, which hold until
    /// more is known: somebody who types would never see them otherwise.
    Running(Option<String>),
    /// The document stays within the limits.
    Passed,
    /// It does not: what the other process said.
    Stopped(String),
}

impl Trials {
    /// Returns how far the trial of a document is in a state of the project, which a number tells
    /// apart from others. `None` if it has to be started, which is noted.
    pub(crate) fn of(&mut self, key: &ViewKey, state: u64) -> Option<Trial> {
        if let Some((tried, trial)) = self.0.get(key)
            && (*tried == state || matches!(trial, Trial::Running(_)))
        {
            return Some(trial.clone());
        }
        let former = match self.0.remove(key) {
            Some((_, Trial::Stopped(said))) => Some(said),
            _ => None,
        };
        self.0.insert(key.clone(), (state, Trial::Running(former)));
        None
    }

    /// Notes the result of a trial.
    pub(crate) fn finish(&mut self, key: ViewKey, state: u64, trial: Trial) {
        self.0.insert(key, (state, trial));
    }
}

/// The codes of findings about a template that had to be stopped.
const STOPPED: [&str; 2] = ["template-limit", "internal"];

#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
enum CheckLine {
    Diagnostic {
        code: String,
        message: String,
    },
    #[serde(other)]
    Other,
}

/// Checks a document in another process.
///
/// # Errors
/// When the process cannot be started or read.
pub(crate) fn run(key: &ViewKey, program: &Program) -> io::Result<Trial> {
    let mut arguments: Vec<OsString> = vec!["check".into(), key.record.as_str().into()];
    arguments.extend(["--template".into(), key.template.as_str().into()]);
    if let Some(language) = &key.language {
        arguments.extend(["--lang".into(), language.to_string().into()]);
    }
    let mut child = program(&arguments)?;
    let words = unread(child.stderr.take());
    let mut trial = Trial::Passed;
    for line in child.stdout.take().into_iter().flat_map(|out| BufReader::new(out).lines()) {
        if let Ok(CheckLine::Diagnostic { code, message }) = serde_json::from_str(&line?)
            && STOPPED.contains(&code.as_str())
        {
            trial = Trial::Stopped(message);
        }
    }
    child.wait()?;
    drop(words);
    Ok(trial)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_state_is_tried_once() {
        let key = ViewKey {
            record: "a".parse().unwrap(),
            template: "own".parse().unwrap(),
            language: None,
        };
        let mut trials = Trials::default();
        assert_eq!(trials.of(&key, 1), None);
        // No second process while one is at it, whatever has changed.
        assert_eq!(trials.of(&key, 2), Some(Trial::Running(None)));
        trials.finish(key.clone(), 1, Trial::Passed);
        assert_eq!(trials.of(&key, 1), Some(Trial::Passed));
        assert_eq!(trials.of(&key, 2), None);
        // What stopped a state is said until the next one is tried.
        trials.finish(key.clone(), 2, Trial::Stopped("it loops".into()));
        assert_eq!(trials.of(&key, 3), None);
        assert_eq!(trials.of(&key, 3), Some(Trial::Running(Some("it loops".into()))));
    }
}
