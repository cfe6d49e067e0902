// The fields of people.

import { PERSON } from './known.js';
import { createPicker } from './picker.js';

/** Creates the field of one. */
export const createPersonField = (field, context) => createPicker(PERSON, field, context, { isMany: false });

/** Creates the field of several, whose value is a list. */
export const createPeopleField = (field, context) => createPicker(PERSON, field, context, { isMany: true });
