//! Records with a list of any length, one kind of list each, for the test and the benchmark of
//! growth.

#![allow(dead_code, reason = "the test and the benchmark each use a part")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fmt::Write;
use std::fs;
use std::path::Path;

use image::{Rgb, RgbImage};

/// A kind of list.
pub(crate) struct List {
    pub(crate) name: &'static str,
    /// Writes a project with such a list of a given length.
    pub(crate) write: fn(&Path, usize),
}

/// All kinds of lists.
pub(crate) const LISTS: [List; 14] = [
    List { name: "speakers", write: |root, length| record(root, &speakers(length)) },
    List { name: "sessions", write: |root, length| record(root, &sessions(length, SAID)) },
    List { name: "attendance", write: |root, length| record(root, &attendance(length)) },
    List { name: "people", write: |root, length| record(root, &people(length)) },
    List { name: "photos", write: photos },
    List { name: "findings", write: |root, length| record(root, &sessions(length, SLIP)) },
    List { name: "unknown-keys", write: |root, length| record(root, &unknown_keys(length)) },
    List { name: "syntax-errors", write: |root, length| record(root, &syntax_errors(length)) },
    List { name: "definitions", write: |root, length| prose(root, length, |_| "[a]: b".into()) },
    List { name: "abbreviations", write: |root, length| prose(root, length, abbreviation) },
    List { name: "languages", write: |root, length| record(root, &languages(length)) },
    List { name: "lines", write: |root, length| prose(root, length, |_| "ab".into()) },
    List { name: "organisations", write: |root, length| record(root, &organisations(length)) },
    List { name: "stories", write: stories },
];

const HEAD: &str = "title = \"Long\"\nstart = 2024-01-01\nmode = \"offline\"\n";
const SAID: &str = "Reported that the gauges of seven harbours agree within a few centimetres.";
const SLIP: &str = "Reported yesterday that the gauges of seven harbours agree.";

/// Writes a project without records.
fn project(root: &Path) {
    let allow = "allow = [{ code = 'missing-credits', reason = 'a test signs nothing' }]";
    let project = format!("organisation = 'Office'\ntemplates = ['report']\n{allow}\n");
    fs::write(root.join("byline.toml"), project).unwrap();
    fs::create_dir_all(root.join("records")).unwrap();
}

fn record(root: &Path, text: &str) {
    project(root);
    fs::write(root.join("records/long.toml"), format!("{HEAD}{text}")).unwrap();
}

/// Returns a name of two words that no other number has.
fn name(number: usize) -> String {
    const PARTS: [&str; 16] = [
        "bo", "ko", "li", "mu", "ne", "so", "ta", "vi", "ro", "ge", "fa", "du", "hi", "jo", "pe",
        "za",
    ];
    let mut words = [String::new(), String::new()];
    // Neighbouring numbers have names that differ in more than a letter.
    let mut rest = number.wrapping_mul(40_503) % 65_536;
    for part in 0..4 {
        words[part % 2] += PARTS[rest % 16];
        rest /= 16;
    }
    let capital = |word: &String| word[..1].to_uppercase() + &word[1..] + "n";
    words.iter().map(capital).collect::<Vec<_>>().join(" ")
}

fn names(length: usize) -> String {
    (0..length).map(|number| format!("{:?}", name(number))).collect::<Vec<_>>().join(",\n  ")
}

fn speakers(length: usize) -> String {
    let session = format!("title = \"Tides\"\nspeaker = [\n  {}\n]", names(length));
    format!("[[programme]]\ntitle = \"Talks\"\n[[programme.sessions]]\n{session}\n")
}

fn sessions(length: usize, said: &str) -> String {
    let mut text = String::from("[[programme]]\ntitle = \"Talks\"\n");
    for number in 0..length {
        let (title, speaker) = (format!("Tide of {}", name(number + length)), name(number));
        let session = format!("title = {title:?}\nspeaker = {speaker:?}\nsummary = {said:?}");
        let _ = write!(text, "[[programme.sessions]]\n{session}\n");
    }
    text
}

fn attendance(length: usize) -> String {
    format!("[attendance]\npeople = [\n  {}\n]\n", names(length))
}

