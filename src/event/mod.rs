//! The event: what a report is about. Every value of these types is valid.
//!
//! Nothing here knows TOML, Typst or files. A [`Text`] or [`Prose`] cannot be
//! empty, a [`Period`] cannot run backwards, and people and organisations are
//! held, not named, so that no reference can lead nowhere.

mod count;
mod language;
mod markdown;
mod markup;
mod period;
mod prose;
mod slug;
mod text;
mod words;

use std::sync::Arc;

use chrono::{FixedOffset, NaiveDate};

pub use count::{Count, MOST};
pub use language::Language;
pub use markdown::ESCAPABLE;
pub use markup::{Block, Inline, Remark};
pub use period::{Moment, Period, parse_offset};
pub use prose::Prose;
pub use slug::Slug;
pub use text::Text;
pub use words::{
    CreditRole, EventType, Mode, OrganisationRole, PartOfDay, PersonRole, Qualifier, SessionKind,
    Word,
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
    /// The report's headline, where it differs from the title.
    pub headline: Option<Text>,
    /// The line above the title (NITF: kicker).
    pub kicker: Option<Text>,
    /// The sentence under the title (NITF: abstract).
    pub standfirst: Option<Text>,
    /// What kind of event it was.
    pub kind: Option<EventType>,
    /// The language that the record is written in.
    pub language: Language,
    /// Keywords, for catalogues.
    pub keywords: Vec<Text>,
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
    /// Who came.
    pub attendance: Attendance,
    /// Other numbers worth printing.
    pub numbers: Vec<Number>,
    /// The summary that opens the report.
    pub lead: Option<Prose>,
    /// Why the event was held.
    pub background: Option<Prose>,
    /// Photos that belong to the lead, the background and to nothing in particular.
    pub photos: EventPhotos,
    /// What happened, in order.
    pub programme: Vec<Part>,
    /// Who made the report.
    pub credits: Vec<(CreditRole, Vec<Arc<Person>>)>,
    /// When the report was written.
    pub created: Option<NaiveDate>,
    /// When the report was published (schema.org: datePublished).
    pub published: Option<NaiveDate>,
}

impl Event {
    /// The line that names the report: its headline, or the event's title.
    pub fn heading(&self) -> &Text {
        self.headline.as_ref().unwrap_or(&self.title)
    }

    /// Those with a role in the credits.
    pub fn credited(&self, role: CreditRole) -> &[Arc<Person>] {
        self.credits.iter().find(|(r, _)| *r == role).map_or(&[], |(_, people)| people)
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

/// An organisation.
#[derive(Debug, Clone, PartialEq)]
pub struct Organisation {
    /// The name as printed.
    pub name: Text,
    /// The abbreviation ("CROSS").
    pub abbreviation: Option<Text>,
    /// The organisation that it is part of.
    pub parent: Option<Arc<Organisation>>,
    /// The country.
    pub country: Option<Text>,
}

/// A person, as the record knows them.
#[derive(Debug, Clone, PartialEq)]
pub struct Person {
    /// The id under which the record keeps them; none for one who is only named.
    pub id: Option<Slug>,
    /// The name as printed, without honorifics.
    pub name: Text,
    /// Other names of the same person.
    pub aliases: Vec<Text>,
    /// Honorifics, in the order given: never re-sorted.
    pub honorifics: Vec<Text>,
    /// The job title.
    pub title: Option<Text>,
    /// Where they work.
    pub affiliation: Option<Arc<Organisation>>,
    /// What they were at the event.
    pub roles: Vec<PersonRole>,
}

/// Who came.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Attendance {
    /// How many.
    pub count: Option<Count>,
    /// What they were ("guests", "officials and business executives").
    pub label: Option<Text>,
    /// The people that the attendance list names, in its order.
    pub people: Vec<Arc<Person>>,
    /// The ministries and companies that they came from.
    pub institutions: Vec<Arc<Organisation>>,
}

/// A number worth printing.
#[derive(Debug, Clone, PartialEq)]
pub struct Number {
    /// The number.
    pub count: Count,
    /// What it counts.
    pub label: Text,
}

/// Photos that belong to no session.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct EventPhotos {
    /// Behind the lead.
    pub lead: Vec<Photo>,
    /// Behind the background.
    pub background: Vec<Photo>,
    /// At the end.
    pub rest: Vec<Photo>,
}

/// A part of the programme: an opening ceremony, a round of talks.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// What it is called.
    pub title: Text,
    /// What to say of it as a whole.
    pub summary: Option<Prose>,
    /// What happened in it, in order.
    pub sessions: Vec<Session>,
    /// Photos that belong to the part as a whole.
    pub photos: Vec<Photo>,
}

/// One speech, talk, demonstration.
#[derive(Debug, Clone, PartialEq)]
pub struct Session {
    /// What kind of session it was.
    pub kind: SessionKind,
    /// Its number among the talks of its part.
    pub number: Option<u64>,
    /// What it was called.
    pub title: Option<Text>,
    /// Who spoke.
    pub speakers: Vec<Arc<Person>>,
    /// For whom they spoke.
    pub on_behalf_of: Option<Text>,
    /// What was said or done.
    pub summary: Option<Prose>,
    /// Words quoted.
    pub quotes: Vec<Text>,
    /// Photos that show it.
    pub photos: Vec<Photo>,
}

/// A photo, or the place kept for one.
#[derive(Debug, Clone, PartialEq)]
pub struct Photo {
    /// The picture; none while its file is not there.
    pub picture: Option<Picture>,
    /// What it is about (IPTC: Description).
    pub caption: Option<Text>,
    /// Who took it, if it is not the report's photographer (IPTC: By-line).
    pub creators: Vec<Arc<Person>>,
    /// How to credit it, where that differs from the creators (IPTC: Credit Line).
    pub credit: Option<Text>,
}

/// A picture that can be printed: its bytes, and what they show.
#[derive(Debug, Clone, PartialEq)]
pub struct Picture {
    /// The file's bytes.
    pub bytes: Arc<[u8]>,
    /// What it shows, for those who cannot see it (IPTC: Alt Text). Plain text.
    pub alt: Text,
}
