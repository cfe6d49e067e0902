// A web address.

import { element } from '../../dom.js';
import { connectInput } from './input.js';

/** Creates the field. */
export function createAddressField(field, context) {
  const input = element('input', { type: 'text', inputMode: 'url', spellcheck: false, autocomplete: 'off', autocapitalize: 'off' });
  return connectInput(input, field, context, { read: (text) => text.trim() });
}
