// What the field in focus is for, at the foot of the form, where it moves nothing.

import { element, setText } from '../dom.js';
import { say } from '../words.js';

/** Creates the strip. Screen readers are told with the field itself. */
export function createHelp() {
  const label = element('strong');
  const meaning = element('span');
  const example = element('span', { className: 'help-example' });
  const strip = element('p', { className: 'help', 'aria-hidden': 'true' }, label, ' ', meaning, ' ', example);
  const help = {
    element: strip,
    /** Shows what a field is for; `null` for none. */
    show(field) {
      setText(label, field?.label ?? '');
      setText(meaning, field ? field.meaning ?? '' : say('form-help'));
      setText(example, field?.example ? say('form-example', { example: field.example }) : '');
    },
  };
  help.show(null);
  return help;
}
