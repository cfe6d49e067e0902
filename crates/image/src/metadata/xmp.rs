//! The XMP block: RDF in XML (ISO 16684-1).

use roxmltree::{Document, Node, ParsingOptions};

use super::text::{caption, clean, date, names};
use byline_core::model::Metadata;

/// The namespaces of the properties, which may have any prefix.
mod ns {
    pub(super) const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    pub(super) const XML: &str = "http://www.w3.org/XML/1998/namespace";
    pub(super) const DC: &str = "http://purl.org/dc/elements/1.1/";
    pub(super) const PHOTOSHOP: &str = "http://ns.adobe.com/photoshop/1.0/";
    pub(super) const IPTC_CORE: &str = "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/";
    pub(super) const IPTC_EXTENSION: &str = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/";
}

/// The maximum number of nodes in a tree: more than a file with a long history has.
const MAX_NODES: u32 = 100_000;

/// The maximum number of namespace declarations and of attributes. The parser compares each with
/// every other, so a block full of them would take it minutes.
const MAX_NAMESPACES: usize = 1_000;
const MAX_ATTRIBUTES: usize = 20_000;

/// Reads the block. Returns `None` if it is not XMP in UTF-8.
pub(super) fn read(block: &[u8]) -> Option<Metadata> {
    let document = parse(packet(block)?)?;
    let properties = Properties::of(&document);
    let text = |ns, name| properties.values(ns, name).find_map(clean);
    Some(Metadata {
        alt: text(ns::IPTC_CORE, "AltTextAccessibility"),
        caption: properties.values(ns::DC, "description").find_map(caption),
        creators: names(properties.values(ns::DC, "creator")),
        credit: text(ns::PHOTOSHOP, "Credit"),
        copyright: text(ns::DC, "rights"),
        source: text(ns::PHOTOSHOP, "Source"),
        date: properties.values(ns::PHOTOSHOP, "DateCreated").find_map(date),
        people: names(properties.values(ns::IPTC_EXTENSION, "PersonInImage")),
        digital_source: text(ns::IPTC_EXTENSION, "DigitalSourceType")
            .and_then(|term| clean(term.trim_end_matches('/').rsplit('/').next()?)),
    })
}

/// Returns the XML in a block, without a surrounding byte order mark, null bytes or padding.
fn packet(block: &[u8]) -> Option<&str> {
    let start = block.iter().position(|&byte| byte == b'<')?;
    let end = block.iter().rposition(|&byte| byte == b'>')?;
    str::from_utf8(block.get(start..=end)?).ok()
}

fn parse(xml: &str) -> Option<Document<'_>> {
    if xml.matches("xmlns").count() > MAX_NAMESPACES || xml.matches('=').count() > MAX_ATTRIBUTES {
        return None;
    }
    // XMP does not need a DTD, and without one no entity can expand.
    let options =
        ParsingOptions { allow_dtd: false, nodes_limit: MAX_NODES, ..ParsingOptions::default() };
    Document::parse_with_options(xml, options).ok()
}

/// The properties of the photo itself, excluding those of its parts and its history.
struct Properties<'a> {
    descriptions: Vec<Node<'a, 'a>>,
}

impl<'a> Properties<'a> {
    fn of(document: &'a Document<'a>) -> Self {
        let rdf = document.descendants().find(|node| node.has_tag_name((ns::RDF, "RDF")));
        let descriptions = rdf.into_iter().flat_map(|rdf| rdf.children());
        let is_description = |node: &Node| node.has_tag_name((ns::RDF, "Description"));
        Self { descriptions: descriptions.filter(is_description).collect() }
    }

    /// Iterates over the values of a property, from an attribute or from elements with its name.
    fn values(&self, ns: &'a str, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.descriptions.iter().flat_map(move |description| {
            let elements = description.children().filter(move |node| node.has_tag_name((ns, name)));
            description.attribute((ns, name)).into_iter().chain(elements.flat_map(items))
        })
    }
}

/// Returns the items of an array, the default language first, or the single value of an element.
fn items<'a>(property: Node<'a, 'a>) -> Vec<&'a str> {
    let is_array = |node: &Node| {
        ["Alt", "Bag", "Seq"].into_iter().any(|name| node.has_tag_name((ns::RDF, name)))
    };
    let Some(array) = property.children().find(is_array) else {
        return value(property).into_iter().collect();
    };
    let mut items: Vec<_> =
        array.children().filter(|node| node.has_tag_name((ns::RDF, "li"))).collect();
    items.sort_by_key(|item| item.attribute((ns::XML, "lang")) != Some("x-default"));
    items.into_iter().filter_map(value).collect()
}

