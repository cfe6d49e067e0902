// The people, organisations and so on that fields can name, and what typed texts are taken for.

import { debounce } from '../dom.js';
import { onNews } from '../news.js';
import { ask, pathOf } from '../server.js';

/** How long nothing has to have changed before they are asked for again. */
const PAUSE = 600;

/** Creates what knows them. `changed` is called when they are others. */
export function createKnown(file, changed) {
  let asked = null;
  const known = {
    /** What is known now, for whoever cannot wait. */
    now: {},
    /** Returns a promise of what is known. */
    names() {
      asked ??= ask(pathOf('/api/names', { file })).catch(() => null).then((names) => {
        if (!names) asked = null;
        const isNew = names && JSON.stringify(names) !== JSON.stringify(known.now);
        if (isNew) known.now = names;
        if (isNew) changed();
        return known.now;
      });
      return asked;
    },
  };
  const again = debounce(PAUSE, () => {
    asked = null;
    known.names();
  });
  onNews('changed', again);
  return known;
}

/** Returns a promise of what a text is taken for by a field of a kind; a date without a year is in that of the event. */
export async function readTyped(kind, text, file) {
  try {
    return await ask('/api/form/read', { method: 'POST', body: { kind, text, file } });
  } catch (error) {
    const problem = error.status === 422 ? error.body?.problems?.[0] : null;
    return problem ? { problem } : null;
  }
}
