// A new event: empty, from last year's, or as a copy of another one.

import { bars } from '../bars.js';
import { element } from '../dom.js';
import { createHeader } from '../header.js';
import { say } from '../words.js';
import { createDateField } from './date-field.js';
import { createChoice, createLabelled, createProblems } from './labelled.js';
import { createNameField } from './name-field.js';
import { createForm, createOrder } from './order.js';
import { watchRows } from './rows.js';
import { createWall } from './wall.js';

const KINDS = ['event', 'edition', 'copy'];

/** Shows the page. */
export async function show() {
  const address = new URLSearchParams(location.search);
  let kind = KINDS.find((one) => address.has(one)) ?? 'event';
  let suggested = '';

  const title = createLabelled(say('event-title'), element('input', { type: 'text', autocomplete: 'off', maxLength: 1000, spellcheck: true }));
  const date = createDateField(say('event-date'), say('about-event-date'), () => order.changed());
  const mode = createChoice(say('attendance'), ['', 'offline', 'online', 'mixed'].map((value) => ({
    value, label: say(value ? `mode-${value}` : 'mode-as-before'),
  })), 'offline', () => order.changed());
  const name = createNameField(() => order.changed());
  const whole = createProblems();
  const from = { ...createProblems(), input: null };
  const wall = createWall(say('which-event'), address.get('record'), take);
  from.input = wall.input;

  const read = () => ({
    kind,
    title: title.input.value,
    date: date.input.value,
    mode: mode.value,
    name: name.value,
    from: kind === 'event' ? null : wall.value,
  });
  const order = createOrder({
    read,
    fields: { from, title, date, mode, name },
    whole,
    previewed({ name: known, days }) {
      name.show(known);
      date.understood(days);
    },
    made: (id) => location.assign(`/record/${encodeURIComponent(id)}`),
  });

  // The title of the other one, unless somebody has written another one.
  function take(row) {
    if (!row) return;
    const next = kind === 'copy' ? row.title : laterTitle(row);
    if (!title.input.value.trim() || title.input.value === suggested) title.input.value = suggested = next;
    order.changed();
  }

  const ways = createChoice(say('begin-with'), KINDS.map((value) => ({ value, label: say(`begin-${value}`) })), kind, (next) => {
    kind = next;
    history.replaceState(null, '', kind === 'event' ? '/new' : `/new?${kind}`);
    draw();
  });
  const about = element('p', { className: 'advice', 'aria-live': 'polite' });
  const form = createForm(say('create-event'), order,
    ways.element, about, from.element, title.element, date.element, mode.element, name.clash, name.more, whole.element);
  const main = element('main', { className: 'starting' }, wall.element, form);

  function draw() {
    const isBased = kind !== 'event';
    wall.element.hidden = from.element.hidden = !isBased;
    main.classList.toggle('has-wall', isBased);
    about.hidden = !isBased;
    about.textContent = isBased ? say(`about-begin-${kind}`) : '';
    mode.element.querySelector('label').hidden = !isBased;
    if (!isBased && mode.value === '') mode.value = 'offline';
    if (isBased) mode.value = '';
    order.changed();
  }

  const heading = element('h1', {}, say('new-event'));
  form.prepend(heading);
  document.body.replaceChildren(
    createHeader([element('a', { href: '/' }, say('place-events')), element('span', { 'aria-hidden': 'true' }, '›'), element('span', { className: 'record-title' }, say('new-event'))], []),
    main, bars);
  document.title = say('page-title', { page: say('new-event') });
  const project = await watchRows((rows) => {
    const events = rows.filter(({ isIssue }) => !isIssue);
    wall.show(events);
    // The first event has no other to begin with.
    ways.element.hidden = !events.length && kind === 'event';
  });
  if (project.readOnly) return refuse(form);
  draw();
  (kind === 'event' ? title.input : wall.input).focus();
}

/** Shows that nothing can be made. */
export function refuse(form) {
  form.querySelectorAll('input, button, select, textarea').forEach((field) => (field.disabled = true));
  form.append(element('p', { role: 'status' }, say('about-read-only')));
}

// “Harbour Day 2025” is followed by “Harbour Day 2026”, or by that of this year.
function laterTitle({ title, date }) {
  const year = date?.slice(0, 4);
  if (!year || !title.includes(year)) return title;
  const next = Math.max(new Date().getFullYear(), Number(year) + 1);
  return title.replaceAll(year, String(next));
}
