// The picture of a record's first page.

import { element } from '../dom.js';
import { pathOf } from '../server.js';

/** How wide a picture is shown at most, in pixels, and how wide a page is, in points. */
const WIDTH = 260;
const PAPER = 595;

/** How long to wait before asking again for a picture that is not there, in milliseconds. */
const FIRST_DELAY = 1000;
const MAX_DELAY = 8000;

// Pictures are made for cards that come near the window, not for all.
const nearing = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) {
    target.dispatchEvent(new CustomEvent(isIntersecting ? 'near' : 'far'));
  }
}, { rootMargin: '300px' });

/** Creates the picture, which is asked for when it comes near the window. */
export function createPicture(id) {
  // The title beside it says what it is of.
  const image = element('img', { alt: '', decoding: 'async' });
  const frame = element('span', { className: 'card-page' }, image);
  let isNear = false;
  let isOutdated = true;
  let delay = FIRST_DELAY;
  async function load() {
    if (!isNear || !isOutdated) return;
    isOutdated = false;
    const scale = ((WIDTH / PAPER) * Math.min(devicePixelRatio, 2)).toFixed(3);
    try {
      const response = await fetch(pathOf(`/api/first-page/${encodeURIComponent(id)}`, { scale, png: true }));
      if (!response.ok) throw new Error(response.statusText);
      const before = image.src;
      image.src = URL.createObjectURL(await response.blob());
      await image.decode();
      URL.revokeObjectURL(before);
      frame.classList.add('has-page');
      delay = FIRST_DELAY;
    } catch {
      // A record with errors has no page yet, or byline is still getting ready.
      isOutdated = true;
      if (delay > MAX_DELAY) return;
      setTimeout(load, delay);
      delay *= 2;
    }
  }
  frame.addEventListener('near', () => {
    isNear = true;
    load();
  });
  frame.addEventListener('far', () => (isNear = false));
  nearing.observe(frame);
  return {
    element: frame,
    refresh() {
      isOutdated = true;
      load();
    },
  };
}
