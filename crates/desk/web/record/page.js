// A page on the screen. Its old pixels stay until the new ones are there.

import { element } from '../dom.js';
import { request } from '../server.js';
import { notePicture } from './sharpness.js';

export class Page {
  #waiting = [];
  #wanted = null;
  #order = 0;
  #isDrawing = false;
  /** What the canvas shows. */
  #shown = { picture: null, scale: 0 };

  constructor() {
    this.canvas = element('canvas', { role: 'img', width: 1, height: 1 });
    this.frames = element('div', { className: 'frames' });
    this.element = element('div', { className: 'page' }, this.canvas, this.frames);
    this.context = this.canvas.getContext('2d', { alpha: false });
  }

  /** Takes the size of the paper, in points. */
  resize({ width, height }) {
    this.size = { width, height };
    this.element.style.setProperty('--width', width);
    this.element.style.setProperty('--height', height);
  }

  /** Returns whether the canvas shows a picture, at least so sharp. */
  shows(picture, scale) {
    return this.#shown.picture === picture && this.#shown.scale >= scale * 0.99;
  }

  /** Returns whether the canvas shows anything. */
  get isDrawn() {
    return this.#shown.picture !== null;
  }

  /** Draws a picture. Resolves when it, or one that was wanted later, is on the canvas. */
  want(picture, scale) {
    if (this.shows(picture, scale) && !this.#isDrawing) return Promise.resolve();
    this.#wanted = { picture, scale, order: ++this.#order };
    const order = this.#order;
    const drawn = new Promise((resolve) => this.#waiting.push({ order, resolve }));
    if (!this.#isDrawing) this.#draw();
    return drawn;
  }

  /** Gives up the pixels of a page that is far out of view. */
  release() {
    if (this.#isDrawing || !this.isDrawn) return;
    this.#shown = { picture: null, scale: 0 };
    this.canvas.width = this.canvas.height = 1;
  }

  // One picture at a time, the newest next.
  async #draw() {
    this.#isDrawing = true;
    while (this.#wanted) {
      const { picture, scale, order } = this.#wanted;
      this.#wanted = null;
      if (!this.shows(picture, scale)) await this.#paint(picture, scale);
      this.#waiting = this.#waiting.filter((waiting) => {
        if (waiting.order <= order) waiting.resolve();
        return waiting.order > order;
      });
    }
    this.#isDrawing = false;
  }

  async #paint(picture, scale) {
    const started = performance.now();
    try {
      const response = await request(`/api/page/${picture}?scale=${scale.toFixed(4)}`);
      const width = Number(response.headers.get('x-width'));
      const height = Number(response.headers.get('x-height'));
      const pixels = new ImageData(new Uint8ClampedArray(await response.arrayBuffer()), width, height);
      // A new size clears the canvas; the pixels follow before anybody sees it.
      if (this.canvas.width !== width) this.canvas.width = width;
      if (this.canvas.height !== height) this.canvas.height = height;
      this.context.putImageData(pixels, 0, 0);
      this.#shown = { picture, scale };
      notePicture(width * height, performance.now() - started);
    } catch {
      // The page is gone because there is a newer one, which is on its way, or the server has
      // stopped, which the bar says. The old pixels stay.
    }
  }
}
