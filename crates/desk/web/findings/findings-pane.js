// The findings beside the pages: the most important first. Those that stay are not touched, so
// that an open explanation, a half-written reason and the focus survive.

import { element, setText } from '../dom.js';
import { say, sayCount } from '../words.js';
import { createFinding } from './finding.js';

export class FindingsPane {
  #shown = new Map();
  #wasClean = null;

  /** `clean` is said when there are none. */
  constructor(actions, clean = say('nothing-left')) {
    Object.assign(this, { actions, cleanWords: clean });
    this.heading = element('h2', { tabIndex: -1, 'data-first': true });
    this.list = element('ol', { className: 'finding-list' });
    this.clean = element('p', { className: 'clean', role: 'status' });
    this.element = element('section', { className: 'findings pane', 'aria-label': say('findings'), tabIndex: 0 },
      this.heading, this.clean, this.list);
  }

  /** Shows findings. */
  show(findings) {
    const before = this.#shown;
    this.#shown = new Map();
    const entries = findings.map((finding) => {
      const key = this.#keyOf(finding);
      const known = before.get(key);
      before.delete(key);
      const content = JSON.stringify(finding);
      const entry = known?.content === content ? known
        : known && known.stable === stable(finding) ? renew(known, finding, content)
          : this.#create(finding, content);
      this.#shown.set(key, entry);
      return entry.element;
    });
    const focused = document.activeElement;
    const loses = [...before.values()].some((entry) => entry.element.contains(focused));
    sync(this.list, entries);
    if (loses) this.heading.focus();
    setText(this.heading, sayCount('findings', findings.length));
    this.heading.hidden = !findings.length;
    const isClean = !findings.length;
    if (isClean !== this.#wasClean) this.clean.textContent = isClean ? this.cleanWords : '';
    this.#wasClean = isClean;
  }

  /** Shows findings anew, as places are called by other names now. */
  rename(findings) {
    this.#shown = new Map();
    this.list.replaceChildren();
    this.show(findings);
  }

  /** Takes note of names of people, by which places are called. */
  named() {
    const all = [...this.#shown.values()];
    if (all.some(({ live, name }) => name !== this.#nameOf(live))) this.rename(all.map(({ live }) => live));
  }

  #nameOf({ place }) {
    return place ? this.actions.nameOf(place) : '';
  }

  #create(finding, content) {
    // What moves only, as the text above it grows, keeps its entry; its place is read when used.
    const live = { ...finding };
    return { element: createFinding(live, this.actions), content, stable: stable(finding), live, name: this.#nameOf(live) };
  }

  // The same finding twice at different places has two entries.
  #keyOf(finding) {
    const key = `${finding.code}\n${finding.message}\n${finding.place?.file}`;
    let number = 0;
    while (this.#shown.has(`${key}\n${number}`)) number += 1;
    return `${key}\n${number}`;
  }

  /** Goes to the next finding that has a place, or to the one before. */
  step(by) {
    const links = [...this.list.querySelectorAll('[data-place]')];
    if (!links.length) return;
    this.at = ((this.at ?? (by > 0 ? -1 : 0)) + by + links.length) % links.length;
    links[this.at].scrollIntoView({ block: 'nearest' });
    links[this.at].click();
  }
}

/** Returns what of a finding is shown as it is: all but where it starts in its line. */
function stable({ place, related, fixes, ...rest }) {
  const line = (spot) => spot && [spot.file, spot.line, spot.key];
  return JSON.stringify([rest, line(place), related.map(line), fixes.map(({ start, end, text }) => [end - start, text])]);
}

function renew(entry, finding, content) {
  Object.assign(entry.live, finding);
  return Object.assign(entry, { content });
}

/** Makes entries the children of a list, moving as few as possible. */
function sync(list, entries) {
  const wanted = new Set(entries);
  for (const child of [...list.children]) if (!wanted.has(child)) child.remove();
  entries.forEach((entry, at) => {
    if (list.children[at] !== entry) list.insertBefore(entry, list.children[at] ?? null);
  });
}
