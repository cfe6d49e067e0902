// A finding: what it is, where, and what can be done about it.

import { button, element, uniqueId, withCode } from '../dom.js';
import { say } from '../words.js';
import { fromMarkdown } from './markdown.js';

/** Longer texts are not shown in a button. */
const MAX_LABEL = 40;

/**
 * Creates the entry of a finding. `actions` has what can be done: `nameOf(place)`, `wordsOf(finding)`
 * where it is not said as of a file, and `goTo(place)`, `fix(finding)` and `silence(finding, reason)`,
 * which are missing where nothing can be edited.
 */
export function createFinding(finding, actions) {
  const { level, related, fixes, canSilence } = finding;
  const said = actions.wordsOf?.(finding) ?? finding;
  const { message, hints, explanation, relatedMessages } = said;
  const at = (spot) => actions.nameOf(spot);
  // Where exactly it is, is read when it is used: text above it may have grown since.
  const link = (spot, properties = {}) => (actions.goTo
    ? button(at(spot()), () => actions.goTo(spot(), finding), { className: 'link', ...properties })
    : element('span', {}, at(spot())));
  const tools = element('div', { className: 'finding-tools' });
  if (fixes.length && actions.fix) tools.append(button(labelOf(fixes, said === finding.inForm), () => actions.fix(finding), { className: 'quiet' }));
  if (canSilence && actions.silence) tools.append(...createSilencing(finding, actions.silence));
  return element('li', { className: `finding ${level}` },
    element('p', { className: 'finding-level' }, levelOf(finding),
      finding.place ? [' ', link(() => finding.place, { 'data-place': true })] : null),
    element('p', { className: 'finding-message' }, withCode(message)),
    isToDo(finding) && said === finding.inForm ? null : hints.map((hint) => element('p', { className: 'finding-hint' }, withCode(hint))),
    related.length ? element('ul', { className: 'finding-related' }, related.map((_, at) =>
      element('li', {}, withCode(relatedMessages[at]), ' ', link(() => finding.related[at])))) : null,
    tools.childElementCount ? tools : null,
    explanation ? element('details', {}, element('summary', {}, say('explain')), fromMarkdown(explanation)) : null);
}

/** Says how grave a finding is. What nobody has written yet is no mistake. */
export const levelOf = (finding) => say(isToDo(finding) ? 'level-to-do' : `level-${finding.level}`);

const isToDo = ({ code }) => code === 'must-fill';

/** Says what a fix does, if that is short. Readers of the form know no lines of files. */
export function labelOf(fixes, isForForm = false) {
  const [{ start, end, text }, ...more] = fixes;
  const short = text.trim();
  const isLine = isForForm && /^\[|^[\w.-]+\s*=/.test(short);
  if (more.length || isLine || short.includes('\n') || short.length > MAX_LABEL) return say('apply-fix');
  if (!short) return say('fix-remove');
  return say(start === end ? 'fix-insert' : 'fix-replace', { text: short });
}

// The reason is asked for in one line, in place.
function createSilencing(finding, silence) {
  const id = uniqueId('reason');
  const input = element('input', { id, type: 'text', required: true, autocomplete: 'off' });
  const open = (value) => {
    form.hidden = !value;
    start.setAttribute('aria-expanded', String(value));
    (value ? input : start).focus();
  };
  const form = element('form', {
    className: 'silence', hidden: true,
    onsubmit: (event) => {
      event.preventDefault();
      if (input.value.trim()) silence(finding, input.value.trim());
    },
    onkeydown: (event) => event.key === 'Escape' && open(false),
  },
  element('label', { htmlFor: id }, say('silence-reason')), input,
  element('div', { className: 'finding-tools' },
    element('button', { type: 'submit', className: 'quiet' }, say('silence')),
    button(say('cancel'), () => open(false), { className: 'quiet' })));
  const start = button(say('silence-open'), () => open(form.hidden), { className: 'quiet', 'aria-expanded': 'false' });
  return [start, form];
}
