//! The text of a flat drawing, and the number of its parts.

use std::collections::HashMap;
use std::fmt::{Arguments, Write};

use byline_core::message::message;
use byline_core::model::ArtProblem;

/// The maximum number of parts of a drawing: shapes, pictures, groups, points of paths, stops of
/// gradients and dashes of lines. A map with every house of a small town has fewer.
pub(super) const MAX_PARTS: usize = 500_000;

/// The maximum number of gradients and of clips, each. The typesetter's library compares each
/// with every other.
pub(super) const MAX_DEFINITIONS: usize = 5000;

/// The maximum number of pixels of all pictures in a drawing: a page of A4 at 600 pixels per
/// inch.
const MAX_PIXELS: f32 = 35e6;

/// The maximum length of the SVG, in bytes. Pictures take most of it.
const MAX_BYTES: usize = 64 << 20;

/// A flat drawing under construction.
#[derive(Default)]
pub(super) struct Sheet {
    svg: String,
    parts: usize,
    pixels: f32,
    /// The numbers of the gradients and clips written so far, by their text.
    definitions: HashMap<String, usize>,
}

impl Sheet {
    /// Returns the text.
    pub(super) fn into_svg(self) -> String {
        self.svg
    }

    /// Adds to the text.
    pub(super) fn put(&mut self, text: Arguments<'_>) {
        // Writing to a string never fails.
        let _ = self.svg.write_fmt(text);
    }

    /// Counts parts.
    ///
    /// # Errors
    /// Fails if there are too many.
    pub(super) fn count(&mut self, parts: usize) -> Result<(), ArtProblem> {
        self.parts = self.parts.saturating_add(parts);
        if self.parts > MAX_PARTS {
            let thousands = MAX_PARTS / 1000;
            let why = message!("more than {thousands},000 points and shapes");
            return Err(ArtProblem::TooIntricate(why));
        }
        if self.svg.len() > MAX_BYTES {
            let most = MAX_BYTES >> 20;
            return Err(ArtProblem::TooIntricate(message!("more than {most} MB of pictures")));
        }
        Ok(())
    }

    /// Returns the number of a definition, which is written if it is new: an element with this
    /// tag and the rest of its text, without the end tag.
    ///
    /// # Errors
    /// Fails if there are too many.
    pub(super) fn define(&mut self, tag: &str, text: String) -> Result<usize, ArtProblem> {
        let number = self.definitions.len();
        if let Some(known) = self.definitions.get(&text) {
            return Ok(*known);
        }
        if number == MAX_DEFINITIONS {
            let thousands = MAX_DEFINITIONS / 1000;
            let why = message!("more than {thousands},000 gradients and clipping paths");
            return Err(ArtProblem::TooIntricate(why));
        }
        self.put(format_args!("<{tag} id=\"d{number}\"{text}</{tag}>"));
        self.definitions.insert(text, number);
        Ok(number)
    }

    /// Counts the pixels of a picture.
    ///
    /// # Errors
    /// Fails if there are too many.
    pub(super) fn count_pixels(&mut self, pixels: f32) -> Result<(), ArtProblem> {
        self.pixels += pixels;
        if self.pixels > MAX_PIXELS {
            let millions = MAX_PIXELS / 1e6;
            let why = message!("more than {millions} million pixels in its pictures");
            return Err(ArtProblem::TooIntricate(why));
        }
        Ok(())
    }
}
