//! File names that every system accepts, so that documents can be copied anywhere.

use std::path::{Component, Path};

use unicode_normalization::UnicodeNormalization;

use crate::diagnostic::{Code, Diagnostic};
use crate::message::{Message, message};
use crate::model::{Slug, forbidden};
use crate::source::Place;

/// The maximum length of a file name in bytes of UTF-8, on Linux. Windows and macOS allow 255
/// units of UTF-16, which are never more than the bytes.
const MAX_BYTES: usize = 255;

/// The characters that Windows allows in no file name (Microsoft, "Naming Files, Paths, and
/// Namespaces"), except the slash, which separates folders.
const FORBIDDEN: [char; 8] = ['<', '>', ':', '"', '|', '?', '*', '\\'];

/// The names that Windows keeps for devices, in any folder and with any extension (the same
/// source). Some are followed by a digit, which may be superscript.
const DEVICES: [&str; 6] = ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"];
const NUMBERED: [&str; 2] = ["COM", "LPT"];
const DIGITS: &str = "0123456789¹²³";

/// Returns what is wrong with a path inside the output folder, as a clause; `None` if every
/// system accepts each of its names.
pub fn flaw(path: &Path) -> Option<Message> {
    path.components().find_map(|part| match part {
        Component::Normal(name) => flaw_of_name(&name.to_string_lossy()),
        _ => Some(message!("it would be outside the output folder")),
    })
}

fn flaw_of_name(name: &str) -> Option<Message> {
    if let Some(flaw) = name.chars().find_map(flaw_of_char) {
        return Some(flaw);
    }
    if name.ends_with(['.', ' ']) {
        return Some(message!("`{name}` ends with a dot or a space, which Windows removes"));
    }
    if name.starts_with([' ', '-']) {
        return Some(message!("`{name}` starts with a space or a hyphen, which programs misread"));
    }
    if is_reserved(name) {
        return Some(message!("Windows reserves the name `{name}` for a device"));
    }
    if name.len() > MAX_BYTES {
        let (length, most) = (name.len(), MAX_BYTES);
        return Some(message!("the name has {length} bytes, but the limit is {most}"));
    }
    None
}

/// Returns why a character cannot be part of a file name.
pub(super) fn flaw_of_char(char: char) -> Option<Message> {
    if FORBIDDEN.contains(&char) {
        return Some(message!("Windows does not allow `{char}` in file names"));
    }
    let seen = char.encode_utf8(&mut [0; 4]).to_owned();
    let unseen = char.is_control() || forbidden(&seen).is_some();
    unseen.then(|| message!("file names cannot contain invisible characters"))
}

/// Returns whether Windows keeps a file name for a device.
pub(super) fn is_reserved(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_uppercase();
    let is_numbered = |device: &str| {
        let mut rest = stem.strip_prefix(device).unwrap_or_default().chars();
        rest.next().is_some_and(|digit| DIGITS.contains(digit)) && rest.next().is_none()
    };
    DEVICES.contains(&&*stem) || NUMBERED.into_iter().any(is_numbered)
}

/// Returns a path as systems compare it that ignore capitals and the composition of characters,
/// as Windows and macOS do.
pub fn folded(path: &Path) -> String {
    let path = path.to_string_lossy();
    if path.is_ascii() {
        return path.to_ascii_lowercase();
    }
    path.nfc().flat_map(char::to_lowercase).nfc().collect()
}

/// Returns the id that a file's name gives a record.
///
/// # Errors
/// When it cannot be an id, on every system.
pub(super) fn identifier(stem: &str, path: &Path, name: &str) -> Result<Slug, Diagnostic> {
    let finding =
        |message: Message| Diagnostic::new(Code::INVALID_ID, message).at(Place::of_file(name));
    // Editors add .txt, and many systems show no endings.
    let is_toml = |name: &&str| Path::new(name).extension().is_some_and(|end| end == "toml");
    let whole = name.strip_suffix(".txt").filter(is_toml);
    if let Some(whole) = whole {
        let message = message!("the file is called `{name}`, and records end in .toml");
        return Err(finding(message).hint(message!("rename the file to `{whole}`")));
    }
    let Ok(id) = stem.parse::<Slug>() else {
        let message = message!("the name of the file `{name}` cannot serve as the record's id");
        return Err(finding(message).hint(match free(stem, path) {
            Some(file) => message!("rename the file to `{file}`"),
            None => {
                message!("rename the file, using lower-case Latin letters, digits and hyphens")
            }
        }));
    };
    if is_reserved(id.as_str()) {
        let message = message!("Windows reserves the name `{name}` for a device", name = id);
        let hint = message!("rename the file, for example to `{id}-event.toml`");
        return Err(finding(message).hint(hint));
    }
    Ok(id)
}

/// Returns a name for a record that no other file beside it has.
fn free(stem: &str, path: &Path) -> Option<String> {
    /// Whoever has as many files of one name has another problem.
    const MOST: usize = 99;
    let slug = Slug::suggest(stem)?;
    let numbered = (2..MOST).map(|number| format!("{slug}-{number}.toml"));
    let mut names = [format!("{slug}.toml")].into_iter().chain(numbered);
    names.find(|name| !path.with_file_name(name).exists())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_some_system_refuses_are_found() {
        let long = "é".repeat(128);
        for bad in [
            "CON/a.pdf",
            "a/nul.pdf",
            "Com1.pdf",
            "lpt³",
            "aux .txt",
            "conin$",
            "a./b",
            "a /b",
            "../a",
            "a/../b",
            "/a",
            "a:b",
            "a\"b",
            "a\\b",
            "a\u{1b}b",
            "a\u{85}b",
            "a\u{202e}b",
            &long,
        ] {
            assert!(flaw(Path::new(bad)).is_some(), "{bad}");
        }
        for good in
            ["a.pdf", "console/a.pdf", "com/lpt/a.pdf", "com10.pdf", "论坛/é.pdf", &long[2..]]
        {
            assert_eq!(flaw(Path::new(good)), None, "{good}");
        }
    }

    #[test]
    fn names_that_some_system_takes_for_one_are_equal() {
        let same = |one: &str, other: &str| folded(Path::new(one)) == folded(Path::new(other));
        assert!(same("a-zh-Hans.pdf", "A-zh-hans.pdf"));
        assert!(same("\u{c9}.pdf", "e\u{301}.pdf"));
        assert!(!same("a.pdf", "b.pdf"));
    }
}
