// The field of the place where a photo stands.

import { say } from '../../words.js';
import { createChoiceField } from './choice.js';

/** Creates the field. */
export function createPlaceField(field, context) {
  return createChoiceField(field, context, {
    className: 'control-place',
    list: (names) => names.places,
    async parse() {
      throw new Error(say('no-such-place'));
    },
  });
}
