// Chosen ones in their order. Arrow keys go from one to the next, and to what can be done with
// each; with Alt they move it; Delete removes it. The mouse drags it.

import { element, uniqueId } from '../../dom.js';
import { say } from '../../words.js';
import { stopsOf } from './chip.js';
import { isComposing, isSame } from './parts.js';

/**
 * Creates the list. `create(value, index, actions)` makes the element of a value; `move(from, to)`
 * and `remove(index)` change the values; `after()` is where the focus goes past the last.
 */
export function createChips(context, { create, move, remove, after }) {
  const hint = element('p', { className: 'for-screen-readers', id: uniqueId('hint') }, say('chips-keys'));
  const list = element('ul', { className: 'chips', role: 'list', hidden: true, 'aria-labelledby': context.labelId, onkeydown: keyPressed });
  if (!context.readOnly) addDragging();
  let values = [];
  let current = 0;

  function show(next, { isFresh = false } = {}) {
    if (!isFresh && isSame(next, values)) return;
    const focused = [...list.children].findIndex((chip) => chip.contains(document.activeElement));
    const stop = focused < 0 ? 0 : stopsOf(list.children[focused]).indexOf(document.activeElement);
    // What stays keeps its element, and with it what is open in it; so does somebody described in
    // place who is described otherwise now.
    const old = isFresh ? [] : [...list.children].map((chip, at) => ({ chip, value: values[at], at }));
    const take = (isMeant) => {
      const known = old.findIndex(isMeant);
      return known < 0 ? null : old.splice(known, 1)[0].chip;
    };
    values = [...next];
    const same = values.map((value) => take((one) => isSame(one.value, value)));
    const isTable = (value) => typeof value === 'object';
    const chips = values.map((value, at) => same[at]
      ?? take((one) => one.at === at && isTable(one.value) && isTable(value))
      ?? create(value, at, hint.id));
    // Whoever writes in an open card must not lose the focus, which moving the card takes.
    const isInPlace = chips.length === list.children.length && chips.every((chip, at) => list.children[at] === chip);
    if (!isInPlace) list.replaceChildren(...chips);
    list.hidden = values.length === 0;
    markStops();
    if (focused >= 0 && !isInPlace) focus(Math.min(focused, values.length - 1), stop);
  }

  // A list of thirty would otherwise be ninety stops of the Tab key.
  function markStops() {
    current = Math.max(0, Math.min(current, values.length - 1));
    [...list.children].forEach((chip, at) => stopsOf(chip).forEach((stop, number) => {
      stop.tabIndex = at === current && number === 0 ? 0 : -1;
    }));
  }

  function focus(at, stop = 0) {
    if (at < 0 || at >= values.length) return after();
    current = at;
    markStops();
    const stops = stopsOf(list.children[at]);
    stops[Math.max(0, Math.min(stop, stops.length - 1))]?.focus();
  }

  function shift(from, to, stop) {
    if (context.readOnly || to < 0 || to >= values.length) return;
    move(from, to);
    focus(to, stop);
  }

  function keyPressed(event) {
    if (isComposing(event)) return;
    const at = [...list.children].findIndex((chip) => chip.contains(event.target));
    const stop = at < 0 ? -1 : stopsOf(list.children[at]).indexOf(event.target);
    // Inside an open card, keys are those of its fields.
    if (stop < 0) return;
    const { key, altKey } = event;
    if (altKey && (key === 'ArrowUp' || key === 'ArrowDown')) shift(at, at + (key === 'ArrowUp' ? -1 : 1), stop);
    else if (altKey || event.ctrlKey || event.metaKey) return;
    else if (key === 'ArrowUp' && at > 0) focus(at - 1, stop);
    else if (key === 'ArrowDown') focus(at + 1, stop);
    else if (key === 'Home') focus(0, stop);
    else if (key === 'End') focus(values.length - 1, stop);
    else if (key === 'ArrowLeft') focus(at, stop - 1);
    else if (key === 'ArrowRight') focus(at, stop + 1);
    else if ((key === 'Delete' || key === 'Backspace') && !context.readOnly) remove(at);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  function addDragging() {
    let dragged = -1;
    const at = (event) => [...list.children].indexOf(event.target.closest?.('.chip'));
    list.addEventListener('dragstart', (event) => {
      dragged = at(event);
      event.dataTransfer.effectAllowed = 'move';
      event.dataTransfer.setData('text/plain', list.children[dragged]?.querySelector('.chip-name')?.textContent ?? '');
    });
    list.addEventListener('dragover', (event) => {
      if (dragged < 0) return;
      event.preventDefault();
      for (const [number, chip] of [...list.children].entries()) {
        chip.classList.toggle('is-target', number === at(event) && number !== dragged);
      }
    });
    list.addEventListener('drop', (event) => {
      const to = at(event);
      if (dragged < 0 || to < 0) return;
      event.preventDefault();
      event.stopPropagation();
      if (to !== dragged) shift(dragged, to, 0);
    });
    list.addEventListener('dragend', () => {
      dragged = -1;
      for (const chip of list.children) chip.classList.remove('is-target');
    });
  }

  return { element: list, hint, show, focus, get length() { return values.length; } };
}
