// Several of a few words, such as the roles of a person: those that were chosen, and a list of the
// others.

import { button, element } from '../../dom.js';
import { say } from '../../words.js';
import { createShell, isSame, labelled, onLeave } from './parts.js';

/** Creates the field. */
export function createWordsField(field, context) {
  const { words } = field.kind.of;
  let values = [];
  const list = element('ul', { className: 'word-chips', role: 'list', 'aria-labelledby': context.labelId, hidden: true });
  const select = element('select', {
    ...labelled(context), disabled: context.readOnly,
    onchange: () => {
      change([...values, select.value], { op: 'insert', index: values.length, value: select.value });
    },
  });
  const shell = createShell('control-words', list, select);
  onLeave(shell, () => context.leave(values.length ? values : null));

  // The edit first: as the button goes that has the focus, the field is left with what it has then.
  function change(next, edit) {
    values = next;
    context.change(edit);
    draw(next);
  }

  function remove(at) {
    change(values.toSpliced(at, 1), { op: 'remove', path: `${context.path}[${at}]` });
    select.focus();
  }

  const labelOf = (value) => words.find(({ word }) => word === value)?.label ?? value;

  function draw(next) {
    values = next;
    list.hidden = !values.length;
    list.replaceChildren(...values.map((value, at) => element('li', { className: 'word-chip' }, labelOf(value),
      context.readOnly ? null : button('×', () => remove(at), { className: 'icon', 'aria-label': say('remove-named', { name: labelOf(value) }) }))));
    const others = words.filter(({ word }) => !values.includes(word));
    const first = element('option', { value: '' }, values.length ? field.add : say('form-not-chosen'));
    select.replaceChildren(first, ...others.map(({ word, label }) => element('option', { value: word }, label)));
  }

  draw([]);
  return {
    element: shell,
    show(value) {
      const next = [value].flat().filter(Boolean);
      if (!isSame(next, values)) draw(next);
    },
    child: () => ({ focus: () => select.focus({ preventScroll: true }) }),
    focus: () => select.focus({ preventScroll: true }),
  };
}
