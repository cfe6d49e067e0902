//! `speaker-not-listed`: a speaker who is not in the attendance list.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::linter::{Check, Lint, Linter};
use super::people::People;
use crate::diagnostic::{Code, Level, Rule};
use crate::identity::{likely_name_forms, may_be_one};
use crate::message::message;
use crate::model::{Event, Person, Text};
use crate::spelling::Lookalikes;

pub(super) static LINT: Lint = Lint {
    code: Code::new(&Rule {
        name: "speaker-not-listed",
        level: Level::Error,
        meaning: "There is an attendance list, and somebody speaks who is not in it.",
        remedy: "Add them, or give the name in the list as an alias.",
        ..Rule::BLANK
    }),
    bad: r#"
[attendance]
people = ["Ada Lovelace", "Grace Hopper"]

[[programme]]
title = "Talks"
sessions = [
  { speaker = "Ada Lovelace" },
  { speaker = "Grace Hopper" },
  { speaker = "Radia Perlman" },
]
"#,
    good: r#"
[attendance]
people = ["Ada Lovelace", "Ada King"]

[[programme]]
title = "Talks"
sessions = [{ speaker = "ada" }]

[people.ada]
name = "Ada Lovelace"
aliases = ["Ada King"]
"#,
    check: Check::Event(check),
};

fn check(linter: &mut Linter<'_>, event: &Event) {
    let listed = &event.attendance.people;
    // A list of one guest is not meant to be complete.
    if listed.len() < 2 {
        return;
    }
    let identities = linter.identities(event);
    let guests = People::of(&identities, listed);
    let probable = Probable::of(listed);
    for speaker in event.sessions().flat_map(|session| &session.speakers) {
        if guests.include(speaker) {
            continue;
        }
        let name = &speaker.name;
        let origin = name.origin();
        if let Some(guest) = probable.guest(speaker) {
            let message = message!("`{name}` is probably `{guest}` in the attendance list");
            let hint = message!("did you mean `{guest}`? Write the name in one way");
            linter.report_as(Code::SIMILAR_NAME, origin, message, hint);
            continue;
        }
        let message = message!("`{name}` speaks, and is not in the attendance list");
        let hint = match probable.near(name.as_str()) {
            Some(near) => message!(
                "did you mean `{near}`? If not, add them to `attendance.people`, or give the listed name as an alias"
            ),
            None => {
                message!("add them to `attendance.people`, or give the listed name as an alias")
            }
        };
        linter.report(&LINT, origin, message, hint);
    }
}

/// The guests by the forms that are probably their names.
struct Probable<'a> {
    guests: BTreeMap<String, &'a Arc<Person>>,
    lookalikes: Lookalikes<2>,
}

/// The number of letters from which a name with two typos is still taken for another.
const LONG: usize = 10;

impl<'a> Probable<'a> {
    fn of(listed: &'a [Arc<Person>]) -> Self {
        let mut probable = Self { guests: BTreeMap::new(), lookalikes: Lookalikes::default() };
        for guest in listed {
            for name in guest.names() {
                for form in likely_name_forms(name.as_str()) {
                    probable.guests.entry(form).or_insert(guest);
                }
                probable.lookalikes.add(name.as_str());
            }
        }
        probable
    }

    /// Returns the guest of whom a speaker is probably another spelling.
    fn guest(&self, speaker: &Person) -> Option<&'a Text> {
        let forms = speaker.names().flat_map(|name| likely_name_forms(name.as_str()));
        let mut found = forms.filter_map(|form| self.guests.get(&form));
        found.find(|guest| may_be_one(guest, speaker)).map(|guest| &guest.name)
    }

    /// Returns the guest's name that differs from a name by a typo or two.
    fn near(&self, name: &str) -> Option<&str> {
        self.lookalikes.nearest(name).filter(|near| near.chars().count() >= LONG)
    }
}
