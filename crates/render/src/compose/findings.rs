//! Turns Typst's diagnostics into findings about the record or the template.

use std::collections::HashSet;
use std::sync::Arc;

use typst::diag::SourceDiagnostic;
use typst::foundations::Bytes;
use typst::syntax::{DiagSpan, Span};
use typst::{World, WorldExt};

use super::fonts::families;
use super::world::EventWorld;
use super::{RenderRequest, values_at};
use crate::own_words::message_of;
use byline_core::diagnostic::{Code, Diagnostic};
use byline_core::fingerprint::Fingerprint;
use byline_core::message::{Message, message};
use byline_core::model::Picture;
use byline_core::source::{Place, Source};

/// Collects findings about one document.
pub(super) struct Findings<'w, 'a> {
    world: &'w EventWorld<'a>,
    list: Vec<Diagnostic>,
    reported: HashSet<Fingerprint>,
}

impl<'w, 'a> Findings<'w, 'a> {
    pub(super) fn new(world: &'w EventWorld<'a>) -> Self {
        Self { world, list: vec![], reported: HashSet::new() }
    }

    /// Adds a Typst diagnostic as a finding.
    pub(super) fn add(&mut self, code: Code, said: &SourceDiagnostic) {
        let mut finding = Diagnostic::new(code, message_of(&said.message));
        finding.place = self.place(said.span);
        if finding.place.is_none() && code == Code::TEMPLATE {
            let render_request = self.world.render_request;
            let main = render_request
                .template
                .name_of(render_request.template.main(), render_request.project);
            finding.place = Some(Place::of_file(main));
        }
        for hint in &said.hints {
            // `--root` is an option of Typst's own command line, which byline does not have.
            if !hint.v.contains("--root") {
                finding.hints.push(message_of(&hint.v));
            }
        }
        if code == Code::TEMPLATE {
            for found in values_at::expression_values(self.world, said.span) {
                match self.place(found.span) {
                    Some(place) => finding.related.push((place, found.message)),
                    None => finding.hints.push(message!("here {words}", words = found.message)),
                }
            }
        }
        for point in &said.trace {
            if let Some(place) = self.place(point.span) {
                finding.related.push((place, Message::verbatim(point.v.to_string())));
            }
        }
        self.push(finding);
    }

    /// Adds a finding about an unavailable font.
    pub(super) fn add_unknown_font(&mut self, said: &SourceDiagnostic) {
        let families = families(self.world.fonts);
        let message = Message::verbatim(said.message.as_str());
        let mut finding = Diagnostic::new(Code::UNKNOWN_FONT, message);
        finding.place = self.place(said.span);
        self.push(finding.hint(message!(
            "use one of {families}",
            families = Message::any_of(families.iter().copied().map(Message::code))
        )));
    }

    /// Adds a finding unless it has already been reported.
    pub(super) fn push(&mut self, finding: Diagnostic) {
        if self.reported.insert(finding.fingerprint()) {
            self.list.push(finding);
        }
    }

    /// Returns all findings, with those about the record in file order.
    pub(super) fn finish(mut self) -> Vec<Diagnostic> {
        let record = &self.world.render_request.sources.record;
        self.list.sort_by_key(|finding| {
            let place = finding.place.as_ref().filter(|place| Arc::ptr_eq(&place.source, record));
            place.map(|place| place.range.start)
        });
        self.list
    }

    /// Adds a finding at the place of a span.
    pub(super) fn push_at(&mut self, span: Span, mut finding: Diagnostic) {
        finding.place = self.place(span);
        self.push(finding);
    }

    /// Returns the picture for a placeholder, and the span of its file name.
    pub(super) fn picture(&self, stand_in: &Bytes) -> Option<(Picture, Span)> {
        self.world.pictures.get(stand_in).cloned()
    }

    /// Returns the render request of the document.
    pub(super) fn render_request(&self) -> RenderRequest<'a> {
        self.world.render_request
    }

    /// Returns the name of the template.
    pub(super) fn template(&self) -> &str {
        self.world.render_request.template.name.as_str()
    }

    /// Returns the place of a span in the record or in a file of the template.
    pub(super) fn place(&self, span: impl Into<DiagSpan>) -> Option<Place> {
        let span = span.into();
        if let Some(printed) = self.world.places.get(span) {
            return Some(printed.value.clone());
        }
        let id = span.id()?;
        let range = self.world.range(span)?;
        let render_request = self.world.render_request;
        let name = render_request.template.name_of(id, render_request.project);
        let text = match self.world.source(id) {
            Ok(source) => source.text().to_owned(),
            Err(_) => self.world.file(id).ok()?.as_str().ok()?.to_owned(),
        };
        Some(Place::new(&Source::new(name, text), range))
    }

    /// Returns the place of a character near a span: the exact place in a record, but in a
    /// template any occurrence within the text of the span.
    pub(super) fn place_of_char(&self, span: impl Into<DiagSpan>, char: char) -> Option<Place> {
        let place = self.place(span)?;
        let range = place.source.find_in(place.range.clone(), char.encode_utf8(&mut [0; 4]));
        Some(Place::new(&place.source, range))
    }
}
