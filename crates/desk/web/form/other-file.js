// Fields of another file, or of another place of the same file, inside a field: those of a person
// in the directory, where an event names them.

import { createFieldSet } from './field-set.js';
import { stepsOf, valueAt } from './paths.js';
import { Place } from './place.js';

/** The level of headings in such fields. */
const DEPTH = 4;

/** A file beside the one that a form shows, as its fields see it. */
class OtherFile extends EventTarget {
  constructor(form, file) {
    super();
    const { store, tables, readOnly, showSource, undo, fix } = form;
    Object.assign(this, { form, file, store, tables, readOnly, showSource, undo, fix });
  }

  get values() {
    return this.store.get(this.file);
  }

  get known() {
    return this.form.known;
  }

  names() {
    return this.form.names();
  }

  read(kind, text) {
    return this.form.read(kind, text);
  }

  edit(edits) {
    this.store.edit(this.file, edits);
  }

  hold(path, edit) {
    this.store.hold(this.file, path, edit);
  }

  // The page does not show the place of a path in another file.
  register(node, { place, ...about }) {
    const outside = { draft: place, get path() { return place.path; } };
    this.form.register(node, { ...about, place: outside });
  }

  createSet(fields, path, file = this.file) {
    return createSetOf(this.form, fields, path, file);
  }

  pathsChanged() {
    this.form.pathsChanged();
  }

  marksChanged() {}

  announce(words) {
    this.form.announce(words);
  }

  keepFocus(change) {
    this.form.keepFocus(change);
  }

  keepPlace(change) {
    change();
  }

  findingsIn() {
    return [];
  }

  findingsAt() {
    return [];
  }
}

/** Creates the fields of a table at a path of a file, which is loaded. */
export function createSetOf(form, fields, path, file) {
  const isOwn = file === form.file;
  const host = isOwn ? form : new OtherFile(form, file);
  const place = stepsOf(path).reduce((outer, step) => outer.at(step), new Place(host));
  const set = createFieldSet(fields, place, DEPTH);
  const ending = new AbortController();
  const { signal } = ending;
  const listen = (target, type, call) => target.addEventListener(type, call, { signal });
  listen(form.store, 'values', ({ detail }) => detail.file === file && set.show(valueAt(form.store.get(file), path), detail.origin));
  if (!isOwn) {
    listen(form, 'names', () => host.dispatchEvent(new Event('names')));
    listen(form.store, 'problem', ({ detail: { file: of, edit, problem } }) => of === file && edit.owner?.problem?.(problem, edit.value));
    listen(form.store, 'conflict', ({ detail: { file: of, edit, theirs } }) => of === file && edit.owner?.conflict?.(edit.value, theirs));
  }
  return { element: set.element, focus: () => set.focus(), dispose: () => ending.abort() };
}
