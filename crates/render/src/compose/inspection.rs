//! What can be wrong with a page, found once for as long as it stays as it is.

use std::sync::Arc;

use typst::layout::Frame;
use typst::utils::hash128;
use typst_layout::PagedDocument;

use super::findings::Findings;
use super::glyphs::{self, LackingTexts};
use super::overflow::{self, Misprint};

/// The inspected pages of a document, in their order.
#[derive(Debug, Default)]
pub(super) struct Inspection(Vec<InspectedPage>);

#[derive(Debug, Clone)]
struct InspectedPage {
    /// Typst's hash of the page.
    hash: u128,
    faults: Arc<Faults>,
}

#[derive(Debug)]
struct Faults {
    lacking: LackingTexts,
    misprints: Vec<Misprint>,
}

impl Inspection {
    /// Inspects the pages of a document, except for those that are as they were before.
    pub(super) fn of(document: &PagedDocument, before: &Self) -> Self {
        let pages = document.pages().iter().map(|page| {
            let hash = hash128(&page.frame);
            let known = before.0.iter().find(|known| known.hash == hash);
            known
                .cloned()
                .unwrap_or_else(|| InspectedPage { hash, faults: Faults::of(&page.frame) })
        });
        Self(pages.collect())
    }

    /// Reports the faults of all pages.
    pub(super) fn report(&self, findings: &mut Findings<'_, '_>) {
        glyphs::report(self.0.iter().map(|page| &page.faults.lacking), findings);
        for (number, page) in (1..).zip(&self.0) {
            overflow::report(&page.faults.misprints, number, findings);
        }
    }
}

impl Faults {
    fn of(page: &Frame) -> Arc<Self> {
        Arc::new(Self { lacking: glyphs::of_page(page), misprints: overflow::of_page(page) })
    }
}
