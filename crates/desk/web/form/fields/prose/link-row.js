// The address of a link, asked for in one line, in place.

import { button, element, uniqueId } from '../../../dom.js';
import { say } from '../../../words.js';

/** Creates the line. `done(address)` is called with it, empty to take a link away, and `close()` when it is given up. */
export function createLinkRow({ done, close }) {
  const id = uniqueId('address');
  const input = element('input', { id, type: 'text', inputMode: 'url', autocomplete: 'off', spellcheck: false, placeholder: 'https://' });
  const remove = button(say('remove-link'), () => done(''), { className: 'quiet' });
  const row = element('div', {
    className: 'link-row', hidden: true, role: 'group', 'aria-label': say('prose-link'),
    onkeydown: (event) => {
      if (event.isComposing || !['Enter', 'Escape'].includes(event.key) || (event.key === 'Enter' && event.target !== input)) return;
      event.preventDefault();
      event.stopPropagation();
      if (event.key === 'Enter') done(input.value);
      else close();
    },
  }, element('label', { htmlFor: id }, say('link-address')), input, button(say('set-link'), () => done(input.value), { className: 'quiet' }), remove,
  button(say('cancel'), close, { className: 'quiet' }));
  return {
    element: row,
    open(address) {
      row.hidden = false;
      remove.hidden = !address;
      input.value = address ?? '';
      input.focus();
      input.select();
    },
    close() {
      row.hidden = true;
    },
    get isOpen() {
      return !row.hidden;
    },
  };
}
