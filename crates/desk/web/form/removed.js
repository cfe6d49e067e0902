// The note that something was removed, with what brings it back. It goes by itself: later, the
// button at the top takes back what was done last.

import { button, element } from '../dom.js';
import { say } from '../words.js';

/** How long it stays, in milliseconds. */
const SHOWN = 15000;

/** Creates the note of some words, as an element of some kind. `back()` is called once all is as before. */
export function createRemoved(form, words, back, tag = 'div') {
  const undo = button(say('undo'), async () => {
    note.remove();
    await form.undo();
    back();
  }, { className: 'quiet' });
  const note = element(tag, { className: 'removed' }, element('span', {}, words), undo);
  const go = () => {
    // Nobody loses the button that they are at.
    if (note.contains(document.activeElement)) note.addEventListener('focusout', later, { once: true });
    else form.keepPlace(() => note.remove());
  };
  const later = () => setTimeout(go, SHOWN);
  later();
  form.announce(words);
  return { element: note, remove: () => note.remove(), focus: () => undo.focus() };
}
