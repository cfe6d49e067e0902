//! The files of sharded runs: their names, and the findings about those that are not merged.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::{OsStr, OsString};
use std::io::ErrorKind;
use std::path::Path;

use super::lines::StateReadError;
use crate::plan::Shard;
use byline_core::cache_folder::{CACHE_FOLDER, SHARDS};
use byline_core::diagnostic::{Code, Diagnostic};
use byline_core::file::ReadError;
use byline_core::folder::TEMPORARY;

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
        unread.iter().map(|(name, problem)| not_merged(name, reason(problem))).collect();
    let mut there: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
    for name in names {
        if let Some(Shard { number, of }) = shard(name) {
            there.entry(of.get()).or_default().insert(number.get());
        } else if !name.to_string_lossy().starts_with(TEMPORARY) {
            findings.push(not_merged(name, "it is not the state of a part"));
        }
    }
    findings.extend(there.into_iter().filter_map(|(of, there)| missing(&there, of)));
    findings
}

/// Returns the finding about a folder of parts that is not a folder.
pub(super) fn not_a_folder() -> Diagnostic {
    not_merged(OsStr::new(""), "it is not a folder")
}

fn not_merged(name: &OsStr, why: &str) -> Diagnostic {
    let path = Path::new(CACHE_FOLDER).join(SHARDS).join(name);
    let message = format!("`{}` was not merged: {why}", path.display());
    let finding = Diagnostic::new(Code::UNUSABLE_PART, message);
    match shard(name) {
        Some(Shard { number, of }) => finding
            .hint(format!("build the part again, with `--shard {number}/{of}`, and merge again")),
        None => finding.hint("if you do not need it, remove it"),
    }
}

fn reason(problem: &StateReadError) -> &'static str {
    match problem {
        StateReadError::OtherVersion => "another version of byline wrote it",
        StateReadError::Damaged => "it is damaged",
        StateReadError::File(ReadError::TooLarge) => "it is too large",
        StateReadError::File(ReadError::Io(error))
            if error.kind() == ErrorKind::PermissionDenied =>
        {
            "it cannot be read: permission is missing"
        }
        StateReadError::File(_) => "it is not an ordinary file",
    }
}

/// Returns the finding about the parts of `of` that are missing.
fn missing(there: &BTreeSet<u32>, of: u32) -> Option<Diagnostic> {
    let ends = there.iter().copied().chain([of.saturating_add(1)]);
    let starts = [0].into_iter().chain(there.iter().copied());
    let gaps = starts.zip(ends).filter(|(start, end)| end - start > 1);
    let mut gaps: Vec<_> = gaps
        .map(|(start, end)| match (start + 1, end - 1) {
            (first, last) if first == last => first.to_string(),
            (first, last) => format!("{first} to {last}"),
        })
        .collect();
    if gaps.is_empty() {
        return None;
    }
    if gaps.len() > MAX_GAPS {
        gaps.truncate(MAX_GAPS);
        gaps.push("others".into());
    }
    let message = format!("these of {of} parts are not there: {}", gaps.join(", "));
    Some(
        Diagnostic::new(Code::MISSING_PART, message)
            .hint("this is as it should be if they were merged before; otherwise, build them"),
    )
}
