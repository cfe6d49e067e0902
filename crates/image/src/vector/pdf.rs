//! Converts the first page of a PDF to a self-contained SVG.
//!
//! Text becomes outlines, so the SVG needs no fonts.
//!
//! The PDF library decompresses data and repairs damage without limits of its own. This module
//! limits what a page draws. To limit the rest for files that are not trusted, they must be read
//! in a process with resource limits.

use std::thread::{self, Builder};

use hayro_svg::hayro_interpret::InterpreterSettings;
use hayro_svg::{RenderCache, SvgRenderSettings, convert};
use hayro_syntax::object::dict::keys::USER_UNIT;
use hayro_syntax::page::Page;
use hayro_syntax::{LoadPdfError, Pdf};

use super::meter::{self, Spent};
use super::{MAX_BYTES, Redraw, svg};
use byline_core::model::{Art, ArtProblem};
use byline_core::panics;

/// The maximum length of a side of a page, in points: 5 m, more than presses can print.
const MAX_SIDE: f32 = 5.0 / 0.0254 * 72.0;

/// The maximum size of a page's SVG, in bytes. It contains the pictures, losslessly encoded.
const MAX_SVG: usize = 192 << 20;

/// The stack for reading a page, in bytes: the values of a PDF may be nested, and the library
/// reads them recursively.
const STACK: usize = 64 << 20;

/// The maximum depth of nesting. The library takes 0.1 kB of stack for each level.
const MAX_DEPTH: usize = 20_000;

/// Converts the first page of a PDF.
///
/// # Errors
/// Returns the reason why it cannot be printed.
pub(crate) fn from_pdf(bytes: &[u8], redraw: Redraw<'_>) -> Result<Art, ArtProblem> {
    if bytes.len() > MAX_BYTES || depth(bytes) > MAX_DEPTH {
        return Err(ArtProblem::TooLarge);
    }
    let drawn = thread::scope(|scope| {
        let work = || panics::catch(|| page_as_svg(bytes));
        let worker = Builder::new().stack_size(STACK).spawn_scoped(scope, work).ok();
        worker.ok_or(ArtProblem::TooLarge)?.join().flatten().unwrap_or_else(|panic| {
            let damaged = ArtProblem::Broken("its first page cannot be drawn".into());
            Err(if panic.is::<Spent>() { ArtProblem::TooLarge } else { damaged })
        })
    })?;
    svg::draw(&drawn, redraw)
}

fn page_as_svg(bytes: &[u8]) -> Result<String, ArtProblem> {
    let pdf = Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(_) => ArtProblem::Undrawable("it is protected by a password"),
        LoadPdfError::Invalid => {
            ArtProblem::Broken("it is not a PDF, or its end is missing".into())
        }
    })?;
    let page = pdf.pages().first().ok_or(ArtProblem::Undrawable("it has no page"))?;
    let (width, height) = size(page)?;
    // Annotations are meant for editors of the page, not for readers.
    let settings = InterpreterSettings { render_annotations: false, ..Default::default() };
    meter::measure(page, &settings);
    let svg = convert(page, &RenderCache::new(), &settings, &SvgRenderSettings::default());
    if svg.len() > MAX_SVG {
        return Err(ArtProblem::TooLarge);
    }
    // Page lengths are in points, SVG lengths in CSS pixels.
    let (drawn_width, drawn_height) = page.render_dimensions();
    let (head, content) = svg.split_once('>').unwrap_or_default();
    let content = if head.ends_with('/') { "</svg>" } else { content };
    Ok(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" \
         width=\"{width}pt\" height=\"{height}pt\" viewBox=\"0 0 {drawn_width} {drawn_height}\">\
         {content}"
    ))
}

/// Returns the apparent depth of nesting. Brackets that occur by chance in picture data count,
/// too.
fn depth(bytes: &[u8]) -> usize {
    let steps = bytes.windows(2).scan(0usize, |depth, pair| {
        match pair {
            [b'[', _] | b"<<" => *depth += 1,
            [b']', _] | b">>" => *depth = depth.saturating_sub(1),
            _ => {}
        }
        Some(*depth)
    });
    steps.max().unwrap_or_default()
}

