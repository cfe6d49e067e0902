// The rows of the overview. They are read while the overview is shown, and come as news; an answer
// may be overtaken by the news of what has been read since.

import { onNews } from '../news.js';
import { ask } from '../server.js';

/** Tells of each `row` that has been read. */
export class Rows extends EventTarget {
  /** The rows that came while an answer was on its way, by id; `null` while there is none. */
  #heard = null;
  #asked = Promise.resolve();

  constructor() {
    super();
    onNews('record', (row) => {
      this.#heard?.set(row.id, row);
      this.dispatchEvent(new CustomEvent('row', { detail: row }));
    });
  }

  /** Asks for the project, with all its rows as they are now: one answer after the other. */
  ask() {
    const answer = this.#asked.then(() => this.#ask());
    this.#asked = answer.catch(() => null);
    return answer;
  }

  async #ask() {
    const heard = new Map();
    this.#heard = heard;
    try {
      const project = await ask('/api/project');
      return { ...project, records: project.records.map((row) => heard.get(row.id) ?? row) };
    } finally {
      this.#heard = null;
    }
  }
}
