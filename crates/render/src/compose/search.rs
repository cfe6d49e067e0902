//! Chooses the step at which a document is laid out: the one that suits its page budget and fills
//! its last page.

use std::sync::Arc;

use typst_layout::PagedDocument;

use super::compile::{Introspection, LONG, compile};
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
    let first = set(world, earlier, None);
    // A document that does not compile will not compile at another step either.
    let Some(document) = &first.document else { return Some(first) };
    if manifest.steps == 0 {
        return Some(first);
    }
    // Most of what is known of the first layout is true of the others, which saves a pass of each.
    let known = &first.earlier.introspection;
    let at = |fit: u32| (!gives_up()).then(|| set(&world.at(fit), earlier, known.clone()));
    let within = |attempt: &Attempt| is_within(world, attempt);
    if let Some(pages) = manifest.pages.filter(|_| !within(&first)) {
        let expected = budget::expected(document, pages);
        // Whatever was given up fits, so that the search ends.
        let fits = |attempt: &Option<Attempt>| attempt.as_ref().is_none_or(within);
        return budget::least(manifest.steps, expected, at, fits);
    }
    let is_wasteful = ending::wastes_a_page(document) && manifest.last_page.is_some();
    if first.earlier.suits && !is_wasteful {
        return Some(first);
    }
    for fit in 1..=manifest.steps {
        let attempt = at(fit)?;
        if first.earlier.suits && attempt.pages() > first.pages() {
            break;
        }
        let is_better = !first.earlier.suits || attempt.pages() < first.pages();
        if attempt.document.is_none() || (attempt.earlier.suits && is_better) {
            return Some(attempt);
        }
    }
    Some(first)
}

/// Lays out a document at the step that was best before, if it is as good for it now.
pub(super) fn near(world: &EventWorld<'_>, earlier: &Earlier) -> Option<Attempt> {
    let attempt = set(&world.at(earlier.fit), earlier, earlier.introspection.clone());
    if attempt.document.is_none() || attempt.earlier.suits == earlier.suits {
        return Some(attempt);
    }
    best(world, earlier, &|| false)
}

fn is_within(world: &EventWorld<'_>, attempt: &Attempt) -> bool {
    let most = world.render_request.template.manifest.pages;
    most.is_none_or(|most| attempt.pages() <= most)
}

/// Returns whether a document keeps within its page budget, and fills its last page.
fn suits(world: &EventWorld<'_>, document: &PagedDocument) -> bool {
    let manifest = &world.render_request.template.manifest;
    let pages = document.pages().len();
    // Nobody minds the last of so many pages, and the others would have to be kept meanwhile.
    let is_long = pages > LONG;
    manifest.pages.is_none_or(|most| pages <= most)
        && (is_long || manifest.last_page.is_none_or(|least| ending::is_filled(document, least)))
}

/// Lays out a document once.
fn set(world: &EventWorld<'_>, earlier: &Earlier, expected: Option<Introspection>) -> Attempt {
    let mut findings = Findings::new(world);
    let result = compile(world, expected);
    for warning in &result.warnings {
        // Text in an unavailable font may disappear, but Typst only warns about it.
        if warning.message.starts_with("unknown font family") {
            findings.add_unknown_font(warning);
        } else {
            findings.add(Code::TEMPLATE_WARNING, warning);
        }
    }
    let mut now = Earlier { fit: world.render_request.output.fit, ..Earlier::default() };
    let document = match result.output {
        Ok(mut document) => {
            now.suits = suits(world, &document);
            now.inspection = Inspection::of(&document, &earlier.inspection);
            now.inspection.report(&mut findings);
            now.introspection = Some(Arc::clone(document.introspector()));
            describe(&mut document, world.render_request);
            Some(document)
        }
        Err(errors) => {
            for error in &errors {
                findings.add(Code::TEMPLATE, error);
            }
            None
        }
    };
    Attempt { document, findings: findings.finish(), earlier: now }
}
