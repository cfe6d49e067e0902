// Edits on their way to the server: the newest of each value, in the order in which they were made.

import { isWithin } from './paths.js';

/** What the server is told of an edit, by what it does. */
const PARTS = {
  set: ['value'],
  remove: [],
  insert: ['index', 'value'],
  move: ['from', 'to'],
  duplicate: ['index'],
  add: ['value', 'id'],
  accept: [],
};

const isOfValue = ({ op }) => op === 'set' || op === 'remove';

/** Adds an edit to others. It takes the place of one before of the same value, if nothing between depends on that. */
export function addEdit(edits, edit) {
  if (isOfValue(edit)) {
    for (let at = edits.length - 1; at >= 0; at -= 1) {
      const before = edits[at];
      if (isOfValue(before) && before.path === edit.path) return edits.with(at, Object.assign(edit, { began: before.began }));
      if (!isOfValue(before) || isWithin(before.path, edit.path) || isWithin(edit.path, before.path)) break;
    }
  }
  return [...edits, edit];
}

/** Returns an edit as the server takes it. */
export function forServer(edit) {
  const parts = PARTS[edit.op].map((part) => [part, edit[part]]);
  return { op: edit.op, path: edit.path, ...Object.fromEntries(parts) };
}
