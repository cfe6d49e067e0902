//! Texts that accompany the programme: outcomes, next steps, annexes, references.

use chrono::NaiveDate;

use super::fields::fields;
use super::{MultilineText, Prose, Text};

fields! {
    /// The texts about the event as a whole.
    pub struct Narrative {
        /// The summary that opens the report.
        lead: Option<Prose> ["N lede", "\"The workshop put seven records side by side.\""],
        /// The background of the event.
        background: Option<Prose> ["", "\"Every harbour keeps its own records.\""],
        /// The objectives.
        objectives: Vec<Prose> ["", "[\"Compare the records.\"]"],
        /// The key takeaways.
        takeaways: Vec<Prose> ["", "[\"Gauges move more than the sea.\"]"],
        /// The outcomes.
        outcomes: Vec<Prose> ["", "[\"The records will be published together.\"]"],
        /// The recommendations.
        recommendations: Vec<Prose> ["", "[\"Log every move of a gauge.\"]"],
        /// The next steps, with owner and due date.
        next_steps: Vec<NextStep> ["", "[{ action = \"Scan the rolls\", owner = \"ICS\" }]"],
        /// The acknowledgements.
        acknowledgements: Option<Prose> ["", "\"The harbour lent its hall.\""],
        /// The organisers, described in their own words.
        about: Vec<Titled> ["", "[{ title = \"About ICS\", text = \"ICS studies coasts.\" }]"],
        /// The annexes, such as an agenda or a list.
        annexes: Vec<Titled> ["", "[{ title = \"Agenda\", text = \"- 9:00 Welcome\" }]"],
        /// Related reading.
        related: Vec<Reference> ["S relatedLink", "[{ title = \"Harbour Day 2024\" }]"],
    }

    /// A next step.
    pub struct NextStep {
        /// The action.
        action: Text ["S Action", "\"Scan the paper rolls\""],
        /// The person or office responsible.
        owner: Option<Text> ["S agent", "\"ICS\"", name],
        /// The due date.
        due: Option<NaiveDate> ["C DUE", "2025-09-30"],
    }

    /// A text under a title.
    pub struct Titled {
        /// The title.
        title: Text ["S name", "\"Agenda\""],
        /// The text.
        text: Prose ["S text", "\"- 9:00 Welcome\""],
    }

    /// Something published elsewhere.
    pub struct Reference {
        /// The title.
        title: Text ["S name", "\"Tides, issue 7\"", name],
        /// The publisher.
        publisher: Option<Text> ["S publisher", "\"ICS\"", name],
        /// The date of publication.
        date: Option<NaiveDate> ["S datePublished", "2025-05-01"],
        /// The web address.
        url: Option<Text> ["S url", "\"https://ics.example/7\"", name],
    }

    /// The sources of the report, and the contact for questions about it.
    pub struct Provenance {
        /// The source on which the report is based.
        source: Option<Reference> ["I Source", "{ title = \"Minutes of the workshop\" }"],
        /// The publication in which the report first appeared.
        reprinted_from: Option<Reference> ["S isBasedOn", "{ title = \"Tides, issue 7\" }"],
        /// The contact for questions.
        contact: Option<Contact> ["S contactPoint", "{ name = \"Press office\" }"],
    }

    /// The contact for questions.
    pub struct Contact {
        /// The person or the office.
        name: Text ["S name", "\"Press office\"", name],
        /// The email address.
        email: Option<Text> ["S email", "\"press@ics.example\"", name],
        /// The telephone number.
        phone: Option<Text> ["S telephone", "\"+60 3 1234 5678\"", name],
        /// The postal address, on one or more lines.
        address: Option<MultilineText> ["S address", "\"1 Quay Road, Westhaven\"", name],
        /// The web address.
        url: Option<Text> ["S url", "\"https://ics.example\"", name],
    }
}
