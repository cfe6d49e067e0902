//! Limits on the total size of a record. They do not apply to files that many records share.

use std::ops::Range;

use super::Reader;
use crate::diagnostic::Code;
use crate::message::{Message, message};
use crate::model::File;
use crate::model::limits::{self, MAX_ENTRIES, MAX_RECORD_BLOCKS, MAX_RECORD_ENTRIES, grouped};

/// The running totals of a record.
#[derive(Default)]
pub(super) struct Amounts {
    entries: usize,
    blocks: usize,
    /// Whether one of them has exceeded its limit, which has been reported.
    excessive: bool,
}

impl Reader {
    /// Returns whether the record holds more than it may. It has then been read only in part.
    pub(crate) fn is_excessive(&self) -> bool {
        self.amounts.excessive
    }

    /// Reports a file that is too long, unless an overlong text or list has been reported already.
    pub(crate) fn limit_length(&mut self) {
        let known = self.findings.iter().any(|finding| finding.code == Code::OVER_LIMIT);
        if let Some(excess) = limits::of_record(self.source.text()).filter(|_| !known) {
            self.exceed(0..0, excess.message, excess.hint);
        }
    }

    /// Counts the entries of a list at these ranges, and returns how many of them may be read.
    pub(super) fn admit_entries(
        &mut self,
        key: &str,
        mut ranges: impl ExactSizeIterator<Item = Range<usize>>,
    ) -> usize {
        let (count, before) = (ranges.len(), self.amounts.entries);
        if self.origin != File::Record {
            return count;
        }
        self.amounts.entries += count;
        let most = MAX_ENTRIES.min(MAX_RECORD_ENTRIES.saturating_sub(before));
        if let Some(first) = ranges.nth(most) {
            let message = if most == MAX_ENTRIES {
                message!("`{key}` has more than {most} entries", most = grouped(MAX_ENTRIES))
            } else {
                let most = grouped(MAX_RECORD_ENTRIES);
                message!("the record's lists have more than {most} entries")
            };
            self.exceed(first, message, message!("divide them among several records"));
        }
        most.min(count)
    }

    /// Counts the paragraphs and items of the prose at a range.
    pub(super) fn admit_blocks(&mut self, count: usize, range: Range<usize>) {
        if self.origin != File::Record {
            return;
        }
        self.amounts.blocks += count;
        if self.amounts.blocks > MAX_RECORD_BLOCKS {
            let most = grouped(MAX_RECORD_BLOCKS);
            let message = message!("the record has more than {most} paragraphs and items");
            let hint = message!("shorten its texts, or divide it among several records");
            self.exceed(range, message, hint);
        }
    }

    /// Reports only the first excess.
    fn exceed(&mut self, range: Range<usize>, message: Message, hint: Message) {
        if !self.amounts.excessive {
            self.amounts.excessive = true;
            self.report(Code::OVER_LIMIT, range, message).hint(hint);
        }
    }
}
