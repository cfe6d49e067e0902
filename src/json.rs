//! JSON for programs: one object per line, on standard output.
//!
//! The format is documented in `docs/messages.md`; keys may be added, but never change.

use std::io::{self, Write};
use std::path::Path;

use serde::Serialize;

use crate::human::write_out;
use crate::message_settings::MessageSettings;
use crate::printer::{Action, Appearance, Change, Printer, Proof, Summary, shown};
use byline_build::{Artifact, Reason, Translation};
use byline_core::diagnostic::{Code, Diagnostic};
use byline_core::lint::explain;
use byline_core::message::{Message, message};
use byline_core::model::{Slug, Word};
use byline_core::project::{Project, RecordFile};
use byline_core::scaffold::NewPhoto;
use byline_core::source::Place;
use byline_render::compose::ScriptFonts;
use byline_render::template::{self, Template};

/// The printer for programs.
pub(crate) struct Json {
    settings: MessageSettings,
    /// Whether standard output can no longer be written to.
    broken: bool,
}

impl Json {
    pub(crate) fn new(settings: MessageSettings) -> Self {
        Self { settings, broken: false }
    }

    /// Reports what byline does. After a line that could not be written, there are no others.
    fn write(&mut self, line: &Line<'_>) {
        if self.broken {
            return;
        }
        let Err(error) = print(line) else { return };
        self.broken = true;
        // A reader that closes the pipe early, such as `head`, has seen enough.
        if error.kind() != io::ErrorKind::BrokenPipe {
            let error = error.to_string();
            let warning = message!("warning: byline cannot print its messages: {error}");
            let _ = writeln!(io::stderr(), "{}", self.settings.translate(&warning));
        }
    }
}

#[derive(Serialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
enum Line<'a> {
    Diagnostic {
        level: &'static str,
        code: &'static str,
        message: String,
        place: Option<Span<'a>>,
        related: Vec<RelatedPlace<'a>>,
        hints: Vec<String>,
    },
    Start {
        documents: usize,
    },
    Artifact {
        record: &'a str,
        template: &'a str,
        format: &'static str,
        media_type: &'static str,
        language: Option<String>,
        path: String,
        written: bool,
        pages: Option<usize>,
        bytes: usize,
        seconds: f64,
    },
    Template {
        name: &'a str,
        origin: &'static str,
        path: Option<String>,
        purpose: Option<&'a str>,
        format: &'static str,
        options: Vec<OptionEntry<'a>>,
    },
    Person {
        name: &'a str,
        appearances: Vec<AppearanceEntry<'a>>,
    },
    Reasons {
        path: String,
        reasons: Vec<ReasonEntry>,
    },
    Translation {
        record: &'a str,
        language: String,
        missing: Vec<MissingText<'a>>,
        outdated: usize,
    },
    Script {
        name: &'a str,
        family: Option<&'a str>,
        system: bool,
        debian: &'a str,
        macos: &'a str,
        windows: &'a str,
    },
    Failure {
        record: &'a str,
        documents: usize,
        place: Option<&'a str>,
        message: String,
        errors: usize,
    },
    File {
        path: String,
        change: &'static str,
    },
    Cache {
        path: String,
        removed: Option<u64>,
    },
    Photo {
        record: &'a str,
        file: &'a str,
        alt: bool,
    },
    ByHand {
        path: String,
        texts: &'a [String],
    },
    Merge {
        parts: usize,
        documents: usize,
    },
    Proof {
        template: &'a str,
        pages: usize,
        stored: bool,
        findings: usize,
    },
    Explanation {
        code: &'static str,
        level: &'static str,
        text: &'a str,
    },
    Sample {
        template: &'a str,
        record: &'a str,
        text: &'a str,
    },
    Serving {
        url: &'a str,
    },
    Note {
        message: String,
    },
    Stopped,
    Summary {
        built: usize,
        checked: usize,
        current: usize,
        failed: usize,
        left: usize,
        stale: usize,
        errors: usize,
        warnings: usize,
        information: usize,
    },
}

#[derive(Serialize)]
struct Span<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

/// A text without a translation.
#[derive(Serialize)]
struct MissingText<'a> {
    text: &'a str,
    place: Span<'a>,
}

/// A reason to build a document.
#[derive(Serialize)]
struct ReasonEntry {
    code: &'static str,
    message: String,
}

/// An option of a template.
#[derive(Serialize)]
struct OptionEntry<'a> {
    name: &'a str,
    default: String,
    meaning: &'a str,
}

#[derive(Serialize)]
struct AppearanceEntry<'a> {
    record: &'a str,
    role: &'static str,
    called: &'a str,
}

#[derive(Serialize)]
struct RelatedPlace<'a> {
    message: String,
    place: Span<'a>,
}

impl Printer for Json {
    fn settings(&self) -> MessageSettings {
        self.settings
    }

    fn set_settings(&mut self, settings: MessageSettings) {
        self.settings = settings;
    }

    fn start(&mut self, documents: usize) {
        self.write(&Line::Start { documents });
    }

    fn reasons(&mut self, path: &Path, reasons: &[Reason]) {
        let reasons = reasons.iter();
        let reasons = reasons.map(|reason| ReasonEntry {
            code: reason.name(),
            message: self.settings.translate(&reason.message()),
        });
        self.write(&Line::Reasons { path: shown(path), reasons: reasons.collect() });
    }

    fn finding(&mut self, finding: &Diagnostic) {
        let related = finding.related.iter();
        self.write(&Line::Diagnostic {
            level: finding.level().name(),
            code: finding.code.name(),
            message: self.settings.translate(&finding.message),
            place: finding.place.as_ref().map(span),
            related: related
                .map(|(place, words)| RelatedPlace {
                    message: self.settings.translate(words),
                    place: span(place),
                })
                .collect(),
            hints: finding.hints.iter().map(|hint| self.settings.translate(hint)).collect(),
        });
    }

