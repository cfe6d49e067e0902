// Two versions of a text, side by side, and the choice between them.

import { button, element, withCode } from '../dom.js';
import { formatTime } from '../formats.js';
import { say } from '../words.js';
import { changedLines } from './changed-lines.js';

const WORDS = {
  window: ['versions-window', 'version-mine', 'version-other-window'],
  disk: ['versions-disk', 'version-mine', 'version-on-disk'],
  draft: ['versions-draft', 'version-draft', 'version-saved'],
};

/** Creates the choice. `decide` is called with whether to keep the user's own version. */
export function createVersions({ kind, mine, theirs, time, trouble }, file, decide) {
  if (kind === 'removed') {
    return createNotice(kind, say('versions-removed', { file }), [
      element('div', { className: 'notice-tools' },
        button(say('save-again'), () => decide(true), { className: 'primary' }),
        createLetGo(() => decide(false))),
    ]);
  }
  if (kind === 'unreadable') {
    const { finding, canReplace } = trouble;
    return createNotice(kind, say('versions-unreadable', { file }), [
      element('p', { className: 'versions-why' }, withCode([finding.message, ...finding.hints].join('; '))),
      canReplace && button(say('replace-unreadable'), () => decide(true)),
    ]);
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

/** Creates a notice above a text that can still be edited. */
function createNotice(kind, words, parts) {
  return element('div', { className: `versions notice file-${kind}`, role: 'alert' }, element('p', {}, words), ...parts);
}

/** Creates the button that lets a text go, which asks once more. */
export function createLetGo(letGo) {
  const place = element('div', { className: 'let-go' });
  const ask = (isAsking, hasFocus = true) => {
    place.replaceChildren(...(isAsking
      ? [element('span', {}, say('let-go-question')), button(say('let-go'), letGo, { className: 'danger' }), button(say('cancel'), () => ask(false))]
      : [button(say('let-go-open'), () => ask(true))]));
    if (hasFocus) place.querySelector('button').focus();
  };
  ask(false, false);
  return place;
}
