//! What browsers are told of pages and texts.

use byline_core::fingerprint::Fingerprint;
use byline_core::key_path::KeyPath;
use byline_core::message::UiLanguage;
use byline_core::model::{Language, Slug};
use byline_core::schema::SchemaFile;
use byline_render::locate::Rectangle;
use serde::Serialize;

use crate::buffer::Safety;
use crate::disk::Unreadable;
use crate::finding::Finding;

/// Which document is shown: of which record, by which template, in which language.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct ViewKey {
    pub(crate) record: Slug,
    pub(crate) template: Slug,
    /// `None` for the language of the record.
    pub(crate) language: Option<Language>,
}

/// A document as it is now.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct View {
    /// Whether the pages show the record as it is; if not, it has errors, and they show it as it
    /// was before.
    pub(crate) is_current: bool,
    /// Whether the pages wait for the trial of a template of the project's own, so that they are
    /// not current although nothing may be wrong.
    pub(crate) is_on_trial: bool,
    pub(crate) pages: Vec<PageRef>,
    /// The findings, the most important first.
    pub(crate) findings: Vec<Finding>,
}

/// A page, with the fingerprint under which its picture can be asked for.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct PageRef {
    pub(crate) picture: Fingerprint,
    /// In points.
    pub(crate) width: f64,
    /// In points.
    pub(crate) height: f64,
}

/// The text of a file.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct FileText {
    pub(crate) file: String,
    pub(crate) text: String,
    pub(crate) version: u64,
    /// The run of the desk that counts the versions: a browser that kept a text can tell whether
    /// byline was started anew meanwhile, and may have lost it.
    pub(crate) instance: String,
    pub(crate) safety: Safety,
    /// What somebody else wrote into the file meanwhile.
    pub(crate) theirs: Option<String>,
    /// Why the file can no longer be read.
    pub(crate) trouble: Option<Trouble>,
}

/// Why a file can no longer be read.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Trouble {
    finding: Finding,
    /// Whether the text of the desk can replace it.
    can_replace: bool,
}

impl Trouble {
    /// Says what is wrong with a file in a language.
    pub(crate) fn of(unreadable: &Unreadable, language: UiLanguage) -> Self {
        let finding = Finding::of(&unreadable.why, SchemaFile::Record, language);
        Self { finding, can_replace: unreadable.fingerprint.is_some() }
    }
}

/// A value in a file. Offsets count UTF-16 units, as browsers do.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Spot {
    pub(crate) file: String,
    pub(crate) key: String,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// What is printed at a position of a page.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct At {
    /// The value.
    #[serde(flatten)]
    pub(crate) spot: Spot,
    /// Where in the value the word is.
    pub(crate) caret: usize,
    /// The value that refers to it, if it is printed because of a reference.
    pub(crate) reference: Option<Spot>,
}

/// Which value of a file is looked for on the pages.
#[derive(Debug, Clone)]
pub(crate) enum Sought {
    /// The one at an offset, in UTF-16 units.
    Offset(usize),
    /// The one at a path of the file's form.
    Path(KeyPath),
}

/// A rectangle on a page, in points from its top left corner.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Box {
    page: usize,
    left: f64,
    top: f64,
    width: f64,
    height: f64,
}

impl From<Rectangle> for Box {
    fn from(Rectangle { page, left, top, width, height, .. }: Rectangle) -> Self {
        Self { page, left, top, width, height }
    }
}
