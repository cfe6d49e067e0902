//! `photo-twice`: a picture that occurs twice in the record.

use super::linter::{Check, Lint, Linter};
use crate::diagnostic::{Code, Level, Rule};
use crate::model::{Look, Picture};

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
    for (at, (picture, look)) in photos.iter().enumerate() {
        let twin = photos[..at].iter().find(|(other, theirs)| {
            other.original.digest == picture.original.digest || theirs.is_like(look)
        });
        if let Some((other, _)) = twin {
            let message = format!("`{}` is the same picture as `{}`", picture.file, other.file);
            linter.report(&LINT, &picture.origin, message, "take one of them out");
        }
    }
}
