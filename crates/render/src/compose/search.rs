//! Chooses the step at which a document is laid out: the one that suits its page budget and fills
//! its last page.

use std::sync::Arc;

use typst_layout::PagedDocument;

use super::compile::{Compiled, Introspection, LONG, Pages, compile};
use super::findings::Findings;
use super::inspection::Inspection;
use super::world::EventWorld;
use super::{budget, describe, ending};
use byline_core::diagnostic::{Code, Diagnostic};

/// What is known of a layout of a document, for the next one.
#[derive(Default)]
pub struct Earlier {
    /// The step at which it was laid out.
    fit: u32,
    /// Whether it suits its template at this step; if not, it does at none.
    suits: bool,
    inspection: Inspection,
    introspection: Option<Introspection>,
}

/// The result of one layout of a document.
pub(super) struct Attempt {
    pub(super) document: Option<PagedDocument>,
    pub(super) findings: Vec<Diagnostic>,
    pub(super) earlier: Earlier,
    /// Whether it was seen before it was finished that another step is needed.
    is_rough: bool,
}

impl Attempt {
    fn pages(&self) -> usize {
        self.document.as_ref().map_or(0, |document| document.pages().len())
    }
}

/// Lays out a document at the step that is best for it. Returns `None` if it is given up.
pub(super) fn best(
    world: &EventWorld<'_>,
    earlier: &Earlier,
    gives_up: &dyn Fn() -> bool,
) -> Option<Attempt> {
    let manifest = &world.render_request.template.manifest;
    let is_wasteful =
        |document: &PagedDocument| manifest.last_page.is_some() && ending::wastes_a_page(document);
    let is_best = |document: &PagedDocument| {
        manifest.steps == 0 || (suits(world, document) && !is_wasteful(document))
    };
    // What long documents have besides, such as contents, is not there before they are settled.
    let may_be_best = |document: &PagedDocument| !ending::is_short(document) || is_best(document);
    let first = set(world, earlier, None, &may_be_best);
    // A document that does not compile will not compile at another step either.
    let Some(document) = &first.document else { return Some(first) };
    if !first.is_rough && is_best(document) {
        return Some(first);
    }
    let known = Arc::clone(document.introspector());
    let search = Search { world, earlier, gives_up, known };
    match manifest.pages.filter(|_| !is_within(world, document)) {
        Some(pages) => search.within_budget(document, pages),
        None => search.with_full_pages(first),
    }
}

/// The search for the best step but the first, which is not.
struct Search<'a> {
    world: &'a EventWorld<'a>,
    earlier: &'a Earlier,
    gives_up: &'a dyn Fn() -> bool,
    /// What is known of the first layout. Most of it is true of the others, which saves a pass of
    /// each.
    known: Introspection,
}

