//! Parses light Markdown.
//!
//! Light Markdown consists of paragraphs, `*emphasis*`, `**strong**`, `[links](https://…)`,
//! `<https://…>` and `<mail@…>`, lists and `>` block quotes. All other Markdown prints as
//! written, and so do all characters that have a meaning in the typesetter. A backslash prints
//! as written as well, except before one of [`ESCAPABLE`], where it escapes the mark as in
//! Markdown.

mod in_line;
mod inlines;
mod marks;
mod pasted;

use std::iter::Peekable;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, OffsetIter, Options, Parser, Tag};

use marks::{disarm, rearm};

use super::markup::{Block, Inline, Remark};
use crate::message::{Message, message};

pub(crate) use in_line::markup_in_line;
pub use marks::ESCAPABLE;
pub(crate) use pasted::list_marks;

/// The maximum nesting depth of lists and quotes. Deeper ones are flattened, so that no record
/// can exhaust the stack.
const MAX_DEPTH: usize = 12;

/// Parses a text into blocks, and adds remarks about markup that prints as written.
pub(super) fn parse(markdown: &str, remarks: &mut Vec<Remark>) -> Vec<Block> {
    parse_at(&pasted::tidied(markdown, remarks), remarks, 0)
}

/// Parses a text at a given nesting depth.
fn parse_at(markdown: &str, remarks: &mut Vec<Remark>, depth: usize) -> Vec<Block> {
    let markdown = disarm(markdown);
    let events = Parser::new_ext(&markdown, Options::empty()).into_offset_iter().peekable();
    let mut builder = Builder { markdown: &markdown, events, remarks, depth };
    builder.blocks()
}

struct Builder<'a, 'r> {
    markdown: &'a str,
    events: Peekable<OffsetIter<'a>>,
    remarks: &'r mut Vec<Remark>,
    depth: usize,
}

