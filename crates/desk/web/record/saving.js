// Whether what was typed is safe: always visible, for all open files together.

import { element, setText } from '../dom.js';
import { connection } from '../server.js';
import { say } from '../words.js';

/** The states, the most pressing first. */
const STATES = ['conflict', 'removed', 'unreadable', 'too-large', 'saving', 'noted', 'saved'];

/** Creates the display. `states` returns the states of all open files. */
export function createSaving(states, readOnly) {
  const words = element('span');
  const display = element('p', { className: 'saving' }, element('span', { className: 'saving-mark', 'aria-hidden': 'true' }), words);
  const show = () => {
    let state = STATES.find((one) => states().includes(one)) ?? 'saved';
    if (state === 'saving' && connection.state !== 'connected') state = 'kept-here';
    if (readOnly) state = 'read-only';
    if (display.dataset.state === state) return;
    display.dataset.state = state;
    setText(words, say(`state-of-${state}`));
    display.title = say(`about-${state}`);
  };
  connection.addEventListener('change', show);
  show();
  return { element: display, show };
}
