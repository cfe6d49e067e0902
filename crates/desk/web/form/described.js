// People and organisations that a file describes where it names them, and not in an entry: each
// once, so that other fields can name the same one.

import { addEntry } from './add-entry.js';
import { fold } from './fields/match.js';
import { join, stepsOf, valueAt } from './paths.js';

const isTable = (value) => value !== null && typeof value === 'object';

/** What tells two of one name apart. */
const POSTS = ['title', 'affiliation'];

/**
 * Returns those of a kind, such as `PERSON`. Each has the keys by which entries are found and shown,
 * its `value`, and the `paths` of all descriptions of it.
 */
export function describedIn(form, kind, names = {}) {
  // Only what has entries of its own can be named elsewhere in the file.
  const fields = form.tables?.[form.root]?.fields ?? [];
  if (!fields.some(({ key }) => key === kind.under)) return [];
  const found = [];
  const note = (value, path) => {
    if (!value.name?.trim()) return;
    const known = found.find((one) => isOne(one.value, value));
    if (!known) return found.push({ value, paths: [path] });
    known.value = { ...value, ...known.value };
    known.paths.push(path);
  };
  const visit = (value, of, path) => {
    if (!isTable(value)) return;
    if (of.kind === 'list') return value.forEach((one, at) => visit(one, of.of, join(path, at)));
    if (of.kind === 'entries') return Object.keys(value).forEach((id) => visitTable(value[id], of.table, join(path, id)));
    if (of.kind === kind.kind) note(value, path);
    if (of.table) visitTable(value, of.table, path);
  };
  const visitTable = (value, table, path) => form.tables[table].fields.forEach((field) => visit(value?.[field.key], field.kind, join(path, field.key)));
  visitTable(form.values, form.root, '');
  return found.map((one) => shown(one, names)).filter((one) => !kind.entries(names).some((entry) => isOne(entry, one)));
}

/** Returns whether two descriptions have one name, and nothing in them contradicts that they are of one. */
export const isOne = (one, other) => fold(one.name ?? '') === fold(other.name ?? '')
  && POSTS.every((key) => !one[key] || !other[key] || fold(textOf(one[key])) === fold(textOf(other[key])));

const textOf = (value) => (isTable(value) ? value.name ?? '' : value);

function shown({ value, paths }, names) {
  const { affiliation, 'native-name': nativeName, 'part-of': partOf } = value;
  const named = (one) => one && ((names.organisations ?? []).find(({ id }) => id === one)?.name ?? textOf(one));
  return { ...value, nativeName, affiliation: named(affiliation), partOf: named(partOf), value, paths };
}

/**
 * Makes an entry of somebody who is described in places of a file, for this event or for all
 * (`file` is that of the directory then), and names it in all of them. Resolves to its id.
 */
export async function makeEntry(form, kind, { value, paths }, file = form.file) {
  const isShared = file === kind.shared;
  if (isShared) await form.store.load(file);
  const keys = Object.keys(value).filter((key) => !isShared || !kind.ofEvent.includes(key));
  const part = (wanted) => Object.fromEntries(Object.entries(value).filter(([key]) => keys.includes(key) === wanted));
  const path = await addEntry(form.store, file, isShared ? '' : kind.under, part(true));
  const id = stepsOf(path).at(-1);
  const stillThere = paths.filter((one) => valueAt(form.values, one)?.name === value.name);
  const ofEvent = keys.length < Object.keys(value).length ? [{ op: 'set', path: join(kind.under, id), value: part(false) }] : [];
  form.edit([...stillThere.map((one) => ({ op: 'set', path: one, value: id })), ...ofEvent]);
  return id;
}
