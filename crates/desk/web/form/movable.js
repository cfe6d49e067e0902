// Moving items of a list: by dragging a handle, or with Alt and an arrow key.

import { element } from '../dom.js';
import { say } from '../words.js';

/** How near to the edge of the pane a dragged item scrolls it, in pixels. */
const EDGE = 48;

/** Creates the handle of an item. Whoever uses no mouse has keys and a menu instead. */
export function createHandle() {
  return element('span', { className: 'handle', title: say('form-drag'), 'aria-hidden': 'true' });
}

/** Moves an item by Alt and an arrow key. Returns whether it was one. */
export function handleMoveKeys(event, actions) {
  const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (!by || !event.altKey || event.ctrlKey || event.metaKey || event.target.matches('select')) return false;
  event.preventDefault();
  event.stopPropagation();
  actions.move(by);
  return true;
}

/** Makes the children of a list movable by their handles. */
export function makeMovable(list, { isAllowed, indexOf, count, elementAt, move }) {
  list.addEventListener('pointerdown', (event) => {
    const handle = event.target.closest('.handle');
    const item = handle?.closest('.box, .row');
    if (!handle || item?.parentElement !== list || event.button !== 0 || !isAllowed()) return;
    const from = indexOf(item);
    if (from < 0) return;
    event.preventDefault();
    event.stopPropagation();
    drag({ handle, item, from, list, pointer: event.pointerId });
  });

  function drag({ handle, item, from, pointer }) {
    const line = element('div', { className: 'drop-line', hidden: true });
    const pane = list.closest('.form-scroll');
    let to = from;
    list.append(line);
    handle.setPointerCapture(pointer);
    item.classList.add('is-dragged');

    const moved = ({ clientY }) => {
      const { top, bottom } = pane.getBoundingClientRect();
      if (clientY < top + EDGE) pane.scrollTop -= 8;
      else if (clientY > bottom - EDGE) pane.scrollTop += 8;
      // Before the first item whose middle is below the pointer.
      let gap = 0;
      while (gap < count()) {
        const box = elementAt(gap).getBoundingClientRect();
        if (clientY < (box.top + box.bottom) / 2) break;
        gap += 1;
      }
      to = gap > from ? gap - 1 : gap;
      line.hidden = to === from;
      const around = gap < count() ? elementAt(gap).offsetTop : elementAt(gap - 1).offsetTop + elementAt(gap - 1).offsetHeight;
      line.style.top = `${around}px`;
    };
    const end = (isDone) => {
      handle.removeEventListener('pointermove', moved);
      handle.removeEventListener('pointerup', up);
      handle.removeEventListener('pointercancel', cancel);
      document.removeEventListener('keydown', escape, true);
      item.classList.remove('is-dragged');
      line.remove();
      if (isDone && to !== from) move(from, to);
    };
    const up = () => end(true);
    const cancel = () => end(false);
    const escape = (event) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
      end(false);
    };
    handle.addEventListener('pointermove', moved);
    handle.addEventListener('pointerup', up);
    handle.addEventListener('pointercancel', cancel);
    document.addEventListener('keydown', escape, true);
  }
}
