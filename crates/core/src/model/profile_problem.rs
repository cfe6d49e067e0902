//! Reasons why the colour profile of a picture cannot be used, in plain language.

use crate::message::{Message, MessageValue, ToValue, message};

/// The maximum size of a colour profile (ICC.1), in bytes. Those of presses have up to 3 MB.
pub const MAX_PROFILE: usize = 8 << 20;

/// A reason why the colour profile of a picture cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProfileProblem {
    /// The profile is too large.
    TooLarge,
    /// The profile is truncated.
    CutOff,
    /// The profile is malformed.
    Damaged,
    /// The profile describes other colours than those of the pixels.
    OtherColours {
        /// The colours of the profile, if a picture can have them.
        profile: Option<Colours>,
        /// The colours of the pixels.
        pixels: Colours,
    },
    /// The picture is a TIFF with inks, which byline converts without a profile.
    InksOfTiff,
}

/// The colours that the pixels of a file have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colours {
    /// Shades of grey.
    Grey,
    /// Red, green and blue.
    Rgb,
    /// Inks: cyan, magenta, yellow and black.
    Inks,
}

impl ToValue for Colours {
    fn to_value(&self) -> MessageValue {
        match self {
            Self::Grey => message!("greyscale").to_value(),
            Self::Rgb => "RGB".to_value(),
            Self::Inks => "CMYK".to_value(),
        }
    }
}

impl ProfileProblem {
    /// Returns the suggested fix.
    pub fn hint() -> Message {
        message!(
            "open the picture and save it again as sRGB; until then, its colours may look wrong"
        )
    }

    /// Returns a description of the problem with the picture named `file`.
    pub fn message(self, file: &str) -> Message {
        let why = match self {
            Self::TooLarge => {
                let most = MAX_PROFILE >> 20;
                message!("it is larger than {most} MB")
            }
            Self::CutOff => message!("part of it is missing"),
            Self::Damaged => message!("it is damaged"),
            Self::OtherColours { profile: Some(profile), pixels } => {
                message!("it is for {profile} pictures, but this one is {pixels}")
            }
            Self::OtherColours { profile: None, pixels } => {
                message!("it is not for {pixels} pictures")
            }
            Self::InksOfTiff => message!("byline converts CMYK colours of a TIFF without using it"),
        };
        message!("the colour profile of `{file}` cannot be used: {why}")
    }
}
