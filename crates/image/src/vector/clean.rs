//! Cleans a drawing: removes parts, re-encodes pictures, and rejects what must not occur.

use std::ops::Range;

use roxmltree::{Attribute, Node, NodeType};

use super::weight::{self, SVG_DATA, Weight};
use super::xml::{parse, text};
use byline_core::model::ArtProblem;

use super::{Redraw, link, looks_like_svg, scan};

/// The namespaces that the drawing library recognises: SVG and, for attributes, also `XLink` and
/// XML. Elements and attributes without a namespace belong to SVG, too.
const SVG: &str = "http://www.w3.org/2000/svg";
const XLINK: &str = "http://www.w3.org/1999/xlink";
const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// The maximum number of pictures in a drawing, and their maximum total size in bytes when
/// re-encoded.
const MAX_PICTURES: usize = 1000;
const MAX_PICTURE_BYTES: usize = 128 << 20;

/// The maximum depth of drawings that are embedded as pictures in others.
const MAX_LEVEL: u32 = 3;

/// A change to the text of a drawing: a range and its replacement.
type Edit = (Range<usize>, String);

/// Cleans drawings, and collects what was found in them so far.
pub(super) struct Sanitizer<'a> {
    redraw: Redraw<'a>,
    pictures: usize,
    bytes: usize,
}

impl<'a> Sanitizer<'a> {
    /// Creates a sanitizer.
    pub(super) fn new(redraw: Redraw<'a>) -> Self {
        Self { redraw, pictures: 0, bytes: 0 }
    }

    /// Cleans and weighs a drawing that is embedded as a picture in `level` others.
    ///
    /// # Errors
    /// Fails if it cannot be made self-contained, or requires too much work.
    pub(super) fn clean(&mut self, text: &str, level: u32) -> Result<(String, Weight), ArtProblem> {
        scan::scan(text)?;
        let document = parse(text)?;
        let root = document.root_element();
        if is_foreign(root.tag_name().namespace()) || root.tag_name().name() != "svg" {
            return Err(ArtProblem::Broken("it is not an SVG".into()));
        }
        let (mut edits, mut nested) = (Vec::new(), Vec::new());
        let mut cut = 0;
        for node in document.descendants() {
            // Anything inside a removed element is removed with it.
            if node.range().start < cut {
                continue;
            }
            if is_superfluous(node)? {
                cut = node.range().end;
                edits.push((node.range(), String::new()));
                continue;
            }
            let is_style =
                node.is_text() && node.parent().is_some_and(|of| of.has_tag_name("style"));
            if let Some(address) = node.text().filter(|_| is_style).and_then(link::outside) {
                return Err(ArtProblem::linked(address));
            }
            for attribute in node.attributes() {
                edits.extend(self.attribute(node, attribute, level, &mut nested)?);
            }
        }
        let svg = apply(text, &edits);
        let weight = weight::weigh(&parse(&svg)?, nested)?;
        Ok((svg, weight))
    }

    fn attribute(
        &mut self,
        node: Node<'_, '_>,
        attribute: Attribute<'_, '_>,
        level: u32,
        nested: &mut Vec<Weight>,
    ) -> Result<Option<Edit>, ArtProblem> {
        let cut = Ok(Some((attribute.range(), String::new())));
        let value = attribute.value();
        if is_inert(attribute) {
            return cut;
        }
        if attribute.name() != "href" {
            return link::outside(value)
                .map_or(Ok(None), |address| Err(ArtProblem::linked(address)));
        }
        let tag = node.tag_name().name();
        if tag == "a" || value.trim().is_empty() {
            // Links in a drawing have no effect in print.
            cut
        } else if link::id(value).is_some() {
            // A picture is a file, and would be resolved as one.
            if tag == "image" { cut } else { Ok(None) }
        } else if matches!(tag, "image" | "feImage") && link::is_data(value) {
            let picture = self.picture(value, level, nested)?;
            Ok(Some((attribute.range_value(), picture)))
        } else {
            Err(ArtProblem::linked(value))
        }
    }

    /// Re-encodes a picture. Both the input and the result are `data:` addresses.
    fn picture(
        &mut self,
        address: &str,
        level: u32,
        nested: &mut Vec<Weight>,
    ) -> Result<String, ArtProblem> {
        self.pictures += 1;
        if self.pictures > MAX_PICTURES {
            return Err(ArtProblem::TooLarge);
        }
        let unreadable = || ArtProblem::Broken("a picture in it cannot be read".into());
        let bytes = link::data(address).ok_or_else(unreadable)?;
        let picture = if looks_like_svg(&bytes) {
            if level == MAX_LEVEL {
                return Err(ArtProblem::TooLarge);
            }
            let (svg, weight) = self.clean(text(&bytes)?, level + 1)?;
            nested.push(weight);
            link::to_data(&SVG_DATA["data:".len()..], svg.as_bytes())
        } else {
            let bytes = (self.redraw)(&bytes).ok_or_else(unreadable)?;
            // The signatures of PNG (ISO/IEC 15948, 5.2) and JPEG (ITU-T T.81, annex B).
            let kind = match bytes.as_slice() {
                [0x89, b'P', b'N', b'G', ..] => "image/png",
                [0xff, 0xd8, 0xff, ..] => "image/jpeg",
                _ => return Err(unreadable()),
            };
            link::to_data(kind, &bytes)
        };
        self.bytes += picture.len();
        if self.bytes > MAX_PICTURE_BYTES { Err(ArtProblem::TooLarge) } else { Ok(picture) }
    }
}

