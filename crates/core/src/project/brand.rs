//! The brand: the look of a project's documents, independent of the template.

use std::str::FromStr;
use std::sync::Arc;

use schemars::{Schema, SchemaGenerator, json_schema};
use toml::Spanned;

use crate::diagnostic::{Code, Diagnostic};
use crate::message::{Message, message};
use crate::model::{Picture, words};
use crate::parse::raw::RawLogo;
use crate::parse::{Pictures, logo};
use crate::reader::{FieldKind, Node, Reader, Shape, Tables, read_words, shape};
use crate::source::{Place, Source};
use crate::spelling::nearest;

words! {
    /// The paper that documents are printed on.
    Paper {
        /// 210 by 297 mm (ISO 216).
        A4,
        /// 8.5 by 11 inches.
        UsLetter,
    }

    /// The tone of headings.
    Headings {
        /// Titles in the serif font, in regular weight.
        Quiet,
        /// Titles in the sans-serif font, in bold.
        Strong,
    }

    /// The composition of pages; each is a folder of `templates/design/looks`.
    Look {
        /// A quiet page with names and captions in a margin column.
        Editorial,
        /// Numbered sections and paragraphs, justified text, for ministries and boards.
        Formal,
        /// Blocks of colour, large numbers and photos to the edges of the page.
        Bold,
    }
}

read_words!(Paper, Headings, Look);

/// A screen colour in sRGB.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Colour {
    /// Red, green and blue.
    pub rgb: [u8; 3],
}

impl Colour {
    const WHITE: Self = Self { rgb: [255; 3] };

    /// Returns the contrast ratio with another colour, from 1 to 21 (WCAG 2.2).
    pub fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    /// Returns the relative luminance, from 0 to 1 (WCAG 2.2).
    fn luminance(self) -> f64 {
        let linear = self.rgb.map(|channel| {
            let value = f64::from(channel) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    }
}

impl FromStr for Colour {
    /// A description of what is wrong with the text.
    type Err = Message;

    /// Reads "#8a1c33" or "#8a3".
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        rgb(text).map(|rgb| Self { rgb }).ok_or_else(|| message!("`{text}` is not a colour"))
    }
}

fn rgb(text: &str) -> Option<[u8; 3]> {
    let digits = text.strip_prefix('#')?;
    let digit = |at: usize| u8::from_str_radix(digits.get(at..=at)?, 16).ok();
    let pair = |at: usize| Some(digit(at)? * 16 + digit(at + 1)?);
    match digits.len() {
        3 => Some([digit(0)? * 17, digit(1)? * 17, digit(2)? * 17]),
        6 => Some([pair(0)?, pair(2)?, pair(4)?]),
        _ => None,
    }
}

impl Shape for Colour {
    fn expected() -> Message {
        message!("a colour in quotes, such as \"#8a1c33\"")
    }

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let text = String::read(node, reader)?;
        let report = |message: Message| {
            reader
                .report(Code::INVALID_VALUE, node.span(), message)
                .hint(message!("write # and six hexadecimal digits, such as \"#8a1c33\""));
        };
        text.parse().map_err(report).ok()
    }

    fn schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": "^#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$" })
    }

    fn field_kind(_: &mut Tables) -> FieldKind {
        FieldKind::Colour
    }
}

shape! {
    /// What the project's documents look like.
    struct RawBrand {
        /// The accent colour: numbers, quotations, the line above the title.
        accent: Option<Spanned<Colour>> ["", "\"#8a1c33\""],
        /// The colour of body text.
        ink: Option<Spanned<Colour>> ["", "\"#1a1a1a\""],
        /// The colour of labels and roles.
        quiet: Option<Spanned<Colour>> ["", "\"#5a5a5a\""],
        /// The font family of body text, which can be in the project's folder `fonts`.
        serif: Option<Spanned<String>> ["", "\"Libertinus Serif\""],
        /// The font family of labels, names and captions.
        sans: Option<Spanned<String>> ["", "\"Noto Sans\""],
        /// The logo of the publishing organisation.
        logo: Option<RawLogo> ["S logo", "{ file = \"ics.png\", alt = \"ICS\" }"],
        /// The paper.
        paper: Option<Paper> ["", "\"a4\""],
        /// The tone of headings.
        headings: Option<Headings> ["", "\"quiet\""],
        /// The composition of pages.
        look: Option<Look> ["", "\"formal\""],
    }
}

