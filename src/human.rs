//! Messages for people, printed to standard error.

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
use crate::printer::{Appearance, Change, Failure, Made, Printer, Proof, Summary, shown};
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
    fn failures(&self, summary: &Summary) -> io::Result<()> {
        if summary.failing < 2 {
            return Ok(());
        }
        let width = summary.failures.iter().map(|failure| failure.record.len()).max();
        let width = width.unwrap_or_default();
        let places = summary.failures.iter().filter_map(|failure| failure.place.as_ref());
        let reach = places.map(String::len).max().unwrap_or_default();
        self.say("failed:")?;
        for Failure { record, place, error, more, .. } in &summary.failures {
            let place = place.as_deref().unwrap_or_default();
            let more = if *more > 0 { format!(" (and {more} more)") } else { String::new() };
            self.say(&format!("  {record:<width$}  {place:<reach$}  {error}{more}"))?;
        }
        match summary.failing - summary.failures.len() {
            0 => Ok(()),
            rest => self.say(&format!("  and {} more", plural(rest, "record"))),
        }
    }

    fn say(&self, words: &str) -> io::Result<()> {
        self.bar.suspend(|| writeln!(anstream::stderr(), "{words}"))
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

    fn reasons(&mut self, path: &Path, reasons: &[Reason]) -> io::Result<()> {
        let reasons: Vec<_> = reasons.iter().map(ToString::to_string).collect();
        self.say(&format!("{}: {}", shown(path), reasons.join("; ")))
    }

    fn finding(&mut self, finding: &Diagnostic) -> io::Result<()> {
        self.say(&format!("{}\n", render(finding)))
    }

    fn artifact(&mut self, _: &Slug, artifact: &Artifact, verb: Made) -> io::Result<()> {
        self.bar.inc(1);
        if self.terminal {
            return Ok(());
        }
        let path = shown(&artifact.path);
        let pages = artifact.pages.map(|pages| plural(pages, "page") + ", ");
        let pages = pages.unwrap_or_default();
        let seconds = artifact.time.as_secs_f64();
        match verb {
            Made::Built => self.say(&format!("{path}: {pages}{seconds:.2} s")),
            Made::Checked => Ok(()),
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
        let mut out = anstream::stdout();
        let format = template.manifest.format.name();
        writeln!(out, "{:<16} {format:<10} {origin}", template.name.as_str())?;
        if let Some(purpose) = &template.manifest.purpose {
            writeln!(out, "  {purpose}")?;
        }
        for option in &template.manifest.options {
            writeln!(out, "  {} = {}: {}", option.name, option.default, option.meaning)?;
        }
        Ok(())
    }

    fn person(&mut self, name: &str, appearances: &[Appearance]) -> io::Result<()> {
        let mut out = anstream::stdout();
        writeln!(out, "{name}")?;
        for Appearance { record, role, called } in appearances {
            let called = if called.is_empty() { String::new() } else { format!(": {called}") };
            writeln!(out, "  {record}, {role}{called}")?;
        }
        Ok(())
    }

    fn translation(&mut self, record: &Slug, translation: &Translation) -> io::Result<()> {
        let Translation { language, missing, outdated, remarks } = translation;
        let mut out = anstream::stdout();
        let counts = [(missing.len(), "missing"), (outdated.len(), "changed since")];
        let counts = counts.iter().filter(|(count, _)| *count > 0);
        let counts: Vec<_> = counts.map(|(count, word)| format!("{count} {word}")).collect();
        let counts = if counts.is_empty() { "complete".into() } else { counts.join(", ") };
        writeln!(out, "{record}, {language}: {counts}")?;
        for text in missing {
            writeln!(out, "  {}: missing: {}", at(&text.place), excerpt(&text.words))?;
        }
        for finding in outdated.iter().chain(remarks) {
            let place = finding.place.as_ref().map(at).unwrap_or_default();
            writeln!(out, "  {place}: {}", finding.message)?;
        }
        Ok(())
    }

    fn script(&mut self, script: &ScriptFonts, family: Option<(String, bool)>) -> io::Result<()> {
        let ScriptFonts { name, debian, macos, windows, .. } = script;
        let mut out = anstream::stdout();
        match family {
            Some((family, false)) => writeln!(out, "{name}: {family}"),
            Some((family, true)) => writeln!(out, "{name}: {family}, of this machine"),
            None => {
                writeln!(out, "{name}: none")?;
                writeln!(out, "  Debian, Ubuntu: apt install {debian}")?;
                writeln!(out, "  macOS: {macos}")?;
                writeln!(out, "  Windows: {windows}")
            }
        }
    }

    fn file(&mut self, path: &Path, change: Change) -> io::Result<()> {
        let words = match change {
            Change::Written => "written",
            Change::Untouched => "not modified (already exists)",
            Change::Removed => "removed",
            Change::Kept => "kept, for somebody changed it",
        };
        self.say(&format!("{}: {words}", shown(path)))
    }

    fn cache(&mut self, folder: &Path, removed: Option<u64>) -> io::Result<()> {
        let folder = shown(folder);
        self.say(&match removed {
            Some(bytes) => format!("{folder}: removed, {} MB", bytes.div_ceil(1 << 20)),
            None => format!("{folder}: nothing to remove"),
        })
    }

    fn nothing_stale(&mut self) -> io::Result<()> {
        self.say("nothing to remove: every document has its record")
    }

    fn photos(&mut self, record: &RecordFile, folder: &Path, new: &[NewPhoto]) -> io::Result<()> {
        if new.is_empty() {
            return self.say(&format!("{}: no new pictures in {}", record.name, folder.display()));
        }
        new.iter().try_for_each(|NewPhoto { file, metadata }| {
            let alt = if metadata.alt.is_none() { ", its alt is yours to write" } else { "" };
            self.say(&format!("{}: added {file}{alt}", record.name))
        })
    }

    fn by_hand(&mut self, path: &Path, texts: &[String]) -> io::Result<()> {
        let (path, count, keys) = (shown(path), plural(texts.len(), "text"), texts.join(", "));
        self.say(&format!(
            "{path}: {count} in lists that stand in brackets there, to be added by hand: {keys}"
        ))
    }

    fn merged(&mut self, parts: usize, documents: usize) -> io::Result<()> {
        let (parts, documents) = (plural(parts, "part"), plural(documents, "document"));
        self.say(&format!("{parts} joined: {documents} known"))
    }

    fn proof(&mut self, proof: &Proof<'_>) -> io::Result<()> {
        let done = if proof.stored { "stored" } else { "compared" };
        let (pages, findings) = (plural(proof.pages, "page"), plural(proof.findings, "finding"));
        self.say(&format!("{}: {pages} {done}, {findings}", proof.template))
    }

    fn explanation(&mut self, code: Code, text: &str) -> io::Result<()> {
        writeln!(anstream::stdout(), "{}\n\n{text}", code.name())
    }

    fn sample(&mut self, _: &Slug, _: &Slug, text: &str) -> io::Result<()> {
        self.text(text)
    }

    fn text(&mut self, text: &str) -> io::Result<()> {
        write_out(text)
    }

    fn next(&mut self, commands: &[String]) -> io::Result<()> {
        self.say(&format!("\nNext:\n  {}", commands.join("\n  ")))
    }

    fn stopped(&mut self) -> io::Result<()> {
        self.say("\nstopped; what was done is kept")
    }

    fn summary(&mut self, summary: &Summary) -> io::Result<()> {
        self.bar.finish_and_clear();
        let verb = match summary.verb {
            Made::Built => "built",
            Made::Checked => "checked",
        };
        self.failures(summary)?;
        let mut words = format!("{} {verb}", summary.made);
        if summary.current > 0 {
            let _ = write!(words, ", {} current", summary.current);
        }
        let _ = write!(words, ", {} failed", summary.failed);
        if summary.left > 0 {
            let _ = write!(words, ", {} not begun", summary.left);
        }
        if summary.warnings > 0 {
            let _ = write!(words, ", {}", plural(summary.warnings, "warning"));
        }
        self.say(&words)?;
        if summary.known_warnings > 0 {
            let warnings = plural(summary.known_warnings, "warning");
            self.say(&format!(
                "{warnings} of those that are current: `byline check` tells them again"
            ))?;
        }
        if summary.stale > 0 {
            let stale = plural(summary.stale, "document");
            self.say(&format!(
                "{stale} of records that are gone: `byline clean --stale` removes them"
            ))?;
        }
        Ok(())
    }
}

fn render(finding: &Diagnostic) -> String {
    let tone = match finding.level() {
        Level::Error => Tone::ERROR,
        Level::Warning => Tone::WARNING,
        Level::Information => Tone::INFO.with_name("information"),
    };
    let mut group = tone
        .primary_title(finding.message.as_str())
        .id(finding.code.name())
        .elements(None::<Message<'_>>);
    if let Some(place) = &finding.place {
        if place.source.text().is_empty() {
            group = group.element(Origin::path(place.source.name()));
        } else {
            group = with_line(group, place, |range| AnnotationKind::Primary.span(range));
        }
    }
    for (place, words) in &finding.related {
        group = with_line(group, place, |range| {
            AnnotationKind::Context.span(range).label(words.as_str())
        });
    }
    for hint in &finding.hints {
        group = group.element(Tone::HELP.with_name("hint").message(hint.as_str()));
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
    let (name, text) = (place.source.name(), place.source.text());
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
    let end = start + text[start..end].trim_end().len();
    let snippet = Snippet::source(&text[shown.clone()]).line_start(line);
    let snippet = snippet.annotation(mark(start - shown.start..end - shown.start));
    if shown == whole {
        return group.element(snippet.path(name));
    }
    group.element(Origin::path(name).line(line).char_column(column)).element(snippet)
}

/// Writes a text to standard output unchanged.
pub(crate) fn write_out(text: &str) -> io::Result<()> {
    io::stdout().write_all(text.as_bytes())
}

/// Formats a number of things: "1 page", "2 pages".
fn plural(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}
