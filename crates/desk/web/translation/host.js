// What the fields of translations know as their form. The values are in a file of their own, or
// beside the originals; each is under the path of its original as a whole.

export class TranslationHost extends EventTarget {
  constructor(view, file) {
    super();
    const { store, tables, readOnly } = view.form;
    Object.assign(this, { view, file, store, tables, readOnly, language: view.language, fix: null, photos: null });
  }

  get values() {
    return this.store.get(this.file);
  }

  /** The language in which the browser checks the spelling. */
  value(key) {
    return key === 'languages' ? [this.language] : undefined;
  }

  edit(edits) {
    this.store.edit(this.file, edits);
  }

  hold(path, edit) {
    this.store.hold(this.file, path, edit);
  }

  register() {}

  pathsChanged() {}

  marksChanged() {
    this.view.changed();
  }

  announce(words) {
    this.view.form.announce(words);
  }

  findingsIn({ step }) {
    return this.view.findingsOf(this.file, step);
  }

  findingsAt(place) {
    return this.findingsIn(place);
  }
}
