// Where an entry of the directory is named: shown with it, and said before it is removed.

import { button, debounce, element } from '../dom.js';
import { formatDay } from '../formats.js';
import { onNews } from '../news.js';
import { ask, pathOf } from '../server.js';
import { say, sayCount } from '../words.js';

/** How long nothing has to have changed before it is asked for again: all records are read for it. */
const PAUSE = 2000;

/** Creates what knows it. `form` returns the form of the file, once there is one. */
export function createUses(file, form) {
  let rows = new Map();
  let uses = null;
  let loading = null;
  const shown = new Map();

  function load() {
    loading = ask(pathOf('/api/uses', { file })).catch(() => null).then((answer) => {
      uses = answer ?? uses;
      for (const [id, place] of shown) show(id, place);
    });
    return loading;
  }

  /** Returns links to what names an entry. */
  function linksOf(id) {
    const { records = [], entries = [] } = uses?.[id] ?? {};
    const events = records.map((record) => {
      const row = rows.get(record);
      return element('li', {}, element('a', { href: `/record/${encodeURIComponent(record)}` }, row?.title ?? record),
        row?.date ? element('span', { className: 'card-date' }, ` ${formatDay(row.date)}`) : null);
    });
    const { people = [], organisations = [] } = form()?.known ?? {};
    const others = entries.map((entry) => {
      const person = people.find((one) => one.id === entry);
      const name = (person ?? organisations.find((one) => one.id === entry))?.name ?? entry;
      return element('li', {}, element('a', { href: pathOf(person ? '/people' : '/organisations', { entry }) }, name));
    });
    return [...events, ...others];
  }

  function show(id, place) {
    const links = linksOf(id);
    place.replaceChildren(
      element('p', { className: 'uses-title' }, uses === null ? say('reading') : links.length ? say('named-in') : say('named-nowhere')),
      element('ul', {}, ...links));
  }

  const again = debounce(PAUSE, load);
  onNews('changed', again);

  return {
    load,
    /** Takes the titles and dates of the events. */
    showRows(next) {
      rows = new Map(next.map((row) => [row.id, row]));
      for (const [id, place] of shown) show(id, place);
    },
    tools: {
      about(id) {
        const place = element('div', { className: 'uses' });
        shown.set(id, place);
        show(id, place);
        return place;
      },
      /** Removes an entry; one that is named somewhere only if somebody wants that, knowing where. */
      async ask(id, card, remove) {
        const strip = element('div', { className: 'removing', role: 'group', 'aria-label': say('remove-named', { name: card.name }) },
          element('p', {}, say('reading')));
        const end = (then) => () => {
          strip.remove();
          then();
        };
        card.element.querySelector('.removing')?.remove();
        card.element.querySelector('.box-head').after(strip);
        await (loading ?? load());
        const links = linksOf(id);
        if (!strip.isConnected) return undefined;
        if (!links.length) return end(remove)();
        const words = sayCount('named-somewhere', links.length, { name: card.name });
        const keep = button(say('keep'), end(() => card.focus()));
        strip.replaceChildren(element('p', {}, words), element('ul', {}, ...links),
          element('div', { className: 'removing-tools' }, keep, button(say('remove-anyway'), end(remove), { className: 'quiet' })));
        form().announce(words);
        strip.scrollIntoView({ block: 'nearest' });
        return keep.focus({ preventScroll: true });
      },
    },
  };
}
