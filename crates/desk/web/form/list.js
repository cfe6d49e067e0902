// A list: rows of fields, or cards of tables. Items are added, removed, duplicated and moved, by
// mouse and by keyboard.

import { element, uniqueId } from '../dom.js';
import { say } from '../words.js';
import { createAdd } from './add.js';
import { createCard } from './card.js';
import { matchItems } from './match.js';
import { isEmpty, isProse, isSmall } from './kinds.js';
import { createNotes } from './notes.js';
import { createProgrammeOffer, takesProgramme } from './paste/offer.js';
import { makeMovable } from './movable.js';
import { createRemoved } from './removed.js';
import { createRow } from './row.js';

/** Creates the list at a place. */
export function createList(field, place, depth) {
  const { form } = place;
  const { of } = field.kind;
  const isOfTables = of.kind === 'table';
  const isOfCards = isOfTables && !isSmall(form.tables[of.table]);
  const labelId = uniqueId('label');
  const rows = element('ol', { className: isOfCards ? 'boxes' : 'rows', 'aria-labelledby': isOfTables ? null : labelId, 'aria-label': isOfTables ? field.label : null });
  // Photos are files before they are entries.
  const photos = form.photos?.isList(field) ? form.photos : null;
  const add = photos?.createAdd() ?? createAdd(field.add ?? field.label, () => begin());
  // In a list of texts, the Tab key goes from field to field, and Enter begins the next one.
  if (!isOfTables && !photos) Object.assign(add, { tabIndex: -1, title: say(isProse(of) ? 'form-add-keys-prose' : 'form-add-keys') });
  const notes = createNotes(form);
  // Lists of texts look alike: each says what belongs there.
  const about = depth === 1 ? element('p', { className: 'section-about' }, field.meaning) : null;
  const all = isOfTables
    ? element('div', { className: 'list' }, rows, form.readOnly ? null : [add, photos?.createCredit(), form.propose && takesProgramme(field) ? createProgrammeOffer(form) : null])
    : element('div', { className: 'field is-list', role: 'group', 'aria-labelledby': labelId, 'data-path': place.path },
      element('p', { className: 'field-head', id: labelId }, field.label),
      about, rows, notes.element, form.readOnly ? null : add);
  if (!isOfTables) form.register(all, { place, field });
  let items = [];
  let values = [];
  // The note that something was removed, with what brings it back.
  let removed = null;

  const isReal = (item) => !item.place.isDraft;
  const indexOf = (item) => items.slice(0, items.indexOf(item)).filter(isReal).length;
  const elements = () => items.map((item) => item.element);

  function create(value, isDraft) {
    const item = { place: place.at(() => indexOf(item)), shown: value };
    if (isDraft) {
      item.place.begin = (preset, inner) => insert(item, preset, inner);
      item.place.preset = value;
    }
    const actions = {
      canMove: () => isReal(item) && items.filter(isReal).length > 1,
      number: () => items.indexOf(item) + 1,
      move: (by) => move(item, indexOf(item) + by),
      remove: () => remove(item),
      duplicate: isOfCards && !photos ? () => duplicate(item) : null,
      next: () => begin(items.indexOf(item) + 1),
      left: () => left(item),
      drop: () => drop(item),
    };
    item.node = null;
    // An item looks at its value as it is created, and so has to be among the others.
    item.build = () => {
      item.node = isOfCards ? createCard(field, item.place, depth, actions) : createRow(field, item.place, depth, actions);
      item.element = item.node.element;
      return item;
    };
    return item;
  }

  function insert(item, preset, inner) {
    const index = indexOf(item);
    inner.settle();
    item.place.begin = null;
    item.shown = preset;
    values = values.toSpliced(index, 0, preset);
    form.edit([{ op: 'insert', path: place.path, index, value: preset, owner: item.node }]);
    settled();
  }

  /** Begins a new item, behind the others or at a place among them. */
  function begin(at = items.length, preset = isOfTables ? {} : undefined) {
    forgetRemoved();
    // An empty one that is there already is used first.
    const waiting = isOfCards ? null : items.find((item) => !isReal(item) && isEmpty(item.place.value));
    const item = waiting ?? create(preset, true);
    if (!waiting) {
      items.splice(at, 0, item);
      item.build();
      sync();
    }
    item.node.open?.(true);
    item.node.focus();
    settled();
  }

  function move(item, to) {
    const from = indexOf(item);
    const most = items.filter(isReal).length - 1;
    if (!isReal(item) || to < 0 || to > most || to === from) return;
    forgetRemoved();
    const reals = items.filter(isReal).toSpliced(from, 1).toSpliced(to, 0, item);
    items = [...reals, ...items.filter((one) => !isReal(one))];
    values = values.toSpliced(from, 1).toSpliced(to, 0, values[from]);
    // The edit first: as elements are moved, the focus leaves them for a moment.
    form.edit([{ op: 'move', path: place.path, from, to }]);
    form.keepFocus(sync);
    settled();
    item.element.scrollIntoView({ block: 'nearest' });
    form.announce(say('form-moved', { name: item.node.name, position: to + 1, count: most + 1 }));
  }

  function duplicate(item) {
    if (!isReal(item)) return;
    const index = indexOf(item);
    const copy = create(values[index], false);
    items.splice(items.indexOf(item) + 1, 0, copy);
    copy.build();
    values = values.toSpliced(index + 1, 0, values[index]);
    sync();
    form.edit([{ op: 'duplicate', path: place.path, index }]);
    settled();
    copy.node.open?.(true);
    copy.node.focus();
    form.announce(say('form-duplicated', { name: item.node.name }));
  }

  function remove(item) {
    const at = items.indexOf(item);
    const { name } = item.node;
    const path = item.place.path;
    const wasReal = isReal(item);
    const index = indexOf(item);
    const hadFocus = item.element.contains(document.activeElement);
    items.splice(at, 1);
    item.place.gone = true;
    if (wasReal) {
      values = values.toSpliced(index, 1);
      form.edit([{ op: 'remove', path }]);
    }
    sync();
    forgetRemoved();
    if (wasReal) {
      offerUndo(name, at);
    } else if (hadFocus) {
      (items[at] ?? items[at - 1])?.node.focus();
      if (!items.length) add.focus();
    }
    settled();
  }

  function offerUndo(name, at) {
    const words = say(photos ? 'photo-removed' : 'form-removed', { name });
    removed = createRemoved(form, words, () => items[at]?.node.focus(), 'li');
    rows.insertBefore(removed.element, rows.children[at] ?? null);
    removed.focus();
  }

  function forgetRemoved() {
    removed?.remove();
    removed = null;
  }

  // An empty one goes as the focus leaves it, to the end of the one before.
  function drop(item) {
    const at = items.indexOf(item);
    const next = items[at - 1] ?? items[at + 1];
    if (!next) return false;
    next.node.focus(at ? String(next.place.value ?? '').length : 0);
    return true;
  }

  // What was emptied is no item any more, once nobody is in it.
  function left(item) {
    if (isOfCards || !items.includes(item) || !isEmpty(item.place.value)) return undefined;
    const isOnly = items.length === 1;
    if (!isReal(item)) {
      if (isOnly) return undefined;
      item.place.gone = true;
      items.splice(items.indexOf(item), 1);
      sync();
      return settled();
    }
    const { path } = item.place;
    values = values.toSpliced(indexOf(item), 1);
    items.splice(items.indexOf(item), 1);
    item.place.gone = true;
    form.edit([{ op: 'remove', path }]);
    sync();
    return settled();
  }

  // Makes the elements those of the items, moving as few as possible.
  function sync() {
    const wanted = new Set(elements());
    for (const child of [...rows.children]) if (!wanted.has(child) && child !== removed?.element) child.remove();
    let next = rows.firstChild;
    for (const one of elements()) {
      if (next && next === removed?.element) next = next.nextSibling;
      if (next === one) next = next.nextSibling;
      else rows.insertBefore(one, next);
    }
  }

  // An empty list of texts has one empty row: it is inviting.
  function settled() {
    if (!isOfCards && !items.length && !form.readOnly) {
      items.push(create(isOfTables ? {} : undefined, true));
      items[0].build();
      sync();
    }
    add.hidden = !isOfCards && items.some((item) => !isReal(item));
    for (const item of items) item.node.settled?.();
    form.pathsChanged();
  }

  function show(next, origin) {
    const list = Array.isArray(next) ? next : [];
    if (list === values) return;
    if (origin === 'file') forgetRemoved();
    const reals = items.filter(isReal);
    const from = matchItems(values, list);
    values = list;
    const kept = from.map((old, at) => reals[old] ?? create(list[at], false));
    // Drafts stay behind the item that they stood behind.
    const isWanted = (item) => !isReal(item) && (isOfCards || !list.length || item.element.contains(document.activeElement));
    const drafts = items.filter(isWanted).map((draft) => [draft, items.slice(0, items.indexOf(draft)).findLast(isReal)]);
    for (const item of items) item.place.gone = !kept.includes(item) && !drafts.some(([draft]) => draft === item);
    items = kept;
    for (const [draft, former] of drafts) items.splice(items.indexOf(former) + 1 || items.length, 0, draft);
    const fresh = items.filter((item) => !item.node);
    fresh.forEach((item) => item.build());
    if (fresh.length || from.some((old, at) => old !== at) || reals.length !== kept.length) {
      form.keepFocus(sync);
      settled();
    }
    kept.forEach((item, at) => {
      item.shown = list[at];
      item.node.show(list[at], origin);
    });
  }

  makeMovable(rows, {
    isAllowed: () => !form.readOnly,
    indexOf: (one) => items.filter(isReal).findIndex((item) => item.element === one),
    count: () => items.filter(isReal).length,
    elementAt: (at) => items.filter(isReal)[at].element,
    move: (from, to) => move(items.filter(isReal)[from], to),
  });

  show(place.value ?? [], 'file');
  settled();
  const list = {
    element: all,
    show,
    notes() {
      photos?.showCredit();
      if (!isOfTables) notes.show(form.findingsAt(place));
      for (const item of items) item.node.notes();
    },
    child(step) {
      const item = items.filter(isReal)[step];
      if (!item) return list;
      item.node.open?.(true);
      return item.node;
    },
    begin: () => (photos ? photos.choose() : begin()),
    focus: () => (items[0]?.node ?? add).focus(),
  };
  return list;
}
