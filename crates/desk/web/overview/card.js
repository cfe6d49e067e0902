// A record on the wall: its first page, title, date, languages and open findings.

import { button, element } from '../dom.js';
import { formatDay, formatLanguage } from '../formats.js';
import { createMenu } from '../menu.js';
import { say, sayCount } from '../words.js';
import { createPicture } from './picture.js';

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
    const fill = () => [
      button(say('make-pdfs'), order({})),
      button(say('make-pdfs-print'), order({ print: true })),
      button(say('make-pdfs-greyscale'), order({ greyscale: true })),
    ];
    const menu = createMenu(say('pdf'), fill, { className: 'quiet', 'aria-label': say('pdfs-of', { title: row.title }) });
    return menu;
  }

  function show() {
    title.textContent = card.row.title;
    date.textContent = card.row.date ? formatDay(card.row.date) : card.row.findings ? say('no-date') : '';
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
