// A plain text of several lines.

import { element } from '../../dom.js';
import { connectInput } from './input.js';

/** Creates the field. */
export function createLinesField(field, context) {
  const area = element('textarea', { className: 'grows', rows: 2, spellcheck: true, autocomplete: 'off' });
  return connectInput(area, field, context);
}
