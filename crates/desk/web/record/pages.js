// The pages of a document, one below the other. What is in view is drawn first; pages far away
// are not drawn at all.

import { debounce, element, howToScroll } from '../dom.js';
import { say } from '../words.js';
import { blocksOf, showFrames } from './frames.js';
import { Page } from './page.js';
import { draftScale, fineScale } from './sharpness.js';

/** How long nobody has to have typed before pictures become as sharp as the screen. */
const PAUSE = 400;
/** The space beside the pages, in pixels. */
const MARGIN = 24;

/** Tells of clicks as `place` events, with the page, from 1, and the point; and of `zoom`. */
export class Pages extends EventTarget {
  #pages = [];
  #view = null;
  #round = 0;
  /** CSS pixels to a point. */
  #zoom = 1;
  #fits = true;
  #sharpen = debounce(PAUSE, () => this.#draw(() => fineScale(this.#zoom)));
  #look = debounce(60, () => this.#draw(() => fineScale(this.#zoom)));

  constructor() {
    super();
    this.paper = element('div', { className: 'paper', onclick: (event) => this.#click(event) });
    this.element = element('div', {
      className: 'pages', role: 'group', 'aria-label': say('pages'), tabIndex: 0, onscroll: () => this.#look(),
    }, this.paper);
    new ResizeObserver(() => this.#fit()).observe(this.element);
  }

  /**
   * Shows the pages of a view. Resolves when what is in view is drawn. `isLive` says that
   * somebody is typing, and that speed counts more than sharpness.
   */
  async show(pages, { isLive, name }) {
    this.#view = pages;
    while (this.#pages.length > pages.length) this.#pages.pop().element.remove();
    pages.forEach(({ width, height }, at) => {
      if (!this.#pages[at]) {
        this.#pages[at] = new Page();
        this.paper.append(this.#pages[at].element);
      }
      const page = this.#pages[at];
      if (page.size?.width !== width || page.size?.height !== height) page.resize({ width, height });
      const label = say('page-of', { page: at + 1, pages: pages.length, name });
      if (page.canvas.ariaLabel !== label) page.canvas.ariaLabel = label;
    });
    if (this.#fits && !isLive) this.#fit();
    if (isLive) this.#sharpen();
    await this.#draw((page) => (isLive ? draftScale(this.#zoom, page.size) : fineScale(this.#zoom)));
  }

  // The pages in view first and at once, then those near it, one by one.
  async #draw(scaleOf) {
    if (!this.#view) return;
    const round = ++this.#round;
    const { near, inView, far } = this.#sorted();
    await Promise.all(inView.map((at) => this.#drawPage(at, scaleOf)));
    (async () => {
      for (const at of near) {
        if (round !== this.#round) return;
        await this.#drawPage(at, scaleOf);
      }
    })();
    for (const at of far) this.#pages[at].release();
  }

  #drawPage(at, scaleOf) {
    const page = this.#pages[at];
    const { picture } = this.#view[at] ?? {};
    return picture ? page.want(picture, scaleOf(page)) : Promise.resolve();
  }

  // Computed from the sizes of the pages, so that nothing has to be laid out first.
  #sorted() {
    const { scrollTop: top, clientHeight: height } = this.element;
    const sorted = { inView: [], near: [], far: [] };
    let start = MARGIN;
    this.#pages.forEach((page, at) => {
      const end = start + page.size.height * this.#zoom;
      const distance = Math.max(start - (top + height), top - end, 0);
      (distance === 0 ? sorted.inView : distance < 2 * height ? sorted.near : sorted.far).push(at);
      start = end + MARGIN;
    });
    return sorted;
  }

  /** The zoom as a share of the printed size. */
  get zoom() {
    return (this.#zoom * 72) / 96;
  }

  get fits() {
    return this.#fits;
  }

  /** Zooms to a share of the printed size, or to the width of the pane. */
  zoomTo(share) {
    this.#fits = share === 'fit';
    if (this.#fits) this.#fit();
    else this.#setZoom((Math.min(Math.max(share, 0.25), 4) * 96) / 72);
  }

  #fit() {
    const [first] = this.#pages;
    if (!this.#fits || !first) return;
    const room = this.element.clientWidth - 2 * Math.min(MARGIN, this.element.clientWidth * 0.03);
    if (room > 0) this.#setZoom(Math.min(room / first.size.width, 3));
  }

  // What is at the top of the pane stays there.
  #setZoom(zoom) {
    const pane = this.element;
    const ratio = zoom / this.#zoom;
    this.#zoom = zoom;
    const top = pane.scrollTop;
    this.paper.style.setProperty('--zoom', zoom);
    if (ratio !== 1) pane.scrollTop = top * ratio;
    this.dispatchEvent(new Event('zoom'));
    this.#look();
  }

  #click(event) {
    const detail = this.pointAt(event.clientX, event.clientY);
    if (detail) this.dispatchEvent(new CustomEvent('place', { detail }));
  }

  /** Returns the page, from 1, and the point on it, for a point of the window; `null` beside the pages. */
  pointAt(x, y) {
    const isInView = this.element.getBoundingClientRect();
    if (y < isInView.top || y > isInView.bottom) return null;
    for (const [at, page] of this.#pages.entries()) {
      const { left, top, right, bottom } = page.element.getBoundingClientRect();
      if (x >= left && x <= right && y >= top && y <= bottom) return { page: at + 1, x: (x - left) / this.#zoom, y: (y - top) / this.#zoom };
    }
    return null;
  }

  /** Frames places, lightly, and scrolls to the first if none is in view. */
  frame(places, { scroll }) {
    const blocks = blocksOf(places);
    this.#pages.forEach((page, at) => showFrames(page, blocks.filter((block) => block.page === at + 1)));
    const all = [...this.paper.querySelectorAll('.frame')];
    if (!scroll || !all.length) return;
    const pane = this.element.getBoundingClientRect();
    const isInView = (mark) => {
      const { top, bottom } = mark.getBoundingClientRect();
      return bottom > pane.top + 8 && top < pane.bottom - 8;
    };
    if (all.some(isInView)) return;
    const { top, height } = all[0].getBoundingClientRect();
    const offset = top - pane.top - Math.max((pane.height - height) / 3, 24);
    this.element.scrollTo({ top: this.element.scrollTop + offset, behavior: howToScroll() });
  }
}
