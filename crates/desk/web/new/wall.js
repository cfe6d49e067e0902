// A wall of first pages, from which one event is chosen.

import { element, uniqueId } from '../dom.js';
import { formatDay } from '../formats.js';
import { createPicture } from '../overview/picture.js';
import { say } from '../words.js';
import { hasWords } from './rows.js';

/** Creates the wall. `chosen` is called with the row that somebody chooses. */
export function createWall(label, first, chosen) {
  const name = uniqueId('wall');
  const items = new Map();
  let rows = [];
  let wanted = first;
  const search = element('input', { type: 'search', placeholder: say('search-records'), 'aria-label': say('search-records'), oninput: arrange });
  const list = element('ul', { className: 'cards' });
  const none = element('p', { className: 'empty', role: 'status', hidden: true });
  const heading = element('h2', { id: uniqueId('heading') }, label);

  function itemOf(row) {
    if (!items.has(row.id)) {
      const input = element('input', {
        type: 'radio', name, value: row.id, checked: row.id === wanted, onchange: () => choose(row.id),
      });
      const [title, date] = [element('span', { className: 'card-title' }), element('span', { className: 'card-date' })];
      const item = element('li', { className: 'card' }, element('label', { className: 'wall-card' }, input, createPicture(row.id).element, title, date));
      items.set(row.id, { item, input, title, date });
    }
    const known = items.get(row.id);
    known.title.textContent = row.title;
    known.date.textContent = row.date ? formatDay(row.date) : say('no-date');
    return known;
  }

  function choose(id) {
    wanted = id;
    chosen(rows.find((row) => row.id === id));
  }

  // What is chosen stays in sight, whatever is searched for.
  function arrange() {
    const shown = rows.filter((row) => row.id === wanted || hasWords(row, search.value));
    const order = shown.map((row) => itemOf(row).item);
    if (order.some((item, at) => list.children[at] !== item) || order.length !== list.children.length) {
      const focused = document.activeElement;
      list.replaceChildren(...order);
      if (list.contains(focused)) focused.focus({ preventScroll: true });
    }
    none.hidden = shown.length > 0;
    none.textContent = rows.length ? say('no-matches') : say('no-events-yet');
  }

  return {
    element: element('div', { className: 'wall-choice', role: 'radiogroup', 'aria-labelledby': heading.id },
      heading, element('search', { className: 'filters' }, search), list, none),
    /** The field of the order, which says what is wrong. */
    input: search,
    /** Shows rows. */
    show(next) {
      const before = rows.find((row) => row.id === wanted);
      rows = next;
      arrange();
      const now = rows.find((row) => row.id === wanted);
      // What was chosen in the address becomes known.
      if (now && JSON.stringify(now) !== JSON.stringify(before)) chosen(now);
    },
    get value() {
      return rows.some((row) => row.id === wanted) ? wanted : null;
    },
  };
}
