// Where a pasted list belongs: the list that the field with the focus is in, or makes up. What is
// pasted into a card that nobody has filled in yet takes its place.

import { pathOfSteps, stepsOf, valueAt } from '../paths.js';

/** A pasted programme, at its end. */
export const PROGRAMME = { as: 'programme', list: 'programme', part: null, at: null };

/** A pasted list of people, each of whom gets an entry. */
export const PEOPLE = { as: 'people', entries: 'people' };

/**
 * Returns what a pasted list is read `as` and the path of the `list` that takes it, for a programme
 * also the `part` that takes its first sessions, or the index `at` which it begins; `null` where a
 * list is nothing but text. `place` is that of the field.
 */
export function destinationOf(form, place, isText) {
  if (!isText) return form.group === 'programme' ? PROGRAMME : null;
  const path = place?.path ?? '';
  const along = kindsAlong(form, stepsOf(path));
  const leaf = along.at(-1)?.kind;
  const within = (wanted) => along.findLast(({ kind }) => kind.kind === 'list' && wanted(kind.of));
  const isEntry = along[0]?.path === PEOPLE.entries && along[0].kind.kind === 'entries';
  if (isEntry && along.length === 3 && path.endsWith('.name')) return PEOPLE;
  const people = within((of) => of.kind === 'person');
  if (people && ['list', 'person'].includes(leaf.kind)) return { as: 'people', list: people.path };
  const texts = within((of) => of.kind === 'text');
  if (texts && ['list', 'text'].includes(leaf.kind)) return { as: 'texts', list: texts.path };
  const isInProgramme = within((of) => of.table === 'part');
  return isInProgramme && ['text', 'time', 'date'].includes(leaf.kind) ? programme(form, place) : null;
}

function programme(form, place) {
  const [key, part] = stepsOf(place.path);
  const isNew = place.draft && stepsOf(place.draft.path).length === 2;
  const isThere = !isNew && valueAt(form.values, pathOfSteps([key, part])) !== undefined;
  return { ...PROGRAMME, part: isThere ? part : null, at: part };
}

// The kinds of what a path leads through, each with its own path.
function kindsAlong(form, steps) {
  const found = [];
  let table = form.root;
  let kind = null;
  for (const [at, step] of steps.entries()) {
    if (typeof step === 'number') kind = kind?.of;
    else if (kind?.kind === 'entries') kind = { kind: 'table', table: kind.table };
    else kind = form.tables[table]?.fields.find(({ key }) => key === step)?.kind;
    if (!kind) break;
    if (kind.table) ({ table } = kind);
    found.push({ path: pathOfSteps(steps.slice(0, at + 1)), kind });
  }
  return found;
}
