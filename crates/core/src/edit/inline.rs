//! Items of arrays and entries of inline tables: added, removed and moved in the layout that the
//! array or the table has.

use std::ops::Range;

use super::gaps::{is_comment, line_before};
use super::layout::{Layout, ValueKind, ValueText};
use super::patch::Patch;

/// An array or an inline table in its text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Container<'l> {
    pub(super) layout: &'l Layout<'l>,
    pub(super) part: &'l ValueText,
}

impl<'l> Container<'l> {
    fn open(self) -> usize {
        self.part.span.start + 1
    }

    fn close(self) -> usize {
        self.part.span.end - 1
    }

    fn span(self, index: usize) -> Range<usize> {
        self.part.cells()[index].span()
    }

    fn comma(self, index: usize) -> Option<usize> {
        self.part.cells()[index].comma
    }

    fn len(self) -> usize {
        self.part.cells().len()
    }

    /// The range between an item and the next, or the end.
    fn behind(self, index: usize) -> Range<usize> {
        let next = if index + 1 < self.len() { self.span(index + 1).start } else { self.close() };
        self.span(index).end..next
    }

    /// The lines of an item that shares them with no other, with the comments above it.
    fn lines(self, index: usize) -> Option<Range<usize>> {
        let text = self.layout.text;
        let span = self.span(index);
        let floor = if index == 0 { self.open() } else { self.span(index - 1).end };
        let mut start = floor + text[floor..span.start].rfind('\n')? + 1;
        let end = self.line_end_behind(index)?;
        let is_alone = text[start..span.start].trim().is_empty()
            && self.comma(index).is_none_or(|comma| comma < end);
        if !is_alone {
            return None;
        }
        let floor = floor + text[floor..start].find('\n')? + 1;
        while let Some(line) = line_before(text, floor, start)
            && is_comment(&text[line.clone()])
        {
            start = line.start;
        }
        Some(start..end)
    }

    /// The end of the line that an item ends in, if nothing else follows there.
    fn line_end_behind(self, index: usize) -> Option<usize> {
        let behind = self.behind(index);
        let at = self.layout.raw(&behind).find('\n')?;
        Some(behind.start + at + 1)
    }

