//! The programme: what happened, part by part.

use std::sync::Arc;

use chrono::{NaiveDate, NaiveTime};

use super::fields::fields;
use super::{Language, Person, Photo, Prose, SessionKind, Text};

/// A part of the programme: an opening ceremony, a round of talks, a track.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// The day.
    pub day: Option<NaiveDate>,
    /// The track, where several run side by side.
    pub track: Option<Text>,
    /// What it is called.
    pub title: Text,
    /// What to say of it as a whole.
    pub summary: Option<Prose>,
    /// What happened in it, in order.
    pub sessions: Vec<Session>,
    /// Photos that belong to the part as a whole.
    pub photos: Vec<Photo>,
}

/// One speech, talk, panel, demonstration.
#[derive(Debug, Clone, PartialEq)]
pub struct Session {
    /// What kind of session it was.
    pub kind: SessionKind,
    /// Its number among the talks of its part.
    pub number: Option<u64>,
    /// What it was called.
    pub title: Option<Text>,
    /// When it began.
    pub start: Option<NaiveTime>,
    /// When it ended.
    pub end: Option<NaiveTime>,
    /// The room.
    pub room: Option<Text>,
    /// Who spoke.
    pub speakers: Vec<Arc<Person>>,
    /// Who sat on the panel.
    pub panellists: Vec<Arc<Person>>,
    /// Who moderated.
    pub moderators: Vec<Arc<Person>>,
    /// Who chaired.
    pub chairs: Vec<Arc<Person>>,
    /// Who took down what was said.
    pub rapporteurs: Vec<Arc<Person>>,
    /// For whom they spoke.
    pub on_behalf_of: Option<Text>,
    /// What was said or done.
    pub summary: Option<Prose>,
    /// Words quoted.
    pub quotes: Vec<Quote>,
    /// Questions from the floor.
    pub questions: Vec<Question>,
    /// What there is of it besides.
    pub details: SessionDetails,
    /// Photos that show it.
    pub photos: Vec<Photo>,
}

impl Session {
    /// Everybody who took part, speakers first.
    pub fn people(&self) -> impl Iterator<Item = &Arc<Person>> {
        let on_stage = self.speakers.iter().chain(&self.panellists).chain(&self.moderators);
        on_stage.chain(&self.chairs).chain(&self.rapporteurs)
    }
}

fields! {
    /// What there is of a session besides.
    pub struct SessionDetails {
        /// Where the slides are.
        slides: Option<Text> ["S encoding", "\"https://ics.example/slides.pdf\"", name],
        /// Where the recording is.
        recording: Option<Text> ["S recordedIn", "\"https://ics.example/talk\"", name],
    }
}

/// Words quoted.
#[derive(Debug, Clone, PartialEq)]
pub struct Quote {
    /// The words, without quotation marks.
    pub text: Text,
    /// Who said them, if not the only speaker.
    pub speaker: Option<Arc<Person>>,
    /// The language that they were said in.
    pub language: Option<Language>,
    /// Whether they are translated here.
    pub translated: bool,
}

/// A question from the floor, and what was answered.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// The question.
    pub question: Prose,
    /// Who asked.
    pub asked_by: Option<Arc<Person>>,
    /// The answer.
    pub answer: Option<Prose>,
    /// Who answered.
    pub answered_by: Option<Arc<Person>>,
}
