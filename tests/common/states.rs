//! Forged build states, whose fingerprints are right.

#![allow(dead_code, reason = "each test file uses a part of this")]

use serde_json::Value;

use super::common::Project;

/// Returns a fingerprint as the state writes it.
pub(crate) fn fingerprint(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex()[..32].to_owned()
}

/// Seals the lines of a state. A line that is no JSON, such as a former seal, is left out at the
/// end.
pub(crate) fn sealed(lines: &str) -> Vec<u8> {
    let lines: String = match lines.trim_end().rsplit_once('\n') {
        Some((before, last)) if last.len() == 32 && !last.starts_with('{') => format!("{before}\n"),
        _ => lines.to_owned(),
    };
    let seal = fingerprint(lines.as_bytes());
    format!("{lines}{seal}\n").into_bytes()
}

/// Passes the value of each line of a project's state to a closure that may change it, and seals
/// the result.
pub(crate) fn forge(project: &Project, mut change: impl FnMut(&mut Value)) {
    let state = String::from_utf8(project.read(".byline/state")).unwrap();
    let (lines, _) = state.trim_end().rsplit_once('\n').unwrap();
    let mut forged = String::new();
    for line in lines.lines() {
        let mut line: Value = serde_json::from_str(line).unwrap();
        line.as_object_mut().unwrap().values_mut().for_each(&mut change);
        forged += &line.to_string();
        forged.push('\n');
    }
    project.write(".byline/state", sealed(&forged));
}
