// Edits that were made to values that are no longer the latest, made to the latest.

import { matchItems } from './match.js';
import { applyEdit, isSame, pathOfSteps, stepsOf, valueAt } from './paths.js';

/**
 * Makes edits of `before` to `after`. Returns `edits`, those that still can be made; `conflicts`,
 * each with the `edit` and the value that is now `theirs`; and `lost`, whose item is gone.
 */
export function rebase(edits, before, after) {
  const result = { edits: [], conflicts: [], lost: [] };
  let [mine, theirs] = [before, after];
  for (const edit of edits) {
    const moved = follow(edit, mine, theirs, result);
    mine = applyEdit(mine, edit);
    if (!moved) continue;
    theirs = applyEdit(theirs, moved);
    result.edits.push(moved);
  }
  return result;
}

function follow(edit, mine, theirs, { conflicts, lost }) {
  const path = followPath(edit.path, mine, theirs);
  if (path === null) return lost.push(edit), null;
  const [was, is] = [valueAt(mine, edit.path), valueAt(theirs, path)];
  const moved = Object.assign(Object.create(Object.getPrototypeOf(edit)), edit, { path });
  switch (edit.op) {
    case 'set':
    case 'remove': {
      const wanted = edit.op === 'set' ? edit.value : undefined;
      if (isSame(is, wanted)) return null;
      if (isSame(was, is) || is === undefined) return moved;
      // Nobody loses what they have just written because somebody else takes it out.
      if (edit.op === 'remove' && typeof is === 'object') return null;
      conflicts.push({ edit: moved, theirs: is });
      return null;
    }
    case 'move':
    case 'duplicate': {
      const from = matchItems(was ?? [], is ?? []);
      const at = from.indexOf(edit.op === 'move' ? edit.from : edit.index);
      if (at < 0) return lost.push(edit), null;
      if (edit.op === 'duplicate') return Object.assign(moved, { index: at });
      const to = from.indexOf(edit.to);
      return Object.assign(moved, { from: at, to: to < 0 ? Math.min(edit.to, is.length - 1) : to });
    }
    case 'insert': {
      const from = matchItems(was ?? [], is ?? []);
      const behind = edit.index > 0 ? from.indexOf(edit.index - 1) : -1;
      return Object.assign(moved, { index: behind < 0 ? Math.min(edit.index, (is ?? []).length) : behind + 1 });
    }
    default: return moved;
  }
}

/** Returns where what is at a path of some values is in others, or `null` if it is gone. */
export function followPath(path, before, after) {
  const steps = [];
  let [old, now] = [before, after];
  for (const step of stepsOf(path)) {
    let next = step;
    if (typeof step === 'number' && Array.isArray(old) && Array.isArray(now) && step < old.length) {
      next = matchItems(old, now).indexOf(step);
      if (next < 0) return null;
    }
    steps.push(next);
    [old, now] = [old?.[step], now?.[next]];
  }
  return pathOfSteps(steps);
}
