// What fields have in common: their element, the ids that describe them, and keys while an input
// method composes.

import { element } from '../../dom.js';

/** Creates the element of a field. */
export function createShell(className, ...children) {
  return element('div', { className: `control ${className}` }, ...children);
}

/** Returns the attributes that name and describe an input. */
export function labelled(context, ...moreIds) {
  const ids = [context.describedBy, ...moreIds].filter(Boolean);
  return { id: context.id ?? null, 'aria-labelledby': context.labelId, 'aria-describedby': ids.join(' ') || null };
}

/** Returns whether a key belongs to an input method that composes a character. */
export const isComposing = (event) => event.isComposing || event.keyCode === 229;

/** Calls a function with each input, but not with what an input method has not finished. */
export function onTyped(input, typed) {
  input.addEventListener('input', (event) => {
    if (!event.isComposing) typed(event);
  });
  input.addEventListener('compositionend', typed);
}

/** Calls a function when the focus leaves an element for somewhere outside. */
export function onLeave(node, left) {
  node.addEventListener('focusout', (event) => {
    // Another window in front takes the focus, too, and gives it back.
    if (!node.contains(event.relatedTarget) && document.hasFocus()) left();
  });
}

/** Returns whether two values are the same. */
export const isSame = (one, other) => JSON.stringify(one ?? null) === JSON.stringify(other ?? null);

/** Returns the hint of a text that is still to be filled in, `TODO: who came`, or `null`. */
export const hintOf = (value) => (typeof value === 'string' ? value.match(/^\s*TODO\b[:：]?\s*(.*)$/s)?.[1] ?? null : null);
