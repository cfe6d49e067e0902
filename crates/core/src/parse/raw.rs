//! The raw shape of a record: what its file may say, key by key, before it is
//! known whether it makes sense. [`super::validate`] makes an event of it.
//!
//! Each key has its meaning, the term of the standard that it follows, and an
//! example. The reference and the JSON Schema are made of them. S is schema.org, I
//! IPTC Photo Metadata, N the news industry's NITF, C iCalendar, O ONIX list 17.

use chrono::{FixedOffset, NaiveDate, NaiveTime};
use schemars::{Schema, SchemaGenerator, json_schema};
use toml::Spanned;
use toml::de::DeValue;

use super::picture::PictureFile;
use crate::model::{
    Basis, Breakdown, Catalogue, Count, Figures, Language, Mode, Moment, NameOrder, Narrative,
    Occasion, PartOfDay, PersonRole, PhotoDetails, PictureKind, Presence, Prose, Provenance,
    SessionDetails, SessionKind, Slug, Status, Text, Titles, Venue, Width,
};
use crate::reader::{Entries, Node, Reader, Required, Shape, shape};

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
        /// The zone of all times.
        timezone: Option<FixedOffset> ["C TZID", "\"GMT+8\""],
        /// The duration as stated.
        duration: Option<Text> ["S duration", "\"two days\""],
        /// How people took part.
        mode: Required<Mode> ["S eventAttendanceMode", "\"offline\""],
        /// Where it took place: names, or tables.
        venue: Vec<Venue> ["S location", "\"Old Customs House, Westhaven\""],
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
        /// Who came.
        attendance: Option<RawAttendance> ["S attendee", "{ count = \"nearly 80\" }"],
        /// What was counted, asked and spent, and who reported.
        figures: Figures,
        /// What the report tells of the event as a whole.
        narrative: Narrative,
        /// What happened, part by part.
        programme: Vec<RawPart> ["S subEvent", "[{ title = \"Welcome\" }]"],
        /// What was signed.
        signings: Vec<RawSigning> ["", "[{ document = \"Memorandum\" }]"],
        /// What was awarded.
        awards: Vec<RawAward> ["S award", "[{ category = \"Best keeper\" }]"],
        /// What was launched.
        launches: Vec<RawLaunch> ["", "[{ title = \"Tide Atlas\" }]"],
        /// What was certified.
        certificates: Vec<RawCertificate> ["", "[{ title = \"Gauge reading\", count = 12 }]"],
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
        count: Option<Count> ["", "\"over 100\""],
        /// Whom the count counts: those invited, registered, attended, online.
        basis: Option<Basis> ["", "\"registered\""],
        /// What they were.
        label: Option<Text> ["", "\"guests\""],
        /// The people that the attendance list names, in its order.
        people: Vec<PersonName> ["S attendee", "[\"ben\", \"Grace Hopper\"]"],
        /// The ministries and companies that they came from.
        institutions: Vec<OrganisationName> ["", "[\"Ministry of Transport\"]"],
        /// How they are divided.
        breakdown: Vec<Breakdown> ["", "[{ by = \"gender\" }]"],
    }

    /// A part of the programme.
    struct RawPart {
        /// An id, for photos that stand behind the part.
        id: Option<Spanned<Slug>> ["S identifier", "\"welcome\""],
        /// The day, where the event has several.
        day: Option<Spanned<NaiveDate>> ["S startDate", "2025-05-15"],
        /// The track, where several run side by side.
        track: Option<Text> ["", "\"Track A\""],
        /// What it is called.
        title: Required<Text> ["S name", "\"Welcome\""],
        /// What to say of it as a whole.
        summary: Option<Prose> ["S description", "\"It was opened by two speakers.\""],
        /// What happened in it, in order.
        sessions: Vec<RawSession> ["S subEvent", "[{ speaker = \"ben\" }]"],
    }

    /// One speech, talk, panel, demonstration. It has at least a title, a person or a summary.
    struct RawSession {
        /// An id, for photos that stand behind the session.
        id: Option<Spanned<Slug>> ["S identifier", "\"gauges\""],
        /// What kind of session it was: without a title a speech, with one a talk.
        kind: Option<SessionKind> ["", "\"panel\""],
        /// The number of a talk, where it is not its place among the talks.
        number: Option<Spanned<u64>> ["", "3"],
        /// What it was called.
        title: Option<Text> ["S name", "\"A Century of Moving Gauges\""],
        /// When it began.
        start: Option<NaiveTime> ["S startDate", "09:30:00"],
        /// When it ended.
        end: Option<Spanned<NaiveTime>> ["S endDate", "10:15:00"],
        /// The room.
        room: Option<Text> ["S location", "\"Hall 2\""],
        /// Who spoke.
        speaker: Vec<PersonName> ["S performer", "\"ben\""],
        /// Who sat on the panel.
        panellist: Vec<PersonName> ["S performer", "[\"ben\", \"ana\"]"],
        /// Who moderated.
        moderator: Vec<PersonName> ["", "\"ana\""],
        /// Who chaired.
        chair: Vec<PersonName> ["", "\"ana\""],
        /// Who took down what was said.
        rapporteur: Vec<PersonName> ["", "\"Elin Berg\""],
        /// For whom they spoke.
        on_behalf_of: Option<Text> ["", "\"all participants\""],
        /// What was said or done.
        summary: Option<Prose> ["S description", "\"Asked what the records are worth.\""],
        /// Words quoted: text, or tables with the speaker.
        quote: Vec<RawQuote> ["S Quotation", "\"a gauge is only as honest as its keeper\""],
        /// Questions from the floor.
        questions: Vec<RawQuestion> ["S Question", "[{ question = \"Who pays?\" }]"],
        /// What there is of it besides.
        details: SessionDetails,
    }

    /// Words quoted, with who said them.
    struct RawQuoteTable {
        /// The words, without quotation marks.
        text: Required<Text> ["S text", "\"the sea does not lie\""],
        /// Who said them, if not the only speaker.
        speaker: Option<PersonName> ["S spokenByCharacter", "\"ana\""],
        /// The language that they were said in.
        language: Option<Language> ["S inLanguage", "\"ms\""],
        /// Whether they are translated here.
        translated: Option<bool> ["", "true"],
    }

    /// A question from the floor.
    struct RawQuestion {
        /// The question.
        question: Required<Prose> ["S Question", "\"Who pays for the scans?\""],
        /// Who asked.
        asked_by: Option<PersonName> ["S author", "\"Dana Kowalski\""],
        /// The answer.
        answer: Option<Prose> ["S acceptedAnswer", "\"The institute does.\""],
        /// Who answered.
        answered_by: Option<PersonName> ["S author", "\"ana\""],
    }

    /// A document signed.
    struct RawSigning {
        /// The document.
        document: Required<Text> ["", "\"Memorandum of understanding\""],
        /// Between whom.
        parties: Vec<OrganisationName> ["", "[\"ics\", \"Harbour Office\"]"],
        /// Who signed.
        signatory: Vec<PersonName> ["", "[\"ana\", \"ben\"]"],
        /// Who witnessed.
        witness: Vec<PersonName> ["", "\"Dana Kowalski\""],
        /// What it is about.
        summary: Option<Prose> ["", "\"Both will share their records.\""],
    }

    /// An award.
    struct RawAward {
        /// The category.
        category: Required<Text> ["S award", "\"Best keeper\""],
        /// Who won; a name may be an organisation's.
        winner: Vec<PersonName> ["", "\"ben\""],
        /// Who presented it.
        presenter: Vec<PersonName> ["", "\"ana\""],
    }

    /// Something launched.
    struct RawLaunch {
        /// What it is.
        title: Required<Text> ["S name", "\"Tide Atlas\""],
        /// Who launched it.
        by: Vec<PersonName> ["", "\"ana\""],
        /// What it is about.
        summary: Option<Prose> ["S description", "\"A map of all gauges.\""],
    }

    /// Certificates presented.
    struct RawCertificate {
        /// What they certify.
        title: Required<Text> ["S name", "\"Gauge reading\""],
        /// How many.
        count: Option<Count> ["", "12"],
        /// Who received them.
        recipient: Vec<PersonName> ["", "[\"Dana Kowalski\"]"],
        /// Who presented them.
        presenter: Vec<PersonName> ["", "\"ana\""],
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

    /// A person. In a record, an entry whose id the directory has says only what differs.
    struct RawPerson {
        /// The name as printed, without honorifics.
        name: Option<Text> ["S name", "\"Ben Adeyemi\""],
        /// The name in the person's own script.
        native_name: Option<Text> ["S alternateName", "\"李泰康\""],
        /// Other names of the same person.
        aliases: Vec<Text> ["S alternateName", "[\"B. Adeyemi\"]"],
        /// How the parts of the name are ordered.
        name_order: Option<NameOrder> ["", "\"family-first\""],
        /// What they are called when they are named again.
        short_name: Option<Text> ["", "\"Adeyemi\""],
        /// What they are sorted by.
        sort_key: Option<Text> ["", "\"Adeyemi, Ben\""],
        /// Honorifics, in their order, which is kept.
        honorifics: Vec<Text> ["S honorificPrefix", "[\"Dato’\", \"Dr.\"]"],
        /// The job title.
        title: Option<Text> ["S jobTitle", "\"Harbour Master\""],
        /// Where they work.
        affiliation: Option<OrganisationName> ["S affiliation", "\"City of Westhaven\""],
        /// Their nationality.
        nationality: Option<Text> ["S nationality", "\"Nigerian\""],
        /// What they were at the event as a whole.
        role: Vec<PersonRole> ["", "\"guest-of-honour\""],
        /// How they took part.
        presence: Option<Presence> ["", "\"remote\""],
    }

    /// An organisation. In a record, an entry whose id the directory has says only what differs.
    struct RawOrganisation {
        /// The name as printed.
        name: Option<Text> ["S name", "\"Institute for Coastal Studies\""],
        /// The abbreviation, printed behind the name.
        abbreviation: Option<Text> ["S alternateName", "\"ICS\""],
        /// Other names of the same organisation.
        aliases: Vec<Text> ["S alternateName", "[\"Coastal Institute\"]"],
        /// What it was called before.
        former_names: Vec<Text> ["S alternateName", "[\"Tide Office\"]"],
        /// The organisation that it is part of.
        part_of: Option<OrganisationName> ["S parentOrganization", "\"Ministry of Science\""],
        /// The country.
        country: Option<Text> ["S location", "\"Malaysia\""],
        /// The logo.
        logo: Option<RawLogo> ["S logo", "{ file = \"ics.png\", alt = \"ICS\" }"],
    }

    /// A logo.
    struct RawLogo {
        /// The file, from the folder of the file that names it.
        file: PictureFile ["", "\"logos/ics.png\""],
        /// What it shows.
        alt: Text ["I Alt Text", "\"The letters ICS over a wave\""],
    }
}

/// The id of an entry, or a name. An id is the same in every language; a name is a text.
pub(crate) struct NameOrId(pub(crate) Text);

impl Shape for NameOrId {
    const EXPECTED: &'static str = "an id or a name in quotes";

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

/// A value that is text in the common case, and a table where there is more to say.
macro_rules! name_or_table {
    ($($(#[$doc:meta])* $name:ident: $text:ty | $table:ty, $expected:literal;)*) => {$(
        $(#[$doc])*
        pub(crate) enum $name {
            Name($text),
            Table(Box<$table>),
        }

        impl Shape for $name {
            const EXPECTED: &'static str = $expected;

            fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
                match node.get_ref() {
                    DeValue::String(_) => <$text>::read(node, reader).map(Self::Name),
                    DeValue::Table(_) => {
                        <$table as Shape>::read(node, reader).map(|table| Self::Table(Box::new(table)))
                    }
                    _ => {
                        reader.wrong_type(node, Self::EXPECTED);
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
