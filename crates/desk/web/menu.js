// A button that opens a small panel below it. Escape, or leaving it, closes it.

import { element, uniqueId } from './dom.js';

/**
 * Creates a menu with a label. `fill` returns what its panel has, links, buttons and fields, once
 * it is opened for the first time: most of a thousand menus never are.
 */
export function createMenu(label, fill, properties = {}) {
  const id = uniqueId('menu');
  const panel = element('div', { id, className: 'menu-panel', hidden: true });
  const leave = ({ target }) => !menu.contains(target) && open(false);
  function open(value) {
    if (value && !panel.firstChild) panel.append(...fill());
    panel.hidden = !value;
    toggle.setAttribute('aria-expanded', value);
    if (value) document.addEventListener('pointerdown', leave);
    else document.removeEventListener('pointerdown', leave);
  }
  const toggle = element('button', {
    type: 'button',
    'aria-expanded': 'false',
    'aria-controls': id,
    onclick: () => open(panel.hidden),
    ...properties,
  }, label, element('span', { className: 'chevron', 'aria-hidden': 'true' }));
  const menu = element('div', {
    className: 'menu',
    onkeydown: (event) => {
      if (event.key !== 'Escape' || panel.hidden) return;
      event.stopPropagation();
      open(false);
      toggle.focus();
    },
    onfocusout: (event) => {
      if (event.relatedTarget && !menu.contains(event.relatedTarget)) open(false);
    },
  }, toggle, panel);
  menu.close = () => open(false);
  return menu;
}