fn people(length: usize) -> String {
    let ids: Vec<_> = (0..length).map(|number| format!("\"p{number}\"")).collect();
    let mut text = format!("[attendance]\npeople = [{}]\n", ids.join(", "));
    for number in 0..length {
        let _ = write!(text, "[people.p{number}]\nname = {:?}\n", name(number));
        let _ = write!(text, "title = \"Pilot\"\naffiliation = \"Harbour Board\"\n");
    }
    text
}

fn photos(root: &Path, length: usize) {
    let mut text = String::new();
    for number in 0..length {
        // Six by four fields, each of another brightness.
        let picture = RgbImage::from_fn(24, 16, |x, y| {
            let field = u32::try_from(number).unwrap() * 24 + y / 4 * 6 + x / 4;
            let light = field.wrapping_mul(2_654_435_761).to_be_bytes()[0];
            Rgb([light, light, light / 2])
        });
        let file = format!("{number}.png");
        fs::create_dir_all(root.join("records")).unwrap();
        picture.save(root.join("records").join(&file)).unwrap();
        let alt = name(number);
        let _ = write!(text, "[[photos]]\nfile = {file:?}\nalt = \"A pier of {alt}\"\n");
    }
    record(root, &text);
}

fn numbered(length: usize, line: impl Fn(usize) -> String) -> String {
    (0..length).map(line).collect::<Vec<_>>().join("\n")
}

/// Returns a capital letter, the same for every twenty-sixth number.
fn letter(number: usize) -> char {
    char::from(b'A' + u8::try_from(number % 26).unwrap())
}

fn unknown_keys(length: usize) -> String {
    numbered(length, |number| format!("unheard-of-{number} = 1"))
}

fn syntax_errors(length: usize) -> String {
    numbered(length, |number| format!("key-{number} = words without quotes"))
}

/// Writes a record with prose of so many lines in one paragraph.
fn prose(root: &Path, length: usize, line: fn(usize) -> String) {
    let lines: Vec<_> = (0..length).map(line).collect();
    record(root, &format!("background = \"\"\"\n{}\n\"\"\"\n", lines.join("\n")));
}

fn abbreviation(number: usize) -> String {
    let word: String = (0..4).map(|place| letter(number / 26_usize.pow(place))).collect();
    // A paragraph has a limit.
    if number % 1_000 == 999 { word + "\n" } else { word }
}

fn languages(length: usize) -> String {
    const CODES: [&str; 10] = ["en", "ms", "de", "fr", "it", "es", "pt", "nl", "sv", "da"];
    let region = |number: usize| format!("{}{}", letter(number / 26), letter(number));
    let tag = |number: usize| format!("{}-{}", CODES[number / 676], region(number));
    let tags: Vec<_> = (0..length).map(tag).collect();
    let list: Vec<_> = tags.iter().map(|tag| format!("{tag:?}")).collect();
    let texts: Vec<_> = tags.iter().map(|tag| format!("{tag} = \"Tides\"")).collect();
    let (list, texts) = (list.join(", "), texts.join(", "));
    format!("languages = [{list}]\ntheme = {{ {texts} }}\n")
}

/// Organisations, each part of the next of ten, the last of which is described first.
fn organisations(length: usize) -> String {
    let mut text = format!("organiser = \"o{}\"\n[organisations]\n", length - 1);
    for number in (0..length).rev() {
        let _ = write!(text, "[organisations.o{number}]\nname = \"Office of {}\"\n", name(number));
        if number % 10 > 0 {
            let _ = writeln!(text, "part-of = \"o{}\"", number - 1);
        }
    }
    text
}

fn stories(root: &Path, length: usize) {
    project(root);
    fs::create_dir_all(root.join("issues")).unwrap();
    let mut ids = Vec::new();
    for number in 0..length {
        let id = format!("r{number:05}");
        let text =
            format!("{HEAD}lead = \"{SAID} {SAID}\"\nheadline = \"Tide of {}\"\n", name(number));
        fs::write(root.join(format!("records/{id}.toml")), text + &sessions(3, SAID)).unwrap();
        ids.push(format!("{id:?}"));
    }
    let head = "name = \"Tides\"\nnumber = 1\ndate = 2024-02-01\n";
    let issue = format!("{head}stories = [{}]\n", ids.join(", "));
    fs::write(root.join("issues/issue.toml"), issue).unwrap();
}
