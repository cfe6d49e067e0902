// The view of the chosen document: asked for when something has changed, or come with an edit.

import { debounce } from '../dom.js';
import { ask, pathOf } from '../server.js';

/** How long nothing has to have changed before it is asked for. */
const PAUSE = 300;

/** How long to wait for pages that nothing is wrong with, but that are not there yet. */
const AGAIN = 700;

/** Tells of each view as a `view` event, with whether it came with an edit. */
export class LiveView extends EventTarget {
  #number = 0;
  #later;

  /** `query` returns which document is shown; `isBusy` whether edits are on their way. */
  constructor(query, isBusy) {
    super();
    this.query = query;
    this.#later = debounce(PAUSE, () => (isBusy() ? this.#later() : this.refresh()));
  }

  /** Asks for the view soon. Edits bring their own. */
  refreshSoon() {
    this.#later();
  }

  /** Asks for the view. */
  async refresh() {
    const number = ++this.#number;
    const query = this.query();
    if (!query.template) return;
    const view = await ask(pathOf('/api/view', query)).catch(() => null);
    if (view && number === this.#number) this.#tell({ view, inputs: [], isLive: false });
  }

  /** Takes a view that came with an edit of the document that it was made for. */
  take({ view, inputs, query }) {
    if (JSON.stringify(query) !== JSON.stringify(this.query())) return;
    this.#number += 1;
    this.#tell({ view, inputs, isLive: true });
  }

  #tell(detail) {
    const { isCurrent, isOnTrial, findings } = detail.view;
    const number = this.#number;
    // byline is still getting ready: it answers before it can lay out the first page.
    if (!isCurrent && !findings.some(({ level }) => level === 'error')) {
      setTimeout(() => number === this.#number && this.refresh(), AGAIN);
      if (!detail.view.pages.length && !isOnTrial) return;
    }
    this.dispatchEvent(new CustomEvent('view', { detail }));
  }
}
