//! The harness for prose in light Markdown.

use byline_core::model::{Block, File, Origin, Prose};

use crate::Harness;
use crate::mutate::{bytes, tokens};

/// Prose.
pub(crate) const MARKDOWN: Harness = Harness {
    name: "markdown",
    seeds: || SEEDS.map(|seed| seed.as_bytes().to_vec()).to_vec(),
    mutate: |file, rng| {
        if rng.one_in(8) {
            bytes::change(file, rng);
        } else {
            tokens::change(file, &MARKS, rng);
        }
    },
    run,
};

const SEEDS: [&str; 7] = [
    "The *tide* was **high**, said [the office](https://example.org/a_b \"title\").",
    "- one\n- two\n  - three\n\n    four\n\n1. five\n2) six",
    "> quoted\n> - list\n>\n> > deeper\n\nend  \nbreak\\\nbreak",
    "# Title\n\n```\ncode\n```\n\n<b>bold</b> <https://a.example> <a_b@c.example> &amp; `x`",
    "[word]: address\n\n[word] and [other][word] ![picture](a.jpg)\n\n---\n\n***",
    "    indented *b*\n\ta\n\n* * *\n_a_ __b__ \\*c\\* 5*3*2",
    "e\u{301}\u{301} 永字 \u{202e}abc\u{202c} a\u{ad}b 🎉",
];

const MARKS: [&str; 40] = [
    "*",
    "**",
    "***",
    "_",
    "__",
    "`",
    "```",
    "~~~",
    "> ",
    "- ",
    "+ ",
    "1. ",
    "999999999) ",
    "[",
    "]",
    "(",
    ")",
    "](",
    "]: ",
    "[a]: b\n",
    "![",
    "<",
    ">",
    "<b>",
    "<!--",
    "-->",
    "<https://a.example>",
    "&",
    "&amp;",
    "&#0;",
    "\\",
    "\n",
    "\n\n",
    "    ",
    "\t",
    "# ",
    "---",
    "\u{301}",
    "\u{a0}",
    "永",
];

/// How deep blocks may be nested: twice the limit that byline states, as lists have items.
const DEPTH: usize = 32;

fn run(file: &[u8]) {
    let text = String::from_utf8_lossy(file);
    let origin = Origin { file: File::Record, range: 0..text.len() };
    let Ok(prose) = Prose::new(&text, origin) else { return };
    assert!(!prose.blocks().is_empty());
    assert!(depth(prose.blocks()) <= DEPTH, "it is nested too deep");
    prose.plain();
    for remark in prose.remarks() {
        assert!(!remark.message.is_empty());
    }
}

fn depth(blocks: &[Block]) -> usize {
    let inner = blocks.iter().map(|block| match block {
        Block::Paragraph(_) => 0,
        Block::Quote(blocks) => depth(blocks),
        Block::List(items) => items.iter().map(|item| depth(item)).max().unwrap_or(0),
        Block::Numbered { items, .. } => {
            items.iter().map(|(_, item)| depth(item)).max().unwrap_or(0)
        }
    });
    1 + inner.max().unwrap_or(0)
}
