//! Converts the first page of a PDF to a flat drawing.
//!
//! Text becomes outlines, so the drawing needs no fonts.

use hayro_svg::hayro_interpret::InterpreterSettings;
use hayro_svg::{RenderCache, SvgRenderSettings, convert};
use hayro_syntax::object::dict::keys::USER_UNIT;
use hayro_syntax::page::Page;
use hayro_syntax::{LoadPdfError, Pdf};
use usvg::{ImageHrefResolver, Options, Tree};

use super::flat;
use byline_core::message::message;
use byline_core::model::{Art, ArtProblem, MAX_ART_BYTES};

/// Converts the first page of a PDF.
///
/// # Errors
/// Returns the reason why it cannot be printed.
pub(super) fn draw(file: &[u8]) -> Result<Art, ArtProblem> {
    if file.len() as u64 > MAX_ART_BYTES {
        return Err(ArtProblem::TooLarge);
    }
    let (svg, size) = page_as_svg(file)?;
    // The page's pictures were encoded from pixels, and its text is outlined already.
    let image_href_resolver = ImageHrefResolver {
        resolve_data: ImageHrefResolver::default_data_resolver(),
        resolve_string: Box::new(|_, _| None),
    };
    let drawn = Tree::from_str(&svg, &Options { image_href_resolver, ..Options::default() });
    drop(svg);
    let tree = drawn.map_err(|_| ArtProblem::Broken(message!("its first page cannot be drawn")))?;
    flat::flatten(&tree, size)
}

/// Returns the first page, and its size in CSS pixels.
fn page_as_svg(file: &[u8]) -> Result<(String, (f32, f32)), ArtProblem> {
    let pdf = Pdf::new(file.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(_) => {
            ArtProblem::Undrawable(message!("it is protected by a password"))
        }
        LoadPdfError::Invalid => {
            ArtProblem::Broken(message!("it is not a PDF, or the end of the file is missing"))
        }
    })?;
    let page = pdf.pages().first().ok_or(ArtProblem::Undrawable(message!("it has no pages")))?;
    let size = size(page)?;
    // Annotations are meant for editors of the page, not for readers.
    let settings = InterpreterSettings { render_annotations: false, ..Default::default() };
    let svg = convert(page, &RenderCache::new(), &settings, &SvgRenderSettings::default());
    Ok((svg, size))
}

/// Returns the size of a page, in CSS pixels.
fn size(page: &Page<'_>) -> Result<(f32, f32), ArtProblem> {
    /// The length of a point, the unit of pages, in CSS pixels.
    const POINT: f32 = 96.0 / 72.0;
    let place = page.intersected_crop_box();
    if !(place.width() > 0.0 && place.height() > 0.0) {
        return Err(ArtProblem::Undrawable(message!("its first page has no size")));
    }
    // Pages of more than 200 inches use a larger unit (ISO 32000-2, table 31).
    let unit = page.raw().get::<f32>(USER_UNIT).filter(|unit| *unit > 0.0).unwrap_or(1.0);
    let (width, height) = page.render_dimensions();
    Ok((width * unit * POINT, height * unit * POINT))
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
        super::super::draw(file, &Vec::new)
    }

    const BOX: &str = "/MediaBox[0 0 144 72]";

    #[test]
    fn a_page_is_drawn_in_its_size_with_outlines_for_letters() {
        let font = "/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>";
        let text = "1 0 0 rg 9 9 50 50 re f BT /F 12 Tf 20 20 Td (Ab) Tj ET";
        let art = from(&page(&format!("{BOX}{font}"), text, &[])).unwrap();
        assert_eq!((art.width, art.height), (192.0, 96.0));
        assert!(art.svg.contains("viewBox=\"0 0 144 72\"") && art.svg.contains("#ff0000"));
        assert!(art.svg.matches("<path").count() > 2 && !art.svg.contains("<text"));
        let large = from(&page("/MediaBox[0 0 10000 100]/UserUnit 1.2", "", &[])).unwrap();
        assert!((large.width - 16_000.0).abs() < 0.1);
    }

    #[test]
    fn its_pictures_are_part_of_the_drawing() {
        let image = stream(
            "/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8",
            "x",
        );
        let resources = format!("{BOX}/Resources<</XObject<</I 5 0 R>>>>");
        let art = from(&page(&resources, "9 0 0 9 0 0 cm /I Do", &[&image])).unwrap();
        assert!(art.svg.contains("href=\"data:image/png;base64,"), "{}", art.svg);
    }

    #[test]
    fn what_is_no_page_is_told_in_words() {
        let no_page = pdf(&["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[]/Count 0>>"]);
        assert_eq!(from(&no_page), Err(ArtProblem::Undrawable(message!("it has no pages"))));
        let no_size = page("/MediaBox[0 0 0 100]", "", &[]);
        assert_eq!(
            from(&no_size),
            Err(ArtProblem::Undrawable(message!("its first page has no size")))
        );
        let large = from(&page("/MediaBox[0 0 14400 100]", "", &[]));
        assert!(matches!(large, Err(ArtProblem::Undrawable(_))));
        assert!(matches!(from(b"%PDF-1.7"), Err(ArtProblem::Broken(_))));
        let encrypted = String::from_utf8(page(BOX, "", &[])).unwrap();
        let lock = "/Encrypt<</Filter/Standard/V 1/R 2/P -4/O(12345678901234567890123456789012)\
                    /U(12345678901234567890123456789012)>>/ID[(a)(a)]";
        let encrypted = encrypted.replace("/Root", &format!("{lock}/Root"));
        let locked = Err(ArtProblem::Undrawable(message!("it is protected by a password")));
        assert_eq!(from(encrypted.as_bytes()), locked);
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
        for numbers in random(300).collect::<Vec<_>>().chunks(3) {
            let mut damaged = sound.clone();
            for number in numbers {
                let at = usize::try_from(number >> 8).unwrap() % damaged.len();
                damaged[at] = number.to_le_bytes()[0];
            }
            let _ = from(&damaged);
        }
    }
}
