//! Reads an SVG file.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};

use roxmltree::{Document, Error, ParsingOptions};
use usvg::fontdb::Source;
use usvg::{FontResolver, ImageHrefResolver, ImageKind, Options, Tree};

use super::{FontFiles, check, flat, looks_like_svg};
use crate::open::redraw;
use byline_core::model::{Art, ArtProblem, MAX_ART_BYTES};

/// The byte order mark of UTF-8 (Unicode 16, 23.8).
pub(super) const BOM: &[u8] = "\u{feff}".as_bytes();

/// The maximum depth of drawings that are embedded as pictures in others.
const MAX_LEVEL: u32 = 3;

/// The fonts for generic families: byline's own.
const SERIF: &str = "Libertinus Serif";
const SANS: &str = "Noto Sans";

/// Converts an SVG to a flat drawing.
///
/// # Errors
/// Returns the reason why it cannot be printed.
pub(super) fn draw(file: &[u8], fonts: FontFiles<'_>) -> Result<Art, ArtProblem> {
    if file.len() as u64 > MAX_ART_BYTES {
        return Err(ArtProblem::TooLarge);
    }
    let reader = Reader { fonts, problem: Mutex::default(), level: AtomicU32::new(0) };
    let document = parse(file)?;
    let has_text = check::check(&document)?;
    let drawn = Tree::from_xmltree(&document, &reader.options());
    if let Some(problem) = reader.problem.into_inner().ok().flatten() {
        return Err(problem);
    }
    let tree = drawn.map_err(|error| explain(&error))?;
    let size = (tree.size().width(), tree.size().height());
    // A picture in the drawing may be a drawing with text.
    let has_text = has_text || tree.has_text_nodes();
    flat::flatten(&tree, size).map(|art| Art { has_text, ..art })
}

/// Parses the text of an SVG.
fn parse(file: &[u8]) -> Result<Document<'_>, ArtProblem> {
    let text = file.strip_prefix(BOM).unwrap_or(file).trim_ascii();
    let text = str::from_utf8(text);
    let text = text.map_err(|_| ArtProblem::Broken("it is not text in UTF-8".into()))?;
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    Document::parse_with_options(text, options).map_err(|error| explain_code(&error))
}

/// Resolves what a drawing refers to: pictures inside it, and fonts.
struct Reader<'a> {
    fonts: FontFiles<'a>,
    /// The first reason why a picture in the drawing cannot be printed.
    problem: Mutex<Option<ArtProblem>>,
    /// The number of drawings around the current one.
    level: AtomicU32,
}

impl Reader<'_> {
    fn options(&self) -> Options<'_> {
        let select_font = FontResolver::default_font_selector();
        Options {
            image_href_resolver: ImageHrefResolver {
                resolve_data: Box::new(|_, data, options| {
                    self.picture(&data, options).map_err(|problem| self.report(problem)).ok()
                }),
                // What leads outside has been refused before; the rest leads nowhere.
                resolve_string: Box::new(|_, _| None),
            },
            font_resolver: FontResolver {
                select_font: Box::new(move |font, fonts| {
                    if fonts.is_empty() {
                        self.load_fonts(Arc::make_mut(fonts));
                    }
                    select_font(font, fonts)
                }),
                select_fallback: FontResolver::default_fallback_selector(),
            },
            ..Options::default()
        }
    }

    fn report(&self, problem: ArtProblem) {
        if let Ok(mut known) = self.problem.lock() {
            known.get_or_insert(problem);
        }
    }

    fn load_fonts(&self, fonts: &mut usvg::fontdb::Database) {
        for file in (self.fonts)() {
            fonts.load_font_source(Source::Binary(file));
        }
        fonts.set_serif_family(SERIF);
        fonts.set_sans_serif_family(SANS);
    }

    /// Reads a picture inside the drawing, and encodes it anew without metadata.
    fn picture(&self, data: &[u8], options: &Options<'_>) -> Result<ImageKind, ArtProblem> {
        let unreadable = || ArtProblem::Broken("a picture in it cannot be read".into());
        if looks_like_svg(data) {
            return self.drawing(data, options).map(ImageKind::SVG);
        }
        let data = redraw(data).ok_or_else(unreadable)?;
        // The signature of PNG (ISO/IEC 15948, 5.2).
        let is_png = data.starts_with(b"\x89PNG");
        let data = Arc::new(data);
        Ok(if is_png { ImageKind::PNG(data) } else { ImageKind::JPEG(data) })
    }

    /// Reads a drawing inside the drawing.
    fn drawing(&self, data: &[u8], options: &Options<'_>) -> Result<Tree, ArtProblem> {
        if self.level.fetch_add(1, Ordering::Relaxed) == MAX_LEVEL {
            return Err(ArtProblem::TooIntricate);
        }
        check::check(&parse(data)?)?;
        let tree = Tree::from_data_nested(data, options).map_err(|error| explain(&error));
        self.level.fetch_sub(1, Ordering::Relaxed);
        tree
    }
}

/// Converts an error of the drawing library to a problem of the drawing.
fn explain(error: &usvg::Error) -> ArtProblem {
    match error {
        usvg::Error::ParsingFailed(error) => explain_code(error),
        usvg::Error::ElementsLimitReached => ArtProblem::TooIntricate,
        usvg::Error::InvalidSize => ArtProblem::Broken("it has no size".into()),
        _ => ArtProblem::Broken("it cannot be drawn".into()),
    }
}

/// Converts an error in the code of an SVG to a problem of the drawing.
fn explain_code(error: &Error) -> ArtProblem {
    match error {
        Error::NodesLimitReached | Error::AttributesLimitReached => ArtProblem::TooIntricate,
        Error::NoRootNode => ArtProblem::Broken("there is no drawing in it".into()),
        Error::UnclosedRootNode | Error::UnexpectedEndOfStream => {
            ArtProblem::Broken("its end is missing".into())
        }
        error => {
            ArtProblem::Broken(format!("its code is wrong in line {}", error.pos().row).into())
        }
    }
}
