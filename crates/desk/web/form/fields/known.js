// What a name can stand for: people, organisations, records and languages that byline knows, how
// each is shown, and where it is kept.

import { formatDay, formatLanguage } from '../../formats.js';
import { say, uiLanguage } from '../../words.js';
import { fold, match } from './match.js';

const MOST = 30;

/**
 * Each kind: `entries(names)`, and of one of them its `value` in the file, its `label`, other
 * texts that find it, and a line of `detail`. Names are `unlisted` that have no entry. For those that are tables of their own: the name of
 * the `table`, where entries are kept for all events (`shared`) and for one (`under`), and which
 * keys are about one event only.
 */
export const PERSON = {
  kind: 'person', table: 'person', shared: 'people.toml', under: 'people', ofEvent: ['role', 'presence'],
  entries: (names) => names.people ?? [],
  unlisted: (names) => names.unlisted?.people ?? [],
  value: ({ id, name }) => id ?? name,
  name: ({ name }) => name,
  label: ({ honorifics = [], name, nativeName }) => [...honorifics, name, nativeName].filter(Boolean).join(' '),
  others: ({ aliases = [] }) => aliases,
  detail: ({ title, affiliation }) => [title, affiliation].filter(Boolean).join(', '),
};

export const ORGANISATION = {
  kind: 'organisation', table: 'organisation', shared: 'organisations.toml', under: 'organisations', ofEvent: [],
  entries: (names) => names.organisations ?? [],
  // The user's own is offered by itself.
  unlisted: (names) => (names.unlisted?.organisations ?? []).filter((name) => name !== names.ownOrganisation),
  value: ({ id, name }) => id ?? name,
  name: ({ name }) => name,
  label: ({ name, abbreviation }) => (abbreviation ? `${name} (${abbreviation})` : name),
  others: ({ aliases = [], abbreviation }) => [...aliases, abbreviation].filter(Boolean),
  detail: ({ partOf, country }) => [partOf, country].filter(Boolean).join(', '),
};

export const RECORD = {
  kind: 'record',
  entries: (names) => names.records ?? [],
  value: ({ id }) => id,
  name: ({ title }) => title,
  label: ({ title }) => title,
  others: () => [],
  detail: ({ date }) => (date ? formatDay(date) : ''),
};

export const LANGUAGE = {
  kind: 'language',
  entries: (names) => names.languages ?? [],
  value: ({ tag }) => tag,
  name: ({ label }) => label,
  label: ({ label }) => label,
  others: ({ tag }) => [formatLanguage(tag), nameForUser(tag), tag].filter(Boolean),
  detail: ({ tag, label }) => (formatLanguage(tag) === label ? '' : formatLanguage(tag)),
};

/** The languages in which documents can be made. */
export const DOCUMENT_LANGUAGE = { ...LANGUAGE, entries: (names) => LANGUAGE.entries(names).filter(({ isOfDocuments }) => isOfDocuments) };

// The name of a language in the language of the user.
function nameForUser(tag) {
  try {
    return new Intl.DisplayNames([uiLanguage()], { type: 'language' }).of(tag);
  } catch {
    return '';
  }
}

/** Returns the entry that a value of a file stands for: that of its id, or that of its name. */
export function entryOf(kind, value, names) {
  if (typeof value !== 'string') return null;
  const entries = kind.entries(names);
  const plain = fold(value);
  return entries.find((one) => kind.value(one) === value)
    ?? (isId(value) ? null : entries.find((one) => [kind.name(one), one.nativeName, ...kind.others(one)].some((name) => name && fold(name) === plain)))
    ?? null;
}

/** Returns the user's own organisation as an option, unless it is among the others. */
export function ownOf(names) {
  const own = names?.ownOrganisation;
  if (!own || entryOf(ORGANISATION, own, names)) return [];
  return [{ value: own, label: own, detail: say('own-organisation'), ranges: [] }];
}

/** Returns whether a text of a file would be taken for an id. */
export const isId = (text) => /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(text);

/** Writes a name so that it is not taken for an id. */
export const asName = (text) => (isId(text) ? text.replace(/^./, (letter) => letter.toLocaleUpperCase()) : text);

/** Returns the words of an id, for an entry that is gone. */
export const wordsOfId = (id) => id.split('-').map((word) => word.replace(/^./, (letter) => letter.toUpperCase())).join(' ');

/**
 * Returns the entries that fit a query, best first, as options of a combobox. Those whose values
 * are in `recent` come first, in its order. `described` are those without an entry of whom a file
 * says more than the name.
 */
export function findEntries(kind, query, names, recent, isLeftOut, described = []) {
  const isDescribed = (name) => described.some((one) => fold(one.name) === fold(name));
  const unlisted = (kind.unlisted?.(names) ?? []).filter((name) => !isDescribed(name)).map((name) => ({ name }));
  const found = [...kind.entries(names), ...described, ...unlisted].filter((one) => !isLeftOut(kind.value(one))).flatMap((one) => {
    const label = kind.label(one);
    const inLabel = match(query, label);
    const other = inLabel ? null : kind.others(one).map((text) => ({ text, hit: match(query, text) })).find(({ hit }) => hit);
    // What somebody does finds them as well, after those who are called so.
    const inDetail = inLabel || other ? null : match(query, kind.detail(one));
    if (!inLabel && !other && !inDetail) return [];
    const used = recent.indexOf(kind.value(one));
    return [{
      entry: one, value: kind.value(one), label, ranges: inLabel?.ranges ?? [],
      detail: [other?.text, kind.detail(one)].filter(Boolean).join(' · '),
      rank: (inLabel?.rank ?? other?.hit.rank ?? inDetail.rank + 10) + (used < 0 ? 100 : used / 100),
    }];
  });
  return found.sort((a, b) => a.rank - b.rank || a.label.localeCompare(b.label)).slice(0, MOST);
}

/** Returns the options of those whose name has all words of another, or only some of them. */
export function findSimilar(kind, name, names, isLeftOut, described = []) {
  const words = (text) => fold(text).split(' ').filter(Boolean);
  const wanted = words(name);
  const isIn = (few, many) => few.length > 0 && few.every((word) => many.includes(word));
  const isLike = (text) => text && (isIn(words(text), wanted) || isIn(wanted, words(text)));
  const everybody = [...kind.entries(names), ...described].filter((one) => !isLeftOut(kind.value(one)));
  return everybody.filter((one) => [kind.name(one), one.nativeName, ...kind.others(one)].some(isLike))
    .map((entry) => ({ entry, value: kind.value(entry), label: kind.label(entry), detail: kind.detail(entry) }));
}
