// The button that adds an item or a part.

import { button, element } from '../dom.js';
import { say } from '../words.js';

/** Creates the button that adds an item to a list. */
export function createAdd(label, add) {
  return button([element('span', { className: 'plus', 'aria-hidden': 'true' }, '+'), label], add, { className: 'add' });
}

/** Creates the button that begins a part, by its name. */
export function createBegin(name, begin) {
  return createAdd([element('span', { className: 'for-screen-readers' }, say('form-add')), name], begin);
}
