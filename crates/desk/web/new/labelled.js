// A field with its label, a note on what to write, and what is wrong with what was written.

import { element, uniqueId } from '../dom.js';
import { say } from '../words.js';

/** Creates a field around an input. `problem` shows what is wrong, with what may help. */
export function createLabelled(label, input, { note, isOptional = false } = {}) {
  input.id ||= uniqueId('new');
  const words = element('label', { htmlFor: input.id }, label,
    isOptional ? element('span', { className: 'optional' }, ' ', say('optional')) : null);
  return withProblem(input, words, [input], note);
}

/** Creates a choice of one among a few, each `{value, label}`. `changed` is called with another one. */
export function createChoice(label, options, chosen, changed) {
  const name = uniqueId('choice');
  const group = element('div', { className: 'choice', role: 'radiogroup' });
  const inputs = options.map(({ value, label: words }) => {
    const input = element('input', { type: 'radio', name, value, checked: value === chosen, onchange: () => changed(value) });
    group.append(element('label', {}, input, element('span', {}, words)));
    return input;
  });
  const words = element('span', { id: uniqueId('label'), className: 'label' }, label);
  group.setAttribute('aria-labelledby', words.id);
  const field = withProblem(group, words, [group]);
  return {
    ...field,
    input: inputs[0],
    get value() {
      return inputs.find(({ checked }) => checked)?.value ?? '';
    },
    set value(value) {
      for (const input of inputs) input.checked = input.value === value;
    },
  };
}

/** Creates a place for what belongs to no field. */
export function createProblems() {
  const place = element('div', { className: 'problem whole', role: 'alert' });
  return { element: place, problem: (words, extras = []) => place.replaceChildren(...lines(words, extras)) };
}

function withProblem(described, words, children, note) {
  const below = element('div', { className: 'problem', id: uniqueId('problem'), 'aria-live': 'polite' });
  const about = note && element('p', { className: 'advice', id: uniqueId('note') }, note);
  described.setAttribute('aria-describedby', [about?.id, below.id].filter(Boolean).join(' '));
  return {
    element: element('div', { className: 'labelled' }, words, ...children, about, below),
    input: described,
    problem(text, extras = []) {
      if (described.matches('input, select')) described.setAttribute('aria-invalid', String(Boolean(text)));
      const next = element('div', {}, ...lines(text, extras));
      // Unless it is another one, it is not spoken again.
      if (next.textContent !== below.textContent) below.replaceChildren(...next.childNodes);
    },
  };
}

const lines = (words, extras) => (words ? [element('p', {}, words), ...extras] : []);
