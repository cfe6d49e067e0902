//! Weighs how much there is to draw in an SVG before any of it is drawn.
//!
//! A part of a drawing may be drawn in many places: by `use`, as a pattern, a mask, a clip, a
//! marker or a part of a filter. With ten levels of ten such references, a few lines make ten
//! thousand million parts. Each element is therefore weighed once, with everything drawn for it,
//! starting from the innermost. This is not recursive, because references can be nested deeply.

use std::collections::HashMap;

use roxmltree::{Document, Node, NodeId};

use super::effort::{Measure, alone, is_gradient};
use super::paint::{Paints, Property};
use super::style::Styles;
use byline_core::model::ArtProblem;

use super::link;

/// The maximum amount of drawing, in plain elements. The drawing library has the same limit for
/// `use` alone. It takes a second or two and 600 MB for this many rectangles.
const MAX_LOAD: u64 = 1_000_000;

/// The maximum depth of nested elements, including references. The drawing library takes up to 9
/// kB of stack per level in an unoptimised build, and a thread has 2 MB.
const MAX_DEPTH: u32 = 128;

/// The usual depth of drawings from most programs.
const USUAL_DEPTH: u64 = 32;

/// The cost of a reference, in addition to its target: each may become a copy, and copies are
/// compared with each other.
const REFERENCE: u64 = 20;

/// The additional depth of a drawing that is embedded as a picture. It is drawn from its own
/// root.
const NESTED: u32 = 8;

/// The beginning of the address of a picture that is itself a drawing.
pub(super) const SVG_DATA: &str = "data:image/svg+xml";

/// The weight of a drawing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Weight {
    /// The amount of drawing, in plain elements.
    pub(super) load: u64,
    /// The depth of nesting, including references.
    pub(super) depth: u32,
}

/// Weighs a drawing. `nested` contains the weights of the drawings that it embeds as pictures,
/// in document order.
///
/// # Errors
/// Fails if there is too much to draw, or if a part is drawn within itself.
pub(super) fn weigh(document: &Document<'_>, nested: Vec<Weight>) -> Result<Weight, ArtProblem> {
    let (depth, count) = shape(document)?;
    let styles = Styles::read(document, depth)?;
    if !styles.suffices(count) {
        return Err(ArtProblem::TooLarge);
    }
    let elements = document.descendants().filter(Node::is_element);
    let pictures = elements.flat_map(|node| drawings(node).map(move |_| node.id()));
    let mut scales =
        Scales { document, nested: HashMap::new(), paints: Paints::new(document, &styles)? };
    for (id, weight) in pictures.zip(nested) {
        let all = scales.nested.entry(id).or_default();
        *all = Weight { load: all.load + weight.load, depth: all.depth.max(weight.depth) };
    }
    let all = scales.weigh(document.root_element())?;
    // Inherited properties are searched for in the ancestors, so deeper drawings take longer.
    let load = all.load.saturating_mul(1 + u64::from(all.depth) / USUAL_DEPTH);
    if load > MAX_LOAD || !styles.suffices(all.elements) {
        return Err(ArtProblem::TooLarge);
    }
    Ok(Weight { load: all.load, depth: all.depth })
}

/// Returns the depth and the number of the elements of a file.
fn shape(document: &Document<'_>) -> Result<(u32, u64), ArtProblem> {
    let (mut deepest, mut count) = (0, 0);
    for node in document.descendants().filter(Node::is_element) {
        // One level more than allowed is enough to show that it is too deep.
        let depth =
            (0..=MAX_DEPTH).zip(node.ancestors().skip(1)).map(|(depth, _)| depth + 1).last();
        deepest = deepest.max(depth.unwrap_or_default());
        count += 1;
        if deepest > MAX_DEPTH {
            return Err(ArtProblem::TooLarge);
        }
    }
    Ok((deepest, count))
}

/// Iterates over the addresses of an element that contain drawings.
fn drawings<'a>(node: Node<'a, '_>) -> impl Iterator<Item = &'a str> {
    let addresses = node.attributes().filter(|attribute| attribute.name() == "href");
    addresses.map(|address| address.value()).filter(|address| address.starts_with(SVG_DATA))
}

struct Scales<'a, 'input> {
    document: &'a Document<'input>,
    /// The weights of the drawings that elements embed as pictures.
    nested: HashMap<NodeId, Weight>,
    paints: Paints<'a>,
}

