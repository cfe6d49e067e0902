//! Why a document is made again.

use std::fmt;

use byline_core::model::{File, Slug};

/// Why a document is made, although it might be there already.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// It was asked for, whatever there is.
    Forced,
    /// Nothing is known of such a document.
    New,
    /// It is no longer where it was written.
    Gone,
    /// It is not what byline wrote there.
    Altered,
    /// It was made by another byline.
    Byline,
    /// The record is another, or elsewhere.
    Record,
    /// A translation is another, or is there now, or is not any more.
    Translation(String),
    /// A picture is another, or is there now, or is not any more.
    Picture(String),
    /// An entry of the directory says something else.
    Entry(File, Slug),
    /// An entry of the directory is gone, or has another name.
    EntryGone,
    /// The record of a story is another, or gone.
    Story(String),
    /// There are other records to choose stories from.
    Choice,
    /// The project file says something else.
    Project,
    /// The brand is another.
    Brand,
    /// Other options are asked of the template.
    Options,
    /// It is to be in another language.
    Language,
    /// The project's own words are others.
    Locales,
    /// The project's own fonts are others.
    Fonts,
    /// A font of the system that it is set in is another, or gone.
    SystemFonts,
    /// A file of the template is another.
    Template(String),
}

impl Reason {
    /// A stable name, for programs.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Forced => "forced",
            Self::New => "new",
            Self::Gone => "gone",
            Self::Altered => "altered",
            Self::Byline => "byline",
            Self::Record => "record",
            Self::Translation(_) => "translation",
            Self::Picture(_) => "picture",
            Self::Entry(..) | Self::EntryGone => "directory",
            Self::Story(_) => "story",
            Self::Choice => "choice",
            Self::Project => "project",
            Self::Brand => "brand",
            Self::Options => "options",
            Self::Language => "language",
            Self::Locales => "locales",
            Self::Fonts | Self::SystemFonts => "fonts",
            Self::Template(_) => "template",
        }
    }
}

impl fmt::Display for Reason {
    /// In words that go on from "it is made because".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Forced => f.write_str("everything was asked for"),
            Self::New => f.write_str("it is new"),
            Self::Gone => f.write_str("it is gone from its place"),
            Self::Altered => f.write_str("somebody else changed it"),
            Self::Byline => f.write_str("another byline made it"),
            Self::Record => f.write_str("the record changed"),
            Self::Picture(path) | Self::Translation(path) => write!(f, "`{path}` changed"),
            Self::Entry(file, id) => {
                let file = match file {
                    File::Organisations => byline_core::parse::ORGANISATIONS,
                    _ => byline_core::parse::PEOPLE,
                };
                write!(f, "`{id}` in {file} changed")
            }
            Self::EntryGone => f.write_str("an entry that it names is gone from the directory"),
            Self::Story(id) => write!(f, "the story `{id}` changed"),
            Self::Choice => f.write_str("there are other records to choose stories from"),
            Self::Project => f.write_str("byline.toml changed"),
            Self::Brand => f.write_str("the brand changed"),
            Self::Options => f.write_str("the options of its template changed"),
            Self::Language => f.write_str("it is to be in another language"),
            Self::Locales => f.write_str("the words in `locales/` changed"),
            Self::Fonts => f.write_str("the fonts of the project changed"),
            Self::SystemFonts => f.write_str("a font of the system changed"),
            Self::Template(path) => write!(f, "`templates/{path}` changed"),
        }
    }
}
