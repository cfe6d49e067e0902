// A card: a table in a list, closed until it is wanted, with a line that says what is in it.

import { element, setText, uniqueId } from '../dom.js';
import { say, sayCount } from '../words.js';
import { createFieldSet } from './field-set.js';
import { hintOf } from './fields/parts.js';
import { createItemMenu } from './item-menu.js';
import { addsItem, isBrief, letEnterAdd } from './kinds.js';
import { createHandle, handleMoveKeys } from './movable.js';
import { createNotes } from './notes.js';
import { describe } from './summary.js';

/** Creates the card at a place. */
export function createCard(field, place, depth, actions) {
  return createTableCard(field, field.kind.of.table, place, depth, actions);
}

/** Creates the card of a table at a place. */
export function createTableCard(field, table, place, depth, actions) {
  const { form } = place;
  const id = uniqueId('box');
  const title = element('span', { className: 'box-title' });
  const line = element('span', { className: 'box-line' });
  const mark = element('span', { className: 'box-mark', hidden: true });
  const toggle = element('button', {
    type: 'button', className: 'box-toggle', 'aria-expanded': 'false', 'aria-controls': id, onclick: clicked,
  }, title, ' ', line);
  const tools = form.readOnly ? null : createItemMenu(actions, () => card.name);
  const handle = form.readOnly ? null : createHandle();
  const notes = createNotes(form);
  // A photo is told from others by its picture.
  const photos = table === 'photo' ? form.photos : null;
  const thumbnail = photos?.createThumbnail(place) ?? null;
  const body = element('div', { className: 'box-body', id, hidden: true }, notes.element);
  const heading = element(`h${Math.min(depth + 1, 6)}`, { className: 'box-heading' }, toggle);
  const all = element('li', {
    className: 'box', 'data-path': place.path, onkeydown: keyPressed, 'onremove-item': actions.remove,
    onfocusout: ({ relatedTarget }) => all.contains(relatedTarget) || setTimeout(() => form.keepPlace(showNotes)),
  }, element('div', { className: 'box-head' }, handle, thumbnail?.element, heading, mark, tools?.element), body);
  form.register(all, { place, field: { label: field.label, meaning: field.meaning }, named: () => card.named() });
  let set = null;

  function keyPressed(event) {
    if (handleMoveKeys(event, actions) || !addsItem(event) || form.readOnly || place.isDraft) return;
    event.preventDefault();
    actions.next?.();
  }

  // Whoever opens a card by mouse that says who and what finds the caret where the text is missing.
  function clicked({ detail }) {
    open(body.hidden);
    const text = detail && !body.hidden && !form.readOnly ? set.textToWrite() : null;
    text?.focus();
    text?.element.scrollIntoView({ block: 'nearest' });
  }

  function open(isOpen) {
    if (isOpen && !set) {
      set = createFieldSet(form.tables[table].fields, place, depth + 1);
      body.append(set.element, actions.about?.() ?? '');
      if (isBrief(form.tables[table])) letEnterAdd(set.element);
      notes.show(form.findingsAt(place));
    }
    body.hidden = !isOpen;
    toggle.setAttribute('aria-expanded', String(isOpen));
    all.classList.toggle('is-open', isOpen);
  }

  function head(value) {
    const said = describe(table, photos?.filled(value) ?? value, form, place.isDraft ? '' : actions.name?.());
    thumbnail?.show();
    setText(title, said.title || form.tables[table].label);
    setText(line, said.line);
    title.classList.toggle('is-empty', !said.title);
  }

  // What is said of the card as a whole waits until somebody has left it: it may answer itself.
  function showNotes() {
    notes.show(set ? form.findingsAt(place) : [], { isBusy: body.contains(document.activeElement) });
  }

  function showMark() {
    const count = form.findingsIn(place).length;
    mark.hidden = !count;
    setText(mark, count ? sayCount('findings', count) : '');
  }

  const card = {
    element: all,
    open,
    get name() {
      return title.textContent;
    },
    show(value, origin) {
      head(value);
      set?.show(value, origin);
    },
    notes() {
      showMark();
      showNotes();
      set?.notes();
    },
    /** Takes note of names that were not known before. */
    named() {
      head(place.value);
    },
    child(step) {
      open(true);
      return set.child(step);
    },
    problem: (problem) => form.announce(problem.message),
    focus() {
      all.scrollIntoView({ block: 'nearest' });
      if (set && !body.hidden) set.focus();
      else toggle.focus({ preventScroll: true });
    },
    settled() {
      if (handle) handle.hidden = !actions.canMove();
      tools?.show(true);
      head(place.value);
    },
  };
  head(place.value);
  showMark();
  // What is still to be filled in is there to be filled in.
  if (isUnfilled(place.value) && !form.readOnly) open(true);
  photos?.follow(all, () => head(place.value));
  return card;
}

// Whether all that is in a table is still to be filled in.
const isUnfilled = (value) => {
  const all = typeof value === 'string' ? [value] : Object.values(value ?? {});
  return all.length > 0 && all.every((one) => hintOf(one) !== null);
};
