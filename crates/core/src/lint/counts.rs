//! The comparison of counts with lists.

use crate::model::{Count, Number, Qualifier};

/// Returns whether a count agrees with the number of entries listed. What is not a plain whole
/// number counts nothing that could be listed, and agrees with anything.
pub(super) fn agrees(count: &Count, listed: u64) -> bool {
    let Some(value) = count.whole() else { return true };
    match count.qualifier {
        Qualifier::Exact => value == listed,
        Qualifier::Over => listed > value,
        Qualifier::Nearly => listed < value,
        Qualifier::About => value.abs_diff(listed) * 5 <= value,
    }
}

/// Returns the sum of parts, if each is a plain whole number.
pub(super) fn sum(parts: &[Number]) -> Option<u64> {
    parts.iter().map(|part| part.count.whole()).sum()
}
