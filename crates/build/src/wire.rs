//! Jobs and outcomes as lines of JSON, passed between byline and its helpers. A line with an
//! invalid value is rejected as a whole.

use std::borrow::Cow;
use std::sync::Arc;

use serde::de::Error as _;
use serde::{Deserialize, Serialize};

use super::options::Task;
use super::outcome::{Artifact, Outcome};
use super::plan::Job;
use byline_core::diagnostic::{Code, Diagnostic, Edit};
use byline_core::key_path::KeyPath;
use byline_core::message::Message;
use byline_core::source::{Place, Source};

/// A request to a helper.
#[derive(Serialize, Deserialize)]
pub(super) struct HelperRequest<'a> {
    pub(super) job: Cow<'a, Job>,
    pub(super) task: Task,
}

/// A line that a helper sends.
pub(super) enum Reply {
    /// The answer to a request.
    Answer(Answer),
    /// A failure that ends the helper.
    Failure(HelperFailure),
}

/// A finding in JSON, as byline prints it for programs.
#[derive(Deserialize)]
pub(super) struct HelperFailure {
    pub(super) message: String,
}

impl Reply {
    /// Reads a line.
    ///
    /// # Errors
    /// When it is neither an answer nor a finding; says what is wrong with the answer.
    pub(super) fn read(line: &str) -> serde_json::Result<Self> {
        // Not an untagged `enum`: serde reads no map with numbers as keys in one.
        serde_json::from_str(line)
            .map(Self::Answer)
            .or_else(|error| serde_json::from_str(line).map(Self::Failure).map_err(|_| error))
    }
}

/// A helper's answer.
#[derive(Serialize, Deserialize)]
pub(super) struct Answer {
    artifacts: Vec<Artifact>,
    sound: usize,
    failed: usize,
    findings: Vec<WireFinding>,
    /// The names and texts of the files that the findings refer to, without duplicates.
    sources: Vec<(String, String)>,
}

#[derive(Serialize, Deserialize)]
struct WireFinding {
    code: Code,
    message: Message,
    place: Option<WirePlace>,
    related: Vec<(WirePlace, Message)>,
    hints: Vec<Message>,
    edits: Vec<Edit>,
    missing: Option<Box<KeyPath>>,
}

/// A place: the index of a file among the sources, and a range in it.
type WirePlace = (usize, usize, usize);

impl Answer {
    pub(super) fn new(outcome: Outcome) -> Self {
        let mut sources: Vec<Arc<Source>> = Vec::new();
        let mut place = |place: &Place| {
            let known = sources.iter().position(|source| Arc::ptr_eq(source, &place.source));
            let index = known.unwrap_or_else(|| {
                sources.push(Arc::clone(&place.source));
                sources.len() - 1
            });
            (index, place.range.start, place.range.end)
        };
        let findings = outcome.findings.into_iter().map(|finding| WireFinding {
            code: finding.code,
            message: finding.message,
            place: finding.place.as_ref().map(&mut place),
            related: finding.related.into_iter().map(|(at, words)| (place(&at), words)).collect(),
            hints: finding.hints,
            edits: finding.edits,
            missing: finding.missing,
        });
        let findings = findings.collect();
        let text = |source: &Arc<Source>| (source.name().to_owned(), source.text().to_owned());
        Self {
            artifacts: outcome.artifacts,
            sound: outcome.sound,
            failed: outcome.failed,
            findings,
            sources: sources.iter().map(text).collect(),
        }
    }

    /// Converts the answer into the outcome of a job.
    ///
    /// # Errors
    /// When a finding refers to a file that the answer does not contain.
    pub(super) fn into_outcome(self, job: &Job) -> serde_json::Result<Outcome> {
        let sources = self.sources.into_iter().map(|(name, text)| Source::new(name, text));
        let sources: Vec<_> = sources.collect();
        let place = |(index, start, end): WirePlace| {
            let source =
                sources.get(index).ok_or_else(|| serde_json::Error::custom("unknown source"))?;
            Ok(Place::new(source, start..end))
        };
        let findings = self.findings.into_iter().map(|written| {
            let related = written.related.into_iter();
            Ok(Diagnostic {
                code: written.code,
                message: written.message,
                place: written.place.map(place).transpose()?,
                related: related
                    .map(|(at, words)| Ok((place(at)?, words)))
                    .collect::<Result<_, _>>()?,
                hints: written.hints,
                edits: written.edits,
                missing: written.missing,
            })
        });
        Ok(Outcome {
            artifacts: self.artifacts,
            sound: self.sound,
            failed: self.failed,
            findings: findings.collect::<serde_json::Result<_>>()?,
            ..Outcome::new(job)
        })
    }
}

