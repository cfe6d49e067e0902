// A date that is typed in any usual way, or taken from a calendar.

import { button, element } from '../dom.js';
import { formatDays } from '../formats.js';
import { say } from '../words.js';
import { createLabelled } from './labelled.js';
import { readingsOf } from './order.js';

/** Creates the field. `changed` is called when something other than typing has changed it. */
export function createDateField(label, note, changed) {
  const input = element('input', { type: 'text', autocomplete: 'off', spellcheck: false });
  const field = createLabelled(label, input, { note });
  const understood = element('p', { className: 'understood', 'aria-live': 'polite' });
  const calendar = element('input', {
    type: 'date', className: 'calendar', tabIndex: -1, 'aria-hidden': 'true',
    onchange: () => calendar.value && take(formatDays({ first: calendar.value })),
  });
  const open = button('', () => calendar.showPicker(), { className: 'icon calendar-button', 'aria-label': say('calendar'), title: say('calendar') });
  const row = element('div', { className: 'date-row' });
  input.replaceWith(row);
  row.append(input, open, calendar);
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
      const words = days ? formatDays(days) : '';
      understood.textContent = words === input.value.trim() ? '' : words;
      if (days) calendar.value = days.first;
    },
    help: (problem) => readingsOf(problem, take),
  };
}