impl Search<'_> {
    /// Lays out the document at a step. Returns `None` if it is given up.
    fn at(&self, fit: u32, is_good: &dyn Fn(&PagedDocument) -> bool) -> Option<Attempt> {
        let known = Arc::clone(&self.known);
        (!(self.gives_up)()).then(|| set(&self.world.at(fit), self.earlier, Some(known), is_good))
    }

    fn finished(&self, attempt: Attempt) -> Option<Attempt> {
        if attempt.is_rough { self.at(attempt.earlier.fit, &|_| true) } else { Some(attempt) }
    }

    /// Keeps a document that has too many pages within its budget.
    fn within_budget(&self, first: &PagedDocument, pages: usize) -> Option<Attempt> {
        let steps = self.world.render_request.template.manifest.steps;
        let is_within = |document: &PagedDocument| is_within(self.world, document);
        // Whatever was given up fits, so that the search ends.
        let fits = |attempt: &Option<Attempt>| {
            attempt.as_ref().is_none_or(|attempt| attempt.document.as_ref().is_none_or(is_within))
        };
        let expected = budget::expected(first, pages);
        let found = budget::least(steps, expected, |fit| self.at(fit, &is_within), fits)?;
        self.finished(found)
    }

    /// Saves the last page of a document, or fills it.
    fn with_full_pages(&self, first: Attempt) -> Option<Attempt> {
        let Some(document) = &first.document else { return Some(first) };
        let manifest = &self.world.render_request.template.manifest;
        let (pages, suits_already) = (first.pages(), first.earlier.suits);
        let is_better = |document: &PagedDocument| {
            suits(self.world, document) && (!suits_already || document.pages().len() < pages)
        };
        // The first steps are for saving a page, and on a few pages the very first hardly saves more
        // than some lines; the others are for filling the last one.
        let fewest = if !ending::may_save_a_page(document) {
            manifest.tighter + 1
        } else if ending::is_short(document) && !ending::has_few_lines_on_last(document) {
            manifest.tighter.clamp(1, 2)
        } else {
            1
        };
        let ends_well =
            manifest.last_page.is_none_or(|least| ending::has_filled_last(document, least));
        let most = if ends_well { manifest.tighter } else { manifest.steps };
        for fit in fewest..=most {
            let attempt = self.at(fit, &is_better)?;
            if !attempt.is_rough && attempt.document.as_ref().is_none_or(is_better) {
                return Some(attempt);
            }
            if suits_already && attempt.pages() > pages {
                break;
            }
        }
        self.finished(first)
    }
}

/// Lays out a document at the step that was best before, if it is as good for it now.
pub(super) fn near(world: &EventWorld<'_>, earlier: &Earlier) -> Option<Attempt> {
    let expected = earlier.introspection.clone();
    let attempt = set(&world.at(earlier.fit), earlier, expected, &|_| true);
    if attempt.document.is_none() || attempt.earlier.suits == earlier.suits {
        return Some(attempt);
    }
    best(world, earlier, &|| false)
}

fn is_within(world: &EventWorld<'_>, document: &PagedDocument) -> bool {
    let most = world.render_request.template.manifest.pages;
    most.is_none_or(|most| document.pages().len() <= most)
}

/// Returns whether a document keeps within its page budget, and fills its last page.
fn suits(world: &EventWorld<'_>, document: &PagedDocument) -> bool {
    let manifest = &world.render_request.template.manifest;
    // Nobody minds the last of so many pages, and the others would have to be kept meanwhile.
    let is_long = document.pages().len() > LONG;
    is_within(world, document)
        && (is_long || manifest.last_page.is_none_or(|least| ending::is_filled(document, least)))
}

/// Lays out a document once. If it turns out not to be good, it is left unfinished, and not
/// inspected.
fn set(
    world: &EventWorld<'_>,
    earlier: &Earlier,
    expected: Option<Introspection>,
    is_good: &dyn Fn(&PagedDocument) -> bool,
) -> Attempt {
    let mut findings = Findings::new(world);
    let Compiled { pages, warnings } = compile(world, expected, is_good);
    for warning in &warnings {
        // Text in an unavailable font may disappear, but Typst only warns about it.
        if warning.message.starts_with("unknown font family") {
            findings.add_unknown_font(warning);
        } else {
            findings.add(Code::TEMPLATE_WARNING, warning);
        }
    }
    let mut now = Earlier { fit: world.render_request.output.fit, ..Earlier::default() };
    let (document, is_rough) = match pages {
        Ok(Pages { mut document, is_rough }) => {
            now.suits = suits(world, &document);
            if !is_rough {
                now.inspection = Inspection::of(&document, &earlier.inspection);
                now.inspection.report(&mut findings);
                now.introspection = Some(Arc::clone(document.introspector()));
                describe(&mut document, world.render_request);
            }
            (Some(document), is_rough)
        }
        Err(errors) => {
            for error in &errors {
                findings.add(Code::TEMPLATE, error);
            }
            (None, false)
        }
    };
    Attempt { document, findings: findings.finish(), earlier: now, is_rough }
}
