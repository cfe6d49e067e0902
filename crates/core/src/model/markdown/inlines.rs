//! The inline content of a paragraph: words, emphasis and links.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag};

use super::marks::{ESCAPABLE, rearm};
use super::{Builder, MAX_DEPTH, push_text, remove_marks, unquoted};
use crate::message::{Message, message};
use crate::model::markup::Inline;

/// Returns the fix for a picture.
fn picture_hint() -> Message {
    message!("list it under `photos`; here, byline prints its marks as written")
}

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
                    self.remark(range.clone(), message!("HTML is not allowed in this text"));
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
                    self.link(url, &dest_url, range.clone(), &mut inlines);
                }
                Event::Start(Tag::Image { .. }) => {
                    self.skip();
                    let message = message!("pictures are not allowed in this text");
                    self.remark_with(range.clone(), message, picture_hint());
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
    fn link(
        &mut self,
        url: Option<String>,
        given: &str,
        range: Range<usize>,
        inlines: &mut Vec<Inline>,
    ) {
        if let Some(url) = url {
            if let Some(body) = self.inner(range.start + 1, inlines) {
                inlines.push(Inline::Link { url, body });
            }
        } else {
            self.skip();
            let (message, hint) = self.no_link(&rearm(given), range.clone());
            self.remark_with(range.clone(), message, hint);
            push_text(inlines, &unquoted(&self.markdown[range], " "));
        }
    }

    /// Says why a link is none, and how to write it if its address is one of the web.
    fn no_link(&self, given: &str, range: Range<usize>) -> (Message, Message) {
        let written = rearm(&self.markdown[range]);
        let words = written.split("](").next().unwrap_or_default().trim_start_matches('[');
        let given = given.trim();
        if is_address(given) && given.len() <= MAX_URL {
            let text = format!("[{words}]({given})");
            return (message!("titles of links are not allowed"), message!("write `{text}`"));
        }
        let hint = if is_web_address(given) {
            let scheme = if given.contains('@') { "mailto:" } else { "https://" };
            let text = format!("[{words}]({scheme}{given})");
            message!("write `{text}`")
        } else {
            remove_marks()
        };
        let message =
            message!("the address of this link does not start with https://, http:// or mailto:");
        (message, hint)
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

/// The typesetter rejects longer addresses, and nobody would type them.
const MAX_URL: usize = 2_000;

/// Returns `true` if the target of a link is an address that readers can type from paper.
fn is_address(url: &str) -> bool {
    ["https://", "http://", "mailto:"].iter().any(|scheme| {
        url.len() > scheme.len()
            && url.len() <= MAX_URL
            && url.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    })
}

/// Returns `true` if an address lacks only its scheme: the first part is the name of a host, which
/// no file is called by.
fn is_web_address(url: &str) -> bool {
    let host = url.split('/').next().unwrap_or_default();
    let host = host.rsplit('@').next().unwrap_or_default();
    let is_file = !url.contains(['/', '@']) && !host.starts_with("www.") && !url.ends_with('/');
    let labels = host.split('.');
    let sound = |label: &str| {
        !label.is_empty() && label.chars().all(|char| char.is_alphanumeric() || char == '-')
    };
    host.contains('.') && labels.clone().all(sound) && !(is_file && has_file_ending(host))
}

fn has_file_ending(name: &str) -> bool {
    let ending = name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    matches!(
        &*ending,
        "txt" | "pdf" | "doc" | "docx" | "xls" | "xlsx" | "jpg" | "jpeg" | "png" | "htm" | "html"
    )
}
