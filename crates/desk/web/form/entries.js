// Tables by id, such as the people of an event: cards, each for one entry. The ids are byline's.

import { element } from '../dom.js';
import { say } from '../words.js';
import { createAdd } from './add.js';
import { createTableCard } from './card.js';
import { splitHonorifics } from './fields/honorifics.js';
import { readPeople } from './fields/read-people.js';
import { isEmpty } from './kinds.js';
import { isSame, stepsOf } from './paths.js';
import { createPeopleOffer, takesPeople } from './paste/offer.js';
import { createRemoved } from './removed.js';

/** Creates the entries at a place. */
export function createEntries(field, place, depth) {
  const { form } = place;
  const { table } = field.kind;
  const rows = element('ol', { className: 'boxes', 'aria-label': field.label });
  const add = createAdd(field.add ?? form.tables[table].label, () => begin());
  const offer = form.propose && takesPeople(field) ? createPeopleOffer(form) : null;
  const all = element('div', { className: 'list' }, rows, form.readOnly ? null : [add, offer]);
  const entries = new Map();
  let drafts = [];
  // The note that somebody was removed.
  let removed = null;

  function create(id) {
    const entry = { id, place: place.at(() => entry.id) };
    return entry;
  }

  // What applies to this event only needs no name: that is in the directory.
  function nameOf(id) {
    const all = table === 'person' ? form.known.people : form.known.organisations;
    const words = id.replaceAll('-', ' ');
    return all?.find((one) => one.id === id)?.name ?? words.charAt(0).toUpperCase() + words.slice(1);
  }

  function build(entry) {
    const actions = {
      canMove: () => false, number: () => 0, move() {}, remove: () => ask(entry), duplicate: null, name: () => nameOf(entry.id),
      about: () => (entry.place.isDraft ? null : form.entryTools?.about(entry.id)),
    };
    entry.node = createTableCard(field, table, entry.place, depth, actions);
    entry.node.settled();
    return entry;
  }

  // An entry gets its id from its name, and so is written once that is complete.
  function begin() {
    const entry = create('new');
    let sent = null;
    entry.place.preset = {};
    entry.place.begin = (preset) => {
      entry.node.show(preset, 'edit');
    };
    build(entry);
    const { element: card } = entry.node;
    const write = async () => {
      if (sent || entry.place.isGone || isEmpty(entry.place.preset.name)) return;
      sent = entry.place.preset;
      if (table === 'person') sent = await inParts(entry.place.preset);
      if (entry.place.isGone) return;
      entry.place.preset = sent;
      entry.node.show(sent, 'edit');
      form.edit([{ op: 'add', path: place.path, value: sent, owner: entry.node, done: (path) => adopt(entry, path, sent) }]);
    };
    card.addEventListener('focusout', (event) => {
      const isName = event.target.closest('[data-path]')?.dataset.path.endsWith('.name');
      // Once the focus is where it goes: fields that are filled in leave it there.
      if (entry.place.isDraft && (isName || !card.contains(event.relatedTarget))) setTimeout(write);
    });
    drafts.push(entry);
    rows.append(card);
    entry.node.open(true);
    entry.node.focus();
  }

  // The draft becomes the entry that byline made of it. What was said meanwhile follows.
  function adopt(entry, path, sent) {
    const { preset } = entry.place;
    drafts = drafts.filter((one) => one !== entry);
    entry.id = stepsOf(path).at(-1);
    entry.place.begin = null;
    entries.set(entry.id, entry);
    form.pathsChanged();
    for (const key of Object.keys(preset)) {
      if (!isSame(preset[key], sent[key])) entry.place.at(key).change({ op: 'set', value: preset[key] });
    }
  }

  // Whoever shows the form may have something to say before.
  function ask(entry) {
    if (!form.entryTools || entry.place.isDraft) return remove(entry);
    return form.entryTools.ask(entry.id, entry.node, () => remove(entry));
  }

  function remove(entry) {
    const { name } = entry.node;
    const { path } = entry.place;
    const { id } = entry;
    entry.place.gone = true;
    entry.node.element.remove();
    if (entry.place.isDraft) {
      drafts = drafts.filter((one) => one !== entry);
      return add.focus();
    }
    entries.delete(entry.id);
    removed?.remove();
    removed = createRemoved(form, say('form-removed', { name }), () => entries.get(id)?.node.focus(), 'li');
    rows.append(removed.element);
    form.edit([{ op: 'remove', path }]);
    return removed.focus();
  }

  function show(values, origin) {
    const next = values ?? {};
    for (const [id, { node, place: own }] of entries) {
      if (id in next) continue;
      own.gone = true;
      node.element.remove();
      entries.delete(id);
    }
    let after = null;
    for (const id of Object.keys(next)) {
      if (!entries.has(id)) {
        const entry = create(id);
        entries.set(id, entry);
        build(entry);
        rows.insertBefore(entry.node.element, after ? after.nextSibling : rows.firstChild);
      }
      const { node } = entries.get(id);
      node.show(next[id], origin);
      after = node.element;
    }
  }

  show(place.value, 'file');
  return {
    element: all,
    show,
    notes() {
      for (const { node } of entries.values()) node.notes();
    },
    child(id) {
      const entry = entries.get(id);
      entry?.node.open(true);
      return entry?.node ?? { child: () => null, focus: () => add.focus(), element: all };
    },
    begin,
    focus: () => ([...entries.values()][0]?.node ?? add).focus(),
  };
}

// An id is made of the name alone, and lasts: titles before it go where they belong, and so do the
// post and the organisation behind it.
async function inParts(person) {
  const [told, ...others] = (await readPeople(person.name)) ?? [];
  if (told && !others.length) return { ...told, ...person, name: told.name, ...(told.honorifics && { honorifics: [...told.honorifics, ...(person.honorifics ?? [])] }) };
  const { name, honorifics } = splitHonorifics(person.name);
  return honorifics ? { ...person, name, honorifics: [...(person.honorifics ?? []), ...honorifics] } : person;
}