/// The look of a project's documents. The template decides whatever is `None`.
#[derive(Debug, Clone, Default, Hash)]
pub struct Brand {
    /// The accent colour.
    pub accent: Option<Spanned<Colour>>,
    /// The colour of body text.
    pub ink: Option<Spanned<Colour>>,
    /// The colour of labels.
    pub quiet: Option<Spanned<Colour>>,
    /// The font family of reading text.
    pub serif: Option<Spanned<String>>,
    /// The font family of labels.
    pub sans: Option<Spanned<String>>,
    /// The logo of the publishing organisation.
    pub logo: Option<Picture>,
    /// The paper.
    pub paper: Option<Paper>,
    /// The tone of headings.
    pub headings: Option<Headings>,
    /// The composition of pages.
    pub look: Option<Look>,
}

/// The minimum contrast of text with the paper (WCAG 2.2, level AA).
const LEAST_CONTRAST: f64 = 4.5;

impl RawBrand {
    /// Returns the brand, completed with the data of its logo.
    pub(super) fn validate(self, pictures: &Pictures, reader: &mut Reader) -> Brand {
        Brand {
            accent: self.accent,
            ink: self.ink,
            quiet: self.quiet,
            serif: self.serif,
            sans: self.sans,
            logo: self.logo.and_then(|raw| logo(&raw.file, raw.alt, pictures, reader)),
            paper: self.paper,
            headings: self.headings,
            look: self.look,
        }
    }
}

impl Brand {
    /// Reports what is doubtful or wrong in the brand: colours too pale to read, and fonts that
    /// are not among the families that `known` returns. `known` is called only if the brand
    /// names a font.
    pub fn findings<'f>(
        &self,
        source: &Arc<Source>,
        known: impl FnOnce() -> Vec<&'f str>,
    ) -> Vec<Diagnostic> {
        let mut findings = Vec::new();
        for colour in [&self.accent, &self.ink, &self.quiet].into_iter().flatten() {
            if colour.get_ref().contrast(Colour::WHITE) < LEAST_CONTRAST {
                let message = message!(
                    "this colour is too pale for text on paper: text and lines are printed in a \
                     darker shade of it"
                );
                findings.push(
                    Diagnostic::new(Code::LOW_CONTRAST, message)
                        .at(Place::new(source, colour.span()))
                        .hint(message!("choose a darker colour if it should be printed as it is")),
                );
            }
        }
        if self.serif.is_none() && self.sans.is_none() {
            return findings;
        }
        let families = known();
        for family in [&self.serif, &self.sans].into_iter().flatten() {
            let name = family.get_ref();
            if families.iter().any(|known| known.eq_ignore_ascii_case(name)) {
                continue;
            }
            let finding =
                Diagnostic::new(Code::UNKNOWN_FONT, message!("there is no font family `{name}`"))
                    .at(Place::new(source, family.span()));
            findings.push(match nearest(name, families.iter().copied()) {
                Some(near) => finding.did_you_mean(near),
                None => finding.hint(message!(
                    "put its files into the project's folder `fonts`, or use one of {families}",
                    families = Message::any_of(families.iter().copied().map(Message::code)),
                )),
            });
        }
        findings
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_that_of_the_guidelines() {
        let contrast = |text: &str| text.parse::<Colour>().unwrap().contrast(Colour::WHITE);
        assert!((contrast("#000") - 21.0).abs() < 1e-9);
        assert!((contrast("#777777") - 4.48).abs() < 0.005, "{}", contrast("#777777"));
        assert!((contrast("#fff") - 1.0).abs() < 1e-9);
    }

    #[test]
    fn what_is_no_colour_is_refused() {
        for bad in ["", "#", "red", "#12345", "#gggggg", "#+1+1+1", "8a1c33", "#é1234"] {
            assert!(bad.parse::<Colour>().is_err(), "{bad}");
        }
    }
}