/// The reason why an element leads to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Why {
    /// The other is its child.
    Child,
    /// The other is a stop of a gradient, which is drawn with it.
    Stop,
    /// It refers to the other by address.
    Href,
    /// It is painted, clipped or marked with the other.
    Paint(Property),
}

/// An element being weighed, its targets, and how many of these have been weighed.
struct Step<'a, 'input> {
    node: Node<'a, 'input>,
    leads: Vec<(Why, NodeId)>,
    next: usize,
}

impl<'a, 'input> Scales<'a, 'input> {
    fn weigh(&self, root: Node<'a, 'input>) -> Result<Measure, ArtProblem> {
        // `None` marks an element that is being weighed; meeting it again means a cycle.
        let mut measures: HashMap<NodeId, Option<Measure>> = HashMap::new();
        let mut way = vec![self.enter(root)];
        measures.insert(root.id(), None);
        while let Some(step) = way.last_mut() {
            let Some((_, id)) = step.leads.get(step.next) else {
                let measure = self.measure(step, &measures);
                if measure.depth > MAX_DEPTH {
                    return Err(ArtProblem::TooLarge);
                }
                measures.insert(step.node.id(), Some(measure));
                way.pop();
                continue;
            };
            let id = *id;
            step.next += 1;
            match measures.get(&id) {
                Some(Some(_)) => {}
                Some(None) => {
                    return Err(ArtProblem::Broken("a part of it is drawn in itself".into()));
                }
                None => {
                    measures.insert(id, None);
                    way.extend(self.document.get_node(id).map(|node| self.enter(node)));
                }
            }
        }
        Ok(measures.get(&root.id()).copied().flatten().unwrap_or_default())
    }

    fn enter(&self, node: Node<'a, 'input>) -> Step<'a, 'input> {
        let why = if is_gradient(node) { Why::Stop } else { Why::Child };
        let children = node.children().filter(Node::is_element).map(|child| (why, child.id()));
        let addresses = link::addresses(node).flat_map(|id| self.paints.named(id));
        let addresses = addresses.map(|id| (Why::Href, *id));
        let paints = self.paints.of(node).map(|(property, id)| (Why::Paint(property), id));
        Step { node, leads: children.chain(addresses).chain(paints).collect(), next: 0 }
    }

