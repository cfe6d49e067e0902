//! The event: what a report is about. Every value of these types is valid.
//!
//! Nothing here knows TOML, Typst or files. A [`Text`] or [`Prose`] cannot be
//! empty, a [`Period`] cannot run backwards, and people and organisations are
//! held, not named, so that no reference can lead nowhere.

mod ceremony;
mod count;
mod issue;
mod language;
mod look;
mod markdown;
mod markup;
mod media;
mod narrative;
mod numbers;
mod organisation;
mod origin;
mod period;
mod person;
mod picture;
mod picture_problem;
mod programme;
mod prose;
mod slug;
mod text;
mod visit;
mod words;

use std::sync::Arc;

use chrono::{FixedOffset, NaiveDate};

pub use ceremony::{Award, Certificate, Launch, Signing};
pub use count::{Count, MOST};
pub use issue::{EditorsNote, Imprint, Issn, Issue, Office, Story, Upcoming};
pub use language::{Language, ParseLanguageError};
pub use look::{Look, PLACES, SIDE, Tone};
pub use markdown::ESCAPABLE;
pub use markup::{Block, Inline, Remark};
pub use media::{EventPhotos, Photo, Picture};
pub use narrative::{Contact, NextStep, Reference, Series, Titled};
pub use numbers::{Attendance, Breakdown, BudgetLine, Coverage, Number, Survey};
pub use organisation::{Organisation, Sponsor};
pub use origin::{File, Origin, Sources, fingerprint_of};
pub use period::{Moment, Period, parse_offset};
pub use person::Person;
pub use picture::{
    Art, Digest, Form, MAX_PICTURE_BYTES, MAX_PIXELS, MAX_SIDE, Metadata, Orientation, Original,
    PictureFormat, Raster,
};
pub use picture_problem::{ArtProblem, PictureProblem};
pub use programme::{Part, Question, Quote, Session};
pub use prose::Prose;
pub use slug::Slug;
pub use text::{Languages, Spoken, Text};
pub use visit::Words;
pub(crate) use words::words;
pub use words::{
    Basis, CreditRole, EventType, Mode, NameOrder, OrganisationRole, PartOfDay, PersonRole,
    PictureKind, Presence, Qualifier, SessionKind, Status, Width, Word,
};

