//! Checks that a drawing stands alone, and that everything in it can be drawn.

use roxmltree::{Attribute, Document, Node, NodeType};

use super::link;
use byline_core::message::message;
use byline_core::model::ArtProblem;

/// The namespaces that the drawing library recognises: SVG and, for attributes, also `XLink` and
/// XML. Elements and attributes without a namespace belong to SVG, too.
const SVG: &str = "http://www.w3.org/2000/svg";
const XLINK: &str = "http://www.w3.org/1999/xlink";
const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// Checks a drawing, and returns whether it contains text.
///
/// # Errors
/// Fails if it refers to anything outside itself, or contains a part that no library draws.
pub(super) fn check(document: &Document<'_>) -> Result<bool, ArtProblem> {
    let root = document.root_element();
    if is_foreign(root.tag_name().namespace()) || root.tag_name().name() != "svg" {
        return Err(ArtProblem::Broken(message!("it is not an SVG")));
    }
    let mut has_text = false;
    let mut ignored = 0;
    for node in document.descendants() {
        // Whatever is inside a part that is not drawn is not drawn either.
        if node.range().start < ignored {
            continue;
        }
        if is_ignored(node)? {
            ignored = node.range().end;
            continue;
        }
        has_text |= node.is_element() && node.tag_name().name() == "text";
        let style = node.parent().filter(|parent| node.is_text() && is(*parent, "style"));
        if let Some(address) = style.and_then(|_| node.text()).and_then(link::outside) {
            return Err(ArtProblem::linked(address));
        }
        node.attributes().try_for_each(|attribute| check_attribute(node, attribute))?;
    }
    Ok(has_text)
}

fn check_attribute(node: Node<'_, '_>, attribute: Attribute<'_, '_>) -> Result<(), ArtProblem> {
    let (name, value) = (attribute.name(), attribute.value());
    let is_inert = match attribute.namespace() {
        None => name.starts_with("on"),
        Some(XML) => name == "base",
        Some(XLINK) => false,
        namespace => is_foreign(namespace),
    };
    let outside = if is_inert {
        None
    } else if name == "href" {
        let is_picture = is(node, "image") || is(node, "feImage");
        // Links in a drawing have no effect in print.
        let stays = is(node, "a")
            || value.trim().is_empty()
            || link::is_inside(value)
            || is_picture && link::is_data(value);
        Some(value).filter(|_| !stays)
    } else {
        link::outside(value)
    };
    outside.map_or(Ok(()), |address| Err(ArtProblem::linked(address)))
}

/// Returns whether a node and everything inside it is not drawn: scripts, metadata, and parts
/// for other programs.
///
/// # Errors
/// Fails if the node would be drawn, but cannot be.
fn is_ignored(node: Node<'_, '_>) -> Result<bool, ArtProblem> {
    match node.node_type() {
        NodeType::Root | NodeType::Text | NodeType::Comment => Ok(false),
        NodeType::PI => match node.pi() {
            // Associating Style Sheets with XML documents 1.0.
            Some(pi) if pi.target == "xml-stylesheet" => {
                Err(ArtProblem::linked(link::stylesheet(pi.value.unwrap_or_default())))
            }
            _ => Ok(true),
        },
        NodeType::Element if is_foreign(node.tag_name().namespace()) => Ok(true),
        // Data that only the authoring program can draw is accompanied by an alternative that
        // every program can draw (SVG 1.1, 5.8.4). Adobe Illustrator hides its own file in a
        // drawing in this way.
        NodeType::Element if is(node, "foreignObject") => {
            let is_optional = node.has_attribute("requiredExtensions");
            let why = message!("it contains text laid out as a web page (foreignObject)");
            is_optional.then_some(true).ok_or(ArtProblem::Undrawable(why))
        }
        NodeType::Element => Ok(is(node, "script") || is(node, "metadata")),
    }
}

/// Returns whether a node is an SVG element with a name.
fn is(node: Node<'_, '_>, name: &str) -> bool {
    node.is_element() && node.tag_name().name() == name
}

fn is_foreign(namespace: Option<&str>) -> bool {
    namespace.is_some_and(|namespace| namespace != SVG)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(content: &str) -> Result<bool, ArtProblem> {
        let svg = format!("<svg xmlns='{SVG}' xmlns:xlink='{XLINK}' xmlns:i='i'>{content}</svg>");
        super::check(&Document::parse(&svg).unwrap())
    }

    #[test]
    fn what_is_not_drawn_may_say_anything() {
        let noted = "<metadata><a style='fill:url(a.svg)'/></metadata><!-- Anna --><?xpacket a?>\
            <i:view href='/home/anna'/><script href='a.js'/><switch>\
            <foreignObject requiredExtensions='i'><i:pgf/></foreignObject>\
            <g i:file='url(/home/anna)' onclick='url(a)' id='g'/></switch>\
            <a xlink:href='https://anna.example'><path d='M0 0'/></a><image href='#g'/>";
        assert_eq!(check(noted), Ok(false));
        assert_eq!(check("<g><text>Anna</text></g>"), Ok(true));
    }

    #[test]
    fn a_drawing_that_leads_out_of_itself_is_refused() {
        for (content, address) in [
            ("<image xlink:href='photo.jpg'/>", "photo.jpg"),
            ("<image href='file:///etc/passwd'/>", "file:///etc/passwd"),
            ("<use href='https://a.example/b.svg#c'/>", "https://a.example/b.svg#c"),
            ("<linearGradient id='a' href='b.svg#c'/>", "b.svg#c"),
            ("<filter id='a'><feImage href='b.png'/></filter>", "b.png"),
            ("<use href='data:image/svg+xml,a'/>", "data:image/svg+xml,a"),
            ("<rect fill='url(b.svg#c)'/>", "b.svg#c"),
            ("<rect style='marker: url( \"b.svg#c\" )'/>", "b.svg#c"),
            ("<style>@import url(a.css);</style>", "a.css"),
            ("<style><![CDATA[a{src:url(b.woff)}]]></style>", "b.woff"),
            ("<?xml-stylesheet href='a.css'?>", "a.css"),
            ("<image href='&#x61;&amp;b'/>", "a&b"),
        ] {
            assert_eq!(check(content), Err(ArtProblem::Linked(address.into())), "{content}");
        }
    }

    #[test]
    fn a_web_page_cannot_be_drawn() {
        assert!(matches!(check("<foreignObject/>"), Err(ArtProblem::Undrawable(_))));
    }
}
