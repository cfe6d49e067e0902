// A text for which there are usual ones to choose from: a time zone, the place of a photo.

import { createCombobox } from './combobox.js';
import { fold, match } from './match.js';
import { createShell, isSame, onLeave } from './parts.js';

const MOST = 40;

/**
 * Creates a field of such a text. `list(names)` returns the usual ones, `{value, label, detail}`;
 * `parse(text)` resolves to the value of another text, or throws why there is none; where any text
 * will do (`isFree`), each letter of it is taken.
 */
export function createChoiceField(field, context, { className, list, parse, isFree = false }) {
  let known = [];
  let value = null;
  /** What was chosen, until byline names it itself. */
  let chosen = null;
  let isTyped = false;
  let isRefused = false;
  const combobox = createCombobox(context, {
    isFree,
    placeholder: field.example ?? '',
    async search(query, { isAsked }) {
      await load();
      const wanted = isAsked && !isTyped ? '' : query;
      const found = known.flatMap((one) => {
        const inLabel = match(wanted, one.label);
        const inDetail = inLabel ? null : match(wanted, one.detail ?? '');
        const hit = inLabel ?? inDetail;
        return hit ? [{ ...one, ranges: inLabel?.ranges ?? [], rank: hit.rank + (inDetail ? 3 : 0) }] : [];
      });
      return found.sort((a, b) => a.rank - b.rank).slice(0, MOST);
    },
    choose: (option) => {
      chosen = option;
      take(option.value);
    },
    typed: (text) => {
      isTyped = true;
      if (!isFree) return;
      value = text.trim() || null;
      context.edit(value);
    },
    enter: finish,
  });
  const { input } = combobox;
  const shell = createShell(className, combobox.element);
  onLeave(shell, async () => {
    await finish();
    if (!isRefused) context.leave(value);
  });

  async function load() {
    known = list(await context.names()) ?? [];
  }

  // What was chosen may get another value as it is written: a part gets an id.
  const write = () => known.find((one) => isSame(one.value, value))?.label ?? chosen?.label ?? value ?? '';

  function take(next) {
    isTyped = isRefused = false;
    refuse(null);
    const isNew = !isSame(next, value);
    value = next;
    if (value === null) chosen = null;
    input.value = write();
    if (isNew) context.edit(value);
  }

  async function finish() {
    if (!isTyped) return;
    const text = input.value.trim();
    if (!text) return take(null);
    const exact = known.find((one) => fold(one.label) === fold(text) || one.value === text);
    if (exact) return take(exact.value);
    try {
      const { value: next } = await parse(text);
      if (input.value.trim() !== text) return;
      chosen = null;
      take(next);
    } catch (error) {
      isRefused = true;
      refuse(error.message);
    }
  }

  function refuse(message) {
    if (message) input.setAttribute('aria-invalid', 'true');
    else input.removeAttribute('aria-invalid');
    context.problem(message);
  }

  context.form?.addEventListener?.('names', async () => {
    await load();
    if (isTyped) combobox.refresh();
    else input.value = write();
  });
  return {
    element: shell,
    show(next) {
      if (isTyped) return;
      // Only the answer to a choice keeps its words.
      if (!isSame(next, value) && !(chosen && typeof chosen.value === 'object')) chosen = null;
      value = next ?? null;
      input.value = write();
      load().then(() => isTyped || (input.value = write()));
    },
    focus: () => input.focus(),
  };
}
