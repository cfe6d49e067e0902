// A text and its translation, side by side.

import { button, element, setText, uniqueId } from '../dom.js';
import { createFrame } from '../form/frame.js';
import { Place } from '../form/place.js';
import { say } from '../words.js';
import { showOriginal } from './original.js';

const isEmpty = (value) => !String(value ?? '').trim();

/** Creates the row of a text. `text` says what is known of it, `host` is the form of its field. */
export function createRow(text, host, view, label) {
  const place = new Place(host).at(text.path);
  const originalId = uniqueId('original');
  const name = element('p', { className: 'translation-label' }, label);
  const mark = element('span', { className: 'field-mark', hidden: true });
  const original = element('div', { className: 'original', id: originalId });
  const about = element('div', { className: 'translation-about', hidden: true });
  // Names stay as they are if nothing is said.
  const field = { key: text.path, label, meaning: '', example: text.isNeeded ? '' : text.original, kind: { kind: text.kind }, isLong: false };
  const frame = createFrame(field, place, { isLabelHidden: true });
  for (const input of frame.element.querySelectorAll('textarea')) input.setAttribute('aria-describedby', [input.getAttribute('aria-describedby'), originalId].filter(Boolean).join(' '));
  const cell = element('div', { className: 'translation-field', lang: host.language }, frame.element);
  const all = element('div', { className: 'translation-row', 'data-text': text.path },
    element('div', { className: 'translation-original' }, element('div', { className: 'translation-row-head' }, name, mark), original, about), cell);
  let shown = null;
  let known = text;

  function showState() {
    const state = row.isMissing ? 'missing' : row.isOutdated ? 'outdated' : '';
    all.dataset.state = state;
    mark.hidden = !state;
    setText(mark, state ? say(`translation-is-${state}`) : '');
    about.hidden = !row.isOutdated;
    if (!row.isOutdated) return about.replaceChildren();
    if (about.childElementCount) return;
    about.append(element('p', {}, say(known.was === null || known.was === undefined ? 'translation-changed' : 'translation-changed-so')),
      host.readOnly ? '' : button(say('translation-accept'), accept));
  }

  function accept() {
    host.edit([{ op: 'accept', path: place.path }]);
    frame.focus();
  }

  const row = {
    element: all,
    host,
    path: text.path,
    isInline: text.isInline,
    isNeeded: text.isNeeded,
    get isEmpty() {
      return isEmpty(place.value);
    },
    get isMissing() {
      return text.isNeeded && row.isEmpty;
    },
    get isOutdated() {
      return known.state === 'outdated' && !row.isEmpty;
    },
    get isUnknown() {
      return known.state === 'unknown' && !known.isInline && !row.isEmpty;
    },
    /** Whether this row can show what is known of a text now. */
    isLike: (next, of) => next.kind === text.kind && next.isNeeded === text.isNeeded && of === host,
    /** Shows what is known of the text. */
    show(next, nextLabel) {
      known = next;
      setText(name, nextLabel);
      const content = JSON.stringify([next.original, next.was]);
      if (content !== shown) showOriginal(original, next);
      shown = content;
      original.classList.toggle('is-prose', next.kind === 'prose');
      about.replaceChildren();
      showState();
    },
    /** Shows the value of its field. */
    follow(file, origin) {
      if (file !== host.file) return;
      frame.show(place.value, origin);
      showState();
    },
    notes: () => frame.notes(),
    conflict: (mine, theirs) => frame.conflict(mine, theirs),
    focus(at) {
      all.scrollIntoView({ block: 'nearest' });
      frame.focus(at);
    },
  };
  return row;
}
