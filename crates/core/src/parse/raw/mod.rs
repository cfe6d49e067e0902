//! The raw shape of a record: its keys and their types, before any cross-checks.
//! [`super::validate`] converts it into an event.
//!
//! Each key has a meaning, the term of the standard that it follows, and an example. The
//! reference and the JSON Schema are generated from them. S means schema.org, I IPTC Photo
//! Metadata, N the news industry's NITF, C iCalendar and O ONIX list 17.

mod people;
mod programme;

use std::ops::Range;

use schemars::{Schema, SchemaGenerator, json_schema};
use toml::Spanned;
use toml::de::DeValue;

use super::picture::PictureFile;
use crate::message::{Message, message};
use crate::model::{
    Basis, Breakdown, Catalogue, Count, Figures, Headcount, Language, Mode, Moment, Narrative,
    Occasion, PartOfDay, PhotoDetails, PictureKind, Provenance, Slug, Status, Text, Titles, Venue,
    Width, Zone,
};
use crate::reader::{Entries, FieldKind, Node, Reader, Required, Shape, Tables, shape};

pub(crate) use people::{RawLogo, RawOrganisation, RawPerson};
pub(crate) use programme::{
    RawAward, RawCeremonies, RawCertificate, RawLaunch, RawPart, RawQuestion, RawQuoteTable,
    RawSession, RawSigning,
};

