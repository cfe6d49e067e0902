//! The Typst world of one document: the fonts of the run, the files of the template and one event.
//! Every method of [`World`] delegates to a shared part.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use typst::diag::FileResult;
use typst::foundations::{Array, Bytes, Content, Datetime, Dict, Duration, IntoValue, Value};
use typst::syntax::{FileId, Source};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, World};
use typst_kit::fonts::FontStore;

use super::draft;
use super::edition::{Edition, EntryPoint};
use super::fonts::families_of;
use super::{DocumentLanguages, RenderRequest};
use crate::contract::{self, Arguments, Inputs, LOCALE, Output, Pictures, Places, SECOND};
use byline_core::locale::Locale;
use byline_core::model::Language;
use byline_core::scripts::is_han;

/// The Typst world for laying out one event.
pub(super) struct EventWorld<'a> {
    pub(super) render_request: RenderRequest<'a>,
    /// The pictures that replace the placeholders.
    pub(super) pictures: Arc<Pictures>,
    /// The places of the values that the arguments hold.
    pub(super) places: Arc<Places>,
    /// The fonts for the characters of the document.
    pub(super) fonts: &'a FontStore,
    /// The arguments of the template's function.
    pub(super) arguments: Arguments,
    /// The inputs that documents share.
    shared: Dict,
    edition: Arc<Edition>,
    told_the_day: AtomicBool,
    /// Whether something is still to be filled in.
    is_draft: bool,
}

impl<'a> EventWorld<'a> {
    pub(super) fn new(render_request: RenderRequest<'a>) -> Self {
        let Inputs { mut shared, arguments, pictures, places, characters, .. } =
            render_request.inputs();
        let DocumentLanguages { locale, second, .. } = render_request.document_languages;
        let second = second.as_deref();
        let chinese = characters.iter().any(|char| is_han(*char));
        let chinese = chinese.then(|| render_request.locales.get(&Language::chinese()));
        let locales: Vec<&Locale> =
            [Some(&**locale), second, chinese.as_deref()].into_iter().flatten().collect();
        // A template of a project may ask for any family.
        let is_standard = !render_request.template.is_of_project();
        let families = is_standard.then(|| families_for(&locales));
        let fonts = render_request.fonts.store(&characters, families);
        choose_fonts(&mut shared, LOCALE, fonts, &locales);
        if let Some(second) = second {
            choose_fonts(&mut shared, SECOND, fonts, &[second]);
        }
        let edition = render_request.editions.of(render_request.template.main(), shared.clone());
        Self {
            render_request,
            pictures: Arc::new(pictures),
            places: Arc::new(places),
            fonts,
            arguments,
            shared,
            edition,
            told_the_day: AtomicBool::new(false),
            is_draft: render_request.is_draft(),
        }
    }

    /// Returns the same world at another step of the page budget. The event's values do not
    /// depend on the step.
    pub(super) fn at(&self, fit: u32) -> Self {
        let mut shared = self.shared.clone();
        contract::set_fit(&mut shared, fit);
        let output = Output { fit, ..self.render_request.output };
        let render_request = RenderRequest { output, ..self.render_request };
        let edition = render_request.editions.of(render_request.template.main(), shared.clone());
        Self {
            render_request,
            pictures: Arc::clone(&self.pictures),
            places: Arc::clone(&self.places),
            fonts: self.fonts,
            arguments: self.arguments.clone(),
            shared,
            edition,
            told_the_day: AtomicBool::new(false),
            is_draft: self.is_draft,
        }
    }

    /// Returns the content of the document, with the mark of a draft if it is one.
    pub(super) fn marked(&self, content: Content) -> Content {
        let Self { render_request, shared, .. } = self;
        if self.is_draft { draft::marked(content, render_request, shared) } else { content }
    }

    /// Returns the template's function.
    pub(super) fn entry(&self) -> EntryPoint {
        self.edition.entry(self, || self.told_the_day.load(Ordering::Relaxed))
    }
}

/// Returns the names of the families that the standard templates ask for in some languages, in
/// lower case. Those of a brand are no system fonts.
fn families_for(locales: &[&Locale]) -> BTreeSet<String> {
    let kinds = ["serif", "sans"];
    let families =
        locales.iter().flat_map(|locale| kinds.map(|kind| locale.words_of("fonts", kind)));
    families.flatten().map(str::to_lowercase).collect()
}

/// Adds the available font families of a language to the template's inputs.
fn choose_fonts(inputs: &mut Dict, key: &str, store: &FontStore, locales: &[&Locale]) {
    let Ok(Value::Dict(locale)) = inputs.at_mut(key) else { return };
    let mut families = Dict::new();
    for kind in ["serif", "sans"] {
        let found = families_of(store, kind, locales).into_iter().map(IntoValue::into_value);
        families.insert(kind.into(), found.collect::<Array>().into_value());
    }
    locale.insert("fonts".into(), families.into_value());
}

impl World for EventWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.edition.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.fonts.book()
    }

    fn main(&self) -> FileId {
        self.render_request.template.main()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.render_request.template.files().source(id)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.render_request.template.files().file(id)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.font(index)
    }

    /// Returns the first day of the event, so that a report reads the same whenever it is built.
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        self.told_the_day.store(true, Ordering::Relaxed);
        contract::datetime(self.render_request.date())
    }
}
