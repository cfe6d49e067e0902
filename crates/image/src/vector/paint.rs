//! The paints, clips, masks and markers of the elements of an SVG.

use std::collections::HashMap;

use roxmltree::{Document, Node, NodeId};
use simplecss::DeclarationTokenizer;

use super::style::Styles;
use byline_core::model::ArtProblem;

use super::link;

/// The maximum number of links in a drawing, including inherited ones.
const MAX_LINKS: usize = 2_000_000;

/// The maximum number of bytes that may be scanned to read the declarations of elements.
const MAX_LOOKS: usize = 1_000_000_000;

/// A property that refers to another element (SVG 1.1, appendix N).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Property {
    Fill,
    Stroke,
    MarkerStart,
    MarkerMid,
    MarkerEnd,
    ClipPath,
    Mask,
    Filter,
}

impl Property {
    const ALL: [(Self, &str); 8] = [
        (Self::Fill, "fill"),
        (Self::Stroke, "stroke"),
        (Self::MarkerStart, "marker-start"),
        (Self::MarkerMid, "marker-mid"),
        (Self::MarkerEnd, "marker-end"),
        (Self::ClipPath, "clip-path"),
        (Self::Mask, "mask"),
        (Self::Filter, "filter"),
    ];

    fn is_inherited(self) -> bool {
        !matches!(self, Self::ClipPath | Self::Mask | Self::Filter)
    }

    fn is_marker(self) -> bool {
        matches!(self, Self::MarkerStart | Self::MarkerMid | Self::MarkerEnd)
    }
}

/// The paints, clips, masks and markers of each element of a drawing.
///
/// All candidates count: the code does not decide which of several declarations takes
/// precedence, or which of several elements with the same ID is meant.
pub(super) struct Paints<'a> {
    ids: HashMap<&'a str, Vec<NodeId>>,
    links: HashMap<NodeId, Vec<Link>>,
}

#[derive(Debug, Clone, Copy)]
struct Link {
    property: Property,
    to: NodeId,
    /// Whether the link comes from the element itself or a style sheet, rather than from a
    /// parent.
    own: bool,
}

impl<'a> Paints<'a> {
    /// Collects the links of a drawing.
    ///
    /// # Errors
    /// Fails if there are more than a drawing needs.
    pub(super) fn new(document: &'a Document<'_>, styles: &Styles<'_>) -> Result<Self, ArtProblem> {
        let mut paints = Self { ids: HashMap::new(), links: HashMap::new() };
        let elements = || document.descendants().filter(Node::is_element);
        for node in elements() {
            for attribute in node.attributes().filter(|attribute| attribute.name() == "id") {
                paints.ids.entry(attribute.value()).or_default().push(node.id());
            }
        }
        let (mut count, mut looks) = (0, 0usize);
        for node in elements() {
            let style = node.attribute("style").unwrap_or_default();
            looks = looks.saturating_add(style.matches(':').count() * style.len());
            if looks > MAX_LOOKS {
                return Err(ArtProblem::TooLarge);
            }
            let links = paints.find(node, styles);
            let addresses = link::addresses(node);
            count += links.len() + addresses.map(|id| paints.named(id).len()).sum::<usize>();
            if count > MAX_LINKS {
                return Err(ArtProblem::TooLarge);
            }
            if !links.is_empty() {
                paints.links.insert(node.id(), links);
            }
        }
        Ok(paints)
    }

    /// Returns the elements with an ID.
    pub(super) fn named(&self, id: &str) -> &[NodeId] {
        self.ids.get(id).map_or(&[], Vec::as_slice)
    }

    /// Iterates over the elements that are drawn for an element, with the properties that refer
    /// to them.
    pub(super) fn of(&self, node: Node<'_, '_>) -> impl Iterator<Item = (Property, NodeId)> {
        // Links that a group only passes on are drawn for the shapes in it.
        let is_drawn = is_drawn(node);
        let links = self.links.get(&node.id()).into_iter().flatten();
        let links = links.filter(move |link| link.own || is_drawn);
        links.filter(move |link| !is_in(node, **link)).map(|link| (link.property, link.to))
    }

    /// Returns the links of an element. Those of its parent must already be known.
    fn find(&self, node: Node<'_, '_>, styles: &Styles<'_>) -> Vec<Link> {
        let parent = node.parent().and_then(|parent| self.links.get(&parent.id()));
        let declared = declared(node, styles, parent.is_some());
        let mut links = Vec::new();
        for (property, name) in Property::ALL {
            let is_it = |of: &str| of == name || of == "marker" && property.is_marker();
            let values = declared.iter().filter(|(of, _)| is_it(of)).map(|(_, value)| *value);
            let inherits = match values.clone().next() {
                Some(_) => values.clone().any(|value| value.contains("inherit")),
                None => property.is_inherited(),
            };
            let named = values.flat_map(link::urls).filter_map(link::id);
            let named = named.flat_map(|id| self.named(id));
            links.extend(named.map(|to| Link { property, to: *to, own: true }));
            let parent = parent.into_iter().flatten();
            let inherited = parent.filter(|link| inherits && link.property == property);
            links.extend(inherited.map(|link| Link { own: false, ..*link }));
        }
        links
    }
}

