// The fields of languages.

import { DOCUMENT_LANGUAGE, LANGUAGE } from './known.js';
import { createPicker } from './picker.js';

/** Creates the field of one. */
export const createLanguageField = (field, context) => createPicker(LANGUAGE, field, context, { isMany: false });

/** Creates the field of several, whose value is a list: those of documents. */
export const createLanguagesField = (field, context) => createPicker(DOCUMENT_LANGUAGE, field, context, { isMany: true });
