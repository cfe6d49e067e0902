//! Edits at random, of every record and of files in every legal layout: after each, the file
//! means what was entered, all comments are there, and no other byte has changed.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod bytes;
mod draw;
mod files;
mod tree;

use std::slice;

use byline_core::edit::{TomlEdit, apply_in_order};
use byline_fuzz::Rng;
use files::{Kept, annotated, files};
use tree::Before;

/// The number of edits to make.
const EDITS: usize = 10_000;

/// The number of edits of a file, one after the other, before it is read again.
const IN_A_ROW: usize = 12;

#[test]
fn an_edit_changes_nothing_else() {
    let files = files();
    let mut rng = Rng::new(20_261_120);
    let (mut made, mut refused) = (0, Vec::<String>::new());
    while made < EDITS {
        for (name, text) in &files {
            let mut text = annotated(text, &mut rng);
            for _ in 0..IN_A_ROW {
                let before = Before::of(&text);
                let edit = draw::edit(&before, &mut rng);
                let order = draw::order(&before, &mut rng);
                match apply_in_order(&text, slice::from_ref(&edit), &|_| order.clone()) {
                    Ok(after) => {
                        check(name, &before, &edit, &after);
                        text = after;
                        made += 1;
                    }
                    Err(_) if before.cannot_hold(&edit) => {}
                    Err(unfit) => refused.push(format!("{name}: {}: {edit:?}", unfit.path())),
                }
            }
        }
    }
    assert!(refused.is_empty(), "{} of {made} are refused:\n{}", refused.len(), refused.join("\n"));
}

#[track_caller]
fn check(name: &str, before: &Before, edit: &TomlEdit, after: &str) {
    let faults = [
        tree::fault(before, edit, after),
        Kept::of(before, edit).fault(after),
        bytes::fault(before, edit, after),
    ];
    if let Some(fault) = faults.into_iter().flatten().next() {
        panic!("{name}: {fault}\n{edit:?}\n--- before\n{}\n--- after\n{after}", before.text);
    }
}
