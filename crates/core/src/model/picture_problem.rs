//! Reasons why a picture cannot be printed, in plain language.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::art::{ART_MEMORY, ART_PATIENCE, ART_TIME, MAX_ART_BYTES};
use super::picture::{MAX_BESIDES, MAX_PICTURE_BYTES, MAX_SIDE};
use crate::diagnostic::{Code, Diagnostic};
use crate::file::{ReadError, with_slashes};
use crate::io_words::io_words;

/// A reason why a picture cannot be printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PictureProblem {
    /// The file is missing.
    Missing,
    /// The file is missing; this one is probably meant.
    Misnamed(String),
    /// The file lies outside the project.
    Outside,
    /// The path is a folder.
    Folder,
    /// The path is a pipe, a socket or a device.
    Special,
    /// The name is not a valid file name.
    Name,
    /// The file cannot be read, for this reason.
    NoAccess(String),
    /// The file is too large.
    TooLarge,
    /// The file is empty.
    Empty,
    /// The file is not a picture.
    NoPicture,
    /// A picture in this unsupported format, which must be exported to another.
    Foreign(&'static str),
    /// The picture has too many pixels.
    TooManyPixels {
        /// The width of the picture.
        width: u32,
        /// The height of the picture.
        height: u32,
        /// The maximum number of pixels.
        most: u64,
    },
    /// The file contains too much besides the pixels.
    Overloaded,
    /// The picture is truncated.
    CutOff,
    /// The picture is damaged.
    Damaged,
    /// The picture uses a rare variant of its file format, which byline does not support.
    Rare,
    /// Vector art that cannot be printed, for this reason.
    Vector(ArtProblem),
    /// The file changed after byline inspected it.
    Changed,
}

impl PictureProblem {
    /// Returns the code of the finding about it.
    pub fn code(&self) -> Code {
        match self {
            Self::Missing | Self::Misnamed(_) => Code::MISSING_PHOTO,
            Self::NoAccess(_) => Code::NO_ACCESS,
            _ => Code::UNUSABLE_PHOTO,
        }
    }

    /// Returns the finding about the picture named `file`.
    pub fn finding(&self, file: &str) -> Diagnostic {
        Diagnostic::new(self.code(), self.message(file)).hint(self.hint(file))
    }

    /// Returns a description of the problem with the picture named `file`.
    pub fn message(&self, file: &str) -> String {
        let unprintable = |why: &str| format!("`{file}` cannot be printed: {why}");
        match self {
            Self::Missing | Self::Misnamed(_) => format!("the picture `{file}` does not exist yet"),
            Self::Outside => format!("`{file}` is outside the project"),
            Self::Folder => format!("`{file}` is a folder, not a picture"),
            Self::Special => format!("`{file}` is not an ordinary file"),
            Self::Name => format!("`{file}` is not a valid file name"),
            Self::NoAccess(why) => format!("`{file}` cannot be read: {why}"),
            Self::TooLarge => format!("`{file}` is larger than {} MB", MAX_PICTURE_BYTES >> 20),
            Self::Empty => unprintable("the file is empty"),
            Self::NoPicture => unprintable("it is not a picture in a format that byline reads"),
            Self::Foreign(kind) => unprintable(&format!("it is {kind}")),
            Self::TooManyPixels { width, height, most } => unprintable(&format!(
                "it has {width} by {height} pixels; the limits are {} million pixels in total and \
                 {MAX_SIDE} per side",
                most / 1_000_000
            )),
            Self::Overloaded => {
                let most = MAX_BESIDES >> 20;
                unprintable(&format!(
                    "it has more than {most} MB of data in addition to its pixels"
                ))
            }
            Self::CutOff => unprintable("the end of the file is missing"),
            Self::Damaged => unprintable("it is damaged"),
            Self::Rare => unprintable("byline does not support the way its pixels are stored"),
            Self::Vector(problem) => problem.message(file),
            Self::Changed => format!("`{file}` changed while the document was being built"),
        }
    }

