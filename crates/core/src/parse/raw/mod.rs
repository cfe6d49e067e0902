//! The raw shape of a record: its keys and their types, before any cross-checks.
//! [`super::validate`] converts it into an event.
//!
//! Each key has a meaning, the term of the standard that it follows, and an example. The
//! reference and the JSON Schema are generated from them. S means schema.org, I IPTC Photo
//! Metadata, N the news industry's NITF, C iCalendar and O ONIX list 17.

mod people;
mod programme;

use std::borrow::Cow;
use std::ops::Range;

use schemars::{Schema, SchemaGenerator, json_schema};
use toml::Spanned;
use toml::de::DeValue;

use super::picture::PictureFile;
use crate::model::{
    Basis, Breakdown, Catalogue, Count, Figures, Headcount, Language, Mode, Moment, Narrative,
    Occasion, PartOfDay, PhotoDetails, PictureKind, Provenance, Slug, Status, Text, Titles, Venue,
    Width, Zone,
};
use crate::reader::{Entries, Node, Reader, Required, Shape, shape};

pub(crate) use people::{RawLogo, RawOrganisation, RawPerson};
pub(crate) use programme::{
    RawAward, RawCeremonies, RawCertificate, RawLaunch, RawPart, RawQuestion, RawQuoteTable,
    RawSession, RawSigning,
};

