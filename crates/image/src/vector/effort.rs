//! The cost of drawing a single element, without what it refers to.
//!
//! The unit is the cost of a plain element, such as a rectangle. Everything else that takes time
//! was measured against it.

use roxmltree::Node;

/// The number of bytes of attributes or text, and of bytes of a picture, that cost as much as an
/// element.
const BYTES: u64 = 25;
const PICTURE_BYTES: u64 = 256;

/// The cost of a filter step. Filters are rasterised for printing, at up to 5000 pixels a side.
const FILTER: u64 = 500;

/// The cost of a length relative to the font size, which may in turn be relative to that of each
/// enclosing element.
const RELATIVE: u64 = 2;

/// The cost of an element, alone or with everything drawn for it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Measure {
    /// The amount of drawing, in plain elements.
    pub(super) load: u64,
    /// The number of elements, including those that `use` inserts.
    pub(super) elements: u64,
    /// The number of points in their paths.
    pub(super) points: u64,
    /// The depth of nesting.
    pub(super) depth: u32,
}

/// Returns the cost of an element without what it refers to.
pub(super) fn alone(node: Node<'_, '_>) -> Measure {
    let (mut load, mut points) = (1u64, 0);
    let mut add = |more: u64| load = load.saturating_add(more);
    for attribute in node.attributes() {
        let (name, value) = (attribute.name(), attribute.value());
        let bytes = value.len() as u64;
        add(bytes / if name == "href" { PICTURE_BYTES } else { BYTES });
        match name {
            // A point of a path takes at least two bytes, and the whole outline of its stroke is
            // held in memory.
            "d" | "points" => {
                points += bytes / 2 + 1;
                add(bytes * bytes / 100_000_000);
            }
            // The cost of each declaration grows with the text before it.
            "style" => add(value.matches(':').count() as u64 * bytes / 1000),
            // These determine how often each pixel is read, or how many around it.
            "numOctaves" | "order" | "radius" => add(square(value)),
            _ if value.ends_with("em") || value.ends_with("ex") => add(RELATIVE),
            _ => {}
        }
    }
    match node.tag_name().name() {
        "text" => add(lines(node)),
        filter if filter.starts_with("fe") => add(FILTER),
        _ if is_gradient(node) => {
            // Stops at the same position are removed one by one.
            let stops = node.children().filter(Node::is_element).count() as u64;
            add(stops * stops / 100);
        }
        _ => {}
    }
    Measure { load, elements: 1, points, depth: 1 }
}

/// Returns whether an element is a gradient.
pub(super) fn is_gradient(node: Node<'_, '_>) -> bool {
    matches!(node.tag_name().name(), "linearGradient" | "radialGradient")
}

/// Returns the cost of setting a text. Each letter is searched for in the whole text, and each
/// part with its own style costs as much as twenty more letters.
fn lines(text: Node<'_, '_>) -> u64 {
    let letters = text.descendants().filter(Node::is_text).filter_map(|part| part.text());
    let letters = letters.map(|letters| letters.len() as u64).sum::<u64>();
    let parts = text.descendants().filter(Node::is_element).count() as u64 - 1;
    let length = letters.saturating_add(20 * parts);
    length.saturating_mul(length) / 2500 + length / BYTES
}

/// Returns a hundred times the square of the largest number in a value.
fn square(value: &str) -> u64 {
    let numbers = value.split(|c: char| c.is_whitespace() || c == ',');
    let largest = numbers.filter_map(|number| number.parse().ok()).fold(0.0, f64::max);
    // A number that is too large saturates.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "see above")]
    let square = (largest * largest * 100.0) as u64;
    square
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load(element: &str) -> u64 {
        alone(roxmltree::Document::parse(element).unwrap().root_element()).load
    }

    #[test]
    fn plain_elements_are_light() {
        for light in [
            "<rect width='10' height='20' fill='red'/>",
            "<text x='1'>The bridges of Lyon</text>",
            "<linearGradient><stop/><stop/><stop/></linearGradient>",
        ] {
            assert!(load(light) < 4, "{light}");
        }
    }

    #[test]
    fn what_takes_long_is_heavy() {
        for (heavy, least) in [
            (format!("<path d='{}'/>", "M0 0".repeat(2500)), 400),
            (format!("<path d='{}'/>", "M0 0".repeat(4 << 20)), 1_000_000),
            (format!("<text>{}</text>", "a ".repeat(20_000)), 500_000),
            (format!("<text>{}</text>", "<tspan/>".repeat(2000)), 500_000),
            (format!("<a>{}</a>", "<stop/>".repeat(1000)).replace('a', "radialGradient"), 10_000),
            (format!("<rect style='{}'/>", "a:b;".repeat(1000)), 4000),
            ("<feMorphology radius='1 10'/>".into(), 10_000),
            ("<feTurbulence numOctaves='1e30'/>".into(), u64::MAX),
        ] {
            assert!(load(&heavy) >= least, "{}", &heavy[..20]);
        }
        assert_eq!(load("<rect width='1em'/>"), 1 + RELATIVE);
    }
}
