// The stories of an issue: ticked in a list of all events, and put in order, the lead story first.

import { button, element, uniqueId } from '../dom.js';
import { formatDay } from '../formats.js';
import { say, sayCount } from '../words.js';
import { hasWords } from './rows.js';

/** Creates the list of events, and that of the chosen ones. `changed` is called with another choice. */
export function createStories(changed) {
  const chosen = [];
  const boxes = new Map();
  let rows = [];
  let since = '';
  let dragged = null;

  const heading = element('h2', { id: uniqueId('heading') }, say('choose-stories'));
  const search = element('input', { type: 'search', placeholder: say('search-records'), 'aria-label': say('search-records'), oninput: arrange });
  const list = element('div', { className: 'story-list' });
  const order = element('ol', { className: 'story-order', ondragover: dragOver, ondrop: (event) => event.preventDefault() });
  const orderHeading = element('h2', { id: uniqueId('heading'), className: 'label' });
  const spoken = element('p', { className: 'for-screen-readers', role: 'status' });
  const none = element('p', { className: 'advice' }, say('no-stories-yet'));

  function boxOf(row) {
    if (!boxes.has(row.id)) {
      const input = element('input', { type: 'checkbox', onchange: () => (input.checked ? add(row.id) : remove(row.id)) });
      const [title, date] = [element('span', { className: 'story-title' }), element('span', { className: 'story-date' })];
      boxes.set(row.id, { input, title, date, item: element('li', {}, element('label', { className: 'story' }, input, title, date)) });
    }
    const box = boxes.get(row.id);
    box.title.textContent = row.title;
    box.date.textContent = row.date ? formatDay(row.date) : say('no-date');
    return box;
  }

  function arrange() {
    const shown = rows.filter((row) => hasWords(row, search.value));
    const isNew = ({ date }) => !since || !date || date > since;
    const parts = [[say('since-last-issue'), shown.filter(isNew)], [say('before-last-issue'), shown.filter((row) => !isNew(row))]];
    const filled = parts.filter(([, part]) => part.length);
    const focused = document.activeElement;
    list.replaceChildren(...filled.flatMap(([label, part]) => [
      since ? element('h3', {}, label) : null,
      element('ul', {}, ...part.map((row) => boxOf(row).item)),
    ]).filter(Boolean));
    if (!shown.length) list.append(element('p', { className: 'empty' }, rows.length ? say('no-matches') : say('no-events-yet')));
    if (list.contains(focused)) focused.focus({ preventScroll: true });
  }

  function add(id) {
    chosen.push(id);
    show();
  }

  function remove(id) {
    chosen.splice(chosen.indexOf(id), 1);
    if (boxes.has(id)) boxes.get(id).input.checked = false;
    show();
  }

  function move(id, by) {
    const from = chosen.indexOf(id);
    const to = Math.min(Math.max(from + by, 0), chosen.length - 1);
    if (to === from) return;
    chosen.splice(to, 0, ...chosen.splice(from, 1));
    show();
    order.children[to].querySelector(by < 0 ? '.up' : '.down').focus();
    spoken.textContent = say('moved-to', { title: titleOf(id), place: to + 1, places: chosen.length });
  }

  const titleOf = (id) => rows.find((row) => row.id === id)?.title ?? id;

  // The places are the same as before but for one that was moved, added or taken away.
  function show() {
    const items = chosen.map((id, at) => itemOf(id, at));
    order.replaceChildren(...items);
    orderHeading.textContent = chosen.length ? sayCount('stories', chosen.length) : say('stories-title');
    none.hidden = chosen.length > 0;
    changed();
  }

  function itemOf(id, at) {
    const title = titleOf(id);
    const item = element('li', {
      draggable: true,
      ondragstart: (event) => {
        dragged = id;
        event.dataTransfer.effectAllowed = 'move';
        event.dataTransfer.setData('text/plain', title);
      },
      ondragend: () => (dragged = null),
    },
    element('span', { className: 'grip', 'aria-hidden': 'true' }),
    element('span', { className: 'story-title' }, title, at === 0 ? element('span', { className: 'lead-story' }, say('lead-story')) : null),
    button('', () => move(id, -1), { className: 'icon up', 'aria-label': say('move-up', { title }) }),
    button('', () => move(id, 1), { className: 'icon down', 'aria-label': say('move-down', { title }) }),
    button('', () => {
      remove(id);
      (order.children[Math.min(at, chosen.length - 1)]?.querySelector('.remove') ?? search).focus();
    }, { className: 'icon remove', 'aria-label': say('take-out', { title }) }));
    item.dataset.id = id;
    return item;
  }

  function dragOver(event) {
    if (!dragged) return;
    event.preventDefault();
    const over = event.target.closest('li');
    if (!over || over.dataset.id === dragged) return;
    const [from, to] = [chosen.indexOf(dragged), chosen.indexOf(over.dataset.id)];
    chosen.splice(to, 0, ...chosen.splice(from, 1));
    const moving = order.children[from];
    if (from < to) over.after(moving);
    else over.before(moving);
    show();
  }

  orderHeading.textContent = say('stories-title');
  return {
    list: element('div', { className: 'wall-choice', role: 'group', 'aria-labelledby': heading.id },
      heading, element('search', { className: 'filters' }, search), list),
    order: element('div', { role: 'group', 'aria-labelledby': orderHeading.id }, orderHeading, none, order, spoken),
    input: search,
    /** Shows rows; those after a day first. */
    show(next, day) {
      rows = next;
      since = day ?? '';
      arrange();
      for (const item of order.children) item.querySelector('.story-title').firstChild.data = titleOf(item.dataset.id);
    },
    get value() {
      return [...chosen];
    },
  };
}
