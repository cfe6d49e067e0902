//! Fuzzing: records and pictures made of random bytes, and real ones with random changes.
//! Whatever the input, byline reports findings, in time and without a panic.
//!
//! `FUZZ_RECORDS=100000 cargo test --release --test fuzz` runs for several minutes.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "common/pictures.rs"]
mod pictures;

mod common;

use std::fs;

use common::{Project, SMALL, repository};
use image::{DynamicImage, ImageFormat};
use pictures::{corners, encode, pdf, press_jpeg, profiled_jpeg, telling_jpeg, telling_png};
use toml_edit::{DocumentMut, Item, TableLike};

/// Fragments with a meaning in TOML, Markdown, Typst or typesetting.
const FRAGMENTS: [&[u8]; 40] = [
    b"\"",
    b"\"\"\"",
    b"'''",
    b"[",
    b"]",
    b"[[",
    b"]]",
    b"{",
    b"}",
    b"=",
    b"\n",
    b"#",
    b"\\",
    b"*",
    b"**",
    b"_",
    b"> ",
    b"- ",
    b"1. ",
    b"[a](",
    b"\0",
    b"\xff",
    "中".as_bytes(),
    "\u{fdd0}".as_bytes(),
    "\u{202e}".as_bytes(),
    b"99999999999999999999",
    b"2024-02-30",
    b"9999-12-31",
    b"0001-01-01",
    b"nan",
    b"true",
    b"\r",
    b"\t",
    "\u{200b}".as_bytes(),
    "🎉".as_bytes(),
    b"<b>",
    b"`",
    b"```",
    b"{ en = \"x\" }",
    b"[people.x]",
];

/// A small random number generator with Knuth's MMIX constants, so that failures can be
/// reproduced.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit.max(1)
    }
}

#[test]
fn no_record_makes_byline_panic() {
    #[expect(clippy::disallowed_methods, reason = "how long to go on")]
    let count: usize = std::env::var("FUZZ_RECORDS").map_or(600, |count| count.parse().unwrap());
    let seeds: Vec<Vec<u8>> = [
        "records/forum-2024-10-31.toml",
        "records/seminar-2021-12-09.toml",
        "tests/records/everything.toml",
        "tests/records/forty.toml",
    ]
    .iter()
    .map(|name| fs::read(repository().join(name)).unwrap())
    .collect();
    let issue = fs::read(repository().join("templates/tests/issues/tidelines-everything.toml"));
    let issue = issue.unwrap();
    let mut chance = Chance(20_241_031);
    for round in 0..count.div_ceil(300) {
        let project = Project::new();
        for number in 0..300.min(count - round * 300) {
            let record = match chance.below(20) {
                0 => (0..chance.below(2_000)).map(|_| chance.below(256).to_le_bytes()[0]).collect(),
                _ => mutated(&seeds[chance.below(seeds.len())], &mut chance),
            };
            project.write(&format!("records/r{number}.toml"), record);
            if number % 10 == 0 {
                let issue = mutated(&issue, &mut chance);
                project.write(&format!("issues/i{number}.toml"), issue);
            }
        }
        let templates = ["--template", "report", "--template", "newsletter"];
        let args = ["check", "--message-format", "json"];
        let run = project.byline(&[&args[..], &templates[..]].concat());
        let panics: Vec<_> = run.stdout.lines().filter(|l| l.contains("\"internal\"")).collect();
        assert!(panics.is_empty(), "round {round}: {}", panics.join("\n"));
        assert!(run.code < 2, "exit code {}: {}", run.code, run.stderr);
        assert!(run.stdout.lines().count() > 300, "silence in round {round}");
    }
}

fn mutated(seed: &[u8], chance: &mut Chance) -> Vec<u8> {
    let mut record = seed.to_vec();
    for _ in 0..=chance.below(6) {
        let at = chance.below(record.len());
        match chance.below(4) {
            0 => {
                let fragment = FRAGMENTS[chance.below(FRAGMENTS.len())];
                record.splice(at..at, fragment.iter().copied());
            }
            1 => {
                let end = (at + chance.below(200)).min(record.len());
                record.drain(at..end);
            }
            2 => {
                let end = (at + chance.below(300)).min(record.len());
                let piece = record[at..end].to_vec();
                let to = chance.below(record.len());
                record.splice(to..to, piece);
            }
            _ => record.truncate(at.max(1)),
        }
        if record.is_empty() {
            record.push(b'x');
        }
    }
    record
}

/// Removes random keys from real records: whatever remains can be printed.
#[test]
fn no_record_is_too_thin_for_the_templates() {
    let seeds: Vec<DocumentMut> =
        ["records/forum-2024-10-31.toml", "records/seminar-2021-12-09.toml"]
            .iter()
            .map(|name| fs::read_to_string(repository().join(name)).unwrap().parse().unwrap())
            .collect();
    let mut chance = Chance(20_211_209);
    let project = Project::new();
    project.write("byline.toml", "organisation = 'Office'\n");
    for number in 0..60 {
        let mut record = seeds[number % seeds.len()].clone();
        let share = 1 + chance.below(7);
        thin(record.as_table_mut(), &mut chance, share, "");
        project.write(&format!("records/r{number}.toml"), record.to_string());
    }
    let run = project.byline(&["build", "--message-format", "json"]);
    for line in run.stdout.lines() {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        let code = line["code"].as_str().unwrap_or_default();
        assert!(!["template", "internal", "off-page", "pdf-standard"].contains(&code), "{line}");
    }
    let built = run.stdout.matches("\"artifact\"").count();
    assert!(built > 60, "only {built} documents were built: {}", run.stdout);
}

