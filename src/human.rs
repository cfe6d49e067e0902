//! Messages for people, printed to standard error; lists and answers go to standard output.
//!
//! Names and texts come from the user's files. Each line is printed by `say`, `line` or
//! `render`, which escape what a terminal would interpret.

use std::fmt::Write as _;
use std::io::{self, IsTerminal, Write};
use std::ops::Range;
use std::path::Path;
use std::time::Duration;

use annotate_snippets::{
    Annotation, AnnotationKind, Group, Level as Tone, Message, Origin, Renderer, Snippet,
};
use indicatif::{ProgressBar, ProgressStyle};

use crate::args::Format;
use crate::findings::{advice_on_rest, most_important};
use crate::printer::{Action, Appearance, Change, Failure, Printer, Proof, Summary, plural, shown};
use crate::visible::{visible, visible_line};
use byline_build::{Artifact, Reason, Translation};
use byline_core::diagnostic::{Code, Diagnostic, Level};
use byline_core::model::{Slug, Word};
use byline_core::project::{Project, RecordFile};
use byline_core::scaffold::NewPhoto;
use byline_core::source::Place;
use byline_render::compose::ScriptFonts;
use byline_render::template::{self, Template};

/// Formats a place, such as "records/a.toml:12:9".
fn at(place: &Place) -> String {
    let (line, column) = place.line_column();
    format!("{}:{line}:{column}", place.source.name())
}

/// Returns the start of a text, on a single line.
fn excerpt(words: &str) -> String {
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(EXCERPT) {
        Some((end, _)) => format!("{} …", line[..end].trim_end()),
        None => line,
    }
}

/// The maximum length of a quoted text, in characters.
const EXCERPT: usize = 60;

/// The printer for people.
pub(crate) struct Human {
    /// Whether standard error is a terminal: a progress bar then replaces the lines about single
    /// documents.
    terminal: bool,
    bar: ProgressBar,
}

impl Human {
    pub(crate) fn new() -> Self {
        Self { terminal: io::stderr().is_terminal(), bar: ProgressBar::hidden() }
    }

    /// Prints the table of failures, unless there is only one: its errors have just been
    /// printed.
    fn failures(&self, summary: &Summary) {
        if summary.failing < 2 {
            return;
        }
        let shown = |text: &str| visible(text).into_owned();
        let rows = summary.failures.iter().map(|Failure { record, place, error, more, .. }| {
            let more = if *more > 0 { format!(" (and {more} more)") } else { String::new() };
            let place = place.as_deref().map(shown).unwrap_or_default();
            (shown(record), place, format!("{error}{more}"))
        });
        let rows: Vec<_> = rows.collect();
        let width =
            rows.iter().map(|(record, ..)| record.chars().count()).max().unwrap_or_default();
        let reach =
            rows.iter().map(|(_, place, _)| place.chars().count()).max().unwrap_or_default();
        self.say("failed:");
        for (record, place, error) in rows {
            self.say(&format!("  {record:<width$}  {place:<reach$}  {error}"));
        }
        match summary.failing - summary.failures.len() {
            0 => {}
            rest => self.say(&format!("  and {}", plural(rest, "more record"))),
        }
    }

    /// Prints one line of a message to standard error.
    fn say(&self, words: &str) {
        self.write(&visible(words));
    }

    /// Prints a message. If it cannot be printed, byline continues: the exit code reports the result.
    fn write(&self, text: &str) {
        let _ = self.bar.suspend(|| writeln!(anstream::stderr(), "{text}"));
    }
}

impl Printer for Human {
    fn format(&self) -> Format {
        Format::Human
    }

    fn start(&mut self, documents: usize) {
        if self.terminal && documents > 0 {
            let style =
                ProgressStyle::with_template("{bar:30} {pos} of {len}, {per_sec:.1}, {eta} left");
            self.bar = ProgressBar::new(documents as u64);
            self.bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
            self.bar.enable_steady_tick(Duration::from_millis(200));
        }
    }

    fn reasons(&mut self, path: &Path, reasons: &[Reason]) {
        let reasons: Vec<_> = reasons.iter().map(ToString::to_string).collect();
        self.say(&format!("{}: {}", shown(path), reasons.join("; ")));
    }

    fn finding(&mut self, finding: &Diagnostic) {
        self.write(&format!("{}\n", render(finding)));
    }

    fn findings(&mut self, findings: &[&Diagnostic]) {
        let chosen = most_important(findings);
        for finding in &chosen {
            self.finding(finding);
        }
        if let rest @ 1.. = findings.len() - chosen.len() {
            let more = plural(rest, "more finding");
            let advice = advice_on_rest(findings, chosen.len());
            self.write(&format!("{more} not shown: {advice}\n"));
        }
    }

