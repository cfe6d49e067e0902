//! Photos and their placement.

use std::sync::Arc;

use chrono::NaiveDate;

use super::fields::fields;
use super::{Person, Picture, PictureKind, Text, Width};

/// A photo, or a placeholder for one.
#[derive(Debug, Clone, PartialEq)]
pub struct Photo {
    /// The picture; `None` while its file is missing.
    pub picture: Option<Picture>,
    /// The kind of picture.
    pub kind: PictureKind,
    /// The caption (IPTC: Description).
    pub caption: Option<Text>,
    /// The people shown, from left to right (IPTC: Person Shown).
    pub people: Vec<Arc<Person>>,
    /// The people who took it, if not the report's photographer (IPTC: By-line).
    pub creators: Vec<Arc<Person>>,
    /// The credit line, if it differs from the creators (IPTC: Credit Line).
    pub credit: Option<Text>,
    /// The copyright notice (IPTC: Copyright Notice).
    pub copyright: Option<Text>,
    /// The source and the date.
    pub details: PhotoDetails,
    /// The printed width.
    pub width: Width,
    /// The point that must stay visible when the picture is cropped, in percent from the left
    /// and from the top.
    pub focus: Option<(u8, u8)>,
}

impl Width {
    /// Returns how wide and how high a photo of this width stands at most, in millimetres, where
    /// the standard templates print it by itself (`photo-entry` in `templates/design/photo.typ`,
    /// and `photo-pages.typ` there).
    pub fn frame(self) -> (f64, f64) {
        match self {
            Self::Column => (122.0, 92.0),
            Self::Full => (168.0, 124.0),
            Self::Half => (58.0, 70.0),
            Self::Page => (168.0, 237.0),
        }
    }
}

fields! {
    /// The source and date of a photo.
    pub struct PhotoDetails {
        /// The person or organisation that supplied it.
        source: Option<Text> ["I Source", "\"City archive\"", name],
        /// The date on which it was taken.
        date: Option<NaiveDate> ["I Date Created", "2025-05-14"],
    }
}

/// Photos that do not belong to a session or a part.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct EventPhotos {
    /// Photos after the lead.
    pub lead: Vec<Photo>,
    /// Photos after the background.
    pub background: Vec<Photo>,
    /// All other photos, at the end of the report.
    pub rest: Vec<Photo>,
}
