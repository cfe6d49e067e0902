// What an editor says about a field or a card, below it.

import { button, element, uniqueId, withCode } from '../dom.js';
import { labelOf, levelOf } from '../findings/finding.js';
import { say } from '../words.js';

const DONE = 'note-done';

/** Creates the list of findings of a field. */
export function createNotes(form) {
  const id = uniqueId('notes');
  const list = element('ul', { className: 'notes', id, hidden: true });
  let content = '[]';
  // Where exactly a fix is, is read when it is used: text above it may have grown since.
  let latest = [];
  return {
    id,
    element: list,
    /**
     * Shows findings. Those that are the same stay, with the focus that may be in them. While it
     * `isBusy`, those that are new wait. As long as somebody is at it, one that was answered keeps
     * its line, so that no field jumps away from under a hand.
     */
    show(all, { isBusy = false } = {}) {
      const isShown = ({ code, message }) => latest.some((one) => one.code === code && one.message === message);
      const findings = isBusy ? all.filter(isShown) : all;
      const next = JSON.stringify(findings.map(({ code, inForm, fixes }) => [code, inForm.message, fixes.map(({ text }) => text)]));
      const hadAnswered = list.lastChild?.className === DONE;
      const isAnswered = list.checkVisibility() && (hadAnswered || latest.length > findings.length);
      list.hidden = !findings.length && !isAnswered;
      latest = findings;
      if (next !== content || hadAnswered !== isAnswered) {
        list.replaceChildren(...findings.map((finding, at) => note(form, finding, () => form.fix(latest[at]))),
          isAnswered ? element('li', { className: DONE }, say('note-done')) : '');
      }
      content = next;
    },
  };
}

function note(form, finding, fix) {
  const { level, inForm, fixes } = finding;
  return element('li', { className: `note ${level}` },
    element('span', { className: 'note-level' }, `${levelOf(finding)}: `), withCode(inForm.message),
    fixes.length && form.fix ? [' ', button(labelOf(fixes, true), fix, { className: 'quiet' })] : null);
}
