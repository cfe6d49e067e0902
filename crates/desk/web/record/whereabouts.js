// Where somebody was in a record, so that they are there again after the page was loaded again.

import { recallHere, rememberHere } from '../store.js';

/**
 * Goes to where this window was in what is called `name`, if it shows it again, and remembers where
 * it is once it leaves. `drawn` resolves once there are pages.
 */
export function returnTo(name, { edit, pages, layout, drawn }) {
  const key = `whereabouts:${name}`;
  const before = isAgain() ? recallHere(key) : null;
  if (before) goBack(before);
  addEventListener('pagehide', () => rememberHere(key, {
    pane: layout.shown, edit: edit?.whereabouts ?? null, pages: pages.element.scrollTop,
  }));

  async function goBack({ pane, edit: inside, pages: top }) {
    layout.show(pane);
    if (inside) await edit?.goBack(inside);
    await drawn;
    pages.element.scrollTop = top;
  }
}

/** Returns whether the page was loaded again, or gone back to. */
const isAgain = () => ['reload', 'back_forward'].includes(performance.getEntriesByType('navigation')[0]?.type);
