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

/// Declares vocabularies.
macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($(#[$word_doc:meta])* $variant:ident = $word:literal,)* })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$word_doc])* $variant,)* }

        impl $crate::model::Word for $name {
            const ALL: &'static [Self] = &[$($name::$variant),*];

            fn name(self) -> &'static str {
                match self { $($name::$variant => $word,)* }
            }
        }
    )*};
}
pub(crate) use words;

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

    /// Whether the event took place (schema.org: eventStatus).
    Status {
        /// It took place.
        Held = "held",
        /// It will take place later.
        Postponed = "postponed",
        /// It will not take place.
        Cancelled = "cancelled",
    }

    /// Whom a headcount counts.
    Basis {
        /// Those invited.
        Invited = "invited",
        /// Those registered.
        Registered = "registered",
        /// Those who came.
        Attended = "attended",
        /// Those who followed online.
        Online = "online",
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
        /// Funder: it paid.
        Funder = "funder",
        /// Sponsor, with a tier or without.
        Sponsor = "sponsor",
        /// Media partner.
        MediaPartner = "media-partner",
        /// Exhibitor.
        Exhibitor = "exhibitor",
        /// Part of a delegation.
        Delegation = "delegation",
    }

    /// What a person was at the event as a whole.
    PersonRole {
        /// Guest of honour.
        GuestOfHonour = "guest-of-honour",
        /// Declared the event open.
        Officiator = "officiator",
        /// Spoke at the opening.
        OpeningSpeaker = "opening-speaker",
        /// Gave the keynote.
        KeynoteSpeaker = "keynote-speaker",
        /// Spoke.
        Speaker = "speaker",
        /// Sat on a panel.
        Panellist = "panellist",
        /// Moderated.
        Moderator = "moderator",
        /// Chaired.
        Chair = "chair",
        /// Took down what was said.
        Rapporteur = "rapporteur",
        /// Signed.
        Signatory = "signatory",
        /// Witnessed a signing.
        Witness = "witness",
        /// Presented certificates.
        CertificatePresenter = "certificate-presenter",
        /// Master of ceremonies.
        Mc = "mc",
        /// Attended.
        Attendee = "attendee",
        /// Head of a delegation.
        DelegationLead = "delegation-lead",
        /// Spoke for all participants.
        ParticipantsRepresentative = "participants-representative",
    }

    /// How a person took part.
    Presence {
        /// In the room.
        Onsite = "onsite",
        /// From afar.
        Remote = "remote",
        /// By a recording.
        Recorded = "recorded",
    }

    /// How the parts of a name are ordered.
    NameOrder {
        /// Family name first (Lee Chean Chung).
        FamilyFirst = "family-first",
        /// Given name first (Ada Lovelace).
        GivenFirst = "given-first",
        /// A name and the father's (Syed Ibrahim bin Syed Noh).
        Patronymic = "patronymic",
        /// One name only.
        Single = "single",
    }

    /// What kind of session it was.
    SessionKind {
        /// A speech, told by who gave it.
        Speech = "speech",
        /// A talk with a title, numbered.
        Talk = "talk",
        /// The talk that sets the theme.
        Keynote = "keynote",
        /// A discussion of several.
        Panel = "panel",
        /// A programme, project or product introduced.
        Presentation = "presentation",
        /// Something shown and tried.
        Demonstration = "demonstration",
        /// Questions and answers.
        Questions = "questions",
        /// Work in a group.
        Workshop = "workshop",
        /// A break.
        Break = "break",
    }

    /// Where a picture comes from (IPTC: Digital Source Type).
    PictureKind {
        /// A photograph.
        Photo = "photo",
        /// A photograph of everybody.
        GroupPhoto = "group-photo",
        /// A picture of a screen.
        Screenshot = "screenshot",
        /// Made by a machine.
        AiMade = "ai-made",
        /// Put together from several.
        Composite = "composite",
    }

    /// How wide a picture stands.
    Width {
        /// As wide as the reading column.
        Column = "column",
        /// As wide as both columns.
        Full = "full",
        /// As wide as half the reading column.
        Half = "half",
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
        /// Answers for the editing.
        ChiefEditor = "chief-editor",
        /// Read against the sources by.
        Proofreader = "proofreader",
        /// Reviewed by.
        Reviewer = "reviewer",
        /// Approved by.
        Approver = "approver",
        /// Advised by.
        Adviser = "adviser",
    }
}
