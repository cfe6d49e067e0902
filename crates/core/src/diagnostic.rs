//! A finding: what is wrong, where, and how to mend it. Data only; the command line prints it.

use crate::source::Place;

/// One finding about a record, a template, the project or the machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of finding it is.
    pub code: Code,
    /// One sentence in an office's words, without a full stop.
    pub message: String,
    /// Where it is; none for what has no place in a file.
    pub place: Option<Place>,
    /// Other places that belong to it, each with a few words.
    pub related: Vec<(Place, String)>,
    /// What to do about it.
    pub hints: Vec<String>,
}

impl Diagnostic {
    /// A finding without a place.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), place: None, related: vec![], hints: vec![] }
    }

    /// The same finding at a place.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// The same finding with one more hint.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// The same finding with one more place that belongs to it.
    #[must_use]
    pub fn related(mut self, place: Place, words: impl Into<String>) -> Self {
        self.related.push((place, words.into()));
        self
    }

    /// How grave it is; fixed by its code.
    pub fn level(&self) -> Level {
        self.code.level()
    }
}

impl Code {
    /// Whether findings of this kind are the template's, whatever the record.
    pub fn is_of_template(self) -> bool {
        matches!(
            self,
            Self::Template
                | Self::UnknownFont
                | Self::OutdatedTemplate
                | Self::TemplateLimit
                | Self::TemplateWarning
                | Self::PdfStandard
                | Self::OffPage
                | Self::Internal
        )
    }
}

/// Whether any of the findings stops a document from being made.
pub fn has_errors(findings: &[Diagnostic]) -> bool {
    findings.iter().any(|finding| finding.level() == Level::Error)
}

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Worth knowing: nothing need be done.
    Information,
    /// Doubtful: the document is made all the same.
    Warning,
    /// Wrong: the document is not made.
    Error,
}

impl Level {
    /// The level's name in messages and JSON.
    pub fn name(self) -> &'static str {
        match self {
            Level::Information => "information",
            Level::Warning => "warning",
            Level::Error => "error",
        }
    }
}

/// Who can mend a finding; decides the exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// The author of a record, or the designer of a template.
    Content,
    /// Whoever wrote the command line or the project file.
    Usage,
    /// Whoever looks after the machine, or byline's own developers.
    Machine,
}

macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident = $name:literal, $level:ident, $fault:ident;)*) => {
        /// The kinds of findings. A code's name is stable: scripts and notes rely on it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Code { $($(#[$doc])* $variant,)* }

        impl Code {
            /// Every code.
            pub const ALL: &[Code] = &[$(Code::$variant),*];

            /// The stable name, as printed.
            pub fn name(self) -> &'static str {
                match self { $(Code::$variant => $name,)* }
            }

            /// The code with that name.
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|code| code.name() == name)
            }

            /// How grave findings of this kind are.
            pub fn level(self) -> Level {
                match self { $(Code::$variant => Level::$level,)* }
            }

            /// Who can mend findings of this kind.
            pub fn fault(self) -> Fault {
                match self { $(Code::$variant => Fault::$fault,)* }
            }
        }
    };
}

