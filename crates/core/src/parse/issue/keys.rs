//! The keys of an issue's file.

use chrono::NaiveDate;
use schemars::{Schema, SchemaGenerator, json_schema};
use toml::Spanned;
use toml::de::DeValue;

use crate::diagnostic::Code;
use crate::message::{Message, message};
use crate::model::{
    Colophon, Issn, Language, Moment, Periodicity, Prose, Sections, StoryLength, Text,
    UpcomingDetails,
};
use crate::parse::raw::{PersonName, RawOrganisation, RawPerson, name_or_table};
use crate::reader::{Entries, FieldKind, Node, Reader, Required, Shape, Tables, shape};

shape! {
    /// An issue of a newsletter.
    struct RawIssue {
        /// The newsletter's name.
        name: Required<Text> ["S Periodical", "\"Tides\""],
        /// The line under the name.
        tagline: Option<Text> ["", "\"News of the coast\""],
        /// The volume.
        volume: Option<u64> ["S volumeNumber", "3"],
        /// The number of the issue.
        number: Option<Spanned<u64>> ["S issueNumber", "11"],
        /// The date of publication.
        date: Required<NaiveDate> ["S datePublished", "2025-06-01"],
        /// The period and the frequency, in words.
        periodicity: Periodicity,
        /// The ISSN of the printed newsletter, or a table with `print` and `online`.
        issn: Option<RawIssn> ["S issn", "\"2049-3630\""],
        /// The languages of the issue, main language first.
        languages: Vec<Language> ["S inLanguage, BCP 47", "[\"en\"]"],
        /// A note from the editor.
        editors_note: Option<RawNote> ["", "{ text = \"This month, gauges.\" }"],
        /// The stories: ids of records, or tables that select records and adapt their texts.
        stories: Vec<RawStory> ["S hasPart", "[\"harbour-day-2025-05-14\"]"],
        /// The sections besides the stories.
        sections: Sections,
        /// Upcoming events.
        upcoming: Vec<RawUpcoming> ["S Event", "[{ title = \"Gauge clinic\", start = 2025-07-02 }]"],
        /// The editorial board.
        board: Vec<RawOffice> ["S editor", "[{ role = \"Editor\", people = \"Elin Berg\" }]"],
        /// The imprint and the contact.
        colophon: Colophon,
        /// The people, each under an id.
        people: Entries<RawPerson> ["S Person", "{ ben = { name = \"Ben Adeyemi\" } }"],
        /// The organisations, each under an id.
        organisations: Entries<RawOrganisation> ["S Organization", "{ ics = { name = \"ICS\" } }"],
    }

    /// The serial numbers of a newsletter.
    struct RawIssnTable {
        /// The ISSN of the printed newsletter.
        print: Option<Issn> ["S issn", "\"2049-3630\""],
        /// The ISSN of the online newsletter.
        online: Option<Issn> ["S issn", "\"2434-561X\""],
    }

    /// A note from the editor.
    struct RawNote {
        /// The title.
        title: Option<Text> ["", "\"Dear readers\""],
        /// The text.
        text: Required<Prose> ["", "\"This month, gauges.\""],
        /// The author.
        author: Option<PersonName> ["S author", "\"Elin Berg\""],
    }

    /// The events of an issue: one, or all within some dates or with a keyword.
    struct RawStoryTable {
        /// The id of a record.
        record: Option<Spanned<String>> ["", "\"harbour-day-2025-05-14\""],
        /// Selects events that began on this day or later.
        from: Option<NaiveDate> ["", "2025-05-01"],
        /// Selects events that began on this day or earlier.
        to: Option<NaiveDate> ["", "2025-05-31"],
        /// Selects events with this keyword.
        keyword: Option<Spanned<String>> ["", "\"tides\""],
        /// Whether it is the lead story. Default: the first story is.
        lead: Option<bool> ["", "true"],
        /// How much of the report the story carries. Default: `story`.
        length: Option<StoryLength> ["", "\"brief\""],
        /// The headline to use in this issue.
        headline: Option<Text> ["S headline", "\"Gauges on the move\""],
        /// The deck to use in this issue.
        deck: Option<Text> ["N abstract", "\"Seven records, one sea.\""],
        /// The text to use in this issue.
        text: Option<Prose> ["S articleBody", "\"They met.\""],
    }

    /// An upcoming event.
    struct RawUpcoming {
        /// The title of the event.
        title: Required<Text> ["S name", "\"Gauge clinic\""],
        /// The first day.
        start: Required<Moment> ["S startDate", "2025-07-02"],
        /// The last day.
        end: Option<Spanned<Moment>> ["S endDate, inclusive", "2025-07-03"],
        /// Further details.
        details: UpcomingDetails,
    }

    /// A role on the editorial board.
    struct RawOffice {
        /// The role.
        role: Required<Text> ["", "\"Editor\""],
        /// The people who hold the role.
        people: Vec<PersonName> ["", "\"Elin Berg\""],
    }
}

name_or_table! {
    /// A story: the id of a record, or a table.
    RawStory: Spanned<String> | RawStoryTable, message!("a record's id in quotes, or a table"),
        "record";
    /// An ISSN, or two.
    RawIssn: Issn | RawIssnTable, message!("an ISSN in quotes, or a table"), "print";
}

impl Shape for Issn {
    fn expected() -> Message {
        message!("an ISSN in quotes, such as \"2049-3630\"")
    }

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let text = String::read(node, reader)?;
        match text.parse() {
            Ok(issn) => Some(issn),
            Err((message, hint)) => {
                reader.report(Code::INVALID_VALUE, node.span(), message).hint(hint);
                None
            }
        }
    }

    fn schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": "^[0-9]{4}-?[0-9]{3}[0-9xX]$" })
    }

    fn field_kind(_: &mut Tables) -> FieldKind {
        FieldKind::Text
    }
}