/// An event that took place, and what was said and done there.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// The record's id.
    pub id: Slug,
    /// The event's own title (schema.org: name).
    pub title: Text,
    /// A shorter title, for the running head.
    pub short_title: Option<Text>,
    /// Other titles (schema.org: alternateName).
    pub alternate_titles: Vec<Text>,
    /// The report's headline, where it differs from the title.
    pub headline: Option<Text>,
    /// The line above the title (NITF: kicker).
    pub kicker: Option<Text>,
    /// The sentence under the title (NITF: abstract).
    pub standfirst: Option<Text>,
    /// What a manager must know, in two sentences.
    pub bottom_line: Option<Text>,
    /// Where the full report can be read (schema.org: url).
    pub url: Option<Text>,
    /// What kind of event it was.
    pub kind: Option<EventType>,
    /// Which of a row of events it was ("eighth").
    pub edition: Option<Text>,
    /// Its theme.
    pub theme: Option<Text>,
    /// What it is part of.
    pub series: Option<Series>,
    /// What is part of it (schema.org: subEvent).
    pub parts: Vec<Text>,
    /// Whether it took place.
    pub status: Status,
    /// The languages of the record, the main one first. Never empty.
    pub languages: Vec<Language>,
    /// Keywords, for catalogues.
    pub keywords: Vec<Text>,
    /// The number of the report.
    pub report_number: Option<Text>,
    /// Who may read it.
    pub classification: Option<Text>,
    /// When it took place.
    pub period: Period,
    /// The part of the day, where no clock time is known.
    pub part_of_day: Option<PartOfDay>,
    /// The zone that the times are given in.
    pub zone: Option<FixedOffset>,
    /// The duration as stated ("14 days").
    pub duration: Option<Text>,
    /// How people took part.
    pub mode: Mode,
    /// Where it took place.
    pub venues: Vec<Venue>,
    /// Who did what to make it happen, in the order of the roles.
    pub organisations: Vec<(OrganisationRole, Vec<Arc<Organisation>>)>,
    /// Who sponsored it.
    pub sponsors: Vec<Sponsor>,
    /// Those of the record's people who had a role at the event as a whole.
    pub cast: Vec<Arc<Person>>,
    /// Who came.
    pub attendance: Attendance,
    /// Other numbers worth printing.
    pub numbers: Vec<Number>,
    /// What a survey found.
    pub survey: Vec<Survey>,
    /// What was spent.
    pub budget: Vec<BudgetLine>,
    /// Who reported on it.
    pub coverage: Vec<Coverage>,
    /// The summary that opens the report.
    pub lead: Option<Prose>,
    /// Why the event was held.
    pub background: Option<Prose>,
    /// What it was to reach.
    pub objectives: Vec<Prose>,
    /// What to remember of it.
    pub takeaways: Vec<Prose>,
    /// What came of it.
    pub outcomes: Vec<Prose>,
    /// What it recommends.
    pub recommendations: Vec<Prose>,
    /// What is to be done.
    pub next_steps: Vec<NextStep>,
    /// Whom to thank.
    pub acknowledgements: Option<Prose>,
    /// Who the organisers are, in their own words.
    pub about: Vec<Titled>,
    /// What is appended.
    pub annexes: Vec<Titled>,
    /// What to read beside it.
    pub related: Vec<Reference>,
    /// Photos that belong to the lead, the background and to nothing in particular.
    pub photos: EventPhotos,
    /// What happened, in order.
    pub programme: Vec<Part>,
    /// What was signed.
    pub signings: Vec<Signing>,
    /// What was awarded.
    pub awards: Vec<Award>,
    /// What was launched.
    pub launches: Vec<Launch>,
    /// What was certified.
    pub certificates: Vec<Certificate>,
    /// Who made the report.
    pub credits: Vec<(CreditRole, Vec<Arc<Person>>)>,
    /// What it draws on.
    pub source: Option<Reference>,
    /// Where it appeared first (schema.org: isBasedOn).
    pub reprinted_from: Option<Reference>,
    /// When the report was written.
    pub created: Option<NaiveDate>,
    /// When the report was published (schema.org: datePublished).
    pub published: Option<NaiveDate>,
    /// When the report was changed (schema.org: dateModified).
    pub modified: Option<NaiveDate>,
    /// Whom to ask.
    pub contact: Option<Contact>,
}

impl Event {
    /// The line that names the report: its headline, or the event's title.
    pub fn heading(&self) -> &Text {
        self.headline.as_ref().unwrap_or(&self.title)
    }

    /// The language that the record is written in.
    pub fn language(&self) -> &Language {
        &self.languages[0]
    }

    /// Those with a role in the credits.
    pub fn credited(&self, role: CreditRole) -> &[Arc<Person>] {
        self.credits.iter().find(|(r, _)| *r == role).map_or(&[], |(_, people)| people)
    }

    /// All sessions, in order.
    pub fn sessions(&self) -> impl Iterator<Item = &Session> {
        self.programme.iter().flat_map(|part| &part.sessions)
    }

    /// All photos, in the order of the report.
    pub fn all_photos(&self) -> impl Iterator<Item = &Photo> {
        let parts = self.programme.iter().flat_map(|part| {
            part.photos.iter().chain(part.sessions.iter().flat_map(|session| &session.photos))
        });
        let ends = &self.photos;
        ends.lead.iter().chain(&ends.background).chain(parts).chain(&ends.rest)
    }
}

/// A place where people met (schema.org: Place), or the platform of an online
/// event (schema.org: Virtual Location).
#[derive(Debug, Clone, PartialEq)]
pub struct Venue {
    /// The name of the hall, the hotel, the platform.
    pub name: Text,
    /// The room.
    pub room: Option<Text>,
    /// The building or the centre that the venue is in.
    pub building: Option<Text>,
    /// The part of the city.
    pub district: Option<Text>,
    /// The city.
    pub city: Option<Text>,
    /// The country.
    pub country: Option<Text>,
}
