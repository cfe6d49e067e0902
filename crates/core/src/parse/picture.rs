//! The picture of a photo entry or a logo: named in a file, and completed with what is known
//! of the picture once somebody has looked at it.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

use schemars::{Schema, SchemaGenerator};
use toml::Spanned;

use super::names::Names;
use super::raw::{NameOrId, PersonName, RawPhoto};
use crate::diagnostic::Code;
use crate::model::{
    Form, Metadata, Original, Person, Photo, Picture, PictureKind, PictureProblem, Text, Width,
};
use crate::reader::{Node, Reader, Shape};

/// What is known of the pictures that a file names, by their names in it.
///
/// A picture that nobody has looked at is left out of the event, and nothing is said of it.
#[derive(Debug, Clone, Default)]
pub struct Pictures(pub BTreeMap<String, Seen>);

/// A picture that somebody has looked at.
#[derive(Debug, Clone)]
pub struct Seen {
    /// Its file; none for a name that leads out of the project.
    pub path: Option<PathBuf>,
    /// What it holds, or what keeps it from being printed.
    pub original: Result<Arc<Original>, PictureProblem>,
}

/// The name of a picture file, as a record writes it. The reader keeps it for whoever looks
/// at the pictures.
pub(crate) struct PictureFile(pub(crate) Spanned<String>);

impl Shape for PictureFile {
    const EXPECTED: &'static str = String::EXPECTED;

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let file = Spanned::<String>::read(node, reader)?;
        reader.pictures.push(file.get_ref().clone());
        Some(Self(file))
    }

    fn schema(generator: &mut SchemaGenerator) -> Schema {
        String::schema(generator)
    }
}

/// Reads a photo entry; what it does not say, the picture may say itself.
pub(super) fn photo(raw: RawPhoto, names: &mut Names<'_>) -> Option<Photo> {
    let people = names.people(raw.people);
    let mut creators = names.people(raw.creator);
    let PictureFile(file) = raw.file.0?;
    let original = find(&file, names.pictures, names.reader);
    let metadata = original.as_ref().map(|original| original.metadata.clone());
    let mut own = Own { metadata: metadata.unwrap_or_default(), range: file.span(), used: vec![] };
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

/// Reads a logo. None while its file is not there, or beside an error.
pub(crate) fn logo(
    PictureFile(file): &PictureFile,
    alt: Text,
    pictures: &Pictures,
    reader: &mut Reader,
) -> Option<Picture> {
    let original = find(file, pictures, reader)?;
    with_alt(original, file, Some(alt), reader)
}

/// What a picture says of itself where the record is silent.
struct Own {
    metadata: Metadata,
    /// Where the record names the file.
    range: Range<usize>,
    /// The keys that the picture filled.
    used: Vec<&'static str>,
}

impl Own {
    /// The record's text for a key, or else the picture's, if it can be printed.
    fn text(
        &mut self,
        key: &'static str,
        said: Option<Text>,
        of: fn(&Metadata) -> &Option<String>,
        reader: &Reader,
    ) -> Option<Text> {
        said.or_else(|| {
            let text = of(&self.metadata).as_deref()?;
            let text = Text::new(text, reader.origin(self.range.clone())).ok()?;
            self.used.push(key);
            Some(text)
        })
    }

    /// Whom the picture names as its makers. They need no entry, but may have one.
    fn creators(&mut self, names: &mut Names<'_>) -> Vec<Arc<Person>> {
        let origin = names.reader.origin(self.range.clone());
        let creators = self.metadata.creators.iter();
        let creators = creators.filter_map(|name| Text::new(name, origin.clone()).ok());
        // A name in the form of an id would have to lead to an entry.
        let creators = creators.filter(|name| name.as_str().contains(char::is_uppercase));
        let creators = names.people(creators.map(NameOrId).map(PersonName::Name).collect());
        if !creators.is_empty() {
            self.used.push("creator");
        }
        creators
    }

    /// IPTC's newscodes of digital source types, as far as a reader should be told.
    fn kind(&mut self) -> Option<PictureKind> {
        let kind = match self.metadata.digital_source.as_deref()? {
            "trainedAlgorithmicMedia"
            | "compositeWithTrainedAlgorithmicMedia"
            | "algorithmicMedia" => PictureKind::AiMade,
            "screenCapture" => PictureKind::Screenshot,
            "composite" | "compositeCapture" | "compositeSynthetic" => PictureKind::Composite,
            _ => return None,
        };
        self.used.push("kind");
        Some(kind)
    }

    /// Says what was taken from the picture.
    fn report(&self, file: &str, reader: &mut Reader) {
        if !self.used.is_empty() {
            let message = format!("`{file}` brings its own {}", self.used.join(", "));
            reader
                .report(Code::PHOTO_METADATA, self.range.clone(), message)
                .hint("the photographer wrote it into the file; what the record says, wins");
        }
    }
}

/// Returns what a picture holds. None while its file is not there, or beside an error.
fn find(file: &Spanned<String>, pictures: &Pictures, reader: &mut Reader) -> Option<Arc<Original>> {
    let (name, range) = (file.get_ref(), file.span());
    let Seen { path, original } = pictures.0.get(name)?;
    if let Some(path) = path {
        let held = original.as_ref().ok().map(|original| original.digest.into());
        reader.consulted.pictures.insert(path.clone(), held);
    }
    match original {
        Ok(original) => {
            if matches!(&original.form, Form::Art(art) if art.has_text) {
                let message = format!("`{name}` has text, which may come out in another typeface");
                reader
                    .report(Code::ART_TEXT, range, message)
                    .hint("export it with its text as outlines, or paths");
            }
            Some(Arc::clone(original))
        }
        Err(problem) => {
            let code = match problem {
                PictureProblem::Missing => Code::MISSING_PHOTO,
                PictureProblem::NoAccess(_) => Code::NO_ACCESS,
                _ => Code::UNUSABLE_PHOTO,
            };
            reader.report(code, range, problem.message(name)).hint(problem.hint());
            None
        }
    }
}

/// A picture with its alternative text; without it, it cannot be printed.
fn with_alt(
    original: Arc<Original>,
    file: &Spanned<String>,
    alt: Option<Text>,
    reader: &mut Reader,
) -> Option<Picture> {
    let origin = reader.origin(file.span());
    let file = file.get_ref().clone();
    let Some(alt) = alt else {
        let message = format!("`{file}` has no alternative text");
        reader
            .report(Code::MISSING_ALT, origin.range, message)
            .hint("add alt = \"what the picture shows\", for readers who cannot see it");
        return None;
    };
    Some(Picture { original, file, origin, alt })
}
