// Where in a form a value is, in words: “Programme › Talks › What was said”.

import { say } from '../words.js';
import { describe } from './summary.js';

/** The longest name of an item. */
const MAX = 32;

/** Returns the words for the steps of a path in normal form. */
export const trailOf = (form, steps) => (form.isEntries ? '' : namesOf(form, steps).join(say('form-trail')));

/** Returns the names of what leads to a path in normal form, the tab or the entry first. */
export function namesOf(form, steps) {
  const { tables, root } = form;
  if (form.isEntries) return inside(form, { kind: { kind: 'entries', table: root } }, steps, form.values);
  const [first, ...rest] = steps;
  const field = tables[root].fields.find(({ key }) => key === first);
  if (!field) return [];
  const group = form.groups.find(({ id }) => id === field.group);
  const names = group.label === field.label ? [field.label] : [group.label, field.label];
  return [...names, ...inside(form, field, rest, form.values?.[first])];
}

function inside(form, { kind, label }, [step, ...rest], value) {
  if (step === undefined) return [];
  const { of, table } = kind;
  if (kind.kind === 'list') {
    const item = value?.[step];
    // Photos are called by their numbers, as in what an editor says.
    const name = of.table !== 'photo' && of.table && ['table', 'either'].includes(of.kind) ? short(describe(of.table, item, form).title) : '';
    // What a list is called says no more than its items do.
    return [name || `${of.table === 'photo' ? form.tables.photo.label : label} ${step + 1}`, ...inside(form, { kind: of, label }, rest, item)];
  }
  if (kind.kind === 'entries') {
    const name = short(describe(table, value?.[step], form, step).title);
    return [name, ...inside(form, { kind: { kind: 'table', table }, label }, rest, value?.[step])];
  }
  const field = form.tables[table]?.fields.find(({ key }) => key === step);
  if (!field) return [];
  const deeper = inside(form, field, rest, value?.[step]);
  return field.kind.kind === 'list' && deeper.length ? deeper : [field.label, ...deeper];
}

const short = (text) => (text.length > MAX ? `${text.slice(0, MAX).trimEnd()}…` : text);
