// Yes or no.

import { element } from '../../dom.js';
import { say } from '../../words.js';

/** Creates the field. */
export function createFlagField(field, context) {
  const box = element('input', {
    type: 'checkbox', id: context.id, disabled: context.readOnly, 'aria-describedby': context.describedBy,
    onchange: () => (box.checked ? context.edit(true) : context.leave(null)),
  });
  return {
    element: element('div', { className: 'check' }, box, element('span', { 'aria-hidden': 'true' }, say('form-yes'))),
    show(value) {
      box.checked = value === true;
    },
    focus: () => box.focus({ preventScroll: true }),
  };
}
