//! Closed vocabularies: the words that a key of the record may take.

/// A word of a closed vocabulary.
pub trait Word: Copy + 'static {
    /// Every word of the vocabulary.
    const ALL: &'static [Self];

    /// The word as the record and the templates write it.
    fn name(self) -> &'static str;

    /// The word with that name.
    fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|word| word.name() == name)
    }
}

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($(#[$word_doc:meta])* $variant:ident = $word:literal,)* })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$word_doc])* $variant,)* }

        impl Word for $name {
            const ALL: &'static [Self] = &[$($name::$variant),*];

            fn name(self) -> &'static str {
                match self { $($name::$variant => $word,)* }
            }
        }
    )*};
}

words! {
    /// What kind of event it was (schema.org: subtypes of Event).
    EventType {
        /// Opening, closing or award ceremony.
        Ceremony = "ceremony",
        /// Competition.
        Competition = "competition",
        /// Conference.
        Conference = "conference",
        /// Exhibition.
        Exhibition = "exhibition",
        /// Forum.
        Forum = "forum",
        /// Launch of a product, a book, a programme.
        Launch = "launch",
        /// Lecture.
        Lecture = "lecture",
        /// Meeting.
        Meeting = "meeting",
        /// Roundtable.
        Roundtable = "roundtable",
        /// Seminar.
        Seminar = "seminar",
        /// Signing of an agreement.
        Signing = "signing",
        /// Training.
        Training = "training",
        /// Visit of a delegation.
        Visit = "visit",
        /// Webinar.
        Webinar = "webinar",
        /// Workshop.
        Workshop = "workshop",
    }

    /// How people took part (schema.org: eventAttendanceMode).
    Mode {
        /// All in one place.
        Offline = "offline",
        /// All from afar.
        Online = "online",
        /// Some in one place, some from afar.
        Mixed = "mixed",
    }

    /// A part of the day, where no clock time is known.
    PartOfDay {
        /// Before noon.
        Morning = "morning",
        /// After noon.
        Afternoon = "afternoon",
        /// After work.
        Evening = "evening",
    }

    /// How exact a number is.
    Qualifier {
        /// Counted.
        Exact = "exact",
        /// More than the value.
        Over = "over",
        /// The value, roughly.
        About = "about",
        /// A little less than the value.
        Nearly = "nearly",
    }

    /// What an organisation did for the event.
    OrganisationRole {
        /// Host (Chinese zhuban).
        Host = "host",
        /// Organiser (Chinese chengban).
        Organiser = "organiser",
        /// Co-organiser (Chinese xieban).
        CoOrganiser = "co-organiser",
        /// Supporter. Says nothing about money.
        Supporter = "supporter",
        /// Part of a delegation.
        Delegation = "delegation",
    }

    /// What a person was at the event as a whole.
    PersonRole {
        /// Guest of honour.
        GuestOfHonour = "guest-of-honour",
        /// Head of a delegation.
        DelegationLead = "delegation-lead",
        /// Spoke for all participants.
        ParticipantsRepresentative = "participants-representative",
    }

    /// What kind of session it was.
    SessionKind {
        /// A speech, told by who gave it.
        Speech = "speech",
        /// A talk with a title, numbered.
        Talk = "talk",
        /// A programme, project or product introduced.
        Presentation = "presentation",
        /// Something shown and tried.
        Demonstration = "demonstration",
        /// Questions and answers.
        Questions = "questions",
    }

    /// What a person did for the report (ONIX code list 17).
    CreditRole {
        /// Written by (A01).
        Writer = "writer",
        /// Photographed by (A13).
        Photographer = "photographer",
        /// Translated by (B06).
        Translator = "translator",
        /// Edited by (B01).
        Editor = "editor",
        /// Read against the sources by.
        Proofreader = "proofreader",
        /// Reviewed by.
        Reviewer = "reviewer",
        /// Approved by.
        Approver = "approver",
    }
}
