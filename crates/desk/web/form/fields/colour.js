// The field of a colour: picked, or typed as designers write it down, `#0f6670`.

import { element } from '../../dom.js';
import { say } from '../../words.js';
import { createShell, labelled, onLeave, onTyped } from './parts.js';

/** Creates the field. */
export function createColourField(field, context) {
  const input = element('input', {
    type: 'text', className: 'colour-input', autocomplete: 'off', spellcheck: false, readOnly: context.readOnly,
    placeholder: field.example ?? '', maxLength: 7, ...labelled(context),
  });
  const picker = element('input', {
    type: 'color', className: 'colour-picker', disabled: context.readOnly, 'aria-label': say('pick-colour'), title: say('pick-colour'),
    oninput: () => {
      input.value = picker.value;
      typed();
    },
  });
  const shell = createShell('control-colour', element('div', { className: 'with-button' }, picker, input));
  let shown = null;

  const isWrong = () => input.value.trim() !== '' && colourOf(input.value) === null;

  function typed() {
    if (isWrong()) return;
    refuse(null);
    shown = colourOf(input.value);
    paint();
    context.edit(shown);
  }

  // The picker has no empty state: without a colour, it is drawn as an empty square.
  function paint() {
    picker.classList.toggle('is-empty', shown === null);
    if (shown) picker.value = shown;
  }

  function refuse(message) {
    if (message) input.setAttribute('aria-invalid', 'true');
    else input.removeAttribute('aria-invalid');
    context.problem(message);
  }

  if (!context.readOnly) onTyped(input, typed);
  onLeave(shell, () => {
    refuse(isWrong() ? say('not-a-colour') : null);
    if (isWrong()) return;
    input.value = shown ?? '';
    context.leave(shown);
  });
  return {
    element: shell,
    show(value) {
      if (document.activeElement === input && colourOf(input.value) === colourOf(value ?? '')) return;
      shown = value ? colourOf(value) : null;
      input.value = value ?? '';
      paint();
    },
    focus: () => input.focus(),
  };
}

// Returns a colour in six digits, or `null`.
function colourOf(text) {
  const [, digits] = text.trim().match(/^#?([0-9a-f]{6}|[0-9a-f]{3})$/i) ?? [];
  if (!digits) return null;
  const long = digits.length === 3 ? [...digits].map((digit) => digit + digit).join('') : digits;
  return `#${long.toLowerCase()}`;
}
