// The kinds of fields, each with what creates it. What contains other fields (lists, tables) is
// not among them: the form builds that itself.
//
// `createXField(field, context)` returns `{ element, show(value), focus(at) }`.
//
// `field` says what is filled in: `key`, `label`, `meaning`, `example`, `required`, `kind`.
//
// `context` connects it with the form:
// - `path`: its key path now, such as `programme[0].title`; it changes as items are moved.
// - `place`: the place of its value in the form.
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
// - `change(change)`: makes another edit than setting the value, such as `{ op: 'insert', index,
//   value }` of a list.
// - `sibling(key)`: the place of another key of the same table: its `value`, and `change(change)`.
// - `form`: the form, for what several fields share.
//
// `show(value)` shows a value (`undefined` if there is none). It is not called while the field has
// the focus, unless its value was changed elsewhere, as by undo; then the caret keeps its place.
// `focus(at)` moves the focus into the field, with the caret at an offset of the value, if given.
// A field that shows values beside its own has `beside()`, which is called when they may be others.

import { createAddressField } from './address.js';
import { createColourField } from './colour.js';
import { createCountField } from './count.js';
import { createDateField } from './date.js';
import { createFlagField } from './flag.js';
import { createIntegerField } from './integer.js';
import { createLanguageField, createLanguagesField } from './language.js';
import { createLinesField } from './lines.js';
import { createLookField, isLook } from './look.js';
import { createMomentField } from './moment.js';
import { createNameField } from './name.js';
import { createNamingField } from './naming.js';
import { createOrganisationField, createOrganisationsField } from './organisation.js';
import { createPeopleField, createPersonField } from './person.js';
import { createPictureField } from './picture.js';
import { createPlaceField } from './place.js';
import { createProseField } from './prose.js';
import { createRecordField, createRecordsField } from './record.js';
import { hasSibling } from './siblings.js';
import { createTextField } from './text.js';
import { createTimeField } from './time.js';
import { createWordField } from './word.js';
import { createWordsField } from './words.js';
import { createZoneField } from './zone.js';

const CREATORS = {
  address: createAddressField,
  colour: createColourField,
  count: createCountField,
  date: createDateField,
  figure: createCountField,
  flag: createFlagField,
  integer: createIntegerField,
  language: createLanguageField,
  lines: createLinesField,
  moment: createMomentField,
  organisation: createOrganisationField,
  person: createPersonField,
  picture: createPictureField,
  place: createPlaceField,
  prose: createProseField,
  record: createRecordField,
  text: (field, context) => (field.kind.offers ? createNamingField : isName(field, context) ? createNameField : createTextField)(field, context),
  time: createTimeField,
  word: (field, context) => (isLook(field) ? createLookField : createWordField)(field, context),
  zone: createZoneField,
};

const isName = (field, context) => field.key === 'name' && hasSibling(field, context, 'honorifics');

/** Lists that are one field, by the kind of their items. */
const LISTS = {
  language: createLanguagesField,
  organisation: createOrganisationsField,
  person: createPeopleField,
  record: createRecordsField,
  word: createWordsField,
};

const creatorOf = ({ kind, of }) => (kind === 'list' ? LISTS[of.kind] : CREATORS[kind]);

/** Returns whether there is a field for a kind. */
export const hasField = (kind) => creatorOf(kind) !== undefined;

/** Creates the field of a kind. */
export function createField(field, context) {
  return creatorOf(field.kind)(field, context);
}
