// What is known of a record's photos: their files, what these say themselves, and where and how
// the document that is shown prints them.

import { debounce } from '../dom.js';
import { ask, pathOf } from '../server.js';

/** How long nothing has to have changed before it is asked for, in milliseconds: where photos are shown, and elsewhere. */
const PAUSE = { shown: 60, elsewhere: 800 };

/** Tells of a `change`. */
export class PhotoFiles extends EventTarget {
  #files = new Map();
  #printed = new Map();
  #last = '';
  #number = 0;

  /** `query` returns which document is shown. */
  constructor(query) {
    super();
    this.query = query;
    /** The largest file that the server takes, in bytes. */
    this.maxBytes = Infinity;
    this.soon = debounce(PAUSE.shown, () => this.refresh());
    this.later = debounce(PAUSE.elsewhere, () => this.refresh());
  }

  /** Asks for all of it soon, as after new pages: sooner, if somebody looks at photos. */
  refreshSoon({ isShown = true } = {}) {
    (isShown ? this.soon : this.later)();
  }

  async refresh() {
    const number = ++this.#number;
    const answer = await ask(pathOf('/api/photos', this.query())).catch(() => null);
    if (!answer || number !== this.#number) return;
    this.maxBytes = answer.maxBytes;
    const now = JSON.stringify(answer);
    if (now === this.#last) return;
    this.#last = now;
    for (const file of answer.files) this.#files.set(file.file, { ...file, isNamed: true });
    this.#printed = Map.groupBy(answer.printed, ({ path }) => path);
    this.dispatchEvent(new Event('change'));
  }

  /** Takes note of a photo that was just added. */
  adopt(file) {
    this.#files.set(file.file, file);
    this.dispatchEvent(new Event('change'));
  }

  /** Returns what is known of a file, or `null`. */
  get(file) {
    return this.#files.get(file) ?? null;
  }

  /** Returns where the photo at a path of the record is printed. */
  printed(path) {
    return this.#printed.get(path) ?? [];
  }

  /** Returns the address of a small picture of a file, or `null` if it cannot be drawn. */
  address(file, width) {
    const { facts } = this.get(file) ?? {};
    // Other bytes are another picture, whatever they are called.
    return facts ? pathOf('/api/photo', { record: this.query().record, file, width, of: facts.mark }) : null;
  }
}