codes! {
    /// A file is missing, a folder, too large or not UTF-8.
    Unreadable = "unreadable", Error, Content;
    /// A file or folder cannot be read, for want of permission or a sound disk.
    NoAccess = "no-access", Error, Machine;
    /// The file is not TOML.
    Syntax = "syntax", Error, Content;
    /// A key that the format does not have.
    UnknownKey = "unknown-key", Error, Content;
    /// A key that must be there is not.
    MissingKey = "missing-key", Error, Content;
    /// A value of another sort than its key takes.
    WrongType = "wrong-type", Error, Content;
    /// A value of the right sort that makes no sense.
    InvalidValue = "invalid-value", Error, Content;
    /// A date that is not in the calendar.
    InvalidDate = "invalid-date", Error, Content;
    /// The event ends before it starts.
    EndBeforeStart = "end-before-start", Error, Content;
    /// A file name that cannot serve as the record's id.
    InvalidId = "invalid-id", Error, Content;
    /// Two records have the same id.
    DuplicateId = "duplicate-id", Error, Content;
    /// An alias that two people or organisations share.
    SharedAlias = "shared-alias", Error, Content;
    /// An organisation that is part of itself.
    CyclicReference = "cyclic-reference", Error, Content;
    /// A day or a session outside the event, or an event outside what it is part of.
    OutsideParent = "outside-parent", Error, Content;
    /// Talks that are not in the order of their numbers.
    NumberOrder = "number-order", Warning, Content;
    /// Two sessions or parts of one record have the same id or number.
    DuplicateEntry = "duplicate-entry", Error, Content;
    /// A name that looks like an id and leads to nothing.
    UnknownReference = "unknown-reference", Error, Content;
    /// A story of an issue whose record has mistakes.
    UnusableStory = "unusable-story", Error, Content;
    /// Issues whose numbers do not follow each other.
    NumberGap = "number-gap", Warning, Content;
    /// A photo that is there and has no alternative text.
    MissingAlt = "missing-alt", Error, Content;
    /// A photo that is there and is not a picture that can be printed.
    UnusablePhoto = "unusable-photo", Error, Content;
    /// A character that no font can draw.
    MissingGlyph = "missing-glyph", Error, Content;
    /// Text that would be printed off the page.
    OffPage = "off-page", Error, Content;
    /// Something in a template does not compile, or it has no function `main`.
    Template = "template", Error, Content;
    /// A template that was made for another version of the contract.
    OutdatedTemplate = "outdated-template", Warning, Content;
    /// A document that takes more pages than its template allows.
    PageBudget = "page-budget", Error, Content;
    /// A page of a template's test record that is no longer as it is stored.
    PageDiffers = "page-differs", Error, Content;
    /// A template that takes too long, or too much memory.
    TemplateLimit = "template-limit", Error, Content;
    /// A template asks for a font that is not there.
    UnknownFont = "unknown-font", Error, Content;
    /// The document cannot be written to the PDF standards.
    PdfStandard = "pdf-standard", Error, Content;
    /// A picture with too few pixels for the size at which it is printed.
    LowResolution = "low-resolution", Warning, Content;
    /// Vector art whose text may come out in another typeface.
    ArtText = "art-text", Warning, Content;
    /// A picture in which hardly anything can be made out.
    DarkPhoto = "dark-photo", Warning, Content;
    /// A picture that stands in the record twice.
    PhotoTwice = "photo-twice", Warning, Content;
    /// An alternative text that does not say what a picture shows.
    PoorAlt = "poor-alt", Warning, Content;
    /// What a picture says of itself, where the record is silent.
    PhotoMetadata = "photo-metadata", Information, Content;
    /// A photo whose file is not there yet.
    MissingPhoto = "missing-photo", Warning, Content;
    /// A person or organisation that the record describes and never mentions.
    UnusedEntry = "unused-entry", Warning, Content;
    /// A part of the programme in which nothing happens; it is not printed.
    EmptyEntry = "empty-entry", Warning, Content;
    /// A language in which byline has no words of its own.
    UnspokenLanguage = "unspoken-language", Warning, Content;
    /// A file with words of byline's own lacks some, or they do not fit.
    MissingWord = "missing-word", Warning, Usage;
    /// Texts that are not said in the language of a document.
    MissingTranslation = "missing-translation", Warning, Content;
    /// Texts that changed after they were translated.
    OutdatedTranslation = "outdated-translation", Warning, Content;
    /// A translation says something that its record does not say.
    TranslationAdds = "translation-adds", Warning, Content;
    /// A translation of a record that is not there.
    OrphanTranslation = "orphan-translation", Warning, Content;
    /// A word whose letters belong to two scripts.
    MixedScripts = "mixed-scripts", Warning, Content;
    /// A font file that cannot be used.
    UnusableFont = "unusable-font", Warning, Usage;
    /// There is no record to work on.
    NoRecords = "no-records", Warning, Content;
    /// A name that nearly is the name of somebody in the record.
    SimilarName = "similar-name", Warning, Content;
    /// Markdown that prose does not have; it prints as written.
    UnsupportedMarkup = "unsupported-markup", Warning, Content;
    /// A comment that means to silence a finding and does not.
    InvalidAllow = "invalid-allow", Warning, Content;
    /// A place that `byline new` left for the author to fill.
    MustFill = "must-fill", Warning, Content;
    /// Two people with one title at one organisation.
    SamePost = "same-post", Warning, Content;
    /// Somebody speaks who is not in the attendance list.
    SpeakerNotListed = "speaker-not-listed", Error, Content;
    /// Somebody is listed as a guest of whom nothing is told.
    SilentGuest = "silent-guest", Information, Content;
    /// A short name that could mean more than one person.
    AmbiguousName = "ambiguous-name", Warning, Content;
    /// Under one speaker's name, another's is used.
    NameDrift = "name-drift", Warning, Content;
    /// A name in capitals among names that are not.
    NameCase = "name-case", Warning, Content;
    /// One organisation named in two ways.
    OrganisationTwice = "organisation-twice", Warning, Content;
    /// An abbreviation that is never spelt out.
    UnexpandedAbbreviation = "unexpanded-abbreviation", Warning, Content;
    /// A number that differs from what the record lists.
    CountDiffers = "count-differs", Warning, Content;
    /// Parts that do not add up to the whole.
    BreakdownSum = "breakdown-sum", Warning, Content;
    /// Quotation marks or brackets that open and do not close.
    UnbalancedQuotes = "unbalanced-quotes", Warning, Content;
    /// One person with two titles.
    TitleDiffers = "title-differs", Warning, Content;
    /// A duration that the dates do not bear out.
    DurationDiffers = "duration-differs", Warning, Content;
    /// A time that depends on when it is read ("last week").
    RelativeTime = "relative-time", Warning, Content;
    /// The future tense in a report on what is past.
    FutureTense = "future-tense", Warning, Content;
    /// A weekday that the date does not fall on.
    WeekdayDiffers = "weekday-differs", Error, Content;
    /// How people took part contradicts where they were.
    ModeContradicted = "mode-contradicted", Warning, Content;
    /// Somebody speaks for an organiser who is none.
    SpeaksForUnknown = "speaks-for-unknown", Warning, Content;
    /// A caption that says nothing, or what another says.
    GenericCaption = "generic-caption", Warning, Content;
    /// A caption that names somebody whom the record does not know.
    CaptionNamesUnknown = "caption-names-unknown", Warning, Content;
    /// Nobody is named as the report's writer.
    MissingCredits = "missing-credits", Warning, Content;
    /// Whoever reviewed the report took part in the event.
    ReviewerParticipates = "reviewer-participates", Information, Content;
    /// A remark of the typesetter on a template.
    TemplateWarning = "template-warning", Warning, Content;
    /// A colour of the brand that is too pale for text.
    LowContrast = "low-contrast", Warning, Usage;
    /// The project file or the project's folder is wrong.
    Project = "project", Error, Usage;
    /// A template that neither the project nor byline has.
    UnknownTemplate = "unknown-template", Error, Usage;
    /// Two documents would be written to one file.
    OutputClash = "output-clash", Error, Usage;
    /// A document could not be written to disk.
    Output = "output", Error, Machine;
    /// The disk is full.
    DiskFull = "disk-full", Error, Machine;
    /// What was built cannot be remembered for the next run.
    StateNotKept = "state-not-kept", Warning, Machine;
    /// Something happened that byline's developers did not foresee.
    Internal = "internal", Error, Machine;
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn code_names_are_unique_words_with_hyphens() {
        let names: BTreeSet<_> = Code::ALL.iter().map(|code| code.name()).collect();
        assert_eq!(names.len(), Code::ALL.len());
        for name in names {
            assert!(name.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{name}");
        }
    }
}
