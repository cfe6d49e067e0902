// What a pasted list will become, shown before it is taken over.

import { button, element, uniqueId } from '../../dom.js';
import { say } from '../../words.js';
import { sayMore } from './edits.js';

/** How many rows, and how many lines that are left out, are shown. */
const MOST = 8;

const isTime = (cell) => /^\d\d:\d\d/.test(cell);

/** Creates the proposal. Enter accepts it, as its first button has the focus; Escape cancels. */
export function createProposal({ label, rows, left }, { accept, asText, cancel }) {
  const titleId = uniqueId('pasted');
  const columns = Math.max(...rows.map((row) => row.length));
  const table = element('table', { className: 'pasted-rows' }, element('tbody', {}, rows.slice(0, MOST).map((row) => {
    const cells = row.length === 1 && columns > 1 ? [element('th', { colSpan: columns, scope: 'rowgroup' }, row[0])] : row.map((cell) => element('td', { className: isTime(cell) ? 'is-time' : '' }, cell));
    return element('tr', {}, cells);
  })));
  return element('section', {
    className: 'pasted',
    'aria-labelledby': titleId,
    onkeydown: (event) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      cancel();
    },
  },
  element('h2', { id: titleId }, say('paste-becomes', { what: label })),
  table,
  rows.length > MOST ? element('p', {}, sayMore(rows.length - MOST)) : null,
  left.length ? element('p', {}, say('paste-left', { what: left.slice(0, MOST).join(' · ') })) : null,
  element('div', { className: 'pasted-actions' },
    button(say('paste-accept'), accept, { className: 'primary' }),
    asText ? button(say('paste-as-text'), asText) : null,
    button(say('cancel'), cancel)));
}
