//! `caption-names-unknown`: a caption that names somebody who is not in the record.

use super::linter::{Check, Lint, Linter};
use crate::diagnostic::{Code, Level, Rule};
use crate::model::Event;

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
    if captions.is_empty() {
        return;
    }
    let mut known = String::new();
    for (text, origin) in linter.texts().iter() {
        if !captions.iter().any(|caption| caption.origin() == *origin) {
            known.push_str(text);
            known.push('\n');
        }
    }
    for caption in captions {
        for name in unknown(caption.as_str(), &known) {
            let message = format!("`{name}` is not in the record");
            let hint = "check the spelling, or add who it is to `people`";
            linter.report_words(&LINT, caption.origin(), &name, message, hint);
        }
    }
}

/// Returns the unknown names in a caption: two or more capitalised words in a row.
fn unknown(caption: &str, known: &str) -> Vec<String> {
    let words: Vec<&str> = caption.split(' ').collect();
    let named = |word: &str| {
        word.starts_with(char::is_uppercase) && word.chars().nth(1).is_some_and(char::is_lowercase)
    };
    let mut found = Vec::new();
    let mut start = 0;
    while start < words.len() {
        let run = words[start..].iter().take_while(|word| named(word)).count();
        let name = words[start..start + run].join(" ");
        let name = name.trim_end_matches(|c: char| !c.is_alphanumeric());
        // The first word of a caption is always capitalised.
        let without_first = name.split_once(' ').map_or(name, |(_, rest)| rest);
        let known = known.contains(name) || (start == 0 && known.contains(without_first));
        if run >= 2 && !known {
            found.push(name.to_owned());
        }
        start += run.max(1);
    }
    found
}
