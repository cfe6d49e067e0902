// Two versions of a text, side by side, and the choice between them.

import { button, element } from '../dom.js';
import { formatTime } from '../formats.js';
import { say } from '../words.js';
import { changedLines } from './changed-lines.js';

const WORDS = {
  window: ['versions-window', 'version-mine', 'version-other-window'],
  disk: ['versions-disk', 'version-mine', 'version-on-disk'],
  draft: ['versions-draft', 'version-draft', 'version-saved'],
};

/** Creates the choice. `decide` is called with whether to keep the user's own version. */
export function createVersions({ kind, mine, theirs, time }, file, decide) {
  if (kind === 'removed') {
    return element('div', { className: 'versions removed', role: 'alert' }, element('p', {}, say('versions-removed', { file })),
      button(say('save-again'), () => decide(true), { className: 'primary' }));
  }
  const [introduction, own, other] = WORDS[kind];
  const values = { file, time: time ? formatTime(time) : '' };
  const changed = changedLines(mine, theirs);
  const column = (title, text, lines, action) => element('section', { className: 'version' },
    element('div', { className: 'version-head' }, element('h2', {}, title), action),
    element('pre', { tabIndex: 0, 'aria-label': title }, text.split('\n').map((line, at) =>
      element(lines.has(at) ? 'mark' : 'span', { className: 'version-line' }, `${line}\n`))));
  const both = element('div', { className: 'versions', role: 'region', 'aria-label': say('two-versions') },
    element('p', {}, say(introduction, values)),
    element('div', { className: 'version-columns' },
      column(say(own), mine, changed.left, button(say(`keep-${own}`), () => decide(true), { className: 'primary' })),
      column(say(other), theirs, changed.right, button(say(`keep-${other}`), () => decide(false)))));
  requestAnimationFrame(() => {
    for (const text of both.querySelectorAll('pre')) {
      const first = text.querySelector('mark');
      if (first) text.scrollTop = first.offsetTop - text.offsetTop - 48;
    }
  });
  return both;
}
