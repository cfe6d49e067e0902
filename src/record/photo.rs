//! The picture of a photo entry or a logo: found in the project, and looked at.

use std::ops::Range;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use toml::Spanned;

use super::Context;
use super::names::Names;
use super::raw::{PersonName, RawPhoto};
use crate::diagnostic::Code;
use crate::event::{Person, Photo, Picture, PictureKind, Text, Width};
use crate::photo::metadata::Metadata;
use crate::photo::{Darkroom, Form, MAX_PIXELS, Original, Problem};
use crate::reader::Reader;

/// Where a record's photos are looked for.
#[derive(Debug, Clone, Copy)]
pub struct PhotoFolder<'a> {
    /// The record's folder, where the names of its photos start.
    pub record: &'a Path,
    /// The project's folder, which no photo may lie outside of.
    pub project: &'a Path,
    /// The most pixels that a picture may have.
    pub most_pixels: u64,
    /// What looks at the pixels, too; without it, damage shows when a print is made.
    pub darkroom: Option<&'a Darkroom>,
}

impl<'a> PhotoFolder<'a> {
    /// The folder of a record of a project, with the usual limit.
    pub fn new(record: &'a Path, project: &'a Path) -> Self {
        Self { record, project, most_pixels: MAX_PIXELS, darkroom: None }
    }
}

/// Reads a photo entry; what it does not say, the picture may say itself.
pub(super) fn read(raw: RawPhoto, context: &Context<'_>, names: &mut Names<'_>) -> Option<Photo> {
    let people = names.people(raw.people);
    let mut creators = names.people(raw.creator);
    let file = raw.file.0?;
    let original = open(&file, context.photos, names.reader);
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
        source: raw.source,
        date: raw.date,
        width: raw.width.unwrap_or(Width::Column),
        focus: raw.focus,
    })
}

/// Reads a logo. None while its file is not there, or beside an error.
pub(crate) fn read_logo(
    file: &Spanned<String>,
    alt: Text,
    folder: PhotoFolder<'_>,
    reader: &mut Reader,
) -> Option<Picture> {
    let original = open(file, folder, reader)?;
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
        let creators = names.people(creators.map(PersonName::Name).collect());
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
                .report(Code::PhotoMetadata, self.range.clone(), message)
                .hint("the photographer wrote it into the file; what the record says, wins");
        }
    }
}

/// Finds a picture and looks at it. None while its file is not there, or beside an error.
fn open(file: &Spanned<String>, folder: PhotoFolder<'_>, reader: &mut Reader) -> Option<Original> {
    let (name, range) = (file.get_ref(), file.span());
    let Some(path) = inside(name, folder) else {
        reader
            .report(Code::UnusablePhoto, range, format!("`{name}` lies outside the project"))
            .hint("copy the picture into the project and name it from the record's folder");
        return None;
    };
    let looked_at = Original::open(&path, folder.most_pixels).and_then(|original| {
        let look = folder.darkroom.and_then(|darkroom| darkroom.look(&original));
        look.transpose().map(|_| original)
    });
    let held = looked_at.as_ref().ok().map(|original| original.digest.into());
    reader.consulted.pictures.insert(path, held);
    match looked_at {
        Ok(original) => {
            if matches!(&original.form, Form::Art(art) if art.has_text) {
                let message = format!("`{name}` has text, which may come out in another typeface");
                reader
                    .report(Code::ArtText, range, message)
                    .hint("export it with its text as outlines, or paths");
            }
            Some(original)
        }
        Err(problem) => {
            let code = match problem {
                Problem::Missing => Code::MissingPhoto,
                Problem::NoAccess(_) => Code::NoAccess,
                _ => Code::UnusablePhoto,
            };
            reader.report(code, range, problem.message(name)).hint(problem.hint());
            None
        }
    }
}

/// A picture with its alternative text; without it, it cannot be printed.
fn with_alt(
    original: Original,
    file: &Spanned<String>,
    alt: Option<Text>,
    reader: &mut Reader,
) -> Option<Picture> {
    let origin = reader.origin(file.span());
    let file = file.get_ref().clone();
    let Some(alt) = alt else {
        let message = format!("`{file}` has no alternative text");
        reader
            .report(Code::MissingAlt, origin.range, message)
            .hint("add alt = \"what the picture shows\", for readers who cannot see it");
        return None;
    };
    Some(Picture { original: original.into(), file, origin, alt })
}

/// The path of a picture, if it lies inside the project, links followed.
fn inside(file: &str, folder: PhotoFolder<'_>) -> Option<PathBuf> {
    let project = folder.project.canonicalize().ok()?;
    let mut path = folder.record.canonicalize().ok()?;
    for part in Path::new(file).components() {
        match part {
            Component::Normal(name) => path.push(name),
            Component::CurDir => {}
            Component::ParentDir => {
                path.pop();
            }
            Component::Prefix(_) | Component::RootDir => return None,
        }
    }
    // What is not there yet has no links to follow.
    let real = path.canonicalize().unwrap_or_else(|_| path.clone());
    real.starts_with(project).then_some(path)
}
