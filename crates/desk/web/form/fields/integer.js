// The field of a whole number, with what it counts behind it, if the field says so.

import { element, uniqueId } from '../../dom.js';
import { say } from '../../words.js';
import { createShell, labelled, onLeave, onTyped } from './parts.js';

/** The largest number that a file can hold exactly. */
const MOST = Number.MAX_SAFE_INTEGER;

/** Creates the field. */
export function createIntegerField(field, context) {
  const unit = field.unit ? element('span', { className: 'unit', id: uniqueId('unit') }, field.unit) : null;
  const input = element('input', {
    type: 'text', inputMode: 'numeric', className: 'integer-input', autocomplete: 'off', readOnly: context.readOnly,
    placeholder: field.example ?? '', ...labelled(context, unit?.id),
  });
  const shell = createShell('control-integer', element('div', { className: 'with-unit' }, input, unit));
  let shown = null;
  let isRefused = false;

  // Thousands may be set apart in any way that no decimal is.
  const number = () => {
    const digits = input.value.trim().replace(/(\d)[\s,’'](?=\d{3}(?!\d))/g, '$1');
    return /^\d+$/.test(digits) && Number(digits) <= MOST ? Number(digits) : null;
  };

  if (!context.readOnly) {
    onTyped(input, () => {
      const value = number();
      isRefused = value === null && input.value.trim() !== '';
      if (isRefused) return;
      refuse(null);
      shown = value;
      context.edit(value);
    });
  }
  onLeave(shell, () => {
    refuse(isRefused ? say('not-a-whole-number') : null);
    if (!isRefused) context.leave(shown);
  });

  function refuse(message) {
    if (message) input.setAttribute('aria-invalid', 'true');
    else input.removeAttribute('aria-invalid');
    context.problem(message);
  }

  return {
    element: shell,
    show(value) {
      const next = value ?? null;
      if (isRefused || (next !== null && next === number())) return;
      shown = next;
      input.value = next === null ? '' : String(next);
    },
    focus: () => input.focus(),
  };
}
