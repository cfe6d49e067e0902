// The editor of one file: a text area, so that typing, input methods and screen readers work as
// everywhere, over a layer that shows the same text in colours. What was typed is undone by
// whoever keeps the steps: a browser forgets its own when the page is loaded again.

import { element } from '../dom.js';
import { say } from '../words.js';
import { Layer } from './layer.js';
import { LineEnds } from './line-ends.js';
import { moveRange, spliceBetween } from './splice.js';

/**
 * Tells of edits as `edit` events, with whether they were typed, of the caret as `caret` events,
 * and of the wish to `undo`, with whether that is to do it again. Offsets are the file's.
 */
export class Editor extends EventTarget {
  #layer = new Layer();
  #text = '';
  #ends = new LineEnds('');
  #file = '';

  constructor(name, text, { readOnly }) {
    super();
    this.name = name;
    this.area = element('textarea', {
      className: 'area',
      'aria-label': say('source-of', { file: name }),
      readOnly,
      spellcheck: false,
      autocapitalize: 'off',
      autocomplete: 'off',
      wrap: 'soft',
      oninput: () => this.#typed(true),
      onkeydown: (event) => this.#keyPressed(event),
      onbeforeinput: (event) => this.#before(event),
      onselect: () => this.#caretMoved(),
      onfocus: () => this.#caretMoved(),
    });
    this.area.setAttribute('autocorrect', 'off');
    // Add-ons that correct prose know no TOML, and would cover the layer.
    this.area.setAttribute('data-gramm', 'false');
    this.paper = element('div', { className: 'source-paper' }, this.#layer.element, this.area);
    this.element = element('div', { className: 'source-scroll' }, this.paper);
    this.#load(text);
  }

  #load(text) {
    this.#ends = new LineEnds(text);
    this.area.value = LineEnds.plain(text);
    // Browsers would put the caret at the end.
    this.area.setSelectionRange(0, 0);
    this.#text = this.area.value;
    this.#layer.update(this.#text, null);
    this.#file = text;
    this.#widenGutter();
  }

  /** The text as the file has it. */
  get text() {
    return this.#file;
  }

  /** The text, and the caret, as the text area has them. */
  get areaText() {
    return this.#text;
  }

  get layer() {
    return this.#layer;
  }

  get caret() {
    return this.#ends.toFile(this.area.selectionStart, this.#layer.lines);
  }

  #typed(isTyped = false) {
    const text = this.area.value;
    if (text === this.#text) return;
    const splice = spliceBetween(this.#text, text);
    this.#text = text;
    const { first, removed, added } = this.#layer.update(text, splice);
    this.#ends.replaced(first, removed, added);
    this.#file = this.#ends.file(this.#layer.lines);
    if (removed !== added) this.#widenGutter();
    this.#caretMoved();
    this.dispatchEvent(new CustomEvent('edit', { detail: { isTyped } }));
  }

  #keyPressed(event) {
    const key = event.key.toLowerCase();
    const isUndo = (event.ctrlKey || event.metaKey) && !event.altKey && ['z', 'y'].includes(key);
    if (!isUndo || event.isComposing) return;
    event.preventDefault();
    this.#wish(event.shiftKey || key === 'y');
  }

  // As from a menu of the browser.
  #before(event) {
    if (!['historyUndo', 'historyRedo'].includes(event.inputType)) return;
    event.preventDefault();
    this.#wish(event.inputType === 'historyRedo');
  }

  #wish(isRedo) {
    if (!this.area.readOnly) this.dispatchEvent(new CustomEvent('undo', { detail: { isRedo } }));
  }

  #widenGutter() {
    this.paper.style.setProperty('--digits', Math.max(2, String(this.#layer.lines.length).length));
  }

  /** Takes note that the selection may be another one. */
  #caretMoved() {
    this.#layer.markLine(this.#layer.position(this.area.selectionStart).line);
    this.dispatchEvent(new Event('caret'));
  }

  /** To be called for each change of the document's selection. */
  selectionChanged() {
    if (document.activeElement === this.area) this.#caretMoved();
  }

  /** Replaces the text by another one. The caret keeps its word. */
  replaceText(text) {
    const plain = LineEnds.plain(text);
    const splice = spliceBetween(this.#text, plain);
    if (splice.start !== splice.end || splice.text) this.#replaceElsewhere(splice);
    // Line ends are all that can still differ.
    if (this.#file !== text) {
      this.#ends = new LineEnds(text);
      this.#file = this.#ends.file(this.#layer.lines);
    }
  }

  /** Applies edits, in the offsets of the file, at once. */
  applyEdits(edits) {
    const own = edits.map((edit) => ({ ...this.areaRange(edit), text: LineEnds.plain(edit.text) }));
    own.sort((a, b) => a.start - b.start);
    const [first, last] = [own[0], own.at(-1)];
    let text = '';
    let at = first.start;
    for (const edit of own) {
      text += this.#text.slice(at, edit.start) + edit.text;
      at = Math.max(at, edit.end);
    }
    this.#replace({ start: first.start, end: Math.max(last.end, at), text });
    this.area.focus({ preventScroll: true });
    this.reveal(this.area.selectionStart);
  }

  // What is replaced is not where somebody writes: caret and view stay.
  #replaceElsewhere(splice) {
    const { area } = this;
    const { scrollTop } = this.element;
    const caret = { start: area.selectionStart, end: area.selectionEnd };
    this.#replace(splice);
    const after = splice.start + splice.text.length;
    const moved = moveRange(caret, splice) ?? { start: after, end: after };
    area.setSelectionRange(moved.start, moved.end);
    this.element.scrollTop = scrollTop;
    if (document.activeElement === area) this.#caretMoved();
  }

  #replace({ start, end, text }) {
    this.area.setRangeText(text, start, end, 'end');
    this.#typed();
  }

  /** Types text in place of a range of the text area, as if by hand. */
  insert(start, end, text) {
    this.#replace({ start, end, text });
  }

  /** Returns a range of the file as one of the text area. */
  areaRange({ start, end }) {
    const [from, to] = [start, end].map((offset) => this.#ends.fromFile(offset, this.#layer.lines));
    return { start: from, end: to };
  }

  /** Underlines findings: `{start, end, name}` in the offsets of the file. */
  underline(findings) {
    const ranges = findings.map((finding) => {
      const { start, end } = this.areaRange(finding);
      // What is about the file as a whole is at its start, and is marked beside its first line only.
      return { name: finding.name, start, end: start ? Math.max(end, start + 1) : end };
    });
    this.#layer.decorate('findings', ranges);
  }

  /** Puts the caret at an offset of the file, and shows it. */
  goTo(offset, { focus = true } = {}) {
    const at = this.#ends.fromFile(offset, this.#layer.lines);
    if (focus) this.area.focus({ preventScroll: true });
    this.area.setSelectionRange(at, at);
    this.#caretMoved();
    this.reveal(at);
  }

  /** Scrolls so that an offset of the text area is in view, with some lines around it. */
  reveal(offset) {
    const pane = this.element.getBoundingClientRect();
    const place = this.#layer.rectangle(offset);
    if (place.top >= pane.top + 24 && place.bottom <= pane.bottom - 24) return;
    this.element.scrollTop += place.top - pane.top - pane.height / 3;
  }
}