/// Returns whether a node is not drawn and therefore removed: scripts, which do not run on
/// paper, and metadata of the authoring program, which may name people and folders.
///
/// # Errors
/// Fails if the node would be drawn, but cannot be.
fn is_superfluous(node: Node<'_, '_>) -> Result<bool, ArtProblem> {
    let tag = node.tag_name();
    match node.node_type() {
        NodeType::Root | NodeType::Text => Ok(false),
        NodeType::Comment => Ok(true),
        NodeType::PI => match node.pi() {
            // Associating Style Sheets with XML documents 1.0.
            Some(pi) if pi.target == "xml-stylesheet" => {
                Err(ArtProblem::linked(link::stylesheet(pi.value.unwrap_or_default())))
            }
            _ => Ok(true),
        },
        NodeType::Element if is_foreign(tag.namespace()) => Ok(true),
        // Data that only the authoring program can draw is accompanied by an alternative that
        // every program can draw (SVG 1.1, 5.8.4). Adobe Illustrator hides its own file in a
        // drawing in this way.
        NodeType::Element if tag.name() == "foreignObject" => {
            let is_optional = node.has_attribute("requiredExtensions");
            let fault = ArtProblem::Undrawable("it has text set as a web page (foreignObject)");
            is_optional.then_some(true).ok_or(fault)
        }
        // No browser draws `tref`, and SVG 2 removed it.
        NodeType::Element => Ok(matches!(tag.name(), "script" | "metadata" | "tref")),
    }
}

/// Returns whether an attribute does not affect the drawing and is therefore removed.
fn is_inert(attribute: Attribute<'_, '_>) -> bool {
    match attribute.namespace() {
        None => attribute.name().starts_with("on"),
        Some(XML) => attribute.name() == "base",
        Some(XLINK) => false,
        namespace => is_foreign(namespace),
    }
}

fn is_foreign(namespace: Option<&str>) -> bool {
    namespace.is_some_and(|namespace| namespace != SVG)
}

/// Applies changes to a text. They must be in order.
fn apply(text: &str, edits: &[Edit]) -> String {
    let mut changed = String::with_capacity(text.len());
    let mut at = 0;
    for (range, instead) in edits {
        changed.push_str(&text[at..range.start]);
        changed.push_str(instead);
        at = range.end;
    }
    changed.push_str(&text[at..]);
    changed
}

#[cfg(test)]
mod tests {
    use super::super::from_svg;
    use super::*;

    /// Re-encodes every picture as the same pixel.
    fn redraw(bytes: &[u8]) -> Option<Vec<u8>> {
        (bytes != b"broken").then(|| b"\x89PNG anew".to_vec())
    }

    fn from(content: &str) -> Result<String, ArtProblem> {
        let svg = format!(
            "<svg xmlns='{SVG}' xmlns:xlink='{XLINK}' xmlns:i='i' width='2in' height='10'>\
             {content}</svg>"
        );
        from_svg(svg.as_bytes(), &redraw).map(|art| {
            assert_eq!((art.width, art.height), (192.0, 10.0));
            let content = art.svg.split_once("height='10'>").unwrap().1;
            content.strip_suffix("</svg>").unwrap().to_owned()
        })
    }

    #[test]
    fn notes_of_programs_and_people_are_left_out() {
        let noted = "<metadata>Anna</metadata><!-- Anna --><?xpacket Anna?>\
            <i:view at='/home/anna'/><script>alert('Anna')</script><switch>\
            <foreignObject requiredExtensions='i'><i:pgf/></foreignObject>\
            <g i:file='/home/anna' onclick='anna()' id='g'/></switch>\
            <a xlink:href='https://anna.example'><path d='M0 0'/></a><image href='#g'/>";
        let clean = from(noted).unwrap();
        let drawn = "<switch><g   id='g'/></switch><a ><path d='M0 0'/></a><image />";
        assert_eq!(clean, drawn);
        assert_eq!(from(drawn).unwrap(), drawn);
    }

    #[test]
    fn pictures_are_drawn_anew() {
        let new = "data:image/png;base64,iVBORyBhbmV3";
        let image = |address: &str| format!("<image width='1' xlink:href=\"{address}\" x='2'/>");
        for old in ["data:image/jpeg;base64,/9j/\n4AAQ", "data:,%ff%d8", "DATA:image/gif;base64,AA"]
        {
            assert_eq!(from(&image(old)).unwrap(), image(new));
        }
        let inner =
            "<svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'><!-- -->REST</svg>";
        let nest =
            |rest: &str| link::to_data("image/svg+xml", inner.replace("REST", rest).as_bytes());
        let clean = from(&image(&nest("<g/>"))).unwrap();
        let inside = link::data(clean.split('"').nth(1).unwrap()).unwrap();
        assert!(inside.ends_with(b"height='1'><g/></svg>"));
        let deep = |levels| {
            (0..levels).fold(String::new(), |inner, _| image(&nest(&inner)).replace("xlink:", ""))
        };
        assert!(from(&deep(3)).is_ok());
        assert_eq!(from(&deep(4)), Err(ArtProblem::TooLarge));
        let unreadable = Err(ArtProblem::Broken("a picture in it cannot be read".into()));
        for old in ["data:,broken", "data:;base64,~", "data:"] {
            assert_eq!(from(&image(old)), unreadable);
        }
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
            assert_eq!(from(content), Err(ArtProblem::Linked(address.into())), "{content}");
        }
    }
}
