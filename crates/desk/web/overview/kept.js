// Texts that have lost their file: each can be opened, saved again, or let go.

import { button, element } from '../dom.js';
import { createLetGo } from '../editor/versions.js';
import { pathOfText } from '../record/files.js';
import { ask, pathOf } from '../server.js';
import { say } from '../words.js';

/** Creates the list, which is hidden while there are none. */
export function createKept() {
  const list = element('ul', { className: 'kept-list' });
  const section = element('section', { className: 'kept', 'aria-labelledby': 'kept-title', hidden: true },
    element('h2', { id: 'kept-title' }, say('kept-title')),
    element('p', { className: 'kept-about' }, say('kept-about')),
    list);
  const items = new Map();

  function createItem({ file, title }) {
    const words = element('p', { className: 'kept-state', role: 'status' });
    const decide = async (mine) => {
      words.textContent = '';
      try {
        await ask('/api/file/decide', { method: 'POST', body: { file, mine } });
        const errors = await ask(pathOf('/api/file/errors', { name: file }));
        if (errors.length) words.textContent = say('kept-has-errors');
      } catch (error) {
        // What was let go is not found any more.
        if (error.status !== 404) words.textContent = say('not-saved', { why: error.message });
      }
    };
    return element('li', {},
      element('p', { className: 'kept-name' }, element('a', { href: pathOfText(file) }, title ?? file), title ? element('span', {}, file) : null),
      element('div', { className: 'kept-tools' }, button(say('save-again'), () => decide(true)), createLetGo(() => decide(false))),
      words);
  }

  return {
    element: section,
    /** Shows texts, each `{file, title}`. Those that are shown already stay as they are. */
    show(kept) {
      for (const file of items.keys()) if (!kept.some((one) => one.file === file)) items.delete(file);
      for (const one of kept) if (!items.has(one.file)) items.set(one.file, createItem(one));
      const hadFocus = section.contains(document.activeElement);
      list.replaceChildren(...items.values());
      section.hidden = !items.size;
      if (hadFocus && !section.contains(document.activeElement)) list.querySelector('a')?.focus();
    },
  };
}
