//! The blocks of code in a page, and the comments above them.

use std::path::Path;

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};

/// A reason for which a block is not run, and whether it is true of a block.
type Reason = (&'static str, fn(&Block) -> bool);

/// All reasons for which a block may be left out.
pub(crate) const REASONS: [Reason; 4] = [
    ("compiles byline", |block| block.text.contains("cargo ")),
    ("another system", |block| {
        block.language == "yaml"
            || block.text.contains("sbatch ")
            || block.text.contains("#SBATCH ")
    }),
    ("runs until stopped", |block| {
        block.commands().iter().any(|line| line.contains(" watch ") || is_endless(line))
    }),
    ("a message of the desk", |block| block.language == "json"),
];

/// Stand-ins for what readers insert.
const PLACEHOLDERS: [(&str, &str); 3] =
    [("CODE", "relative-time"), ("RECORD", "harbour-day"), ("FOLDER", "records/photos")];

/// A block of code in a guide.
#[derive(Debug)]
pub(crate) struct Block {
    pub(crate) place: String,
    pub(crate) section: String,
    pub(crate) language: String,
    pub(crate) text: String,
    pub(crate) note: Option<Note>,
}

/// The comment above a block.
#[derive(Debug)]
pub(crate) enum Note {
    NotRun(String),
    GoesInto(String),
    Replaces(String),
}

impl Note {
    fn parse(comment: &str) -> Option<Self> {
        let words = comment.trim().strip_prefix("<!-- ")?.strip_suffix(" -->")?;
        let (kind, value) = words.split_once(": ")?;
        match kind {
            "not run" => Some(Self::NotRun(value.into())),
            "goes into" => Some(Self::GoesInto(value.into())),
            "replaces" => Some(Self::Replaces(value.into())),
            _ => None,
        }
    }
}

impl Block {
    /// Returns the commands of a block, without explanations, comments and output.
    pub(crate) fn commands(&self) -> Vec<String> {
        let prompted: Vec<_> =
            self.text.lines().filter_map(|line| line.strip_prefix("$ ")).collect();
        let lines = if prompted.is_empty() { self.text.lines().collect() } else { prompted };
        let commands = lines.into_iter().map(|line| line.split("  ").next().unwrap_or(line));
        let commands = commands.filter(|line| !line.is_empty() && !line.starts_with('#'));
        commands.map(with_placeholders_filled).collect()
    }

    /// Returns the lines between the commands of a session.
    pub(crate) fn output(&self) -> Vec<&str> {
        let is_session = self.text.lines().any(|line| line.starts_with("$ "));
        self.text.lines().filter(|line| is_session && !line.starts_with("$ ")).collect()
    }

    pub(crate) fn is_finding(&self) -> bool {
        self.text.starts_with("error[") || self.text.starts_with("warning[")
    }

    /// Returns the file that a comment in the first line names.
    pub(crate) fn named_file(&self) -> Option<&str> {
        let first = self.text.lines().next()?;
        let comment = first.strip_prefix("# ").or_else(|| first.strip_prefix("// "))?;
        let name = comment.split(' ').next()?.trim_end_matches(':');
        let extension = Path::new(name).extension()?;
        (extension == "toml" || extension == "typ").then_some(name)
    }

    /// Returns what is wrong with the comment above the block, or with its absence.
    pub(crate) fn fault(&self) -> Option<String> {
        let is_file = ["toml", "typst"].contains(&self.language.as_str());
        let needs_file = is_file && self.named_file().is_none() && self.is_whole();
        match &self.note {
            Some(Note::NotRun(reason)) => {
                let known = REASONS.iter().find(|(known, _)| known == reason);
                match known {
                    None => Some(format!("`{reason}` is not one of the reasons")),
                    Some((_, applies)) if !applies(self) => {
                        Some(format!("`{reason}` is not true of this block: run it"))
                    }
                    Some(_) => None,
                }
            }
            Some(Note::GoesInto(_) | Note::Replaces(_)) if !is_file => {
                Some("this is no content of a file".into())
            }
            Some(Note::GoesInto(_)) if self.named_file().is_some() => {
                Some("the first line names the file already".into())
            }
            None if needs_file => Some("which file is this?".into()),
            None if !is_file && !self.language.is_empty() => {
                Some(format!("`{}` cannot be run: give a reason", self.language))
            }
            _ => None,
        }
    }

    /// Returns whether the block is all of a file or of one of its tables, and not code from the
    /// middle of a template.
    pub(crate) fn is_whole(&self) -> bool {
        self.language != "typst" || self.text.contains("#let main(")
    }
}

fn with_placeholders_filled(command: &str) -> String {
    let fill = |word: &str| {
        let found = PLACEHOLDERS.iter().find(|(placeholder, _)| *placeholder == word);
        found.map_or(word, |(_, filled)| *filled).to_owned()
    };
    command.split(' ').map(fill).collect::<Vec<_>>().join(" ")
}

/// Returns whether a command of byline runs until somebody stops it.
pub(crate) fn is_endless(command: &str) -> bool {
    command == "byline serve" || command.starts_with("byline serve ")
}

/// Returns the blocks of a page, and the comments that are not above a block or not understood.
pub(crate) fn blocks(page: &str, text: &str) -> (Vec<Block>, Vec<String>) {
    let (mut blocks, mut faults) = (Vec::<Block>::new(), Vec::new());
    let (mut section, mut above) = (String::new(), None::<String>);
    let mut events = Parser::new(text).into_offset_iter();
    while let Some((event, range)) = events.next() {
        let place = format!("{page}:{}", text[..range.start].matches('\n').count() + 1);
        // The text between an element and its end.
        let mut inner = |end: TagEnd| {
            let inner = events.by_ref().map(|(event, _)| event);
            let inner = inner.take_while(|event| *event != Event::End(end));
            inner
                .filter_map(|event| match event {
                    Event::Text(text) | Event::Html(text) | Event::Code(text) => {
                        Some(text.into_string())
                    }
                    _ => None,
                })
                .collect::<String>()
        };
        let comment = above.take();
        match event {
            Event::Start(Tag::CodeBlock(kind)) => {
                let language = match kind {
                    CodeBlockKind::Fenced(language) => language.into_string(),
                    CodeBlockKind::Indented => "indented".into(),
                };
                let note = comment.as_deref().and_then(Note::parse);
                if let (Some(comment), None) = (comment, &note) {
                    faults.push(format!("{place}: unknown comment: {comment}"));
                }
                let text = inner(TagEnd::CodeBlock);
                blocks.push(Block { place, section: section.clone(), language, text, note });
                continue;
            }
            Event::Start(Tag::Heading { level, .. }) => section = inner(TagEnd::Heading(level)),
            Event::Start(Tag::HtmlBlock) => above = Some(inner(TagEnd::HtmlBlock)),
            _ => {}
        }
        if comment.as_deref().and_then(Note::parse).is_some() {
            faults.push(format!("{place}: the comment above is not above a block"));
        }
    }
    if above.as_deref().and_then(Note::parse).is_some() {
        faults.push(format!("{page}: the comment at the end is not above a block"));
    }
    (blocks, faults)
}
