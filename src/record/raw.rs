//! The raw shape of a record: what its file may say, key by key, before it is
//! known whether it makes sense. [`super::validate`] makes an event of it.

use chrono::{FixedOffset, NaiveDate};
use toml::Spanned;
use toml::de::DeValue;

use crate::event::{
    Count, EventType, Language, Mode, Moment, PartOfDay, PersonRole, Prose, SessionKind, Slug, Text,
};
use crate::reader::{Entries, Node, Reader, Required, Shape, shape};

shape! {
    /// A record.
    struct RawRecord {
        /// The event's own title.
        title: Required<Text>,
        /// A shorter title, for the running head.
        short_title: Option<Text>,
        /// The report's headline, where it differs from the title.
        headline: Option<Text>,
        /// The line above the title.
        kicker: Option<Text>,
        /// The sentence under the title.
        standfirst: Option<Text>,
        /// What kind of event it was.
        r#type: Option<EventType>,
        /// The language that the record is written in.
        language: Option<Language>,
        /// Keywords, for catalogues.
        keywords: Vec<Text>,
        /// The first day, with the time of day where it is known.
        start: Required<Moment>,
        /// The last day.
        end: Option<Spanned<Moment>>,
        /// The part of the day, where no clock time is known.
        part_of_day: Option<PartOfDay>,
        /// The zone that the times are given in.
        timezone: Option<FixedOffset>,
        /// The duration as stated.
        duration: Option<Text>,
        /// How people took part.
        mode: Required<Mode>,
        /// Where it took place.
        venue: Vec<RawVenue>,
        /// The host.
        host: Vec<OrganisationName>,
        /// The organisers.
        organiser: Vec<OrganisationName>,
        /// The co-organisers.
        co_organiser: Vec<OrganisationName>,
        /// The supporters.
        supporter: Vec<OrganisationName>,
        /// The organisations of a visiting delegation.
        delegation: Vec<OrganisationName>,
        /// Who came.
        attendance: Option<RawAttendance>,
        /// Other numbers worth printing.
        numbers: Vec<RawNumber>,
        /// The summary that opens the report.
        lead: Option<Prose>,
        /// Why the event was held.
        background: Option<Prose>,
        /// What happened, in order.
        programme: Vec<RawPart>,
        /// The photos.
        photos: Vec<RawPhoto>,
        /// Who made the report.
        credits: Option<RawCredits>,
        /// When the report was written.
        created: Option<NaiveDate>,
        /// When the report was published.
        published: Option<NaiveDate>,
        /// The people, each under an id.
        people: Entries<RawPerson>,
        /// The organisations, each under an id.
        organisations: Entries<RawOrganisation>,
    }

    /// A venue, spelt out.
    struct RawVenueTable {
        /// The hall, the hotel, the platform.
        name: Required<Text>,
        /// The room.
        room: Option<Text>,
        /// The building or centre.
        building: Option<Text>,
        /// The part of the city.
        district: Option<Text>,
        /// The city.
        city: Option<Text>,
        /// The country.
        country: Option<Text>,
    }

    /// Who came.
    struct RawAttendance {
        /// How many.
        count: Option<Count>,
        /// What they were.
        label: Option<Text>,
        /// The people that the attendance list names.
        people: Vec<PersonName>,
        /// The ministries and companies that they came from.
        institutions: Vec<OrganisationName>,
    }

    /// A number worth printing.
    struct RawNumber {
        /// The number.
        count: Required<Count>,
        /// What it counts.
        label: Required<Text>,
    }

    /// A part of the programme.
    struct RawPart {
        /// An id, for photos that stand behind the part.
        id: Option<Spanned<Slug>>,
        /// What it is called.
        title: Required<Text>,
        /// What to say of it as a whole.
        summary: Option<Prose>,
        /// What happened in it, in order.
        sessions: Vec<RawSession>,
    }

    /// One speech, talk, demonstration.
    struct RawSession {
        /// An id, for photos that stand behind the session.
        id: Option<Spanned<Slug>>,
        /// What kind of session it was.
        kind: Option<SessionKind>,
        /// Its number, where it is not its place among the talks.
        number: Option<Spanned<u64>>,
        /// What it was called.
        title: Option<Text>,
        /// Who spoke.
        speaker: Vec<PersonName>,
        /// For whom they spoke.
        on_behalf_of: Option<Text>,
        /// What was said or done.
        summary: Option<Prose>,
        /// Words quoted.
        quote: Vec<Text>,
    }

    /// A photo.
    struct RawPhoto {
        /// The file, from the record's folder.
        file: Required<Spanned<String>>,
        /// What it shows, for those who cannot see it.
        alt: Option<Text>,
        /// What it is about.
        caption: Option<Text>,
        /// Who took it.
        creator: Vec<PersonName>,
        /// How to credit it.
        credit: Option<Text>,
        /// What it stands behind: `lead`, `background`, the id of a part or a
        /// session, or the id of whoever spoke in it.
        after: Option<Spanned<String>>,
    }

    /// Who made the report.
    struct RawCredits {
        /// Written by.
        writer: Vec<PersonName>,
        /// Photographed by.
        photographer: Vec<PersonName>,
        /// Translated by.
        translator: Vec<PersonName>,
        /// Edited by.
        editor: Vec<PersonName>,
        /// Proofread by.
        proofreader: Vec<PersonName>,
        /// Reviewed by.
        reviewer: Vec<PersonName>,
        /// Approved by.
        approver: Vec<PersonName>,
    }

    /// A person.
    struct RawPerson {
        /// The name as printed, without honorifics.
        name: Required<Text>,
        /// Other names of the same person.
        aliases: Vec<Text>,
        /// Honorifics, in their order.
        honorifics: Vec<Text>,
        /// The job title.
        title: Option<Text>,
        /// Where they work.
        affiliation: Option<OrganisationName>,
        /// What they were at the event.
        role: Vec<PersonRole>,
    }

    /// An organisation.
    struct RawOrganisation {
        /// The name as printed.
        name: Required<Text>,
        /// The abbreviation.
        abbreviation: Option<Text>,
        /// Other names of the same organisation.
        aliases: Vec<Text>,
        /// The organisation that it is part of.
        part_of: Option<OrganisationName>,
        /// The country.
        country: Option<Text>,
    }
}

