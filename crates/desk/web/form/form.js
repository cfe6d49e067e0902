// The form of a file: tabs as people think, with fields, cards and lists.

import { button, debounce, element } from '../dom.js';
import { ask, pathOf } from '../server.js';
import { recall, remember } from '../store.js';
import { createTabs } from '../tabs.js';
import { say, sayCount } from '../words.js';
import { createEntries } from './entries.js';
import { createFieldSet } from './field-set.js';
import { createHelp } from './help.js';
import { createKnown, readTyped } from './known.js';
import { normalSteps } from './kinds.js';
import { createSetOf } from './other-file.js';
import { isWithin, pathOfSteps, stepsOf } from './paths.js';
import { acceptPastedLists } from './paste/paste.js';
import { Place } from './place.js';
import { trailOf } from './trail.js';
import { createUnread } from './unread.js';

/** Tells of `focus` in another field, and of other `names`. */
export class Form extends EventTarget {
  #places = new WeakMap();
  #sets = new Map();
  #findings = [];
  #latePaths = debounce(0, () => this.#showPaths());
  #lateMarks = debounce(60, () => this.#showTabs());

  /**
   * Loads the form of a file. `actions` are `showSource(path)`, `undo()` and, where one can edit,
   * `fix(finding)`, and the `photos` of a record. For a file of entries, there may be `entryTools`: `about(id)` returns what is
   * shown below the fields of an entry, `ask(id, card, remove)` what comes before it is removed.
   */
  static async load(file, store, { readOnly, ...actions }) {
    const [shape, isThere] = await Promise.all([ask(pathOf('/api/form', { file })), store.load(file)]);
    return isThere ? new Form(file, store, shape, { readOnly, ...actions }) : null;
  }

  constructor(file, store, shape, { readOnly, showSource, undo, fix, photos = null, entryTools = null }) {
    super();
    Object.assign(this, { file, store, readOnly, showSource, undo, fix, photos, entryTools, tables: shape.tables, root: shape.root });
    this.place = new Place(this);
    this.isEntries = shape.isEntries;
    // A project has few parts, and all of them are for looking at.
    this.isOpen = shape.root === 'project';
    const { fields } = shape.tables[shape.root];
    this.groups = shape.groups.filter(({ id }) => fields.some(({ group }) => group === id));
    this.knowledge = createKnown(file, () => this.#named());
    this.panel = element('div', { className: 'form-scroll', role: 'tabpanel', id: `form-${shape.root}`, tabIndex: -1 });
    this.tabs = createTabs(say('form-parts'), this.panel, (group) => this.showGroup(group));
    this.unread = createUnread(file);
    this.help = createHelp();
    this.notice = element('div', { className: 'form-notice', role: 'status', hidden: true });
    this.speaker = element('div', { className: 'for-screen-readers', role: 'status' });
    this.element = element('div', {
      className: 'form', onfocusin: (event) => this.#focused(event.target), onkeydown: (event) => this.#keyPressed(event),
    }, this.tabs.element, this.notice, this.panel, this.help.element, this.speaker);
    this.propose = readOnly ? null : acceptPastedLists(this);
    const before = recall('form-group');
    if (this.isEntries) this.#begin(shape.tables[shape.root].label);
    else {
      this.#showTabs();
      this.showGroup(before?.file === file && this.groups.some(({ id }) => id === before.group) ? before.group : this.groups[0].id);
    }
    this.#listen();
    this.#showNotice();
    this.knowledge.names();
  }

  #listen() {
    const own = (type, call) => this.store.addEventListener(type, ({ detail }) => detail.file === this.file && call(detail));
    own('values', ({ origin }) => this.#showValues(origin));
    own('problem', ({ edit, problem }) => this.#ownerOf(edit)?.problem?.(problem, edit.value));
    own('conflict', ({ edit, theirs }) => this.#ownerOf(edit)?.conflict?.(edit.value, theirs));
  }

  // Whoever made an edit; or, as after a reload, what is at its path.
  #ownerOf({ owner, path }) {
    return owner?.element.isConnected ? owner : this.#nodeAt(stepsOf(path));
  }

  /** The values as they are now. */
  get values() {
    return this.store.get(this.file);
  }

  /** What can be named, as far as it is known now. */
  get known() {
    return this.knowledge.now;
  }

  names() {
    return this.knowledge.names();
  }

  read(kind, text) {
    return readTyped(kind, text, this.file);
  }

  edit(edits) {
    this.store.edit(this.file, edits);
  }

  hold(path, edit) {
    this.store.hold(this.file, path, edit);
  }

  /** Creates fields of a table at a path of a file, for a field that shows them inside it. */
  createSet(fields, path, file = this.file) {
    return createSetOf(this, fields, path, file);
  }

  /** Takes note of an element that belongs to a place. */
  register(node, about) {
    this.#places.set(node, about);
  }

  /** Returns the place that an element belongs to, or `null`. */
  placeOf(node) {
    return this.#places.get(node.closest('[data-path]'))?.place ?? null;
  }

  /** Takes note that paths may be others, as items were moved. */
  pathsChanged() {
    this.#latePaths();
  }

  /** Takes note that other fields may lack a value. */
  marksChanged() {
    this.#lateMarks();
  }

  /** Says something to screen readers. */
  announce(words) {
    this.speaker.textContent = words;
  }

  /** Does something that moves elements, and keeps the focus and the caret in them. */
  keepFocus(change) {
    const focused = document.activeElement;
    const { scrollTop } = this.panel;
    const caret = focused?.matches?.('textarea, input[type="text"]') ? [focused.selectionStart, focused.selectionEnd] : null;
    change();
    if (focused === document.activeElement || !this.element.contains(focused)) return;
    focused.focus({ preventScroll: true });
    if (caret) focused.setSelectionRange(...caret);
    this.panel.scrollTop = scrollTop;
  }

  #showValues(origin) {
    this.#showNotice();
    for (const set of this.#sets.values()) set.show(this.values, origin);
    this.#lateMarks();
  }

  // A file that no form can hold is left as it is.
  #showNotice() {
    const unfit = this.store.unfit(this.file);
    this.notice.hidden = !unfit;
    this.panel.inert = Boolean(unfit);
    if (unfit && this.notice.dataset.why !== unfit) {
      this.notice.replaceChildren(element('p', {}, say('form-unfit')), element('p', {}, unfit),
        button(say('form-show-source'), () => this.showSource('')));
    }
    this.notice.dataset.why = unfit ?? '';
  }

  #named() {
    for (const card of this.panel.querySelectorAll('.box')) this.#places.get(card)?.named?.();
    this.dispatchEvent(new Event('names'));
  }

