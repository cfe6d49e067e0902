//! The parts of a file that have findings.

use std::collections::BTreeMap;
use std::ops::Range;

/// Ranges of a file, merged where they overlap.
#[derive(Debug, Default)]
pub(super) struct RangeSet(BTreeMap<usize, usize>);

impl RangeSet {
    /// Adds a range, which may be empty.
    pub(super) fn add(&mut self, range: &Range<usize>) {
        let (mut start, mut end) = (range.start, range.end);
        while let Some((&known, &until)) = self.0.range(..end).next_back()
            && until > start
        {
            (start, end) = (start.min(known), end.max(until));
            self.0.remove(&known);
        }
        let known = self.0.entry(start).or_insert(end);
        *known = end.max(*known);
    }

    /// Returns whether any of the ranges overlaps with this one.
    pub(super) fn touches(&self, range: &Range<usize>) -> bool {
        self.0.range(..range.end).next_back().is_some_and(|(_, end)| range.start < *end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlaps_are_found_whatever_the_order() {
        let ranges = [8..12, 0..3, 5..5, 12..15, 2..4, 20..30, 22..23, 20..20];
        let mut covered = RangeSet::default();
        for (number, range) in ranges.iter().enumerate() {
            covered.add(range);
            for (start, end) in (0..32).flat_map(|start| (start..32).map(move |end| (start, end))) {
                let any =
                    ranges[..=number].iter().any(|known| known.start < end && start < known.end);
                assert_eq!(covered.touches(&(start..end)), any, "{start}..{end}");
            }
        }
    }
}
