//! The programme, part by part.

use std::sync::Arc;

use chrono::{NaiveDate, NaiveTime};

use super::fields::fields;
use super::{Language, Person, Photo, Prose, SessionKind, Text};

/// A part of the programme: an opening ceremony, a round of talks, a track.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// The day.
    pub day: Option<NaiveDate>,
    /// The title of the part.
    pub title: Text,
    /// The track and the summary.
    pub details: PartDetails,
    /// The sessions, in order.
    pub sessions: Vec<Session>,
    /// Photos that belong to the part as a whole.
    pub photos: Vec<Photo>,
}

/// A session: a speech, a talk, a panel or a demonstration.
#[derive(Debug, Clone, PartialEq)]
pub struct Session {
    /// The kind of session.
    pub kind: SessionKind,
    /// Its number among the talks of its part.
    pub number: Option<u64>,
    /// The title of the session.
    pub title: Option<Text>,
    /// The start time.
    pub start: Option<NaiveTime>,
    /// The end time.
    pub end: Option<NaiveTime>,
    /// The speakers.
    pub speakers: Vec<Arc<Person>>,
    /// How many sat on the panel, if not all are named.
    pub panel_size: Option<u64>,
    /// The panellists.
    pub panellists: Vec<Arc<Person>>,
    /// The moderators.
    pub moderators: Vec<Arc<Person>>,
    /// The chairs.
    pub chairs: Vec<Arc<Person>>,
    /// The rapporteurs.
    pub rapporteurs: Vec<Arc<Person>>,
    /// The room, the summary and where to find more.
    pub details: SessionDetails,
    /// Quotations.
    pub quotes: Vec<Quote>,
    /// Questions from the floor.
    pub questions: Vec<Question>,
    /// Photos of the session.
    pub photos: Vec<Photo>,
}

impl Session {
    /// Returns everybody who took part, speakers first.
    pub fn people(&self) -> impl Iterator<Item = &Arc<Person>> {
        let on_stage = self.speakers.iter().chain(&self.panellists).chain(&self.moderators);
        on_stage.chain(&self.chairs).chain(&self.rapporteurs)
    }
}

fields! {
    /// The track and the summary of a part of the programme.
    pub struct PartDetails {
        /// The track, if several run in parallel.
        track: Option<Text> ["", "\"Track A\""],
        /// A summary of the part as a whole.
        summary: Option<Prose> ["S description", "\"It was opened by two speakers.\""],
    }

    /// The room, the summary and the materials of a session.
    pub struct SessionDetails {
        /// The room.
        room: Option<Text> ["S location", "\"Hall 2\"", name],
        /// The person or group on whose behalf they spoke.
        on_behalf_of: Option<Text> ["", "\"all participants\""],
        /// A summary of what was said or done.
        summary: Option<Prose> ["S description", "\"Asked what the records are worth.\""],
        /// The web address of the slides.
        slides: Option<Text> ["S encoding", "\"https://ics.example/slides.pdf\"", name],
        /// The web address of the recording.
        recording: Option<Text> ["S recordedIn", "\"https://ics.example/talk\"", name],
    }
}

/// A quotation.
#[derive(Debug, Clone, PartialEq)]
pub struct Quote {
    /// The words, without quotation marks.
    pub text: Text,
    /// The speaker, if not the only speaker of the session.
    pub speaker: Option<Arc<Person>>,
    /// The original language of the quotation.
    pub language: Option<Language>,
    /// Whether the quotation is given in translation.
    pub translated: bool,
}

/// A question from the floor, with the answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// The question.
    pub question: Prose,
    /// The person who asked.
    pub asked_by: Option<Arc<Person>>,
    /// The answer.
    pub answer: Option<Prose>,
    /// The person who answered.
    pub answered_by: Option<Arc<Person>>,
}
