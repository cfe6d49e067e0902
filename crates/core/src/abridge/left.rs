//! What the full report has besides a story.

use super::choose::{has_news, sessions};
use super::{Ceremony, Passage, Told, blocks};
use crate::model::{Event, Language, Prose, Session, SessionKind, words};

words! {
    /// What a story leaves to the full report, by its name in the files of languages.
    Left {
        /// The rest of the summary.
        Summary,
        /// The background.
        Background,
        /// Outcomes.
        Outcomes,
        /// Signings.
        Signings,
        /// Launches.
        Launches,
        /// Awards.
        Awards,
        /// Kinds of certificates.
        Certificates,
        /// Speeches.
        Speeches,
        /// Talks.
        Talks,
        /// Other sessions.
        Sessions,
        /// Questions from the floor.
        Questions,
        /// Next steps.
        NextSteps,
        /// The programme.
        Programme,
        /// Photos.
        Photos,
    }
}

/// Returns what a story leaves out, with the number of each. Anything cut short counts as left out.
pub(super) fn left(event: &Event, told: &Told<'_>, reader: &Language) -> Vec<(Left, usize)> {
    let narrative = &event.narrative;
    let is_whole = |prose: &Prose, passage: Option<&Passage<'_>>| {
        passage.is_some_and(|passage| passage.blocks == blocks(event, prose, reader))
    };
    let is_told = |prose: &Prose| {
        let all = told.text.iter().chain(&told.outcomes);
        let mut of = all.filter(|passage| std::ptr::eq(passage.of, prose));
        of.next_back().is_some_and(|passage| is_whole(prose, Some(passage)))
    };
    let lacking = |prose: &Option<Prose>| prose.iter().filter(|prose| !is_told(prose)).count();
    let ceremonies =
        |kind, all: usize| all - told.ceremonies.iter().filter(|(of, ..)| *of == kind).count();
    let heard = |(part, place): (usize, usize), session: &Session| {
        let part = told.parts.iter().find(|told| told.place == part);
        let of = part.and_then(|part| part.sessions.iter().find(|told| told.place == place));
        let summary = session.details.summary.as_ref();
        of.is_some_and(|told| summary.is_none_or(|prose| is_whole(prose, told.summary.as_ref())))
    };
    let unheard: Vec<_> = sessions(event)
        .filter(|(place, session)| has_news(session) && !heard(*place, session))
        .map(|(_, session)| kind(session))
        .collect();
    let of_kind = |kind| unheard.iter().filter(|other| **other == kind).count();
    let photos = event.all_photos().filter(|photo| photo.picture.is_some()).count();
    let counts = [
        (Left::Summary, lacking(&narrative.lead)),
        (Left::Background, lacking(&narrative.background)),
        (Left::Outcomes, narrative.outcomes.iter().filter(|prose| !is_told(prose)).count()),
        (Left::Signings, ceremonies(Ceremony::Signing, event.signings.len())),
        (Left::Launches, ceremonies(Ceremony::Launch, event.launches.len())),
        (Left::Awards, ceremonies(Ceremony::Award, event.awards.len())),
        (Left::Certificates, ceremonies(Ceremony::Certificate, event.certificates.len())),
        (Left::Speeches, of_kind(Left::Speeches)),
        (Left::Talks, of_kind(Left::Talks)),
        (Left::Sessions, of_kind(Left::Sessions)),
        (Left::Questions, event.sessions().map(|session| session.questions.len()).sum()),
        (Left::NextSteps, narrative.next_steps.len()),
        (Left::Programme, usize::from(event.sessions().any(|session| session.start.is_some()))),
        // A story stands with one of them; another may end a page, if it has the room.
        (Left::Photos, photos.saturating_sub(told.photos.len().min(1))),
    ];
    counts.into_iter().filter(|(_, count)| *count > 0).collect()
}

fn kind(session: &Session) -> Left {
    match session.kind {
        kind if SessionKind::SPEECHES.contains(&kind) => Left::Speeches,
        SessionKind::Talk | SessionKind::Keynote | SessionKind::Presentation => Left::Talks,
        _ => Left::Sessions,
    }
}
