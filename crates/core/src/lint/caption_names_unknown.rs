//! `caption-names-unknown`: a caption that names somebody who is not in the record.

use std::collections::BTreeSet;
use std::ops::Range;

use aho_corasick::AhoCorasick;

use super::linter::{Check, Lint, Linter};
use crate::diagnostic::{Code, Level, Rule};
use crate::identity::{folded, without_titles};
use crate::message::message;
use crate::model::{Event, File, Origin};

pub(super) static LINT: Lint = Lint {
    code: Code::new(&Rule {
        name: "caption-names-unknown",
        level: Level::Warning,
        meaning: "A caption names somebody who is nowhere else in the record.",
        remedy: "Check the spelling, or add who it is.",
        ..Rule::BLANK
    }),
    bad: r#"
[[photos]]
file = "photos/hall.jpg"
caption = "The speech of Bob Smith"
alt = "A man at a lectern"
"#,
    good: r#"
[[photos]]
file = "photos/hall.jpg"
caption = "Speech of Ada Lovelace"
alt = "A woman at a lectern"

[[programme]]
title = "Talks"
sessions = [{ speaker = "Ada Lovelace" }]
"#,
    check: Check::Event(check),
};

fn check(linter: &mut Linter<'_>, event: &Event) {
    let captions: Vec<_> = event.all_photos().filter_map(|photo| photo.caption.as_ref()).collect();
    let names: Vec<_> = captions.iter().map(|caption| names(caption.as_str())).collect();
    let forms: BTreeSet<String> = names.iter().flatten().flat_map(Name::forms).collect();
    if forms.is_empty() {
        return;
    }
    let own: BTreeSet<_> = captions.iter().map(|caption| start(caption.origin())).collect();
    let texts = linter.texts();
    let others = texts.iter().filter(|(_, origin)| !own.contains(&start(origin)));
    let said = said(others.map(|(text, _)| &**text), &forms);
    for (caption, names) in captions.iter().zip(&names) {
        for name in names.iter().filter(|name| !name.forms().any(|form| said.contains(&form))) {
            let message = message!("`{name}` is not in the record", name = name.whole);
            let hint = message!("check the spelling, or add who it is to `[people]`");
            linter.report_words(&LINT, caption.origin(), name.whole, message, hint);
        }
    }
}

fn start(origin: &Origin) -> (File, usize) {
    (origin.file, origin.range.start)
}

/// A name in a caption: two or more capitalised words in a row.
struct Name<'t> {
    whole: &'t str,
    /// The name without its first word, which is capitalised anyway where a caption begins.
    rest: Option<&'t str>,
}

impl<'t> Name<'t> {
    /// Returns the forms in which the record may contain the name, folded: whole, and without
    /// words before it, such as honorifics, or behind it. "Captain Lim" is somebody of whose name
    /// "Lim" is a word.
    fn forms(&self) -> impl Iterator<Item = String> + use<'t> {
        let whole = folded(self.whole);
        let words: Vec<String> = whole.split(' ').map(str::to_owned).collect();
        let rest = self.rest.map(folded);
        let ends = (0..words.len().saturating_sub(1)).map(|start| (start, words.len()));
        let starts = (2..words.len()).map(|end| (0, end));
        let parts: Vec<_> =
            ends.chain(starts).map(|(start, end)| words[start..end].join(" ")).collect();
        let bare = without_titles(self.whole);
        let titled = (bare.len() < self.whole.len()).then(|| format!(" {} ", folded(bare)));
        parts.into_iter().chain(rest).chain(titled)
    }
}

/// Returns the names in a caption.
fn names(caption: &str) -> Vec<Name<'_>> {
    let named = |word: &str| {
        word.starts_with(char::is_uppercase) && word.chars().nth(1).is_some_and(char::is_lowercase)
    };
    let mut words = Vec::new();
    let mut next = 0;
    for word in caption.split(' ') {
        words.push(next..next + word.len());
        next += word.len() + 1;
    }
    let alike = |one: &Range<usize>, other: &Range<usize>| {
        named(&caption[one.clone()]) && named(&caption[other.clone()])
    };
    let runs = words.chunk_by(alike).filter(|run| run.len() > 1);
    let names = runs.map(|run| {
        let (start, end) = (run[0].start, run[run.len() - 1].end);
        let whole = caption[start..end].trim_end_matches(|c: char| !c.is_alphanumeric());
        let rest = whole.split_once(' ').map(|(_, rest)| rest).filter(|_| start == 0);
        Name { whole, rest }
    });
    names.collect()
}

/// Returns those `words` that any of the texts contains.
fn said<'w, 't>(
    texts: impl Iterator<Item = &'t str>,
    words: &'w BTreeSet<String>,
) -> BTreeSet<&'w String> {
    let words: Vec<_> = words.iter().collect();
    let mut found = BTreeSet::new();
    // All captions together are no longer than a file, so there is room for them.
    let Ok(pattern) = AhoCorasick::new(words.iter().map(|word| word.as_str())) else {
        return found;
    };
    for text in texts {
        let text = format!(" {} ", folded(text));
        found.extend(pattern.find_overlapping_iter(&text).map(|word| words[word.pattern()]));
    }
    found
}
