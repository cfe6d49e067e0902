// The kinds of fields, each with what creates it. What contains other fields (lists, tables) is
// not among them: the form builds that itself.
//
// `createXField(field, context)` returns `{ element, show(value), focus(at) }`.
//
// `field` says what is filled in: `key`, `label`, `meaning`, `example`, `required`, `kind`.
//
// `context` connects it with the form:
// - `path`: its key path now, such as `programme[0].title`; it changes as items are moved.
// - `id`: for the main input, so that the label belongs to it; `labelId` is that of the label
//   itself, for fields of several inputs; `describedBy` goes into `aria-describedby`.
// - `readOnly`: whether nothing can be changed.
// - `edit(value)`: to be called at each change; `null` if it was emptied.
// - `leave(value)`: to be called when the focus leaves; an empty value is removed then.
// - `names()`: a promise of the people, organisations and so on that can be named; the `names`
//   event of `form` says that they are others now.
// - `read(kind, text)`: a promise of what a typed text is taken for: `{ value, label }`, or
//   `{ problem: { message, readings } }`, or `null` if nobody answers.
// - `problem(message)`: shows what is wrong with what was typed; `null` takes it away.
// - `form`: the form, for what several fields share.
//
// `show(value)` shows a value (`undefined` if there is none). It is not called while the field has
// the focus, unless its value was changed elsewhere, as by undo; then the caret keeps its place.
// `focus(at)` moves the focus into the field, with the caret at an offset of the value, if given.

import { createAddressField } from './address.js';
import { createFlagField } from './flag.js';
import { createIntegerField } from './integer.js';
import { createLinesField } from './lines.js';
import { createTextField } from './text.js';
import { createWordField } from './word.js';

const CREATORS = {
  address: createAddressField,
  flag: createFlagField,
  integer: createIntegerField,
  lines: createLinesField,
  text: createTextField,
  word: createWordField,
  // Until they have fields of their own, these are typed as they stand in the file.
  colour: createTextField,
  count: createTextField,
  date: createTextField,
  figure: createTextField,
  language: createTextField,
  moment: createTextField,
  organisation: createTextField,
  person: createTextField,
  picture: createTextField,
  place: createTextField,
  prose: createLinesField,
  record: createTextField,
  time: createTextField,
  zone: createTextField,
};

/** Returns whether there is a field for a kind. */
export const hasField = ({ kind }) => kind in CREATORS;

/** Creates the field of a kind. */
export function createField(field, context) {
  return CREATORS[field.kind.kind](field, context);
}
