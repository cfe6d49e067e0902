// A place in the values of a file: where a field, a card or a list belongs. Its path changes as
// items are moved; a draft is not in the file yet, and gets there with the first thing entered.

import { applyEdit, isSame, join, valueAt } from './paths.js';

export class Place {
  /** Set for an item that is not in the file yet: called with its value once it has one. */
  begin = null;
  /** What a draft has so far. */
  preset = undefined;
  /** Whether it was removed: what is still said in it, as focus leaves it, is about nothing. */
  gone = false;
  /** The key that a text at this place has once more is said about it. */
  textKey = null;

  /** `step` is a key, or a function that returns the index or the key now. */
  constructor(form, parent = null, step = null) {
    Object.assign(this, { form, parent, step });
  }

  /** Returns the place of a key or an item in what is here. */
  at(step) {
    return new Place(this.form, this, step);
  }

  get path() {
    if (!this.parent) return '';
    return join(this.parent.path, typeof this.step === 'function' ? this.step() : this.step);
  }

  get isGone() {
    return this.gone || Boolean(this.parent?.isGone);
  }

  get isDraft() {
    return this.begin !== null;
  }

  /** The outermost draft that this is in, or is. */
  get draft() {
    return this.parent?.draft ?? (this.isDraft ? this : null);
  }

  /** The value that is here now. */
  get value() {
    const { draft } = this;
    return draft ? valueAt(draft.preset, this.#within(draft)) : valueAt(this.form.values, this.path);
  }

  #within(outer) {
    return this.path.slice(outer.path.length).replace(/^\./, '');
  }

  /** Makes an edit of what is here, such as `{ op: 'set', value }`. */
  change(change) {
    if (this.isGone) return;
    let edit = { path: this.path, ...change };
    for (let outer = this.parent; outer; outer = outer.parent) {
      if (outer.textKey && typeof outer.value === 'string') edit = outer.#raised(edit);
    }
    const { draft } = this;
    if (!draft) return this.form.edit([edit]);
    const value = applyEdit(draft.preset, { ...edit, path: edit.path.slice(draft.path.length).replace(/^\./, '') });
    if (isSame(value, draft.preset)) return;
    draft.preset = value;
    draft.begin(value, this);
  }

  // Where there is a text, and more is to be said, a table takes its place.
  #raised(edit) {
    const table = { [this.textKey]: this.value };
    const path = edit.path.slice(this.path.length).replace(/^\./, '');
    return { op: 'set', path: this.path, value: applyEdit(table, { ...edit, path }) };
  }

  /** Takes note that all drafts from here outwards are in the file now. */
  settle() {
    for (let place = this; place; place = place.parent) place.begin = null;
  }
}
