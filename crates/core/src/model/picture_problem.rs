//! Reasons why a picture cannot be printed, in plain language.

use serde::{Deserialize, Serialize};

use super::art::{ART_MEMORY, ART_PATIENCE, ART_TIME, MAX_ART_BYTES};
use super::picture::{MAX_BESIDES, MAX_PICTURE_BYTES, MAX_SIDE};
use crate::diagnostic::{Code, Diagnostic};
use crate::file::{ReadError, special_remedy, with_slashes};
use crate::io_words::io_words;
use crate::message::{Message, message};

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
    NoAccess(Message),
    /// The file is too large.
    TooLarge,
    /// The file is empty.
    Empty,
    /// The file is not a picture.
    NoPicture,
    /// A picture in this unsupported format, which must be exported to another.
    Foreign(ForeignFormat),
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
    pub fn message(&self, file: &str) -> Message {
        let why = match self {
            Self::Missing | Self::Misnamed(_) => {
                return message!("the picture `{file}` does not exist yet");
            }
            Self::Outside => return message!("`{file}` is outside the project"),
            Self::Folder => return message!("`{file}` is a folder, not a picture"),
            Self::Special => return message!("`{file}` is not an ordinary file"),
            Self::Name => return message!("`{file}` is not a valid file name"),
            Self::NoAccess(why) => return message!("`{file}` cannot be read: {why}"),
            Self::TooLarge => {
                let most = MAX_PICTURE_BYTES >> 20;
                return message!("`{file}` is larger than {most} MB");
            }
            Self::Vector(problem) => return problem.message(file),
            Self::Changed => {
                return message!("`{file}` changed while the document was being built");
            }
            Self::Empty => message!("the file is empty"),
            Self::NoPicture => message!("it is not a picture in a format that byline reads"),
            Self::Foreign(format) => format.message(),
            Self::TooManyPixels { width, height, most } => {
                let millions = most / 1_000_000;
                message!(
                    "it has {width} by {height} pixels; the limits are {millions} million pixels \
                     in total and {side} per side",
                    side = MAX_SIDE
                )
            }
            Self::Overloaded => {
                let most = MAX_BESIDES >> 20;
                message!("it has more than {most} MB of data in addition to its pixels")
            }
            Self::CutOff => message!("the end of the file is missing"),
            Self::Damaged => message!("it is damaged"),
            Self::Rare => message!("byline does not support the way its pixels are stored"),
        };
        unprintable(file, &why)
    }

    /// Returns the suggested fix for the picture named `file`.
    pub fn hint(&self, file: &str) -> Message {
        match self {
            Self::Misnamed(near) => {
                message!("did you mean `{near}`? {how}", how = difference(file, near))
            }
            Self::Missing if is_web_address(file) => message!(
                "this is an address of the web: save the picture in the project, such as in \
                 records/photos, and write its path"
            ),
            Self::Missing if is_of_a_computer(file) => message!(
                "this is a path on one computer: copy the picture into the project, such as to \
                 records/photos, and write its path from there"
            ),
            Self::Missing if file.contains('\\') => with_slashes(file),
            _ => self.remedy(),
        }
    }

    /// Returns whether the picture named `file` is still to come to the place that the name gives.
    pub fn is_to_come(&self, file: &str) -> bool {
        let is_elsewhere = is_web_address(file) || is_of_a_computer(file) || file.contains('\\');
        matches!(self, Self::Missing) && !is_elsewhere
    }

    fn remedy(&self) -> Message {
        match self {
            Self::Missing | Self::Misnamed(_) => message!(
                "add the file; until then, byline prints a placeholder for a photo and leaves out \
                 a logo"
            ),
            Self::Outside => message!(
                "copy the picture into the project and give its path relative to this file, or \
                 list its folder under `extra-folders` in byline.toml"
            ),
            Self::Folder => message!("name a picture in this folder"),
            Self::Special => special_remedy(),
            Self::Name => message!("give the file a short, plain name"),
            Self::NoAccess(_) => message!("check the permissions of the file"),
            Self::TooLarge => message!("export a smaller version"),
            Self::TooManyPixels { .. } => message!(
                "export a smaller version, or raise the limit, `photos.megapixels` in byline.toml"
            ),
            Self::Empty | Self::CutOff | Self::Damaged => {
                message!("copy the original again, or ask the sender for it again")
            }
            Self::NoPicture => message!("export it as JPEG, PNG, WebP, GIF, TIFF, SVG or PDF"),
            Self::Foreign(format) => format.remedy(),
            Self::Rare | Self::Overloaded => {
                message!("open it, and export it again as JPEG or PNG")
            }
            Self::Vector(problem) => problem.hint(),
            Self::Changed => message!("build again when nobody is editing the file"),
        }
    }
}

/// Returns the description of a picture that cannot be printed. The reason is a clause of its own.
fn unprintable(file: &str, why: &Message) -> Message {
    message!("`{file}` cannot be printed: {why}")
}

