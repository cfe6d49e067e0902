//! Messages for people, printed to standard error; lists and answers go to standard output.
//!
//! Names and texts come from the user's files. Each line is printed by `print_line`, `line` or
//! `render`, which escape what a terminal would interpret.

use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use crate::findings::{advice_on_rest, most_important};
use crate::message_settings::MessageSettings;
use crate::printer::{Action, Appearance, Change, Failure, Printer, Proof, Summary, shown};
use crate::rendering::render;
use crate::visible::visible;
use byline_build::{Artifact, Reason, Translation};
use byline_core::diagnostic::{Code, Diagnostic};
use byline_core::lint::explain;
use byline_core::message::{Message, message, plural};
use byline_core::model::{Slug, Word};
use byline_core::project::{Project, RecordFile};
use byline_core::scaffold::NewPhoto;
use byline_core::source::Place;
use byline_render::compose::ScriptFonts;
use byline_render::template::{self, Template};

/// Returns the start of a text, on a single line.
fn excerpt(words: &str) -> String {
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(MAX_EXCERPT_CHARS) {
        Some((end, _)) => format!("{} …", line[..end].trim_end()),
        None => line,
    }
}

/// The maximum length of a quoted text, in characters.
const MAX_EXCERPT_CHARS: usize = 60;

/// The printer for people.
pub(crate) struct Human {
    /// Whether standard error is a terminal: a progress bar then replaces the lines about single
    /// documents.
    terminal: bool,
    bar: ProgressBar,
    settings: MessageSettings,
}

impl Human {
    pub(crate) fn new(settings: MessageSettings) -> Self {
        Self { terminal: io::stderr().is_terminal(), bar: ProgressBar::hidden(), settings }
    }

    /// Prints the table of failures, unless there is only one: its errors have just been
    /// printed.
    fn failures(&self, summary: &Summary) {
        if summary.failing < 2 {
            return;
        }
        let shown = |text: &str| visible(text).into_owned();
        let rows = summary.failures.iter().map(|Failure { record, place, error, more, .. }| {
            let place = place.as_deref().map(shown).unwrap_or_default();
            let error = match *more {
                0 => self.settings.translate(error),
                more => self.settings.translate(&message!("{error} (and {more} more)")),
            };
            (shown(record), place, error)
        });
        let rows: Vec<_> = rows.collect();
        let width =
            rows.iter().map(|(record, ..)| record.chars().count()).max().unwrap_or_default();
        let reach =
            rows.iter().map(|(_, place, _)| place.chars().count()).max().unwrap_or_default();
        self.print_message(&message!("failed:"));
        for (record, place, error) in rows {
            self.print_line(&format!("  {record:<width$}  {place:<reach$}  {error}"));
        }
        match summary.failing - summary.failures.len() {
            0 => {}
            rest => {
                let rest = plural!(rest, "and 1 more record", "and {rest} more records");
                self.print_line(&format!("  {}", self.settings.translate(&rest)));
            }
        }
    }

    /// Prints one line of a message to standard error.
    fn print_message(&self, message: &Message) {
        self.print_line(&self.settings.translate(message));
    }

    /// Prints one line of a message that is already in the user's language to standard error.
    fn print_line(&self, words: &str) {
        self.write(&visible(words));
    }

    /// Prints a message. If it cannot be printed, byline continues: the exit code reports the result.
    fn write(&self, text: &str) {
        let _ = self.bar.suspend(|| writeln!(anstream::stderr(), "{text}"));
    }
}

impl Printer for Human {
    fn settings(&self) -> MessageSettings {
        self.settings
    }

    fn set_settings(&mut self, settings: MessageSettings) {
        self.settings = settings;
    }

    fn start(&mut self, documents: usize) {
        if self.terminal && documents > 0 {
            let style = ProgressStyle::with_template("{bar:30} {pos}/{len}, {per_sec:.1}, {eta}");
            self.bar = ProgressBar::new(documents as u64);
            self.bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
            self.bar.enable_steady_tick(Duration::from_millis(200));
        }
    }

    fn reasons(&mut self, path: &Path, reasons: &[Reason]) {
        let reasons: Vec<_> =
            reasons.iter().map(|reason| self.settings.translate(&reason.message())).collect();
        self.print_line(&format!("{}: {}", shown(path), reasons.join("; ")));
    }

    fn finding(&mut self, finding: &Diagnostic) {
        self.write(&format!("{}\n", render(finding, self.settings)));
    }

    fn findings(&mut self, findings: &[&Diagnostic]) {
        let chosen = most_important(findings);
        for finding in &chosen {
            self.finding(finding);
        }
        if let rest @ 1.. = findings.len() - chosen.len() {
            let advice = advice_on_rest(findings, chosen.len());
            let more = plural!(
                rest,
                "1 more finding not shown: {advice}",
                "{rest} more findings not shown: {advice}",
            );
            self.write(&format!("{}\n", self.settings.translate(&more)));
        }
    }

