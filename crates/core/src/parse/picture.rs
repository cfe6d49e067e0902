//! Pictures named in files, completed with facts about their contents after inspection.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use schemars::{Schema, SchemaGenerator};
use toml::Spanned;

use crate::diagnostic::Code;
use crate::message::{Message, message};
use crate::model::{Form, Original, Picture, PictureProblem, ProfileProblem, Raster, Text};
use crate::reader::{FieldKind, Node, Reader, Shape, Tables};

/// The inspected pictures of a file, keyed by name as written in the file.
///
/// Pictures that were not inspected are silently left out of the event.
#[derive(Debug, Clone, Default)]
pub struct Pictures(pub BTreeMap<String, InspectedPicture>);

/// An inspected picture.
#[derive(Debug, Clone)]
pub struct InspectedPicture {
    /// The path of the file; `None` for a name that leads outside the project.
    pub path: Option<PathBuf>,
    /// Facts about the picture, or the reason why it cannot be printed.
    pub original: Result<Arc<Original>, PictureProblem>,
}

/// The name of a picture file as written in the record. The reader collects the names so that
/// the pictures can be inspected afterwards.
pub(crate) struct PictureFile(pub(crate) Spanned<String>);

impl Shape for PictureFile {
    fn expected() -> Message {
        String::expected()
    }

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let file = Spanned::<String>::read(node, reader)?;
        reader.pictures.push(file.get_ref().clone());
        Some(Self(file))
    }

    fn schema(generator: &mut SchemaGenerator) -> Schema {
        String::schema(generator)
    }

    fn field_kind(_: &mut Tables) -> FieldKind {
        FieldKind::Picture
    }
}

/// Reads a logo. Returns `None` if its file is missing or if an error was reported.
pub(crate) fn logo(
    PictureFile(file): &PictureFile,
    alt: Text,
    pictures: &Pictures,
    reader: &mut Reader,
) -> Option<Picture> {
    let original = find(file, pictures, false, reader)?;
    with_alt(original, file, Some(alt), reader)
}

/// Returns the facts about a picture. Returns `None` if its file is missing or if an error was
/// reported. `lacks_alt` says that the record has no alternative text for it.
pub(super) fn find(
    file: &Spanned<String>,
    pictures: &Pictures,
    lacks_alt: bool,
    reader: &mut Reader,
) -> Option<Arc<Original>> {
    let (name, range) = (file.get_ref(), file.span());
    let InspectedPicture { path, original } = pictures.0.get(name)?;
    if let Some(path) = path {
        let held = original.as_ref().ok().map(|original| original.digest.into());
        reader.dependencies.pictures.insert(path.clone(), held);
    }
    match original {
        Ok(original) => {
            if matches!(&original.form, Form::Art(art) if art.has_text) {
                let message = message!("`{name}` has text, which may come out in another typeface");
                reader
                    .report(Code::ART_TEXT, range.clone(), message)
                    .hint(message!("export it with its text as outlines, or paths"));
            }
            if let Form::Raster(Raster { profile_problem: Some(problem), .. }) = &original.form {
                reader
                    .report(Code::UNUSABLE_PROFILE, range.clone(), problem.message(name))
                    .hint(ProfileProblem::hint());
            }
            if matches!(&original.form, Form::Raster(Raster { lacks_end: true, .. })) {
                let message = message!("`{name}` lacks the mark of its end, though no pixel");
                let hint =
                    message!("copy the original again, or ask whoever sent it to send it again");
                reader.report(Code::INCOMPLETE_PHOTO, range, message).hint(hint);
            }
            Some(Arc::clone(original))
        }
        Err(problem) => {
            let is_to_come = problem.is_to_come(name);
            let hint = if is_to_come {
                let place = place_of(name, reader.source().name());
                message!(
                    "put the file at `{place}`; until then, byline prints a placeholder for a \
                     photo and leaves out a logo"
                )
            } else {
                problem.hint(name)
            };
            let finding = reader.report(problem.code(), range, problem.message(name)).hint(hint);
            // Otherwise the arrival of the file would turn this warning into an error.
            if lacks_alt && is_to_come {
                finding.hint(message!(
                    "describe in `alt` what the picture shows, too: byline needs it once the file is \
                     there"
                ));
            }
            None
        }
    }
}

/// Returns the path from the project's folder to a file that `source` names relative to itself.
fn place_of(file: &str, source: &str) -> String {
    let mut place: Vec<&str> = source.split('/').collect();
    place.pop();
    for part in file.split('/') {
        match part {
            "" | "." => {}
            ".." if place.last().is_some_and(|last| *last != "..") => {
                place.pop();
            }
            part => place.push(part),
        }
    }
    place.join("/")
}

/// Combines a picture with its alternative text, without which it cannot be printed.
pub(super) fn with_alt(
    original: Arc<Original>,
    file: &Spanned<String>,
    alt: Option<Text>,
    reader: &mut Reader,
) -> Option<Picture> {
    let origin = reader.origin(file.span());
    let file = file.get_ref().clone();
    let Some(alt) = alt else {
        let message = message!("`{file}` has no alternative text");
        let hint =
            message!("describe in `alt` what the picture shows, for readers who cannot see it");
        reader.report(Code::MISSING_ALT, origin.range, message).hint(hint).missing_beside("alt");
        return None;
    };
    Some(Picture { original, file, origin, alt })
}
