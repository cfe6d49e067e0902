//! The data model of events and issues. Every value of these types is valid.
//!
//! The model is independent of TOML, Typst and the file system. A [`Text`] or [`Prose`] is never
//! empty, a [`Period`] never ends before it starts, and events hold people and organisations
//! directly rather than by name, so that no reference can be dangling.

mod art;
mod ceremony;
mod count;
mod event;
pub(crate) mod fields;
mod issue;
mod language;
pub(crate) mod limits;
mod link;
mod look;
mod markdown;
mod markup;
mod media;
mod narrative;
mod numbers;
mod organisation;
mod origin;
mod period;
mod person;
mod picture;
mod picture_problem;
mod profile_problem;
mod programme;
mod prose;
mod slug;
mod text;
mod visit;
mod words;
mod zone;

pub use art::{ART_MEMORY, ART_PATIENCE, ART_TIME, Art, MAX_ART_BYTES};
pub use ceremony::{Award, Certificate, CertificateDetails, Launch, Signing, Subject};
pub use count::{Count, Decimal, MAX_COUNT, Unit};
pub use event::{Catalogue, Event, Occasion, Series, Titles, Venue};
pub use fields::{Contract, Declared, Field, FieldValue, Fields, Kind, TemplateField, TextUse};
pub use issue::{
    Colophon, EditorsNote, Imprint, Issn, Issue, Office, Periodicity, Sections, Story, Upcoming,
    UpcomingDetails,
};
pub use language::{Language, ParseLanguageError};
pub use link::{EarlierEdition, LinkedEvent, Links};
pub use look::{Look, PLACES, SIDE, Tone};
pub use markdown::ESCAPABLE;
pub(crate) use markdown::{list_marks, markup_in_line};
pub use markup::{Block, Inline, Remark};
pub use media::{EventPhotos, Photo, PhotoDetails};
pub use narrative::{Contact, Narrative, NextStep, Provenance, Reference, Titled};
pub use numbers::{
    Attendance, Breakdown, BudgetLine, Coverage, Figures, Headcount, Number, Survey,
};
pub use organisation::{Organisation, Sponsor};
pub use origin::{File, Origin, Sources, fingerprint_of};
pub use period::{Moment, Period};
pub use person::Person;
pub use picture::{
    Digest, Form, MAX_BESIDES, MAX_PICTURE_BYTES, MAX_PIXELS, MAX_SIDE, Metadata, Orientation,
    Original, Picture, PictureFormat, Raster,
};
pub use picture_problem::{ArtProblem, ForeignFormat, PictureProblem};
pub use profile_problem::{Colours, MAX_PROFILE, ProfileProblem};
pub use programme::{Part, PartDetails, Question, Quote, Session, SessionDetails};
pub use prose::Prose;
pub use slug::Slug;
pub(crate) use text::{Forbidden, forbidden};
pub use text::{Languages, Localised, MultilineText, Text};
pub use visit::Words;
pub(crate) use words::words;
pub use words::{
    Basis, CreditRole, EventType, Mode, NameOrder, OrganisationRole, PartOfDay, PersonRole,
    PictureKind, Presence, Qualifier, SessionKind, Status, StoryLength, Width, Word, names_of,
};
pub use zone::{Zone, ZoneProblem, zones};
