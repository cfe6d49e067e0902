// The texts that a view was made from, so that places in them can be found in newer texts.

import { moveRange, spliceBetween } from '../editor/splice.js';

/** Takes the texts of open files, as the server has them. */
export function takeSnapshot(files) {
  return new Map(files.map(({ file, shared }) => [file, shared.acknowledged]));
}

/** Adds the text of a file that has been opened since. */
export function noteText(snapshot, { file, shared }) {
  snapshot.set(file, shared.acknowledged);
}

/** Returns where a range of a file is now; `null` if what was there has been replaced. */
export function rangeNow(snapshot, { file, shared }, range) {
  const before = snapshot?.get(file);
  if (before === undefined || before === shared.current) return range;
  return moveRange(range, spliceBetween(before, shared.current));
}
