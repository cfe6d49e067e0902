//! The pictures that files name, completed with what is known of them once somebody has
//! looked at them.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use schemars::{Schema, SchemaGenerator};
use toml::Spanned;

use crate::diagnostic::Code;
use crate::model::{Form, Original, Picture, PictureProblem, Text};
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

/// Returns what a picture holds. None while its file is not there, or beside an error.
pub(super) fn find(
    file: &Spanned<String>,
    pictures: &Pictures,
    reader: &mut Reader,
) -> Option<Arc<Original>> {
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
pub(super) fn with_alt(
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
