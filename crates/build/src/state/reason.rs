//! The reasons for rebuilding a document.

use std::fmt;

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
}

impl fmt::Display for Reason {
    /// Writes a clause that continues "it is made because".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Forced => f.write_str("--force was given"),
            Self::New => f.write_str("it is new"),
            Self::Gone => f.write_str("the file is missing"),
            Self::Altered => f.write_str("somebody has changed the file"),
            Self::Byline => f.write_str("it was built by another version of byline"),
            Self::Record => f.write_str("the record changed"),
            Self::Picture(path) | Self::Translation(path) => write!(f, "`{path}` changed"),
            Self::Entry(file, id) => {
                let file = match file {
                    File::Organisations => byline_core::parse::ORGANISATIONS,
                    _ => byline_core::parse::PEOPLE,
                };
                write!(f, "`{id}` in {file} changed")
            }
            Self::EntryGone => {
                f.write_str("an entry that the record refers to is no longer in the directory")
            }
            Self::Story(id) => write!(f, "the story `{id}` changed"),
            Self::Choice => f.write_str("the records that match its stories changed"),
            Self::Project => f.write_str("byline.toml changed"),
            Self::Brand => f.write_str("the brand changed"),
            Self::Options => f.write_str("the options of its template changed"),
            Self::Language => f.write_str("its language changed"),
            Self::Locales => f.write_str("the words in `locales/` changed"),
            Self::Fonts => f.write_str("the fonts of the project changed"),
            Self::SystemFonts => f.write_str("a font of the system changed"),
            Self::Template(path) => write!(f, "`templates/{path}` changed"),
        }
    }
}
