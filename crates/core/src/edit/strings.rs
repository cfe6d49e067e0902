//! How strings and keys are written: in the quotation marks that the file uses.

use super::value::unix;

/// The quotation marks of a string.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Quotes {
    /// `"text"`
    Basic,
    /// `'text'`
    Literal,
    /// `"""text"""`
    Long(Breaks),
    /// `'''text'''`
    LongLiteral(Breaks),
}

/// The line breaks of a long string that belong to its layout.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Breaks {
    /// The text begins on the line after the opening marks.
    pub(super) opening: bool,
    /// The closing marks have a line of their own.
    pub(super) closing: bool,
}

/// How byline's files write long texts.
const USUAL: Breaks = Breaks { opening: true, closing: true };

impl Quotes {
    /// Returns the marks of a string as it is written; `None` for another value.
    pub(super) fn of(raw: &str) -> Option<Self> {
        let breaks = |mark: &str| {
            let opening = raw[3..].starts_with(['\r', '\n']);
            let inside = raw.strip_suffix(mark).unwrap_or(raw);
            Breaks { opening, closing: inside.ends_with('\n') }
        };
        if raw.len() >= 6 && raw.starts_with("\"\"\"") {
            return Some(Self::Long(breaks("\"\"\"")));
        }
        if raw.len() >= 6 && raw.starts_with("'''") {
            return Some(Self::LongLiteral(breaks("'''")));
        }
        match raw.bytes().next()? {
            b'"' => Some(Self::Basic),
            b'\'' => Some(Self::Literal),
            _ => None,
        }
    }

    /// Returns the marks for a new string.
    pub(super) fn for_new(text: &str) -> Self {
        if text.contains('\n') { Self::Long(USUAL) } else { Self::Basic }
    }

    /// Returns marks like these that can hold a text.
    fn that_hold(self, text: &str) -> Self {
        let is_plain = |char: char| !is_control(char) || char == '\t';
        match self {
            Self::Basic | Self::Literal if text.contains('\n') => Self::Long(USUAL),
            Self::Literal if text.contains('\'') || !text.chars().all(is_plain) => Self::Basic,
            Self::LongLiteral(breaks)
                if text.contains("'''")
                    || text.ends_with('\'')
                    || !text.chars().all(|char| is_plain(char) || char == '\n') =>
            {
                Self::Long(breaks)
            }
            same => same,
        }
    }

    /// Returns a text as it can be written with these marks: where they have a line of their own
    /// at the end, the text ends with a line break.
    pub(super) fn fit(self, text: &str) -> String {
        let mut text = unix(text).into_owned();
        if let Self::Long(breaks) | Self::LongLiteral(breaks) = self.that_hold(&text)
            && breaks.closing
            && !text.is_empty()
            && !text.ends_with(['\n', '\r'])
        {
            text.push('\n');
        }
        text
    }

    /// Writes a text with these marks, or with others if they cannot hold it.
    pub(super) fn write(self, text: &str, line_end: &str) -> String {
        let text = unix(text);
        let lines =
            |text: String| if line_end == "\n" { text } else { text.replace('\n', line_end) };
        match self.that_hold(&text) {
            Self::Basic => format!("\"{}\"", escaped(&text)),
            Self::Literal => format!("'{text}'"),
            Self::Long(breaks) => {
                let opening = if breaks.opening || text.starts_with('\n') { "\n" } else { "" };
                lines(format!("\"\"\"{opening}{}\"\"\"", escaped_lines(&text)))
            }
            Self::LongLiteral(breaks) => {
                let opening = if breaks.opening || text.starts_with('\n') { "\n" } else { "" };
                lines(format!("'''{opening}{text}'''"))
            }
        }
    }
}

/// Writes a key: bare if that is possible.
pub(super) fn key(name: &str) -> String {
    let is_bare = |char: char| char.is_ascii_alphanumeric() || matches!(char, '-' | '_');
    if !name.is_empty() && name.chars().all(is_bare) {
        name.to_owned()
    } else {
        format!("\"{}\"", escaped(name))
    }
}

fn is_control(char: char) -> bool {
    char <= '\u{1f}' || char == '\u{7f}'
}

/// The text of a string on one line.
pub(super) fn escaped(text: &str) -> String {
    let mut written = String::new();
    for char in text.chars() {
        escape(char, &mut written);
    }
    written
}

fn escape(char: char, written: &mut String) {
    match char {
        '"' => written.push_str("\\\""),
        '\\' => written.push_str("\\\\"),
        '\u{8}' => written.push_str("\\b"),
        '\t' => written.push_str("\\t"),
        '\n' => written.push_str("\\n"),
        '\u{c}' => written.push_str("\\f"),
        '\r' => written.push_str("\\r"),
        char if is_control(char) => written.extend(format!("\\u{:04X}", u32::from(char)).chars()),
        char => written.push(char),
    }
}

/// The text of a string on several lines: line breaks, tabs and single quotation marks stand for
/// themselves.
pub(super) fn escaped_lines(text: &str) -> String {
    let mut written = String::new();
    let mut marks = 0;
    let mut chars = text.chars().peekable();
    while let Some(char) = chars.next() {
        match char {
            '"' => {
                marks += 1;
                // Three would end the string, and one before its end would be hard to see.
                let is_risky = marks == 3 || chars.peek().is_none();
                written.push_str(if is_risky { "\\\"" } else { "\"" });
                marks %= 3;
                continue;
            }
            '\n' | '\t' => written.push(char),
            char => escape(char, &mut written),
        }
        marks = 0;
    }
    written
}
