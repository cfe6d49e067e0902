//! Turns the bytes of a text file into its text, or reports an encoding or line ends that TOML
//! does not know.

use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic};
use crate::message::message;
use crate::source::{Place, Source};

/// Reads bytes as UTF-8, without their byte order mark.
///
/// # Errors
/// Returns [`Code::UNREADABLE`] if they are not UTF-8, and [`Code::SYNTAX`] if lines end in a
/// carriage return alone. The finding points at the first such byte or line.
pub(crate) fn decode(name: String, bytes: &[u8]) -> Result<Arc<Source>, Diagnostic> {
    if is_utf16(bytes) {
        let message = message!("this file is in UTF-16, not UTF-8");
        let hint = message!(
            "save the file again with the encoding UTF-8; Windows Notepad used to call UTF-16 \
             \"Unicode\""
        );
        return Err(Diagnostic::new(Code::UNREADABLE, message).at(Place::of_file(name)).hint(hint));
    }
    if is_document(bytes) {
        let message = message!("this is a document of Word or another program, not plain text");
        let hint = message!("save it as plain text (.txt) in UTF-8, and rename it to end in .toml");
        return Err(Diagnostic::new(Code::UNREADABLE, message).at(Place::of_file(name)).hint(hint));
    }
    let marked = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = str::from_utf8(marked).map_err(|error| {
        let start = error.valid_up_to();
        let source = Source::new(name.clone(), String::from_utf8_lossy(marked));
        let place = start..start + char::REPLACEMENT_CHARACTER.len_utf8();
        Diagnostic::new(Code::UNREADABLE, message!("this character is not valid UTF-8"))
            .at(Place::new(&source, place))
            .hint(message!("save the file again with the encoding UTF-8"))
    })?;
    let Some(end) = lone_carriage_return(text) else {
        return Ok(Source::of_file(name, text, bytes));
    };
    // As the user's editor shows it.
    let source = Source::new(name, text.replace("\r\n", " \n").replace('\r', "\n"));
    let (line, _) = source.line_column(end);
    let place = Place::new(&source, source.line_range(line));
    let message = message!("this line ends with only a carriage return, as on old Macs");
    Err(Diagnostic::new(Code::SYNTAX, message)
        .at(place)
        .hint(message!("save the file again with Windows (CRLF) or Unix (LF) line endings")))
}

/// Returns whether bytes are UTF-16: they begin with its byte order mark, or with an ASCII
/// character of two bytes.
fn is_utf16(bytes: &[u8]) -> bool {
    match bytes {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => true,
        [first, second, ..] => (*first == 0) != (*second == 0),
        _ => false,
    }
}

/// Returns whether bytes are a document of Word (old or new), `OpenDocument`, RTF or PDF.
fn is_document(bytes: &[u8]) -> bool {
    let starts: [&[u8]; 4] = [b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf", b"%PDF-"];
    starts.iter().any(|start| bytes.starts_with(start))
}

/// Returns the position of the first carriage return that no line feed follows.
fn lone_carriage_return(text: &str) -> Option<usize> {
    let mut returns = text.match_indices('\r');
    returns.find(|(at, _)| !text[at + 1..].starts_with('\n')).map(|(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_lone_carriage_returns_are_refused() {
        for (text, line) in
            [("a\rb", 1), ("a\r\nb\r\n\rc", 3), ("a\nb\r", 2), ("\r", 1), ("a\r\r\nb", 1)]
        {
            let finding = decode("x".into(), text.as_bytes()).unwrap_err();
            assert_eq!(finding.place.unwrap().line_column().0, line, "{text:?}");
        }
        for text in ["", "a\r\nb\r\n", "a\nb"] {
            assert_eq!(decode("x".into(), text.as_bytes()).unwrap().text(), text);
        }
    }

    #[test]
    fn utf_16_is_told_from_other_bytes() {
        let units = |text: &str| text.encode_utf16().collect::<Vec<_>>();
        let little: Vec<u8> = units("title").into_iter().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = units("\u{feff}标").into_iter().flat_map(u16::to_be_bytes).collect();
        assert!(is_utf16(&little) && is_utf16(&big));
        assert!(!is_utf16(b"") && !is_utf16(b"t") && !is_utf16(b"title") && !is_utf16(b"\0\0"));
    }
}