    fn artifact(&mut self, _: &Slug, artifact: &Artifact, verb: Action) {
        self.bar.inc(1);
        if self.terminal {
            return;
        }
        let path = shown(&artifact.path);
        let seconds = format!("{:.2}", artifact.time.as_secs_f64());
        match (verb, artifact.pages) {
            (Action::Built, Some(pages)) => self.print_message(&plural!(
                pages,
                "{path}: 1 page, {seconds} s",
                "{path}: {pages} pages, {seconds} s",
            )),
            (Action::Built, None) => self.print_message(&message!("{path}: {seconds} s")),
            (Action::Checked, _) => {}
        }
    }

    fn failed(&mut self, documents: usize) {
        self.bar.inc(documents as u64);
    }

    fn template(&mut self, template: &Template, project: &Project) -> io::Result<()> {
        let origin = match &template.origin {
            template::Origin::Standard => self.settings.translate(&message!("comes with byline")),
            template::Origin::Project(folder) => project.name_of(folder),
        };
        let format = template.manifest.format.name();
        line(&format!("{:<16} {format:<10} {origin}", template.name.as_str()))?;
        if let Some(purpose) = &template.manifest.purpose {
            line(&format!("  {purpose}"))?;
        }
        for option in &template.manifest.options {
            line(&format!("  {} = {}: {}", option.name, option.default, option.meaning))?;
        }
        Ok(())
    }

    fn person(&mut self, name: &str, appearances: &[Appearance]) -> io::Result<()> {
        line(name)?;
        for Appearance { record, role, called } in appearances {
            let called = if called.is_empty() { String::new() } else { format!(": {called}") };
            line(&format!("  {record}, {role}{called}"))?;
        }
        Ok(())
    }

    fn translation(&mut self, record: &Slug, translation: &Translation) -> io::Result<()> {
        let Translation { language, missing, outdated, remarks } = translation;
        let counts = match (missing.len(), outdated.len()) {
            (0, 0) => message!("complete"),
            (missing, 0) => message!("{missing} missing"),
            (0, outdated) => message!("{outdated} outdated"),
            (missing, outdated) => message!("{missing} missing, {outdated} outdated"),
        };
        line(&format!("{record}, {language}: {}", self.settings.translate(&counts)))?;
        for text in missing {
            let words = excerpt(&text.words);
            let missing = self.settings.translate(&message!("missing: {words}"));
            line(&format!("  {}: {missing}", text.place))?;
        }
        for finding in outdated.iter().chain(remarks) {
            let place = finding.place.as_ref().map(Place::to_string).unwrap_or_default();
            line(&format!("  {place}: {}", self.settings.translate(&finding.message)))?;
        }
        Ok(())
    }

    fn script(&mut self, script: &ScriptFonts, family: Option<(String, bool)>) -> io::Result<()> {
        let ScriptFonts { debian, macos, windows, .. } = script;
        let name = script.name();
        match family {
            Some((family, false)) => line(&self.settings.translate(&message!("{name}: {family}"))),
            Some((family, true)) => {
                line(&self.settings.translate(&message!("{name}: {family} (system font)")))
            }
            None => {
                line(&self.settings.translate(&message!("{name}: none")))?;
                line(&format!("  Debian, Ubuntu: apt install {debian}"))?;
                line(&format!("  macOS: {macos}"))?;
                line(&format!("  Windows: {windows}"))
            }
        }
    }

    fn file(&mut self, path: &Path, change: Change) {
        let path = shown(path);
        self.print_message(&match change {
            Change::Written => message!("{path}: written"),
            Change::Untouched => message!("{path}: already exists, not changed"),
            Change::Removed => message!("{path}: removed"),
            Change::Kept => message!("{path}: kept: somebody has changed it"),
            Change::KeptForeign => message!("{path}: kept: byline did not write it"),
            Change::KeptUnsaved => {
                message!("{path}: kept: texts that `byline serve` has not saved yet")
            }
            Change::KeptElsewhere => message!(
                "{path}: kept: it is not in the output folder; name its folder with --output"
            ),
        });
    }

    fn cache(&mut self, folder: &Path, removed: Option<u64>) {
        let folder = shown(folder);
        self.print_message(&match removed {
            Some(bytes) => message!("{folder}: removed, {size} MB", size = bytes.div_ceil(1 << 20)),
            None => message!("{folder}: nothing to remove"),
        });
    }

    fn nothing_stale(&mut self) {
        self.print_message(&message!("nothing to remove: no document is left over"));
    }

    fn photos(&mut self, record: &RecordFile, folder: &Path, new: &[NewPhoto]) {
        let name = &record.name;
        if new.is_empty() {
            self.print_message(&message!("{name}: no new pictures in {folder}"));
        }
        for NewPhoto { file, metadata } in new {
            self.print_message(&match metadata.alt {
                None => message!("{name}: added {file}; write its `alt`"),
                Some(_) => message!("{name}: added {file}"),
            });
        }
    }