#[cfg(test)]
mod tests {
    use byline_core::message::message;
    use std::path::PathBuf;

    use byline_core::project::Format;

    use super::*;
    use crate::Planned;
    use byline_core::model::Language;
    use byline_core::project::{RecordFile, RecordKind, TranslationFile};

    fn job() -> Job {
        let malay: Language = "ms".parse().unwrap();
        let translation = TranslationFile {
            language: malay.clone(),
            path: "records/a.ms.toml".into(),
            name: "a.ms.toml".into(),
        };
        let record = RecordFile {
            id: "a".parse().unwrap(),
            kind: RecordKind::Event,
            path: "records/a.toml".into(),
            name: "a.toml".into(),
            translations: vec![translation],
        };
        let path = PathBuf::from("output/a.pdf");
        let output = Planned { template: 3, language: Some(malay), path };
        Job { record, outputs: vec![output], cost: 7 }
    }

    fn outcome() -> Outcome {
        let source = Source::new("a.toml", "title = 1");
        let at = |range| Place::new(&source, range);
        let finding = Diagnostic::new(Code::WRONG_TYPE, message!("no text")).at(at(8..9));
        let artifact = Artifact {
            template: "own".parse().unwrap(),
            language: "ms".parse().ok(),
            path: "output/a.pdf".into(),
            format: Format::Pdf,
            pages: Some(1),
            bytes: 2,
            time: std::time::Duration::from_millis(3),
            made: None,
        };
        Outcome {
            artifacts: vec![artifact],
            failed: 1,
            findings: vec![
                finding.related(at(0..5), message!("here")).hint(message!("write text")),
            ],
            ..Outcome::new(&job())
        }
    }

    fn read(line: &str) -> serde_json::Result<Outcome> {
        serde_json::from_str::<Answer>(line)?.into_outcome(&job())
    }

    #[test]
    fn what_is_sent_arrives() {
        let request = HelperRequest { job: Cow::Owned(job()), task: Task::Examine };
        let line = serde_json::to_string(&request).unwrap();
        let arrived: HelperRequest<'_> = serde_json::from_str(&line).unwrap();
        assert_eq!((arrived.job.as_ref(), arrived.task), (&job(), Task::Examine));
        let line = serde_json::to_string(&Answer::new(outcome())).unwrap();
        assert_eq!(format!("{:?}", read(&line).unwrap()), format!("{:?}", outcome()));
    }

    #[test]
    fn a_line_is_understood_as_a_whole_or_refused() {
        let line = serde_json::to_string(&Answer::new(outcome())).unwrap();
        for (sound, lie) in [
            ("\"language\":\"ms\"", "\"language\":\"klingon\""),
            ("\"template\":\"own\"", "\"template\":\"../own\""),
            ("\"wrong-type\"", "\"wrong-tipe\""),
            ("\"place\":[0,", "\"place\":[9,"),
            ("\"related\":[[[0,", "\"related\":[[[9,"),
        ] {
            assert!(line.contains(sound), "{line}");
            assert!(read(&line.replace(sound, lie)).is_err(), "{lie}");
        }
        let request = HelperRequest { job: Cow::Owned(job()), task: Task::Make };
        let line = serde_json::to_string(&request).unwrap();
        for (sound, lie) in [
            ("\"language\":\"ms\"", "\"language\":\"klingon\""),
            ("\"id\":\"a\"", "\"id\":\"..\""),
            ("\"event\"", "\"evening\""),
            ("\"make\"", "\"mark\""),
        ] {
            assert!(line.contains(sound), "{line}");
            assert!(
                serde_json::from_str::<HelperRequest<'_>>(&line.replace(sound, lie)).is_err(),
                "{lie}"
            );
        }
    }
}
