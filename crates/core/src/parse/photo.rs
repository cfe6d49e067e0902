//! Reads photo entries, and completes them with metadata embedded in the picture.

use std::ops::Range;
use std::sync::Arc;

use super::names::Names;
use super::picture::{PictureFile, find, with_alt};
use super::raw::{NameOrId, PersonName, RawPhoto};
use crate::diagnostic::Code;
use crate::message::{Message, message};
use crate::model::limits;
use crate::model::{Metadata, Person, Photo, PictureKind, Text, Width};
use crate::reader::Reader;

/// Reads a photo entry, and fills omitted keys from the picture's metadata.
pub(super) fn photo(raw: RawPhoto, names: &mut Names<'_>) -> Option<Photo> {
    let people = names.people(raw.people);
    let mut creators = names.people(raw.creator);
    let PictureFile(file) = raw.file.0?;
    let original = find(&file, names.pictures, raw.alt.is_none(), names.reader);
    let metadata = original.as_ref().map(|original| original.metadata.clone());
    let mut own = PictureMetadata {
        metadata: metadata.unwrap_or_default(),
        range: file.span(),
        used: vec![],
    };
    let kind = raw.kind.or_else(|| own.kind());
    let alt = own.text("alt", raw.alt, |metadata| &metadata.alt, names.reader);
    let caption = own.text("caption", raw.caption, |metadata| &metadata.caption, names.reader);
    let credit = own.text("credit", raw.credit, |metadata| &metadata.credit, names.reader);
    let copyright =
        own.text("copyright", raw.copyright, |metadata| &metadata.copyright, names.reader);
    if creators.is_empty() {
        creators = own.creators(names);
    }
    own.report(file.get_ref(), names.reader);
    Some(Photo {
        picture: original.and_then(|original| with_alt(original, &file, alt, names.reader)),
        kind: kind.unwrap_or(PictureKind::Photo),
        caption,
        people,
        creators,
        credit,
        copyright,
        details: raw.details,
        width: raw.width.unwrap_or(Width::Column),
        focus: raw.focus,
    })
}

/// The picture's metadata, used for keys that the record omits.
struct PictureMetadata {
    metadata: Metadata,
    /// The place in the record that names the file.
    range: Range<usize>,
    /// The keys filled from the metadata.
    used: Vec<&'static str>,
}

impl PictureMetadata {
    /// Returns the record's text for a key, or else the picture's own if it is valid.
    fn text(
        &mut self,
        key: &'static str,
        said: Option<Text>,
        of: fn(&Metadata) -> &Option<String>,
        reader: &Reader,
    ) -> Option<Text> {
        said.or_else(|| {
            let text =
                of(&self.metadata).as_deref().filter(|text| limits::of_line(text).is_none())?;
            let text = Text::new(text, reader.origin(self.range.clone())).ok()?;
            self.used.push(key);
            Some(text)
        })
    }

    /// Returns the creators that the picture names. They may have entries but do not need them.
    fn creators(&mut self, names: &mut Names<'_>) -> Vec<Arc<Person>> {
        let origin = names.reader.origin(self.range.clone());
        let creators = Metadata::nameable(&self.metadata.creators);
        let creators = creators.filter(|name| limits::of_line(name).is_none());
        let creators = creators.filter_map(|name| Text::new(name, origin.clone()).ok());
        let creators = names.people(creators.map(NameOrId).map(PersonName::Name).collect());
        if !creators.is_empty() {
            self.used.push("creator");
        }
        creators
    }

    /// Returns the kind of picture.
    fn kind(&mut self) -> Option<PictureKind> {
        let kind = self.metadata.kind()?;
        self.used.push("kind");
        Some(kind)
    }

    /// Reports which keys were filled from the metadata.
    fn report(&self, file: &str, reader: &mut Reader) {
        if !self.used.is_empty() {
            let keys = Message::row(self.used.iter().copied().map(Message::key));
            let hint =
                message!("the photographer wrote it into the file; what the record says, wins");
            reader
                .report(
                    Code::PHOTO_METADATA,
                    self.range.clone(),
                    message!("`{file}` brings its own {keys}"),
                )
                .hint(hint);
        }
    }
}
