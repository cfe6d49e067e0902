// The fields of records of other events.

import { RECORD } from './known.js';
import { createPicker } from './picker.js';

/** Creates the field of one. */
export const createRecordField = (field, context) => createPicker(RECORD, field, context, { isMany: false });

/** Creates the field of several, whose value is a list. */
export const createRecordsField = (field, context) => createPicker(RECORD, field, context, { isMany: true });
