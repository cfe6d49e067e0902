// The pane in which one writes: the form, the translations, or the source for those who want it.

import { showBar, hideBar } from '../bars.js';
import { element, uniqueId } from '../dom.js';
import { Form } from '../form/form.js';
import { offsetInValue } from '../form/literal.js';
import { stepsOf } from '../form/paths.js';
import { FormValues } from '../form/values.js';
import { recall, remember } from '../store.js';
import { createTabs } from '../tabs.js';
import { TranslationView } from '../translation/translation.js';
import { say } from '../words.js';
import { nameOfFile, pageOf } from './files.js';

/** How long it is said what was taken back elsewhere. */
const STEP_SHOWN = 6000;

/**
 * Tells of `edit`, of where the `caret` is, of a `view` that came with an edit, and of the `state`,
 * as the source pane does, which is in it.
 */
export class EditPane extends EventTarget {
  #form;
  #translation = null;
  #findings = [];

  /**
   * There may be `fix(finding)`, the `photos` of the record, the form's `entryTools`, and the
   * `translations` of the file, each with its language; `mode` is what is shown at first.
   */
  constructor(source, { file, readOnly, shownView, fix = null, photos = null, entryTools = null, translations = [], mode = null }) {
    super();
    Object.assign(this, { source, file, readOnly, fix, photos, entryTools, translations, mode });
    this.store = new FormValues({ open: (name) => source.open(name), shownView });
    this.panel = element('div', { className: 'edit-panel', role: 'tabpanel', id: uniqueId('edit') });
    this.tabs = createTabs(say('edit-as'), this.panel, (mode) => this.show(mode));
    this.element = element('section', { className: 'edit pane', 'aria-label': say('pane-edit') }, this.tabs.element, this.panel);
    this.element.focusInside = () => this.#focusInside();
    this.#showTabs();
    this.panel.append(source.element);
    for (const type of ['edit', 'caret', 'view', 'state', 'shown']) {
      source.addEventListener(type, ({ detail }) => this.#tell(type, detail));
    }
    this.#listen();
  }

  #showTabs() {
    const modes = ['form', this.translations.length ? 'translation' : null, 'source'].filter(Boolean);
    this.tabs.show(modes.map((value) => ({ value, label: say(`edit-as-${value}`) })), this.shown ?? null);
  }

