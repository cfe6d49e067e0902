// The kinds of fields, as far as the form itself has to know them.

import { hasField } from './fields/index.js';

/** Kinds whose fields need little room, so that two stand beside each other. */
const SHORT = ['time', 'zone', 'language', 'count', 'figure', 'integer', 'word', 'flag', 'colour'];

/** Returns whether a field is a part of its own, with a heading: tables, and lists of tables. */
export function isPart({ kind, of }) {
  return kind === 'table' || kind === 'entries' || (kind === 'list' && isPart(of));
}

/** Returns whether two fields of a kind stand beside each other. */
export const isShort = ({ kind }) => SHORT.includes(kind);

/** Returns whether a kind is prose, in which Shift+Enter begins a paragraph. */
export const isProse = ({ kind, text }) => ['prose', 'lines'].includes((text ?? { kind }).kind);

/** Marks the first field of an element, in which Enter adds an item: prose leaves it to the list. */
export function letEnterAdd(element) {
  const field = element.matches('.field') ? element : element.querySelector('.field');
  field?.toggleAttribute('data-enter-adds', true);
}

/** Returns whether a key that was pressed in a field adds an item. */
export const addsItem = ({ key, shiftKey, altKey, isComposing, target }) => key === 'Enter' && !shiftKey && !altKey && !isComposing
  && target.matches('textarea, input') && target.closest('.field')?.hasAttribute('data-enter-adds');

/** Returns whether a table says one thing in short, such as an action with its owner and its day. */
export const isBrief = ({ fields }) => fields.length <= 4 && !fields.some(({ kind }) => isPart(kind));

/** Returns whether a table is so small that all of it fits in a row. */
export function isSmall({ fields }) {
  return fields.length <= 3 && fields.every(({ kind, isLong }) => isShort(kind) || (kind.kind === 'text' && !isLong));
}

/** Returns whether a kind can be filled in here, and not only in the source. */
export function isKnown(kind) {
  if (kind.kind === 'list') return isKnown(kind.of);
  return ['table', 'entries', 'either'].includes(kind.kind) || hasField(kind);
}

/** Returns whether there is nothing in a value. */
export function isEmpty(value) {
  if (value === undefined || value === null || value === '') return true;
  return typeof value === 'object' && Object.values(value).every(isEmpty);
}

/**
 * Returns a path of a file as the path of the same value in normal form, in which what may be a
 * list is one; `null` for what the form does not show. What is inside a value of a field, such as
 * one language of a text, is that field.
 */
export function normalSteps(steps, table, tables) {
  const [key, ...rest] = steps;
  if (key === undefined) return [];
  const field = tables[table]?.fields.find((one) => one.key === key);
  if (!field) return null;
  const inner = stepsInside(rest, field.kind, tables);
  return [key, ...inner];
}

function stepsInside(steps, kind, tables) {
  switch (kind.kind) {
    case 'list': {
      if (!steps.length) return [];
      const [first, ...rest] = typeof steps[0] === 'number' ? steps : [0, ...steps];
      return [first, ...stepsInside(rest, kind.of, tables)];
    }
    case 'either':
    case 'table': return normalSteps(steps, kind.table, tables) ?? [];
    case 'entries': {
      const [id, ...rest] = steps;
      return id === undefined ? [] : [id, ...(normalSteps(rest, kind.table, tables) ?? [])];
    }
    default: return [];
  }
}
