// A plain text that names somebody or something: the people and organisations that byline knows are
// offered, and any other text will do.

import { createChoiceField } from './choice.js';
import { describedIn } from '../described.js';
import { ORGANISATION, PERSON, ownOf } from './known.js';

/** Creates the field. */
export function createNamingField(field, context) {
  const allOf = (kind, names) => [...kind.entries(names), ...describedIn(context.form, kind, names)];
  return createChoiceField(field, context, {
    className: 'control-naming',
    isFree: true,
    list: (names) => [...ownOf(names), ...[PERSON, ORGANISATION].flatMap((kind) => allOf(kind, names).map((one) => offer(kind, one)))],
    parse: async (text) => ({ value: text }),
  });
}

const offer = (kind, one) => ({ value: kind.name(one), label: kind.name(one), detail: kind.detail(one) });
