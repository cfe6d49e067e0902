// The people, organisations and so on that fields can name, and what typed texts are taken for.

import { debounce } from '../dom.js';
import { onNews } from '../news.js';
import { ask, pathOf } from '../server.js';

/** How long nothing has to have changed before they are asked for again. */
const PAUSE = 600;

/** How long whoever writes without a pause has to do with what was known. */
const AT_MOST = 2000;

/** Creates what knows them. `changed` is called when they are others. */
export function createKnown(file, changed) {
  let asked = null;
  const known = {
    /** What is known now, for whoever cannot wait. */
    now: {},
    /** Returns a promise of what is known. */
    names() {
      asked ??= askNow();
      return asked;
    },
  };

  async function askNow() {
    const names = await ask(pathOf('/api/names', { file })).catch(() => null);
    if (!names) asked = null;
    if (names && JSON.stringify(names) !== JSON.stringify(known.now)) {
      known.now = names;
      asked = Promise.resolve(names);
      changed();
    }
    return known.now;
  }

  // Whoever types need not wait until they are here again: what was known serves meanwhile.
  const again = debounce(PAUSE, askNow, { atMost: AT_MOST });
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
