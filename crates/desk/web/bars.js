// Quiet bars at the foot of the window, where they move nothing. They stay until what they say
// is over.

import { element } from './dom.js';
import { connection } from './server.js';
import { say } from './words.js';

/** The place of the bars. Screen readers speak what appears in it. */
export const bars = element('div', { className: 'bars', role: 'status' });

const shown = new Map();

/** Shows a bar under a name, instead of another one of that name. */
export function showBar(name, text, actions = [], tone = '') {
  const bar = element('div', { className: `bar ${tone}` }, element('p', {}, text), ...actions);
  const old = shown.get(name);
  if (old) old.replaceWith(bar);
  else bars.append(bar);
  shown.set(name, bar);
}

/** Takes a bar away. */
export function hideBar(name) {
  shown.get(name)?.remove();
  shown.delete(name);
}

connection.addEventListener('change', () => {
  hideBar('connection');
  if (connection.state === 'stopped') showBar('connection', say('server-stopped'), [], 'serious');
  if (connection.state === 'refused') showBar('connection', say('server-refused'), [], 'serious');
});