    fn by_hand(&mut self, path: &Path, texts: &[String]) {
        let (path, count, keys) = (shown(path), texts.len(), Message::row(texts));
        self.print_message(&plural!(
            count,
            "{path}: add 1 text by hand, because byline cannot change lists in brackets: {keys}",
            "{path}: add {count} texts by hand, because byline cannot change lists in brackets: {keys}",
        ));
    }

    fn merged(&mut self, parts: usize, documents: usize) {
        let documents = self::documents(documents);
        self.print_message(&plural!(
            parts,
            "1 part merged: the build state now covers {documents}",
            "{parts} parts merged: the build state now covers {documents}",
        ));
    }

    fn proof(&mut self, proof: &Proof<'_>) {
        let Proof { template, pages, stored, findings } = *proof;
        let findings = plural!(findings, "1 finding", "{findings} findings");
        self.print_message(&if stored {
            plural!(
                pages,
                "{template}: 1 page stored, {findings}",
                "{template}: {pages} pages stored, {findings}",
            )
        } else {
            plural!(
                pages,
                "{template}: 1 page compared, {findings}",
                "{template}: {pages} pages compared, {findings}",
            )
        });
    }

    fn explanation(&mut self, code: Code) -> io::Result<()> {
        let text = explain(code, self.settings.language());
        let text = crate::explain::without_markup(text.trim());
        writeln!(anstream::stdout(), "{}\n\n{text}", code.name())
    }

    fn codes(&mut self, codes: &[Code]) -> io::Result<()> {
        let language = self.settings.language();
        codes.iter().try_for_each(|code| line(&crate::explain::in_a_line(*code, language)))
    }

    fn sample(&mut self, _: &Slug, _: &Slug, text: &str) -> io::Result<()> {
        self.text(text)
    }

    fn text(&mut self, text: &str) -> io::Result<()> {
        write_out(text)
    }

    fn next(&mut self, steps: &[Message]) {
        self.print_line("");
        self.print_message(&message!("Next:"));
        for step in steps {
            self.print_line(&format!("  {}", self.settings.translate(step)));
        }
    }

    fn serving(&mut self, address: &str) {
        self.print_message(&message!("The desk is open at {address}"));
        self.print_message(&message!("The address works once. Stop byline with Ctrl-C."));
    }

    fn note(&mut self, message: &Message) {
        self.print_message(message);
    }

    fn stopped(&mut self) {
        self.print_line("");
        self.print_message(&message!("stopped; finished documents are kept"));
    }

    fn summary(&mut self, summary: &Summary) {
        self.bar.finish_and_clear();
        self.failures(summary);
        summary.earlier_documents().iter().for_each(|message| self.print_message(message));
        // A build makes documents, but a check looks at records.
        let (done, failed) = match summary.verb {
            Action::Built => {
                let made = summary.made;
                (plural!(made, "1 document built", "{made} documents built"), summary.failed)
            }
            Action::Checked => {
                let checked = summary.sound_records + summary.failed_records;
                let done = plural!(checked, "1 record checked", "{checked} records checked");
                (done, summary.failed_records)
            }
        };
        let Summary { current, left, warnings, .. } = *summary;
        let totals = [
            Some(done),
            (current > 0).then(|| message!("{current} up to date")),
            Some(message!("{failed} failed")),
            (left > 0)
                .then(|| plural!(left, "1 document not started", "{left} documents not started")),
            (warnings > 0).then(|| plural!(warnings, "1 warning", "{warnings} warnings")),
        ];
        let totals = totals.into_iter().flatten();
        if let Some(totals) = totals.reduce(|before, next| message!("{before}, {next}")) {
            self.print_message(&totals);
        }
        match summary.known_warnings {
            0 => {}
            warnings => self.print_message(&plural!(
                warnings,
                "1 warning in documents that are up to date: `byline check` prints it",
                "{warnings} warnings in documents that are up to date: `byline check` prints them",
            )),
        }
        match summary.stale {
            0 => {}
            stale => self.print_message(&plural!(
                stale,
                "1 document left over from earlier builds: `byline clean --stale` removes it",
                "{stale} documents left over from earlier builds: `byline clean --stale` removes them",
            )),
        }
    }
}

fn documents(count: usize) -> Message {
    plural!(count, "1 document", "{count} documents")
}

/// Prints one line to standard output.
fn line(words: &str) -> io::Result<()> {
    writeln!(anstream::stdout(), "{}", visible(words))
}

/// Writes a text to standard output unchanged.
pub(crate) fn write_out(text: &str) -> io::Result<()> {
    io::stdout().write_all(text.as_bytes())
}
