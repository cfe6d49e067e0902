//! Text that was garbled on its way: read in the wrong encoding, written for a web page, or typed
//! in a font that draws signs of its own.

use encoding_rs::WINDOWS_1252;
use pulldown_cmark::{Event, Options, Parser};

/// The most times that a text is read in the wrong encoding.
const TIMES: usize = 3;

/// Returns what was meant by a word whose UTF-8 was read as Windows-1252: "Café" for `CafÃ©`.
/// Returns `None` if the word is sound.
pub(crate) fn mojibake(word: &str) -> Option<String> {
    let mut meant = once(word)?;
    for _ in 1..TIMES {
        meant = match once(&meant) {
            Some(again) => again,
            None => break,
        };
    }
    Some(meant)
}

/// Undoes one reading in the wrong encoding.
fn once(word: &str) -> Option<String> {
    if word.is_ascii() {
        return None;
    }
    let mut meant = String::with_capacity(word.len());
    let mut rest = word;
    while let Some(first) = rest.chars().next() {
        let after_capital = meant.chars().next_back().is_some_and(char::is_uppercase);
        if let Some((text, length)) = misread(rest, after_capital) {
            meant.push_str(&text);
            rest = &rest[length..];
        } else {
            meant.push(first);
            rest = &rest[first.len_utf8()..];
        }
    }
    (meant != word).then_some(meant)
}

/// Returns the characters that a text begins with if their UTF-8 was misread, and the length of
/// what they were misread as.
fn misread(text: &str, after_capital: bool) -> Option<(String, usize)> {
    let (meant, length) = sequence(text)?;
    let first = text.chars().next()?;
    let second = text[first.len_utf8()..].chars().next()?;
    let closing = "”“’‘»›…–—".contains(second);
    // A capital before a closing mark may be just that: “CAFÉ”.
    let alone = match first {
        'Â' | 'â' | 'ð' => true,
        'Ã' => !(closing && after_capital),
        'Ä' | 'Å' => !closing,
        _ => false,
    };
    if alone {
        return Some((meant.into(), length));
    }
    let (next, more) = sequence(&text[length..])?;
    Some((String::from_iter([meant, next]), length + more))
}

/// Decodes the character that a text begins with, as one that was misread.
fn sequence(text: &str) -> Option<(char, usize)> {
    // The byte 9D has no letter in Windows-1252 and is often lost: `â€` is a closing mark.
    let lost = text.strip_prefix("â€").map(|rest| rest.chars().next());
    let bytes: Vec<(u8, usize)> = text.chars().map_while(byte).take(4).collect();
    let length = match bytes.first()?.0 {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return None,
    };
    let raw: Vec<u8> = bytes.iter().take(length).map(|(byte, _)| *byte).collect();
    let taken = bytes.iter().take(length).map(|(_, length)| length).sum();
    let decoded = str::from_utf8(&raw).ok().and_then(|text| text.chars().next());
    // Of the characters that begin with â, texts have punctuation, currencies and signs.
    let decoded = decoded.filter(|char| raw[0] != 0xe2 || matches!(char, '\u{2000}'..='\u{23ff}'));
    match (decoded, lost) {
        (Some(char), _) => Some((char, taken)),
        (None, Some(next)) if next.is_none_or(|next| !next.is_alphabetic()) => {
            Some(('”', "â€".len()))
        }
        _ => None,
    }
}

/// Returns the byte of a character in Windows-1252, if it is not ASCII, and the character's
/// length in UTF-8.
fn byte(char: char) -> Option<(u8, usize)> {
    let mut text = [0; 4];
    let (bytes, _, unmappable) = WINDOWS_1252.encode(char.encode_utf8(&mut text));
    (!char.is_ascii() && !unmappable).then(|| (bytes[0], char.len_utf8()))
}

/// Returns what was meant by a word with characters of HTML, such as `&amp;` or `&#8217;`.
pub(crate) fn unescaped(word: &str) -> Option<String> {
    if !word.contains('&') {
        return None;
    }
    let mut meant = String::with_capacity(word.len());
    let mut rest = word;
    while let Some(start) = rest.find('&') {
        meant.push_str(&rest[..start]);
        rest = &rest[start..];
        let end = rest.find(|char: char| !(char.is_ascii_alphanumeric() || "&#".contains(char)));
        let entity = end.filter(|end| rest[*end..].starts_with(';')).map(|end| &rest[..=end]);
        let decoded = entity.and_then(|entity| Some((entity, decoded(entity)?)));
        let (written, text) = decoded.unwrap_or(("&", "&".into()));
        meant.push_str(&text);
        rest = &rest[written.len()..];
    }
    meant.push_str(rest);
    (meant != word).then_some(meant)
}

