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
        /// An id, to which photos can refer.
        id: Option<Spanned<Slug>> ["S identifier", "\"welcome\""],
        /// The title of the part.
        title: Required<Text> ["S name", "\"Welcome\""],
        /// The day, if the event has several.
        day: Option<Spanned<NaiveDate>> ["S startDate", "2025-05-15"],
        /// Its track and its summary.
        details: PartDetails,
        /// The sessions, in order.
        sessions: Vec<RawSession> ["S subEvent", "[{ speaker = \"ben\" }]"],
    }

    /// One speech, talk, panel, demonstration. It has at least a title, a person or a summary.
    struct RawSession {
        /// An id, to which photos can refer.
        id: Option<Spanned<Slug>> ["S identifier", "\"gauges\""],
        /// The kind of session. Default: a talk if the session has a title, otherwise a speech.
        kind: Option<SessionKind> ["", "\"panel\""],
        /// The number of a talk, if it differs from its position among the talks.
        number: Option<Spanned<u64>> ["", "3"],
        /// The title of the session.
        title: Option<Text> ["S name", "\"A Century of Moving Gauges\""],
        /// The start time.
        start: Option<NaiveTime> ["S startDate", "09:30:00"],
        /// The end time.
        end: Option<Spanned<NaiveTime>> ["S endDate", "10:15:00"],
        /// The speakers.
        speaker: Vec<PersonName> ["S performer", "\"ben\""],
        /// The panellists.
        panellist: Vec<PersonName> ["S performer", "[\"ben\", \"ana\"]"],
        /// The number of panellists, if not all are named.
        panel_size: Option<u64> ["", "4"],
        /// The moderators.
        moderator: Vec<PersonName> ["", "\"ana\""],
        /// The chairs.
        chair: Vec<PersonName> ["", "\"ana\""],
        /// The rapporteurs.
        rapporteur: Vec<PersonName> ["", "\"Elin Berg\""],
        /// Its room, its summary and its materials.
        details: SessionDetails,
        /// Quotations, as texts or as tables with the speaker.
        quote: Vec<RawQuote> ["S Quotation", "\"a gauge is only as honest as its keeper\""],
        /// Questions from the floor.
        questions: Vec<RawQuestion> ["S Question", "[{ question = \"Who pays?\" }]"],
    }

    /// A quotation with its speaker.
    struct RawQuoteTable {
        /// The words, without quotation marks.
        text: Required<Text> ["S text", "\"the sea does not lie\""],
        /// The speaker, if not the only one of the session.
        speaker: Option<PersonName> ["S spokenByCharacter", "\"ana\""],
        /// The language of the original words.
        language: Option<Language> ["S inLanguage", "\"ms\""],
        /// Whether the words given are a translation.
        translated: Option<bool> ["", "true"],
    }

    /// A question from the floor.
    struct RawQuestion {
        /// The question.
        question: Required<Prose> ["S Question", "\"Who pays for the scans?\""],
        /// The person who asked.
        asked_by: Option<PersonName> ["S author", "\"Dana Kowalski\""],
        /// The answer.
        answer: Option<Prose> ["S acceptedAnswer", "\"The institute does.\""],
        /// The person who answered.
        answered_by: Option<PersonName> ["S author", "\"ana\""],
    }

    /// Signings, awards, launches and certificates.
    struct RawCeremonies {
        /// The documents signed.
        signings: Vec<RawSigning> ["", "[{ document = \"Memorandum\" }]"],
        /// The awards.
        awards: Vec<RawAward> ["S award", "[{ category = \"Best keeper\" }]"],
        /// The launches.
        launches: Vec<RawLaunch> ["", "[{ title = \"Tide Atlas\" }]"],
        /// The certificates.
        certificates: Vec<RawCertificate> ["", "[{ title = \"Gauge reading\", count = 12 }]"],
    }

    /// A document signed.
    struct RawSigning {
        /// The document.
        document: Required<Text> ["", "\"Memorandum of understanding\""],
        /// The time at which it was signed.
        start: Option<NaiveTime> ["", "11:30:00"],
        /// The parties.
        parties: Vec<OrganisationName> ["", "[\"ics\", \"Harbour Office\"]"],
        /// The signatories.
        signatory: Vec<PersonName> ["", "[\"ana\", \"ben\"]"],
        /// The witnesses.
        witness: Vec<PersonName> ["", "\"Dana Kowalski\""],
        /// A summary of its content.
        details: Subject,
    }

    /// An award.
    struct RawAward {
        /// The category.
        category: Required<Text> ["S award", "\"Best keeper\""],
        /// The winners, which can be organisations.
        winner: Vec<PersonName> ["", "\"ben\""],
        /// The presenters.
        presenter: Vec<PersonName> ["", "\"ana\""],
    }

    /// Something launched.
    struct RawLaunch {
        /// The product, book or programme launched.
        title: Required<Text> ["S name", "\"Tide Atlas\""],
        /// The people who launched it.
        by: Vec<PersonName> ["", "\"ana\""],
        /// A summary of its content.
        details: Subject,
    }

    /// Certificates presented.
    struct RawCertificate {
        /// The title of the certificate.
        title: Required<Text> ["S name", "\"Gauge reading\""],
        /// The number of certificates.
        details: CertificateDetails,
        /// The recipients.
        recipient: Vec<PersonName> ["", "[\"Dana Kowalski\"]"],
        /// The presenters.
        presenter: Vec<PersonName> ["", "\"ana\""],
    }
}
