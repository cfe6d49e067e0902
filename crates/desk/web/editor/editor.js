// The editor of one file: a text area, so that typing, undo and screen readers work as everywhere,
// over a layer that shows the same text in colours.

import { debounce, element } from '../dom.js';
import { say } from '../words.js';
import { Layer } from './layer.js';
import { LineEnds } from './line-ends.js';
import { moveRange, spliceBetween } from './splice.js';

/** A pause of so many milliseconds ends a step that can be undone. */
const PAUSE = 800;

/** Tells of edits as `edit` events, and of the caret as `caret` events. Offsets are the file's. */
export class Editor extends EventTarget {
  #endStep = debounce(PAUSE, () => this.#separate());
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
      oninput: () => this.#typed(),
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

  #typed() {
    const text = this.area.value;
    if (text === this.#text) return;
    const splice = spliceBetween(this.#text, text);
    this.#text = text;
    const { first, removed, added } = this.#layer.update(text, splice);
    this.#ends.replaced(first, removed, added);
    this.#file = this.#ends.file(this.#layer.lines);
    if (removed !== added) this.#widenGutter();
    this.#endStep();
    this.#caretMoved();
    this.dispatchEvent(new Event('edit'));
  }

  // Chromium would undo all that was typed at once; a change of the page ends its step.
  #separate() {
    const nothing = document.createComment('');
    this.paper.append(nothing);
    nothing.remove();
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

  /** Replaces the text by another one, as one step that can be undone. The caret keeps its word. */
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

  /** Applies edits, in the offsets of the file, as one step that can be undone. */
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

  // What is replaced is not where somebody writes: caret, focus and view stay.
  #replaceElsewhere(splice) {
    const { area } = this;
    const before = document.activeElement;
    const { scrollTop } = this.element;
    const caret = { start: area.selectionStart, end: area.selectionEnd };
    this.#replace(splice);
    const after = splice.start + splice.text.length;
    const moved = moveRange(caret, splice) ?? { start: after, end: after };
    area.setSelectionRange(moved.start, moved.end);
    this.element.scrollTop = scrollTop;
    if (before === area) this.#caretMoved();
    else if (before && before !== document.body) before.focus({ preventScroll: true });
    else area.blur();
  }

  // The browser's own command for typing is the only one that its undo knows. It needs the focus.
  #replace({ start, end, text }) {
    const { area } = this;
    const isHidden = area.offsetParent === null;
    const wasReadOnly = area.readOnly;
    area.readOnly = false;
    area.focus({ preventScroll: true });
    area.setSelectionRange(start, end);
    const isDone = !isHidden && document.execCommand(text ? 'insertText' : 'delete', false, text);
    if (!isDone) {
      area.setRangeText(text, start, end, 'end');
      this.#typed();
    }
    area.readOnly = wasReadOnly;
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

  undo() {
    this.area.focus({ preventScroll: true });
    document.execCommand('undo');
  }

  redo() {
    this.area.focus({ preventScroll: true });
    document.execCommand('redo');
  }
}
