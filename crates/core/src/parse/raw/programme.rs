//! The raw shape of the programme: parts, sessions, ceremonies.

use chrono::{NaiveDate, NaiveTime};
use toml::Spanned;

use super::{OrganisationName, PersonName, RawQuote};
use crate::model::{
    CertificateDetails, Language, PartDetails, Prose, SessionDetails, SessionKind, Slug, Subject,
    Text,
};
use crate::reader::{Required, shape};

shape! {
    /// A part of the programme.
    struct RawPart {
        /// An id, for photos that stand behind the part.
        id: Option<Spanned<Slug>> ["S identifier", "\"welcome\""],
        /// The day, where the event has several.
        day: Option<Spanned<NaiveDate>> ["S startDate", "2025-05-15"],
        /// What it is called.
        title: Required<Text> ["S name", "\"Welcome\""],
        /// Its track and its summary.
        details: PartDetails,
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
        /// Who spoke.
        speaker: Vec<PersonName> ["S performer", "\"ben\""],
        /// Who sat on the panel.
        panellist: Vec<PersonName> ["S performer", "[\"ben\", \"ana\"]"],
        /// How many sat on the panel, where not all are named.
        panel_size: Option<u64> ["", "4"],
        /// Who moderated.
        moderator: Vec<PersonName> ["", "\"ana\""],
        /// Who chaired.
        chair: Vec<PersonName> ["", "\"ana\""],
        /// Who took down what was said.
        rapporteur: Vec<PersonName> ["", "\"Elin Berg\""],
        /// Its room, its summary and its materials.
        details: SessionDetails,
        /// Words quoted: text, or tables with the speaker.
        quote: Vec<RawQuote> ["S Quotation", "\"a gauge is only as honest as its keeper\""],
        /// Questions from the floor.
        questions: Vec<RawQuestion> ["S Question", "[{ question = \"Who pays?\" }]"],
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

    /// What was signed, awarded, launched and certified.
    struct RawCeremonies {
        /// What was signed.
        signings: Vec<RawSigning> ["", "[{ document = \"Memorandum\" }]"],
        /// What was awarded.
        awards: Vec<RawAward> ["S award", "[{ category = \"Best keeper\" }]"],
        /// What was launched.
        launches: Vec<RawLaunch> ["", "[{ title = \"Tide Atlas\" }]"],
        /// What was certified.
        certificates: Vec<RawCertificate> ["", "[{ title = \"Gauge reading\", count = 12 }]"],
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
        details: Subject,
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
        details: Subject,
    }

    /// Certificates presented.
    struct RawCertificate {
        /// What they certify.
        title: Required<Text> ["S name", "\"Gauge reading\""],
        /// How many.
        details: CertificateDetails,
        /// Who received them.
        recipient: Vec<PersonName> ["", "[\"Dana Kowalski\"]"],
        /// Who presented them.
        presenter: Vec<PersonName> ["", "\"ana\""],
    }
}
