//! `count-differs`: a number that differs from what the record lists.

use std::collections::BTreeSet;

use super::counts::agrees;
use super::linter::{Check, Lint, Linter};
use crate::diagnostic::{Code, Level, Rule};
use crate::message::message;
use crate::model::{Event, OrganisationRole, SessionKind};

pub(super) static LINT: Lint = Lint {
    code: Code::new(&Rule {
        name: "count-differs",
        level: Level::Warning,
        meaning: "A number says how many talks, speeches, panels, companies or awards there were, \
                  and the record lists another number.",
        remedy: "Check the number, or add what is missing.",
        ..Rule::BLANK
    }),
    bad: r#"
numbers = { count = 6, label = "talks" }

[[programme]]
title = "Talks"
sessions = [{ title = "Tides" }, { title = "Gauges" }]
"#,
    good: r#"
numbers = { count = 2, label = "talks" }

[[programme]]
title = "Talks"
sessions = [{ title = "Tides" }, { title = "Gauges" }]
"#,
    check: Check::Event(check),
};

fn check(linter: &mut Linter<'_>, event: &Event) {
    let of = |kinds: &[SessionKind]| {
        event.sessions().filter(|session| kinds.contains(&session.kind)).count()
    };
    let words = linter.words();
    let listed = [
        (&words.talks, of(&[SessionKind::Talk, SessionKind::Keynote])),
        (&words.speeches, of(&SessionKind::SPEECHES)),
        (&words.panels, of(&[SessionKind::Panel])),
        (&words.companies, companies(event)),
        (&words.awards, event.awards.len()),
    ];
    for number in &event.figures.numbers {
        let label = number.label.as_str().to_lowercase();
        for (words, count) in listed {
            let named = label.split(' ').any(|part| words.begins(part));
            let differs = count > 1 && !agrees(&number.count, count as u64);
            if named
                && differs
                && let Some(value) = number.count.whole()
            {
                let label = &number.label;
                let message =
                    message!("this number says {value}, and the record tells of {count} {label}");
                let hint = message!("check the number, or add what is missing");
                linter.report(&LINT, label.origin(), message, hint);
            }
        }
    }
}

/// Returns how many companies came: those of the delegation, or else those that gave talks.
fn companies(event: &Event) -> usize {
    let mut delegations =
        event.organisations.iter().filter(|(role, _)| *role == OrganisationRole::Delegation);
    if let Some((_, members)) = delegations.next() {
        return members.len();
    }
    let talks = event.sessions().filter(|session| session.kind == SessionKind::Talk);
    let homes = talks
        .flat_map(|session| &session.speakers)
        .filter_map(|speaker| speaker.affiliation.as_ref())
        .map(|organisation| organisation.name.as_str());
    homes.collect::<BTreeSet<_>>().len()
}
