//! `mode-contradicted`: the mode of participation contradicts the venue.

use super::linter::{Check, Lint, Linter};
use crate::diagnostic::{Code, Level, Rule};
use crate::message::message;
use crate::model::{Event, Mode, Status};

pub(super) static LINT: Lint = Lint {
    code: Code::new(&Rule {
        name: "mode-contradicted",
        level: Level::Warning,
        meaning: "The event was online, and a venue or a caption shows a room.",
        remedy: "Write `mode = \"mixed\"` if some met there.",
        ..Rule::BLANK
    }),
    bad: r#"
mode = "online"
venue = { name = "Hall", city = "Westhaven" }
"#,
    good: r#"
mode = "online"
venue = "Zoom"
"#,
    check: Check::Event(check),
};

fn check(linter: &mut Linter<'_>, event: &Event) {
    if event.status != Status::Held || event.mode != Mode::Online {
        return;
    }
    let hall = event
        .venues
        .iter()
        .find(|venue| venue.city.is_some() || venue.building.is_some() || venue.room.is_some());
    if let Some(venue) = hall {
        let message =
            message!("the event was online, and `{venue}` is a place", venue = venue.name);
        let hint = message!("write `mode = \"mixed\"` if some met there, or name the platform");
        linter.report(&LINT, venue.name.origin(), message, hint);
    }
    let on_site = &linter.words().on_site;
    for caption in event.all_photos().filter_map(|photo| photo.caption.as_ref()) {
        if on_site.is_part_of(&caption.as_str().to_lowercase()) {
            let message = message!("the event was online, and this shows where people met");
            let hint = message!("write `mode = \"mixed\"` if some met in a room");
            linter.report(&LINT, caption.origin(), message, hint);
        }
    }
}
