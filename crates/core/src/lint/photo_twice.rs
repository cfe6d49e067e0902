//! `photo-twice`: a picture that occurs twice in the record.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};

use super::linter::{Check, Lint, Linter};
use crate::diagnostic::{Code, Level, Rule};
use crate::message::message;
use crate::model::{Digest, Look, Picture};

pub(super) static LINT: Lint = Lint {
    code: Code::new(&Rule {
        name: "photo-twice",
        level: Level::Warning,
        meaning: "A picture stands in the record twice, perhaps once smaller or compressed anew.",
        remedy: "Take one out.",
        ..Rule::BLANK
    }),
    bad: r#"
[[photos]]
file = "photos/hall.jpg"
alt = "Rows of chairs before a stage"

[[photos]]
file = "photos/hall-small.jpg"
alt = "A hall with chairs"
"#,
    good: r#"
[[photos]]
file = "photos/hall.jpg"
alt = "Rows of chairs before a stage"

[[photos]]
file = "photos/IMG_4711.jpg"
alt = "A quay with cranes"
"#,
    check: Check::Photos(check),
};

fn check(linter: &mut Linter<'_>, photos: &[(&Picture, Look)]) {
    let mut by_digest: HashMap<Digest, usize> = HashMap::new();
    let mut by_brightness: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (at, (picture, look)) in photos.iter().enumerate() {
        let digest = picture.original.digest;
        let twin = by_digest.get(&digest).copied().or_else(|| {
            let mut near = by_brightness.range(look.similar_brightness()).flat_map(|(_, at)| at);
            near.find(|at| photos[**at].1.is_like(look)).copied()
        });
        if let Entry::Vacant(first) = by_digest.entry(digest) {
            first.insert(at);
            if look.has_texture() {
                by_brightness.entry(look.brightness()).or_default().push(at);
            }
        }
        if let Some(twin) = twin {
            let (file, other) = (&picture.file, &photos[twin].0.file);
            let message = message!("`{file}` is the same picture as `{other}`");
            linter.report(&LINT, &picture.origin, message, message!("take one of them out"));
        }
    }
}
