// A button that opens a small panel below it. Escape, or leaving it, closes it.

import { element, uniqueId } from './dom.js';

/** Creates a menu with a label and a panel of links, buttons and fields. */
export function createMenu(label, panel, properties = {}) {
  const id = uniqueId('menu');
  panel.id = id;
  panel.classList.add('menu-panel');
  panel.hidden = true;
  const open = (value) => {
    panel.hidden = !value;
    toggle.setAttribute('aria-expanded', value);
  };
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
  document.addEventListener('pointerdown', (event) => {
    if (!menu.contains(event.target)) open(false);
  });
  menu.close = () => open(false);
  return menu;
}
