//! `dark-photo`: a picture in which hardly anything is visible.

use super::linter::{Check, Lint, Linter};
use crate::diagnostic::{Code, Level, Rule};
use crate::message::message;
use crate::model::{Look, Picture, Tone};

pub(super) static LINT: Lint = Lint {
    code: Code::new(&Rule {
        name: "dark-photo",
        level: Level::Warning,
        meaning: "Hardly anything can be made out in a picture, or all of it has one colour.",
        remedy: "Choose another, or brighten it.",
        ..Rule::BLANK
    }),
    bad: r#"
[[photos]]
file = "photos/night.jpg"
alt = "The harbour at night"
"#,
    good: r#"
[[photos]]
file = "photos/hall.jpg"
alt = "Rows of chairs before a stage"
"#,
    check: Check::Photos(check),
};

fn check(linter: &mut Linter<'_>, photos: &[(&Picture, Look)]) {
    for (picture, look) in photos {
        let file = &picture.file;
        let message = match look.tone {
            Tone::Ordinary => continue,
            Tone::Dark => message!("`{file}` is too dark to make out"),
            Tone::Blank => message!("`{file}` is blank: it has only one colour"),
        };
        let hint = message!("choose another picture, or brighten it");
        linter.report(&LINT, &picture.origin, message, hint);
    }
}
