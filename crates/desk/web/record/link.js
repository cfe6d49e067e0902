// Pages and what is being edited, linked both ways: a click on a page leads to the field, or puts
// the caret at the word; the page follows, and frames what is being edited.

import { debounce } from '../dom.js';
import { ask, pathOf } from '../server.js';

/** How long the caret has to rest before the page follows it. */
const REST = 220;

/** Links pages and the pane for editing. `query` returns which document is shown. */
export function linkPages(pages, edit, query, { reveal }) {
  let isFromPage = false;
  let number = 0;
  let last = '';
  let isRedrawn = false;

  pages.addEventListener('place', async ({ detail }) => {
    const found = await ask(pathOf('/api/at', { ...query(), ...detail })).catch(() => null);
    if (!found) return;
    isFromPage = true;
    reveal();
    await edit.goToPrinted(found);
    last = '';
    follow();
  });

  const follow = debounce(REST, async () => {
    const { spot } = edit;
    if (!spot) {
      // What is not in the file yet is not on the page.
      last = '';
      return pages.frame([], { scroll: false });
    }
    const { isSending, version, ...place } = spot;
    if (isSending) return follow();
    const key = JSON.stringify([place, version, query()]);
    const isSame = key === last;
    if (isSame && !isRedrawn) return;
    isRedrawn = false;
    last = key;
    const own = ++number;
    const places = await ask(pathOf('/api/places', { ...query(), ...place })).catch(() => null);
    if (!places || own !== number) return;
    pages.frame(places, { scroll: !isFromPage && !isSame });
    isFromPage = false;
  });

  edit.addEventListener('caret', follow);
  return {
    /** Frames anew what is being edited, as after another document was chosen. */
    again() {
      last = '';
      follow();
    },
    /** Frames it where it is on new pages. */
    redrawn() {
      isRedrawn = true;
      follow();
    },
  };
}
