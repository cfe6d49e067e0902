//! The guides, followed by a reader who types everything as printed: each block of code in
//! README.md, in `docs` and in templates/README.md runs in a project that the README has made.
//!
//! A block without a language holds commands, one in each line: an explanation follows after two
//! spaces, and in a block with lines after `$`, the other lines are output. A block of TOML or
//! Typst is put into the file that its first line or the comment above it names. A block that
//! begins with a finding is what byline prints about the line that it quotes.
//!
//! A comment directly above a block says how to follow it:
//! - `<!-- goes into: FILE -->`: its keys are added to those of the file;
//! - `<!-- replaces: FILE -->`: it is the whole file;
//! - `<!-- not run: REASON -->`: one of `REASONS`, which must be true of the block.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod blocks;
#[path = "../common/mod.rs"]
mod common;
mod follower;
#[path = "../common/pictures.rs"]
mod pictures;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use blocks::{Block, Note, REASONS, blocks};
use byline_core::lint::LINTS;
use common::{Project, repository};
use follower::{Follower, completed};
use image::ImageFormat;
use pictures::{corners, encode};

/// The examples in docs/findings.md that illustrate a finding without causing it, because the
/// rest of it is in another file or left out.
const ILLUSTRATIONS: [&str; 11] = [
    "attendance-leap",
    "duplicate-entry",
    "follow-circle",
    "number-gap",
    "number-order",
    "outdated-template",
    "page-budget",
    "series-differs",
    "similar-name",
    "unknown-reference",
    "unusable-story",
];

/// Returns the pages, with their texts. Of the findings, only what precedes their list: the
/// examples in it are tried below, and by `tests/checks.rs`.
fn pages() -> Vec<(String, String)> {
    let docs = fs::read_dir(repository().join("docs")).unwrap();
    let docs = docs.map(|entry| format!("docs/{}", entry.unwrap().file_name().display()));
    let mut names: Vec<_> =
        docs.filter(|name| Path::new(name).extension().is_some_and(|end| end == "md")).collect();
    names.extend(["README.md".into(), "templates/README.md".into()]);
    names.sort();
    let read = |name: String| {
        let text = fs::read_to_string(repository().join(&name)).unwrap();
        let listed = text.find("<!-- generated -->").filter(|_| name == "docs/findings.md");
        (name, text[..listed.unwrap_or(text.len())].to_owned())
    };
    names.into_iter().map(read).collect()
}

#[test]
fn every_block_of_the_guides_works() {
    let (mut faults, mut reasons, mut count) = (Vec::new(), BTreeSet::new(), 0);
    for (page, text) in pages() {
        let (blocks, unclear) = blocks(&page, &text);
        faults.extend(unclear);
        if blocks.is_empty() {
            continue;
        }
        let mut follower = Follower::of(&page);
        for block in blocks {
            count += 1;
            if let Some(Note::NotRun(reason)) = &block.note {
                reasons.insert(reason.clone());
            }
            let fault = block.fault().or_else(|| follower.follow(&block).err());
            faults.extend(fault.map(|fault| format!("{}: {fault}", block.place)));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n\n"));
    assert!(count > 25, "only {count} blocks were found");
    assert_eq!(reasons.len(), REASONS.len(), "only these reasons are given: {reasons:?}");
}

/// The list of findings takes its examples from the rules, and from the editor's checks, whose
/// examples `tests/checks.rs` tries.
#[test]
fn examples_of_findings_are_true() {
    let text = fs::read_to_string(repository().join("docs/findings.md")).unwrap();
    let (_, list) = text.split_once("<!-- generated -->").unwrap();
    let is_lint = |code: &str| LINTS.iter().any(|lint| lint.code.name() == code);
    let (mut silent, mut tried) = (BTreeSet::new(), 0);
    for Block { section: code, text, language, .. } in blocks("docs/findings.md", list).0 {
        if is_lint(&code) || language != "toml" {
            continue;
        }
        let keys: Vec<_> = text.lines().filter_map(|line| line.split([' ', ']']).next()).collect();
        let name = match keys[0] {
            "[brand" | "organisation" => "byline.toml",
            "[lee-one" => "people.toml",
            "#" => "records/a.ms.toml",
            _ => "records/a.toml",
        };
        let project = Project::small("templates = ['report']\n");
        project.write("records/hall.jpg", encode(&corners(600, 400).into(), ImageFormat::Jpeg));
        let old = fs::read_to_string(project.path(name)).unwrap_or_default();
        project.write(name, completed(&text, &old));
        let args = ["check", "--message-format", "json", "--lang", "en,ms"];
        if !project.byline(&args).stdout.contains(&format!("\"code\":\"{code}\"")) {
            silent.insert(code);
        }
        tried += 1;
    }
    assert_eq!(silent, ILLUSTRATIONS.map(str::to_owned).into());
    assert!(tried > 2 * silent.len(), "only {tried} examples were tried");
}

#[test]
fn comments_that_are_wrong_are_found() {
    let faults = |text: &str| {
        let (blocks, mut faults) = blocks("page.md", text);
        faults.extend(blocks.iter().filter_map(Block::fault));
        faults
    };
    for (sound, text) in [
        (true, "```\nbyline build\n```"),
        (true, "- a list\n\n  <!-- not run: compiles byline -->\n  ```\n  cargo test\n  ```"),
        (true, "<!-- not run: runs until stopped -->\n```\nbyline serve\n```"),
        (true, "```toml\n# byline.toml: a part\n[brand]\n```"),
        (true, "<!-- generated -->\n\nwords"),
        (false, "<!-- not run: too long -->\n```\nbyline build\n```"),
        (false, "<!-- not run: compiles byline -->\n```\nbyline build\n```"),
        (false, "<!-- not run: compiles byline -->\n\nwords\n\n```\ncargo test\n```"),
        (false, "```\ncargo test\n```\n\n<!-- not run: compiles byline -->"),
        (false, "<!-- not to be run -->\n```\nbyline build\n```"),
        (false, "<!-- goes into: byline.toml -->\n```toml\n# byline.toml\n[brand]\n```"),
        (false, "<!-- replaces: byline.toml -->\n```\nbyline build\n```"),
        (false, "```toml\n[brand]\n```"),
        (false, "```yaml\njobs:\n```"),
    ] {
        assert_eq!(faults(text).is_empty(), sound, "{text}: {:?}", faults(text));
    }
}
