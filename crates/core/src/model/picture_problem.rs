//! What keeps a picture from being printed, in an office's words.

use super::picture::{MAX_PICTURE_BYTES, MAX_SIDE};
use crate::file::ReadError;

/// What keeps a picture from being printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PictureProblem {
    /// The file is not there.
    Missing,
    /// The file lies outside the project.
    Outside,
    /// It is a folder, a pipe or a device.
    NoFile,
    /// No file can have this name.
    Name,
    /// The file cannot be read, and why.
    NoAccess(String),
    /// The file has too many bytes.
    TooLarge,
    /// The file has none.
    Empty,
    /// The file is no picture.
    NoPicture,
    /// A kind of picture that has to be exported as another: its name.
    Foreign(&'static str),
    /// The picture has too many pixels.
    TooManyPixels {
        /// Its width.
        width: u32,
        /// Its height.
        height: u32,
        /// The most that it may have.
        most: u64,
    },
    /// The end of the picture is missing.
    CutOff,
    /// The picture is damaged.
    Damaged,
    /// It is of a sort that its kind of file may have, and hardly ever has.
    Rare,
    /// Vector art that cannot be printed.
    Vector(ArtProblem),
    /// The file is another one than a moment ago.
    Changed,
}

impl PictureProblem {
    /// What is wrong with a picture that is called `file`.
    pub fn message(&self, file: &str) -> String {
        let unprintable = |why: &str| format!("`{file}` cannot be printed: {why}");
        match self {
            Self::Missing => format!("there is no picture `{file}` yet"),
            Self::Outside => format!("`{file}` lies outside the project"),
            Self::NoFile => format!("`{file}` is not a file"),
            Self::Name => format!("no file can be called `{file}`"),
            Self::NoAccess(why) => format!("`{file}` cannot be read: {why}"),
            Self::TooLarge => format!("`{file}` is larger than {} MB", MAX_PICTURE_BYTES >> 20),
            Self::Empty => unprintable("the file is empty"),
            Self::NoPicture => unprintable("it is no picture of a known kind"),
            Self::Foreign(kind) => unprintable(&format!("it is {kind}")),
            Self::TooManyPixels { width, height, most } => unprintable(&format!(
                "it has {width} by {height} pixels; {} million in all and {MAX_SIDE} a side \
                 are the most",
                most / 1_000_000
            )),
            Self::CutOff => unprintable("its end is missing"),
            Self::Damaged => unprintable("it is damaged"),
            Self::Rare => unprintable("its pixels are stored in a rare way"),
            Self::Vector(ArtProblem::Broken(why)) => unprintable(&format!("it is damaged ({why})")),
            Self::Vector(ArtProblem::TooLarge) => unprintable("it is too large or too intricate"),
            Self::Vector(ArtProblem::Linked(to)) => {
                unprintable(&format!("it does not stand alone, it needs `{to}`"))
            }
            Self::Vector(ArtProblem::Undrawable(why)) => unprintable(why),
            Self::Changed => format!("`{file}` changed while the document was made"),
        }
    }

    /// What to do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Missing => {
                "until the file is there, a photo has a placeholder, and a logo is left out"
            }
            Self::Outside => {
                "copy the picture into the project and name it from the record's folder"
            }
            Self::NoFile => "name the picture itself",
            Self::Name => "give it a short and plain name",
            Self::NoAccess(_) => "check who may read the file",
            Self::TooLarge => "export it smaller",
            Self::TooManyPixels { .. } => {
                "export it smaller, or allow more with `megapixels` under [photos] in byline.toml"
            }
            Self::Empty | Self::CutOff | Self::Damaged => {
                "copy it from the camera again, or ask whoever sent it to send it once more"
            }
            Self::NoPicture => "export it as JPEG, PNG, WebP, GIF, TIFF, SVG or PDF",
            Self::Foreign("a HEIC file" | "an AVIF file") => {
                "export it as JPEG; a phone does so by itself when its camera is set to \
                 \"most compatible\""
            }
            Self::Foreign("a film") => "export a still of it as JPEG",
            Self::Rare => "open it and export it again, as JPEG or PNG",
            Self::Foreign(_) => "export it as JPEG or PNG, or vector art as PDF or SVG",
            Self::Vector(ArtProblem::TooLarge) => "export it simpler, or as PNG",
            Self::Vector(ArtProblem::Linked(_)) => {
                "export it with everything embedded and its text as outlines"
            }
            Self::Vector(ArtProblem::Broken(_) | ArtProblem::Undrawable(_)) => {
                "export it again, or as PNG"
            }
            Self::Changed => "build once more when nobody is working on it",
        }
    }
}

impl From<ReadError> for PictureProblem {
    fn from(error: ReadError) -> Self {
        match error {
            ReadError::Missing => Self::Missing,
            ReadError::Folder | ReadError::Special => Self::NoFile,
            ReadError::TooLarge => Self::TooLarge,
            ReadError::Name => Self::Name,
            ReadError::Io(error) => Self::NoAccess(error.to_string()),
        }
    }
}

/// How many characters of an address are told.
const TOLD: usize = 80;

/// What keeps vector art from being printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ArtProblem {
    /// It is a large file, or a small one that asks for a lot of work.
    TooLarge,
    /// It is not what it should be: in what way.
    Broken(String),
    /// It needs a file or an address: which.
    Linked(String),
    /// It has a part that cannot be drawn, or is one: which.
    Undrawable(&'static str),
}

impl ArtProblem {
    /// A link to an address, which is cut to one line.
    pub fn linked(address: &str) -> Self {
        let mut told: String = address.trim().chars().take(TOLD).collect();
        if told.len() < address.trim().len() {
            told.pop();
            told.push('…');
        }
        Self::Linked(told)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_address_is_cut() {
        assert_eq!(ArtProblem::linked(" photo.jpg "), ArtProblem::Linked("photo.jpg".into()));
        let ArtProblem::Linked(told) = ArtProblem::linked(&"ü".repeat(200)) else { panic!() };
        assert_eq!(told.chars().count(), TOLD);
        assert!(told.ends_with('…'));
    }
}
