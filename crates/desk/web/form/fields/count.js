// The field of a number as an office states it. How exact it is can be chosen, or typed with it:
// “nearly 80”.

import { element, uniqueId } from '../../dom.js';
import { say } from '../../words.js';
import { createShell, onLeave } from './parts.js';
import { read } from './reading.js';
import { hasSibling, setSibling, sibling } from './siblings.js';
import { createTyped } from './typed.js';

const QUALIFIERS = ['exact', 'about', 'over', 'nearly'];

/** Words before a number, in byline's languages. byline itself reads them; here, they are set apart. */
const WORDS = {
  over: ['more than', 'lebih daripada', 'lebih', 'over', '>', '逾', '超过', '超過'],
  about: ['approximately', 'approx.', 'around', 'about', 'kira-kira', 'lebih kurang', '~', '大约', '约', '約'],
  nearly: ['nearly', 'almost', 'hampir', '将近', '近'],
  exact: ['exactly', 'exact'],
};

/** Creates the field. */
export function createCountField(field, context) {
  const choiceLabel = element('span', { className: 'for-screen-readers', id: uniqueId('exactness') }, say('how-exact'));
  const choice = element('select', {
    className: 'qualifier', disabled: context.readOnly, 'aria-labelledby': `${context.labelId} ${choiceLabel.id}`,
    onchange: () => number.value !== null && number.reread(),
  }, QUALIFIERS.map((one) => element('option', { value: one }, say(`qualifier-${one}`))));
  /** What is counted, if it was typed behind the number. */
  let rest = null;
  async function readCount(text) {
    rest = null;
    const { qualifier, number: plain } = parts(text);
    const chosen = qualifier ?? choice.value;
    const answer = await read(context, 'count', chosen === 'exact' ? plain : `${chosen} ${plain}`);
    rest = answer.rest ?? null;
    return answer;
  }

  const number = createTyped({
    ...context,
    edit(value) {
      if (value !== null) choice.value = parts(value).qualifier ?? 'exact';
      context.edit(value);
    },
  }, {
    read: readCount,
    write: (value) => (value === null ? '' : parts(value).number),
    className: 'count-input', placeholder: field.example ?? '', inputMode: 'text',
  });
  number.element.prepend(element('div', { className: 'with-choice' }, choiceLabel, choice, number.input));
  const shell = createShell('control-count', number.element);
  onLeave(shell, async () => {
    await number.leave();
    // “214 participants” says what was counted, unless that has been said.
    if (rest && hasSibling(field, context, 'label') && !sibling(context, 'label')) setSibling(context, 'label', rest);
    rest = null;
  });
  return {
    element: shell,
    show(value) {
      number.show(value ?? null);
      if (number.value !== null) choice.value = parts(number.value).qualifier ?? 'exact';
    },
    focus: () => number.input.focus(),
  };
}

/** Returns how exact a number is, if that is said, and the number itself. */
function parts(value) {
  if (typeof value === 'number') return { qualifier: null, number: grouped(value) };
  const text = value.trim();
  const lower = text.toLowerCase();
  const all = Object.entries(WORDS).flatMap(([qualifier, words]) => words.map((word) => ({ qualifier, word })));
  const found = all.filter(({ word }) => lower.startsWith(word)).sort((a, b) => b.word.length - a.word.length)[0];
  return found ? { qualifier: found.qualifier, number: text.slice(found.word.length).trim() } : { qualifier: null, number: text };
}

const grouped = (value) => (Number.isInteger(value) ? value.toLocaleString('en') : String(value ?? ''));
