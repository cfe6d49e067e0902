//! `uneven-photos`: a photo that lacks the caption or the credit that others have.

use super::linter::{Check, Lint, Linter};
use crate::diagnostic::{Code, Level, Rule};
use crate::message::message;
use crate::model::{CreditRole, Event, Photo, PictureKind};

pub(super) static LINT: Lint = Lint {
    code: Code::new(&Rule {
        name: "uneven-photos",
        level: Level::Warning,
        meaning: "Other photos of the event have a caption, or name their photographer; this one \
                  does not.",
        remedy: "Add what is missing. If one person took all photos, name them once, as the \
                 photographer of the report.",
        ..Rule::BLANK
    }),
    bad: r#"
[[photos]]
file = "photos/hall.jpg"
alt = "Rows of chairs before a stage"
caption = "The hall before the talks"

[[photos]]
file = "photos/IMG_4711.jpg"
alt = "A quay with cranes"
"#,
    good: r#"
[[photos]]
file = "photos/hall.jpg"
alt = "Rows of chairs before a stage"
caption = "The hall before the talks"

[[photos]]
file = "photos/IMG_4711.jpg"
alt = "A quay with cranes"
caption = "The quay that the speakers described"
"#,
    check: Check::Event(check),
};

fn check(linter: &mut Linter<'_>, event: &Event) {
    let photos = || event.all_photos().filter(|photo| photo.kind == PictureKind::Photo);
    // A caption that only a few photos have is no custom of the report.
    let is_usual = |has: &dyn Fn(&Photo) -> bool| {
        let having = photos().filter(|photo| has(photo)).count();
        having > 0 && 2 * having >= photos().count()
    };
    let have_captions = is_usual(&|photo| photo.caption.is_some());
    // Whoever took the photos of the report is named at its end.
    let are_credited =
        event.credited(CreditRole::Photographer).is_empty() && is_usual(&is_credited);
    for photo in photos() {
        let Some(picture) = &photo.picture else { continue };
        let file = &picture.file;
        if have_captions && photo.caption.is_none() {
            let message = message!("`{file}` has no caption, and other photos have one");
            let hint = message!("fill in `caption`: say who does what");
            linter.report_missing(&LINT, &picture.origin, "caption", message, hint);
        }
        if are_credited && !is_credited(photo) {
            let message = message!("`{file}` does not say who took it, and other photos do");
            let hint = message!(
                "fill in `creator`; if one person took them all, fill in `photographer` under \
                 `[credits]` once"
            );
            linter.report_missing(&LINT, &picture.origin, "creator", message, hint);
        }
    }
}

fn is_credited(photo: &Photo) -> bool {
    let is_said = [&photo.credit, &photo.copyright, &photo.details.source];
    !photo.creators.is_empty() || is_said.iter().any(|text| text.is_some())
}
