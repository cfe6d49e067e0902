//! How much work a single element makes, whatever it leads to.
//!
//! The unit is a plain element, such as a rectangle. What else takes time was measured.

use roxmltree::Node;

/// How many bytes of attributes or text count as much as an element, and how many bytes
/// of a picture.
const BYTES: u64 = 25;
const PICTURE_BYTES: u64 = 256;

/// What a step of a filter counts. Filters become pixels when they are printed, up to
/// 5000 a side.
const FILTER: u64 = 500;

/// What a length counts in the size of the type, which may be told relative to that of
/// each element around it.
const RELATIVE: u64 = 2;

/// What an element comes to, alone or with all that is drawn for it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Measure {
    /// How much is drawn, in plain elements.
    pub(super) load: u64,
    /// How many elements it stands for, with those that `use` puts in.
    pub(super) elements: u64,
    /// How many points their paths have.
    pub(super) points: u64,
    /// How deep it is nested.
    pub(super) depth: u32,
}

/// What an element comes to without what it leads to.
pub(super) fn alone(node: Node<'_, '_>) -> Measure {
    let (mut load, mut points) = (1u64, 0);
    let mut add = |more: u64| load = load.saturating_add(more);
    for attribute in node.attributes() {
        let (name, value) = (attribute.name(), attribute.value());
        let bytes = value.len() as u64;
        add(bytes / if name == "href" { PICTURE_BYTES } else { BYTES });
        match name {
            // Two bytes of a path are at least one point; and the outline of its line is
            // held in memory as a whole.
            "d" | "points" => {
                points += bytes / 2 + 1;
                add(bytes * bytes / 100_000_000);
            }
            // Each declaration costs all that stands before it.
            "style" => add(value.matches(':').count() as u64 * bytes / 1000),
            // These say how often each pixel is looked at, or how many around it.
            "numOctaves" | "order" | "radius" => add(square(value)),
            _ if value.ends_with("em") || value.ends_with("ex") => add(RELATIVE),
            _ => {}
        }
    }
    match node.tag_name().name() {
        "text" => add(lines(node)),
        filter if filter.starts_with("fe") => add(FILTER),
        _ if is_gradient(node) => {
            // Stops at the same place are taken out one by one.
            let stops = node.children().filter(Node::is_element).count() as u64;
            add(stops * stops / 100);
        }
        _ => {}
    }
    Measure { load, elements: 1, points, depth: 1 }
}

/// Whether an element is a gradient.
pub(super) fn is_gradient(node: Node<'_, '_>) -> bool {
    matches!(node.tag_name().name(), "linearGradient" | "radialGradient")
}

/// What setting a text comes to: each letter is looked for in all of it, and each part
/// with a style of its own as if it had twenty letters more.
fn lines(text: Node<'_, '_>) -> u64 {
    let letters = text.descendants().filter(Node::is_text).filter_map(|part| part.text());
    let letters = letters.map(|letters| letters.len() as u64).sum::<u64>();
    let parts = text.descendants().filter(Node::is_element).count() as u64 - 1;
    let length = letters.saturating_add(20 * parts);
    length.saturating_mul(length) / 2500 + length / BYTES
}

/// The square of the largest number in a value, times a hundred.
fn square(value: &str) -> u64 {
    let numbers = value.split(|c: char| c.is_whitespace() || c == ',');
    let largest = numbers.filter_map(|number| number.parse().ok()).fold(0.0, f64::max);
    // What is too large for it becomes the largest.
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