    /// Returns the suggested fix for the picture named `file`.
    pub fn hint(&self, file: &str) -> Cow<'static, str> {
        match self {
            Self::Misnamed(near) => {
                format!("did you mean `{near}`? {}", difference(file, near)).into()
            }
            Self::Missing if is_web_address(file) => {
                "this is an address of the web: save the picture in the project, such as in \
                 records/photos, and write its path"
                    .into()
            }
            Self::Missing if is_of_a_computer(file) => {
                "this is a path on one computer: copy the picture into the project, such as to \
                 records/photos, and write its path from there"
                    .into()
            }
            Self::Missing if file.contains('\\') => with_slashes(file).to_string().into(),
            _ => self.remedy().into(),
        }
    }

    fn remedy(&self) -> &'static str {
        match self {
            Self::Missing | Self::Misnamed(_) => {
                "add the file; until then, byline prints a placeholder for a photo and leaves out \
                 a logo"
            }
            Self::Outside => {
                "copy the picture into the project and give its path relative to this file, or \
                 list its folder under `extra-folders` in byline.toml"
            }
            Self::Folder => "name a picture in this folder",
            Self::Special => {
                "save its contents as an ordinary file: this is a pipe, a socket or a device"
            }
            Self::Name => "give the file a short, plain name",
            Self::NoAccess(_) => "check the permissions of the file",
            Self::TooLarge => "export a smaller version",
            Self::TooManyPixels { .. } => {
                "export a smaller version, or raise the limit with `megapixels` under [photos] in \
                 byline.toml"
            }
            Self::Empty | Self::CutOff | Self::Damaged => {
                "copy the original again, or ask the sender for it again"
            }
            Self::NoPicture => "export it as JPEG, PNG, WebP, GIF, TIFF, SVG or PDF",
            Self::Foreign("a HEIC file" | "an AVIF file") => {
                "export it as JPEG; on an iPhone, set the camera to \"Most Compatible\" to take \
                 JPEG photos"
            }
            Self::Foreign("an SVG in UTF-16" | "a compressed file, such as SVGZ") => {
                "open it in the program that created it, and save it as plain SVG"
            }
            Self::Foreign("a video") => "export a frame of it as JPEG",
            Self::Rare | Self::Overloaded => "open it, and export it again as JPEG or PNG",
            Self::Foreign(_) => "export it as JPEG or PNG, or vector art as PDF or SVG",
            Self::Vector(problem) => problem.hint(),
            Self::Changed => "build again when nobody is editing the file",
        }
    }
}

fn is_web_address(file: &str) -> bool {
    file.contains("://") && !file.starts_with("file:") || file.starts_with("www.")
}

/// Returns whether a path begins at a drive, a server or somebody's own folder.
fn is_of_a_computer(file: &str) -> bool {
    let is_drive =
        file.as_bytes().get(1) == Some(&b':') && file.as_bytes()[0].is_ascii_alphabetic();
    is_drive
        || file.starts_with("\\\\")
        || file.starts_with("file:")
        || file.starts_with(['/', '~'])
}

/// Says how the name of a picture differs from the one that is there.
fn difference(file: &str, near: &str) -> &'static str {
    if is_web_address(file) {
        "A picture is a file of the project, not an address of the web"
    } else if is_of_a_computer(file) {
        "A path begins at the folder of this file, not at a drive or a computer"
    } else if file.contains('\\') {
        "Write / in place of \\ in paths"
    } else if file.trim() != file {
        "The name has a space too many"
    } else if file.contains('%') {
        "Signs such as %20 are for addresses of the web"
    } else if file.to_lowercase() == near.to_lowercase() {
        "Capitals count"
    } else {
        "Write the name as the file has it"
    }
}

