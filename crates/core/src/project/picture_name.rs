//! Names for pictures that somebody adds: those that they had, as far as every system accepts them.

use std::path::Path;

use unicode_normalization::UnicodeNormalization;

use super::file_name::{flaw, flaw_of_char, folded, is_reserved};

/// The maximum length of a name without its ending, in bytes of UTF-8: a long line of letters, or
/// forty Chinese characters. With a number and an ending, it stays far below what systems allow,
/// and a record that quotes it stays readable.
const MAX_STEM: usize = 120;

/// The name of a picture whose own name says nothing.
const NAMELESS: &str = "photo";

/// Returns a name for a picture that is called `given`, possibly with the path of another system
/// before it. The name ends in one of `endings`: its own if it is one of them, or else the first.
pub fn picture_name(given: &str, endings: &[&str]) -> String {
    let last = given.rsplit(['/', '\\']).next().unwrap_or_default();
    let (stem, ending) = last.rsplit_once('.').unwrap_or((last, ""));
    let ending = ending.to_ascii_lowercase();
    let known = endings.contains(&&*ending);
    // What follows the last dot may belong to the name: "1. Welcome".
    let stem = if known || is_ending(&ending) { stem } else { last };
    let ending = if known { &ending } else { endings.first().copied().unwrap_or_default() };
    let mut stem = plain(stem);
    if is_reserved(&stem) {
        stem = format!("{NAMELESS}-{stem}");
    }
    let name = format!("{stem}.{ending}");
    if flaw(Path::new(&name)).is_none() { name } else { format!("{NAMELESS}.{ending}") }
}

/// Returns the first name that is not taken: this one, or the same with a number. Names that some
/// system takes for one are the same.
pub fn free_name(name: &str, taken: &[String]) -> String {
    let same = |one: &str| {
        let one = folded(Path::new(one));
        taken.iter().any(|other| folded(Path::new(other)) == one)
    };
    if !same(name) {
        return name.to_owned();
    }
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let numbered = (2..=taken.len() + 2).map(|number| format!("{stem}-{number}.{ending}"));
    // Among so many numbers, one is free.
    numbered.into_iter().find(|name| !same(name)).unwrap_or_else(|| name.to_owned())
}

/// Returns whether letters after a dot look like the ending of a file.
fn is_ending(ending: &str) -> bool {
    (2..=5).contains(&ending.len()) && ending.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// Returns a stem with only such characters as every system accepts, and not too many of them.
fn plain(stem: &str) -> String {
    let composed = stem.nfc();
    let mut plain = String::new();
    for char in composed {
        let is_flawed = flaw_of_char(char).is_some();
        let char = match char {
            char if char.is_whitespace() => ' ',
            // Most of what is not allowed separates words.
            _ if is_flawed => '-',
            char => char,
        };
        if plain.len() + char.len_utf8() > MAX_STEM {
            break;
        }
        let repeats = match char {
            ' ' => plain.ends_with(' '),
            _ => is_flawed && plain.ends_with([' ', '-']),
        };
        if !repeats {
            plain.push(char);
        }
    }
    // Files whose names begin with a dot are hidden.
    let plain = plain.trim_matches([' ', '-', '.', '~']);
    if plain.is_empty() { NAMELESS.to_owned() } else { plain.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    const JPEG: [&str; 2] = ["jpg", "jpeg"];

    #[test]
    fn a_name_stays_as_far_as_it_can() {
        let name = |given: &str| picture_name(given, &JPEG);
        for good in ["IMG_4711.jpg", "Hall at noon (1).jpeg", "王小明致辞.jpg", "café.jpg"] {
            assert_eq!(name(good), good);
        }
        for (given, expected) in [
            ("IMG.JPG", "IMG.jpg"),
            ("IMG.png", "IMG.jpg"),
            ("1. Welcome", "1. Welcome.jpg"),
            ("scan", "scan.jpg"),
            ("C:\\Users\\ana\\hall.jpg", "hall.jpg"),
            ("/home/ana/hall.jpg", "hall.jpg"),
            ("../../../etc/passwd", "passwd.jpg"),
            ("..", "photo.jpg"),
            ("", "photo.jpg"),
            (".jpg", "photo.jpg"),
            (".hidden.jpg", "hidden.jpg"),
            ("a\0b.jpg", "a-b.jpg"),
            ("a\u{202e}gpj.jpg", "a-gpj.jpg"),
            ("what? <now>: \"a|b\".jpg", "what- now- a-b.jpg"),
            ("-rf.jpg", "rf.jpg"),
            ("  a  b .jpg", "a b.jpg"),
            ("con.jpg", "photo-con.jpg"),
            ("LPT1.tar.jpg", "photo-LPT1.tar.jpg"),
            ("cafe\u{301}.jpg", "café.jpg"),
            ("a\n\tb.jpg", "a b.jpg"),
            ("a - b--c.jpg", "a - b--c.jpg"),
        ] {
            assert_eq!(name(given), expected, "{given}");
        }
        assert_eq!(picture_name("plan.jpeg", &["png"]), "plan.png");
        for long in ["x".repeat(5_000), "照".repeat(5_000), "e\u{301}\u{302}".repeat(2_000)] {
            let name = name(&format!("{long}.jpg"));
            assert!(name.len() <= MAX_STEM + ".jpg".len(), "{name}");
            assert_eq!(flaw(Path::new(&name)), None);
        }
    }

    #[test]
    fn a_name_that_is_taken_gets_a_number() {
        let taken = ["hall.jpg", "HALL-2.JPG", "cafe\u{301}.jpg"].map(str::to_owned);
        assert_eq!(free_name("gate.jpg", &taken), "gate.jpg");
        assert_eq!(free_name("Hall.jpg", &taken), "Hall-3.jpg");
        assert_eq!(free_name("café.jpg", &taken), "café-2.jpg");
        let all: Vec<_> = (1..50).map(|n| free_name("a.jpg", &numbered(n))).collect();
        assert_eq!(all[0], "a-2.jpg");
        assert_eq!(all[48], "a-50.jpg");
    }

    fn numbered(most: usize) -> Vec<String> {
        let more = (2..=most).map(|number| format!("a-{number}.jpg"));
        ["a.jpg".to_owned()].into_iter().chain(more).collect()
    }
}
