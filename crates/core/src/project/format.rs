//! The formats of documents: those that a manifest may name, and the facts about each that are
//! needed before a document is built. The code that writes them is in `byline_render::export`.

use std::path::Path;

use serde::{Deserialize, Serialize};
use strum::VariantArray;

use super::RecordKind;
use crate::model::words;
use crate::reader::read_words;

words! {
    /// The format of a document.
    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "kebab-case")]
    Format {
        /// Pages, for readers and printers.
        Pdf,
        /// An entry for calendars (iCalendar, RFC 5545).
        Calendar,
    }
}

read_words!(Format);

/// Facts about a format.
struct Facts {
    extension: &'static str,
    media_type: &'static str,
    paged: bool,
    records: &'static [RecordKind],
}

impl Format {
    /// The format of templates whose manifest names none.
    pub const DEFAULT: Self = Self::Pdf;

    fn facts(self) -> Facts {
        match self {
            Self::Pdf => Facts {
                extension: "pdf",
                media_type: "application/pdf",
                paged: true,
                records: RecordKind::VARIANTS,
            },
            Self::Calendar => Facts {
                extension: "ics",
                media_type: "text/calendar",
                paged: false,
                records: &[RecordKind::Event],
            },
        }
    }

    /// Returns the format of files with the extension of `path`.
    pub fn of_file(path: &Path) -> Option<Self> {
        let extension = path.extension()?;
        Self::VARIANTS.iter().copied().find(|format| extension == format.extension())
    }

    /// Returns the extension of its files, without the dot.
    pub fn extension(self) -> &'static str {
        self.facts().extension
    }

    /// Returns its media type (RFC 6838).
    pub fn media_type(self) -> &'static str {
        self.facts().media_type
    }

    /// Returns whether the format shows the pages that a template lays out. A document in
    /// another format is built from the record alone: its template is only a manifest, and it
    /// has no variants for print shops.
    pub fn is_paged(self) -> bool {
        self.facts().paged
    }

    /// Returns whether records of a kind can be written in this format.
    pub fn suits(self, kind: RecordKind) -> bool {
        self.facts().records.contains(&kind)
    }
}
