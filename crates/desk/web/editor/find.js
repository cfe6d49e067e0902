// Finding words in the source: a bar above the text, and marks in it.

import { button, element } from '../dom.js';
import { formatNumber } from '../formats.js';
import { say } from '../words.js';

/** Creates the bar. `editor` returns the editor that is shown. */
export function createFind(editor) {
  let matches = [];
  let current = -1;
  const input = element('input', {
    type: 'search', 'aria-label': say('find'), placeholder: say('find'), autocomplete: 'off', spellcheck: false,
    oninput: () => search(editor().area.selectionStart),
  });
  const count = element('span', { className: 'find-count', role: 'status' });
  const bar = element('search', { className: 'find', hidden: true, onkeydown: keyPressed },
    input, count,
    button('↑', () => step(-1), { className: 'icon', 'aria-label': say('previous-match'), title: say('previous-match') }),
    button('↓', () => step(1), { className: 'icon', 'aria-label': say('next-match'), title: say('next-match') }),
    button('×', close, { className: 'icon', 'aria-label': say('close'), title: say('close') }));

  function keyPressed(event) {
    if (event.key === 'Enter' && event.target === input) {
      event.preventDefault();
      step(event.shiftKey ? -1 : 1);
    } else if (event.key === 'Escape') {
      event.preventDefault();
      close();
    }
  }

  // From the caret on, so that what is found first is what comes next.
  function search(from) {
    const words = input.value.toLocaleLowerCase();
    const text = editor().areaText.toLocaleLowerCase();
    matches = [];
    for (let at = words ? text.indexOf(words) : -1; at >= 0; at = text.indexOf(words, at + words.length)) {
      matches.push({ start: at, end: at + words.length });
    }
    current = matches.findIndex(({ end }) => end > from);
    if (current < 0 && matches.length) current = 0;
    show();
  }

  function step(by) {
    // The text may have changed since.
    const place = matches[current]?.start ?? 0;
    search(place);
    if (!matches.length) return;
    current = (current + by + matches.length) % matches.length;
    show();
  }

  function show() {
    const marks = matches.map((match, at) => ({ ...match, name: at === current ? 'match-current' : 'match' }));
    editor().layer.decorate('find', bar.hidden ? [] : marks);
    if (current >= 0 && matches[current]) editor().reveal(matches[current].start);
    count.textContent = !input.value ? '' : matches.length
      ? say('match-of', { match: formatNumber(current + 1), matches: formatNumber(matches.length) })
      : say('no-match');
  }

  function close() {
    if (bar.hidden) return;
    bar.hidden = true;
    editor().layer.decorate('find', []);
    const match = matches[current];
    editor().area.focus({ preventScroll: true });
    if (match) editor().area.setSelectionRange(match.start, match.end);
  }

  return {
    element: bar,
    /** Opens the bar for the selected words. */
    open() {
      bar.hidden = false;
      const { selectionStart: start, selectionEnd: end } = editor().area;
      const selected = editor().areaText.slice(start, end);
      if (selected && !selected.includes('\n')) input.value = selected;
      input.focus();
      input.select();
      search(start);
    },
    step: (by) => (bar.hidden ? false : (step(by), true)),
    /** Looks again, in the editor that is shown now. */
    again: () => !bar.hidden && search(0),
  };
}
