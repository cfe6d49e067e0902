// A new issue of a newsletter: its stories are chosen from the events, the rest is as in the last
// issue.

import { bars } from '../bars.js';
import { element, uniqueId } from '../dom.js';
import { createHeader } from '../header.js';
import { say } from '../words.js';
import { createDateField } from './date-field.js';
import { refuse } from './event.js';
import { createLabelled, createProblems } from './labelled.js';
import { createNameField } from './name-field.js';
import { createForm, createOrder } from './order.js';
import { watchRows } from './rows.js';
import { createStories } from './stories.js';

/** Shows the page. */
export async function show() {
  let issues = [];
  let events = [];
  const known = element('datalist', { id: uniqueId('newsletters') });
  const text = (properties) => element('input', { type: 'text', autocomplete: 'off', ...properties });
  const title = createLabelled(say('newsletter'), text({ list: null, oninput: showLast }));
  title.input.setAttribute('list', known.id);
  const number = createLabelled(say('issue-number'), text({ inputMode: 'numeric', className: 'short' }), { isOptional: true });
  const volume = createLabelled(say('issue-volume'), text({ inputMode: 'numeric', className: 'short' }), { isOptional: true });
  const date = createDateField(say('issue-date'), say('about-issue-date'), () => order.changed());
  const period = createLabelled(say('issue-period'), text({ placeholder: say('issue-period-example') }), { isOptional: true });
  const name = createNameField(() => order.changed());
  const stories = createStories(() => order?.changed());
  const storyProblems = { ...createProblems(), input: stories.input };
  const whole = createProblems();

  const order = createOrder({
    read: () => ({
      kind: 'issue',
      title: title.input.value,
      number: number.input.value,
      volume: volume.input.value,
      date: date.input.value,
      period: period.input.value,
      stories: stories.value,
      name: name.value,
      from: last()?.id ?? null,
    }),
    fields: { title, number, date, stories: storyProblems, volume, period, name },
    whole,
    previewed({ name: short, days }) {
      name.show(short);
      date.understood(days);
    },
    made: (id) => location.assign(`/record/${encodeURIComponent(id)}`),
  });

  /** The last issue of the newsletter, whose board and imprint are taken over. */
  function last() {
    const wanted = title.input.value.trim().toLocaleLowerCase();
    return issues.find(({ series }) => series?.toLocaleLowerCase() === wanted) ?? null;
  }

  const asBefore = element('p', { className: 'advice', 'aria-live': 'polite' });
  let suggested = '';
  function showLast() {
    const former = last();
    asBefore.textContent = former ? say('as-last-issue', { title: former.title }) : '';
    const next = former ? Number(former.title.slice(former.series.length).trim()) + 1 || '' : '';
    if (number.input.value === suggested) number.input.value = suggested = String(next);
    stories.show(events, former?.date);
  }

  name.more.firstChild.after(period.element, volume.element);
  const form = createForm(say('create-issue'), order,
    element('h1', {}, say('new-issue')), title.element, known, asBefore,
    element('div', { className: 'side-by-side' }, number.element, date.element),
    stories.order, storyProblems.element, name.clash, name.more, whole.element);
  document.body.replaceChildren(
    createHeader([element('a', { href: '/' }, say('place-events')), element('span', { 'aria-hidden': 'true' }, '›'), element('span', { className: 'record-title' }, say('new-issue'))], []),
    element('main', { className: 'starting has-wall' }, stories.list, form), bars);
  document.title = say('page-title', { page: say('new-issue') });
  const project = await watchRows((rows) => {
    issues = rows.filter(({ isIssue }) => isIssue);
    events = rows.filter(({ isIssue }) => !isIssue);
    const names = [...new Set(issues.map(({ series }) => series).filter(Boolean))];
    known.replaceChildren(...names.map((value) => element('option', { value })));
    // An office has one newsletter, usually.
    if (!title.input.value && document.activeElement !== title.input && names.length) title.input.value = names[0];
    showLast();
  });
  if (project.readOnly) return refuse(form);
  order.changed();
  stories.input.focus();
}
