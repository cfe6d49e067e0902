// A text of one line. Where it is longer than the form is wide, the field grows.

import { element } from '../../dom.js';
import { connectInput } from './input.js';

/** Creates the field. */
export function createTextField(field, context) {
  const area = element('textarea', {
    className: 'grows', rows: field.isLong ? 2 : 1, spellcheck: true, autocomplete: 'off',
    onkeydown: (event) => {
      // Enter ends no line here; a list takes it as the wish for another item.
      if (event.key === 'Enter' && !event.isComposing) event.preventDefault();
    },
  });
  return connectInput(area, field, context, {
    // What is pasted may have several lines.
    read: (text) => text.replace(/\s*[\r\n]+\s*/g, ' '),
  });
}