/// Returns the text of an element, or the address that it refers to.
fn value<'a>(element: Node<'a, 'a>) -> Option<&'a str> {
    element.attribute((ns::RDF, "resource")).or_else(|| element.text())
}

#[cfg(test)]
mod tests {
    use super::super::tests::break_up;
    use super::*;

    /// Returns a packet with the given content of its description and further attributes.
    fn packet(attributes: &str, content: &str) -> String {
        format!(
            r#"<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
            <m:xmpmeta xmlns:m="adobe:ns:meta/"><r:RDF xmlns:r="{}" xmlns:d="{}" xmlns:p="{}"
            xmlns:c="{}" xmlns:x="{}"><r:Description r:about="" {attributes}>
            {content}</r:Description></r:RDF></m:xmpmeta><?xpacket end="w"?>"#,
            ns::RDF,
            ns::DC,
            ns::PHOTOSHOP,
            ns::IPTC_CORE,
            ns::IPTC_EXTENSION,
        )
    }

    fn elements() -> String {
        let content = r#"
            <c:AltTextAccessibility><r:Alt><r:li xml:lang="x-default">A stage</r:li></r:Alt>
            </c:AltTextAccessibility>
            <d:description><r:Alt><r:li xml:lang="de">Die Bühne</r:li>
            <r:li xml:lang="x-default">The stage &amp; hall</r:li></r:Alt></d:description>
            <d:creator><r:Seq><r:li>Ann Ash</r:li><r:li>Bo Berg</r:li></r:Seq></d:creator>
            <d:rights><r:Alt><r:li xml:lang="de">© Ash</r:li></r:Alt></d:rights>
            <p:Credit>Ash/City</p:Credit><p:Source>City Hall</p:Source>
            <p:DateCreated>2024-10-31T18:30:00</p:DateCreated>
            <x:PersonInImage><r:Bag><r:li>Cy Dee</r:li><r:li> </r:li></r:Bag></x:PersonInImage>
            <x:DigitalSourceType r:resource="http://cv.iptc.org/t/trainedAlgorithmicMedia"/>
            "#;
        packet("", content)
    }

    #[test]
    fn fields_are_read_from_elements() {
        let metadata = read(elements().as_bytes()).unwrap();
        let expected = Metadata {
            alt: Some("A stage".into()),
            caption: Some("The stage & hall".into()),
            creators: vec!["Ann Ash".into(), "Bo Berg".into()],
            credit: Some("Ash/City".into()),
            copyright: Some("© Ash".into()),
            source: Some("City Hall".into()),
            date: date("20241031"),
            people: vec!["Cy Dee".into()],
            digital_source: Some("trainedAlgorithmicMedia".into()),
        };
        assert_eq!(metadata, expected);
        let padded = ["\u{feff}\0", &elements(), " \n\0\0"].concat();
        assert_eq!(read(padded.as_bytes()), Some(expected));
    }

    #[test]
    fn fields_are_read_from_attributes() {
        let xml = packet(
            r#"d:creator="Ann Ash" p:Credit="Ash &#10; City" x:DigitalSourceType="a/b/c/""#,
            "",
        );
        let metadata = read(xml.as_bytes()).unwrap();
        assert_eq!(metadata.creators, ["Ann Ash"]);
        assert_eq!(metadata.credit.as_deref(), Some("Ash City"));
        assert_eq!(metadata.digital_source.as_deref(), Some("c"));
    }

    #[test]
    fn the_past_of_a_photo_is_not_the_photo() {
        let xml =
            packet("", "<p:Past><r:Description><p:Credit>No</p:Credit></r:Description></p:Past>");
        assert_eq!(read(xml.as_bytes()), Some(Metadata::default()));
    }

    #[test]
    fn what_is_no_plain_xmp_says_nothing() {
        let utf16: Vec<u8> = elements().encode_utf16().flat_map(u16::to_le_bytes).collect();
        let entity = format!("<!DOCTYPE a [<!ENTITY b \"c\">]>{}", elements());
        let depth = MAX_NAMESPACES + 1;
        let nested = ["<a xmlns=\"b\">".repeat(depth), "</a>".repeat(depth)].concat();
        for block in [&utf16, entity.as_bytes(), nested.as_bytes(), b"<a><b></a>"] {
            assert_eq!(read(block), None);
        }
    }

    #[test]
    fn broken_blocks_do_no_harm() {
        break_up(elements().as_bytes(), |bytes| drop(read(bytes)));
    }
}