/// Returns the size of a page, in points.
fn size(page: &Page<'_>) -> Result<(f32, f32), ArtProblem> {
    let place = page.intersected_crop_box();
    if !(place.width() > 0.0 && place.height() > 0.0) {
        return Err(ArtProblem::Undrawable("its first page has no size"));
    }
    // Pages of more than 200 inches use a larger unit (ISO 32000-2, table 31).
    let unit = page.raw().get::<f32>(USER_UNIT).filter(|unit| *unit > 0.0).unwrap_or(1.0);
    let (width, height) = page.render_dimensions();
    let (width, height) = (width * unit, height * unit);
    if width <= MAX_SIDE && height <= MAX_SIDE {
        Ok((width, height))
    } else {
        Err(ArtProblem::TooLarge)
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use super::*;

    /// Returns a PDF of numbered objects: its catalogue, its pages, its first page.
    fn pdf(objects: &[&str]) -> Vec<u8> {
        let (mut file, mut places) = (String::from("%PDF-1.7\n"), Vec::new());
        for (number, object) in (1..).zip(objects) {
            places.push(file.len());
            write!(file, "{number} 0 obj\n{object}\nendobj\n").unwrap();
        }
        let (start, count) = (file.len(), objects.len() + 1);
        write!(file, "xref\n0 {count}\n0000000000 65535 f \n").unwrap();
        for place in places {
            writeln!(file, "{place:010} 00000 n ").unwrap();
        }
        let trailer = format!("trailer\n<</Size {count}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n");
        (file + &trailer).into_bytes()
    }

    /// Returns a PDF of one page, with further objects from number 5 on.
    fn page(page: &str, content: &str, more: &[&str]) -> Vec<u8> {
        let page = format!("<</Type/Page/Parent 2 0 R/Contents 4 0 R {page}>>");
        let content = stream("", content);
        let first = ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>"];
        pdf(&[&first[..], &[page.as_str(), content.as_str()], more].concat())
    }

    fn stream(head: &str, content: &str) -> String {
        format!("<<{head}/Length {}>>\nstream\n{content}\nendstream", content.len())
    }

    fn from(file: &[u8]) -> Result<Art, ArtProblem> {
        from_pdf(file, &|_| Some(b"\x89PNG anew".to_vec()))
    }

    const BOX: &str = "/MediaBox[0 0 144 72]";

    #[test]
    fn a_page_is_drawn_in_its_size_with_outlines_for_letters() {
        let font = "/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>";
        let text = "1 0 0 rg 9 9 50 50 re f BT /F 12 Tf 20 20 Td (Ab) Tj ET";
        let art = from(&page(&format!("{BOX}{font}"), text, &[])).unwrap();
        assert_eq!((art.width, art.height), (192.0, 96.0));
        assert!(art.svg.contains("viewBox=\"0 0 144 72\"") && art.svg.contains("#ff0000"));
        assert!(art.svg.matches("<use").count() == 2 && !art.svg.contains("<text"));
        let large = from(&page("/MediaBox[0 0 10000 100]/UserUnit 1.2", "", &[])).unwrap();
        assert!((large.width - 16_000.0).abs() < 0.1);
    }

    #[test]
    fn its_pictures_are_drawn_anew() {
        let image = stream(
            "/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8",
            "x",
        );
        let resources = format!("{BOX}/Resources<</XObject<</I 5 0 R>>>>");
        let art = from(&page(&resources, "9 0 0 9 0 0 cm /I Do", &[&image])).unwrap();
        assert!(art.svg.contains("\"data:image/png;base64,iVBORyBhbmV3\""), "{}", art.svg);
    }

    #[test]
    fn what_is_no_page_is_told_in_words() {
        let no_page = pdf(&["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[]/Count 0>>"]);
        assert_eq!(from(&no_page), Err(ArtProblem::Undrawable("it has no page")));
        let no_size = page("/MediaBox[0 0 0 100]", "", &[]);
        assert_eq!(from(&no_size), Err(ArtProblem::Undrawable("its first page has no size")));
        assert_eq!(from(&page("/MediaBox[0 0 14200 100]", "", &[])), Err(ArtProblem::TooLarge));
        assert!(matches!(from(b"%PDF-1.7"), Err(ArtProblem::Broken(_))));
        let encrypted = String::from_utf8(page(BOX, "", &[])).unwrap();
        let lock = "/Encrypt<</Filter/Standard/V 1/R 2/P -4/O(12345678901234567890123456789012)\
                    /U(12345678901234567890123456789012)>>/ID[(a)(a)]";
        let encrypted = encrypted.replace("/Root", &format!("{lock}/Root"));
        let locked = Err(ArtProblem::Undrawable("it is protected by a password"));
        assert_eq!(from(encrypted.as_bytes()), locked);
    }

    #[test]
    fn a_page_that_never_ends_is_given_up() {
        let forms: Vec<_> = (6..16)
            .map(|next| {
                let resources = format!("/Resources<</XObject<</X {next} 0 R>>>>");
                let head = format!("/Type/XObject/Subtype/Form/BBox[0 0 9 9]{resources}");
                stream(&head, &"/X Do ".repeat(10))
            })
            .collect();
        let forms: Vec<_> = forms.iter().map(String::as_str).collect();
        let first = format!("{BOX}/Resources<</XObject<</X 5 0 R>>>>");
        assert_eq!(from(&page(&first, "/X Do", &forms)), Err(ArtProblem::TooLarge));
        let shading = "<</ShadingType 2/ColorSpace/DeviceGray/Coords[0 0 9 0]/Function\
                       <</FunctionType 2/Domain[0 1]/N 1>>>>";
        let first = "/MediaBox[0 0 14000 14000]/Resources<</Shading<</S 5 0 R>>>>";
        assert_eq!(from(&page(first, "/S sh /S sh", &[shading])), Err(ArtProblem::TooLarge));
    }

    #[test]
    fn values_that_are_nested_deeply_are_not_read() {
        for open in ["[", "<<", "<</A "] {
            let deep = format!("%PDF-1.7\n1 0 obj\n{}", open.repeat(3 << 20));
            assert_eq!(from(deep.as_bytes()), Err(ArtProblem::TooLarge));
        }
        let noise: Vec<u8> = random(4 << 20).flat_map(u64::to_le_bytes).take(8 << 20).collect();
        assert!(depth(&noise) < MAX_DEPTH / 10, "{}", depth(&noise));
    }

    /// Returns pseudo-random numbers, the same in every run (Marsaglia, Xorshift RNGs, 2003).
    fn random(count: usize) -> impl Iterator<Item = u64> {
        let next = |number: &mut u64| {
            *number ^= *number << 13;
            *number ^= *number >> 7;
            *number ^= *number << 17;
            Some(*number)
        };
        let mut state = 0x9e37_79b9_7f4a_7c15;
        std::iter::from_fn(move || next(&mut state)).take(count)
    }

    #[test]
    fn damaged_files_are_no_harm() {
        let sound = page(BOX, "1 0 0 rg 9 9 50 50 re f", &[]);
        for numbers in random(900).collect::<Vec<_>>().chunks(3) {
            let mut damaged = sound.clone();
            for number in numbers {
                let at = usize::try_from(number >> 8).unwrap() % damaged.len();
                damaged[at] = number.to_le_bytes()[0];
            }
            let _ = from(&damaged);
        }
    }
}
