// The difference between two texts as one replacement, and what it does to places in them.

/** Returns the replacement that makes one text of another. */
export function spliceBetween(before, after) {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before.charCodeAt(start) === after.charCodeAt(start)) start += 1;
  let same = 0;
  while (same < most - start
    && before.charCodeAt(before.length - 1 - same) === after.charCodeAt(after.length - 1 - same)) same += 1;
  // Not inside a character of two units.
  const isHalf = (unit) => unit >= 0xdc00 && unit <= 0xdfff;
  if (start > 0 && (isHalf(before.charCodeAt(start)) || isHalf(after.charCodeAt(start)))) start -= 1;
  if (same > 0 && isHalf(before.charCodeAt(before.length - same))) same -= 1;
  return { start, end: before.length - same, text: after.slice(start, after.length - same) };
}

/** Returns where a range is after a replacement; `null` if it was in what was replaced. */
export function moveRange({ start, end }, splice) {
  const grown = splice.text.length - (splice.end - splice.start);
  if (end < splice.start || (end === splice.start && start < end)) return { start, end };
  if (start >= splice.end) return { start: start + grown, end: end + grown };
  if (start <= splice.start && end >= splice.end) return { start, end: end + grown };
  return null;
}
