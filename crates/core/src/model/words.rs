//! Closed vocabularies: sets of words that a key of the record accepts.

use std::str::FromStr;

use strum::VariantArray;

/// A word from a closed vocabulary. Records and templates write it in lower case with hyphens.
pub trait Word: VariantArray + FromStr + Into<&'static str> + Copy {
    /// Returns the word as text.
    fn name(self) -> &'static str {
        self.into()
    }
}

impl<W: VariantArray + FromStr + Into<&'static str> + Copy> Word for W {}

/// Returns the words of a vocabulary.
pub fn names_of<W: Word>() -> Vec<&'static str> {
    W::VARIANTS.iter().map(|word| word.name()).collect()
}

/// A word that a declared field can hold and documents print in the language of their readers.
pub(crate) trait PrintedWord: Word {
    /// The table in which language files name the words of the vocabulary.
    const TABLE: &'static str;
}

/// Declares vocabularies. If a declared field can hold a word of the vocabulary, `in` gives the
/// table in which language files name its words.
macro_rules! words {
    ($($(#[$doc:meta])* $name:ident $(in $table:literal)? { $($words:tt)* })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[derive(strum::EnumString, strum::IntoStaticStr, strum::VariantArray)]
        #[strum(serialize_all = "kebab-case")]
        pub enum $name { $($words)* }

        $(impl $crate::model::words::PrintedWord for $name {
            const TABLE: &'static str = $table;
        })?
    )*};
}
pub(crate) use words;

words! {
    /// What kind of event it was (schema.org: subtypes of Event).
    EventType in "event-types" {
        /// Opening, closing or award ceremony.
        Ceremony,
        /// Competition.
        Competition,
        /// Conference.
        Conference,
        /// Exhibition.
        Exhibition,
        /// Forum.
        Forum,
        /// Launch of a product, a book, a programme.
        Launch,
        /// Lecture.
        Lecture,
        /// Meeting.
        Meeting,
        /// Roundtable.
        Roundtable,
        /// Seminar.
        Seminar,
        /// Signing of an agreement.
        Signing,
        /// Training.
        Training,
        /// Visit of a delegation.
        Visit,
        /// Webinar.
        Webinar,
        /// Workshop.
        Workshop,
    }

    /// How people took part (schema.org: eventAttendanceMode).
    Mode {
        /// All in one place.
        Offline,
        /// All from afar.
        Online,
        /// Some in one place, some from afar.
        Mixed,
    }

    /// A part of the day, where no clock time is known.
    PartOfDay {
        /// Before noon.
        Morning,
        /// After noon.
        Afternoon,
        /// After work.
        Evening,
    }

    /// How exact a number is.
    Qualifier {
        /// Counted.
        Exact,
        /// More than the value.
        Over,
        /// The value, roughly.
        About,
        /// A little less than the value.
        Nearly,
    }

    /// Whether the event took place (schema.org: eventStatus).
    Status {
        /// It took place.
        Held,
        /// It will take place later.
        Postponed,
        /// It will not take place.
        Cancelled,
    }

    /// Whom a headcount counts.
    Basis {
        /// Those invited.
        Invited,
        /// Those registered.
        Registered,
        /// Those who came.
        Attended,
        /// Those who followed online.
        Online,
    }

    /// What an organisation did for the event.
    OrganisationRole {
        /// Host (Chinese zhuban).
        Host,
        /// Organiser (Chinese chengban).
        Organiser,
        /// Co-organiser (Chinese xieban).
        CoOrganiser,
        /// Supporter. Says nothing about money.
        Supporter,
        /// Funder: it paid.
        Funder,
        /// Sponsor, with a tier or without.
        Sponsor,
        /// Media partner.
        MediaPartner,
        /// Exhibitor.
        Exhibitor,
        /// Part of a delegation.
        Delegation,
    }

    /// What a person was at the event as a whole.
    PersonRole {
        /// Guest of honour.
        GuestOfHonour,
        /// Guest.
        Guest,
        /// Declared the event open.
        Officiator,
        /// Spoke at the opening.
        OpeningSpeaker,
        /// Gave the keynote.
        KeynoteSpeaker,
        /// Spoke.
        Speaker,
        /// Sat on a panel.
        Panellist,
        /// Moderated.
        Moderator,
        /// Chaired.
        Chair,
        /// Took down what was said.
        Rapporteur,
        /// Signed.
        Signatory,
        /// Witnessed a signing.
        Witness,
        /// Presented certificates.
        CertificatePresenter,
        /// Master of ceremonies.
        Mc,
        /// Attended.
        Attendee,
        /// Head of a delegation.
        DelegationLead,
        /// Spoke for all participants.
        ParticipantsRepresentative,
    }

    /// How a person took part.
    Presence {
        /// In the room.
        Onsite,
        /// From afar.
        Remote,
        /// By a recording.
        Recorded,
    }

    /// How the parts of a name are ordered.
    NameOrder {
        /// Family name first (Lee Chean Chung).
        FamilyFirst,
        /// Given name first (Ada Lovelace).
        GivenFirst,
        /// A name and the father's (Syed Ibrahim bin Syed Noh).
        Patronymic,
        /// One name only.
        Single,
    }

    /// What kind of session it was.
    SessionKind {
        /// A speech, told by who gave it.
        Speech,
        /// The speech that welcomes the guests.
        Welcome,
        /// The speech or the act that declares the event open.
        Officiating,
        /// The speech or the act that closes the event.
        Closing,
        /// A prayer.
        Prayer,
        /// A talk with a title, numbered.
        Talk,
        /// The talk that sets the theme.
        Keynote,
        /// A discussion of several.
        Panel,
        /// A programme, project or product introduced.
        Presentation,
        /// Something shown and tried.
        Demonstration,
        /// Questions and answers.
        Questions,
        /// Work in a group.
        Workshop,
        /// A break.
        Break,
    }

    /// Where a picture comes from (IPTC: Digital Source Type).
    PictureKind {
        /// A photograph.
        Photo,
        /// A photograph of everybody.
        GroupPhoto,
        /// A picture of a screen.
        Screenshot,
        /// Made by a machine.
        AiMade,
        /// Put together from several.
        Composite,
    }

    /// How wide a picture stands.
    Width {
        /// As wide as the reading column.
        Column,
        /// As wide as both columns.
        Full,
        /// As wide as half the reading column.
        Half,
        /// On a page of its own, shared with other such photos of the same place.
        Page,
    }

    /// How much of an event a story of an issue tells.
    StoryLength {
        /// A headline and a sentence or two.
        Brief,
        /// About 300 words, or 600 Chinese characters.
        Story,
        /// About a page.
        Full,
    }

    /// What a person did for the report (ONIX code list 17).
    CreditRole {
        /// Written by (A01).
        Writer,
        /// Photographed by (A13).
        Photographer,
        /// Translated by (B06).
        Translator,
        /// Edited by (B01).
        Editor,
        /// Answers for the editing.
        ChiefEditor,
        /// Read against the sources by.
        Proofreader,
        /// Reviewed by.
        Reviewer,
        /// Approved by.
        Approver,
        /// Advised by.
        Adviser,
    }
}

impl SessionKind {
    /// The kinds that documents name by the speaker rather than by a title.
    pub const SPEECHES: [Self; 4] = [Self::Speech, Self::Welcome, Self::Officiating, Self::Closing];
}
