// Speaks to screen readers about what changed where the focus is not.

import { debounce, element, setText } from '../../dom.js';

const region = element('div', { className: 'for-screen-readers', role: 'status' });

/** Says a sentence, once nothing else has been to say for a moment. */
export const announce = debounce(250, (text) => {
  if (!region.isConnected) document.body.append(region);
  // The same words again are spoken only if they come anew.
  setText(region, '');
  requestAnimationFrame(() => setText(region, text));
});
