//! The reasons for rebuilding a document.

use byline_core::message::{Message, message};
use byline_core::model::{File, Slug};

/// A reason to build a document, even if it may exist already.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Reason {
    /// A rebuild was requested.
    Forced,
    /// The state does not know the document.
    New,
    /// The file no longer exists.
    Gone,
    /// The file is not as byline wrote it.
    Altered,
    /// A different version of byline made it.
    Byline,
    /// The record was changed or moved.
    Record,
    /// A translation was changed, added or removed.
    Translation(String),
    /// A picture was changed, added or removed.
    Picture(String),
    /// An entry of the directory was changed.
    #[strum(serialize = "directory")]
    Entry(File, Slug),
    /// An entry of the directory was removed or renamed.
    #[strum(serialize = "directory")]
    EntryGone,
    /// The record of a story was changed or removed.
    Story(String),
    /// The record of an earlier edition was changed, added or removed.
    Edition(String),
    /// The records to choose stories from have changed.
    Choice,
    /// The project file was changed.
    Project,
    /// The brand was changed.
    Brand,
    /// The template's options were changed.
    Options,
    /// The document is now in another language.
    Language,
    /// The project's own locales were changed.
    Locales,
    /// The project's own fonts were changed.
    Fonts,
    /// A system font that it uses was changed or removed.
    #[strum(serialize = "fonts")]
    SystemFonts,
    /// A file of the template was changed.
    Template(String),
}

impl Reason {
    /// Returns a stable name for programs.
    pub fn name(&self) -> &'static str {
        self.into()
    }

    /// Returns a clause that continues "it is made because".
    pub fn message(&self) -> Message {
        match self {
            Self::Forced => message!("--force was given"),
            Self::New => message!("it is new"),
            Self::Gone => message!("the file is missing"),
            Self::Altered => message!("somebody has changed the file"),
            Self::Byline => message!("it was built by another version of byline"),
            Self::Record => message!("the record changed"),
            Self::Picture(path) | Self::Translation(path) => message!("`{path}` changed"),
            Self::Entry(file, id) => {
                let file = match file {
                    File::Organisations => byline_core::parse::ORGANISATIONS,
                    _ => byline_core::parse::PEOPLE,
                };
                message!("`{id}` in {file} changed")
            }
            Self::EntryGone => {
                message!("an entry that the record refers to is no longer in the directory")
            }
            Self::Story(id) => message!("the story `{id}` changed"),
            Self::Edition(id) => message!("the earlier edition `{id}` changed"),
            Self::Choice => message!("the records that match its stories changed"),
            Self::Project => message!("byline.toml changed"),
            Self::Brand => message!("the brand changed"),
            Self::Options => message!("the options of its template changed"),
            Self::Language => message!("its language changed"),
            Self::Locales => message!("the words in `locales/` changed"),
            Self::Fonts => message!("the fonts of the project changed"),
            Self::SystemFonts => message!("a font of the system changed"),
            Self::Template(path) => message!("`templates/{path}` changed"),
        }
    }
}