/// Iterates over the declarations for an element: in attributes, in style sheets, and in its own
/// style if that can matter.
fn declared<'a>(
    node: Node<'a, '_>,
    styles: &'a Styles<'_>,
    inherits: bool,
) -> Vec<(&'a str, &'a str)> {
    let attributes = node.attributes().map(|attribute| (attribute.name(), attribute.value()));
    let rules = styles.of(node).map(|declaration| (declaration.name, declaration.value));
    let style = node.attribute("style").filter(|style| inherits || style.contains("url("));
    let style = style.map(DeclarationTokenizer::from).into_iter().flatten();
    let style = style.map(|declaration| (declaration.name, declaration.value));
    let is_known = |name| name == "marker" || Property::ALL.iter().any(|(_, known)| *known == name);
    attributes.chain(rules).chain(style).filter(|(name, _)| is_known(*name)).collect()
}

/// Returns whether an element is drawn, or inserts what is drawn elsewhere.
fn is_drawn(node: Node<'_, '_>) -> bool {
    matches!(
        node.tag_name().name(),
        "circle"
            | "ellipse"
            | "line"
            | "path"
            | "polygon"
            | "polyline"
            | "rect"
            | "text"
            | "textPath"
            | "tspan"
            | "use"
    )
}

/// Returns whether an element is part of the marker that it has. A marker is not drawn within
/// itself, and style sheets that apply to all paths rely on this. If the marker may also be
/// drawn elsewhere, by ID, it counts like any other.
fn is_in(node: Node<'_, '_>, link: Link) -> bool {
    let mut within = node.ancestors().take_while(|node| node.id() != link.to);
    link.property.is_marker()
        && node.ancestors().any(|ancestor| ancestor.id() == link.to)
        && !within.any(|node| node.has_attribute("id"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the tags of the paints of each `rect` in a drawing.
    fn painted(content: &str) -> Vec<Vec<(Property, String)>> {
        let svg = format!("<svg>{content}</svg>");
        let document = Document::parse(&svg).unwrap();
        let styles = Styles::read(&document, 9).unwrap();
        let paints = Paints::new(&document, &styles).unwrap();
        let tag = |id| document.get_node(id).unwrap().attribute("id").unwrap().to_owned();
        let rects = document.descendants().filter(|node| node.has_tag_name("rect"));
        rects.map(|rect| paints.of(rect).map(|(p, id)| (p, tag(id))).collect()).collect()
    }

    #[test]
    fn paint_comes_from_attributes_styles_and_sheets() {
        use Property::{ClipPath, Fill, MarkerEnd, MarkerMid, MarkerStart, Mask, Stroke};
        let found = painted(
            "<style>.a{mask:url('#m')}</style><mask id='m'/><pattern id='p'/>
             <rect fill='url(#p) red' class='a' style='stroke:url( #p );clip-path:url(#m)'/>
             <rect style='marker:url(#m)'/><rect fill='url(#none)' stroke='#p'/>",
        );
        let m = |property| (property, "m".to_owned());
        let p = |property| (property, "p".to_owned());
        assert_eq!(found[0], [p(Fill), p(Stroke), m(ClipPath), m(Mask)]);
        assert_eq!(found[1], [m(MarkerStart), m(MarkerMid), m(MarkerEnd)]);
        assert_eq!(found[2], []);
    }

    #[test]
    fn what_is_handed_on_can_be_refused() {
        use Property::{Fill, Mask};
        let found = painted(
            "<mask id='m'/><pattern id='p'/><g fill='url(#p)' mask='url(#m)'><g>
             <rect/><rect fill='none'/><rect style='fill:inherit'/></g><rect mask='inherit'/></g>",
        );
        assert_eq!(found[0], [(Fill, "p".to_owned())]);
        assert_eq!(found[1], []);
        assert_eq!(found[2], [(Fill, "p".to_owned())]);
        assert_eq!(found[3], [(Fill, "p".to_owned()), (Mask, "m".to_owned())]);
    }

    #[test]
    fn a_marker_is_not_drawn_within_itself() {
        let marker = "<marker id='m'><rect/></marker>";
        assert_eq!(painted(&format!("<g marker-end='url(#m)'>{marker}</g>")), [[]]);
        let marker = "<marker id='m'><rect id='r'/></marker>";
        assert_eq!(painted(&format!("<g marker-end='url(#m)'>{marker}</g>"))[0].len(), 1);
    }
}
