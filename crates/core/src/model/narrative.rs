//! Texts that accompany the programme: outcomes, next steps, annexes, references.

use chrono::NaiveDate;

use super::fields::fields;
use super::{MultilineText, Prose, Text};

fields! {
    /// What the report tells of the event as a whole.
    pub struct Narrative {
        /// The summary that opens the report.
        lead: Option<Prose> ["N lede", "\"The workshop put seven records side by side.\""],
        /// Why the event was held.
        background: Option<Prose> ["", "\"Every harbour keeps its own records.\""],
        /// What it was to reach.
        objectives: Vec<Prose> ["", "[\"Compare the records.\"]"],
        /// What to remember of it.
        takeaways: Vec<Prose> ["", "[\"Gauges move more than the sea.\"]"],
        /// What came of it.
        outcomes: Vec<Prose> ["", "[\"The records will be published together.\"]"],
        /// What it recommends.
        recommendations: Vec<Prose> ["", "[\"Log every move of a gauge.\"]"],
        /// What is to be done, by whom, by when.
        next_steps: Vec<NextStep> ["", "[{ action = \"Scan the rolls\", owner = \"ICS\" }]"],
        /// Whom to thank.
        acknowledgements: Option<Prose> ["", "\"The harbour lent its hall.\""],
        /// Who the organisers are, in their own words.
        about: Vec<Titled> ["", "[{ title = \"About ICS\", text = \"ICS studies coasts.\" }]"],
        /// What is appended: an agenda, a list.
        annexes: Vec<Titled> ["", "[{ title = \"Agenda\", text = \"- 9:00 Welcome\" }]"],
        /// What to read beside it.
        related: Vec<Reference> ["S relatedLink", "[{ title = \"Harbour Day 2024\" }]"],
    }

    /// Something to be done.
    pub struct NextStep {
        /// What.
        action: Text ["S Action", "\"Scan the paper rolls\""],
        /// By whom.
        owner: Option<Text> ["S agent", "\"ICS\"", name],
        /// By when.
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
        /// Its title.
        title: Text ["S name", "\"Tides, issue 7\"", name],
        /// Who published it.
        publisher: Option<Text> ["S publisher", "\"ICS\"", name],
        /// When it was published.
        date: Option<NaiveDate> ["S datePublished", "2025-05-01"],
        /// Where it can be read.
        url: Option<Text> ["S url", "\"https://ics.example/7\"", name],
    }

    /// Where the report comes from, and whom to ask about it.
    pub struct Provenance {
        /// What the report draws on.
        source: Option<Reference> ["I Source", "{ title = \"Minutes of the workshop\" }"],
        /// Where the report appeared first.
        reprinted_from: Option<Reference> ["S isBasedOn", "{ title = \"Tides, issue 7\" }"],
        /// Whom to ask.
        contact: Option<Contact> ["S contactPoint", "{ name = \"Press office\" }"],
    }

    /// Whom to ask.
    pub struct Contact {
        /// The person or the office.
        name: Text ["S name", "\"Press office\"", name],
        /// The mail address.
        email: Option<Text> ["S email", "\"press@ics.example\"", name],
        /// The telephone number.
        phone: Option<Text> ["S telephone", "\"+60 3 1234 5678\"", name],
        /// The postal address, in one line or several.
        address: Option<MultilineText> ["S address", "\"1 Quay Road, Westhaven\"", name],
        /// The page on the web.
        url: Option<Text> ["S url", "\"https://ics.example\"", name],
    }
}
