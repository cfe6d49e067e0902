//! The comparison of counts with lists.

use crate::model::{Count, Qualifier};

/// Returns whether a count agrees with the number of entries listed.
pub(super) fn agrees(count: Count, listed: u64) -> bool {
    match count.qualifier {
        Qualifier::Exact => count.value == listed,
        Qualifier::Over => listed > count.value,
        Qualifier::Nearly => listed < count.value,
        Qualifier::About => count.value.abs_diff(listed) * 5 <= count.value,
    }
}