shape! {
    /// An event, and what was said and done there.
    struct RawRecord {
        /// The title of the event.
        title: Required<Text> ["S name", "\"Harbour Day\""],
        /// Its other titles.
        titles: Titles,
        /// The occasion.
        occasion: Occasion,
        /// Whether the event took place.
        status: Option<Status> ["S eventStatus", "\"held\""],
        /// The languages of the record, main language first.
        languages: Vec<Language> ["S inLanguage, BCP 47", "[\"en\", \"ms\"]"],
        /// Bibliographic data about the report.
        catalogue: Catalogue,
        /// The first day, with the time if known.
        start: Required<Moment> ["S startDate", "2025-05-14"],
        /// The last day.
        end: Option<Spanned<Moment>> ["S endDate, inclusive", "2025-05-15"],
        /// The part of the day, if the exact time is not known.
        part_of_day: Option<PartOfDay> ["", "\"morning\""],
        /// The time zone of all times: an offset from GMT, an abbreviation, or the name of a region, whose offset on that day applies.
        timezone: Option<Zone> ["C TZID", "\"GMT+8\""],
        /// The duration, in words.
        duration: Option<Text> ["S duration", "\"two days\""],
        /// How people took part.
        mode: Required<Mode> ["S eventAttendanceMode", "\"offline\""],
        /// The venues, as names or tables.
        venue: Vec<Venue> ["S location", "\"Old Customs House\""],
        /// The records of earlier events that this event continues or concludes.
        follows: Vec<Spanned<String>> ["", "\"harbour-day-2025-05-14\""],
        /// The records of related events.
        related_events: Vec<Spanned<String>> ["", "[\"gauge-clinic-2025-07-02\"]"],
        /// The organisations by role.
        organisers: RawOrganisers,
        /// The attendance.
        attendance: Option<RawAttendance> ["S attendee", "{ count = \"nearly 80\" }"],
        /// Numbers, survey results, budget and media coverage.
        figures: Figures,
        /// The texts about the event as a whole.
        narrative: Narrative,
        /// The programme, part by part.
        programme: Vec<RawPart> ["S subEvent", "[{ title = \"Welcome\" }]"],
        /// Signings, awards, launches and certificates.
        ceremonies: RawCeremonies,
        /// The photos.
        photos: Vec<RawPhoto> ["S image", "[{ file = \"photos/hall.jpg\" }]"],
        /// The people who made the report.
        credits: Option<RawCredits> ["S creator", "{ writer = \"Elin Berg\" }"],
        /// The sources of the report, and the contact for questions about it.
        provenance: Provenance,
        /// The people, each under an id.
        people: Entries<RawPerson> ["S Person", "{ ben = { name = \"Ben Adeyemi\" } }"],
        /// The organisations, each under an id.
        organisations: Entries<RawOrganisation> ["S Organization", "{ ics = { name = \"Institute for Coastal Studies\" } }"],
    }

    /// The organisations of an event, by role.
    struct RawOrganisers {
        /// The hosts.
        host: Vec<OrganisationName> ["", "\"Ministry of Transport\""],
        /// The organisers.
        organiser: Vec<OrganisationName> ["S organizer", "\"ics\""],
        /// The co-organisers.
        co_organiser: Vec<OrganisationName> ["S organizer", "\"Harbour Office\""],
        /// The supporters, whether or not they gave money.
        supporter: Vec<OrganisationName> ["", "\"Tide Society\""],
        /// The funders.
        funder: Vec<OrganisationName> ["S funder", "\"Science Fund\""],
        /// The sponsors, as names or as tables with a tier.
        sponsor: Vec<RawSponsor> ["S sponsor", "{ organisation = \"Tidewise Ltd\", tier = \"gold\" }"],
        /// The media partners.
        media_partner: Vec<OrganisationName> ["", "\"Westhaven Post\""],
        /// The exhibitors.
        exhibitor: Vec<OrganisationName> ["", "[\"Tidewise Ltd\", \"Gauge & Sons\"]"],
        /// The organisations of a visiting delegation.
        delegation: Vec<OrganisationName> ["", "[\"Port of Easthaven\"]"],
    }

    /// A sponsor with its tier.
    struct RawSponsorTable {
        /// The organisation.
        organisation: Required<OrganisationName> ["S sponsor", "\"Tidewise Ltd\""],
        /// The tier.
        tier: Option<Text> ["", "\"gold\""],
    }

    /// The attendance.
    struct RawAttendance {
        /// The number of people.
        count: Option<Spanned<Count>> ["", "\"over 100\""],
        /// The people counted: invited, registered, attended or online.
        basis: Option<Basis> ["", "\"registered\""],
        /// A description of the people.
        label: Option<Text> ["", "\"guests\""],
        /// Counts taken at particular moments, or of something other than people, such as institutions.
        counts: Vec<Headcount> ["", "[{ count = 39, label = \"participants\", at = \"closing\" }]"],
        /// The people in the attendance list, in its order.
        people: Vec<PersonName> ["S attendee", "[\"ben\", \"Grace Hopper\"]"],
        /// The institutions represented, such as ministries and companies.
        institutions: Vec<OrganisationName> ["", "[\"Ministry of Transport\"]"],
        /// Breakdowns of the number of people.
        breakdown: Vec<Breakdown> ["", "[{ by = \"gender\" }]"],
    }

    /// A photo. Until its file exists, byline prints a placeholder.
    struct RawPhoto {
        /// The file, relative to the record's folder: JPEG, PNG, WebP, GIF, TIFF, SVG or PDF.
        file: Required<PictureFile> ["", "\"photos/hall.jpg\""],
        /// The caption. Default: the caption in the file's metadata.
        caption: Option<Text> ["I Description", "\"Ben Adeyemi opens the workshop\""],
        /// A description for readers who cannot see the photo. Required once the file exists, unless its metadata has one.
        alt: Option<Text> ["I Alt Text", "\"A man speaks into a microphone.\""],
        /// The people shown, from left to right.
        people: Vec<PersonName> ["I Person Shown", "\"ben\""],
        /// The people who took it. Default: the creator in the file's metadata, or the report's photographer.
        creator: Vec<PersonName> ["I By-line", "\"Noor Haddad\""],
        /// The credit line, if it differs from the creator's name.
        credit: Option<Text> ["I Credit Line", "\"Photo: Westhaven Post\""],
        /// The copyright notice.
        copyright: Option<Text> ["I Copyright Notice", "\"© 2025 Westhaven Post\""],
        /// The source and the date.
        details: PhotoDetails,
        /// The kind of picture, if it is not a photo.
        kind: Option<PictureKind> ["I Digital Source Type", "\"screenshot\""],
        /// The place after which it is printed: `lead`, `background`, the id of a part or session, or the speaker of a session.
        after: Option<Spanned<String>> ["", "\"welcome\""],
        /// The printed width.
        width: Option<Width> ["", "\"half\""],
        /// The point that must stay visible when the photo is cropped, in percent from the left and from the top.
        focus: Option<(u8, u8)> ["", "[50, 30]"],
    }

    /// The people who made the report.
    struct RawCredits {
        /// The writers, who are also the authors of the PDF.
        writer: Vec<PersonName> ["O A01", "\"Elin Berg\""],
        /// The photographers.
        photographer: Vec<PersonName> ["O A13", "\"Noor Haddad\""],
        /// The translators.
        translator: Vec<PersonName> ["O B06", "\"Mei Lin\""],
        /// The editors.
        editor: Vec<PersonName> ["O B01", "\"Sam Osei\""],
        /// The editors-in-chief.
        chief_editor: Vec<PersonName> ["O B01", "\"ana\""],
        /// The proofreaders.
        proofreader: Vec<PersonName> ["", "\"Sam Osei\""],
        /// The reviewers.
        reviewer: Vec<PersonName> ["S reviewedBy", "\"ana\""],
        /// The approvers.
        approver: Vec<PersonName> ["", "\"ana\""],
        /// The advisers.
        adviser: Vec<PersonName> ["", "\"Dana Kowalski\""],
    }
}

