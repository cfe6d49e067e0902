//! Photos, and where they stand.

use std::sync::Arc;

use chrono::NaiveDate;

use super::fields::fields;
use super::{Person, Picture, PictureKind, Text, Width};

/// A photo, or the place kept for one.
#[derive(Debug, Clone, PartialEq)]
pub struct Photo {
    /// The picture; none while its file is not there.
    pub picture: Option<Picture>,
    /// What sort of picture it is.
    pub kind: PictureKind,
    /// What it is about (IPTC: Description).
    pub caption: Option<Text>,
    /// The people shown, in order from the left (IPTC: Person Shown).
    pub people: Vec<Arc<Person>>,
    /// Who took it, if it is not the report's photographer (IPTC: By-line).
    pub creators: Vec<Arc<Person>>,
    /// How to credit it, where that differs from the creators (IPTC: Credit Line).
    pub credit: Option<Text>,
    /// Whose it is (IPTC: Copyright Notice).
    pub copyright: Option<Text>,
    /// Where it comes from.
    pub details: PhotoDetails,
    /// How wide it stands.
    pub width: Width,
    /// What must stay in sight when it is cropped: percent from the left and the top.
    pub focus: Option<(u8, u8)>,
}

fields! {
    /// Where a photo comes from.
    pub struct PhotoDetails {
        /// Who gave it.
        source: Option<Text> ["I Source", "\"City archive\"", name],
        /// When it was taken.
        date: Option<NaiveDate> ["I Date Created", "2025-05-14"],
    }
}

/// Photos that belong to no session.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct EventPhotos {
    /// Behind the lead.
    pub lead: Vec<Photo>,
    /// Behind the background.
    pub background: Vec<Photo>,
    /// At the end.
    pub rest: Vec<Photo>,
}