impl Builder<'_, '_> {
    /// Reads blocks up to the end of the enclosing block, which is consumed.
    fn blocks(&mut self) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut flattened = 0;
        while let Some((event, range)) = self.events.peek().cloned() {
            match event {
                Event::End(_) => {
                    self.events.next();
                    if flattened == 0 {
                        break;
                    }
                    flattened -= 1;
                }
                Event::Start(Tag::Paragraph) => {
                    self.events.next();
                    push_paragraph(&mut blocks, self.inlines(range.start));
                    self.events.next();
                }
                Event::Start(Tag::BlockQuote(_) | Tag::List(_) | Tag::Item)
                    if self.depth == MAX_DEPTH =>
                {
                    self.events.next();
                    flattened += 1;
                }
                Event::Start(Tag::BlockQuote(_)) => {
                    let inner = self.nested();
                    if !inner.is_empty() {
                        blocks.push(Block::Quote(inner));
                    }
                }
                Event::Start(Tag::List(start)) => {
                    self.events.next();
                    blocks.push(self.list(start.is_some()));
                    self.events.next();
                }
                // Office authors do not mean an indented paragraph as program code.
                Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => {
                    self.skip();
                    let text = rearm(&unquoted(&self.markdown[range], "\n"));
                    if self.depth == MAX_DEPTH {
                        push_paragraph(&mut blocks, vec![Inline::Text(text.replace('\n', " "))]);
                    } else {
                        blocks.extend(parse_at(&text, self.remarks, self.depth + 1));
                    }
                }
                Event::Rule
                | Event::Start(Tag::Heading { .. } | Tag::CodeBlock(_) | Tag::HtmlBlock) => {
                    self.as_written(&event, range, &mut blocks);
                }
                // Items of a tight list contain inline content without a paragraph.
                _ => {
                    let inlines = self.inlines(range.start);
                    if inlines.is_empty() {
                        self.events.next();
                    }
                    push_paragraph(&mut blocks, inlines);
                }
            }
        }
        blocks
    }

    /// Reads the items of the current list up to its end, which is not consumed.
    fn list(&mut self, numbered: bool) -> Block {
        let mut delimiter = '.';
        let mut items = Vec::new();
        while let Some((Event::Start(Tag::Item), range)) = self.events.peek().cloned() {
            let marker = self.markdown[range].trim_start();
            let digits = marker.bytes().take_while(u8::is_ascii_digit).count();
            let number = marker[..digits].parse().unwrap_or(1);
            if numbered {
                delimiter = marker[digits..].chars().next().unwrap_or(delimiter);
            }
            items.push((number, self.nested()));
        }
        if numbered {
            Block::Numbered { delimiter, items }
        } else {
            Block::List(items.into_iter().map(|(_, item)| item).collect())
        }
    }

    /// Reads the blocks inside the block that starts here.
    fn nested(&mut self) -> Vec<Block> {
        self.events.next();
        self.depth += 1;
        let blocks = self.blocks();
        self.depth -= 1;
        blocks
    }

    /// Skips the element that starts here.
    fn skip(&mut self) {
        let mut open = 0;
        for (event, _) in self.events.by_ref() {
            match event {
                Event::Start(_) => open += 1,
                Event::End(_) => open -= 1,
                _ => {}
            }
            if open == 0 {
                break;
            }
        }
    }

    /// Prints a block of unsupported Markdown line by line, as written.
    fn as_written(&mut self, event: &Event<'_>, range: Range<usize>, blocks: &mut Vec<Block>) {
        let message = match event {
            Event::Start(Tag::Heading { .. }) => message!("headings are not allowed in this text"),
            Event::Start(Tag::CodeBlock(_)) => message!("program code is not allowed in this text"),
            Event::Start(Tag::HtmlBlock) => message!("HTML is not allowed in this text"),
            _ => message!("horizontal rules are not allowed in this text"),
        };
        self.skip();
        self.remark(range.clone(), message);
        let mut inlines = Vec::new();
        for line in unquoted(self.markdown[range].trim(), "\n").lines() {
            if !inlines.is_empty() {
                inlines.push(Inline::Break);
            }
            push_text(&mut inlines, line.trim());
        }
        push_paragraph(blocks, inlines);
    }

    fn remark(&mut self, range: Range<usize>, message: Message) {
        self.remark_with(range, message, remove_marks());
    }

    fn remark_with(&mut self, range: Range<usize>, message: Message, hint: Message) {
        let excerpt = self.markdown[range].lines().next().unwrap_or_default().trim();
        self.remarks.push(Remark { excerpt: rearm(excerpt), message, hint });
    }
}

/// Returns the fix for most markup.
fn remove_marks() -> Message {
    message!("remove the marks; otherwise byline prints them as written")
}

fn push_paragraph(blocks: &mut Vec<Block>, inlines: Vec<Inline>) {
    if !inlines.is_empty() {
        blocks.push(Block::Paragraph(inlines));
    }
}

/// Returns the lines of a piece of Markdown without the marks of the enclosing quote.
fn unquoted(written: &str, between: &str) -> String {
    let lines = written.lines().enumerate().map(|(number, line)| match number {
        0 => line.trim_start(),
        _ => line.trim_start_matches(['>', ' ', '\t']),
    });
    lines.collect::<Vec<_>>().join(between)
}

