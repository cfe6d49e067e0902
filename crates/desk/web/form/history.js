// What can be undone in forms: each edit of a text by a form, with the text before. What was
// changed elsewhere meanwhile stays.

import { moveRange, spliceBetween } from '../editor/splice.js';

/** A pause of so many milliseconds ends a step that can be undone. */
const PAUSE = 1200;

export class History {
  #done = [];
  #undone = [];
  /** When the last of them was made. */
  #time = -PAUSE;

  /** `replace(file, make)` replaces the text of a file by what `make` makes of it. */
  constructor(replace) {
    this.replace = replace;
  }

  /** Takes note of a change of a text by edits. */
  note({ file, before, after, edits }) {
    if (before === after) return;
    const path = edits.every((edit) => edit.path === edits[0].path && edit.op === 'set') ? edits[0].path : null;
    const last = this.#done.at(-1);
    const continues = last && path !== null && last.path === path && last.file === file && last.after === before && edits[0].began - this.#time < PAUSE;
    if (continues) last.after = after;
    else this.#done.push({ file, before, after, path, at: edits[0].path });
    this.#undone = [];
    this.#time = edits.at(-1).ended;
  }

  /** Takes back the last step. Returns where it was, or `null`. */
  undo() {
    return this.#step(this.#done, this.#undone, ({ before, after }) => [after, before]);
  }

  /** Does again what was taken back. Returns where it was, or `null`. */
  redo() {
    return this.#step(this.#undone, this.#done, ({ before, after }) => [before, after]);
  }

  async #step(from, to, direction) {
    const step = from.pop();
    if (!step) return null;
    this.#time = -PAUSE;
    const [old, wanted] = direction(step);
    let isDone = false;
    await this.replace(step.file, (text) => {
      const next = replaced(text, old, wanted);
      isDone = next !== null;
      return next ?? text;
    });
    if (!isDone) return null;
    to.push(step);
    return { file: step.file, path: step.at };
  }
}

// Does to a text what makes `wanted` of `old`, even if more was changed in it; `null` if that was
// at the same place.
function replaced(text, old, wanted) {
  if (text === old) return wanted;
  const splice = spliceBetween(old, wanted);
  const now = moveRange(splice, spliceBetween(old, text));
  if (!now || text.slice(now.start, now.end) !== old.slice(splice.start, splice.end)) return null;
  return text.slice(0, now.start) + splice.text + text.slice(now.end);
}
