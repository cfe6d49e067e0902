//! Events: the subject of a report.

use std::sync::Arc;

use chrono::NaiveDate;

use super::fields::fields;
use super::{
    Attendance, Award, Certificate, CreditRole, EventPhotos, EventType, Figures, Language, Launch,
    Links, Mode, Narrative, Organisation, OrganisationRole, Part, PartOfDay, Period, Person, Photo,
    Provenance, Session, Signing, Slug, Sponsor, Status, Text, Zone,
};
use crate::message::message;

/// An event that took place, with everything said and done there.
///
/// Fields that documents print exactly as the record gives them are grouped into tables declared
/// once: [`Titles`], [`Occasion`], [`Catalogue`], [`Figures`], [`Narrative`], [`Provenance`].
/// All other fields are resolved or checked when the record is read.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// The record's id.
    pub id: Slug,
    /// The event's own title (schema.org: name).
    pub title: Text,
    /// Its other titles.
    pub titles: Titles,
    /// The kind of occasion.
    pub occasion: Occasion,
    /// Whether it took place.
    pub status: Status,
    /// The languages of the record, main language first. Never empty.
    pub languages: Vec<Language>,
    /// Bibliographic data about the report.
    pub catalogue: Catalogue,
    /// The dates of the event.
    pub period: Period,
    /// The part of the day, where the clock time is not known.
    pub part_of_day: Option<PartOfDay>,
    /// The time zone of all times in the record.
    pub zone: Option<Zone>,
    /// The duration as stated ("14 days").
    pub duration: Option<Text>,
    /// How people took part.
    pub mode: Mode,
    /// The venues.
    pub venues: Vec<Venue>,
    /// The organisations by role, in the order of the roles.
    pub organisations: Vec<(OrganisationRole, Vec<Arc<Organisation>>)>,
    /// The sponsors.
    pub sponsors: Vec<Sponsor>,
    /// The people in the record who had a role at the event as a whole.
    pub cast: Vec<Arc<Person>>,
    /// The events of other records that it is linked to.
    pub links: Links,
    /// The attendance.
    pub attendance: Attendance,
    /// Numbers, survey results, budget and media coverage.
    pub figures: Figures,
    /// The texts about the event as a whole.
    pub narrative: Narrative,
    /// Photos of the event itself: with the lead, with the background, and unplaced.
    pub photos: EventPhotos,
    /// The programme, in order.
    pub programme: Vec<Part>,
    /// The signings.
    pub signings: Vec<Signing>,
    /// The awards.
    pub awards: Vec<Award>,
    /// The launches.
    pub launches: Vec<Launch>,
    /// The certificates.
    pub certificates: Vec<Certificate>,
    /// The people who made the report, by role.
    pub credits: Vec<(CreditRole, Vec<Arc<Person>>)>,
    /// The sources of the report, and the contact for questions about it.
    pub provenance: Provenance,
}

impl Event {
    /// Returns the report's headline, or the event's title if it has no headline.
    pub fn heading(&self) -> &Text {
        self.titles.headline.as_ref().unwrap_or(&self.title)
    }

    /// Returns the language that the record is written in.
    pub fn language(&self) -> &Language {
        &self.languages[0]
    }

    /// Returns the people with the given role in the credits.
    pub fn credited(&self, role: CreditRole) -> &[Arc<Person>] {
        self.credits.iter().find(|(r, _)| *r == role).map_or(&[], |(_, people)| people)
    }

    /// Returns all sessions, in order.
    pub fn sessions(&self) -> impl Iterator<Item = &Session> {
        self.programme.iter().flat_map(|part| &part.sessions)
    }

    /// Returns all photos, in the order of the report.
    pub fn all_photos(&self) -> impl Iterator<Item = &Photo> {
        let parts = self.programme.iter().flat_map(|part| {
            part.photos.iter().chain(part.sessions.iter().flat_map(|session| &session.photos))
        });
        let ends = &self.photos;
        ends.lead.iter().chain(&ends.background).chain(parts).chain(&ends.rest)
    }
}