    /// What stands before an item on its line.
    fn indent(self, index: usize) -> &'l str {
        let start = self.span(index).start;
        let line = self.layout.text[..start].rfind('\n').map_or(0, |at| at + 1);
        self.layout.raw(&(line..start))
    }

    /// What stands between a comma and the next item on the same line.
    fn separator(self) -> &'static str {
        let is_tight = |index: usize| {
            self.comma(index).is_some_and(|comma| comma + 1 == self.behind(index).end)
        };
        if self.len() > 1 && is_tight(0) { "" } else { " " }
    }

    /// Adds an item or an entry.
    pub(super) fn insert(self, index: usize, new: &str) -> Patch {
        self.insert_all(index, &[new])
    }

    /// Adds items or entries, as if one after the other. To an empty container, only one is added.
    pub(super) fn insert_all<S: AsRef<str>>(self, index: usize, new: &[S]) -> Patch {
        let (patch, line_end) = (Patch::default(), self.layout.line_end());
        let Some(last) = self.len().checked_sub(1) else {
            return new.first().map_or(patch, |new| self.insert_first(new.as_ref()));
        };
        // Each with what stands before and behind it.
        let all = |before: &str, behind: &str| -> String {
            new.iter().flat_map(|new| [before, new.as_ref(), behind]).collect()
        };
        if index <= last {
            return match self.lines(index) {
                Some(lines) => {
                    patch.put(lines.start, all(self.indent(index), &format!(",{line_end}")))
                }
                None => {
                    patch.put(self.span(index).start, all("", &format!(",{}", self.separator())))
                }
            };
        }
        match (self.lines(last), self.comma(last)) {
            (Some(lines), Some(_)) => {
                patch.put(lines.end, all(self.indent(last), &format!(",{line_end}")))
            }
            (Some(lines), None) => {
                let behind = format!(",{line_end}");
                let lines_of_all = all(self.indent(last), &behind);
                let without_comma = lines_of_all.strip_suffix(&behind).unwrap_or_default();
                patch
                    .put(self.span(last).end, ",")
                    .put(lines.end, format!("{without_comma}{line_end}"))
            }
            (None, Some(comma)) => patch.put(comma + 1, all(self.separator(), ",")),
            (None, None) => {
                patch.put(self.span(last).end, all(&format!(",{}", self.separator()), ""))
            }
        }
    }

    /// Puts a copy of an item behind it: with its comments, if it has lines of its own.
    pub(super) fn duplicate(self, index: usize) -> Patch {
        let Some(lines) = self.lines(index) else {
            return self.insert(index + 1, self.layout.raw(&self.span(index)));
        };
        let patch = Patch::default().put(lines.end, self.layout.raw(&lines));
        match self.comma(index) {
            Some(_) => patch,
            // The last item may do without a comma.
            None => patch.put(self.span(index).end, ","),
        }
    }

    fn insert_first(self, new: &str) -> Patch {
        let inside = self.open()..self.close();
        let written = self.layout.raw(&inside);
        let patch = Patch::default();
        if let Some(at) = written.rfind('\n') {
            let (start, line_end) = (inside.start + at + 1, self.layout.line_end());
            let indent = self.layout.raw(&(start..inside.end));
            return patch.put(start, format!("{indent}    {new},{line_end}"));
        }
        match self.part.kind {
            ValueKind::Inline(_) => patch.replace(inside, format!(" {new} ")),
            _ => patch.replace(inside, new),
        }
    }

    /// Takes an item or an entry out.
    pub(super) fn remove(self, index: usize) -> Patch {
        let patch = Patch::default();
        let raw = |range: Range<usize>| self.layout.raw(&range);
        let before = index.checked_sub(1).and_then(|before| self.comma(before));
        if let Some(lines) = self.lines(index) {
            return match (self.comma(index), before) {
                (None, Some(comma)) => patch.cut(comma..comma + 1).cut(lines),
                _ => patch.cut(lines),
            };
        }
        let span = self.span(index);
        if self.len() == 1 && raw(self.open()..span.start).trim().is_empty() {
            let rest = raw(span.end..self.close());
            if rest.trim_matches([' ', '\t', '\r', '\n', ',']).is_empty() {
                return patch.cut(self.open()..self.close());
            }
        }
        // Up to the next item, or from the comma before.
        let (whole, loose) = match (self.comma(index), before) {
            (Some(_), _) if index + 1 < self.len() => {
                (Some(span.start..self.behind(index).end), None)
            }
            (Some(comma), Some(before)) => (Some(before + 1..comma + 1), None),
            (Some(_), None) => (None, None),
            (None, Some(before)) => (Some(before..span.end), Some(before)),
            (None, None) => (Some(span.clone()), None),
        };
        match whole {
            Some(whole)
                if !raw(whole.start..span.start).contains('#')
                    && !raw(span.end..whole.end).contains('#') =>
            {
                patch.cut(self.whole_line(whole))
            }
            _ => {
                let comma = loose.or(self.comma(index)).map(|comma| comma..comma + 1);
                match comma {
                    // Some people write the commas at the beginning of the next line.
                    Some(comma)
                        if raw(comma.end..span.start).trim().is_empty()
                            && comma.end <= span.start =>
                    {
                        patch.cut(self.whole_line(comma.start..span.end))
                    }
                    _ => comma.into_iter().fold(patch.cut(span), Patch::cut),
                }
            }
        }
    }

    /// Extends a range to its line if nothing else is on it.
    fn whole_line(self, range: Range<usize>) -> Range<usize> {
        let start = self.layout.raw(&(self.open()..range.start)).rfind('\n');
        let end = self.layout.raw(&(range.end..self.close())).find('\n');
        let (Some(start), Some(end)) = (start, end) else { return range };
        let line = self.open() + start + 1..range.end + end + 1;
        let is_alone = [line.start..range.start, range.end..line.end]
            .iter()
            .all(|rest| self.layout.raw(rest).trim().is_empty());
        if is_alone { line } else { range }
    }

    /// Moves an item to another index.
    pub(super) fn shift(self, from: usize, to: usize) -> Patch {
        let (low, high) = (from.min(to), from.max(to));
        let lines: Option<Vec<_>> = (low..=high).map(|index| self.lines(index)).collect();
        match lines {
            Some(lines) => self.shift_lines(from, to, &lines),
            None => {
                let mut order: Vec<_> = (low..=high).collect();
                let moved = order.remove(from - low);
                order.insert(to - low, moved);
                order.iter().enumerate().fold(Patch::default(), |patch, (at, index)| {
                    patch.replace(self.span(low + at), self.layout.raw(&self.span(*index)))
                })
            }
        }
    }

    fn shift_lines(self, from: usize, to: usize, lines: &[Range<usize>]) -> Patch {
        let low = from.min(to);
        let (source, target) = (&lines[from - low], &lines[to - low]);
        let mut moved = self.layout.raw(source).to_owned();
        let mut patch = Patch::default().cut(source.clone());
        // The last item may do without a comma.
        let last = self.len() - 1;
        if self.comma(last).is_none() && (from == last || to == last) {
            if from == last {
                moved.insert(self.span(from).end - source.start, ',');
                let comma = (last > 0).then(|| self.comma(last - 1)).flatten();
                patch = comma.into_iter().fold(patch, |patch, comma| patch.cut(comma..comma + 1));
            } else {
                if let Some(comma) = self.comma(from) {
                    moved.remove(comma - source.start);
                }
                patch = patch.put(self.span(last).end, ",");
            }
        }
        patch.put(if to > from { target.end } else { target.start }, moved)
    }
}