impl From<ReadError> for PictureProblem {
    fn from(error: ReadError) -> Self {
        match error {
            ReadError::Missing | ReadError::BrokenLink => Self::Missing,
            ReadError::Folder => Self::Folder,
            ReadError::Special => Self::Special,
            ReadError::TooLarge => Self::TooLarge,
            ReadError::Name => Self::Name,
            ReadError::Outside => Self::Outside,
            ReadError::Io(error) => Self::NoAccess(io_words(&error).to_string()),
        }
    }
}

/// The maximum number of characters of an address in a message.
const MAX_ADDRESS: usize = 80;

/// A reason why vector art cannot be printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum ArtProblem {
    /// The file is too large.
    TooLarge,
    /// The drawing has more of something than is allowed, as described.
    TooIntricate(Cow<'static, str>),
    /// Reading the drawing takes more processor time or memory than is allowed.
    TooCostly,
    /// The drawing was not read in time.
    TimedOut,
    /// The process that reads drawings cannot be used, for this reason.
    NoWorker(String),
    /// The file is malformed, as described.
    Broken(Cow<'static, str>),
    /// The text of the drawing is in another encoding than UTF-8.
    NotUtf8,
    /// The drawing depends on this file or address.
    Linked(String),
    /// The drawing contains, or is, something that cannot be rendered, as described.
    Undrawable(Cow<'static, str>),
}

impl ArtProblem {
    /// Creates the problem for a link to `address`, which is shortened to one line.
    pub fn linked(address: &str) -> Self {
        let mut shortened: String = address.trim().chars().take(MAX_ADDRESS).collect();
        if shortened.len() < address.trim().len() {
            shortened.pop();
            shortened.push('…');
        }
        Self::Linked(shortened)
    }

    /// Returns a description of the problem with the drawing named `file`.
    fn message(&self, file: &str) -> String {
        let why = match self {
            Self::TooLarge => format!("it is larger than {} MB", MAX_ART_BYTES >> 20),
            Self::TooIntricate(why) => format!("it is too complex: {why}"),
            Self::TooCostly => format!(
                "it is damaged or too complex: reading it takes more than {} seconds of processor \
                 time or {} MB of memory",
                ART_TIME.as_secs(),
                ART_MEMORY / 1_000_000
            ),
            Self::TimedOut => {
                format!("reading it took longer than {} seconds", ART_PATIENCE.as_secs())
            }
            Self::NoWorker(why) => {
                return format!(
                    "`{file}` cannot be read: byline needs a second process for it, but {why}"
                );
            }
            Self::Broken(why) => format!("it is damaged ({why})"),
            Self::NotUtf8 => "its text is not in UTF-8".to_owned(),
            Self::Linked(to) => format!("it depends on another file or address, `{to}`"),
            Self::Undrawable(why) => why.to_string(),
        };
        format!("`{file}` cannot be printed: {why}")
    }

    /// Returns the suggested fix.
    fn hint(&self) -> &'static str {
        match self {
            Self::TooLarge | Self::TooIntricate(_) | Self::TooCostly => {
                "simplify it, or export it as PNG"
            }
            Self::TimedOut => {
                "build again when the machine is less busy; if that does not help, export it as PNG"
            }
            Self::NoWorker(_) => "close other programs and build again",
            Self::Linked(_) => "export it with everything embedded and its text as outlines",
            Self::NotUtf8 => {
                "open it in the program that created it, and save it as SVG in UTF-8, or export \
                 it as PNG"
            }
            Self::Broken(_) | Self::Undrawable(_) => "export it again, or export it as PNG",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_address_is_cut() {
        assert_eq!(ArtProblem::linked(" photo.jpg "), ArtProblem::Linked("photo.jpg".into()));
        let ArtProblem::Linked(shortened) = ArtProblem::linked(&"ü".repeat(200)) else { panic!() };
        assert_eq!(shortened.chars().count(), MAX_ADDRESS);
        assert!(shortened.ends_with('…'));
    }
}
