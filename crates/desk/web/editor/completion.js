// The list of what can be written at the caret: keys, words, and the ids of people.

import { debounce, element, uniqueId } from '../dom.js';
import { ask } from '../server.js';
import { sayCount, say } from '../words.js';

/** How long nobody has to have typed before the list is asked for. */
const PAUSE = 150;

/** Adds the list to an editor. `announce` speaks to screen readers. */
export function addCompletion(editor, announce) {
  const { area } = editor;
  // A list that scrolls has to be focusable, although the focus stays in the text.
  const list = element('ul', {
    className: 'completion', role: 'listbox', id: uniqueId('completion'), 'aria-label': say('suggestions'), tabIndex: 0, hidden: true,
  });
  let offered = null;
  let chosen = 0;
  let request = 0;
  area.setAttribute('aria-autocomplete', 'list');
  area.setAttribute('aria-haspopup', 'listbox');
  editor.paper.append(list);

  const later = debounce(PAUSE, offer);
  editor.addEventListener('edit', () => {
    if (isInteresting()) {
      narrow();
      return later();
    }
    later.cancel();
    close();
  });
  editor.addEventListener('caret', () => {
    if (offered && area.selectionStart < offered.start) close();
  });
  area.addEventListener('blur', close);
  area.addEventListener('keydown', (event) => {
    if (event.key === ' ' && event.ctrlKey) {
      event.preventDefault();
      offer();
    } else if (offered) keyPressed(event);
  });

  // At the start of a line, where keys are, and inside quotation marks, where names are.
  function isInteresting() {
    const { line, column } = editor.layer.position(area.selectionStart);
    if (!editor.layer.startsPlain(line) || area.selectionStart !== area.selectionEnd) return false;
    const before = editor.layer.lines[line].slice(0, column);
    return /^\s*[\w-]{2,}$/.test(before) || /=[^"#]*(?:"[^"]*"[^"#]*)*"[\p{L}\w-]*$/u.test(before);
  }

  async function offer() {
    const number = ++request;
    const body = { file: editor.name, text: editor.text, offset: editor.caret };
    const answer = await ask('/api/complete', { method: 'POST', body }).catch(() => null);
    // Somebody who goes on typing is asked about what stands there then.
    if (number !== request || editor.text !== body.text || document.activeElement !== area) return;
    if (!answer?.options.length) return close();
    const { start } = editor.areaRange({ start: answer.from, end: answer.from });
    const word = area.value.slice(start, area.selectionStart);
    if (answer.options.length === 1 && answer.options[0].insert.trim() === word) return close();
    offered = { start, options: answer.options };
    show();
  }

  // Until the list for what has been typed since is here, it keeps only what still fits: nobody
  // who presses Enter at once means anything else.
  function narrow() {
    if (!offered) return;
    const typed = area.value.slice(offered.start, area.selectionStart).toLowerCase();
    const options = offered.options.filter(({ label, detail, insert }) => [label, detail, insert].some((text) => text?.toLowerCase().includes(typed)));
    if (!options.length) return close();
    if (options.length === offered.options.length) return;
    offered.options = options;
    show();
  }

  function show() {
    list.replaceChildren(...offered.options.map(({ label, detail }, at) => element('li', {
      role: 'option',
      id: `${list.id}-${at}`,
      // The caret stays in the text.
      onpointerdown: (event) => event.preventDefault(),
      onclick: () => accept(at),
    }, element('span', { className: 'completion-label' }, label),
    detail ? element('span', { className: 'completion-detail' }, detail) : null)));
    list.hidden = false;
    const place = editor.layer.rectangle(offered.start);
    const paper = editor.paper.getBoundingClientRect();
    const pane = editor.element.getBoundingClientRect();
    const isBelow = place.bottom + list.offsetHeight < pane.bottom || place.top - pane.top < list.offsetHeight;
    list.style.top = `${(isBelow ? place.bottom + 4 : place.top - list.offsetHeight - 4) - paper.top}px`;
    list.style.left = `${Math.max(0, Math.min(place.left - paper.left, paper.width - list.offsetWidth - 8))}px`;
    area.setAttribute('aria-controls', list.id);
    choose(0);
    announce(sayCount('suggestions-open', offered.options.length));
  }

  function choose(at) {
    list.children[chosen]?.setAttribute('aria-selected', 'false');
    chosen = (at + offered.options.length) % offered.options.length;
    for (const [other, item] of [...list.children].entries()) item.setAttribute('aria-selected', String(other === chosen));
    area.setAttribute('aria-activedescendant', `${list.id}-${chosen}`);
    list.children[chosen].scrollIntoView({ block: 'nearest' });
  }

  function keyPressed(event) {
    const page = 8;
    const moves = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page };
    if (event.key in moves) choose(chosen + moves[event.key]);
    else if (['Enter', 'Tab'].includes(event.key) && !event.shiftKey) accept(chosen);
    else if (event.key === 'Escape') close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  function accept(at) {
    const { start, options } = offered;
    close();
    editor.insert(start, area.selectionStart, options[at].insert);
    later.cancel();
    close();
    area.focus({ preventScroll: true });
  }

  function close() {
    request += 1;
    offered = null;
    list.hidden = true;
    area.removeAttribute('aria-activedescendant');
    area.removeAttribute('aria-controls');
  }
}
