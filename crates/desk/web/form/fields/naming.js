// A plain text that names somebody or something: the people and organisations that byline knows are
// offered, and any other text will do.

import { createChoiceField } from './choice.js';
import { describedIn } from '../described.js';
import { ORGANISATION, PERSON, ownOf } from './known.js';

/** Creates the field. */
export function createNamingField(field, context) {
  const allOf = (kind, names) => {
    const known = [...kind.entries(names), ...describedIn(context.form, kind, names)];
    const others = kind.unlisted(names).filter((name) => !known.some((one) => kind.name(one) === name));
    return [...known, ...others.map((name) => ({ name }))];
  };
  return createChoiceField(field, context, {
    className: 'control-naming',
    isFree: true,
    list: (names) => [...ownOf(names), ...[PERSON, ORGANISATION].flatMap((kind) => allOf(kind, names).map((one) => offer(kind, one)))],
    parse: async (text) => ({ value: text }),
  });
}

// The text is printed as it is, so people are named in full.
const offer = (kind, one) => {
  const name = kind === PERSON ? [...(one.honorifics ?? []), one.name].join(' ') : kind.name(one);
  return { value: name, label: name, detail: kind.detail(one) };
};
