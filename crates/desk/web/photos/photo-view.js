// A photo with the part that is printed, and the point that must stay in sight. The point is moved
// by dragging, by a click, or by arrow keys.

import { element } from '../dom.js';
import { say } from '../words.js';

/** In the middle, unless somebody chose another point. */
const MIDDLE = [50, 50];

/** How far arrow keys move the point, in percent; with Shift, further. */
const STEP = { near: 1, far: 10 };

/** Creates the view. `choose(point)` is called with a point in percent from the left and the top. */
export function createPhotoView({ readOnly, choose }) {
  const picture = element('img', { className: 'photo-picture', alt: '', draggable: false });
  const seen = element('div', { className: 'photo-seen', hidden: true });
  const point = element('button', { type: 'button', className: 'photo-point', disabled: readOnly, onkeydown: keyPressed });
  const stage = element('div', { className: 'photo-stage' }, picture, seen, point);
  const blank = element('p', { className: 'photo-blank' });
  const all = element('div', { className: 'photo-view' }, stage, blank);
  let now = MIDDLE;

  function show(at) {
    now = at;
    const [x, y] = at;
    point.style.left = `${x}%`;
    point.style.top = `${y}%`;
    point.setAttribute('aria-label', say('photo-point', { x, y }));
    point.title = say('photo-point-keys');
  }

  function move(at) {
    const next = at.map((share) => Math.min(Math.max(Math.round(share), 0), 100));
    if (next[0] === now[0] && next[1] === now[1]) return;
    show(next);
    choose(next);
  }

  function keyPressed(event) {
    const step = event.shiftKey ? STEP.far : STEP.near;
    const by = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] }[event.key];
    // With Alt, the whole card is moved.
    if (!by || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    move([now[0] + by[0], now[1] + by[1]]);
  }

  if (!readOnly) {
    stage.addEventListener('pointerdown', (event) => {
      // A finger on the picture scrolls; on the point, it moves that.
      if (event.button !== 0 || (event.pointerType === 'touch' && event.target !== point)) return;
      event.preventDefault();
      const at = ({ clientX, clientY }) => {
        const { left, top, width, height } = picture.getBoundingClientRect();
        move([(100 * (clientX - left)) / width, (100 * (clientY - top)) / height]);
      };
      stage.setPointerCapture(event.pointerId);
      stage.classList.add('is-moving');
      point.focus({ preventScroll: true });
      at(event);
      const end = () => {
        stage.classList.remove('is-moving');
        stage.removeEventListener('pointermove', at);
        stage.removeEventListener('pointerup', end);
        stage.removeEventListener('pointercancel', end);
      };
      stage.addEventListener('pointermove', at);
      stage.addEventListener('pointerup', end);
      stage.addEventListener('pointercancel', end);
    });
    stage.addEventListener('click', (event) => stage.classList.contains('is-moving') || event.preventDefault());
  }

  return {
    element: all,
    /** Shows a picture of this shape, or why there is none. */
    showPicture(address, { width = 3, height = 2, small = '', words = '' } = {}) {
      stage.hidden = !address;
      blank.hidden = Boolean(address);
      blank.textContent = words;
      if (!address) return;
      stage.style.setProperty('--shape', width / height);
      if (picture.getAttribute('src') === address) return;
      // Until it is there, the small one is shown.
      picture.style.backgroundImage = small ? `url("${small}")` : '';
      picture.src = address;
    },
    /** Shows the point, unless it is being moved. */
    showPoint(at) {
      if (!stage.classList.contains('is-moving')) show(at ?? MIDDLE);
    },
    /** Shows which part is printed: left, top, width and height as shares of the picture. */
    showSeen(part) {
      const isCut = Boolean(part) && part[2] * part[3] < 0.995;
      seen.hidden = !isCut;
      stage.classList.toggle('is-cut', isCut);
      if (isCut) ['left', 'top', 'width', 'height'].forEach((side, at) => seen.style.setProperty(side, `${100 * part[at]}%`));
      return isCut;
    },
    focus: () => (stage.hidden ? null : point.focus({ preventScroll: true })),
  };
}
