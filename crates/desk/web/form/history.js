// What can be undone while one writes: each change of a text, with the text before and after. What
// was changed elsewhere meanwhile stays. It outlives a reload of the window.

import { debounce } from '../dom.js';
import { moveRange, spliceBetween } from '../editor/splice.js';
import { recallHere, rememberHere } from '../store.js';
import { packSteps, unpackSteps } from './steps.js';

/** A pause of so many milliseconds ends a step that can be undone. */
const PAUSE = 800;

/** The most steps that can be undone. */
const MOST = 1000;

/** Tells when other steps than before can be taken back or done again. */
export class History extends EventTarget {
  #done;
  #undone;
  #key;
  #last = Promise.resolve();
  /** When the last of them was made. */
  #time = -PAUSE;
  #keepLater = debounce(400, () => this.#keep());

  /** `name` is that of the file under which it is kept. */
  constructor(name) {
    super();
    this.#key = `history:${name}`;
    // A text that is another one by now is as one that was changed elsewhere.
    [this.#done, this.#undone] = unpackSteps(recallHere(this.#key));
    addEventListener('pagehide', () => this.#keep());
  }

  /** Takes note of a change of a text by the edits of a form, or of what followed that in another file. */
  note({ file, before, after, edits, isFollowing = false }) {
    if (isFollowing) return this.#add({ file, before, after, at: '', of: null, isFollowing }, this.#time, this.#time);
    if (before === after || !edits.length) return undefined;
    const [{ path, began }] = edits;
    const isOfOne = edits.every((edit) => edit.path === path && edit.op === 'set');
    return this.#add({ file, before, after, at: path, of: isOfOne ? path : null }, began, edits.at(-1).ended);
  }

  /** Takes note of what was typed in the source, or changed there at once. */
  noteSource({ file, before, after, isTyped = false }) {
    const { start, end, text } = spliceBetween(before, after);
    const range = { start, end: start + text.length };
    const last = this.#done.at(-1)?.range;
    const isElsewhere = last && (start > last.end || end < last.start);
    const now = performance.now();
    this.#add({ file, before, after, at: '', of: isTyped ? '' : null, range }, now, now, isElsewhere);
  }

  #add(step, began, ended, isElsewhere = false) {
    if (step.before === step.after) return;
    const last = this.#done.at(-1);
    const goesOn = last && !isElsewhere && step.of !== null && last.of === step.of && last.file === step.file
      && last.after === step.before && began - this.#time < PAUSE;
    if (goesOn) Object.assign(last, { after: step.after, range: step.range });
    else this.#done.push(step);
    if (this.#done.length > MOST) this.#done.shift();
    this.#undone.length = 0;
    this.#time = ended;
    this.#changed();
  }

  /**
   * Takes back the last step, of one file if that is given. `replace(file, make)` replaces the text
   * of a file by what `make` makes of it. Returns where it was, or `null`.
   */
  undo(replace, file = null) {
    return this.#step(this.#done, this.#undone, { replace, file }, ({ before, after }) => [after, before]);
  }

  /** Returns the step that is taken back next, or done again, or nothing. */
  next(isRedo) {
    return (isRedo ? this.#undone : this.#done).findLast((step) => !step.isFollowing);
  }

  /** Does again what was taken back. Returns where it was, or `null`. */
  redo(replace, file = null) {
    return this.#step(this.#undone, this.#done, { replace, file }, ({ before, after }) => [before, after]);
  }

  // One after the other, however fast they are wished for.
  #step(...step) {
    const made = this.#last.then(() => this.#make(...step));
    this.#last = made.catch(() => null);
    return made;
  }

  // What followed a step in another file is taken back before it, and done again behind it.
  async #make(from, to, how, direction) {
    const one = () => this.#makeOne(from, to, how, direction);
    const follows = () => how.file === null && from.at(-1)?.isFollowing;
    const isUndo = from === this.#done;
    while (isUndo && follows()) await one();
    const done = await one();
    while (!isUndo && follows()) await one();
    return done;
  }

  async #makeOne(from, to, { replace, file }, direction) {
    const at = from.findLastIndex((step) => file === null || step.file === file);
    if (at < 0) return null;
    const [step] = from.splice(at, 1);
    this.#time = -PAUSE;
    const [old, wanted] = direction(step);
    let done = null;
    await replace(step.file, (text) => {
      done = spliceFor(text, old, wanted);
      return done ? text.slice(0, done.start) + done.text + text.slice(done.end) : text;
    });
    if (done) to.push(step);
    this.#changed();
    return done && { file: step.file, path: step.at, offset: done.start + done.text.length };
  }

  #changed() {
    this.#keepLater();
    this.dispatchEvent(new Event('changed'));
  }

  #keep() {
    rememberHere(this.#key, packSteps(this.#done, this.#undone));
  }
}

// Returns what does to a text what makes `wanted` of `old`, even if more was changed in it; `null`
// if that was at the same place.
function spliceFor(text, old, wanted) {
  const splice = spliceBetween(old, wanted);
  if (text === old) return splice;
  const now = moveRange(splice, spliceBetween(old, text));
  if (!now || text.slice(now.start, now.end) !== old.slice(splice.start, splice.end)) return null;
  return { ...now, text: splice.text };
}
