// What can be done with an item of a list, behind a button beside it.

import { button, element, uniqueId } from '../dom.js';
import { say } from '../words.js';

/**
 * Creates the button with its menu. `name` returns what the item is called; `isStop` is whether the
 * Tab key stops at it. A text is moved by its keys, and removed by emptying it.
 */
export function createItemMenu(actions, name, { isStop = true } = {}) {
  const id = uniqueId('menu');
  const panel = element('div', { className: 'menu-panel item-panel', id, hidden: true });
  const toggle = button('⋯', () => open(panel.hidden), { className: 'icon item-more', tabIndex: isStop ? 0 : -1, 'aria-expanded': 'false', 'aria-controls': id });
  const label = () => toggle.setAttribute('aria-label', say('form-actions-for', { name: name() }));
  const menu = element('div', {
    className: 'menu item-menu',
    onkeydown: keyPressed,
    onfocusin: label,
    onpointerenter: label,
    onfocusout: (event) => event.relatedTarget && !menu.contains(event.relatedTarget) && open(false),
  }, toggle, panel);

  function keyPressed(event) {
    const items = [...panel.children];
    const at = items.indexOf(document.activeElement);
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
    if (panel.hidden || event.altKey) return;
    if (event.key === 'Escape') toggle.focus();
    else if (next === undefined) return;
    else items[(next + items.length) % items.length].focus();
    if (event.key === 'Escape') open(false);
    event.preventDefault();
    event.stopPropagation();
  }

  function open(isOpen) {
    panel.hidden = !isOpen;
    toggle.setAttribute('aria-expanded', String(isOpen));
    document.removeEventListener('pointerdown', closeElsewhere);
    if (!isOpen) return;
    document.addEventListener('pointerdown', closeElsewhere);
    const act = (call) => () => {
      open(false);
      toggle.focus({ preventScroll: true });
      call();
    };
    const offers = [
      actions.canMove() && [say('form-move-up'), act(() => actions.move(-1)), 'Alt+↑'],
      actions.canMove() && [say('form-move-down'), act(() => actions.move(1)), 'Alt+↓'],
      actions.duplicate && actions.canDuplicate?.() !== false && [say('form-duplicate'), act(actions.duplicate)],
      [say('form-remove'), act(actions.remove)],
    ];
    panel.replaceChildren(...offers.filter(Boolean).map(([text, call, keys]) =>
      button([element('span', {}, text), keys ? element('kbd', { 'aria-hidden': 'true' }, keys) : ''], call)));
    // Upwards, where there is no room below.
    panel.classList.remove('is-above');
    const pane = panel.closest('.form-scroll').getBoundingClientRect();
    panel.classList.toggle('is-above', panel.getBoundingClientRect().bottom > pane.bottom);
    panel.firstChild.focus({ preventScroll: true });
  }

  function closeElsewhere(event) {
    if (!menu.contains(event.target)) open(false);
  }

  return {
    element: menu,
    show(isShown) {
      menu.hidden = !isShown;
      label();
    },
  };
}
