//! Whether the facts agree with each other: numbers, dates, modes.

use super::Editor;
use crate::diagnostic::Code;
use crate::model::{Count, CreditRole, Mode, Number, Qualifier, SessionKind, Status};

/// All checks of facts.
pub(super) fn check(editor: &mut Editor<'_>) {
    counts(editor);
    sums(editor);
    duration(editor);
    series(editor);
    mode(editor);
    if editor.event.credited(CreditRole::Writer).is_empty() {
        let hint = "add [credits] with a `writer`; readers want to know who answers for it";
        editor.say_of_record(Code::MissingCredits, "nobody is named as the report's writer", hint);
    }
}

/// Numbers of things that the record also lists.
fn counts(editor: &mut Editor<'_>) {
    let event = editor.event;
    let of = |kinds: &[SessionKind]| {
        event.sessions().filter(|session| kinds.contains(&session.kind)).count()
    };
    let talks = of(&[SessionKind::Talk, SessionKind::Keynote]);
    let mut companies: Vec<&str> = event
        .sessions()
        .filter(|session| session.kind == SessionKind::Talk)
        .flat_map(|session| &session.speakers)
        .filter_map(|speaker| speaker.affiliation.as_ref())
        .map(|organisation| organisation.name.as_str())
        .collect();
    companies.sort_unstable();
    companies.dedup();
    let delegation = event
        .organisations
        .iter()
        .find(|(role, _)| *role == crate::model::OrganisationRole::Delegation)
        .map_or(companies.len(), |(_, members)| members.len());
    let listed = [
        ("talk", talks),
        ("speech", of(&[SessionKind::Speech])),
        ("panel", of(&[SessionKind::Panel])),
        ("compan", delegation),
        ("award", event.awards.len()),
    ];
    for number in &event.figures.numbers {
        let label = number.label.as_str().to_lowercase();
        for (word, count) in listed {
            let named = label.split(' ').any(|part| part.starts_with(word));
            let differs = count > 1 && !agrees(number.count, count as u64);
            if named && differs {
                let message = format!(
                    "{} {}, and the record tells of {count}",
                    number.count.value, number.label
                );
                let hint = "check the number, or add what is missing";
                editor.say(Code::CountDiffers, number.label.origin(), message, hint);
            }
        }
    }
}

fn agrees(count: Count, listed: u64) -> bool {
    match count.qualifier {
        Qualifier::Exact => count.value == listed,
        Qualifier::Over => listed > count.value,
        Qualifier::Nearly => listed < count.value,
        Qualifier::About => count.value.abs_diff(listed) * 5 <= count.value,
    }
}

/// Parts that should add up.
fn sums(editor: &mut Editor<'_>) {
    let event = editor.event;
    let sum = |parts: &[Number]| parts.iter().map(|part| part.count.value).sum::<u64>();
    let exact =
        |parts: &[Number]| parts.iter().all(|part| part.count.qualifier == Qualifier::Exact);
    if let Some(count) = event.attendance.count {
        for breakdown in &event.attendance.breakdowns {
            let total = sum(&breakdown.parts);
            if exact(&breakdown.parts) && !agrees(count, total) {
                let message = format!(
                    "by {}, they add up to {total}, and {} came",
                    breakdown.by, count.value
                );
                let hint = "check the parts and the count";
                editor.say(Code::BreakdownSum, breakdown.by.origin(), message, hint);
            }
        }
    }
    for survey in &event.figures.survey {
        let total = sum(&survey.results);
        let asked = survey.sample.filter(|_| !survey.results.is_empty());
        let percent = survey.scale.as_ref().is_some_and(|scale| scale.as_str().contains("cent"));
        if let Some(asked) = asked.filter(|asked| total != *asked && !percent) {
            let message = format!("the answers add up to {total}, and {asked} answered");
            let hint = "check the answers and the `sample`";
            editor.say(Code::BreakdownSum, survey.question.origin(), message, hint);
        }
    }
}

/// "14 days", held against the dates.
fn duration(editor: &mut Editor<'_>) {
    let event = editor.event;
    let Some(stated) = &event.duration else { return };
    let words = stated.as_str().to_lowercase();
    let mut words = words.split_whitespace();
    let number = words.next().and_then(|word| {
        let spelt = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
        let spelt = spelt
            .iter()
            .position(|name| *name == word)
            .and_then(|index| i64::try_from(index + 1).ok());
        word.parse::<i64>().ok().or(spelt)
    });
    let days = match (number, words.next()) {
        (Some(number), Some(unit)) if unit.starts_with("day") => number,
        (Some(number), Some(unit)) if unit.starts_with("week") => number * 7,
        _ => return,
    };
    let (actual, hint) = match event.period.days() {
        Some(actual) => (actual, "check `start`, `end` and `duration`"),
        None => (1, "add the last day as `end`"),
    };
    // A day more or less is a matter of counting nights.
    if (actual - days).abs() > i64::from(event.period.days().is_some()) {
        let message = match event.period.days() {
            Some(actual) => format!("{stated} are stated, and the dates make {actual}"),
            None => format!("{stated} are stated, and the record has no last day"),
        };
        editor.say(Code::DurationDiffers, stated.origin(), message, hint);
    }
}

/// An event outside what it is part of.
fn series(editor: &mut Editor<'_>) {
    let event = editor.event;
    let Some(series) = &event.occasion.series else { return };
    let start = event.period.start().date;
    let end = event.period.end().map_or(start, |end| end.date);
    if series.start.is_some_and(|first| start < first) || series.end.is_some_and(|last| end > last)
    {
        let message = format!("the event lies outside `{}`, which it is part of", series.title);
        let hint = "check the dates of both";
        editor.say(Code::OutsideParent, series.title.origin(), message, hint);
    }
}

/// An online event with a hall, or one in a hall with none.
fn mode(editor: &mut Editor<'_>) {
    let event = editor.event;
    if event.status != Status::Held {
        return;
    }
    if event.mode == Mode::Online {
        let hall = event
            .venues
            .iter()
            .find(|venue| venue.city.is_some() || venue.building.is_some() || venue.room.is_some());
        if let Some(venue) = hall {
            let message = format!("the event was online, and `{}` is a place", venue.name);
            let hint = "write mode = \"mixed\" if some met there, or name the platform";
            editor.say(Code::ModeContradicted, venue.name.origin(), message, hint);
        }
        let captions = event.all_photos().filter_map(|photo| photo.caption.as_ref());
        for caption in captions {
            let words = caption.as_str().to_lowercase();
            if ["offline", "on-site", "onsite", "on site"].iter().any(|word| words.contains(word)) {
                let message = "the event was online, and this shows where people met";
                let hint = "write mode = \"mixed\" if some met in a room";
                editor.say(Code::ModeContradicted, caption.origin(), message, hint);
            }
        }
    }
}
