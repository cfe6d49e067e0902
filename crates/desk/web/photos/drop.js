// Photos that are dropped or pasted anywhere in the window: on the page, where they belong; on a
// part of the form; or elsewhere, for the end.

import { element, setText } from '../dom.js';
import { pathOfSteps, stepsOf } from '../form/paths.js';
import { ask, pathOf } from '../server.js';
import { say } from '../words.js';
import { filesOf, hasFiles, isTaken } from './dragged.js';

/** How often it is asked what is under the pointer, in milliseconds. */
const PACE = 120;

/** How far up the page it is looked for what is printed there, in points, where nothing is. */
const UPWARDS = [0, 18, 45, 90, 160];

/**
 * Watches the window. `pages` are its pages; `query` returns which document is shown.
 */
export function watchDrops(photos, { pages, query }) {
  const words = element('p', { className: 'drop-words', role: 'status', hidden: true });
  let asked = 0;
  let number = 0;
  let isFramed = false;

  addEventListener('dragover', (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = photos.canAdd ? 'copy' : 'none';
    if (!photos.canAdd || performance.now() - asked < PACE) return;
    asked = performance.now();
    if (isTaken(event)) tell(say('photo-drop-replace'));
    else follow(event);
  });
  addEventListener('dragleave', (event) => {
    if (!event.relatedTarget) clear();
  });
  addEventListener('dragend', clear);
  addEventListener('drop', async (event) => {
    clear();
    if (!hasFiles(event) || isTaken(event)) return;
    event.preventDefault();
    // The event is empty once it is over.
    const files = filesOf(event);
    const { place } = await under(event);
    photos.add(files, place);
  });
  addEventListener('paste', (event) => {
    const files = [...event.clipboardData.files].filter(({ type }) => type.startsWith('image/'));
    // Word puts a picture of the words beside them.
    if (!files.length || event.defaultPrevented || event.clipboardData.types.includes('text/plain')) return;
    event.preventDefault();
    photos.add(files.map(named));
  });

  // Says where the photo would go, and frames it on the page.
  async function follow(event) {
    const own = ++number;
    const { place, framed } = await under(event);
    if (own !== number) return;
    tell(place.label ? say('photo-drop-after', { place: place.label }) : say('photo-drop-end'));
    frame(framed, own);
  }

  function tell(text) {
    words.hidden = false;
    setText(words, text);
  }

  function clear() {
    number += 1;
    words.hidden = true;
    if (isFramed) pages.frame([], { scroll: false });
    isFramed = false;
  }

  async function frame(path, own) {
    const places = path ? await ask(pathOf('/api/places', { ...query(), file: photos.file, path })).catch(() => null) : [];
    if (own !== number) return;
    pages.frame(places ?? [], { scroll: false });
    isFramed = true;
  }

  /** Returns the `place` of a photo that is dropped at a point of the window, and the path to be `framed`. */
  async function under({ target, clientX, clientY }) {
    const inForm = target.closest?.('.form [data-path]');
    const found = inForm ? { key: inForm.dataset.path, file: photos.file } : await printedAt(clientX, clientY);
    const own = [found, found?.reference].find((one) => one?.file === photos.file);
    if (!own) return { place: {}, framed: null };
    const steps = stepsOf(own.key);
    const place = await photos.placeOf(steps);
    if (!place) return { place: {}, framed: null };
    const length = steps[0] === 'photos' ? 2 : steps[0] !== 'programme' ? 1 : typeof steps[3] === 'number' ? 4 : 2;
    return {
      place: { after: place.value, index: place.index ?? null, label: place.label },
      framed: inForm ? null : pathOfSteps(steps.slice(0, length)),
    };
  }

  // What is printed under a point of the window, or a little above it.
  async function printedAt(x, y) {
    const at = pages.pointAt(x, y);
    if (!at) return null;
    for (const up of UPWARDS.filter((far) => far <= at.y)) {
      const found = await ask(pathOf('/api/at', { ...query(), page: at.page, x: at.x, y: at.y - up })).catch(() => null);
      if (found) return found;
    }
    return null;
  }

  return { element: words };
}

// What comes from the clipboard has no name of its own.
function named(file) {
  const ending = file.type.split('/')[1]?.split('+')[0] ?? 'png';
  return new File([file], `${say('photo-pasted')}.${ending}`, { type: file.type });
}
