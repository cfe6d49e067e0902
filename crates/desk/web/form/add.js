// The button that adds an item or a part.

import { button, element } from '../dom.js';
import { say } from '../words.js';

/** Creates the button for something with a name. */
export function createAdd(name, add) {
  return button([element('span', { className: 'plus', 'aria-hidden': 'true' }, '+'), element('span', { className: 'for-screen-readers' }, say('form-add')), name], add, {
    className: 'add',
  });
}