    fn measure(&self, step: &Step<'_, '_>, known: &HashMap<NodeId, Option<Measure>>) -> Measure {
        let node = step.node;
        let mut all = alone(node);
        if let Some(picture) = self.nested.get(&node.id()) {
            all.load = all.load.saturating_add(picture.load);
            all.depth += picture.depth + NESTED;
        }
        let measure = |id| known.get(id).copied().flatten().unwrap_or_default();
        let is_use = node.has_tag_name("use");
        for (why, id) in &step.leads {
            let part = measure(id);
            if *why == Why::Child || *why == Why::Stop || *why == Why::Href && is_use {
                all.elements = all.elements.saturating_add(part.elements);
                all.points = all.points.saturating_add(part.points);
            }
            if *why == Why::Child || *why == Why::Href {
                all.load = all.load.saturating_add(part.load);
            }
            all.depth = all.depth.max(part.depth.saturating_add(1));
        }
        for (why, id) in &step.leads {
            if let Why::Paint(property) = why {
                // The paint applies to the element alone or, for `use`, to every element that it
                // inserts.
                let times = match (property, is_use) {
                    (Property::MarkerMid, _) => all.points,
                    (_, true) => all.elements,
                    (_, false) => 1,
                };
                let each = measure(id).load.saturating_add(REFERENCE);
                all.load = all.load.saturating_add(each.saturating_mul(times));
            }
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weigh(content: &str) -> Result<Weight, ArtProblem> {
        let svg = format!("<svg xmlns='http://www.w3.org/2000/svg'>{content}</svg>");
        super::weigh(&Document::parse(&svg).unwrap(), Vec::new())
    }

    /// Returns ten parts per level that each draw the next level, down to a `rect`.
    fn levels(count: usize, level: impl Fn(usize, String) -> String) -> String {
        (0..count)
            .fold(String::new(), |all, number| all + &level(number, format!("#l{}", number + 1)))
    }

    #[test]
    fn plain_drawings_weigh_what_they_have() {
        assert_eq!(weigh("<g><rect/></g><rect/>"), Ok(Weight { load: 4, depth: 3 }));
        let used = weigh("<g id='a'><rect/></g><use href='#a'/>").unwrap();
        assert_eq!(used, Weight { load: 1 + 2 + 1 + 2, depth: 4 });
        let long = weigh(&format!("<path d='{}'/>", "M0 0".repeat(2500))).unwrap();
        assert_eq!(long.load, 2 + 10_000 / 25 + 1);
    }

    #[test]
    fn bombs_are_too_large() {
        let uses = |number, next: String| {
            format!("<g id='l{number}'>{}</g>", format!("<use href='{next}'/>").repeat(10))
        };
        let by = |tag: &'static str, by: &'static str| {
            move |number, next| {
                let part = format!("<path d='M0 0' {by}='url({next})'/>").repeat(10);
                format!("<{tag} id='l{number}'>{part}</{tag}>")
            }
        };
        let inherited = |number, next| {
            let parts = "<rect mask='inherit'/>".repeat(10);
            format!("<mask id='l{number}'><g mask='url({next})'>{parts}</g></mask>")
        };
        let points = |number, next| {
            let path = format!("<path d='M0 0 1 1 2 2 3 3' marker-mid='url({next})'/>");
            format!("<marker id='l{number}'>{path}</marker>")
        };
        let images = |number, next| {
            let parts = format!("<feImage href='{next}'/>").repeat(10);
            let filter = format!("<filter id='f{number}'>{parts}</filter>");
            format!("{filter}<rect id='l{number}' filter='url(#f{number})'/>")
        };
        for bomb in [
            levels(8, uses),
            levels(8, by("pattern", "fill")),
            levels(8, by("pattern", "stroke")),
            levels(8, by("mask", "mask")),
            levels(8, by("clipPath", "clip-path")),
            levels(8, by("marker", "marker-end")),
            levels(8, inherited),
            levels(8, points),
            levels(8, images),
        ] {
            assert_eq!(
                weigh(&format!("{bomb}<rect id='l8'/>")),
                Err(ArtProblem::TooLarge),
                "{bomb}"
            );
        }
        let sheet = levels(8, |number, next| {
            let part = format!("<rect class='c{}'/>", number + 1).repeat(10);
            format!(
                "<style>.c{} {{ mask: url({next}) }}</style><mask id='l{number}'>{part}</mask>",
                number + 1
            )
        });
        assert_eq!(
            weigh(&format!("{sheet}<mask id='l8'><rect/></mask>")),
            Err(ArtProblem::TooLarge)
        );
        assert_eq!(weigh("<feTurbulence numOctaves='1e9'/>"), Err(ArtProblem::TooLarge));
    }

    #[test]
    fn nothing_is_drawn_in_itself() {
        let cycle = |content: &str| matches!(weigh(content), Err(ArtProblem::Broken(_)));
        assert!(cycle("<g id='a'><use href='#a'/></g>"));
        let pattern =
            |id, next| format!("<pattern id='{id}'><rect fill='url(#{next})'/></pattern>");
        assert!(cycle(&[pattern("a", "b"), pattern("b", "c"), pattern("c", "a")].concat()));
        assert!(cycle("<g fill='url(#a)'><pattern id='a'><rect/></pattern></g>"));
        assert!(cycle("<linearGradient id='a' href='#b'/><linearGradient id='b' href='#a'/>"));
        assert!(!cycle("<g fill='url(#a)'><linearGradient id='a'><stop/></linearGradient></g>"));
        assert!(!cycle("<g mask='url(#a)'><mask id='a'><rect/></mask></g>"));
        assert!(!cycle("<rect id='a'><animate href='#a'/></rect>"));
    }

    #[test]
    fn drawings_are_shallow() {
        let nested = |depth| "<g>".repeat(depth) + &"</g>".repeat(depth);
        assert!(weigh(&nested(MAX_DEPTH as usize - 1)).is_ok());
        assert_eq!(weigh(&nested(MAX_DEPTH as usize)), Err(ArtProblem::TooLarge));
        assert_eq!(weigh(&nested(90_000)), Err(ArtProblem::TooLarge));
        let chain =
            |count| levels(count, |number, next| format!("<use id='l{number}' href='{next}'/>"));
        assert!(weigh(&chain(MAX_DEPTH as usize - 1)).is_ok());
        assert_eq!(weigh(&chain(90_000)), Err(ArtProblem::TooLarge));
    }
}
