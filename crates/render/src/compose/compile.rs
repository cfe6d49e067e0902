//! Compiles an event to laid-out pages.

use std::io::Write;
use std::sync::Arc;

use typst::comemo::{self, Constraint, Track, Tracked};
use typst::diag::{SourceDiagnostic, SourceResult};
use typst::ecow::EcoVec;
use typst::engine::{Engine, Route, Sink, Traced};
use typst::foundations::{
    Args, Context, Func, Output, StyleChain, Styles, Target, TargetElem, Value,
};
use typst::introspection::{EmptyIntrospector, Introspector, MAX_ITERS, analyze};
use typst::syntax::Span;
use typst::utils::{LazyHash, Protected};
use typst::{Library, World};
use typst_layout::{PagedDocument, PagedIntrospector};

use super::edition::EntryPoint;
use super::world::EventWorld;
use crate::own_words::wrong_parameters;

/// The number of pages from which a document is long. The longest real report has forty.
pub(super) const LONG: usize = 100;

/// What Typst knows of the elements of a document that is laid out, such as the pages they are on.
pub(super) type Introspection = Arc<PagedIntrospector>;

/// The pages of a document, and whether they are final.
pub(super) struct Pages {
    pub(super) document: PagedDocument,
    /// Whether another pass might change them: they were not worth it.
    pub(super) is_rough: bool,
}

/// The result of a compilation, and Typst's warnings.
pub(super) struct Compiled {
    pub(super) pages: SourceResult<Pages>,
    pub(super) warnings: EcoVec<SourceDiagnostic>,
}

/// Lays out the pages of an event and collects Typst's warnings.
///
/// The elements of the document are usually unknown in the first pass. Those of an earlier layout
/// can take their place: mostly they are still true, and one pass is enough. Pages that are not
/// `worth_settling` after a pass remain rough.
pub(super) fn compile(
    world: &EventWorld<'_>,
    expected: Option<Introspection>,
    worth_settling: &dyn Fn(&PagedDocument) -> bool,
) -> Compiled {
    let EntryPoint { function, warnings, .. } = world.entry();
    let mut sink = Sink::new();
    warnings.into_iter().for_each(|warning| sink.warn(warning));
    let traced = Traced::default();
    let pages = function
        .and_then(|function| set(&function, world, &traced, &mut sink, expected, worth_settling));
    Compiled { pages, warnings: sink.warnings() }
}

/// Returns the values of the expression at a span while an event is laid out.
pub(super) fn trace(world: &EventWorld<'_>, span: Span) -> EcoVec<(Value, Option<Styles>)> {
    let traced = Traced::new(span);
    let EntryPoint { function, mut values, .. } = EntryPoint::evaluate(world, &traced);
    if let Ok(function) = function {
        let mut sink = Sink::new();
        // The caller traces because of an error, which has already been reported.
        let _ = set(&function, world, &traced, &mut sink, None, &|_| true);
        values.extend(sink.values());
    }
    values
}

/// Calls the template's function and lays out the content that it returns until the introspected
/// state is stable, as [`typst::compile`] does with the content of a file, or the pages are not
/// worth it.
fn set(
    function: &Func,
    event: &EventWorld<'_>,
    traced: &Traced,
    sink: &mut Sink,
    expected: Option<Introspection>,
    worth_settling: &dyn Fn(&PagedDocument) -> bool,
) -> SourceResult<Pages> {
    let world: &dyn World = event;
    let library = world.library();
    let nothing: &dyn Introspector = &EmptyIntrospector;
    let arguments = Args::new(function.span(), event.arguments.iter().cloned());
    // Tracked only once: results recorded for one tracked world are not reused for another.
    let tracked = world.track();
    let mut engine = engine_with(tracked, library, nothing.track(), traced, sink);
    let given = function.call(&mut engine, Context::none().track(), arguments);
    let content = given.map_err(|errors| of_arguments(errors, function))?.display();
    let content = event.marked(content);
    let base = StyleChain::new(&library.styles);
    let target = TargetElem::target.set(Target::Paged).wrap();
    // Only the introspectors of earlier passes are kept, because their pages take memory.
    let mut passes: Vec<Introspection> = expected.into_iter().collect();
    let (document, is_rough) = loop {
        let earlier = passes.last().map_or(nothing, |pass| &**pass);
        let constraint = Constraint::new();
        let mut remarks = Sink::new();
        let mut engine =
            engine_with(tracked, library, earlier.track_with(&constraint), traced, &mut remarks);
        let document = PagedDocument::create(&mut engine, &content, base.chain(&target))?;
        let known: &dyn Introspector = &**document.introspector();
        let settled = constraint.validate(known) || only_measures(&remarks);
        passes.push(Arc::clone(document.introspector()));
        if settled || passes.len() == MAX_ITERS {
            if !settled {
                let mut introspectors = [nothing; MAX_ITERS + 1];
                introspectors[1..].iter_mut().zip(&passes).for_each(|(i, pass)| *i = &**pass);
                let warnings = analyze(tracked, introspectors, remarks.introspections());
                warnings.into_iter().for_each(|warning| sink.warn(warning));
            }
            sink.extend_from_sink(remarks);
            break (document, false);
        }
        if !worth_settling(&document) {
            break (document, true);
        }
        // What the last pass did not need again, the next will hardly need; a long document needs
        // the memory.
        if document.pages().len() > LONG {
            drop(document);
            comemo::evict(1);
        }
    };
    // Frees Typst's memo before the export, which needs the memory.
    if document.pages().len() > LONG {
        comemo::evict(0);
    }
    let delayed = sink.delayed();
    if delayed.is_empty() { Ok(Pages { document, is_rough }) } else { Err(delayed) }
}

/// Returns whether a pass only queried elements that it had measured itself.
///
/// Typst asks this for each element in order to answer the questions of that element itself. A
/// pass in which no element has a question is the same whatever the answer, but Typst's own test
/// always takes the first pass for unsettled, and would make it again.
fn only_measures(pass: &Sink) -> bool {
    // Typst tells the type of a question only to `Debug`. Under another name, there are two
    // passes, as there would be without this.
    const MEASURE: &[u8] = b"Introspection(MeasureIntrospection ";
    pass.introspections().iter().all(|question| {
        let mut opening = [0; MEASURE.len()];
        // The rest has no room, and is not needed.
        let _ = write!(&mut opening[..], "{question:?}");
        opening == *MEASURE
    })
}

#[expect(clippy::needless_pass_by_value, reason = "it is a reference itself")]
fn engine_with<'a>(
    world: Tracked<'a, dyn World + 'a>,
    library: &'a LazyHash<Library>,
    introspector: Tracked<'a, dyn Introspector + 'a>,
    traced: &'a Traced,
    sink: &'a mut Sink,
) -> Engine<'a> {
    Engine {
        world,
        library,
        introspector: Protected::new(introspector),
        traced: traced.track(),
        sink: sink.track_mut(),
        route: Route::default(),
    }
}

/// Adds a hint about the arguments to errors of a function with the wrong parameters.
fn of_arguments(mut errors: EcoVec<SourceDiagnostic>, function: &Func) -> EcoVec<SourceDiagnostic> {
    let its_own = |error: &&mut SourceDiagnostic| error.span == function.span().into();
    for error in errors.make_mut().iter_mut().filter(its_own) {
        error.hint(wrong_parameters().to_string());
    }
    errors
}
