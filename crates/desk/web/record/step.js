// The buttons that take back the last step or do it again, and say which one that is.

import { button } from '../dom.js';
import { say } from '../words.js';

/** Creates the button that takes back (`undo`) or does again (`redo`). */
export function createStep(edit, what) {
  const isRedo = what === 'redo';
  const one = button(say(what), () => edit.step(isRedo), { title: say(`${what}-keys`), className: 'wide-only' });
  // What it is, is asked for when somebody is about to press it.
  function name() {
    const words = edit.nameOfStep(isRedo);
    one.title = words ? say(`${what}-what`, { what: words }) : say(`${what}-keys`);
  }
  // One that can do nothing keeps the focus that it may have.
  const mark = () => one.setAttribute('aria-disabled', String(!edit.canStep(isRedo)));
  edit.source.history.addEventListener('changed', mark);
  mark();
  one.addEventListener('pointerenter', name);
  one.addEventListener('focus', name);
  return one;
}
