// The field of the place where a photo stands.

import { say } from '../../words.js';
import { createChoiceField } from './choice.js';

/** Creates the field. */
export function createPlaceField(field, context) {
  const edit = (value) => {
    if (value !== null) context.form.photos?.keepFirst(context.place);
    context.edit(value);
  };
  return createChoiceField(field, { ...context, edit }, {
    className: 'control-place',
    list: (names) => names.places,
    async parse() {
      throw new Error(say('no-such-place'));
    },
  });
}
