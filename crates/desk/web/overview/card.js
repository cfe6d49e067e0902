// A record on the wall: its first page, title, date, languages and open findings.

import { button, element } from '../dom.js';
import { formatDay, formatLanguage } from '../formats.js';
import { createMenu } from '../menu.js';
import { pathOf } from '../server.js';
import { say, sayCount } from '../words.js';

/** How wide a picture is shown at most, in pixels, and how wide a page is, in points. */
const WIDTH = 260;
const PAPER = 595;

/** How long to wait before asking again for a picture that is not there, in milliseconds. */
const FIRST_DELAY = 1000;
const MAX_DELAY = 8000;

// Pictures are made for cards that come near the window, not for all.
const nearing = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) {
    target.dispatchEvent(new CustomEvent(isIntersecting ? 'near' : 'far'));
  }
}, { rootMargin: '300px' });

/** Creates the card of a row. */
export function createCard(row, { canWrite, build }) {
  const picture = createPicture(row.id);
  const title = element('h2', { className: 'card-title' });
  const date = element('p', { className: 'card-date' });
  const languages = element('p', { className: 'card-languages' });
  const findings = element('p', { className: 'card-findings' });
  const link = element('a', { href: `/record/${encodeURIComponent(row.id)}`, className: 'card-link' }, picture.element, title);
  const item = element('li', { className: 'card' }, link, date, languages,
    element('div', { className: 'card-foot' }, findings, canWrite ? createActions() : null));

  function createActions() {
    const order = (options) => () => {
      menu.close();
      build([row.id], options);
    };
    const panel = element('div', {},
      button(say('make-pdfs'), order({})),
      button(say('make-pdfs-print'), order({ print: true })),
      button(say('make-pdfs-greyscale'), order({ greyscale: true })));
    const menu = createMenu(say('pdf'), panel, { className: 'quiet', 'aria-label': say('pdfs-of', { title: row.title }) });
    return menu;
  }

  function show() {
    title.textContent = card.row.title;
    date.textContent = card.row.date ? formatDay(card.row.date) : say('no-date');
    languages.replaceChildren(...card.row.languages.flatMap((language, at) =>
      [at ? ' · ' : '', element('span', { lang: language }, formatLanguage(language))]));
    const { state, words } = stateOf(card.row.findings);
    findings.className = `card-findings ${state}`;
    findings.textContent = words;
  }

  const card = {
    row,
    element: item,
    /** Shows a newer row. */
    update(newer) {
      const isSame = JSON.stringify(newer) === JSON.stringify(card.row);
      card.row = newer;
      if (!isSame) show();
      picture.refresh();
    },
  };
  show();
  return card;
}

/** Returns the state of a row's findings, by which it can be filtered, and its words. */
export function stateOf(findings) {
  if (!findings) return { state: 'unread', words: say('reading') };
  const { errors, warnings, information } = findings;
  const all = errors + warnings + information;
  const state = errors ? 'error' : warnings ? 'warning' : information ? 'information' : 'clean';
  return { state, words: all ? sayCount('findings', all) : say('no-findings') };
}

function createPicture(id) {
  // The title beside it says what it is of.
  const image = element('img', { alt: '', decoding: 'async' });
  const frame = element('span', { className: 'card-page' }, image);
  let isNear = false;
  let isOutdated = true;
  let delay = FIRST_DELAY;
  async function load() {
    if (!isNear || !isOutdated) return;
    isOutdated = false;
    const scale = ((WIDTH / PAPER) * Math.min(devicePixelRatio, 2)).toFixed(3);
    try {
      const response = await fetch(pathOf(`/api/first-page/${encodeURIComponent(id)}`, { scale, png: true }));
      if (!response.ok) throw new Error(response.statusText);
      const before = image.src;
      image.src = URL.createObjectURL(await response.blob());
      await image.decode();
      URL.revokeObjectURL(before);
      frame.classList.add('has-page');
      delay = FIRST_DELAY;
    } catch {
      // A record with errors has no page yet, or byline is still getting ready.
      isOutdated = true;
      if (delay > MAX_DELAY) return;
      setTimeout(load, delay);
      delay *= 2;
    }
  }
  frame.addEventListener('near', () => {
    isNear = true;
    load();
  });
  frame.addEventListener('far', () => (isNear = false));
  nearing.observe(frame);
  return {
    element: frame,
    refresh() {
      isOutdated = true;
      load();
    },
  };
}
