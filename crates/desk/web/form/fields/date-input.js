// A date: typed in any usual way, or chosen from a calendar.

import { button, element } from '../../dom.js';
import { say } from '../../words.js';
import { createCalendar } from './calendar.js';
import { formatDate, isDay } from './dates.js';
import { createPopup } from './popup.js';
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
      const { value, end } = await read(text);
      return { value, end, label: [value, end].filter(Boolean).map(writeFully).join(' – ') };
    },
  });
  const calendar = createCalendar({
    choose: (day) => {
      shut();
      typed.take(day);
    },
    close: () => shut(),
  });
  const opener = button('', () => (popup.isOpen ? shut() : open()), {
    className: 'icon calendar-button', 'aria-label': say('open-calendar'), title: say('open-calendar'), 'aria-haspopup': 'dialog', 'aria-expanded': 'false',
  });
  const row = element('div', { className: 'with-button' }, typed.input, context.readOnly ? null : opener);
  typed.element.prepend(row);
  const popup = createPopup(calendar.element, row);
  if (!context.readOnly) row.after(calendar.element);

  async function open() {
    calendar.open(typed.value?.slice(0, 10), near()?.slice(0, 10));
    popup.open();
    opener.setAttribute('aria-expanded', 'true');
    calendar.focus();
    document.addEventListener('pointerdown', outside);
  }

  function shut({ isFocusKept = true } = {}) {
    popup.close();
    opener.setAttribute('aria-expanded', 'false');
    document.removeEventListener('pointerdown', outside);
    if (isFocusKept) typed.input.focus();
  }

  function outside(event) {
    if (!calendar.element.contains(event.target) && event.target !== opener) shut({ isFocusKept: false });
  }

  typed.input.addEventListener('keydown', (event) => {
    if (event.key !== 'ArrowDown' || !event.altKey || context.readOnly) return;
    event.preventDefault();
    event.stopPropagation();
    open();
  });
  return typed;
}