/// A venue: its name, or all about it.
pub(crate) enum RawVenue {
    Name(Text),
    Table(Box<RawVenueTable>),
}

impl Shape for RawVenue {
    const EXPECTED: &'static str = "the venue's name in quotes, or a table";

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let table = |venue| Self::Table(Box::new(venue));
        read_name_or_table(node, reader, Self::EXPECTED, Self::Name, table)
    }
}

/// A person, by id or by name, or described in place.
pub(crate) enum PersonName {
    Name(Text),
    Table(Box<RawPerson>),
}

impl Shape for PersonName {
    const EXPECTED: &'static str = "a person's id or name in quotes";

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let table = |person| Self::Table(Box::new(person));
        read_name_or_table(node, reader, Self::EXPECTED, Self::Name, table)
    }
}

/// An organisation, by id or by name, or described in place.
pub(crate) enum OrganisationName {
    Name(Text),
    Table(Box<RawOrganisation>),
}

impl Shape for OrganisationName {
    const EXPECTED: &'static str = "an organisation's id or name in quotes";

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let table = |organisation| Self::Table(Box::new(organisation));
        read_name_or_table(node, reader, Self::EXPECTED, Self::Name, table)
    }
}

fn read_name_or_table<S, T: Shape>(
    node: &Node,
    reader: &mut Reader,
    expected: &str,
    name: impl Fn(Text) -> S,
    table: impl Fn(T) -> S,
) -> Option<S> {
    match node.get_ref() {
        DeValue::String(_) => Text::read(node, reader).map(name),
        DeValue::Table(_) => T::read(node, reader).map(table),
        _ => {
            reader.wrong_type(node, expected);
            None
        }
    }
}
