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

/** Creates the line that says how far a build is. */
export function createBuildProgress() {
  const bar = element('progress', { 'aria-label': say('building') });
  const words = element('span');
  const close = button(say('close'), () => (line.hidden = true), { className: 'quiet' });
  const line = element('div', { className: 'build-progress', role: 'status', hidden: true }, bar, words, close);
  const show = (text, isOver) => {
    line.hidden = false;
    bar.hidden = isOver;
    close.hidden = !isOver;
    words.replaceChildren(...withCode(text));
  };
  onNews('build', ({ made, failed, done, words: last, total }) => {
    if (total) Object.assign(bar, { max: total, value: made + failed });
    if (!done) return show(total ? say('building-of', { made: formatNumber(made + failed), total: formatNumber(total) }) : say('building'), false);
    const parts = [
      made ? sayCount('pdfs-made', made) : null,
      failed ? sayCount('pdfs-failed', failed) : null,
      last ? say('build-not-started', { why: last }) : null,
    ].filter(Boolean);
    show(parts.join(' ') || say('no-pdfs'), true);
  });
  return {
    line,
    /** Builds records; all if none are named. */
    async build(records, options) {
      bar.removeAttribute('value');
      show(say('building'), false);
      try {
        await ask('/api/build', { method: 'POST', body: { records, ...options } });
      } catch (error) {
        show(say('build-not-started', { why: error.message }), true);
      }
    },
  };
}
