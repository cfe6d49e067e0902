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
            findings.push(not_merged(name, "it is not a part of a sharded run", false));
        }
    }
    findings.extend(there.into_iter().filter_map(|(of, there)| missing(&there, of)));
    findings
}

/// Returns the finding about a folder of parts that cannot be opened.
pub(super) fn not_opened(error: &io::Error) -> Diagnostic {
    let denied = error.kind() == io::ErrorKind::PermissionDenied;
    let (why, remedy) = if denied {
        (format!("it cannot be read: {}", io_words(error)), "ask for permission to read it")
    } else {
        ("it is not a folder".into(), "rename or remove it, build the parts again")
    };
    let path = Path::new(CACHE_FOLDER).join(SHARDS);
    let message = format!("`{}` was not merged: {why}", path.display());
    Diagnostic::new(Code::UNUSABLE_PART, message).hint(format!("{remedy}, then merge again"))
}

/// Returns the finding about a file with this name that is not merged. A build replaces it, but
/// not if it is a `folder`.
fn not_merged(name: &OsStr, why: &str, folder: bool) -> Diagnostic {
    let path = Path::new(CACHE_FOLDER).join(SHARDS).join(name);
    let message = format!("`{}` was not merged: {why}", path.display());
    let finding = Diagnostic::new(Code::UNUSABLE_PART, message);
    match shard(name) {
        Some(Shard { number, of }) => {
            let first = if folder { "rename or remove the folder, " } else { "" };
            finding.hint(format!(
                "{first}build the part again with `--shard {number}/{of}`, then merge again"
            ))
        }
        None => finding.hint("remove it if you do not need it"),
    }
}

fn unmerged(name: &OsStr, problem: &StateReadError) -> Diagnostic {
    let not_merged = |why| not_merged(name, why, false);
    match problem {
        StateReadError::OtherVersion => not_merged("another version of byline wrote it"),
        StateReadError::Damaged => not_merged("it is damaged"),
        StateReadError::File(ReadError::TooLarge) => not_merged("it is too large"),
        StateReadError::File(ReadError::Folder) => {
            self::not_merged(name, "it is a folder, not a file", true)
        }
        StateReadError::File(ReadError::Io(error))
            if error.kind() == io::ErrorKind::PermissionDenied =>
        {
            not_merged("it cannot be read: permission was denied")
        }
        StateReadError::File(_) => not_merged("it is not an ordinary file"),
    }
}

/// Returns the finding about the parts of `of` that are missing.
fn missing(there: &BTreeSet<u32>, of: u32) -> Option<Diagnostic> {
    let ends = there.iter().copied().chain([of.saturating_add(1)]);
    let starts = [0].into_iter().chain(there.iter().copied());
    let gaps = starts.zip(ends).filter(|(start, end)| end - start > 1);
    let mut gaps: Vec<_> = gaps
        .flat_map(|(start, end)| match (start + 1, end - 1) {
            (first, last) if last - first < 2 => (first..=last).map(|n| n.to_string()).collect(),
            (first, last) => vec![format!("{first} to {last}")],
        })
        .collect();
    if gaps.len() > MAX_GAPS {
        gaps.truncate(MAX_GAPS);
        gaps.push("others".into());
    }
    let last = gaps.pop()?;
    let one = gaps.is_empty() && !last.contains(' ');
    let message = match (one, gaps.as_slice()) {
        (true, _) => format!("part {last} of {of} is missing"),
        (false, []) => format!("parts {last} of {of} are missing"),
        (false, rest) => format!("parts {} and {last} of {of} are missing", rest.join(", ")),
    };
    Some(
        Diagnostic::new(Code::MISSING_PART, message)
            .hint("build the missing parts, unless they were merged before"),
    )
}
