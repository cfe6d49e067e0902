// The overview: a wall of first pages, by date, with what is open in each record.

import { bars, hideBar, showBar } from '../bars.js';
import { createBuildOptions, createBuildProgress } from '../builds.js';
import { button, debounce, element, withCode } from '../dom.js';
import { createHeader } from '../header.js';
import { createMenu } from '../menu.js';
import { listenToNews, onNews } from '../news.js';
import { createPlaces } from '../places.js';
import { nameOfFile, pageOf, pathOfText } from '../record/files.js';
import { ask } from '../server.js';
import { say, sayCount } from '../words.js';
import { createCard } from './card.js';
import { createFilters } from './filters.js';
import { createKept } from './kept.js';
import { Rows } from './rows.js';

/** Of more cards than these, those out of sight are not laid out. */
const MANY = 100;

/** Shows the overview. */
export async function show() {
  const cards = new Map();
  const rows = new Rows();
  await listenToNews();
  const project = await rows.ask();
  if (project.bareFolder) {
    const { showWelcome } = await import('../new/welcome.js');
    return showWelcome(project);
  }
  document.title = say('overview-title', { organisation: project.organisation });
  const wall = element('div', { className: 'wall' });
  const cardList = element('ul', { className: 'cards' });
  const count = element('p', { className: 'wall-count', role: 'status' });
  const progress = createBuildProgress();
  const filters = createFilters(() => arrange());
  const kept = createKept();
  const canWrite = !project.readOnly;
  const head = element('div', { className: 'overview-head' }, canWrite ? createBeginnings() : null, filters.element);
  const buildAll = canWrite ? createBuildAll(progress.build) : null;
  // Without a project file that can be read, nothing is known of the records.
  const hasErrors = ({ findings }) => findings.some(({ level }) => level === 'error');
  let isBroken = hasErrors(project);

  function adopt(records) {
    const known = new Set(records.map((row) => row.id));
    for (const id of cards.keys()) if (!known.has(id)) cards.delete(id);
    for (const row of records) {
      if (!cards.has(row.id)) cards.set(row.id, createCard(row, { canWrite, build: progress.build }));
      // A row that has not been read again yet knows less than the one that is shown.
      else if (row.findings) cards.get(row.id).update(row);
    }
    filters.offer([...cards.values()].map((card) => card.row));
    arrange();
  }

  const rearrange = debounce(60, () => {
    filters.offer([...cards.values()].map((card) => card.row));
    arrange();
  });

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
    cardList.classList.toggle('is-many', shown.length > MANY);
    if (shown.length) {
      if (wall.firstChild !== cardList) wall.replaceChildren(cardList);
    } else if (!all.length) wall.replaceChildren(isBroken ? element('p', { className: 'empty' }, say('project-broken')) : createInvitation(canWrite));
    else {
      wall.replaceChildren(element('p', { className: 'empty' }, say('no-matches'), ' ',
        button(say('clear-filters'), filters.clear, { className: 'quiet' })));
    }
    // There is nothing to search or to make yet, and one invitation is enough.
    for (const part of [head, count, buildAll]) if (part) part.hidden = !all.length;
    const counted = sayRecords(all);
    count.textContent = shown.length === all.length ? counted : say('shown-of', { shown: shown.length, all: counted });
  }

  document.body.replaceChildren(
    createHeader([element('span', { className: 'organisation' }, project.organisation), createPlaces()],
      buildAll ? [buildAll] : []),
    element('main', { className: 'overview' },
      element('h1', { className: 'for-screen-readers' }, say('place-events')),
      kept.element,
      head, count, wall),
    progress.element, bars);
  showProjectFindings(project.findings);
  kept.show(project.kept);
  adopt(project.records);

  const refresh = debounce(400, async () => {
    const latest = await rows.ask().catch(() => null);
    if (latest) {
      isBroken = hasErrors(latest);
      showProjectFindings(latest.findings);
      kept.show(latest.kept);
      adopt(latest.records);
    }
  });
  rows.addEventListener('row', ({ detail: row }) => {
    cards.get(row.id)?.update(row);
    rearrange();
  });
  onNews('records', refresh);
}

// Says how many there are of each kind; without any, that there are no events.
function sayRecords(records) {
  const issues = records.filter(({ row }) => row.isIssue).length;
  const events = records.length - issues;
  return [events || !issues ? sayCount('events', events) : null, issues ? sayCount('issues', issues) : null].filter(Boolean).join(' · ');
}

function createBuildAll(build) {
  const options = createBuildOptions();
  const make = button(say('make-all-pdfs'), () => {
    menu.close();
    build([], options.chosen());
  }, { className: 'primary' });
  const menu = createMenu(say('make-all-pdfs'), () => [options.fields, make].flat());
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
    canWrite ? element('p', {}, element('a', { href: '/new', className: 'button primary' }, say('new-event'))) : null);
}

// The first, with the way to its place.
function showProjectFindings(findings) {
  // An empty wall says so itself.
  const [first] = findings.filter(({ code, level }) => code !== 'no-records' && level !== 'information');
  if (!first) return hideBar('project');
  const { place, message, inForm, level } = first;
  // What a form can hold is mended there.
  const page = place && level !== 'error' ? pageOf(place) : null;
  if (page) return showBar('project', withCode(inForm.message), [element('a', { href: page }, nameOfFile(place.file, null))]);
  const isShared = place && !place.file.includes('/') && place.file.endsWith('.toml');
  const link = isShared && element('a', { href: pathOfText(place.file, place.start) }, say('place', { file: place.file, line: place.line }));
  showBar('project', withCode(message), link ? [link] : [], level === 'error' ? 'serious' : '');
}

const titles = new Intl.Collator(undefined, { numeric: true });

// The latest first; what has no date yet is being written, and comes before.
function byDate({ row: a }, { row: b }) {
  const [left, right] = [a.date ?? '9999', b.date ?? '9999'];
  return left === right ? titles.compare(a.title, b.title) : left < right ? 1 : -1;
}
