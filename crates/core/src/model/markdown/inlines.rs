//! The inline content of a paragraph: words, emphasis and links.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag};

use super::marks::{ESCAPABLE, rearm};
use super::{Builder, MAX_DEPTH, push_text, unquoted};
use crate::model::markup::Inline;

impl Builder<'_, '_> {
    /// Reads inline content up to the next event that is not inline, which is not consumed.
    ///
    /// `from` is the byte offset at which the content starts.
    pub(super) fn inlines(&mut self, from: usize) -> Vec<Inline> {
        let mut inlines = Vec::new();
        let mut end = from;
        while let Some((event, range)) = self.events.peek().cloned() {
            match event {
                Event::Text(_) => {
                    self.events.next();
                    self.text(range.clone(), end, &mut inlines);
                }
                Event::Code(_) => {
                    self.events.next();
                    push_text(&mut inlines, &unquoted(&self.markdown[range.clone()], " "));
                }
                Event::InlineHtml(_) | Event::Html(_) => {
                    self.events.next();
                    self.remark(range.clone(), "prose has no HTML");
                    push_text(&mut inlines, &unquoted(&self.markdown[range.clone()], " "));
                }
                Event::SoftBreak => {
                    self.events.next();
                    inlines.push(Inline::Space);
                }
                Event::HardBreak => {
                    self.events.next();
                    if self.markdown[range.clone()].starts_with('\\') {
                        push_text(&mut inlines, "\\");
                    }
                    inlines.push(Inline::Break);
                }
                Event::Start(Tag::Emphasis) => {
                    if let Some(body) = self.inner(range.start + 1, &mut inlines) {
                        inlines.push(Inline::Emphasis(body));
                    }
                }
                Event::Start(Tag::Strong) => {
                    if let Some(body) = self.inner(range.start + 2, &mut inlines) {
                        inlines.push(Inline::Strong(body));
                    }
                }
                Event::Start(Tag::Link { link_type, dest_url, title, .. }) => {
                    let url = match link_type {
                        LinkType::Email => Some(format!("mailto:{}", rearm(&dest_url))),
                        _ => (is_address(&dest_url) && title.is_empty()).then(|| rearm(&dest_url)),
                    };
                    self.link(url, range.clone(), &mut inlines);
                }
                Event::Start(Tag::Image { .. }) => {
                    self.skip();
                    self.remark(range.clone(), "prose has no pictures; list them under `photos`");
                    push_text(&mut inlines, &unquoted(&self.markdown[range.clone()], " "));
                }
                _ => break,
            }
            end = range.end;
        }
        inlines
    }

    /// Adds text exactly as written; `end` is the offset at which the preceding text ends.
    fn text(&self, range: Range<usize>, end: usize, inlines: &mut Vec<Inline>) {
        let mut written = self.markdown[range.clone()].to_owned();
        // The parser omits the backslash of an escape, which leaves a gap between two events.
        let escaped = range.start > end
            && self.markdown.as_bytes()[range.start - 1] == b'\\'
            && !written.starts_with(|c| ESCAPABLE.contains(c));
        if escaped {
            written.insert(0, '\\');
        }
        push_text(inlines, &written);
    }

    /// Reads the link that starts here. A link whose address cannot be printed prints as
    /// written.
    fn link(&mut self, url: Option<String>, range: Range<usize>, inlines: &mut Vec<Inline>) {
        if let Some(url) = url {
            if let Some(body) = self.inner(range.start + 1, inlines) {
                inlines.push(Inline::Link { url, body });
            }
        } else {
            self.skip();
            self.remark(
                range.clone(),
                "a link is an address that starts with https://, http:// or mailto:",
            );
            push_text(inlines, &unquoted(&self.markdown[range], " "));
        }
    }

    /// Reads the content of the emphasis or link that starts here. If it is nested too deeply,
    /// the content is added to `outer` instead.
    fn inner(&mut self, from: usize, outer: &mut Vec<Inline>) -> Option<Vec<Inline>> {
        self.events.next();
        self.depth += 1;
        let body = if self.depth > MAX_DEPTH { self.flat() } else { self.inlines(from) };
        self.depth -= 1;
        if self.depth >= MAX_DEPTH {
            outer.extend(body);
            return None;
        }
        self.events.next();
        Some(body)
    }

    /// Reads the plain words of an element that is nested too deeply, and consumes its end.
    fn flat(&mut self) -> Vec<Inline> {
        let mut words = Vec::new();
        let mut open = 1;
        for (event, range) in self.events.by_ref() {
            match event {
                Event::Start(_) => open += 1,
                Event::End(_) => open -= 1,
                _ => push_text(&mut words, &self.markdown[range]),
            }
            if open == 0 {
                break;
            }
        }
        words
    }
}

/// Returns `true` if the target of a link is an address that readers can type from paper.
fn is_address(url: &str) -> bool {
    /// The typesetter rejects longer addresses, and nobody would type them.
    const MAX_URL: usize = 2_000;
    ["https://", "http://", "mailto:"].iter().any(|scheme| {
        url.len() > scheme.len()
            && url.len() <= MAX_URL
            && url.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    })
}
