// The buttons for the size of the pages.

import { button, element, setText } from '../dom.js';
import { formatPercent } from '../formats.js';
import { recall, remember } from '../store.js';
import { say } from '../words.js';

const STEPS = [0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3, 4];

/** Creates the buttons for pages. */
export function createZoom(pages) {
  const size = element('output', { className: 'zoom-size', 'aria-label': say('zoom') });
  const fit = button(say('fit-width'), () => zoomTo('fit'), { className: 'quiet' });
  const next = (by) => () => {
    const steps = by > 0 ? STEPS : [...STEPS].reverse();
    zoomTo(steps.find((step) => (step - pages.zoom) * by > 0.005) ?? steps.at(-1));
  };
  const zoomTo = (share) => {
    pages.zoomTo(share);
    remember('zoom', share);
  };
  pages.addEventListener('zoom', () => {
    setText(size, formatPercent(pages.zoom));
    fit.setAttribute('aria-pressed', String(pages.fits));
  });
  pages.zoomTo(recall('zoom') ?? 'fit');
  return element('div', { className: 'zoom', role: 'group', 'aria-label': say('zoom') },
    button('−', next(-1), { className: 'icon', 'aria-label': say('zoom-out'), title: say('zoom-out') }),
    size,
    button('+', next(1), { className: 'icon', 'aria-label': say('zoom-in'), title: say('zoom-in') }),
    fit);
}