    fn artifact(&mut self, record: &Slug, artifact: &Artifact, verb: Action) {
        self.write(&Line::Artifact {
            record: record.as_str(),
            template: artifact.template.as_str(),
            format: artifact.format.name(),
            media_type: artifact.format.media_type(),
            language: artifact.language.as_ref().map(ToString::to_string),
            path: shown(&artifact.path),
            written: verb == Action::Built,
            pages: artifact.pages,
            bytes: artifact.bytes,
            seconds: artifact.time.as_secs_f64(),
        });
    }

    fn failed(&mut self, _: usize) {}

    fn template(&mut self, template: &Template, _: &Project) -> io::Result<()> {
        let (origin, path) = match &template.origin {
            template::Origin::Standard => ("standard", None),
            template::Origin::Project(folder) => ("project", Some(shown(folder))),
        };
        let options = template.manifest.options.iter();
        let options = options.map(|option| OptionEntry {
            name: &option.name,
            default: option.default.to_string(),
            meaning: &option.meaning,
        });
        print(&Line::Template {
            name: template.name.as_str(),
            origin,
            path,
            purpose: template.manifest.purpose.as_deref(),
            format: template.manifest.format.name(),
            options: options.collect(),
        })
    }

    fn person(&mut self, name: &str, appearances: &[Appearance]) -> io::Result<()> {
        let appearances = appearances.iter();
        let appearances = appearances
            .map(|a| AppearanceEntry { record: &a.record, role: a.role, called: &a.called })
            .collect();
        print(&Line::Person { name, appearances })
    }

    fn translation(&mut self, record: &Slug, translation: &Translation) -> io::Result<()> {
        let Translation { language, missing, outdated, remarks } = translation;
        print(&Line::Translation {
            record: record.as_str(),
            language: language.to_string(),
            missing: missing
                .iter()
                .map(|text| MissingText { text: &text.words, place: span(&text.place) })
                .collect(),
            outdated: outdated.len(),
        })?;
        outdated.iter().chain(remarks).for_each(|finding| self.finding(finding));
        Ok(())
    }

    fn script(&mut self, script: &ScriptFonts, family: Option<(String, bool)>) -> io::Result<()> {
        print(&Line::Script {
            name: &script.name().to_string(),
            family: family.as_ref().map(|(family, _)| family.as_str()),
            system: family.as_ref().is_some_and(|(_, system)| *system),
            debian: script.debian,
            macos: script.macos,
            windows: script.windows,
        })
    }

    fn file(&mut self, path: &Path, change: Change) {
        self.write(&Line::File { path: shown(path), change: change.into() });
    }

    fn cache(&mut self, folder: &Path, removed: Option<u64>) {
        self.write(&Line::Cache { path: shown(folder), removed });
    }

    fn nothing_stale(&mut self) {}

    fn photos(&mut self, record: &RecordFile, _: &Path, new: &[NewPhoto]) {
        for NewPhoto { file, metadata } in new {
            let (record, alt) = (record.id.as_str(), metadata.alt.is_some());
            self.write(&Line::Photo { record, file, alt });
        }
    }

    fn by_hand(&mut self, path: &Path, texts: &[String]) {
        self.write(&Line::ByHand { path: shown(path), texts });
    }

    fn merged(&mut self, parts: usize, documents: usize) {
        self.write(&Line::Merge { parts, documents });
    }

    fn proof(&mut self, proof: &Proof<'_>) {
        let Proof { template, pages, stored, findings } = *proof;
        self.write(&Line::Proof { template: template.as_str(), pages, stored, findings });
    }

    fn explanation(&mut self, code: Code) -> io::Result<()> {
        let text = explain(code, self.settings.language());
        let text = text.trim();
        print(&Line::Explanation { code: code.name(), level: code.level().name(), text })
    }

    fn sample(&mut self, template: &Slug, record: &Slug, text: &str) -> io::Result<()> {
        print(&Line::Sample { template: template.as_str(), record: record.as_str(), text })
    }

    fn text(&mut self, text: &str) -> io::Result<()> {
        write_out(text)
    }

    fn next(&mut self, _: &[Message]) {}

    fn serving(&mut self, address: &str) {
        self.write(&Line::Serving { url: address });
    }

    fn note(&mut self, message: &Message) {
        self.write(&Line::Note { message: self.settings.translate(message) });
    }

    fn stopped(&mut self) {
        self.write(&Line::Stopped);
    }

    fn summary(&mut self, summary: &Summary) {
        for failure in &summary.failures {
            self.write(&Line::Failure {
                record: &failure.record,
                documents: failure.documents,
                place: failure.place.as_deref(),
                message: self.settings.translate(&failure.error),
                errors: failure.more + 1,
            });
        }
        let of = |verb| if summary.verb == verb { summary.made } else { 0 };
        self.write(&Line::Summary {
            built: of(Action::Built),
            checked: of(Action::Checked),
            current: summary.current,
            failed: summary.failed,
            left: summary.left,
            stale: summary.stale,
            errors: summary.errors,
            warnings: summary.warnings,
            information: summary.information,
        });
    }
}

fn span(place: &Place) -> Span<'_> {
    let ((line, column), (end_line, end_column)) = (place.line_column(), place.end_line_column());
    Span { file: place.source.name(), line, column, end_line, end_column }
}

fn print(line: &Line<'_>) -> io::Result<()> {
    writeln!(io::stdout().lock(), "{}", serde_json::to_string(line)?)
}
