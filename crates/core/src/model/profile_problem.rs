//! Reasons why the colour profile of a picture cannot be used, in plain language.

use std::borrow::Cow;

use strum::Display;

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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Display)]
pub enum Colours {
    /// Shades of grey.
    #[strum(serialize = "greyscale")]
    Grey,
    /// Red, green and blue.
    #[strum(serialize = "RGB")]
    Rgb,
    /// Inks: cyan, magenta, yellow and black.
    #[strum(serialize = "CMYK")]
    Inks,
}

impl ProfileProblem {
    /// The suggested fix.
    pub const HINT: &str =
        "open the picture and save it again as sRGB; until then, its colours may look wrong";

    /// Returns a description of the problem with the picture named `file`.
    pub fn message(self, file: &str) -> String {
        let why: Cow<'static, str> = match self {
            Self::TooLarge => format!("it is larger than {} MB", MAX_PROFILE >> 20).into(),
            Self::CutOff => "part of it is missing".into(),
            Self::Damaged => "it is damaged".into(),
            Self::OtherColours { profile: Some(profile), pixels } => {
                format!("it is for {profile} pictures, but this one is {pixels}").into()
            }
            Self::OtherColours { profile: None, pixels } => {
                format!("it is not for {pixels} pictures").into()
            }
            Self::InksOfTiff => "byline converts CMYK colours of a TIFF without using it".into(),
        };
        format!("the colour profile of `{file}` cannot be used: {why}")
    }
}
