//! `silent-guest`: guests in the attendance list who are not mentioned anywhere else.

use std::collections::BTreeSet;
use std::sync::Arc;

use aho_corasick::AhoCorasick;

use super::linter::{Check, Lint, Linter, Plain};
use super::people::People;
use crate::diagnostic::{Code, Level, Rule};
use crate::identity::{folded, without_titles};
use crate::message::{Message, message};
use crate::model::{Event, Person};

pub(super) static LINT: Lint = Lint {
    code: Code::new(&Rule {
        name: "silent-guest",
        level: Level::Information,
        meaning: "The attendance list has guests who are mentioned nowhere else. They are \
                  printed under \"Also present\".",
        remedy: "No action is required.",
        ..Rule::BLANK
    }),
    bad: r#"
[attendance]
people = ["Ada Lovelace"]
"#,
    good: r#"
[attendance]
people = ["Ada Lovelace"]

[[programme]]
title = "Talks"
sessions = [{ speaker = "Ada Lovelace" }]
"#,
    check: Check::Event(check),
};

fn check(linter: &mut Linter<'_>, event: &Event) {
    let identities = linter.identities(event);
    let photos = event.all_photos().flat_map(|photo| &photo.people);
    let active = event.active_roles().into_iter().map(|(_, person)| person);
    let known = People::of(&identities, active.chain(&event.cast).chain(photos));
    let told = named_in(&linter.proses(), &event.attendance.people);
    let guests = event.attendance.people.iter().enumerate();
    let silent: Vec<_> = guests
        .filter(|(place, guest)| !told.contains(place) && !known.include(guest))
        .map(|(_, guest)| &guest.name)
        .collect();
    let Some(first) = silent.first() else { return };
    let names = Message::row(silent.iter().take(NAMED).map(|name| format!("`{name}`")));
    let more = silent.len().saturating_sub(NAMED);
    let message = match silent.len() {
        1 => message!("`{first}` is in the attendance list, but mentioned nowhere else"),
        ..=NAMED => message!("{names} are in the attendance list, but mentioned nowhere else"),
        _ => message!(
            "{names} and {more} more are in the attendance list, but mentioned nowhere else"
        ),
    };
    let hint = message!("they are printed under \"Also present\"; no action required");
    linter.report(&LINT, first.origin(), message, hint);
}

/// The maximum number of guests that the finding names.
const NAMED: usize = 3;

/// Returns the guests whom any of the texts names in full, by their places in the list.
fn named_in(texts: &[Plain<'_>], guests: &[Arc<Person>]) -> BTreeSet<usize> {
    let names = guests.iter().enumerate().flat_map(|(place, guest)| {
        guest.names().map(move |name| (folded(without_titles(name.as_str())), place))
    });
    let (names, places): (Vec<_>, Vec<_>) = names.filter(|(name, _)| !name.is_empty()).unzip();
    let mut told = BTreeSet::new();
    // All names are shorter than a file, so there is room for them.
    let Ok(pattern) = AhoCorasick::new(&names) else { return told };
    for (text, _) in texts {
        let text = folded(text);
        told.extend(pattern.find_overlapping_iter(&text).map(|name| places[name.pattern()]));
    }
    told
}