fn push_text(inlines: &mut Vec<Inline>, text: &str) {
    // A tab between two words, as in text pasted from a spreadsheet, becomes a space.
    let text = rearm(text).replace(|c: char| c.is_whitespace() && c != '\u{a0}', " ");
    match inlines.last_mut() {
        Some(Inline::Text(last)) => last.push_str(&text),
        _ if text.is_empty() => {}
        _ => inlines.push(Inline::Text(text)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Prose;

    fn plain(inlines: &[Inline]) -> String {
        inlines
            .iter()
            .map(|inline| match inline {
                Inline::Text(text) => text.clone(),
                Inline::Space => " ".into(),
                Inline::Break => "\n".into(),
                Inline::Emphasis(body) => format!("<em>{}</em>", plain(body)),
                Inline::Strong(body) => format!("<strong>{}</strong>", plain(body)),
                Inline::Link { url, body } => format!("<{url}>{}", plain(body)),
            })
            .collect()
    }

    fn outline(blocks: &[Block]) -> String {
        let parts: Vec<_> = blocks
            .iter()
            .map(|block| match block {
                Block::Paragraph(inlines) => plain(inlines),
                Block::List(items) => {
                    let items: Vec<_> = items.iter().map(|item| outline(item)).collect();
                    format!("list {items:?}")
                }
                Block::Numbered { delimiter, items } => {
                    let item =
                        |(n, item): &(u64, Vec<Block>)| format!("{n}{delimiter} {}", outline(item));
                    format!("{:?}", items.iter().map(item).collect::<Vec<_>>())
                }
                Block::Quote(blocks) => format!("quote {}", outline(blocks)),
            })
            .collect();
        parts.join(" | ")
    }

    fn prose(markdown: &str) -> Prose {
        let origin = crate::model::Origin { file: crate::model::File::Record, range: 0..0 };
        Prose::new(markdown, origin).unwrap()
    }

    fn read(markdown: &str) -> String {
        outline(prose(markdown).blocks())
    }

    #[test]
    fn what_means_something_elsewhere_prints_as_written() {
        for text in [
            "#panic()",
            "@x $ <1% Q&A * \\",
            "5 * 3 * 2, 5*3*2 and `2*3`",
            "C:\\new\\table and \\# and \\\\",
            "&copy; &amp; `code` <b>bold</b>",
            "_draft_ and __init__ and a_b_c",
            "[a](https://example.org \"title\")",
            "# not a heading",
            "---",
            "[word]: address",
            "![picture](a.jpg)",
            "[file](secret.txt)",
            "[code](javascript:alert)",
            "```\nfence\n```",
        ] {
            assert_eq!(read(text), text);
        }
        assert_eq!(read("ends with \\\nbackslash"), "ends with \\\nbackslash");
    }

    #[test]
    fn light_markdown_is_understood() {
        assert_eq!(read("a *b* **c**\nd"), "a <em>b</em> <strong>c</strong> d");
        assert_eq!(read("\\*b\\* and snake_case_word"), "*b* and snake_case_word");
        assert_eq!(read("[byline](https://example.org/a_b)"), "<https://example.org/a_b>byline");
        assert_eq!(read("- a\n- b\n  c\n\n> d"), "list [\"a\", \"b c\"] | quote d");
        assert_eq!(read("3. a\n4. *b*"), "[\"3. a\", \"4. <em>b</em>\"]");
        assert_eq!(read("1) a\n7) b"), "[\"1) a\", \"7) b\"]");
        assert_eq!(read("Ministry\tof\tHealth"), "Ministry of Health");
        assert_eq!(read("<https://a.example>"), "<https://a.example>https://a.example");
        assert_eq!(read("<a_b@c.example>"), "<mailto:a_b@c.example>a_b@c.example");
        assert_eq!(read("> see `one\n> two` end"), "quote see `one two` end");
        assert_eq!(read("> a\n>\n>     b\n>     c"), "quote a | b c");
        assert_eq!(read("a\n\n    indented *b*"), "a | indented <em>b</em>");
    }

    #[test]
    fn what_prose_does_not_have_is_remarked_on() {
        let prose = prose("# Title\n\n[a](b) <i>c</i>");
        let excerpts: Vec<_> = prose.remarks().iter().map(|r| r.excerpt.as_str()).collect();
        assert_eq!(excerpts, ["# Title", "[a](b)", "<i>", "</i>"]);
    }

    #[test]
    fn nothing_can_be_nested_without_end() {
        for deep in ["> ".repeat(5) + "    "].map(|deep| deep.repeat(3_000) + "x") {
            assert!(!prose(&deep).blocks().is_empty());
        }
        for deep in ["> ".repeat(50_000) + "x", "- ".repeat(5_000) + "x", "*a **b ".repeat(5_000)] {
            assert!(!prose(&deep).blocks().is_empty());
        }
        let emphasis = "*a **b ".repeat(3_000) + &"** *".repeat(3_000);
        assert!(read(&emphasis).contains('b'));
    }
}
