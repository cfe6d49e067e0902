// The layer behind the text area: the same text, with colours and underlines. An edit renews
// only the lines that it changes.
//
// Chromium ends a step of its undo whenever elements or texts are added to the page or removed
// from it, so each letter would be a step of its own. Nodes are therefore changed in place.

import { element, setText } from '../dom.js';
import { START, isPlain, tokens } from './toml.js';
import { moveRange } from './splice.js';

export class Layer {
  lines = [];
  /** For each line, the state that it starts in. */
  #states = [];
  #rows = [];
  /** Decorations by kind, each `{start, end, name}` in the text. */
  #decorations = new Map();
  #current = null;

  constructor() {
    this.element = element('div', { className: 'layer', 'aria-hidden': 'true' });
  }

  /** Shows a text. Returns which lines were replaced. */
  update(text, splice) {
    for (const [kind, decorations] of this.#decorations) {
      const moved = decorations.map((decoration) => {
        const range = splice && moveRange(decoration, splice);
        return range && { ...decoration, ...range };
      });
      this.#decorations.set(kind, moved.filter(Boolean));
    }
    const after = text.split('\n');
    const before = this.lines;
    const most = Math.min(before.length, after.length);
    let first = 0;
    while (first < most && before[first] === after[first]) first += 1;
    let same = 0;
    while (same < most - first && before[before.length - 1 - same] === after[after.length - 1 - same]) same += 1;
    const [removed, added] = [before.length - first - same, after.length - first - same];
    this.lines = after;
    this.#replaceRows(first, removed, added);
    return { first, removed, added };
  }

  #replaceRows(first, removed, added) {
    const fresh = Array.from({ length: added }, () => element('div', { className: 'line' }));
    const kept = this.#rows.slice(first, first + Math.min(removed, added));
    // A row that goes on to show its line keeps its place, and the browser its layout.
    fresh.splice(0, kept.length, ...kept);
    this.#rows.slice(first + kept.length, first + removed).forEach((row) => row.remove());
    const next = this.#rows[first + removed] ?? null;
    const news = fresh.slice(kept.length);
    if (news.length) {
      const fragment = document.createDocumentFragment();
      fragment.append(...news);
      this.element.insertBefore(fragment, next);
    }
    this.#rows.splice(first, removed, ...fresh);
    this.#states.splice(first, removed, ...fresh.map(() => -1));
    const starts = this.#starts();
    let state = first ? this.#after(first - 1) : START;
    for (let at = first; at < this.lines.length; at += 1) {
      // Beyond the edit, lines look as before unless they now start inside, or outside, a string.
      if (at >= first + added && this.#states[at] === state) break;
      this.#states[at] = state;
      state = this.#paint(at, starts[at]);
    }
  }

  #after(at) {
    return tokens(this.lines[at], this.#states[at]).state;
  }

  #starts() {
    let start = 0;
    return this.lines.map((line) => {
      const own = start;
      start += line.length + 1;
      return own;
    });
  }

  /** Shows decorations of a kind instead of the former ones. */
  decorate(kind, decorations) {
    const before = this.#decorations.get(kind) ?? [];
    if (!before.length && !decorations.length) return;
    this.#decorations.set(kind, decorations);
    const starts = this.#starts();
    const touched = new Set();
    for (const { start, end } of [...before, ...decorations]) {
      for (let at = lineAt(starts, start); at < starts.length && starts[at] <= end; at += 1) touched.add(at);
    }
    for (const at of touched) this.#paint(at, starts[at]);
  }

  /** Returns the decorations of a kind, where they are now. */
  decorations(kind) {
    return this.#decorations.get(kind) ?? [];
  }

  #paint(at, start) {
    const line = this.lines[at];
    const read = tokens(line, this.#states[at]);
    const end = start + line.length;
    const here = [];
    for (const decorations of this.#decorations.values()) {
      for (const decoration of decorations) {
        if (decoration.start <= end && decoration.end >= start) here.push(decoration);
      }
    }
    const row = this.#rows[at];
    show(row, pieces(line, read.tokens, here, start));
    const level = ['error', 'warning', 'information'].find((name) => here.some((decoration) => decoration.name === name
      // A finding about several lines is marked where it begins.
      && decoration.start >= start));
    row.className = `line${level ? ` has-${level}` : ''}${row === this.#current ? ' is-current' : ''}`;
    return read.state;
  }

  /** Returns the line of an offset, and the offset in it. */
  position(offset) {
    let start = 0;
    for (const [line, text] of this.lines.entries()) {
      if (offset <= start + text.length) return { line, column: offset - start, start };
      start += text.length + 1;
    }
    const line = this.lines.length - 1;
    return { line, column: this.lines[line].length, start: start - this.lines[line].length - 1 };
  }

  /** Returns whether a line starts outside long strings. */
  startsPlain(line) {
    return isPlain(this.#states[line]);
  }

  /** Marks the line of the caret. */
  markLine(line) {
    const row = this.#rows[line] ?? null;
    if (row === this.#current) return;
    this.#current?.classList.remove('is-current');
    row?.classList.add('is-current');
    this.#current = row;
  }

  /** Returns where an offset is on the screen. */
  rectangle(offset) {
    const { line, column } = this.position(offset);
    const range = document.createRange();
    const walker = document.createTreeWalker(this.#rows[line], NodeFilter.SHOW_TEXT);
    let left = column;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (left <= node.length) {
        range.setStart(node, left);
        range.collapse(true);
        // After a wrap there are two; the caret is at the later one.
        return [...range.getClientRects()].at(-1) ?? range.getBoundingClientRect();
      }
      left -= node.length;
    }
    return this.#rows[line].getBoundingClientRect();
  }
}

function lineAt(starts, offset) {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle] <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Returns the pieces of a line: its tokens, cut where decorations begin and end. */
function pieces(line, all, decorations, start) {
  if (!decorations.length) return all.map(({ kind, start: from, end }) => ({ name: kind, text: line.slice(from, end) }));
  const local = decorations.map((decoration) => ({
    name: decoration.name,
    start: Math.max(0, decoration.start - start),
    end: Math.min(line.length, decoration.end - start),
  }));
  return all.flatMap((token) => {
    const cuts = local.flatMap(({ start: from, end }) => [from, end]).filter((cut) => cut > token.start && cut < token.end);
    const edges = [token.start, ...new Set(cuts.sort((a, b) => a - b)), token.end];
    return edges.slice(1).map((end, at) => {
      const from = edges[at];
      const names = local.filter((decoration) => decoration.start <= from && decoration.end >= end).map(({ name }) => name);
      return { name: [token.kind, ...names].filter(Boolean).join(' '), text: line.slice(from, end) };
    });
  });
}

function show(row, wanted) {
  while (row.childNodes.length > wanted.length) row.lastChild.remove();
  wanted.forEach(({ name, text }, at) => {
    const known = row.childNodes[at];
    if (!known) return row.append(element('span', { className: name }, text));
    if (known.className !== name) known.className = name;
    setText(known, text);
  });
}
