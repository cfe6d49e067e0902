// Making PDFs: the order, and how far it is.

import { button, element, withCode } from './dom.js';
import { formatNumber } from './formats.js';
import { onNews } from './news.js';
import { ask } from './server.js';
import { say, sayCount } from './words.js';

/** Creates the checkboxes that say what PDFs are for. */
export function createBuildOptions() {
  const box = (key) => {
    const input = element('input', { type: 'checkbox' });
    return { input, label: element('label', { className: 'check' }, input, say(key)) };
  };
  const [print, greyscale] = [box('for-print'), box('in-greyscale')];
  return {
    fields: element('fieldset', { className: 'build-options' },
      element('legend', {}, say('pdf-options')), print.label, greyscale.label),
    chosen: () => ({ print: print.input.checked, greyscale: greyscale.input.checked }),
  };
}

/**
 * Creates the notice that says how far a build is, and where its documents are. `documents` returns
 * links to those that somebody may want to look at, each `{label, href}`.
 */
export function createBuildProgress(documents = () => []) {
  const bar = element('progress', { 'aria-label': say('building') });
  const words = element('p', { role: 'status' });
  const links = element('ul', { className: 'build-links' });
  const folder = element('p', { className: 'build-folder' });
  const reveal = button(say('show-folder'), showFolder, { className: 'quiet' });
  const close = button(say('close'), () => (notice.hidden = true), { className: 'quiet' });
  const tools = element('div', { className: 'build-tools' }, reveal, close);
  const notice = element('section', { className: 'build-progress', 'aria-label': say('make-pdfs'), hidden: true },
    words, bar, links, folder, tools);
  let output = null;

  function show(text, { isOver = false, hasMade = false } = {}) {
    notice.hidden = false;
    bar.hidden = isOver;
    tools.hidden = !isOver;
    reveal.hidden = !(hasMade && output?.canReveal);
    folder.hidden = !(hasMade && output);
    folder.textContent = output ? say('pdfs-in', { folder: output.path }) : '';
    links.replaceChildren(...(hasMade ? documents() : []).map(({ label, href }) =>
      element('li', {}, element('a', { href, target: '_blank' }, label))));
    words.replaceChildren(...withCode(text));
  }

  async function showFolder() {
    try {
      await ask('/api/output/reveal', { method: 'POST' });
    } catch (error) {
      words.textContent = say('folder-not-shown', { why: error.message });
    }
  }

  onNews('build', ({ made, failed, done, words: last, total }) => {
    if (total) Object.assign(bar, { max: total, value: made + failed });
    if (!done) return show(total ? say('building-of', { made: formatNumber(made + failed), total: formatNumber(total) }) : say('building'));
    const parts = [
      made ? sayCount('pdfs-made', made) : null,
      failed ? sayCount('pdfs-failed', failed) : null,
      last ? say('build-not-started', { why: last }) : null,
    ].filter(Boolean);
    show(parts.join(' ') || say('no-pdfs'), { isOver: true, hasMade: made > 0 });
  });
  return {
    element: notice,
    /** Builds records; all if none are named. */
    async build(records, options) {
      bar.removeAttribute('value');
      show(say('building'));
      try {
        output = await ask('/api/build', { method: 'POST', body: { records, ...options } });
      } catch (error) {
        show(say('build-not-started', { why: error.message }), { isOver: true });
      }
    },
  };
}
