// A person, an organisation, a record or a language that was chosen: who it is, and what can be
// done with it. Of several, one is a stop of the Tab key; arrow keys go to the others.

import { button, element } from '../../dom.js';
import { say } from '../../words.js';

/**
 * Creates the element. `shown` has the `name`, a line of `detail`, and whether it `isLost`;
 * `actions` has what can be done: `open`, `move(by)`, `remove`.
 */
export function createChip({ name, detail, lang, mark, isLost }, { open, move, remove }, { hintId }) {
  const text = [
    element('span', { className: 'chip-name', lang }, name),
    element('span', { className: 'chip-detail', hidden: !detail }, detail),
  ];
  const main = open
    ? button('', open, { className: 'chip-main', 'aria-expanded': 'false', 'aria-describedby': hintId })
    : element('span', { className: 'chip-main' });
  main.append(...text);
  const tool = (words, sign, act) => button(sign, act, { className: 'icon chip-tool', 'aria-label': say(words, { name }), title: say(words, { name }) });
  const tools = [
    move && tool('move-up-named', '↑', () => move(-1)),
    move && tool('move-down-named', '↓', () => move(1)),
    remove && tool('remove-named', '×', remove),
  ].filter(Boolean);
  if (!open && hintId) tools.at(-1)?.setAttribute('aria-describedby', hintId);
  return element('li', { className: `chip${isLost ? ' is-lost' : ''}` },
    mark ? element('span', { className: 'chip-mark', 'aria-hidden': 'true' }, mark) : null,
    main, element('span', { className: 'chip-tools' }, tools));
}

/** Words that stand between a name and that of the father. */
const BETWEEN = ['bin', 'binti', 'bt', 'a/l', 'a/p', 'anak'];

/** Returns the letters that stand for somebody in a circle: of the first two names. */
export function initialsOf(name) {
  const words = name.split(/[\s-]+/).filter((word) => /^\p{L}/u.test(word) && !BETWEEN.includes(word.toLowerCase()));
  const first = [...(words[0] ?? '')][0] ?? '';
  // Names in Chinese characters are known by their first.
  if (/\p{Script=Han}/u.test(first) || words.length < 2) return first.toLocaleUpperCase();
  return (first + [...words[1]][0]).toLocaleUpperCase();
}

/** The buttons of a chip, in the order of the arrow keys. */
export const stopsOf = (chip) => [...chip.querySelectorAll('button.chip-main, .chip-tool')];
