// The card of somebody who was chosen, open in place. What is changed there holds for this event
// only, or for all events: the card asks which. Someone described in place has one card only.

import { button, element, uniqueId } from '../../dom.js';
import { say } from '../../words.js';
import { addEntry } from '../add-entry.js';
import { describedIn, isOne, makeEntry } from '../described.js';
import { valueAt } from '../paths.js';

/** Files that have no entries of an event. */
const DIRECTORIES = ['people.toml', 'organisations.toml'];

/**
 * Creates the card of an entry, or, without one, of a table at `path`. `scope` is the one to begin
 * with: `event` or `always`; whoever made it, as it `isNew`, has just said so. `nameOf(id)` returns the name that an id stands for. `kept(id)` is called
 * once what is known at this event only is an entry for all events.
 */
export function createEntryCard(kind, { entry, path, scope: first = 'event', isNew = false, nameOf }, { form }, { close, kept }) {
  const fields = form.tables[kind.table]?.fields ?? [];
  const isHere = !DIRECTORIES.includes(form.file);
  const hasBoth = Boolean(entry?.isShared) && isHere;
  let scope = hasBoth ? first : entry?.isShared ? 'always' : 'event';
  let sets = [];

  const title = element('p', { className: 'for-screen-readers', id: uniqueId('card') }, say('details-of', { name: entry ? kind.label(entry) : '' }));
  const body = element('div', { className: 'entry-rows' });
  const hint = element('p', { className: 'control-note', hidden: true }, say('empty-is-always'));
  const panel = element('div', {
    className: 'entry-card', role: 'group', 'aria-labelledby': title.id,
    onkeydown: (event) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      event.preventDefault();
      event.stopPropagation();
      close();
    },
  }, title, hasBoth && !isNew ? createScopes() : null, hint, body, element('div', { className: 'entry-foot' },
    isHere && !entry?.isShared && !form.readOnly ? button(say('keep-for-all'), entry ? keepForAll : keepDescribed) : null,
    button(say('done'), close, { className: 'quiet' })));

  // First there, then no longer here: what is in both is the same.
  async function keepForAll() {
    await form.store.load(kind.shared);
    const own = valueAt(form.store.get(form.file), atEvent()) ?? {};
    const keys = Object.keys(own).filter((key) => !kind.ofEvent.includes(key));
    const value = Object.fromEntries(keys.map((key) => [key, own[key]]));
    await addEntry(form.store, kind.shared, '', value, entry.id);
    const isLeft = keys.length < Object.keys(own).length;
    const paths = isLeft ? keys.map((key) => `${atEvent()}.${key}`) : [atEvent()];
    form.store.edit(form.file, paths.map((at) => ({ op: 'remove', path: at })));
    kept(entry.id);
  }

  // Who is described in several places is one entry.
  async function keepDescribed() {
    const value = valueAt(form.values, path);
    const described = describedIn(form, kind).find((one) => isOne(one.value, value));
    if (described) kept(await makeEntry(form, kind, described, kind.shared), described);
  }

  function createScopes() {
    const name = uniqueId('scope');
    const choice = (value) => element('label', { className: 'scope' },
      element('input', {
        type: 'radio', name, value, checked: value === scope,
        onchange: () => {
          scope = value;
          fill();
        },
      }), say(`scope-${value}`));
    return element('fieldset', { className: 'scopes' },
      element('legend', {}, say(`scope-question-${kind.kind}`)), choice('event'), choice('always'));
  }

  const atEvent = () => (entry ? `${kind.under}.${entry.id}` : path);
  const isOfEvent = ({ key }) => kind.ofEvent.includes(key);

  async function fill() {
    if (entry?.isShared) await form.store.load(kind.shared);
    for (const set of sets) set.dispose();
    const isAlways = scope === 'always';
    sets = isAlways && isHere
      // What is about one event stays with the event.
      ? [form.createSet(fields.filter((field) => !isOfEvent(field)), entry.id, kind.shared), form.createSet(fields.filter(isOfEvent), atEvent())]
      : isAlways ? [form.createSet(fields, entry.id, kind.shared)]
        : [form.createSet([...fields.filter(isOfEvent), ...fields.filter((field) => !isOfEvent(field))].map(inherited), atEvent())];
    const [main, ofEvent] = sets;
    body.replaceChildren(main.element);
    if (ofEvent && kind.ofEvent.length) body.append(element('p', { className: 'entry-part' }, say('at-this-event')), ofEvent.element);
    hint.hidden = isAlways || !hasBoth;
  }

  // At this event, empty fields are as always: they show that in grey.
  function inherited(field) {
    const known = hasBoth && scope === 'event' ? valueAt(form.store.get(kind.shared), entry.id)?.[field.key] : undefined;
    return known === undefined ? field : { ...field, required: false, example: written(known), inherited: written(known) };
  }

  // A value in one line; ids are shown as the names that they stand for.
  function written(value) {
    if (Array.isArray(value)) return value.map(written).filter(Boolean).join(', ');
    if (value && typeof value === 'object') return written(value.name ?? '');
    return nameOf(value) ?? String(value);
  }

  const filled = fill();
  return {
    element: panel,
    async focus() {
      await filled;
      sets[0].focus();
    },
    dispose() {
      for (const set of sets) set.dispose();
    },
  };
}