/// A format of pictures and drawings that byline recognises, but does not support.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ForeignFormat {
    /// AVIF.
    Avif,
    /// Windows bitmaps.
    Bmp,
    /// The raw data of a camera.
    CameraRaw,
    /// A compressed file, such as SVGZ.
    Compressed,
    /// HEIC, the format of iPhones.
    Heic,
    /// Photoshop.
    Photoshop,
    /// PostScript.
    PostScript,
    /// SVG in UTF-16.
    SvgInUtf16,
    /// A video.
    Video,
}

impl ForeignFormat {
    /// Returns the reason why a file in this format cannot be printed.
    fn message(self) -> Message {
        match self {
            Self::Avif => message!("it is an AVIF file"),
            Self::Bmp => message!("it is a BMP file"),
            Self::CameraRaw => message!("it is a camera raw file"),
            Self::Compressed => message!("it is a compressed file, such as SVGZ"),
            Self::Heic => message!("it is a HEIC file"),
            Self::Photoshop => message!("it is a Photoshop file"),
            Self::PostScript => message!("it is a PostScript file"),
            Self::SvgInUtf16 => message!("it is an SVG in UTF-16"),
            Self::Video => message!("it is a video"),
        }
    }

    fn remedy(self) -> Message {
        match self {
            Self::Avif | Self::Heic => message!(
                "export it as JPEG; on an iPhone, set the camera to \"Most Compatible\" to take \
                 JPEG photos"
            ),
            Self::Compressed | Self::SvgInUtf16 => {
                message!("open it in the program that created it, and save it as plain SVG")
            }
            Self::Video => message!("export a frame of it as JPEG"),
            Self::Bmp | Self::CameraRaw | Self::Photoshop | Self::PostScript => {
                message!("export it as JPEG or PNG, or vector art as PDF or SVG")
            }
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
fn difference(file: &str, near: &str) -> Message {
    if is_web_address(file) {
        message!("A picture is a file of the project, not an address of the web")
    } else if is_of_a_computer(file) {
        message!("A path begins at the folder of this file, not at a drive or a computer")
    } else if file.contains('\\') {
        message!("Write / in place of \\ in paths")
    } else if file.trim() != file {
        message!("The name has a space too many")
    } else if file.contains('%') {
        message!("Signs such as %20 are for addresses of the web")
    } else if file.to_lowercase() == near.to_lowercase() {
        message!("Capitals count")
    } else {
        message!("Write the name as the file has it")
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
            ReadError::Io(error) => Self::NoAccess(io_words(&error)),
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
    TooIntricate(Message),
    /// Reading the drawing takes more processor time or memory than is allowed.
    TooCostly,
    /// The drawing was not read in time.
    TimedOut,
    /// The process that reads drawings cannot be used, as the system says.
    NoWorker(String),
    /// The process that reads drawings ended with this exit code.
    WorkerFailed(i32),
    /// The file is malformed, as described.
    Broken(Message),
    /// The text of the drawing is in another encoding than UTF-8.
    NotUtf8,
    /// The drawing depends on this file or address.
    Linked(String),
    /// The drawing contains, or is, something that cannot be rendered, as described.
    Undrawable(Message),
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
    fn message(&self, file: &str) -> Message {
        let why = match self {
            Self::TooLarge => {
                let most = MAX_ART_BYTES >> 20;
                message!("it is larger than {most} MB")
            }
            Self::TooIntricate(why) => message!("it is too complex: {why}"),
            Self::TooCostly => {
                let (seconds, memory) = (ART_TIME.as_secs(), ART_MEMORY / 1_000_000);
                message!(
                    "it is damaged or too complex: reading it takes more than {seconds} seconds \
                     of processor time or {memory} MB of memory"
                )
            }
            Self::TimedOut => {
                let seconds = ART_PATIENCE.as_secs();
                message!("reading it took longer than {seconds} seconds")
            }
            Self::NoWorker(why) => {
                return message!(
                    "`{file}` cannot be read: byline needs a second process for it, but {why}"
                );
            }
            Self::WorkerFailed(code) => {
                return message!(
                    "`{file}` cannot be read: byline needs a second process for it, but that \
                     ended with exit code {code}"
                );
            }
            Self::Broken(why) => message!("it is damaged ({why})"),
            Self::NotUtf8 => message!("its text is not in UTF-8"),
            Self::Linked(to) => message!("it depends on another file or address, `{to}`"),
            Self::Undrawable(why) => why.clone(),
        };
        unprintable(file, &why)
    }

    /// Returns the suggested fix.
    fn hint(&self) -> Message {
        match self {
            Self::TooLarge | Self::TooIntricate(_) | Self::TooCostly => {
                message!("simplify it, or export it as PNG")
            }
            Self::TimedOut => message!(
                "build again when the machine is less busy; if that does not help, export it as PNG"
            ),
            Self::NoWorker(_) | Self::WorkerFailed(_) => {
                message!("close other programs and build again")
            }
            Self::Linked(_) => {
                message!("export it with everything embedded and its text as outlines")
            }
            Self::NotUtf8 => message!(
                "open it in the program that created it, and save it as SVG in UTF-8, or export \
                 it as PNG"
            ),
            Self::Broken(_) | Self::Undrawable(_) => {
                message!("export it again, or export it as PNG")
            }
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