shape! {
    /// An event, and what was said and done there.
    struct RawRecord {
        /// The event's own title.
        title: Required<Text> ["S name", "\"Harbour Day\""],
        /// Its other titles.
        titles: Titles,
        /// What kind of occasion it was.
        occasion: Occasion,
        /// Whether it took place.
        status: Option<Status> ["S eventStatus", "\"held\""],
        /// The languages of the record, the main one first.
        languages: Vec<Language> ["S inLanguage, BCP 47", "[\"en\", \"ms\"]"],
        /// What catalogues say of the report.
        catalogue: Catalogue,
        /// The first day, with the time of day where it is known.
        start: Required<Moment> ["S startDate", "2025-05-14"],
        /// The last day.
        end: Option<Spanned<Moment>> ["S endDate, inclusive", "2025-05-15"],
        /// The part of the day, where no clock time is known.
        part_of_day: Option<PartOfDay> ["", "\"morning\""],
        /// The zone of all times: the distance from Greenwich, an abbreviation, or the name of a region, which has the distance of the day.
        timezone: Option<Zone> ["C TZID", "\"GMT+8\""],
        /// The duration as stated.
        duration: Option<Text> ["S duration", "\"two days\""],
        /// How people took part.
        mode: Required<Mode> ["S eventAttendanceMode", "\"offline\""],
        /// Where it took place: names, or tables.
        venue: Vec<Venue> ["S location", "\"Old Customs House, Westhaven\""],
        /// The records of earlier events that this one goes on with or closes.
        follows: Vec<Spanned<String>> ["", "\"harbour-day-2025-05-14\""],
        /// The records of events that belong with this one.
        related_events: Vec<Spanned<String>> ["", "[\"gauge-clinic-2025-07-02\"]"],
        /// Who did what to make it happen.
        organisers: RawOrganisers,
        /// Who came.
        attendance: Option<RawAttendance> ["S attendee", "{ count = \"nearly 80\" }"],
        /// What was counted, asked and spent, and who reported.
        figures: Figures,
        /// What the report tells of the event as a whole.
        narrative: Narrative,
        /// What happened, part by part.
        programme: Vec<RawPart> ["S subEvent", "[{ title = \"Welcome\" }]"],
        /// What was signed, awarded, launched and certified.
        ceremonies: RawCeremonies,
        /// The photos.
        photos: Vec<RawPhoto> ["S image", "[{ file = \"photos/hall.jpg\" }]"],
        /// Who made the report.
        credits: Option<RawCredits> ["S creator", "{ writer = \"Elin Berg\" }"],
        /// Where the report comes from, and whom to ask about it.
        provenance: Provenance,
        /// The people, each under an id.
        people: Entries<RawPerson> ["S Person", "{ ben = { name = \"Ben Adeyemi\" } }"],
        /// The organisations, each under an id.
        organisations: Entries<RawOrganisation> ["S Organization", "{ ics = { name = \"Institute for Coastal Studies\" } }"],
    }

    /// Who did what to make an event happen.
    struct RawOrganisers {
        /// Who hosted it.
        host: Vec<OrganisationName> ["", "\"Ministry of Transport\""],
        /// Who organised it.
        organiser: Vec<OrganisationName> ["S organizer", "\"ics\""],
        /// Who helped to organise it.
        co_organiser: Vec<OrganisationName> ["S organizer", "\"Harbour Office\""],
        /// Who supported it; this says nothing about money.
        supporter: Vec<OrganisationName> ["", "\"Tide Society\""],
        /// Who paid for it.
        funder: Vec<OrganisationName> ["S funder", "\"Science Fund\""],
        /// Who sponsored it: names, or tables with a tier.
        sponsor: Vec<RawSponsor> ["S sponsor", "{ organisation = \"Tidewise Ltd\", tier = \"gold\" }"],
        /// Which media went along with it.
        media_partner: Vec<OrganisationName> ["", "\"Westhaven Post\""],
        /// Who exhibited at it.
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

    /// Who came.
    struct RawAttendance {
        /// How many.
        count: Option<Spanned<Count>> ["", "\"over 100\""],
        /// Whom the count counts: those invited, registered, attended, online.
        basis: Option<Basis> ["", "\"registered\""],
        /// What they were.
        label: Option<Text> ["", "\"guests\""],
        /// How many there were at one moment of several, or of something other than people, such as institutions.
        counts: Vec<Headcount> ["", "[{ count = 39, label = \"participants\", at = \"closing\" }]"],
        /// The people that the attendance list names, in its order.
        people: Vec<PersonName> ["S attendee", "[\"ben\", \"Grace Hopper\"]"],
        /// The ministries and companies that they came from.
        institutions: Vec<OrganisationName> ["", "[\"Ministry of Transport\"]"],
        /// How they are divided.
        breakdown: Vec<Breakdown> ["", "[{ by = \"gender\" }]"],
    }

    /// A photo. Its file may still be to come: a placeholder stands for it.
    struct RawPhoto {
        /// The file, from the record's folder: JPEG, PNG, WebP, GIF, TIFF, SVG or PDF.
        file: Required<PictureFile> ["", "\"photos/hall.jpg\""],
        /// What it shows, for those who cannot see it; needed once the file is there, if it does not say so itself.
        alt: Option<Text> ["I Alt Text", "\"A man speaks into a microphone.\""],
        /// What it is about; or what the file itself says.
        caption: Option<Text> ["I Description", "\"Ben Adeyemi opens the workshop\""],
        /// The people shown, in order from the left.
        people: Vec<PersonName> ["I Person Shown", "\"ben\""],
        /// Who took it, if not the report's photographer; or whom the file itself names.
        creator: Vec<PersonName> ["I By-line", "\"Noor Haddad\""],
        /// How to credit it, where that is not by its creator's name.
        credit: Option<Text> ["I Credit Line", "\"Photo: Westhaven Post\""],
        /// Whose it is.
        copyright: Option<Text> ["I Copyright Notice", "\"© 2025 Westhaven Post\""],
        /// Where it comes from.
        details: PhotoDetails,
        /// Where it comes from, if it is not a photo.
        kind: Option<PictureKind> ["I Digital Source Type", "\"screenshot\""],
        /// What it stands behind: `lead`, `background`, the id of a part or a session, or whoever spoke in one.
        after: Option<Spanned<String>> ["", "\"welcome\""],
        /// How wide it stands.
        width: Option<Width> ["", "\"half\""],
        /// What must stay in sight when it is cropped: percent from the left and from the top.
        focus: Option<(u8, u8)> ["", "[50, 30]"],
    }

    /// Who made the report.
    struct RawCredits {
        /// Written by; the PDF's authors.
        writer: Vec<PersonName> ["O A01", "\"Elin Berg\""],
        /// Photographed by.
        photographer: Vec<PersonName> ["O A13", "\"Noor Haddad\""],
        /// Translated by.
        translator: Vec<PersonName> ["O B06", "\"Mei Lin\""],
        /// Edited by.
        editor: Vec<PersonName> ["O B01", "\"Sam Osei\""],
        /// Who answers for the editing.
        chief_editor: Vec<PersonName> ["O B01", "\"ana\""],
        /// Proofread by.
        proofreader: Vec<PersonName> ["", "\"Sam Osei\""],
        /// Reviewed by.
        reviewer: Vec<PersonName> ["S reviewedBy", "\"ana\""],
        /// Approved by.
        approver: Vec<PersonName> ["", "\"ana\""],
        /// Advised by.
        adviser: Vec<PersonName> ["", "\"Dana Kowalski\""],
    }
}

/// The id of an entry, or a name. An id is the same in every language; a name can be translated.
pub(crate) struct NameOrId(pub(crate) Text);

impl Shape for NameOrId {
    fn expected() -> Cow<'static, str> {
        "an id or a name in quotes".into()
    }

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        if let Some(id) = node.get_ref().as_str().and_then(|text| text.parse::<Slug>().ok()) {
            let message = format!("`{id}` is the id of an entry, and no text");
            reader.report_translated_reference(node.span().start, &message);
        }
        Text::read(node, reader).map(Self)
    }

    fn schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string" })
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

/// Declares values that are usually a text, and a table where more detail is needed.
macro_rules! name_or_table {
    ($($(#[$doc:meta])* $name:ident: $text:ty | $table:ty, $expected:literal;)*) => {$(
        $(#[$doc])*
        pub(crate) enum $name {
            Name($text),
            Table(Box<$table>),
        }

        impl Shape for $name {
            fn expected() -> std::borrow::Cow<'static, str> {
$expected.into()
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
        }
    )*};
}

pub(crate) use name_or_table;

name_or_table! {
    /// A person, by id or by name, or described in place.
    PersonName: NameOrId | RawPerson, "a person's id or name in quotes";
    /// An organisation, by id or by name, or described in place.
    OrganisationName: NameOrId | RawOrganisation, "an organisation's id or name in quotes";
    /// A sponsor, or a sponsor with its tier.
    RawSponsor: NameOrId | RawSponsorTable, "a sponsor's id or name in quotes, or a table";
    /// A quotation, or one with its speaker.
    RawQuote: Text | RawQuoteTable, "the words in quotes, or a table";
}
