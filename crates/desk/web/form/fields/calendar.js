// A month to choose a day from, by mouse and by keyboard. The browser's own would be in the
// browser's language rather than in byline's, takes no other way of typing, and in some browsers
// cannot be opened from the keyboard; this one follows the pattern of ARIA for date pickers.

import { button, element, setText, uniqueId } from '../../dom.js';
import { say } from '../../words.js';
import { announce } from './announce.js';
import { addDays, addMonths, firstWeekday, formatDate, isDay, startOfWeek, today, weekday } from './dates.js';

const LONG = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' };

/** Creates a calendar. `choose(day)` is called with the day, and `close()` when it is given up. */
export function createCalendar({ choose, close }) {
  const title = element('p', { className: 'calendar-title', id: uniqueId('month') });
  const days = element('tbody');
  const head = element('tr');
  const grid = element('table', { className: 'calendar-grid', role: 'grid', 'aria-labelledby': title.id, onkeydown: keyPressed },
    element('thead', {}, head), days);
  const panel = element('div', { className: 'calendar', role: 'dialog', 'aria-modal': 'true', 'aria-label': say('calendar'), onkeydown: trap },
    element('div', { className: 'calendar-head' },
      step('previous-year', '«', -12), step('previous-month', '‹', -1), title, step('next-month', '›', 1), step('next-year', '»', 12)),
    grid,
    element('div', { className: 'calendar-foot' }, button(say('today'), () => goTo(today()), { className: 'quiet' })));
  let at = today();
  let chosen = null;
  let bounds = null;

  function step(words, sign, months) {
    return button(sign, () => {
      at = addMonths(at, months);
      draw();
      announce(title.textContent);
    }, { className: 'icon', 'aria-label': say(words), title: say(words) });
  }

  function draw() {
    setText(title, formatDate(at, { month: 'long', year: 'numeric' }));
    const month = at.slice(0, 7);
    const first = startOfWeek(`${month}-01`);
    const week = [0, 1, 2, 3, 4, 5, 6].map((day) => addDays(first, day));
    head.replaceChildren(...week.map((day) => element('th', { scope: 'col', abbr: formatDate(day, { weekday: 'long' }) },
      formatDate(day, { weekday: 'short' }))));
    // Always six weeks, so that nothing moves from month to month.
    days.replaceChildren(...[0, 1, 2, 3, 4, 5].map((row) => element('tr', {}, week.map((day) => cell(addDays(day, row * 7), month)))));
  }

  function cell(day, month) {
    const isChosen = day === chosen;
    const classes = [day.startsWith(month) ? '' : 'is-outside', day === today() ? 'is-today' : '', isBetween(day) ? 'is-between' : ''];
    return element('td', { role: 'gridcell', 'aria-selected': String(isChosen), className: classes.join(' ').trim() },
      button(String(Number(day.slice(8))), () => choose(day), {
        'data-day': day, tabIndex: day === at ? 0 : -1, 'aria-label': formatDate(day, LONG),
        'aria-current': day === today() ? 'date' : null,
      }));
  }

  const isBetween = (day) => bounds && day >= bounds.from && day <= bounds.to;

  function goTo(day) {
    at = day;
    draw();
    grid.querySelector(`[data-day="${at}"]`)?.focus();
  }

  function keyPressed(event) {
    const inWeek = (weekday(at) - firstWeekday() + 7) % 7;
    const months = event.shiftKey ? 12 : 1;
    const moves = {
      ArrowLeft: () => addDays(at, -1), ArrowRight: () => addDays(at, 1), ArrowUp: () => addDays(at, -7), ArrowDown: () => addDays(at, 7),
      Home: () => addDays(at, -inWeek), End: () => addDays(at, 6 - inWeek),
      PageUp: () => addMonths(at, -months), PageDown: () => addMonths(at, months),
    };
    const move = moves[event.key];
    if (!move || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    goTo(move());
  }

  // The Tab key stays in the calendar until a day is chosen or it is given up.
  function trap(event) {
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      return close();
    }
    if (event.key !== 'Tab') return;
    const stops = [...panel.querySelectorAll('button')].filter((one) => one.tabIndex === 0);
    const end = event.shiftKey ? stops[0] : stops.at(-1);
    if (document.activeElement !== end) return;
    event.preventDefault();
    (event.shiftKey ? stops.at(-1) : stops[0]).focus();
  }

  return {
    element: panel,
    /** Shows the month of a day; `near` is the one to begin at without a day. */
    open(day, near) {
      chosen = isDay(day) ? day : null;
      bounds = chosen && isDay(near) && near <= chosen ? { from: near, to: chosen } : null;
      at = [day, near].find(isDay) ?? today();
      draw();
    },
    /** Puts the focus on the day. */
    focus: () => grid.querySelector(`[data-day="${at}"]`)?.focus(),
  };
}