/// The id of an entry, or a name. An id is the same in every language; a name can be translated.
pub(crate) struct NameOrId(pub(crate) Text);

impl Shape for NameOrId {
    fn expected() -> Message {
        message!("an id or a name in quotes")
    }

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        if let Some(id) = node.get_ref().as_str().and_then(|text| text.parse::<Slug>().ok()) {
            let message = message!("`{id}` is the id of an entry, and no text");
            reader.report_translated_reference(node.span().start, &message);
        }
        Text::read(node, reader).map(Self)
    }

    fn schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string" })
    }

    fn field_kind(_: &mut Tables) -> FieldKind {
        FieldKind::Text
    }
}

impl OrganisationName {
    /// Returns the range of the name or the table.
    pub(crate) fn range(&self) -> Range<usize> {
        match self {
            Self::Name(NameOrId(name)) => name.origin().range.clone(),
            Self::Table(table) => table.range.clone(),
        }
    }
}

/// Declares values that are usually a text, and a table where more detail is needed. In forms,
/// such a value is of its own kind, which is given the table's name, or else the text sets the
/// key that is given.
macro_rules! name_or_table {
    ($(
        $(#[$doc:meta])* $name:ident:
        $text:ty | $table:ty, $expected:expr, $($key:literal)? $(as $kind:expr)?;
    )*) => {$(
        $(#[$doc])*
        pub(crate) enum $name {
            Name($text),
            Table(Box<$table>),
        }

        impl Shape for $name {
            fn expected() -> $crate::message::Message {
                $expected
            }

            fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
                match node.get_ref() {
                    DeValue::String(_) => <$text>::read(node, reader).map(Self::Name),
                    DeValue::Table(_) => {
                        <$table as Shape>::read(node, reader).map(|table| Self::Table(Box::new(table)))
                    }
                    _ => {
                        reader.wrong_type(node, &Self::expected());
                        None
                    }
                }
            }

            fn schema(generator: &mut SchemaGenerator) -> Schema {
                let table = <$table as Shape>::schema(generator);
                json_schema!({ "anyOf": [{ "type": "string" }, table] })
            }

            fn field_kind(tables: &mut Tables) -> FieldKind {
                let table = tables.add::<$table>();
                $($kind(table))?
                $(FieldKind::Either { key: $key, table })?
            }
        }
    )*};
}

pub(crate) use name_or_table;

name_or_table! {
    /// A person, by id or by name, or described in place.
    PersonName: NameOrId | RawPerson, message!("a person's id or name in quotes"),
        as FieldKind::Person;
    /// An organisation, by id or by name, or described in place.
    OrganisationName: NameOrId | RawOrganisation,
        message!("an organisation's id or name in quotes"), as FieldKind::Organisation;
    /// A sponsor, or a sponsor with its tier.
    RawSponsor: NameOrId | RawSponsorTable,
        message!("a sponsor's id or name in quotes, or a table"), "organisation";
    /// A quotation, or one with its speaker.
    RawQuote: Text | RawQuoteTable, message!("the words in quotes, or a table"), "text";
}
