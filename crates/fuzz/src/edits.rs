//! A harness for edits of TOML: half-written files are refused, and the others stay TOML.

use byline_core::edit::{TomlEdit, TomlValue, apply};
use byline_core::key_path::{KeyPath, Outline};

use crate::files::read;
use crate::mutate::{bytes, tokens};
use crate::{Harness, Rng};

/// A file and edits of it.
pub(crate) const EDITS: Harness = Harness {
    name: "edits",
    seeds: || {
        read(&[
            "records/harbour-day-2026-05-13.toml",
            "tests/edits/layouts/comments.toml",
            "tests/edits/layouts/dotted.toml",
            "tests/edits/layouts/inline.toml",
            "tests/edits/layouts/quotes.toml",
            "tests/edits/layouts/scattered.toml",
        ])
    },
    mutate: |file, rng| {
        if rng.one_in(3) {
            bytes::change(file, rng);
        } else {
            tokens::change(file, &MARKS, rng);
        }
    },
    run: edit,
};

/// Parts of TOML.
const MARKS: [&str; 24] = [
    "\"",
    "\"\"\"",
    "'",
    "'''",
    "[",
    "]",
    "[[",
    "]]",
    "{",
    "}",
    "=",
    ".",
    ",",
    "\n",
    "\r\n",
    "#",
    "\\",
    "\u{feff}",
    "a",
    "[a]\n",
    "[[a]]\n",
    "a.b = 1\n",
    "{ a = 1 }",
    "中",
];

/// The number of values of a file that are edited.
const VALUES: usize = 2;

fn edit(file: &[u8]) {
    let text = String::from_utf8_lossy(file);
    let outline = Outline::of(&text);
    let seed = file.iter().fold(0_u64, |seed, byte| seed.rotate_left(5) ^ u64::from(*byte));
    let mut rng = Rng::new(seed);
    let leaves: Vec<&KeyPath> = outline.leaves().map(|(path, _)| path).collect();
    let chosen = (0..VALUES).filter_map(|_| leaves.get(rng.below(leaves.len())));
    let chosen: Vec<KeyPath> = chosen.map(|path| (*path).clone()).collect();
    for path in chosen.into_iter().chain([KeyPath::default().key("title")]) {
        let list = path.parent().unwrap_or_default();
        let value = TomlValue::String(rng.pick(&MARKS).into());
        let entry = TomlValue::Table(vec![(rng.pick(&MARKS).into(), value.clone())]);
        let edits = [
            TomlEdit::Set { path: path.clone(), value: value.clone() },
            TomlEdit::Set {
                path: path.clone(),
                value: TomlValue::Array(vec![entry.clone(), value]),
            },
            TomlEdit::Set { path: list.clone().key("new"), value: entry.clone() },
            TomlEdit::Insert { list: list.clone(), index: rng.below(3), value: entry },
            TomlEdit::Move { list: list.clone(), from: rng.below(3), to: rng.below(3) },
            TomlEdit::Duplicate { list, index: rng.below(2) },
            TomlEdit::Remove { path },
        ];
        for edit in edits {
            if let Ok(edited) = apply(&text, &[edit]) {
                let edited = edited.trim_start_matches('\u{feff}');
                assert!(edited.parse::<toml_edit::DocumentMut>().is_ok(), "{edited}");
            }
        }
    }
}
