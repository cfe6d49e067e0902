// The fields of organisations.

import { ORGANISATION } from './known.js';
import { createPicker } from './picker.js';

/** Creates the field of one. */
export const createOrganisationField = (field, context) => createPicker(ORGANISATION, field, context, { isMany: false });

/** Creates the field of several, whose value is a list. */
export const createOrganisationsField = (field, context) => createPicker(ORGANISATION, field, context, { isMany: true });
