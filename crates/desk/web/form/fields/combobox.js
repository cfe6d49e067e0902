// A text with a list of what fits it: the pattern of ARIA for comboboxes. The focus stays in the
// text; arrow keys choose, Enter takes, Escape closes.

import { element, uniqueId } from '../../dom.js';
import { sayCount } from '../../words.js';
import { announce } from './announce.js';
import { markedParts } from './match.js';
import { isComposing, isSame, labelled, onTyped } from './parts.js';
import { createPopup } from './popup.js';

const PAGE = 8;

/**
 * Creates the text and its list. `search(query, {isAsked})` returns the options, or a promise of
 * them: `{label, ranges, detail, lang, isAction, isInside}` and whatever `choose` needs. `isAsked` is whether
 * somebody opened the list without typing. `typed(text)` is called with each change of the text.
 * Where any text will do (`isFree`), Enter takes an option that has none of its words only if
 * somebody chose it.
 */
export function createCombobox(context, { search, choose, typed = () => {}, enter = () => {}, isFree = false, ...properties }) {
  // A list that scrolls has to be focusable, although the focus stays in the text.
  const list = element('ul', { className: 'options', role: 'listbox', id: uniqueId('options'), 'aria-labelledby': context.labelId, tabIndex: -1 });
  const input = element('input', {
    type: 'text', role: 'combobox', className: 'combobox-input', autocomplete: 'off', spellcheck: false, readOnly: context.readOnly,
    'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': list.id, 'aria-haspopup': 'listbox',
    ...labelled(context), ...properties,
    onkeydown: keyPressed,
    onblur: dismiss,
    onclick: () => !input.value && open(true),
  });
  const box = element('div', { className: 'combobox' }, input, list);
  const popup = createPopup(list, input, { isAsWide: true });
  let options = [];
  let active = -1;
  let number = 0;
  /** How the list was asked for, while somebody waits for it. */
  let wanted = null;
  if (!context.readOnly) {
    onTyped(input, () => {
      // The browser undoes what has not been taken yet.
      box.toggleAttribute('data-unsent', input.value !== '');
      typed(input.value);
      open(false);
    });
  }

  async function open(isAsked) {
    if (context.readOnly) return;
    wanted = { isAsked };
    const own = ++number;
    const found = await search(input.value, { isAsked });
    if (own !== number || document.activeElement !== input) return;
    const isAsBefore = popup.isOpen && isSame(found, options);
    options = found;
    // What is pointed at is not taken away for the same again.
    if (isAsBefore) return;
    if (!options.length) return close();
    list.replaceChildren(...options.map(row));
    input.setAttribute('aria-expanded', 'true');
    popup.open();
    active = -1;
    input.removeAttribute('aria-activedescendant');
    if (!isFree || isAsked || options[0].ranges?.length) activate(0);
    announce(sayCount('suggestions-open', options.filter(({ isAction }) => !isAction).length));
  }

  function row(option, at) {
    const { label, ranges = [], detail, lang, isAction, isInside } = option;
    const parts = markedParts(label, ranges).map(({ text, isMatch }) => (isMatch ? element('mark', {}, text) : text));
    return element('li', {
      role: 'option', id: `${list.id}-${at}`, className: isAction ? 'is-action' : isInside ? 'is-inside' : '',
      // The caret stays in the text.
      onpointerdown: (event) => event.preventDefault(),
      onclick: () => take(at),
    }, element('span', { className: 'option-label', lang }, parts), detail ? element('span', { className: 'option-detail' }, detail) : null);
  }

  function activate(at) {
    list.children[active]?.setAttribute('aria-selected', 'false');
    active = (at + options.length) % options.length;
    list.children[active].setAttribute('aria-selected', 'true');
    input.setAttribute('aria-activedescendant', list.children[active].id);
    list.children[active].scrollIntoView({ block: 'nearest' });
  }

  /** Searches anew for whoever waits: other things can be found now. */
  async function refresh() {
    if (!wanted) return;
    const chosen = options[active];
    await open(wanted.isAsked);
    const at = chosen && popup.isOpen ? options.findIndex(({ label, detail }) => label === chosen.label && detail === chosen.detail) : -1;
    if (at >= 0) activate(at);
  }

  function take(at) {
    const option = options[at];
    dismiss();
    box.removeAttribute('data-unsent');
    choose(option);
  }

  /** Closes the list, which nobody waits for any more. */
  function dismiss() {
    wanted = null;
    close();
  }

  function close() {
    number += 1;
    options = [];
    active = -1;
    popup.close();
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  }

  function keyPressed(event) {
    if (isComposing(event) || context.readOnly) return;
    const { key } = event;
    if (popup.isOpen) {
      const moves = { ArrowDown: 1, ArrowUp: -1, PageDown: PAGE, PageUp: -PAGE };
      if (key in moves && active < 0) activate(0);
      else if (key in moves) activate(Math.abs(moves[key]) === 1 ? active + moves[key] : Math.min(Math.max(active + moves[key], 0), options.length - 1));
      else if (key === 'Enter' && active < 0) {
        dismiss();
        enter(input.value);
      } else if (key === 'Enter') take(active);
      else if (key === 'Escape') dismiss();
      else return;
    } else if (key === 'ArrowDown' || (key === 'ArrowUp' && event.altKey)) open(true);
    else if (key === 'Enter' && input.value.trim()) enter(input.value);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return { input, list, element: box, close: dismiss, refresh, get isOpen() { return popup.isOpen; } };
}
