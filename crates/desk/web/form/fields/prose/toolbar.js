// The buttons of prose. The Tab key goes from field to field and passes them: Alt+F10 leads to them,
// arrow keys go from one to the next, and Escape leads back.

import { button, element, setText } from '../../../dom.js';
import { say } from '../../../words.js';

const BUTTONS = [
  { name: 'strong', sign: 'B', keys: 'Control+B' },
  { name: 'em', sign: 'I', keys: 'Control+I' },
  { name: 'link', sign: '', keys: 'Control+K' },
  { name: 'list', sign: '' },
  { name: 'quote', sign: '“' },
];

/** Creates the toolbar of a text area. `act(name)` does what a button is for; `leave()` leads back to the text. */
export function createToolbar(areaId, act, leave) {
  const buttons = BUTTONS.map(({ name, sign, keys }) => button(sign, () => act(name), {
    className: `icon prose-button prose-${name}`, tabIndex: -1,
    'aria-label': say(`prose-${name}`), title: say(`prose-${name}-keys`), 'aria-pressed': 'false', 'aria-keyshortcuts': keys ?? null,
    // The selection stays in the text.
    onpointerdown: (event) => event.preventDefault(),
  }));
  const hint = element('span', { className: 'prose-hint' });
  const bar = element('div', {
    className: 'prose-toolbar', role: 'toolbar', 'aria-label': say('prose-tools'), 'aria-controls': areaId, 'aria-keyshortcuts': 'Alt+F10', onkeydown: keyPressed,
  }, buttons);

  function keyPressed(event) {
    const at = buttons.indexOf(document.activeElement);
    if (event.key === 'Escape') {
      event.stopPropagation();
      return leave();
    }
    const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (next === undefined || at < 0) return;
    event.preventDefault();
    buttons[(next + buttons.length) % buttons.length].focus();
  }

  return {
    element: element('div', { className: 'prose-head' }, bar, hint),
    /** Shows which marks the selection has. */
    mark(state) {
      for (const [at, { name }] of BUTTONS.entries()) {
        const isPressed = String(Boolean(state[name]));
        if (buttons[at].getAttribute('aria-pressed') !== isPressed) buttons[at].setAttribute('aria-pressed', isPressed);
      }
    },
    focus: () => buttons[0].focus(),
    hint: (text) => setText(hint, text),
  };
}
