// The source pane: tabs for the files, the editor of each, and what helps to write.

import { hideBar, showBar } from '../bars.js';
import { button, element, uniqueId } from '../dom.js';
import { addCompletion } from '../editor/completion.js';
import { Editor } from '../editor/editor.js';
import { createFind } from '../editor/find.js';
import { createVersions } from '../editor/versions.js';
import { History } from '../form/history.js';
import { onNews } from '../news.js';
import { ask, pathOf } from '../server.js';
import { createTabs } from '../tabs.js';
import { noteInput } from '../timings.js';
import { say } from '../words.js';
import { languageOfFile, nameOfFile } from './files.js';
import { SharedText } from './shared-text.js';

/**
 * Tells of a file that was `opened` or is `shown`, of an `edit`, of the wish to `undo`,
 * of the `caret`, of a `view` that came with an edit, and of the `state`.
 */
export class SourcePane extends EventTarget {
  /** The open files, by name, each with its editor and its shared text. */
  #open = new Map();
  #opening = new Map();
  /** The files that could not be read when somebody wanted to see them. */
  #unreadable = new Set();
  #current = null;

  constructor({ record, files, readOnly, shownView }) {
    super();
    Object.assign(this, { record, readOnly, shownView });
    this.history = new History(record ?? files[0]);
    this.panel = element('div', { className: 'source-panel', role: 'tabpanel', id: uniqueId('source') });
    this.tabs = createTabs(say('files'), this.panel, (file) => this.show(file));
    this.find = createFind(() => this.current.editor);
    this.reference = element('div', { className: 'reference', hidden: true });
    this.speaker = element('div', { className: 'for-screen-readers', role: 'status' });
    this.element = element('section', {
      className: 'source', 'aria-label': say('source'), onkeydown: (event) => this.#keyPressed(event),
    }, this.tabs.element, this.find.element, this.panel, this.reference, this.speaker);
    this.offer(files);
    document.addEventListener('selectionchange', () => this.current?.editor.selectionChanged());
    onNews('text', (news) => this.#open.get(news.file)?.shared.hear(news));
    onNews('gone', ({ file }) => this.#open.get(file)?.shared.leave());
    onNews('records', () => [...this.#unreadable].forEach((file) => (this.current ? this.open(file) : this.show(file))));
    onNews('reconnected', () => this.#open.forEach(({ shared }) => shared.refresh()));
  }

  /** The file that is shown, with its editor and its shared text. */
  get current() {
    return this.#open.get(this.#current);
  }

  /** All files that are open. */
  get files() {
    return [...this.#open.values()];
  }

  /** Shows tabs for files. */
  offer(files) {
    this.tabs.show(files.map((file) => ({
      value: file,
      label: nameOfFile(file, this.record),
      title: file,
      lang: languageOfFile(file, this.record),
    })), this.#current);
    this.names = files;
  }

  /** Opens a file. Returns `undefined` if it cannot be edited here. */
  async open(file) {
    if (!this.#open.has(file)) {
      if (!this.#opening.has(file)) this.#opening.set(file, this.#load(file).finally(() => this.#opening.delete(file)));
      await this.#opening.get(file);
    }
    return this.#open.get(file);
  }

  async #load(file) {
    const answer = await ask(pathOf('/api/file', { name: file })).catch((error) => error);
    this.#tellUnreadable(file, answer.status === 422 ? answer.body : null);
    if (answer instanceof Error) return;
    const editor = new Editor(file, answer.text, { readOnly: this.readOnly });
    const shared = new SharedText(answer, this.shownView);
    const body = element('div', { className: 'source-file', hidden: true }, editor.element);
    this.panel.append(body);
    this.#open.set(file, { file, editor, shared, body });
    if (!this.readOnly) addCompletion(editor, (words) => (this.speaker.textContent = words));
    editor.addEventListener('edit', ({ detail: { isTyped } }) => {
      noteInput();
      const before = shared.current;
      shared.edit(editor.text);
      this.#tell('edit', { file });
      this.history.noteSource({ file, before, after: shared.current, isTyped });
    });
    editor.addEventListener('undo', ({ detail }) => this.#tell('undo', detail));
    editor.addEventListener('caret', () => this.#current === file && this.#tell('caret', { file }));
    shared.addEventListener('adopt', ({ detail }) => editor.replaceText(detail.text));
    shared.addEventListener('view', ({ detail }) => this.#tell('view', detail));
    shared.addEventListener('state', () => this.#tell('state'));
    shared.addEventListener('gone', () => this.#close(file));
    shared.addEventListener('versions', () => this.#showVersions(file));
    shared.addEventListener('problem', ({ detail: { why } }) => {
      if (why) showBar(`problem:${file}`, say('not-saved', { why }), [], 'serious');
      else hideBar(`problem:${file}`);
    });
    shared.begin();
    this.#tell('opened', { file });
  }

  // A file that cannot be read has no text to show; the next change may make it readable.
  #tellUnreadable(file, finding) {
    if (finding) this.#unreadable.add(file);
    else this.#unreadable.delete(file);
    if (!finding) return hideBar(`unreadable:${file}`);
    const why = [finding.message, ...finding.hints].join('; ');
    showBar(`unreadable:${file}`, say('file-unreadable', { file: nameOfFile(file, this.record), why }), [], 'serious');
  }

  // A text that was let go leaves its tab; without its record, there is nothing left to show.
  #close(file) {
    const { body } = this.#open.get(file);
    if (file === this.record) return this.#tell('gone', { file });
    this.#open.delete(file);
    body.remove();
    if (this.#current === file) this.#current = null;
    this.offer(this.names.filter((name) => name !== file));
    this.#tell('state');
    this.show(this.record);
  }

  #showVersions(file) {
    const { editor, shared, body } = this.#open.get(file);
    const before = body.querySelector('.versions');
    const hadFocus = before?.contains(document.activeElement);
    before?.remove();
    // Without another version to compare with, the text can still be edited.
    body.classList.toggle('has-versions', shared.isHalted);
    if (shared.versions) body.prepend(createVersions(shared.versions, nameOfFile(file, this.record), (mine) => this.#decide(file, mine)));
    if (hadFocus) (shared.versions ? body.querySelector('.versions button') : editor.area).focus({ preventScroll: true });
  }

  // What somebody decided against can still be had back.
  async #decide(file, mine) {
    const { shared } = this.#open.get(file);
    const before = shared.current;
    await shared.decide(mine);
    this.history.noteSource({ file, before, after: shared.current });
  }

  /** Takes back the last step in the file that is shown, or does it again. */
  async step(isRedo) {
    const { current, history } = this;
    if (!current) return;
    const replace = (_, make) => current.shared.replace(make(current.shared.current));
    const done = await (isRedo ? history.redo(replace, current.file) : history.undo(replace, current.file));
    if (done) current.editor.goTo(done.offset);
  }

  /** Shows a file. Returns it, or `undefined` if it cannot be edited here. */
  async show(file) {
    const opened = await this.open(file);
    if (!opened) return undefined;
    if (this.#current !== file) {
      if (this.current) this.current.body.hidden = true;
      this.#current = file;
      opened.body.hidden = false;
      if (!this.names.includes(file)) this.offer([...this.names, file]);
      this.tabs.mark(file);
      this.find.again();
      this.reference.hidden = true;
      this.#tell('shown', { file });
    }
    return opened;
  }

  /** Shows a place of a file, with the caret in it. */
  async goTo(file, offset, options) {
    const opened = await this.show(file);
    opened?.editor.goTo(offset, options);
    return Boolean(opened);
  }

  /** Says which place refers to what is shown, such as a session to its speaker; or `null`. */
  async refer(reference) {
    const opened = reference && await this.open(reference.file);
    this.reference.hidden = !opened;
    if (!opened) return;
    const { file, start } = reference;
    const line = opened.shared.current.slice(0, start).split('\n').length;
    const place = say('place', { file: nameOfFile(file, this.record), line });
    this.reference.replaceChildren(say('referred-to'), ' ',
      button(place, () => this.goTo(file, start), { className: 'link' }));
  }

  #keyPressed(event) {
    const isFind = (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'f';
    const isStep = event.key === 'F3' || ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'g');
    if (isFind && this.current) this.find.open();
    else if (!isStep || !this.find.step(event.shiftKey ? -1 : 1)) return;
    event.preventDefault();
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