/// Decodes a character of HTML as a reader of Markdown does, which knows all of them.
fn decoded(entity: &str) -> Option<String> {
    let texts = Parser::new_ext(entity, Options::empty()).filter_map(|event| match event {
        Event::Text(text) => Some(text.into_string()),
        _ => None,
    });
    Some(texts.collect::<String>()).filter(|text| !text.is_empty() && text != entity)
}

/// Returns what was probably meant by a word with the character that stands for a lost one, which
/// most often was an apostrophe.
pub(crate) fn restored(word: &str) -> Option<String> {
    const LOST: char = char::REPLACEMENT_CHARACTER;
    let (before, after) = word.split_once(LOST)?;
    let ending = after.trim_end_matches(|char: char| !char.is_alphanumeric());
    let is_apostrophe = before.ends_with(char::is_alphabetic)
        && matches!(ending, "s" | "t" | "d" | "m" | "re" | "ve" | "ll");
    is_apostrophe.then(|| format!("{before}’{after}"))
}

/// Returns the sign that Word shows for a character of its fonts Symbol and Wingdings.
///
/// The fonts' characters are in the Private Use Area from U+F000 on; these are the bullets and
/// arrows that Word offers.
pub fn symbol(char: char) -> Option<&'static str> {
    Some(match char {
        '\u{f0b7}' | '\u{f06c}' | '\u{f09f}' | '\u{f0a8}' => "•",
        '\u{f0a7}' | '\u{f06e}' => "▪",
        '\u{f0d8}' | '\u{f076}' => "›",
        '\u{f0fc}' => "✓",
        '\u{f0e0}' | '\u{f0ae}' => "→",
        '\u{f02d}' => "–",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_in_the_wrong_encoding_is_read_again() {
        for (word, meant) in [
            ("CafÃ©", "Café"),
            ("â€œyesâ€\u{9d}", "“yes”"),
            ("â€œyesâ€,", "“yes”,"),
            ("Ministerâ€™s", "Minister’s"),
            ("2024â€“25", "2024–25"),
            ("Â£5", "£5"),
            ("20Â°C", "20°C"),
            ("Ã‰vÃ¨nement", "Évènement"),
            ("WaÅ‚Ä™sa", "Wałęsa"),
            ("ä¸\u{ad}å›½", "中国"),
            ("ÐŸÑ€Ð¸Ð²ÐµÑ‚", "Привет"),
            ("ðŸ™‚", "🙂"),
            ("CafÃƒÂ©", "Café"),
            ("â‚¬5", "€5"),
        ] {
            assert_eq!(mojibake(word).as_deref(), Some(meant));
        }
    }

    #[test]
    fn sound_words_are_left_alone() {
        for word in [
            "Café",
            "“CAFÉ”",
            "„MENÜ“",
            "«España»",
            "’É”",
            "naïve…",
            "AMANHÃ”",
            "São",
            "Âge",
            "ÑÑ",
            "“café”…",
            "Ærø",
            "±5",
            "中国",
            "Łódź",
            "é’”",
        ] {
            assert_eq!(mojibake(word), None, "{word}");
        }
    }

    #[test]
    fn characters_of_html_and_lost_ones_are_meant_otherwise() {
        for (word, meant) in [
            ("Q&amp;A", "Q&A"),
            ("Minister&#8217;s&nbsp;team", "Minister’s\u{a0}team"),
            ("&ndash;", "–"),
            ("&#x2019;", "’"),
        ] {
            assert_eq!(unescaped(word).as_deref(), Some(meant));
        }
        for word in ["Q&A", "R&D;", "a&b", "&;", "https://x.example?a=1&copy=2"] {
            assert_eq!(unescaped(word), None, "{word}");
        }
        assert_eq!(restored("Minister\u{fffd}s"), Some("Minister’s".into()));
        assert_eq!(restored("Caf\u{fffd}"), None);
    }
}