  #listen() {
    const { store } = this;
    store.addEventListener('values', ({ detail }) => detail.origin === 'edit' && this.#tell('edit', detail));
    store.addEventListener('view', ({ detail }) => this.#tell('view', detail));
    store.addEventListener('state', () => this.#tell('state'));
    store.addEventListener('changed', ({ detail }) => this.source.history.note(detail));
    this.source.addEventListener('undo', ({ detail }) => this.step(detail.isRedo));
    store.addEventListener('lost', ({ detail: { edit } }) => {
      const words = typeof edit.value === 'string' ? edit.value : '';
      showBar('lost', words ? say('form-lost', { value: words }) : say('form-lost-edit'));
      setTimeout(() => hideBar('lost'), 20000);
    });
    store.addEventListener('trouble', ({ detail: { why } }) => {
      if (why) showBar('form', say('not-saved', { why }), [], 'serious');
      else hideBar('form');
    });
  }

  /** Loads the form, and shows it, or the source if somebody prefers that. */
  async begin() {
    const actions = {
      readOnly: this.readOnly,
      fix: this.fix,
      photos: this.photos,
      entryTools: this.entryTools,
      undo: ({ isRedo = false } = {}) => this.step(isRedo),
      showSource: (path) => this.showSource(path),
    };
    this.#form = await Form.load(this.file, this.store, actions).catch((error) => {
      // A file that cannot be read has no form; the source says why.
      if (error.status !== 404) console.error(error);
    });
    const address = new URLSearchParams(location.search).get('edit') ?? this.mode;
    if (this.#form) {
      this.panel.prepend(this.#form.element);
      this.#form.addEventListener('focus', () => this.#tell('caret', { file: this.file }));
      this.#form.addEventListener('names', () => this.#tell('names'));
      this.#form.showFindings(this.#findings);
      this.store.resume(this.file);
      this.#beginTranslation();
    } else {
      this.tabs.element.hidden = true;
    }
    this.show(address ?? recall('edit-as') ?? 'form', { isKept: false });
    await this.source.show(this.file);
    this.#watchVersions();
  }

  // While there are two versions of the text, the source shows them.
  async #watchVersions() {
    const opened = await this.source.open(this.file);
    if (!opened || !this.#form) return;
    const look = () => opened.shared.versions && this.show('source', { isKept: false });
    opened.shared.addEventListener('versions', look);
    look();
  }

  #beginTranslation() {
    if (!this.translations.length || !this.#form) return;
    this.#translation = new TranslationView(this.#form, this.translations);
    this.#translation.addEventListener('focus', () => this.#tell('caret', { file: this.file }));
    this.#translation.addEventListener('language', ({ detail }) => this.#tell('language', detail));
    this.#translation.showFindings(this.#findings);
  }

  /** Takes note of the languages into which the file is translated. */
  offerTranslations(translations) {
    if (JSON.stringify(translations) === JSON.stringify(this.translations)) return;
    this.translations = translations;
    if (!this.#translation) this.#beginTranslation();
    else this.#translation.offer(translations);
    this.#showTabs();
    if (!translations.length && this.shown === 'translation') this.show('form');
  }

  /** Shows the form, the translations or the source. */
  show(mode, { isKept = true, language } = {}) {
    const offered = { form: this.#form, translation: this.translations.length ? this.#translation : null };
    // What is not there is not shown.
    const shown = mode in offered && offered[mode] ? mode : mode === 'translation' && this.#form ? 'form' : 'source';
    this.shown = shown;
    this.source.element.hidden = shown !== 'source';
    if (this.#form) this.#form.element.hidden = shown !== 'form';
    if (this.#translation) {
      this.#translation.element.hidden = shown !== 'translation';
      if (shown === 'translation') this.#form.element.after(this.#translation.element);
    }
    this.tabs.mark(shown);
    this.element.classList.toggle('is-form', shown === 'form');
    this.element.classList.toggle('is-translation', shown === 'translation');
    if (isKept) remember('edit-as', mode);
    const isReady = shown === 'translation' ? this.#translation.show(language) : Promise.resolve();
    this.#tell('language', { language: this.language });
    this.#tell('caret', { file: this.file });
    this.#tell('mode');
    return isReady;
  }

  /** The language into which somebody translates, or `null`. */
  get language() {
    return this.shown === 'translation' ? this.#translation.language : null;
  }

  /** Whether the form is shown. */
  get isForm() {
    return this.shown === 'form';
  }

  /** Shows the source at the place of a path. */
  async showSource(path) {
    this.show('source', { isKept: false });
    const opened = await this.source.show(this.file);
    opened?.editor.area.focus();
    this.#tell('source', { path });
  }

  /** The form, if there is one. */
  get form() {
    return this.#form;
  }

  get states() {
    return [this.store.state, ...this.source.files.map(({ shared }) => shared.state)];
  }

  get isSending() {
    return this.store.isSending || this.source.files.some(({ shared }) => shared.isSending);
  }

  /** Resolves when the server has all that was typed. */
  async sent() {
    await this.store.sent();
    await Promise.all(this.source.files.map(({ shared }) => shared.sent()));
  }

  /** What is being edited: a place by its offset or by its path, or `null`; `version` is that of its file. */
  get spot() {
    if (this.shown === 'translation') {
      const { spot } = this.#translation;
      return spot && { ...spot, isSending: this.isSending };
    }
    if (this.isForm) {
      const { path, file } = this.#form;
      return path ? { file, path, version: this.store.version(file), isSending: this.isSending } : null;
    }
    const { file, editor, shared } = this.source.current ?? {};
    if (!editor || shared.state === 'conflict') return null;
    return { file, offset: editor.caret, version: shared.version, isSending: shared.isSending };
  }

  /** Goes to what is printed somewhere: `{file, key, start, caret, reference}`. */
  async goToPrinted(found) {
    if (this.shown !== 'source') {
      const opened = await this.source.open(found.file);
      const literal = opened?.shared.acknowledged.slice(found.start, found.end) ?? '';
      const at = offsetInValue(literal, found.caret - found.start);
      if (this.#goToTranslation(found, at)) return;
    }
    if (this.shown === 'translation') this.show('form', { isKept: false });
    if (this.isForm) {
      const opened = await this.source.open(found.file);
      const literal = opened?.shared.acknowledged.slice(found.start, found.end) ?? '';
      if (found.file === this.file && this.#form.goTo(found.key, offsetInValue(literal, found.caret - found.start))) return;
      // What is printed because of a reference is chosen there.
      if (found.reference?.file === this.file && this.#form.goTo(found.reference.key)) return;
      this.show('source', { isKept: false });
    }
    await this.source.goTo(found.file, found.caret);
    this.source.refer(found.reference);
  }

  // What is printed in the language of the translation leads to its field, even if there is none yet.
  #goToTranslation({ file, key }, at) {
    if (this.shown !== 'translation') return false;
    const isTranslated = this.translations.some((one) => one.file === file && one.language === this.language);
    return (isTranslated || file === this.file) && this.#translation.goTo(key, isTranslated ? at : null);
  }

  /** Goes to a place of a file: `{file, key, start}`. */
  async goTo(spot) {
    const of = this.shown !== 'source' && spot.key && this.translations.find(({ file }) => file === spot.file);
    if (of && this.#translation) {
      await this.show('translation', { isKept: false, language: of.language });
      if (this.#goToTranslation(spot, null)) return;
    }
    if (this.shown === 'translation' && spot.file === this.file) this.show('form', { isKept: false });
    if (this.isForm && spot.file === this.file && spot.key && this.#form.goTo(spot.key)) return;
    // A file that has a page of its own is filled in there.
    if (this.isForm && spot.file !== this.file && pageOf(spot)) {
      await this.sent();
      return location.assign(pageOf(spot));
    }
    if (this.shown !== 'source') this.show('source', { isKept: false });
    await this.source.goTo(spot.file, spot.start);
  }

  /** Returns the place of a text's translation into a language. */
  translationOf(spot, language) {
    const of = this.translations.find((one) => one.language === language);
    return of && spot.file === this.file ? { ...spot, file: of.file } : spot;
  }

  /** Returns in words where a place of a file is: in the form, if that is shown. */
  nameOf(spot) {
    const trail = this.isForm && spot.file === this.file && spot.key ? this.#form.trail(spot.key) : null;
    if (this.isForm && spot.file !== this.file && pageOf(spot)) return nameOfFile(spot.file, this.file);
    return trail ?? say('place', { file: nameOfFile(spot.file, this.file), line: spot.line });
  }

  /** Returns the words of a finding: those of the form, unless the source is shown. */
  wordsOf(finding) {
    return this.shown === 'source' ? finding : finding.inForm;
  }

  /** Shows findings beside their fields. The form may still be on its way. */
  showFindings(findings) {
    this.#findings = findings;
    this.#form?.showFindings(findings);
    this.#translation?.showFindings(findings);
  }

  /** The form, once it is loaded. */
  get form() {
    return this.#form;
  }

  /** Takes note of what was changed in a file without being typed, so that it can be undone. */
  note(file, before) {
    const { shared } = this.source.files.find((one) => one.file === file);
    this.source.history.noteSource({ file, before, after: shared.current });
  }

  /** Takes back the last step, or does it again. In the source, each file has its own. */
  async step(isRedo) {
    await this.store.sent();
    if (this.shown === 'source') return this.source.step(isRedo);
    const { history } = this.source;
    const replace = (file, make) => this.#replace(file, make);
    const before = this.#form.group;
    const done = await (isRedo ? history.redo(replace) : history.undo(replace));
    if (done && this.shown === 'translation') this.#translation.goTo(stepsOf(done.path)[0], null, { focus: false });
    else if (done?.file === this.file) this.#form.goTo(done.path, null, { focus: false });
    const words = done && this.#nameOfChange(done.file, done.path);
    if (!done) this.#form.announce(say(isRedo ? 'form-nothing-to-redo' : 'form-nothing-to-undo'));
    else if (words) this.#sayStep(say(isRedo ? 'redone-what' : 'undone-what', { what: words }), this.#form.group !== before);
  }

  // Taken to another part of the form, people need to read why.
  #sayStep(words, isElsewhere) {
    if (!isElsewhere) return this.#form.announce(words);
    showBar('step', words);
    setTimeout(() => hideBar('step'), STEP_SHOWN);
    return undefined;
  }

  /** Returns whether there is a step to take back, or to do again. */
  canStep(isRedo) {
    return Boolean(this.source.history.next(isRedo));
  }

  /** Returns in words what the next step takes back, or does again; `null` if there is none or it has no name. */
  nameOfStep(isRedo) {
    const step = this.source.history.next(isRedo);
    return step ? this.#nameOfChange(step.file, step.at) : null;
  }

  #nameOfChange(file, path) {
    if (!path || !this.#form) return null;
    // The path of a translation is that of its original, as one key.
    const isTranslation = this.translations.some((one) => one.file === file);
    if (!isTranslation && file !== this.file) return nameOfFile(file, this.file);
    return this.#form.trail(isTranslation ? stepsOf(path)[0] : path);
  }

  async #replace(file, make) {
    const opened = await this.source.open(file);
    if (!opened) return;
    const { shared } = opened;
    await shared.sent();
    shared.replace(make(shared.current));
    await shared.sent();
    await this.store.refresh(file);
  }

  /** Where somebody is: what is shown, and how far down. */
  get whereabouts() {
    const translation = this.#translation;
    return {
      mode: this.shown,
      form: this.#form && { group: this.#form.group ?? null, top: this.#form.panel.scrollTop },
      translation: translation?.language ? { language: translation.language, top: translation.panel.scrollTop } : null,
    };
  }

  /** Goes back to where somebody was. */
  async goBack({ mode, form, translation }) {
    await this.show(mode, { isKept: false, language: translation?.language });
    if (form && this.#form) {
      if (form.group && this.#form.groups.some(({ id }) => id === form.group)) this.#form.showGroup(form.group);
      this.#form.panel.scrollTop = form.top;
    }
    if (translation && mode === 'translation') this.#translation.panel.scrollTop = translation.top;
  }

  #focusInside() {
    if (this.isForm) this.#form.focus();
    else if (this.shown === 'translation') this.#translation.focus();
    else this.source.current?.editor.area.focus();
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