  #showPaths() {
    for (const node of this.panel.querySelectorAll('[data-path]')) {
      const path = this.#places.get(node)?.place.path;
      if (path !== undefined && node.dataset.path !== path) node.dataset.path = path;
    }
    this.#showNotes();
  }

  // Tabs say how many things in them ask for an answer.
  #showTabs() {
    if (this.isEntries) return;
    const { fields } = this.tables[this.root];
    this.tabs.show(this.groups.map(({ id, label }) => {
      const keys = fields.filter(({ group }) => group === id).map(({ key }) => key);
      const count = this.#findings.filter(({ path, level }) => level !== 'information' && keys.includes(stepsOf(path)[0])).length;
      return { value: id, label, count: count || null, countLabel: count ? sayCount('findings', count) : null };
    }), this.group);
  }

  // A file that is nothing but entries, such as that of the people, has no tabs.
  #begin(label) {
    this.entries = createEntries({ label, kind: { kind: 'entries', table: this.root } }, this.place, 1);
    const body = element('div', { className: 'form-group' }, this.entries.element);
    this.panel.append(body);
    this.#sets.set('', { ...this.entries, body, top: 0 });
    this.tabs.element.hidden = true;
  }

  /** Shows a tab. */
  showGroup(id) {
    const before = this.#sets.get(this.group);
    if (before) Object.assign(before, { top: this.panel.scrollTop }).body.hidden = true;
    this.group = id;
    if (!this.#sets.has(id)) {
      const fields = this.tables[this.root].fields.filter(({ group }) => group === id);
      const body = element('div', { className: 'form-group' });
      this.panel.append(body);
      const set = createFieldSet(fields, this.place, 1);
      body.append(set.element);
      this.#sets.set(id, { ...set, body, top: 0 });
    }
    const set = this.#sets.get(id);
    set.body.hidden = false;
    this.panel.scrollTop = set.top;
    this.tabs.mark(id);
    remember('form-group', { file: this.file, group: id });
  }

  /** Shows findings beside what they are about. */
  showFindings(findings) {
    // What a photo says itself is shown in its fields.
    const isShown = ({ code }) => code === 'photo-metadata' && this.photos;
    this.#findings = findings.filter((finding) => !isShown(finding)).flatMap((finding) => {
      const path = finding.place?.file === this.file && finding.place.key ? this.#normal(finding.place.key) : null;
      // What a photo lacks is said of its card, which waits until somebody has filled it in.
      const place = path && finding.code === 'uneven-photos' ? pathOfSteps(stepsOf(path).slice(0, -1)) : path;
      return place ? [{ ...finding, path: place }] : [];
    });
    this.#showNotes();
    this.#lateMarks();
  }

  #showNotes() {
    this.keepPlace(() => {
      for (const set of this.#sets.values()) set.notes();
    });
  }

  /** Does something that may change what is above the field in focus, which stays where it is. */
  keepPlace(change) {
    const focused = this.panel.contains(document.activeElement) ? document.activeElement : null;
    const top = () => focused?.getBoundingClientRect().top ?? 0;
    const before = top();
    change();
    if (focused?.isConnected) this.panel.scrollTop += top() - before;
  }

  /** Returns the findings about what is at a place, or in it. */
  findingsIn(place) {
    if (place.draft || !this.#findings.length) return [];
    const outer = place.path;
    return this.#findings.filter(({ path }) => isWithin(path, outer));
  }

  /** Returns the findings about what is at a place as a whole. */
  findingsAt(place) {
    return this.findingsIn(place).filter(({ path }) => path === place.path);
  }

  #normal(key) {
    const steps = this.#normalSteps(key);
    return steps && pathOfSteps(steps);
  }

  #normalSteps(key) {
    const [first, ...rest] = stepsOf(key);
    if (!this.isEntries) return normalSteps([first, ...rest], this.root, this.tables);
    return [first, ...(normalSteps(rest, this.root, this.tables) ?? [])];
  }

  /** Returns in words where what is at a path of the file is, or `null` if the form does not show it. */
  trail(key) {
    const steps = this.isEntries ? null : this.#normalSteps(key);
    return steps?.length ? trailOf(this, steps) : null;
  }

  #nodeAt(steps) {
    if (this.isEntries) return steps.reduce((node, step) => node?.child(step), this.entries) ?? null;
    const field = this.tables[this.root].fields.find(({ key }) => key === steps[0]);
    if (!field) return null;
    this.showGroup(field.group);
    return steps.reduce((node, step) => node?.child(step), this.#sets.get(field.group)) ?? null;
  }

  /** Goes to the field for a path of the file, with the caret at an offset of its value. Returns whether there is one. */
  goTo(key, at = null, { focus = true } = {}) {
    const steps = this.#normalSteps(key);
    const node = steps?.length && !this.store.unfit(this.file) ? this.#nodeAt(steps) : null;
    if (!node) return false;
    if (focus) node.focus(at);
    else node.element.scrollIntoView({ block: 'nearest' });
    return true;
  }

  /** Shows an item of a list of the file, as it is: closed, if nobody opened it. */
  reveal(list, index) {
    const items = this.#nodeAt([list])?.element.querySelectorAll(':scope > .list > .boxes > .box') ?? [];
    items[index]?.scrollIntoView({ block: 'nearest' });
  }

  /** The path of the field that had the focus last, or `null`. What was not in the file when it got it may be there now. */
  get path() {
    const place = this.last?.isConnected ? this.placeOf(this.last) : null;
    return place && !place.draft ? place.path : null;
  }

  /** Moves the focus into the form: to where it was, or to the first field. */
  focus() {
    const last = this.last?.isConnected && this.last.offsetParent ? this.last : null;
    (last ?? this.panel.querySelector('.form-group:not([hidden]) :is(textarea, input, select, button):not([hidden])') ?? this.tabs.element.querySelector('[aria-selected="true"]')).focus();
  }

  #focused(target) {
    const holder = target.closest('[data-path]');
    const about = holder && this.#places.get(holder);
    this.help.show(about?.field ?? null);
    if (!holder) return;
    this.last = target;
    this.dispatchEvent(new Event('focus'));
  }

  #keyPressed(event) {
    const isUndo = (event.ctrlKey || event.metaKey) && !event.altKey && ['z', 'y'].includes(event.key.toLowerCase());
    // What was typed and could not be read yet is only in its field, which undoes it itself.
    if (!isUndo || event.defaultPrevented || this.readOnly || event.target.closest('[data-unsent]')) return;
    event.preventDefault();
    this.undo({ isRedo: event.shiftKey || event.key.toLowerCase() === 'y' });
  }
}
