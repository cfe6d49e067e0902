//! Reads an SVG file.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};

use fontdb::{Database, Source};
use roxmltree::{Document, Error, ParsingOptions};
use usvg::{FontResolver, ImageHrefResolver, ImageKind, Options, Tree};

use super::{FontFile, FontFiles, check, flat};
use crate::format::{BOM, is_png, looks_like_svg};
use crate::redraw::redraw;
use byline_core::message::message;
use byline_core::model::{Art, ArtProblem, MAX_ART_BYTES};

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
    let text = text.map_err(|_| ArtProblem::NotUtf8)?;
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

    fn load_fonts(&self, fonts: &mut Database) {
        for file in (self.fonts)() {
            match file {
                // A font that cannot be read is as good as none.
                FontFile::Path(path) => drop(fonts.load_font_file(path)),
                FontFile::Data(data) => drop(fonts.load_font_source(Source::Binary(data))),
            }
        }
        fonts.set_serif_family(SERIF);
        fonts.set_sans_serif_family(SANS);
    }

    /// Reads a picture inside the drawing, and encodes it anew without metadata.
    fn picture(&self, data: &[u8], options: &Options<'_>) -> Result<ImageKind, ArtProblem> {
        let unreadable = || ArtProblem::Broken(message!("a picture in it cannot be read"));
        if looks_like_svg(data) {
            return self.drawing(data, options).map(ImageKind::SVG);
        }
        let data = redraw(data).ok_or_else(unreadable)?;
        let kind = if is_png(&data) { ImageKind::PNG } else { ImageKind::JPEG };
        Ok(kind(Arc::new(data)))
    }

    /// Reads a drawing inside the drawing.
    fn drawing(&self, data: &[u8], options: &Options<'_>) -> Result<Tree, ArtProblem> {
        if self.level.fetch_add(1, Ordering::Relaxed) == MAX_LEVEL {
            let why = message!("three levels of nested drawings");
            return Err(ArtProblem::TooIntricate(why));
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
        usvg::Error::ElementsLimitReached => too_many_elements(),
        usvg::Error::InvalidSize => ArtProblem::Broken(message!("it has no size")),
        _ => ArtProblem::Broken(message!("it cannot be drawn")),
    }
}

fn too_many_elements() -> ArtProblem {
    ArtProblem::TooIntricate(message!("too many elements, or elements nested too deeply"))
}

