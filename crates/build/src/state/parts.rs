//! The files of sharded runs: their names, and the findings about those that are not merged.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::{OsStr, OsString};
use std::io;
use std::path::Path;

use super::lines::StateReadError;
use crate::plan::Shard;
use byline_core::cache_folder::{CACHE_FOLDER, SHARDS};
use byline_core::diagnostic::{Code, Diagnostic};
use byline_core::file::ReadError;
use byline_core::folder::TEMPORARY;
use byline_core::io_words::io_words;
use byline_core::message::{Message, message, plural};

/// The maximum number of gaps that a finding about missing parts names.
const MAX_GAPS: usize = 10;

/// Returns the part that a file belongs to.
pub(super) fn shard(name: &OsStr) -> Option<Shard> {
    let (number, of) = name.to_str()?.split_once("-of-")?;
    format!("{number}/{of}").parse().ok()
}

/// Returns the findings about parts that are not merged: files with these `names` that are not
/// parts, parts that are `unread`, and parts that are missing.
pub(super) fn left_out(
    names: &[OsString],
    unread: &[(OsString, StateReadError)],
) -> Vec<Diagnostic> {
    let mut findings: Vec<_> =
        unread.iter().map(|(name, problem)| unmerged(name, problem)).collect();
    let mut there: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
    for name in names {
        if let Some(Shard { number, of }) = shard(name) {
            there.entry(of.get()).or_default().insert(number.get());
        } else if !name.to_string_lossy().starts_with(TEMPORARY) {
            findings.push(not_merged(name, &message!("it is not a part of a sharded run"), false));
        }
    }
    findings.extend(there.into_iter().filter_map(|(of, there)| missing(&there, of)));
    findings
}

/// Returns the finding about a folder of parts that cannot be opened.
pub(super) fn not_opened(error: &io::Error) -> Diagnostic {
    let denied = error.kind() == io::ErrorKind::PermissionDenied;
    let (why, hint) = if denied {
        (
            message!("it cannot be read: {why}", why = io_words(error)),
            message!("ask for permission to read it, then merge again"),
        )
    } else {
        (
            message!("it is not a folder"),
            message!("rename or remove it, build the parts again, then merge again"),
        )
    };
    let path = Path::new(CACHE_FOLDER).join(SHARDS);
    let message = message!("`{path}` was not merged: {why}");
    Diagnostic::new(Code::UNUSABLE_PART, message).hint(hint)
}

/// Returns the finding about a file with this name that is not merged. A build replaces it, but
/// not if it is a `folder`.
fn not_merged(name: &OsStr, why: &Message, folder: bool) -> Diagnostic {
    let path = Path::new(CACHE_FOLDER).join(SHARDS).join(name);
    let message = message!("`{path}` was not merged: {why}");
    let hint = match shard(name) {
        Some(Shard { number, of }) if folder => message!(
            "rename or remove the folder, build the part again with `--shard {number}/{of}`, then \
             merge again"
        ),
        Some(Shard { number, of }) => {
            message!("build the part again with `--shard {number}/{of}`, then merge again")
        }
        None => message!("remove it if you do not need it"),
    };
    Diagnostic::new(Code::UNUSABLE_PART, message).hint(hint)
}

fn unmerged(name: &OsStr, problem: &StateReadError) -> Diagnostic {
    let not_merged = |why: Message| not_merged(name, &why, false);
    match problem {
        StateReadError::OtherVersion => not_merged(message!("another version of byline wrote it")),
        StateReadError::Damaged => not_merged(message!("it is damaged")),
        StateReadError::File(ReadError::TooLarge) => not_merged(message!("it is too large")),
        StateReadError::File(ReadError::Folder) => {
            self::not_merged(name, &message!("it is a folder, not a file"), true)
        }
        StateReadError::File(ReadError::Io(error))
            if error.kind() == io::ErrorKind::PermissionDenied =>
        {
            not_merged(message!("it cannot be read: permission was denied"))
        }
        StateReadError::File(_) => not_merged(message!("it is not an ordinary file")),
    }
}

/// Returns the finding about the parts of `of` that are missing.
fn missing(there: &BTreeSet<u32>, of: u32) -> Option<Diagnostic> {
    let number = |part: u32| Message::verbatim(part.to_string());
    let ends = there.iter().copied().chain([of.saturating_add(1)]);
    let starts = [0].into_iter().chain(there.iter().copied());
    let gaps = starts.zip(ends).filter(|(start, end)| end - start > 1);
    let mut gaps: Vec<_> = gaps
        .flat_map(|(start, end)| match (start + 1, end - 1) {
            (first, last) if last - first < 2 => (first..=last).map(number).collect(),
            (first, last) => vec![message!("{first} to {last}")],
        })
        .collect();
    if gaps.is_empty() {
        return None;
    }
    if gaps.len() > MAX_GAPS {
        gaps.truncate(MAX_GAPS);
        gaps.push(message!("others"));
    }
    let parts = Message::all_of(gaps);
    let message = plural!(
        of as usize - there.len(),
        "part {parts} of {of} is missing",
        "parts {parts} of {of} are missing",
    );
    let hint = message!("build the missing parts, unless they were merged before");
    Some(Diagnostic::new(Code::MISSING_PART, message).hint(hint))
}
