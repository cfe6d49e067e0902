// The overview: a wall of first pages, by date, with what is open in each record.

import { bars, showBar } from '../bars.js';
import { createBuildOptions, createBuildProgress } from '../builds.js';
import { button, debounce, element } from '../dom.js';
import { createHeader } from '../header.js';
import { createMenu } from '../menu.js';
import { showWelcome } from '../new/welcome.js';
import { listenToNews, onNews } from '../news.js';
import { ask } from '../server.js';
import { say, sayCount } from '../words.js';
import { createCard } from './card.js';
import { createFilters } from './filters.js';

/** Shows the overview. */
export async function showOverview() {
  const cards = new Map();
  // The rows of records that are read come as news, some before anything is shown.
  const early = [];
  let hear = (row) => early.push(row);
  onNews('record', (row) => hear(row));
  await listenToNews();
  const project = await ask('/api/project');
  if (project.bareFolder) return showWelcome(project);
  document.title = say('overview-title', { organisation: project.organisation });
  const wall = element('div', { className: 'wall' });
  const cardList = element('ul', { className: 'cards' });
  const count = element('p', { className: 'wall-count', role: 'status' });
  const progress = createBuildProgress();
  const filters = createFilters(() => arrange());
  const canWrite = !project.readOnly;

  function adopt(rows) {
    const known = new Set(rows.map((row) => row.id));
    for (const id of cards.keys()) if (!known.has(id)) cards.delete(id);
    for (const row of rows) {
      if (!cards.has(row.id)) cards.set(row.id, createCard(row, { canWrite, build: progress.build }));
      // A row that has not been read again yet knows less than the one that is shown.
      else if (row.findings) cards.get(row.id).update(row);
    }
    filters.offer([...cards.values()].map((card) => card.row));
    arrange();
  }

  function arrange() {
    const all = [...cards.values()];
    const shown = all.filter((card) => filters.admits(card.row)).sort(byDate);
    // Cards stay where they are in the document as long as their order does. The focus stays in any case.
    const order = shown.map((card) => card.element);
    if (order.length !== cardList.children.length || order.some((item, at) => cardList.children[at] !== item)) {
      const focused = document.activeElement;
      cardList.replaceChildren(...order);
      if (cardList.contains(focused)) focused.focus({ preventScroll: true });
    }
    if (shown.length) {
      if (wall.firstChild !== cardList) wall.replaceChildren(cardList);
    } else if (!all.length) wall.replaceChildren(createInvitation(canWrite));
    else {
      wall.replaceChildren(element('p', { className: 'empty' }, say('no-matches'), ' ',
        button(say('clear-filters'), filters.clear, { className: 'quiet' })));
    }
    count.textContent = shown.length === all.length
      ? sayCount('records', all.length)
      : sayCount('records-of', all.length, { shown: shown.length });
  }

  document.body.replaceChildren(
    createHeader(element('span', { className: 'organisation' }, project.organisation),
      canWrite ? [createBuildAll(progress.build)] : []),
    element('main', { className: 'overview' },
      element('h1', { className: 'for-screen-readers' }, say('overview')),
      element('div', { className: 'overview-head' }, canWrite ? createBeginnings() : null, filters.element), count, wall),
    progress.line, bars);
  showProjectFindings(project.findings);
  adopt(project.records);

  // What is told of a record while the list is on its way is newer than the list.
  let heard = new Map();
  const refresh = debounce(400, async () => {
    heard = new Map();
    const latest = await ask('/api/project').catch(() => null);
    if (latest) {
      showProjectFindings(latest.findings);
      adopt(latest.records.map((row) => heard.get(row.id) ?? row));
    }
  });
  const rearrange = debounce(60, () => {
    filters.offer([...cards.values()].map((card) => card.row));
    arrange();
  });
  hear = (row) => {
    heard.set(row.id, row);
    cards.get(row.id)?.update(row);
    rearrange();
  };
  early.forEach((row) => hear(row));
  onNews('records', refresh);
}

function createBuildAll(build) {
  const options = createBuildOptions();
  const panel = element('div', {}, options.fields,
    button(say('make-all-pdfs'), () => {
      menu.close();
      build([], options.chosen());
    }, { className: 'primary' }));
  const menu = createMenu(say('make-all-pdfs'), panel);
  return menu;
}

/** Creates the links to what can be begun here. */
function createBeginnings() {
  return element('nav', { className: 'beginnings', 'aria-label': say('begin') },
    element('a', { href: '/new', className: 'button primary' }, say('new-event')),
    element('a', { href: '/new?edition', className: 'button' }, say('from-last-year')),
    element('a', { href: '/new/issue', className: 'button' }, say('new-issue')));
}

/** Creates what a project without records shows. */
function createInvitation(canWrite) {
  return element('div', { className: 'empty invitation' },
    element('p', {}, say('no-records')),
    canWrite ? element('p', {}, element('a', { href: '/new', className: 'button primary' }, say('first-event'))) : null);
}

function showProjectFindings(findings) {
  const [first] = findings;
  if (first) showBar('project', first.message, [], first.level === 'error' ? 'serious' : '');
}

// The latest first; what has no date yet is being written, and comes before.
function byDate({ row: a }, { row: b }) {
  const [left, right] = [a.date ?? '9999', b.date ?? '9999'];
  return right.localeCompare(left) || a.title.localeCompare(b.title);
}
