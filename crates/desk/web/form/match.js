// Which items of a list are which items of the list as it was before.

import { isSame } from './paths.js';

/** Returns, for each item of a list, its index in the list before, or -1 if it is new. */
export function matchItems(before, after) {
  const from = new Array(after.length).fill(-1);
  let start = 0;
  const least = Math.min(before.length, after.length);
  while (start < least && isSame(before[start], after[start])) from[start] = start++;
  let same = 0;
  while (same < least - start && isSame(before.at(-1 - same), after.at(-1 - same))) {
    same += 1;
    from[after.length - same] = before.length - same;
  }
  const old = range(start, before.length - same);
  const isTaken = new Set();
  for (let at = start; at < after.length - same; at += 1) {
    const found = old.find((one) => !isTaken.has(one) && isSame(before[one], after[at]));
    if (found === undefined) continue;
    from[at] = found;
    isTaken.add(found);
  }
  pairChanged(from, before, after, { old: old.filter((one) => !isTaken.has(one)), start, end: after.length - same });
  return from;
}

// What is neither the same nor gone was changed: it stands between the same neighbours, or has
// most in common.
function pairChanged(from, before, after, { old, start, end }) {
  const fresh = range(start, end).filter((at) => from[at] < 0);
  const left = new Set(old);
  const pair = (at, one) => {
    from[at] = one;
    left.delete(one);
  };
  for (const at of fresh) {
    const next = at > 0 ? from[at - 1] + 1 : 0;
    const isAlone = fresh.length === old.length || !fresh.includes(at + 1);
    if (left.has(next) && (isAlone || likeness(before[next], after[at]) > 0) && isAtEnd(from, at, next, before, after)) pair(at, next);
  }
  for (const at of fresh.filter((one) => from[one] < 0)) {
    const [best] = [...left].sort((a, b) => likeness(before[b], after[at]) - likeness(before[a], after[at]));
    if (best !== undefined && (likeness(before[best], after[at]) > 0 || fresh.length === old.length)) pair(at, best);
  }
}

// Whether what follows both was matched, or nothing follows.
function isAtEnd(from, at, one, before, after) {
  const follower = at + 1 < after.length ? from[at + 1] : before.length;
  return follower < 0 || follower === one + 1;
}

/** Returns how many values two items have in common. */
function likeness(a, b) {
  if (!a || !b || typeof a !== 'object' || typeof b !== 'object') return 0;
  return Object.keys(a).filter((key) => key in b && isSame(a[key], b[key])).length;
}

const range = (start, end) => Array.from({ length: Math.max(end - start, 0) }, (_, at) => start + at);