/// Removes `share` out of eight keys, except those that a table requires.
fn thin(table: &mut dyn TableLike, chance: &mut Chance, share: usize, inside: &str) {
    const NEEDED: [&str; 10] = [
        "title",
        "start",
        "mode",
        "name",
        "file",
        "label",
        "count",
        "people",
        "organisations",
        "speaker",
    ];
    let entries = ["people", "organisations"].contains(&inside);
    let keys: Vec<String> = table.iter().map(|(key, _)| key.to_owned()).collect();
    for key in keys {
        if !entries && !NEEDED.contains(&&*key) && chance.below(8) < share {
            table.remove(&key);
            continue;
        }
        match table.get_mut(&key) {
            Some(Item::ArrayOfTables(tables)) => {
                tables.iter_mut().for_each(|table| thin(table, chance, share, ""));
            }
            Some(item) => {
                if let Some(table) = item.as_table_like_mut() {
                    thin(table, chance, share, &key);
                }
            }
            None => {}
        }
    }
}

/// Pictures with random changes are either printed or reported: byline neither panics nor
/// ignores them.
#[test]
fn no_picture_makes_byline_panic() {
    #[expect(clippy::disallowed_methods, reason = "how long to go on")]
    let count: usize = std::env::var("FUZZ_PICTURES").map_or(400, |count| count.parse().unwrap());
    let photo = corners(90, 60);
    let plain = DynamicImage::ImageRgb8(photo.clone());
    let svg = "<svg xmlns='http://www.w3.org/2000/svg' width='90' height='60'><defs>\
        <linearGradient id='a'><stop stop-color='#123'/></linearGradient><g id='b'>\
        <path d='M0 0L9 9Z' fill='url(#a)'/></g></defs><use href='#b' x='9'/><text>Tides</text></svg>";
    let seeds = [
        telling_jpeg(&photo, 6, "<dc:description>The pier</dc:description>"),
        press_jpeg(&photo),
        profiled_jpeg(&photo, moxcms::ColorProfile::new_display_p3().encode().unwrap()),
        telling_png(&photo),
        encode(&plain.to_rgba8().into(), ImageFormat::WebP),
        encode(&plain, ImageFormat::Gif),
        encode(&plain, ImageFormat::Tiff),
        pdf(),
        svg.as_bytes().to_vec(),
    ];
    let mut chance = Chance(20_250_514);
    for round in 0..count.div_ceil(200) {
        let project = Project::new();
        let records = 200.min(count - round * 200);
        for number in 0..records {
            let seed = &seeds[number % seeds.len()];
            let file = format!("records/p{number}.bin");
            project.write(&file, tampered(seed, &mut chance));
            let entry = format!("[[photos]]\nfile = 'p{number}.bin'\nalt = 'A pier'\n");
            project.write(&format!("records/r{number}.toml"), format!("{SMALL}{entry}"));
        }
        for verb in ["check", "build"] {
            let run = project.byline(&[verb, "--message-format", "json"]);
            let lines: Vec<serde_json::Value> =
                run.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
            let codes = lines.iter().filter_map(|line| line["code"].as_str());
            let bad: Vec<_> = codes
                .filter(|code| ["internal", "template", "pdf-standard"].contains(code))
                .collect();
            assert!(bad.is_empty(), "{verb}, round {round}: {}", run.stdout);
            assert!(run.code < 2, "exit code {}: {}", run.code, run.stderr);
            let summary = lines.last().unwrap();
            let sum = |key: &str| usize::try_from(summary[key].as_u64().unwrap()).unwrap();
            assert_eq!(sum("built") + sum("checked") + sum("failed"), records, "{summary}");
        }
    }
}

/// Returns a file with some of its bytes changed, removed or moved.
fn tampered(seed: &[u8], chance: &mut Chance) -> Vec<u8> {
    let mut file = seed.to_vec();
    for _ in 0..=chance.below(4) {
        // The headers contain the important fields.
        let at = if chance.below(2) == 0 { chance.below(200) } else { chance.below(file.len()) };
        let at = at.min(file.len() - 1);
        match chance.below(8) {
            0 => file.truncate(at.max(1)),
            1 => {
                let end = (at + chance.below(40)).min(file.len());
                file.drain(at..end.max(at + 1).min(file.len()));
            }
            2 => {
                let piece = file[at..(at + chance.below(60)).min(file.len())].to_vec();
                file.splice(at..at, piece);
            }
            3 => file[at] = [0, 1, 0x7f, 0x80, 0xff][chance.below(5)],
            _ => file[at] ^= 1 << chance.below(8),
        }
        if file.is_empty() {
            file.push(0);
        }
    }
    file
}
