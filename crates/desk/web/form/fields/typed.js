// A text that the server reads: somebody types it in any usual way, sees below it what it is
// taken for, and chooses where it may be either of two.

import { button, debounce, element, setText, uniqueId } from '../../dom.js';
import { say } from '../../words.js';
import { announce } from './announce.js';
import { isComposing, isSame, labelled, onTyped } from './parts.js';

/** After a pause of so many milliseconds, a text is read. */
const PAUSE = 180;

/**
 * Creates the input, and the line below it. `read(text)` resolves to `{value, label}` or throws
 * `Unread`; `write` turns a value into the text that somebody would type; `aside` says what that
 * text leaves out; `accepted` is called with each answer that is taken.
 */
export function createTyped(context, { read, write, aside = () => '', accepted = () => {}, ...properties }) {
  const note = element('span', { className: 'control-note', id: uniqueId('note') });
  const choices = element('span', { className: 'control-choices', role: 'group', 'aria-label': say('which-meant'), hidden: true });
  const input = element('input', {
    type: 'text', className: 'typed-input', autocomplete: 'off', spellcheck: false, readOnly: context.readOnly,
    ...labelled(context, note.id), ...properties,
    onkeydown: keyPressed,
  });
  const box = element('div', { className: 'typed' }, input, element('div', { className: 'control-below' }, note, choices));
  /** What the text is taken for, and what the context was last told. */
  let value = null;
  let told = null;
  let isTyped = false;
  /** Why the text cannot be read. */
  let refusal = null;
  let number = 0;
  let reading = null;
  /** Where a text waits that cannot be read, so that it is here again after a reload. */
  const unread = context.readOnly ? null : context.form?.unread;
  const field = { context, part: properties.className, input };
  /** What is said of a text that was not taken as it is. */
  let taken = '';
  const later = debounce(PAUSE, readNow);
  if (!context.readOnly) onTyped(input, typed);

  function typed() {
    isTyped = true;
    taken = '';
    number += 1;
    reading = null;
    if (input.value.trim()) return later();
    later.cancel();
    accept(null, '');
  }

  function readNow() {
    later.cancel();
    const own = number;
    reading ??= read(input.value.trim()).then(
      (answer) => {
        if (own !== number) return;
        taken = answer.isTaken ? say('taken-as', { text: input.value.trim(), date: answer.label }) : '';
        accept(answer.value, taken || answer.label);
        accepted(answer);
      },
      (error) => own === number && refuse(error),
    );
    return reading;
  }

  function accept(next, label) {
    value = next;
    clear();
    setText(note, label ?? '');
    if (label) announce(label);
    if (isSame(value, told)) return;
    told = value;
    context.edit(value);
  }

  function refuse({ message, readings = [] }) {
    refusal = message;
    unread?.keep(field);
    // The browser undoes it, not the form, which has not got it.
    box.toggleAttribute('data-unsent', true);
    choices.hidden = readings.length === 0;
    choices.replaceChildren(...readings.map((one) => button(one.label, () => choose(one), { className: 'quiet' })));
    // Why a text cannot be read yet is said when somebody is done with it.
    setText(note, readings.length ? message : '');
    if (readings.length) announce(`${message} ${readings.map(({ label }) => label).join(', ')}`);
  }

  function choose({ value: chosen, label }) {
    isTyped = true;
    accept(chosen, label);
    input.value = write(chosen);
    input.focus();
  }

  function clear() {
    refusal = null;
    unread?.forget(field);
    box.removeAttribute('data-unsent');
    context.problem(null);
    input.removeAttribute('aria-invalid');
    choices.hidden = true;
    choices.replaceChildren();
  }

  function keyPressed(event) {
    if (isComposing(event)) return;
    if (event.key === 'Enter') finish();
    else if (event.key === 'Escape' && isTyped && refusal) {
      event.stopPropagation();
      reset();
    }
  }

  function reset() {
    number += 1;
    later.cancel();
    clear();
    isTyped = false;
    input.value = write(value);
    setText(note, taken || aside(value));
  }

  /** Reads what has not been read yet; then shows the value as byline writes it. */
  async function finish() {
    if (!isTyped) return true;
    const own = number;
    if (input.value.trim()) await readNow();
    if (own !== number) return false;
    if (refusal) {
      input.setAttribute('aria-invalid', 'true');
      context.problem(refusal);
      return false;
    }
    reset();
    return true;
  }

  const kept = unread?.take(field) ?? null;
  if (kept !== null) {
    isTyped = true;
    refusal = say('not-read-yet');
    input.value = kept;
    finish();
  }

  return {
    input,
    element: box,
    /** What the text is taken for. */
    get value() {
      return value;
    },
    /** Whether there is a text that cannot be read. */
    get isRefused() {
      return refusal !== null;
    },
    /** To be called when the focus leaves the field. */
    async leave() {
      if (await finish()) context.leave(value);
    },
    show(next) {
      // What was typed is not told back, and what could not be read stays for the one who typed it.
      if (isTyped && (refusal || isSame(next, told))) return;
      if (!isSame(next, value)) taken = '';
      value = told = next ?? null;
      reset();
    },
    /** Reads the text anew, as after something beside it was chosen. */
    reread() {
      isTyped = true;
      number += 1;
      reading = null;
      return readNow();
    },
    /** Takes a value as if it had been typed. */
    take(next, label = '') {
      number += 1;
      taken = '';
      later.cancel();
      accept(next, label);
      reset();
    },
  };
}