/// Converts an error in the code of an SVG to a problem of the drawing.
fn explain_code(error: &Error) -> ArtProblem {
    match error {
        Error::NodesLimitReached | Error::AttributesLimitReached => too_many_elements(),
        Error::NoRootNode => ArtProblem::Broken(message!("it contains no drawing")),
        Error::UnclosedRootNode | Error::UnexpectedEndOfStream => {
            ArtProblem::Broken(message!("the end of the file is missing"))
        }
        error => {
            let line = error.pos().row;
            ArtProblem::Broken(message!("there is a syntax error in line {line}"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMESPACE: &str = "http://www.w3.org/2000/svg";

    fn from(file: &[u8]) -> Result<Art, ArtProblem> {
        draw(file, &Vec::new)
    }

    fn nested(content: &str) -> String {
        let svg = format!("<svg xmlns='{NAMESPACE}' width='4' height='4'>{content}</svg>");
        crate::address::address("image/svg+xml", svg.as_bytes())
    }

    #[test]
    fn what_cannot_be_read_is_told_in_words() {
        let why = |text: &str| match from(text.as_bytes()) {
            Err(ArtProblem::Broken(why) | ArtProblem::Undrawable(why)) => why,
            other => panic!("{other:?}"),
        };
        assert_eq!(why("<svg>\n<g></svg>"), "there is a syntax error in line 2");
        assert_eq!(why("<svg><g>"), "the end of the file is missing");
        assert_eq!(why("<html/>"), "it is not an SVG");
        assert_eq!(why(""), "it contains no drawing");
        let svg = |rest: &str| format!("<svg xmlns='{NAMESPACE}' {rest}</svg>");
        assert_eq!(why(&svg("width='0' height='1'>")), "it has no size");
        assert_eq!(from(b"<svg>\xe4</svg>"), Err(ArtProblem::NotUtf8));
        let large = svg("width='6in' height='6000in'>");
        assert_eq!(why(&large), "it is larger than any sheet of paper");
        let spaces = vec![b' '; usize::try_from(MAX_ART_BYTES).unwrap() + 1];
        assert_eq!(from(&spaces), Err(ArtProblem::TooLarge));
        for address in ["data:,broken", "data:image/png;base64,iVBO"] {
            let image = svg(&format!("width='4' height='4'><image href='{address}'/>"));
            assert_eq!(why(&image), "a picture in it cannot be read");
        }
    }

    #[test]
    fn drawings_in_drawings_are_checked_too() {
        let image = |address: &str| format!("<image width='4' height='4' href='{address}'/>");
        let outer = |address: &str| {
            let image = image(address);
            let svg = format!("<svg xmlns='{NAMESPACE}' width='9' height='9'>{image}</svg>");
            from(svg.as_bytes())
        };
        let deep = |levels| {
            (0..levels)
                .fold("<path d='M0 0h1v1'/>".into(), |inner: String, _| image(&nested(&inner)))
        };
        let drawn = outer(&nested(&deep(2))).unwrap();
        assert!(drawn.svg.contains("M0 0L1 0L1 1"), "{}", drawn.svg);
        assert!(matches!(outer(&nested(&deep(3))), Err(ArtProblem::TooIntricate(_))));
        let linked = outer(&nested("<use href='a.svg#b'/>"));
        assert_eq!(linked, Err(ArtProblem::Linked("a.svg#b".into())));
    }

    #[test]
    fn damaged_drawings_are_no_harm() {
        let sound = "<?xml version='1.0'?><!DOCTYPE svg [<!ENTITY a 'b'>]><svg width='9' \
            height='9' xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><style>g > .a, #a \
            { fill: url(#p) !important; mask: none }</style><defs><pattern id='p' width='1' \
            height='1'><rect width='2' height='1e1' rx='50%'/></pattern><linearGradient id='l' \
            href='#m'/><linearGradient id='m'><stop offset='0'/><stop offset='1' \
            stop-color='#f00'/></linearGradient><clipPath id='c'><circle \
            r='3'/></clipPath><filter id='f'><feGaussianBlur stdDeviation='2'/></filter><marker \
            id='k'><path d='M0 0h1'/></marker></defs><g transform='rotate(9) scale(.5,2)'><path \
            class='a' d='M1 2L3 4c1 2 3 4 5 6A1 2 0 01 9 9z' stroke='url(#l)' \
            marker-mid='url(#k)'/><use href='#p' filter='url(#f)'/><rect width='3' height='3' \
            clip-path='url(#c)'/></g><text x='1 2'>a &a; &#x62;<tspan>c</tspan></text></svg>";
        assert!(from(sound.as_bytes()).unwrap().has_text);
        // Xorshift (Marsaglia, Xorshift RNGs, 2003).
        let mut number = 0x9e37_79b9_7f4a_7c15_u64;
        let mut random = |below: usize| {
            number ^= number << 13;
            number ^= number >> 7;
            number ^= number << 17;
            usize::try_from(number % u64::try_from(below).unwrap()).unwrap()
        };
        let mut drawn = 0;
        for _ in 0..100 {
            let mut damaged = sound.as_bytes().to_vec();
            for _ in 0..=random(2) {
                let (at, from) = (random(damaged.len()), random(sound.len()));
                let end = damaged.len().min(at + random(20));
                let piece = &sound.as_bytes()[from..sound.len().min(from + random(20))];
                match random(3) {
                    0 => damaged[at] = b' ' + random(95).to_le_bytes()[0],
                    1 => drop(damaged.splice(at..end, piece.iter().copied())),
                    _ => drop(damaged.splice(at..at, piece.iter().copied())),
                }
            }
            drawn += usize::from(super::super::draw(&damaged, &Vec::new).is_ok());
        }
        assert!(drawn > 10, "{drawn}");
    }
}
