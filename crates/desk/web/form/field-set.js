// The fields of a table: those that are usual or in use; the others behind “More”; empty parts as
// buttons that add them.

import { button, element, setText, uniqueId } from '../dom.js';
import { say } from '../words.js';
import { createBegin } from './add.js';
import { isEmpty, isPart, isShort } from './kinds.js';
import { createNode } from './node.js';
import { takesPeople, takesProgramme } from './paste/offer.js';

/** So many of the fields that are folded away are named. */
const MOST_NAMED = 5;

/**
 * Creates fields at a place. Each field is created when it is first shown. `isOnlyPart` says that
 * the one part among them needs no button to begin with.
 */
export function createFieldSet(fields, place, depth) {
  const { form } = place;
  // The most important point of a picture is chosen in the picture.
  const slots = fields.filter(({ kind }) => kind.kind !== 'id' && kind.kind !== 'focus').map((field) => ({ field, node: null, place: place.at(field.key) }));
  const grid = element('div', { className: 'fields' });
  const adding = element('div', { className: 'adding', role: 'group', 'aria-label': say('form-add-more') });
  const moreId = uniqueId('more');
  const more = element('div', { className: 'more-fields', id: moreId, hidden: true });
  const moreGrid = element('div', { className: 'fields' });
  const moreAdding = element('div', { className: 'adding' });
  more.append(moreGrid, moreAdding);
  const names = element('span', { className: 'more-names' });
  const toggle = button([element('span', { className: 'more-label' }, say('form-more')), names], () => openMore(more.hidden), {
    className: 'more-toggle', 'aria-expanded': 'false', 'aria-controls': moreId,
  });
  const all = element('div', { className: 'field-set' }, grid, adding, toggle, more);
  let values;

  // Where a slot belongs while it is empty: among the fields, among the buttons, or behind “More”.
  const isFolded = ({ field }) => !field.isUsual && !field.required;
  // A place for photos, people or a programme invites, though there is none; and a project has few parts.
  const isOpen = ({ kind }) => form.isOpen && kind.kind === 'table';
  const isButton = ({ field }) => isPart(field.kind) && !form.photos?.isList(field) && !takesProgramme(field) && !takesPeople(field) && !isOpen(field);

  function create(slot, into = grid) {
    slot.node = createNode(slot.field, slot.place, depth);
    slot.node.element.classList.toggle('is-short', isShort(slot.field.kind));
    slot.grid = into;
    const after = slots.slice(slots.indexOf(slot) + 1).find((other) => other.grid === into);
    into.insertBefore(slot.node.element, after?.node.element ?? null);
    return slot.node;
  }

  function add(slot) {
    const node = create(slot, isFolded(slot) ? moreGrid : grid);
    arrange();
    node.begin();
  }

  // Creates what is in use, and offers the rest.
  function arrange() {
    for (const slot of slots) {
      if (slot.node) continue;
      const isUsed = !isEmpty(values?.[slot.field.key]);
      if (isUsed || (!isFolded(slot) && !isButton(slot))) create(slot);
    }
    const rest = slots.filter(({ node }) => !node);
    offer(adding, form.readOnly ? [] : rest.filter((slot) => isButton(slot) && !isFolded(slot)));
    const folded = rest.filter(isFolded);
    offer(moreAdding, form.readOnly || more.hidden ? [] : folded.filter(isButton));
    if (!more.hidden) for (const slot of folded) if (!isButton(slot)) create(slot, moreGrid);
    toggle.hidden = form.readOnly || (more.hidden && !folded.length) || (!more.hidden && !moreGrid.children.length && !moreAdding.children.length);
    if (more.hidden) setText(names, [...folded.slice(0, MOST_NAMED).map(({ field }) => field.label), ...(folded.length > MOST_NAMED ? ['…'] : [])].join(', '));
  }

  function offer(group, offered) {
    const keys = offered.map(({ field }) => field.key).join();
    if (group.dataset.keys === keys) return;
    group.dataset.keys = keys;
    group.hidden = !offered.length;
    group.replaceChildren(...offered.map((slot) => createBegin(slot.field.label, () => add(slot))));
  }

  function openMore(isOpen) {
    more.hidden = !isOpen;
    toggle.setAttribute('aria-expanded', String(isOpen));
    setText(toggle.firstChild, say(isOpen ? 'form-less' : 'form-more'));
    names.hidden = isOpen;
    arrange();
  }

  const set = {
    element: all,
    show(next, origin) {
      if (next === values) return;
      values = next;
      for (const { node, field } of slots) node?.show(values?.[field.key], origin);
      for (const { node } of slots) node?.beside?.();
      arrange();
    },
    notes() {
      for (const { node } of slots) node?.notes();
    },
    /** Returns the node of a key, shown. */
    child(key) {
      const isMeant = ({ field }) => field.key === key || (key === 'focus' && field.kind.kind === 'picture');
      const slot = slots.find(isMeant);
      if (!slot) return set;
      if (slot.node && slot.grid === moreGrid && more.hidden) openMore(true);
      if (!slot.node) create(slot, isFolded(slot) && !more.hidden ? moreGrid : grid);
      arrange();
      return slot.node;
    },
    /** Returns the node of the first empty longer text beside something that is filled in. */
    textToWrite() {
      const isText = ({ field: { kind, isLong } }) => kind.kind === 'prose' || isLong;
      const isBegun = slots.some(({ field }) => !isEmpty(values?.[field.key]));
      return isBegun ? slots.find((slot) => slot.node && isText(slot) && isEmpty(values?.[slot.field.key]))?.node : null;
    },
    /** Moves the focus to what has to be filled in first. */
    focus() {
      const shown = slots.filter(({ node }) => node);
      const first = (shown.find(({ node }) => node.isMissing) ?? shown[0])?.node;
      (first ?? { focus: () => adding.querySelector('button')?.focus() }).focus();
    },
  };
  values = place.value;
  arrange();
  return set;
}
