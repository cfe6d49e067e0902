// A date: typed in any usual way, or chosen from a calendar.

import { element } from '../../dom.js';
import { addCalendar } from './calendar-button.js';
import { formatDate, isDay } from './dates.js';
import { writeTime } from './times.js';
import { createTyped } from './typed.js';

/** Writes a day as people type it. */
export const writeDay = (day) => (day ? formatDate(day.slice(0, 10), { day: 'numeric', month: 'long', year: 'numeric' }) : '');

/** Writes a day with the day of its week, and the time if there is one. */
function writeFully(moment) {
  const [day, time] = moment.split(/[T ]/);
  return [formatDate(day, { dateStyle: 'full' }), writeTime(time)].filter(Boolean).join(', ');
}

/** Writes the day of the week. */
export const writeWeekday = (day) => (isDay(day?.slice(0, 10)) ? formatDate(day.slice(0, 10), { weekday: 'long' }) : '');

/**
 * Creates the input with its calendar. Options are those of a typed text; `near()` returns a day
 * close to the one that is wanted, such as the first of an event for its last.
 */
export function createDateInput(context, { near = () => null, read, ...options }) {
  const typed = createTyped(context, {
    write: writeDay, aside: writeWeekday, className: 'date-input', ...options,
    async read(text) {
      const { value, end, isTaken } = await read(text);
      return { value, end, isTaken, label: [value, end].filter(Boolean).map(writeFully).join(' – ') };
    },
  });
  const row = element('div', { className: 'with-button' }, typed.input);
  typed.element.prepend(row);
  if (!context.readOnly) {
    addCalendar(row, typed.input, {
      shown: () => [typed.value?.slice(0, 10), near()?.slice(0, 10)],
      choose: (day) => typed.take(day),
    });
  }
  return typed;
}
