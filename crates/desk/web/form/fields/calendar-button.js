// The button that opens a calendar beside an input.

import { button } from '../../dom.js';
import { say } from '../../words.js';
import { createCalendar } from './calendar.js';
import { createPopup } from './popup.js';

/**
 * Adds the button to a row with an input. `shown` returns the day that is chosen, and one near the
 * one that is wanted; `choose(day)` is called with another one.
 */
export function addCalendar(row, input, { shown, choose }) {
  const calendar = createCalendar({
    choose: (day) => {
      shut();
      choose(day);
    },
    close: () => shut(),
  });
  const opener = button('', () => (popup.isOpen ? shut() : open()), {
    className: 'icon calendar-button', tabIndex: -1, 'aria-label': say('open-calendar'), title: say('open-calendar'), 'aria-haspopup': 'dialog', 'aria-expanded': 'false',
  });
  row.append(opener);
  row.after(calendar.element);
  const popup = createPopup(calendar.element, row);

  function open() {
    calendar.open(...shown());
    popup.open();
    opener.setAttribute('aria-expanded', 'true');
    calendar.focus();
    document.addEventListener('pointerdown', outside);
  }

  function shut({ isFocusKept = true } = {}) {
    popup.close();
    opener.setAttribute('aria-expanded', 'false');
    document.removeEventListener('pointerdown', outside);
    if (isFocusKept) input.focus();
  }

  function outside(event) {
    if (!calendar.element.contains(event.target) && event.target !== opener) shut({ isFocusKept: false });
  }

  input.addEventListener('keydown', (event) => {
    if (event.key !== 'ArrowDown' || !event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    open();
  });
}
