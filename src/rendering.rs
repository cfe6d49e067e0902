//! A finding as people see it: the message, the line of the file, and the hints.

use std::ops::Range;

use annotate_snippets as snippets;
use annotate_snippets::{Annotation, AnnotationKind, Group, Origin, Renderer, Snippet};

use crate::message_settings::MessageSettings;
use crate::visible::{visible, visible_line};
use byline_core::diagnostic::{Diagnostic, Level};
use byline_core::message::message;
use byline_core::source::Place;

/// Renders a finding in several lines, in which what a terminal would interpret is escaped.
pub(crate) fn render(finding: &Diagnostic, settings: MessageSettings) -> String {
    let level = match finding.level() {
        Level::Error => snippets::Level::ERROR,
        Level::Warning => snippets::Level::WARNING,
        Level::Information => snippets::Level::INFO,
    };
    let level = level.with_name(settings.translate(&finding.level().message()));
    // The group below borrows the translated texts, so they are made first.
    let message = settings.translate(&finding.message);
    let hints: Vec<_> = finding.hints.iter().map(|hint| settings.translate(hint)).collect();
    let related: Vec<_> =
        finding.related.iter().map(|(place, words)| (place, settings.translate(words))).collect();
    let mut group = level
        .primary_title(visible(&message))
        .id(finding.code.name())
        .elements(None::<snippets::Message<'_>>);
    if let Some(place) = &finding.place {
        if place.source.text().is_empty() {
            group = group.element(Origin::path(visible(place.source.name())));
        } else {
            group = with_line(group, place, |range| AnnotationKind::Primary.span(range));
        }
    }
    for (place, words) in &related {
        group = with_line(group, place, |range| {
            AnnotationKind::Context.span(range).label(visible(words))
        });
    }
    let hint_label = settings.translate(&message!("hint"));
    for hint in &hints {
        group = group
            .element(snippets::Level::HELP.with_name(hint_label.as_str()).message(visible(hint)));
    }
    Renderer::styled().render(&[group])
}

/// The length in bytes from which only the part of a line around a place is shown.
const MAX_LINE: usize = 4_000;

/// The number of bytes of a long line that are shown before a place, and behind its start.
const CONTEXT_BYTES: (usize, usize) = (200, 400);

/// Adds the line on which a place starts, because the whole file may be long. `mark` annotates
/// the part of the place on that line, whose start is enough to identify a long paragraph.
fn with_line<'a>(
    group: Group<'a>,
    place: &'a Place,
    mark: impl Fn(Range<usize>) -> Annotation<'a>,
) -> Group<'a> {
    let (name, text) = (visible(place.source.name()), place.source.text());
    let (line, column) = place.line_column();
    let whole = place.source.line_range(line);
    let start = place.range.start.clamp(whole.start, whole.end);
    let shown = if whole.len() <= MAX_LINE {
        whole.clone()
    } else {
        let from = whole.start.max(text.floor_char_boundary(start.saturating_sub(CONTEXT_BYTES.0)));
        from..whole.end.min(text.ceil_char_boundary(start + CONTEXT_BYTES.1))
    };
    let end = place.range.end.clamp(start, shown.end);
    let before = visible_line(&text[shown.start..start]).len();
    let length = visible_line(text[start..end].trim_end()).len();
    let snippet = Snippet::source(visible_line(&text[shown.clone()])).line_start(line);
    let snippet = snippet.annotation(mark(before..before + length));
    if shown == whole {
        return group.element(snippet.path(name));
    }
    group.element(Origin::path(name).line(line).char_column(column)).element(snippet)
}
