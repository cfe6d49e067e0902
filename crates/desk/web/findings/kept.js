// Findings that somebody kept as they are, with the reason: each can be looked at again.

import { button, element } from '../dom.js';
import { say, sayCount } from '../words.js';

/** The comment with which a finding is kept. */
const COMMENT = /^[ \t]*# allow [\w-]+(?:: *(.*))?\r?\n/gm;

/**
 * Creates the list for a file. `open` opens its text; `changed(before)` is called with the text as
 * it was before a comment was taken away.
 */
export function createKept({ open, readOnly, changed }) {
  const title = element('summary', {});
  const list = element('ul', { className: 'kept-list' });
  const all = element('details', { className: 'kept-findings', hidden: true }, title, list);

  async function show() {
    const opened = await open();
    const found = [...(opened?.shared.current ?? '').matchAll(COMMENT)];
    all.hidden = !found.length;
    title.textContent = sayCount('kept-findings', found.length);
    list.replaceChildren(...found.map(([comment, reason]) => element('li', {},
      element('span', {}, reason?.trim() || say('kept-without-reason')), ' ',
      readOnly ? null : button(say('check-again'), () => takeBack(opened.shared, comment), { className: 'quiet' }))));
  }

  // The text may be another one by now: what counts is the comment.
  async function takeBack(shared, comment) {
    await shared.sent();
    const before = shared.current;
    if (!before.includes(comment)) return show();
    shared.replace(before.replace(comment, () => ''));
    await shared.sent();
    changed(before);
    return show();
  }

  return { element: all, show };
}
