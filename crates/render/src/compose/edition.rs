//! Evaluated templates that documents of a run share: a template is evaluated once for all
//! documents with the same words, brand and options.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use typst::comemo::Track;
use typst::diag::{SourceDiagnostic, SourceResult};
use typst::ecow::{EcoVec, eco_vec};
use typst::engine::{Route, Sink, Traced};
use typst::foundations::{Content, Dict, Func, SequenceElem, Style, StyledElem, Styles, Value};
use typst::model::ParbreakElem;
use typst::syntax::{FileId, Span};
use typst::text::SpaceElem;
use typst::utils::{LazyHash, hash128};
use typst::{Library, LibraryExt, World};

use crate::contract::ENTRY;
use crate::own_words::{move_into_function, no_function, not_printed, put_into_function};
use crate::template::Template;

/// The evaluated templates of a run. Each is created when the first document needs it.
#[derive(Default)]
pub struct Editions(Mutex<HashMap<(FileId, u128), Arc<Edition>>>);

impl Editions {
    /// Drops the editions of a template whose files have changed.
    pub fn forget(&self, template: &Template) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.retain(|(main, _), _| *main != template.main());
    }

    /// Returns the edition of a template, identified by its main file, for documents with the same
    /// shared inputs.
    pub(super) fn of(&self, template: FileId, shared: Dict) -> Arc<Edition> {
        // A thread that panicked while holding the lock can at most have missed adding an entry,
        // so a poisoned map is still valid.
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let key = (template, hash128(&shared));
        Arc::clone(known.entry(key).or_insert_with(|| Arc::new(Edition::new(shared))))
    }
}

/// A template before it receives an event.
///
/// Typst caches a result by everything that it depends on, and the evaluation of every module
/// depends on the library, including `sys.inputs`. Values that differ between documents are
/// therefore not part of the library but are passed to the template's function.
pub(super) struct Edition {
    pub(super) library: LazyHash<Library>,
    /// Locked while the template is evaluated: whoever else needs it waits.
    entry: Mutex<Option<EntryPoint>>,
}

impl Edition {
    fn new(shared: Dict) -> Self {
        let library = Library::builder().with_inputs(shared).build();
        Self { library: LazyHash::new(library), entry: Mutex::default() }
    }

    /// Returns the template's function. If its evaluation asks for today's date, the result
    /// depends on the document and is not cached.
    ///
    /// `told_the_day` returns whether the template asked for today's date.
    pub(super) fn entry(&self, world: &dyn World, told_the_day: impl Fn() -> bool) -> EntryPoint {
        let mut known = self.entry.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(entry) = &*known {
            return entry.clone();
        }
        let entry = EntryPoint::evaluate(world, &Traced::default());
        if !told_the_day() {
            *known = Some(entry.clone());
        }
        entry
    }
}

/// The function of a template that turns an event into a document, or the errors that prevented
/// its evaluation; with any warnings.
#[derive(Clone)]
pub(super) struct EntryPoint {
    pub(super) function: SourceResult<Func>,
    pub(super) warnings: EcoVec<SourceDiagnostic>,
    /// The values at the traced span.
    pub(super) values: EcoVec<(Value, Option<Styles>)>,
}

impl EntryPoint {
    /// Evaluates a template.
    pub(super) fn evaluate(world: &dyn World, traced: &Traced) -> Self {
        let mut sink = Sink::new();
        let function = function(world, traced, &mut sink);
        Self { function, warnings: sink.clone().warnings(), values: sink.values() }
    }
}

fn function(world: &dyn World, traced: &Traced, sink: &mut Sink) -> SourceResult<Func> {
    let main = world.source(world.main()).map_err(|problem| {
        eco_vec![SourceDiagnostic::error(Span::detached(), problem.to_string())]
    })?;
    let module = typst_eval::eval(
        world.track(),
        world.library(),
        traced.track(),
        sink.track_mut(),
        Route::default().track(),
        &main,
    );
    let module = module.map_err(|mut errors| {
        // The template may use the event at module level, where it is not yet available.
        if !main.text().contains(&format!("let {ENTRY}")) {
            let remedy = put_into_function().to_string();
            errors.make_mut().iter_mut().for_each(|error| error.hint(&*remedy));
        }
        errors
    })?;
    let Some(Value::Func(function)) = module.scope().get(ENTRY).map(|entry| entry.read().clone())
    else {
        let error = SourceDiagnostic::error(main.root().span(), no_function().to_string());
        return Err(eco_vec![error.with_hint(put_into_function().to_string())]);
    };
    if let Some(span) = printed(&module.content()) {
        let warning = SourceDiagnostic::warning(span, not_printed().to_string());
        sink.warn(warning.with_hint(move_into_function().to_string()));
    }
    Ok(function)
}

/// Returns the span of the first piece of content that would print something or set a style.
fn printed(content: &Content) -> Option<Span> {
    if let Some(sequence) = content.to_packed::<SequenceElem>() {
        return sequence.children.iter().find_map(printed);
    }
    if let Some(styled) = content.to_packed::<StyledElem>() {
        return styled.styles.iter().next().map(Style::span);
    }
    let blank = content.is::<SpaceElem>() || content.is::<ParbreakElem>();
    (!blank).then(|| content.span())
}
