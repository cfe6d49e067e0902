// What all fields have in common that consist of one input: its label, what it tells the form, and
// how it follows the file.

import { moveRange, spliceBetween } from '../../editor/splice.js';
import { growing } from './grow.js';
import { hintOf, onTyped } from './parts.js';

/**
 * Connects an input or a text area with the form. `read` makes a value of its text, and `write`
 * the text of a value; an empty text is no value.
 */
export function connectInput(input, field, context, { read = (text) => text, write = String } = {}) {
  Object.assign(input, { id: context.id, readOnly: context.readOnly, placeholder: field.example ?? '' });
  input.required = Boolean(field.required);
  if (context.describedBy) input.setAttribute('aria-describedby', context.describedBy);
  const grow = input.matches('textarea') ? growing(input) : () => {};
  /** A text that stands in the file until there is one; its hint is shown. */
  let unfilled = null;
  const value = () => (input.value.trim() ? read(input.value) : null);
  onTyped(input, () => {
    unfilled = null;
    context.edit(value());
  });
  input.addEventListener('blur', () => context.leave(unfilled ?? value()));

  return {
    element: input,
    show(next) {
      // What is no text, such as a person described in place, is not one to be typed.
      const isOther = typeof next === 'object' && next !== null;
      input.disabled = isOther;
      unfilled = hintOf(next) === null ? null : next;
      // What is asked for as a whole is no hint for its first part.
      input.placeholder = (!field.isOnePart && hintOf(next)) || (field.example ?? '');
      if (unfilled) next = null;
      const text = next === undefined || next === null ? '' : isOther ? String(next.name ?? '') : write(next);
      if (input.value === text || (value() !== null && value() === next)) return;
      replaceText(input, text);
      grow();
    },
    focus(at) {
      input.focus({ preventScroll: true });
      if (at !== undefined && at !== null) input.setSelectionRange(at, at);
    },
  };
}

// The caret keeps its word.
function replaceText(input, text) {
  const hasFocus = document.activeElement === input;
  const caret = hasFocus && { start: input.selectionStart, end: input.selectionEnd };
  const splice = hasFocus && spliceBetween(input.value, text);
  input.value = text;
  if (!hasFocus || caret.start === null) return;
  const after = splice.start + splice.text.length;
  const moved = moveRange(caret, splice) ?? { start: after, end: after };
  input.setSelectionRange(moved.start, moved.end);
}
