// The field of the look of documents: its words, and below them a page in each look.

import { element } from '../../dom.js';
import { createWordField } from './word.js';

/** The look of a project that has chosen none. */
const USUAL = 'editorial';

/** Returns whether a field is that of the look. */
export const isLook = ({ key, kind }) => key === 'look' && kind.words.some(({ word }) => word === USUAL);

/** Creates the field. */
export function createLookField(field, context) {
  const words = createWordField(field, context);
  const pictures = field.kind.words.map(({ word, label }) => element('button', {
    type: 'button', className: 'look-picture', value: word, disabled: context.readOnly,
    onclick: () => {
      words.show(word);
      mark(word);
      context.edit(word);
    },
  }, element('img', { src: new URL(`../../looks/${word}.png`, import.meta.url).href, alt: '', width: 100, height: 142 }), element('span', {}, label)));
  const mark = (value) => pictures.forEach((one) => one.setAttribute('aria-pressed', String(one.value === (value ?? USUAL))));
  words.element.addEventListener('change', () => mark(words.element.value || null));
  return {
    ...words,
    element: element('div', { className: 'control-look' }, words.element, element('div', { className: 'look-pictures' }, pictures)),
    show(value) {
      words.show(value);
      mark(value);
    },
  };
}
