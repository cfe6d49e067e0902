// One of a few words, each with what it means.

import { element } from '../../dom.js';
import { say } from '../../words.js';

/** Creates the field. */
export function createWordField(field, context) {
  const select = element('select', {
    id: context.id, disabled: context.readOnly, required: Boolean(field.required), 'aria-describedby': context.describedBy,
    onchange: () => {
      if (select.value) context.edit(select.value);
      else context.leave(null);
    },
  });
  const option = (value, label) => element('option', { value }, label);
  select.append(option('', say('form-not-chosen')), ...field.kind.words.map(({ word, label }) => option(word, label)));

  return {
    element: select,
    show(value) {
      const word = value ?? '';
      // A word that byline does not know is kept, and shown as it is.
      if (![...select.options].some((one) => one.value === word)) select.append(option(word, word));
      select.value = word;
    },
    focus: () => select.focus({ preventScroll: true }),
  };
}
