// A whole number.

import { element } from '../../dom.js';
import { connectInput } from './input.js';

/** Creates the field. What is no number is left to byline to read, or to object to. */
export function createIntegerField(field, context) {
  const input = element('input', { type: 'text', inputMode: 'numeric', autocomplete: 'off' });
  return connectInput(input, field, context, {
    read: (text) => (/^\d{1,9}$/.test(text.trim()) ? Number(text) : text.trim()),
  });
}
