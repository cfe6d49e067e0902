//! `generic-caption`: a caption that says nothing, or repeats another.

use std::collections::BTreeSet;

use super::linter::{Check, Lint, Linter};
use crate::diagnostic::{Code, Level, Rule};
use crate::message::message;
use crate::model::Event;

pub(super) static LINT: Lint = Lint {
    code: Code::new(&Rule {
        name: "generic-caption",
        level: Level::Warning,
        meaning: "A caption would fit any picture, or another photo has the same.",
        remedy: "Say who or what is seen, and where.",
        ..Rule::BLANK
    }),
    bad: r#"
[[photos]]
file = "photos/hall.jpg"
caption = "Group photo"
alt = "Seven people before a stage"
"#,
    good: r#"
[[photos]]
file = "photos/hall.jpg"
caption = "Group photo of the seven keepers"
alt = "Seven people before a stage"
"#,
    check: Check::Event(check),
};

fn check(linter: &mut Linter<'_>, event: &Event) {
    let generic = &linter.words().generic_captions;
    let mut seen: BTreeSet<String> = BTreeSet::new();
    for caption in event.all_photos().filter_map(|photo| photo.caption.as_ref()) {
        let words = caption.as_str().trim_end_matches('.').to_lowercase();
        if generic.contains(&words) {
            let message = message!("`{caption}` would fit any picture");
            let hint = message!("say who or what is seen, and where");
            linter.report(&LINT, caption.origin(), message, hint);
        }
        if !seen.insert(words) {
            let message = message!("another photo has the caption `{caption}`, too");
            let hint = message!("say what is seen in this one");
            linter.report(&LINT, caption.origin(), message, hint);
        }
    }
}
