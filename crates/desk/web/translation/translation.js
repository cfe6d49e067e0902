// Translations beside their originals: each text of a file with a field for what it says in
// another language, in the sections of the form. What is missing or outdated is marked.

import { button, debounce, element, setText } from '../dom.js';
import { isWithin, stepsOf } from '../form/paths.js';
import { namesOf } from '../form/trail.js';
import { translationsIn } from '../form/values.js';
import { formatLanguage, formatList } from '../formats.js';
import { ask, pathOf } from '../server.js';
import { recall, remember } from '../store.js';
import { say, sayCount } from '../words.js';
import { TranslationHost } from './host.js';
import { createRow } from './row.js';

/** How long nothing has to have changed before the state of the texts is asked for. */
const PAUSE = 150;

/** Tells of `focus`, with the path of the text that has it, and of another `language`. */
export class TranslationView extends EventTarget {
  /** The rows, by the paths of their texts. */
  #rows = new Map();
  #hosts = new Map();
  #findings = [];
  #number = 0;
  #refreshSoon = debounce(PAUSE, () => this.refresh());

  /** `languages` are those into which the file of the form is translated: each with its `file`, if it has one of its own. */
  constructor(form, languages) {
    super();
    Object.assign(this, { form, language: null });
    this.choice = element('div', { className: 'languages', role: 'group', 'aria-label': say('translation-language') });
    this.count = element('p', { className: 'translation-count', role: 'status' });
    this.names = element('input', { type: 'checkbox', checked: recall('translation-names') === true, onchange: () => this.#namesChosen() });
    this.accept = button(say('translation-accept-all'), () => this.#acceptAll(), { className: 'link' });
    this.unknown = element('p', { className: 'translation-unknown', hidden: true }, element('span'), ' ', this.accept);
    this.body = element('div', { className: 'translation-rows' });
    this.notice = element('p', { className: 'form-notice', role: 'status', hidden: true });
    this.panel = element('div', { className: 'form-scroll', tabIndex: -1 }, this.unknown, this.body);
    const step = (by, label, keys) => button(say(label), () => this.step(by), { title: say(keys), 'aria-keyshortcuts': by > 0 ? 'Control+Enter' : 'Control+Shift+Enter' });
    this.element = element('div', {
      className: 'form translation', onfocusin: ({ target }) => this.#focused(target), onkeydown: (event) => this.#keyPressed(event),
    }, element('div', { className: 'translation-head' },
      this.choice,
      element('div', { className: 'translation-state' }, this.count,
        element('div', { className: 'translation-steps' },
          step(-1, 'translation-previous', 'translation-previous-keys'), step(1, 'translation-next', 'translation-next-keys'))),
      element('label', { className: 'translation-names' }, this.names, ' ', say('translation-names'))), this.notice, this.panel);
    form.store.addEventListener('values', ({ detail }) => this.#valuesChanged(detail));
    form.store.addEventListener('problem', ({ detail: { file, edit, problem } }) => this.#isOwn(file) && edit.owner?.problem?.(problem, edit.value));
    form.store.addEventListener('conflict', ({ detail: { file, edit, theirs } }) => this.#isOwn(file) && this.#rowOf(edit.path)?.conflict(edit.value, theirs));
    this.offer(languages);
  }

  /** Offers languages. */
  offer(languages) {
    this.languages = languages;
    this.choice.hidden = languages.length < 2;
    this.choice.replaceChildren(...languages.map(({ language }) => button(formatLanguage(language), () => this.show(language), {
      lang: language, 'aria-pressed': String(language === this.language),
    })));
  }

  #file(text) {
    const own = this.languages.find(({ language }) => language === this.language);
    return text.isInline ? translationsIn(this.form.file, this.language) : own?.file;
  }

  #isOwn(file) {
    return this.#hosts.has(file);
  }

  #rowOf(path) {
    return this.#rows.get(stepsOf(path)[0]);
  }

  /** Shows a language: the one given, else the one that was shown last. */
  async show(language = this.language ?? recall('translation-language')) {
    const known = this.languages.find((one) => one.language === language) ?? this.languages[0];
    if (!known) return;
    const isNew = known.language !== this.language;
    this.language = known.language;
    remember('translation-language', this.language);
    [...this.choice.children].forEach((one, at) => one.setAttribute('aria-pressed', String(this.languages[at].language === this.language)));
    if (isNew) {
      this.#rows.clear();
      this.body.replaceChildren();
      this.panel.scrollTop = 0;
      this.dispatchEvent(new CustomEvent('language', { detail: { language: this.language } }));
    }
    await this.refresh();
  }

  /** Asks how far the translation is. */
  async refresh() {
    const { language } = this;
    if (!language) return;
    const number = ++this.#number;
    const answer = await ask(pathOf('/api/translation', { file: this.form.file, language })).catch(() => null);
    if (!answer || number !== this.#number) return;
    const files = [...new Set(answer.texts.map((text) => this.#file(text)))];
    await Promise.all(files.map((file) => this.#load(file)));
    if (number !== this.#number) return;
    this.#showNotice(answer.unfit);
    if (!answer.unfit) this.#showTexts(answer.texts.filter((text) => this.#hosts.has(this.#file(text))));
  }

  async #load(file) {
    const { store } = this.form;
    if (this.#hosts.has(file) || !await store.load(file)) return;
    this.#hosts.set(file, new TranslationHost(this, file));
    store.resume(file);
  }

  #showNotice(unfit) {
    this.notice.hidden = !unfit;
    this.panel.inert = Boolean(unfit);
    setText(this.notice, unfit ?? '');
  }

  // Rows stay where they are as long as their texts do, so that nobody loses the caret.
  #showTexts(texts) {
    const before = this.#rows;
    this.#rows = new Map();
    let section = null;
    let part = null;
    const sections = [];
    for (const text of texts) {
      const names = namesOf(this.form, stepsOf(text.path));
      const [first, ...middle] = names.slice(0, -1);
      if (section?.name !== first) sections.push(section = { name: first, parts: [part = null] });
      const title = middle.join(say('form-trail'));
      if (!part || part.name !== title) section.parts.push(part = { name: title, rows: [] });
      const host = this.#hosts.get(this.#file(text));
      const known = before.get(text.path);
      const row = known && known.isLike(text, host) ? known : createRow(text, host, this, names.at(-1));
      row.show(text, names.at(-1));
      this.#rows.set(text.path, row);
      part.rows.push(row);
    }
    this.form.keepFocus.call(this, () => this.#arrange(sections));
    this.#showCount();
  }

  #arrange(sections) {
    this.body.replaceChildren(...sections.map(({ name, parts }) => element('section', { className: 'translation-section' },
      element('h2', { className: 'section-title' }, name),
      parts.filter(Boolean).map((part) => element('div', { className: 'translation-part' },
        part.name ? element('h3', { className: 'translation-part-title' }, part.name) : null,
        part.rows.map((row) => row.element))))));
    this.#showNames();
  }

  #namesChosen() {
    remember('translation-names', this.names.checked || null);
    this.#showNames();
  }

  // Names are usually the same in every language, and in the way.
  #showNames() {
    for (const row of this.#rows.values()) row.element.hidden = !this.names.checked && !row.isNeeded && row.isEmpty && !row.element.contains(document.activeElement);
    for (const part of this.body.querySelectorAll('.translation-part, .translation-section')) {
      part.hidden = !part.querySelector('.translation-row:not([hidden])');
    }
  }

  /** Takes note that a text has another state. */
  changed() {
    this.#showCount();
  }

  #showCount() {
    const rows = [...this.#rows.values()];
    const needed = rows.filter((row) => row.isNeeded || !row.isEmpty);
    const missing = rows.filter((row) => row.isMissing).length;
    const outdated = rows.filter((row) => row.isOutdated).length;
    const said = [missing ? say('translation-missing-of', { missing, all: needed.length }) : null, outdated ? sayCount('translation-outdated', outdated) : null].filter(Boolean);
    setText(this.count, !needed.length ? say('translation-nothing') : said.length ? formatList(said) : say('translation-complete'));
    this.element.classList.toggle('is-complete', !said.length);
    const unknown = rows.filter((row) => row.isUnknown).length;
    this.unknown.hidden = !unknown || this.form.readOnly;
    setText(this.unknown.firstChild, sayCount('translation-unknown', unknown));
  }

  #acceptAll() {
    const own = this.languages.find(({ language }) => language === this.language);
    this.form.store.edit(own.file, [{ op: 'accept', path: '' }]);
    this.panel.focus({ preventScroll: true });
  }

  #valuesChanged({ file, origin }) {
    if (this.#isOwn(file)) for (const row of this.#rows.values()) row.follow(file, origin);
    if (this.language && !this.element.hidden && origin !== 'edit' && (file === this.form.file || this.#isOwn(file))) this.#refreshSoon();
  }

  /** Goes to the next text that is missing or outdated, or to the one before. */
  step(by) {
    const rows = [...this.#rows.values()];
    const at = rows.indexOf(this.row);
    const from = at < 0 && by < 0 ? 0 : at;
    // The one in which somebody writes counts last.
    for (let step = 1; step <= rows.length; step += 1) {
      const row = rows[(from + by * step + rows.length * 2) % rows.length];
      if (row.isMissing || row.isOutdated) return row.focus();
    }
    return this.form.announce(say('translation-complete'));
  }

  /** Goes to the text at a path of a file, with the caret at an offset of its translation. Returns whether there is one. */
  goTo(key, at = null, { focus = true } = {}) {
    const path = key && [...this.#rows.keys()].filter((own) => isWithin(key, own) || isSameInFile(own, key)).sort((a, b) => b.length - a.length)[0];
    const row = path && this.#rows.get(path);
    if (!row) return false;
    row.element.hidden = false;
    for (const outer of [row.element.closest('.translation-part'), row.element.closest('.translation-section')]) outer.hidden = false;
    if (focus) row.focus(at);
    else row.element.scrollIntoView({ block: 'nearest' });
    return true;
  }

  /** What is being written: `{file, path, version}`, or `null`. */
  get spot() {
    const { row } = this;
    if (!row) return null;
    const { file } = row.host;
    return { file: row.isInline ? this.form.file : file, path: row.path, version: this.form.store.version(file) };
  }

  /** Shows findings beside what they are about. */
  showFindings(findings) {
    // What is outdated is shown as such.
    this.#findings = findings.filter(({ code }) => code !== 'outdated-translation');
    for (const row of this.#rows.values()) row.notes();
  }

  findingsOf(file, path) {
    return this.#findings.filter(({ place }) => place?.file === file && place.key === path);
  }

  /** Moves the focus into the view: to where it was, or to the first text that is missing. */
  focus() {
    if (this.row?.element.isConnected && this.row.element.offsetParent) return this.row.focus();
    return this.step(1);
  }

  #focused(target) {
    this.row = [...this.#rows.values()].find((row) => row.element.contains(target)) ?? this.row;
    if (this.row) this.dispatchEvent(new Event('focus'));
  }

  #keyPressed(event) {
    const isCommand = (event.ctrlKey || event.metaKey) && !event.altKey;
    if (isCommand && event.key === 'Enter') this.step(event.shiftKey ? -1 : 1);
    else {
      const isUndo = isCommand && ['z', 'y'].includes(event.key.toLowerCase());
      if (!isUndo || event.defaultPrevented || this.form.readOnly || event.target.closest('[data-unsent]')) return;
      this.form.undo({ isRedo: event.shiftKey || event.key.toLowerCase() === 'y' });
    }
    event.preventDefault();
  }
}

// In a file, a value alone is not in a list.
const isSameInFile = (own, key) => own.replaceAll('[0]', '') === key.replaceAll('[0]', '');