fields! {
    /// The titles of an event beside its own.
    pub struct Titles {
        /// A shorter title, for the running head.
        short_title: Option<Text> ["S alternateName", "\"Harbour Day\""],
        /// Alternative titles of the event.
        alternate_titles: Vec<Text> ["S alternateName", "[\"Day of the Tides\"]"],
        /// The report's headline, if it differs from the title.
        headline: Option<Text> ["S headline", "\"Harbours Compare a Century of Tides\""],
        /// The line above the title.
        kicker: Option<Text> ["N kicker", "\"Activity highlights\""],
        /// The sentence under the title.
        standfirst: Option<Text> ["N abstract", "\"Seven harbours put their records side by side.\""],
        /// The place and date that open the report, as in a newspaper, if they differ from those of the event.
        dateline: Option<Text> ["N dateline", "\"Westhaven, 15 May\"", name],
        /// What a manager must know, in two sentences. Default: the standfirst.
        bottom_line: Option<Text> ["", "\"The records will be one. ICS leads the work.\""],
        /// The web address of the full report.
        url: Option<Text> ["S url", "\"https://ics.example/tides\"", address],
    }

    /// The occasion of an event.
    pub struct Occasion {
        /// The type of event.
        r#type: Option<EventType> ["S Event subtypes", "\"workshop\""],
        /// The edition of a recurring event.
        edition: Option<Text> ["", "\"eighth\""],
        /// The theme of the event.
        theme: Option<Text> ["S about", "\"Open data for the coast\""],
        /// The event or series to which it belongs.
        series: Option<Series> ["S superEvent", "\"Tides 2025\""],
        /// The events that it includes.
        parts: Vec<Text> ["S subEvent", "[\"Gauge clinic\"]"],
    }

    /// Bibliographic data about a report.
    pub struct Catalogue {
        /// Keywords for catalogues.
        keywords: Vec<Text> ["S keywords", "[\"tides\", \"open data\"]", unprinted],
        /// The report number.
        report_number: Option<Text> ["S reportNumber", "\"ICS 2025-07\"", name],
        /// The confidentiality level.
        classification: Option<Text> ["", "\"Internal\""],
        /// The date on which the report was written.
        created: Option<NaiveDate> ["S dateCreated", "2025-05-20"],
        /// The date of publication of the report.
        published: Option<NaiveDate> ["S datePublished", "2025-06-01"],
        /// The date of the last change to the report.
        modified: Option<NaiveDate> ["S dateModified", "2025-06-03"],
    }

    /// The event or the series that an event is part of.
    #[text_for(title, message!("the title in quotes, or a table"))]
    pub struct Series {
        /// The title of the series.
        title: Text ["S name", "\"Tides 2025\""],
        /// The first day of the series.
        start: Option<NaiveDate> ["S startDate", "2025-05-12"],
        /// The last day of the series.
        end: Option<NaiveDate> ["S endDate", "2025-05-16"],
    }

    /// A place where people met, or the platform of an online event.
    #[text_for(name, message!("the venue's name in quotes, or a table"))]
    pub struct Venue {
        /// The hall, hotel or online platform.
        name: Text ["S name", "\"Old Customs House\"", name],
        /// The room.
        room: Option<Text> ["", "\"Hall 2\"", name],
        /// The building or centre.
        building: Option<Text> ["", "\"Harbour Centre\"", name],
        /// The district of the city.
        district: Option<Text> ["", "\"Old Port\"", name],
        /// The city.
        city: Option<Text> ["S addressLocality", "\"Westhaven\"", name],
        /// The country.
        country: Option<Text> ["S addressCountry", "\"Malaysia\"", name],
        /// The number of people that it holds.
        capacity: Option<u64> ["S maximumAttendeeCapacity", "300"],
    }
}
