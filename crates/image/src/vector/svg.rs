//! Converts an SVG file to a self-contained SVG that can be drawn.

use std::sync::Mutex;

use usvg::{ImageHrefResolver, Options, Tree};

use super::clean::Sanitizer;
use super::xml::{explain, text};
use super::{MAX_BYTES, Redraw};
use byline_core::model::{Art, ArtProblem};
use byline_core::panics;

/// Makes an SVG self-contained.
///
/// # Errors
/// Returns the reason why it cannot be printed.
pub(crate) fn from_svg(bytes: &[u8], redraw: Redraw<'_>) -> Result<Art, ArtProblem> {
    if bytes.len() > MAX_BYTES {
        return Err(ArtProblem::TooLarge);
    }
    draw(text(bytes)?, redraw)
}

/// The maximum length of a side that is drawn, in CSS pixels: 5 m.
const MAX_SIDE: f32 = 19_000.0;

/// Makes the text of an SVG of any length self-contained.
pub(super) fn draw(text: &str, redraw: Redraw<'_>) -> Result<Art, ArtProblem> {
    let work = || {
        let (svg, _) = Sanitizer::new(redraw).clean(text, 0)?;
        let (width, height) = size(&svg)?;
        let has_text = svg.contains("<text") || svg.contains(":text");
        Ok(Art { svg: recognisable(&svg), width, height, has_text })
    };
    // If a library panics, no state outside the closure is left half finished.
    panics::catch(work).unwrap_or_else(|_| Err(ArtProblem::Broken("it cannot be drawn".into())))
}

/// Returns an SVG that the typesetter recognises. The typesetter looks for the address of the
/// namespace at the very beginning, but a file may have it anywhere or not at all.
fn recognisable(svg: &str) -> String {
    // A comment must not precede the XML declaration, which is not needed in UTF-8.
    let declared = svg.strip_prefix("<?xml").and_then(|svg| svg.split_once("?>"));
    let svg = declared.map_or(svg, |(_, svg)| svg);
    format!("<!--http://www.w3.org/2000/svg-->{svg}")
}

/// Parses a drawing as for printing, and returns its size.
fn size(svg: &str) -> Result<(f32, f32), ArtProblem> {
    // No reference to a file should be left. If there is one, it is not resolved.
    let asked = Mutex::new(None);
    let refuse = |address: &str| {
        if let Ok(mut asked) = asked.lock() {
            *asked = Some(address.to_owned());
        }
        None
    };
    let image_href_resolver = ImageHrefResolver {
        resolve_data: ImageHrefResolver::default_data_resolver(),
        resolve_string: Box::new(move |address, _| refuse(address)),
    };
    let options = Options { image_href_resolver, ..Options::default() };
    let drawn = Tree::from_str(svg, &options);
    drop(options);
    if let Some(address) = asked.into_inner().ok().flatten() {
        return Err(ArtProblem::linked(&address));
    }
    match drawn {
        Ok(tree) => {
            let (width, height) = (tree.size().width(), tree.size().height());
            if width.max(height) > MAX_SIDE {
                return Err(ArtProblem::Undrawable("it is larger than any sheet of paper"));
            }
            Ok((width, height))
        }
        Err(usvg::Error::ParsingFailed(error)) => Err(explain(&error)),
        Err(usvg::Error::ElementsLimitReached) => Err(ArtProblem::TooLarge),
        Err(usvg::Error::InvalidSize) => Err(ArtProblem::Broken("it has no size".into())),
        Err(_) => Err(ArtProblem::Broken("it cannot be drawn".into())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Re-encodes every picture as the same pixel.
    fn redraw(bytes: &[u8]) -> Option<Vec<u8>> {
        (!bytes.is_empty()).then(|| b"\x89PNG anew".to_vec())
    }

    #[test]
    fn what_cannot_be_read_is_told_in_words() {
        let from = |text: &str| from_svg(text.as_bytes(), &redraw).unwrap_err();
        let broken = |why: &str| ArtProblem::Broken(why.into());
        assert_eq!(from("<svg>\n<g></svg>"), broken("its code is wrong in line 2"));
        assert_eq!(from("<svg><g>"), broken("its end is missing"));
        assert_eq!(from("<html/>"), broken("it is not an SVG"));
        assert_eq!(from(""), broken("there is no drawing in it"));
        assert_eq!(from("<svg width='0' height='1'/>"), broken("it has no size"));
        let latin = from_svg(b"<svg>\xe4</svg>", &redraw).unwrap_err();
        assert_eq!(latin, broken("it is not text in UTF-8"));
        assert!(matches!(from("<svg><foreignObject/></svg>"), ArtProblem::Undrawable(_)));
        assert_eq!(from_svg(&vec![b' '; MAX_BYTES + 1], &redraw), Err(ArtProblem::TooLarge));
    }

    #[test]
    fn a_drawing_is_known_for_one_whatever_stands_before_it() {
        let notes = "<!-- long -->".repeat(400);
        for head in ["", "<?xml version='1.0' encoding='UTF-8'?>\n", &notes] {
            let svg =
                format!("{head}<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>");
            let art = from_svg(svg.as_bytes(), &redraw).unwrap();
            assert!(art.svg[..60].contains("http://www.w3.org/2000/svg"), "{}", art.svg);
        }
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
            clip-path='url(#c)'/><image width='1' height='1' \
            href='data:image/png;base64,iVBO'/></g><text x='1 2'>a &a; \
            &#x62;<tspan>c</tspan></text></svg>";
        assert!(from_svg(sound.as_bytes(), &redraw).is_ok());
        // Xorshift (Marsaglia, Xorshift RNGs, 2003).
        let mut number = 0x9e37_79b9_7f4a_7c15_u64;
        let mut random = |below: usize| {
            number ^= number << 13;
            number ^= number >> 7;
            number ^= number << 17;
            usize::try_from(number % u64::try_from(below).unwrap()).unwrap()
        };
        let mut drawn = 0;
        for _ in 0..4000 {
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
            drawn += usize::from(from_svg(&damaged, &redraw).is_ok());
        }
        assert!(drawn > 400, "{drawn}");
    }
}
