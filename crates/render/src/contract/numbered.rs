//! Numbers the places of the values that a document prints.
//!
//! Content carries such a number as its span. Typst lays out anew what differs in anything, spans
//! included: a range of bytes would be another one after each letter typed before it, while a
//! number stays, and with it all that was laid out before.

use std::collections::HashMap;
use std::sync::LazyLock;

use typst::syntax::package::{PackageSpec, PackageVersion};
use typst::syntax::{
    DiagSpan, DiagSpanKind, FileId, RangeMapper, RootedPath, Span, SyntaxKind, SyntaxNode,
    VirtualPath, VirtualRoot,
};

use byline_core::model::File;
use byline_core::source::Place;

/// The places of the values that a document prints, in the order in which they were converted.
#[derive(Debug, Default)]
pub struct Places {
    list: Vec<PrintedPlace>,
    spans: HashMap<(Site, Option<Site>), Span>,
}

/// The place of a printed value.
#[derive(Debug, Clone)]
pub(crate) struct PrintedPlace {
    pub(crate) value: Place,
    /// The place that refers to the value, as in `speaker = "ana"`.
    pub(crate) reference: Option<Place>,
}

/// A place in one of the files of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Site {
    /// The story of an issue whose record the file is.
    pub(super) story: Option<usize>,
    pub(super) file: File,
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Places {
    /// Returns the span for a value and the value that refers to it. `place` returns the place of
    /// either; without one for the value, the span is detached.
    pub(super) fn number(
        &mut self,
        value: Site,
        reference: Option<Site>,
        place: impl Fn(Site) -> Option<Place>,
    ) -> Span {
        if let Some(known) = self.spans.get(&(value, reference)) {
            return *known;
        }
        let Some(printed) = place(value) else { return Span::detached() };
        let span = numbered(self.list.len());
        self.list.push(PrintedPlace { value: printed, reference: reference.and_then(place) });
        self.spans.insert((value, reference), span);
        span
    }

    /// Returns what a span prints; `None` if it is not one of these values.
    pub(crate) fn get(&self, span: impl Into<DiagSpan>) -> Option<&PrintedPlace> {
        match span.into().get() {
            DiagSpanKind::Range { id, range } if id == *NUMBERED => self.list.get(range.start),
            _ => None,
        }
    }
}

/// The Typst id under which places are numbered. It is in a package that cannot exist, so that it
/// is never that of a file of a template.
static NUMBERED: LazyLock<FileId> = LazyLock::new(|| {
    let package = PackageSpec {
        namespace: "byline".into(),
        name: "project".into(),
        version: PackageVersion { major: 0, minor: 0, patch: 0 },
    };
    let path = VirtualPath::new("places").expect("a plain file name is a virtual path");
    RootedPath::new(VirtualRoot::Package(package), path).intern()
});

/// Returns the span of a number.
///
/// Typst creates spans only for syntax, so this synthesises a leaf.
fn numbered(number: usize) -> Span {
    let mut leaf = SyntaxNode::leaf(SyntaxKind::Text, " ");
    let mapper = RangeMapper::new(std::iter::once(number..number + 1));
    match mapper.and_then(|mapper| leaf.synthesize_mapped(*NUMBERED, &mapper)) {
        Ok(()) => leaf.span(),
        Err(_) => Span::detached(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use byline_core::source::Source;

    #[test]
    fn a_span_leads_back_to_the_record_and_is_the_same_after_an_edit() {
        let spans = |text: &str| {
            let source = Source::new("record.toml", text);
            let mut places = Places::default();
            let spans = ["one", "two", "one"].map(|said| {
                let start = text.find(said).unwrap();
                let end = start + said.len();
                let site = Site { story: None, file: File::Record, start, end };
                let place = |site: Site| Some(Place::new(&source, site.start..site.end));
                let span = places.number(site, None, place);
                let range = places.get(span).unwrap().value.range.clone();
                assert_eq!(&text[range], said);
                span
            });
            assert_eq!(spans[0], spans[2]);
            assert_ne!(spans[0], spans[1]);
            spans
        };
        assert_eq!(spans("one two"), spans("none and two"));
        assert!(Places::default().get(spans("one two")[0]).is_none());
        assert!(Places::default().get(Span::detached()).is_none());
    }
}
