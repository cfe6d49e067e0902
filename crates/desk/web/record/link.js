// Pages and source, linked both ways: a click on a page puts the caret at the word; the page
// follows the caret, and frames what is being edited.

import { debounce } from '../dom.js';
import { ask, pathOf } from '../server.js';

/** How long the caret has to rest before the page follows it. */
const REST = 220;

/** Links pages and the source pane. `query` returns which document is shown. */
export function linkPages(pages, source, query, { reveal }) {
  let isFromPage = false;
  let number = 0;
  let last = '';

  pages.addEventListener('place', async ({ detail }) => {
    const found = await ask(pathOf('/api/at', { ...query(), ...detail })).catch(() => null);
    if (!found) return;
    isFromPage = true;
    reveal();
    await source.goTo(found.file, found.caret);
    source.refer(found.reference);
    last = '';
    follow();
  });

  const follow = debounce(REST, async () => {
    const { file, editor, shared } = source.current ?? {};
    if (!editor || shared.state === 'conflict') return;
    if (shared.isSending) return follow();
    const offset = editor.caret;
    const place = JSON.stringify([file, offset, shared.version, query()]);
    if (place === last) return;
    last = place;
    const own = ++number;
    const places = await ask(pathOf('/api/places', { ...query(), file, offset })).catch(() => null);
    if (!places || own !== number) return;
    pages.frame(places, { scroll: !isFromPage });
    isFromPage = false;
  });

  source.addEventListener('caret', follow);
  return {
    /** Frames anew what the caret is in, as after another document was chosen. */
    again() {
      last = '';
      follow();
    },
  };
}