    fn artifact(&mut self, _: &Slug, artifact: &Artifact, verb: Action) {
        self.bar.inc(1);
        if self.terminal {
            return;
        }
        let path = shown(&artifact.path);
        let pages = artifact.pages.map(|pages| plural(pages, "page") + ", ");
        let pages = pages.unwrap_or_default();
        let seconds = artifact.time.as_secs_f64();
        match verb {
            Action::Built => self.say(&format!("{path}: {pages}{seconds:.2} s")),
            Action::Checked => {}
        }
    }

    fn failed(&mut self, documents: usize) {
        self.bar.inc(documents as u64);
    }

    fn template(&mut self, template: &Template, project: &Project) -> io::Result<()> {
        let origin = match &template.origin {
            template::Origin::Standard => "comes with byline".into(),
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
        let counts = [(missing.len(), "missing"), (outdated.len(), "outdated")];
        let counts = counts.iter().filter(|(count, _)| *count > 0);
        let counts: Vec<_> = counts.map(|(count, word)| format!("{count} {word}")).collect();
        let counts = if counts.is_empty() { "complete".into() } else { counts.join(", ") };
        line(&format!("{record}, {language}: {counts}"))?;
        for text in missing {
            line(&format!("  {}: missing: {}", at(&text.place), excerpt(&text.words)))?;
        }
        for finding in outdated.iter().chain(remarks) {
            let place = finding.place.as_ref().map(at).unwrap_or_default();
            line(&format!("  {place}: {}", finding.message))?;
        }
        Ok(())
    }

    fn script(&mut self, script: &ScriptFonts, family: Option<(String, bool)>) -> io::Result<()> {
        let ScriptFonts { name, debian, macos, windows, .. } = script;
        match family {
            Some((family, false)) => line(&format!("{name}: {family}")),
            Some((family, true)) => line(&format!("{name}: {family} (system font)")),
            None => {
                line(&format!("{name}: none"))?;
                line(&format!("  Debian, Ubuntu: apt install {debian}"))?;
                line(&format!("  macOS: {macos}"))?;
                line(&format!("  Windows: {windows}"))
            }
        }
    }

    fn file(&mut self, path: &Path, change: Change) {
        let words = match change {
            Change::Written => "written",
            Change::Untouched => "already exists, not changed",
            Change::Removed => "removed",
            Change::Kept => "kept: somebody has changed it",
            Change::KeptForeign => "kept: byline did not write it",
            Change::KeptElsewhere => {
                "kept: it is not in the output folder; name its folder with --output"
            }
        };
        self.say(&format!("{}: {words}", shown(path)));
    }

    fn cache(&mut self, folder: &Path, removed: Option<u64>) {
        let folder = shown(folder);
        self.say(&match removed {
            Some(bytes) => format!("{folder}: removed, {} MB", bytes.div_ceil(1 << 20)),
            None => format!("{folder}: nothing to remove"),
        });
    }

    fn nothing_stale(&mut self) {
        self.say("nothing to remove: no document is left over");
    }

    fn photos(&mut self, record: &RecordFile, folder: &Path, new: &[NewPhoto]) {
        if new.is_empty() {
            self.say(&format!("{}: no new pictures in {}", record.name, folder.display()));
        }
        for NewPhoto { file, metadata } in new {
            let alt = if metadata.alt.is_none() { "; write its `alt`" } else { "" };
            self.say(&format!("{}: added {file}{alt}", record.name));
        }
    }

    fn by_hand(&mut self, path: &Path, texts: &[String]) {
        let (path, count, keys) = (shown(path), plural(texts.len(), "text"), texts.join(", "));
        self.say(&format!(
            "{path}: add {count} by hand, because byline cannot change lists in brackets: {keys}"
        ));
    }

    fn merged(&mut self, parts: usize, documents: usize) {
        let (parts, documents) = (plural(parts, "part"), plural(documents, "document"));
        self.say(&format!("{parts} merged: the build state now covers {documents}"));
    }

    fn proof(&mut self, proof: &Proof<'_>) {
        let done = if proof.stored { "stored" } else { "compared" };
        let (pages, findings) = (plural(proof.pages, "page"), plural(proof.findings, "finding"));
        self.say(&format!("{}: {pages} {done}, {findings}", proof.template));
    }

    fn explanation(&mut self, code: Code, text: &str) -> io::Result<()> {
        writeln!(anstream::stdout(), "{}\n\n{}", code.name(), crate::explain::without_markup(text))
    }

    fn sample(&mut self, _: &Slug, _: &Slug, text: &str) -> io::Result<()> {
        self.text(text)
    }

    fn text(&mut self, text: &str) -> io::Result<()> {
        write_out(text)
    }

    fn next(&mut self, steps: &[String]) {
        self.say("");
        self.say("Next:");
        for step in steps {
            self.say(&format!("  {step}"));
        }
    }

    fn stopped(&mut self) {
        self.say("");
        self.say("stopped; finished documents are kept");
    }

    fn summary(&mut self, summary: &Summary) {
        self.bar.finish_and_clear();
        self.failures(summary);
        // A build makes documents, but a check looks at records.
        let (mut words, failed) = match summary.verb {
            Action::Built => (plural(summary.made, "document") + " built", summary.failed),
            Action::Checked => (
                plural(summary.sound_records + summary.failed_records, "record") + " checked",
                summary.failed_records,
            ),
        };
        if summary.current > 0 {
            let _ = write!(words, ", {} up to date", summary.current);
        }
        let _ = write!(words, ", {failed} failed");
        if summary.left > 0 {
            let _ = write!(words, ", {} not started", plural(summary.left, "document"));
        }
        if summary.warnings > 0 {
            let _ = write!(words, ", {}", plural(summary.warnings, "warning"));
        }
        self.say(&words);
        if summary.known_warnings > 0 {
            let warnings = plural(summary.known_warnings, "warning");
            self.say(&format!(
                "{warnings} in documents that are up to date: `byline check` prints them"
            ));
        }
        if summary.stale > 0 {
            let stale = plural(summary.stale, "document");
            self.say(&format!(
                "{stale} left over from earlier builds: `byline clean --stale` removes them"
            ));
        }
    }
}

fn render(finding: &Diagnostic) -> String {
    let tone = match finding.level() {
        Level::Error => Tone::ERROR,
        Level::Warning => Tone::WARNING,
        Level::Information => Tone::INFO.with_name("information"),
    };
    let mut group = tone
        .primary_title(visible(&finding.message))
        .id(finding.code.name())
        .elements(None::<Message<'_>>);
    if let Some(place) = &finding.place {
        if place.source.text().is_empty() {
            group = group.element(Origin::path(visible(place.source.name())));
        } else {
            group = with_line(group, place, |range| AnnotationKind::Primary.span(range));
        }
    }
    for (place, words) in &finding.related {
        group = with_line(group, place, |range| {
            AnnotationKind::Context.span(range).label(visible(words))
        });
    }
    for hint in &finding.hints {
        group = group.element(Tone::HELP.with_name("hint").message(visible(hint)));
    }
    Renderer::styled().render(&[group])
}

/// The length in bytes from which only the part of a line around a place is shown.
const MAX_LINE: usize = 4_000;

/// The number of bytes of a long line that are shown before a place, and behind its start.
const AROUND: (usize, usize) = (200, 400);

/// Adds the line on which a place starts, because the whole file may be long. `mark` annotates
/// the part of the place on that line, whose start is enough to identify a long paragraph.
fn with_line<'a>(
    group: Group<'a>,
    place: &'a Place,
    mark: impl Fn(Range<usize>) -> Annotation<'a>,
) -> Group<'a> {
    let (name, text) = (visible(place.source.name()), place.source.text());
    let (line, column) = place.line_column();
    let whole = place.source.line_range(line);
    let start = place.range.start.clamp(whole.start, whole.end);
    let shown = if whole.len() <= MAX_LINE {
        whole.clone()
    } else {
        let from = whole.start.max(text.floor_char_boundary(start.saturating_sub(AROUND.0)));
        from..whole.end.min(text.ceil_char_boundary(start + AROUND.1))
    };
    let end = place.range.end.clamp(start, shown.end);
    let before = visible_line(&text[shown.start..start]).len();
    let length = visible_line(text[start..end].trim_end()).len();
    let snippet = Snippet::source(visible_line(&text[shown.clone()])).line_start(line);
    let snippet = snippet.annotation(mark(before..before + length));
    if shown == whole {
        return group.element(snippet.path(name));
    }
    group.element(Origin::path(name).line(line).char_column(column)).element(snippet)
}

/// Prints one line to standard output.
fn line(words: &str) -> io::Result<()> {
    writeln!(anstream::stdout(), "{}", visible(words))
}

/// Writes a text to standard output unchanged.
pub(crate) fn write_out(text: &str) -> io::Result<()> {
    io::stdout().write_all(text.as_bytes())
}
