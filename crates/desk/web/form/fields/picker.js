// The field of people, organisations, records or languages: typing some letters of a name offers
// those that byline knows. A name that nobody has can stay a name, or become a new entry in place.

import { element, setText } from '../../dom.js';
import { say, sayCount } from '../../words.js';
import { describedIn, isOne, makeEntry } from '../described.js';
import { personOf } from '../paste/person.js';
import { announce } from './announce.js';
import { createChip, initialsOf } from './chip.js';
import { createChips } from './chips.js';
import { createCombobox } from './combobox.js';
import { createEntryCard } from './entry-card.js';
import { splitHonorifics } from './honorifics.js';
import { asName, entryOf, findEntries, findSimilar, isId, ownOf, wordsOfId } from './known.js';
import { fold, isEnough, match } from './match.js';
import { createNewEntry } from './new-entry.js';
import { createShell, hintOf, isSame, onLeave } from './parts.js';
import { readPeople } from './read-people.js';
import { noteRecent, recentOf } from './recent.js';

/** So many stand closer together. */
const MANY = 6;

/** At most so many are offered for a name that may be theirs. */
const MOST_SIMILAR = 3;

/** Creates the field of one (`isMany` false) or of several. Values are ids, names, or tables in place. */
export function createPicker(kind, field, context, { isMany }) {
  const isEntry = Boolean(kind.table);
  const isOneOfMany = isMany || context.path.endsWith(']');
  let values = [];
  /** A text that stands in the place of the first until there is one. */
  let unfilled = null;
  let names = null;
  /** Entries that were added here, until byline names them itself. */
  let added = [];
  /** Those without an entry whom the file describes. */
  let described = [];
  /** The card that is open, and the value that it is about. */
  let card = null;

  const combobox = createCombobox(context, {
    search, choose,
    enter: async (text) => {
      await load();
      return keep(text);
    },
    placeholder: invitation(),
  });
  const { input } = combobox;
  const chips = createChips(context, { create, move, remove, after: () => focusInput() });
  const slot = element('div', { className: 'card-slot' });
  const shell = createShell(`control-${kind.kind} control-picker${isMany ? ' is-many' : ''}`,
    chips.element, isMany ? chips.hint : null, context.readOnly ? null : combobox.element, slot);
  input.addEventListener('keydown', (event) => {
    if (event.key !== 'Backspace' || input.value || !values.length || !isMany) return;
    event.preventDefault();
    chips.focus(values.length - 1);
  });
  onLeave(shell, async () => {
    await commitText();
    // What is still to be filled in stays so.
    if (!unfilled) context.leave(isMany && values.length ? values : values[0] ?? null);
  });

  function invitation() {
    return hintOf(unfilled) || (field.inherited ?? say(`${isMany ? 'add' : 'find'}-${kind.kind}`));
  }

  async function load() {
    names = (await context.names()) ?? {};
    added = added.filter(({ id }) => !kind.entries(names).some((one) => one.id === id));
    const list = { person: 'people', organisation: 'organisations' }[kind.kind];
    if (added.length) names = { ...names, [list]: [...kind.entries(names), ...added] };
    described = isEntry && context.form ? describedIn(context.form, kind, names) : [];
  }

  // The list.

  async function search(text, { isAsked }) {
    await load();
    const query = text.trim();
    if (!isAsked && !isEnough(query)) return [];
    const own = kind.kind === 'organisation' ? ownOf(names).filter(({ value, label }) => !isLeftOut(value) && match(query, label)) : [];
    const told = query && kind.kind === 'person' ? await readPeople(query) : null;
    if (told) return offersOf(told, query);
    const found = [...own, ...findEntries(kind, query, names, recentOf(kind), isLeftOut, described)];
    if (!isEntry || !query) return found;
    const isKnown = found.some(({ entry, label }) => fold(entry ? kind.name(entry) : label) === fold(query));
    const keepIt = { isAction: true, act: () => keep(query), label: say('keep-as-name', { name: asName(query) }), detail: say(`keep-as-name-${kind.kind}`) };
    const addIt = { isAction: true, act: () => addNew(draftOf(query)), label: say(`add-new-${kind.kind}`, { name: query }), detail: say('add-new-why') };
    return isKnown ? [...found, addIt] : [...found, keepIt, addIt];
  }

  const isLeftOut = (value) => values.some((one) => one === value || (one?.name ?? null) === value);

  // A name that comes with a post, or several names.
  function offersOf(people, text) {
    const [first] = people;
    const name = people.map(kind.label).join(', ');
    const takeIt = { isAction: true, act: () => take(people), label: say('take-person', { name }), detail: people.length > 1 ? sayCount('paste-people', people.length) : kind.detail(first) };
    const asWritten = { isAction: true, act: () => add(asName(text)), label: say('as-written', { name: text }), detail: say('keep-as-name-person') };
    if (people.length > 1) return isMany ? [takeIt, asWritten] : [asWritten];
    const addIt = { isAction: true, act: () => addNew(first), label: say('add-new-person', { name }), detail: say('add-new-why') };
    return [takeIt, addIt, asWritten];
  }

  function choose(option) {
    if (option.isAction) return option.act();
    if (option.entry?.paths) return meet(option.entry);
    return add(option.value);
  }

  /** Takes a text as the name that it is, or as what it tells of people. */
  async function keep(text) {
    // What the list shows of somebody is as good as the name.
    const isShown = (one) => fold(kind.label(one)) === fold(text);
    const known = entryOf(kind, text.trim(), names) ?? kind.entries(names).find(isShown);
    if (known) return add(kind.value(known));
    const told = kind.kind === 'person' ? await readPeople(text) : null;
    if (told && (isMany || told.length === 1)) return take(told);
    const [one, ...others] = described.filter((other) => fold(kind.name(other)) === fold(text) || isShown(other));
    if (one && !others.length) return meet(one);
    if (isEntry) return add(asName(text.trim()));
    return context.problem(say(`no-such-${kind.kind}`));
  }

  async function take(people) {
    for (const person of people) {
      const one = described.find((other) => isOne(other, person));
      if (one) await meet(one);
      else add(personOf(person, names));
    }
  }

  /** Names somebody whom the file describes elsewhere: from now on, in an entry that both name. */
  async function meet(one) {
    input.value = '';
    const id = await makeEntry(context.form, kind, one);
    added.push({ ...one, id, paths: undefined, isOwn: true });
    await load();
    add(id);
  }

  async function commitText() {
    const text = input.value.trim();
    if (!text || card?.isNew) return;
    await load();
    await keep(text);
  }

  // Values.

  function add(value) {
    const hadFocus = document.activeElement === input;
    input.value = '';
    combobox.close();
    context.problem(null);
    if (isMany && values.some((one) => isSame(one, value))) return;
    if (typeof value === 'string' && (isId(value) || !isEntry)) noteRecent(kind, value);
    if (isMany) {
      change([...values, value], unfilled ? { op: 'set', path: `${context.path}[0]`, value } : { op: 'insert', index: values.length, value });
      unfilled = null;
      input.placeholder = invitation();
      announce(say('added-named', { name: describe(value).name }));
    } else {
      values = [value];
      unfilled = null;
      draw();
      context.edit(value);
      // What is chosen is shown in place of the text, and has the focus in its place.
      if (hadFocus) chips.focus(0);
    }
  }

  function remove(at) {
    const { name } = describe(values[at]);
    if (card) closeCard();
    if (isMany) change(values.filter((_, other) => other !== at), { op: 'remove', path: `${context.path}[${at}]` });
    else {
      values = [];
      draw();
      context.edit(null);
    }
    announce(say('removed-named', { name }));
    if (isMany && values.length) chips.focus(Math.min(at, values.length - 1));
    else focusInput();
  }

  function move(from, to) {
    if (card) closeCard();
    const next = [...values];
    next.splice(to, 0, ...next.splice(from, 1));
    change(next, { op: 'move', from, to });
    announce(say('moved-named', { name: describe(values[to]).name, at: to + 1, of: values.length }));
  }

  function change(next, edit) {
    values = next;
    draw();
    context.change(edit);
  }

  // What is shown.

  function draw(options) {
    chips.show(values, options);
    chips.element.classList.toggle('is-long', values.length > MANY);
    combobox.element.hidden = !isMany && values.length > 0;
  }

  function describe(value) {
    if (!names) return { name: typeof value === 'object' ? value.name ?? '' : isId(value) ? wordsOfId(value) : value, detail: '' };
    const entry = entryOf(kind, value, names);
    if (entry) {
      // Of several, only what is not as usual is worth a word; without a directory, all are of the event.
      const isUsual = entry.isShared ? isOneOfMany : !kind.entries(names).some(({ isShared }) => isShared);
      const origin = !isEntry || isUsual ? '' : say(entry.isShared ? `known-${kind.kind}` : 'only-at-event');
      const detail = [kind.detail(entry), origin].filter(Boolean).join(' · ');
      return { name: kind.label(entry), plain: kind.name(entry), detail, lang: kind.kind === 'language' ? kind.value(entry) : undefined };
    }
    if (typeof value === 'object') {
      const { name, title, affiliation } = value;
      const work = affiliation?.name ?? nameOf(affiliation) ?? affiliation;
      const shown = name && kind.label({ ...value, honorifics: [value.honorifics ?? []].flat() });
      return { name: shown || say('without-name'), plain: name, detail: [[title, work].filter(Boolean).join(', '), say('only-here')].filter(Boolean).join(' · ') };
    }
    if (isId(value)) return { name: wordsOfId(value), detail: say(`unknown-${kind.kind}`), isLost: true };
    if (value === names.ownOrganisation) return { name: value, detail: say('own-organisation') };
    return { name: value, detail: kind.kind === 'person' && !context.readOnly ? say('only-a-name') : '' };
  }

  /** Returns the name that an id stands for, or nothing. */
  const nameOf = (value) => [...(names?.people ?? []), ...(names?.organisations ?? [])].find(({ id }) => id === value)?.name;

  function create(value, at, hintId) {
    const shown = describe(value);
    const index = () => [...chips.element.children].indexOf(chip);
    const chip = createChip({ ...shown, mark: isEntry ? initialsOf(shown.plain ?? shown.name) : null }, {
      open: isEntry && !shown.isLost ? () => openCard(index()) : null,
      move: isMany && !context.readOnly ? (by) => step(index(), by) : null,
      remove: context.readOnly ? null : () => remove(index()),
    }, { hintId: isMany && !context.readOnly ? hintId : null });
    chip.draggable = isMany && !context.readOnly;
    return chip;
  }

  function step(at, by) {
    if (at + by < 0 || at + by >= values.length) return;
    move(at, at + by);
    // Moving again is moving the same one.
    const tools = chips.element.children[at + by].querySelectorAll('.chip-tool');
    tools[by < 0 ? 0 : 1].focus();
  }

  // Cards.

  async function openCard(at, { scope, isNew = false } = {}) {
    // Somebody may be faster than the names.
    if (!names) await load();
    if (card && card.at === at) return closeCard({ to: at });
    closeCard();
    const value = values[at];
    const chip = chips.element.children[at];
    if (!chip) return;
    const entry = entryOf(kind, value, names);
    if (typeof value === 'string' && !entry) return addNew(draftOf(value), at);
    card = createEntryCard(kind, { entry, scope, isNew, nameOf, path: isMany ? `${context.path}[${at}]` : context.path }, context, {
      kept: async (id, one = null) => {
        if (one) added.push({ ...one, id, paths: undefined, isShared: true });
        else entry.isShared = true;
        closeCard();
        await refresh();
        openCard(at, { scope: 'always' });
      },
      // After a new one of several, the next is added.
      close: () => (isNew && isMany ? (closeCard(), focusInput()) : closeCard({ to: at })),
    });
    card.at = at;
    chip.querySelector('.chip-main').setAttribute('aria-expanded', 'true');
    chip.append(card.element);
    chip.draggable = false;
    card.focus();
  }

  const draftOf = (text) => (kind.kind === 'person' ? splitHonorifics(text) : { name: text });

  /** Opens the card of a new entry, in place of a name that is only a name if `at` is given. */
  function addNew(draft, at = null) {
    closeCard();
    combobox.close();
    const replace = (value) => {
      if (at === null || !isMany) return add(value);
      change(values.map((one, other) => (other === at ? value : one)), { op: 'set', path: `${context.path}[${at}]`, value });
    };
    card = createNewEntry(kind, draft, context, {
      similar: at === null ? [] : findSimilar(kind, draft.name, names, isLeftOut, described).slice(0, MOST_SIMILAR),
      async meant({ value, entry }) {
        closeCard();
        replace(entry.paths ? await makeEntry(context.form, kind, entry) : value);
        chips.focus(at);
      },
      async added(value, scope) {
        added.push({ id: value, isShared: scope === 'always', ...draft });
        closeCard();
        await load();
        replace(value);
        openCard(isMany ? at ?? values.length - 1 : 0, { scope, isNew: true });
      },
      cancelled: () => {
        // Whoever was given up is not taken for a name, as the focus leaves the card or later.
        if (at === null) input.value = '';
        closeCard();
        if (at === null) focusInput();
        else chips.focus(at);
      },
    });
    card.isNew = true;
    slot.append(card.element);
    card.focus();
  }

  function closeCard({ to = null } = {}) {
    if (!card) return;
    const { element: node, at } = card;
    card.dispose?.();
    card = null;
    node.remove();
    const chip = chips.element.children[at];
    chip?.querySelector('.chip-main')?.setAttribute('aria-expanded', 'false');
    if (chip) chip.draggable = isMany && !context.readOnly;
    if (to !== null) chips.focus(to);
  }

  function focusInput() {
    combobox.element.hidden = !isMany && values.length > 0;
    if (!combobox.element.hidden) input.focus();
  }

  /** Names may have come, or be others: what is shown of them is refreshed. */
  async function refresh() {
    await load();
    if (input.value) combobox.refresh();
    for (const [at, chip] of [...chips.element.children].entries()) {
      const { name, plain, detail, isLost } = describe(values[at]);
      if (isEntry) setText(chip.querySelector('.chip-mark'), initialsOf(plain ?? name));
      setText(chip.querySelector('.chip-name'), name);
      const line = chip.querySelector('.chip-detail');
      setText(line, detail);
      line.hidden = !detail;
      // What can be opened is another matter, but an open card is not shut for that.
      if (Boolean(isLost) !== chip.classList.contains('is-lost') && !card) return draw({ isFresh: true });
    }
  }

  context.form?.addEventListener?.('names', refresh);
  return {
    element: shell,
    show(value) {
      let next = [value].flat().filter((one) => one !== null && one !== undefined && one !== '');
      unfilled = next.length === 1 && hintOf(next[0]) !== null ? next[0] : null;
      if (unfilled) next = [];
      input.placeholder = invitation();
      if (isSame(next, values)) return;
      values = [...next];
      draw();
      refresh();
    },
    /** Returns the one at an index, to be gone to. */
    child: (at) => ({ focus: () => (isMany && values[at] !== undefined ? chips.focus(at) : focusInput()) }),
    focus() {
      if (values.length && !isMany) chips.focus(0);
      else if (context.readOnly) chips.focus(0);
      else input.focus();
    },
  };
}
