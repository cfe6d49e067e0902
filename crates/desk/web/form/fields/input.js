// What all fields have in common that consist of one input: its label, what it tells the form, and
// how it follows the file.

import { moveRange, spliceBetween } from '../../editor/splice.js';

/**
 * Connects an input or a text area with the form. `read` makes a value of its text, and `write`
 * the text of a value; an empty text is no value.
 */
export function connectInput(input, field, context, { read = (text) => text, write = String } = {}) {
  Object.assign(input, { id: context.id, readOnly: context.readOnly, placeholder: field.example ?? '' });
  input.required = Boolean(field.required);
  if (context.describedBy) input.setAttribute('aria-describedby', context.describedBy);
  const value = () => (input.value.trim() ? read(input.value) : null);
  input.addEventListener('input', () => context.edit(value()));
  input.addEventListener('blur', () => context.leave(value()));

  return {
    element: input,
    show(next) {
      const text = next === undefined || next === null ? '' : write(next);
      if (input.value === text || (value() !== null && value() === next)) return;
      replaceText(input, text);
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
