// A date that is typed in any usual way, or taken from a calendar.

import { element } from '../dom.js';
import { addCalendar } from '../form/fields/calendar-button.js';
import { formatDays } from '../formats.js';
import { createLabelled } from './labelled.js';
import { readingsOf } from './order.js';

/** Creates the field. `changed` is called when something other than typing has changed it. */
export function createDateField(label, note, changed) {
  const input = element('input', { type: 'text', autocomplete: 'off', spellcheck: false });
  const field = createLabelled(label, input, { note });
  const understood = element('p', { className: 'understood', 'aria-live': 'polite' });
  const row = element('div', { className: 'with-button' });
  let known = null;
  input.replaceWith(row);
  row.append(input);
  addCalendar(row, input, { shown: () => [known?.first, null], choose: (first) => take(formatDays({ first })) });
  field.element.insertBefore(understood, field.element.lastChild);

  function take(text) {
    input.value = text;
    input.focus();
    changed();
  }

  return {
    ...field,
    /** Says what the text is taken for. */
    understood(days) {
      known = days;
      const words = days ? formatDays(days) : '';
      understood.textContent = words === input.value.trim() ? '' : words;
    },
    help: (problem) => readingsOf(problem, take),
  };
}
