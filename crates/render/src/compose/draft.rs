//! The mark of drafts: a document with placeholders to fill in says on every page, and in its
//! metadata, that it is not finished.

use typst::ecow::EcoString;
use typst::foundations::{Content, Dict, NativeElement, Smart, Value};
use typst::layout::{
    Abs, Alignment, BoxElem, Corners, HAlignment, Length, PageElem, PlaceElem, Rel, Sides,
    VAlignment,
};
use typst::pdf::ArtifactKind;
use typst::text::{FontFamily, FontList, FontWeight, TextElem, TextSize};
use typst::visualize::{Color, Paint, Stroke};

use super::RenderRequest;
use crate::contract::{LOCALE, Subject};
use byline_core::lint::is_unfilled;
use byline_core::model::{Language, Words};

/// How far the mark stands from the edge of the trimmed page.
const FROM_EDGE: f64 = 4.0;

/// How far the print shop's sheet reaches beyond the trimmed page: bleed and crop marks, as in
/// `templates/design/page.typ`.
const BEYOND: f64 = 10.0;

/// The family for labels in Latin letters, which is byline's own.
const LATIN: &str = "Noto Sans";

/// The colour of the mark; in greyscale, it is black.
const RED: [u8; 3] = [0xb0, 0x1e, 0x1e];

impl RenderRequest<'_> {
    /// Returns whether something is still to be filled in: a text of the document, or the name of
    /// the organisation.
    pub(crate) fn is_draft(&self) -> bool {
        let reader = &self.document_languages.locale.language;
        let mut unfilled = self.project.is_unnamed();
        let mut look = |main: &Language, words: Words<'_>| unfilled |= is_open(words, main, reader);
        match self.subject {
            Subject::Event(event) => event.visit(&mut |words| look(event.language(), words)),
            Subject::Issue(issue) => {
                issue.visit(&mut |words| look(issue.language(), words));
                for event in issue.stories.iter().map(|story| &story.event) {
                    event.visit(&mut |words| look(event.language(), words));
                }
            }
        }
        unfilled
    }
}

/// Returns whether a text is a placeholder for its readers.
fn is_open(words: Words<'_>, main: &Language, reader: &Language) -> bool {
    match words {
        Words::Line(text) | Words::Name(text) | Words::Alt(text) => {
            is_unfilled(text.to_reader(main, reader).text.as_str())
        }
        Words::Prose(prose) => is_unfilled(&prose.to_reader(main, reader).text.plain()),
    }
}

/// Returns the content of a document with the mark in the upper margin of each page. `inputs` are
/// the template's, which name the fonts.
pub(super) fn marked(content: Content, request: &RenderRequest<'_>, inputs: &Dict) -> Content {
    let millimetres = |length| Length::from(Abs::mm(length));
    let [red, green, blue] = RED;
    let red = Color::from_u8(red, green, blue, u8::MAX);
    let red = Paint::Solid(if request.output.greyscale { Color::BLACK } else { red });
    let words = request.document_languages.locale.word("words", "draft-note");
    let said = TextElem::packed(words)
        .set(TextElem::font, families(inputs))
        .set(TextElem::size, TextSize(Length::from(Abs::pt(8.5))))
        .set(TextElem::weight, FontWeight::BOLD)
        .set(TextElem::fill, red.clone());
    let edge = Stroke { paint: Smart::Custom(red), ..Stroke::default() };
    let label = BoxElem::new()
        .with_body(Some(said))
        .with_fill(Some(Paint::Solid(Color::WHITE)))
        .with_stroke(Sides::splat(Some(Some(edge))))
        .with_radius(Corners::splat(Some(Rel::from(millimetres(1.0)))))
        .with_inset(Sides::splat(Some(Rel::from(millimetres(1.2)))))
        .pack();
    let print = request.output.print;
    let from_edge = if print { BEYOND + FROM_EDGE } else { FROM_EDGE };
    let mark = PlaceElem::new(label)
        .with_alignment(Smart::Custom(Alignment::Both(HAlignment::Center, VAlignment::Top)))
        .with_dy(Rel::from(millimetres(from_edge)))
        .pack();
    // A page of the project's own may be filled or covered by a picture. The standard ones are
    // not, and have their crop marks in front.
    if request.template.is_of_project() && !print {
        content.set(PageElem::foreground, Some(mark.artifact(ArtifactKind::Background)))
    } else {
        content.set(PageElem::background, Some(mark))
    }
}

/// Returns the families for labels in the language of the readers.
fn families(inputs: &Dict) -> FontList {
    let locale = inputs.get(LOCALE).ok().and_then(|locale| locale.clone().cast::<Dict>().ok());
    let fonts = locale.and_then(|locale| locale.get("fonts").ok()?.clone().cast::<Dict>().ok());
    let Some(Value::Array(families)) = fonts.and_then(|fonts| fonts.get("sans").ok().cloned())
    else {
        return FontList::default();
    };
    let own = families.into_iter().filter_map(|family| family.cast::<EcoString>().ok());
    let names = [EcoString::from(LATIN)].into_iter().chain(own);
    FontList(names.map(|name| FontFamily::new(&name)).collect())
}
