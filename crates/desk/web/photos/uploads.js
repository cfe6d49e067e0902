// Photos on their way to the server: one after another, each with its progress and a way to stop
// it. What was refused stays until it was read.

import { button, element, setText, withCode } from '../dom.js';
import { connection, pathOf } from '../server.js';
import { say, sayCount } from '../words.js';
import { send } from './send.js';

/** How long it is said that a photo was added, in milliseconds. */
const SAID = 4000;

export class Uploads {
  #waiting = [];
  #isBusy = false;

  /** `maxBytes` returns the size of the largest file that is accepted. */
  constructor({ record, maxBytes }) {
    Object.assign(this, { record, maxBytes });
    this.rows = element('ul', { className: 'upload-rows' });
    this.speaker = element('p', { className: 'for-screen-readers', role: 'status' });
    this.element = element('section', { className: 'uploads', 'aria-label': say('photos-being-added'), hidden: true }, this.rows, this.speaker);
  }

  /** Adds files. `done` is called with what the server says of each, in their order. */
  add(files, done) {
    const many = [...files].filter(({ type, size }) => size > 0 || type);
    for (const file of many) this.#waiting.push({ file, done, ...this.#row(file) });
    this.element.hidden = !this.rows.children.length;
    if (many.length) this.speaker.textContent = sayCount('photos-adding', many.length);
    this.#work();
  }

  /** Says why nothing is added. */
  refuse(message) {
    const row = element('li', { className: 'upload' });
    this.rows.append(row);
    this.element.hidden = false;
    this.#refused(row, { message, hint: '' });
  }

  #row(file) {
    const stop = new AbortController();
    const name = element('span', { className: 'upload-name' }, file.name);
    const bar = element('progress', { max: 1, value: 0, 'aria-label': file.name });
    const words = element('span', { className: 'upload-words' }, say('photo-waiting'));
    const cancel = button(say('cancel'), () => stop.abort(), { className: 'quiet', 'aria-label': say('cancel-of', { name: file.name }) });
    const row = element('li', { className: 'upload' }, name, bar, words, cancel);
    this.rows.append(row);
    return { stop, row, bar, words, cancel };
  }

  async #work() {
    if (this.#isBusy) return;
    this.#isBusy = true;
    while (this.#waiting.length) await this.#send(this.#waiting.shift());
    this.#isBusy = false;
  }

  async #send({ file, done, stop, row, bar, words, cancel }) {
    const most = this.maxBytes();
    try {
      stop.signal.throwIfAborted();
      if (file.size > most) {
        const megabytes = Math.floor(most / 2 ** 20);
        return this.#refused(row, { message: say('photo-too-large', { name: file.name, megabytes }), hint: say('photo-too-large-remedy') });
      }
      const onProgress = (share) => {
        bar.value = share;
        // Then byline looks at it, for which nobody can say how long.
        if (share === 1) bar.removeAttribute('value');
        setText(words, say(share === 1 ? 'photo-looking' : 'photo-sending', { percent: Math.floor(100 * share) }));
      };
      const to = pathOf('/api/photos', { record: this.record, name: file.name || 'photo' });
      const answer = await send(file, { to, onProgress, signal: stop.signal });
      cancel.remove();
      bar.remove();
      const said = await done(answer, file);
      setText(words, said ?? say('photo-added'));
      this.speaker.textContent = `${file.name}: ${words.textContent}`;
      row.classList.add('is-done');
      setTimeout(() => this.#forget(row), SAID);
    } catch (error) {
      if (error.name === 'AbortError') return this.#forget(row);
      const why = connection.state === 'connected' ? error.message : say('photo-not-sent');
      return this.#refused(row, { message: error.body?.message ?? why, hint: error.body?.hint ?? '' });
    }
    return null;
  }

  #refused(row, { message, hint }) {
    row.classList.add('is-refused');
    row.replaceChildren(
      element('p', { role: 'alert' }, element('strong', {}, withCode(sentence(message))), hint ? ` ${sentence(hint)}` : ''),
      button(say('close'), () => this.#forget(row), { className: 'quiet' }));
  }

  #forget(row) {
    row.remove();
    this.element.hidden = !this.rows.children.length;
  }
}

// Messages are clauses; here they are sentences.
const sentence = (text) => text.charAt(0).toLocaleUpperCase() + text.slice(1) + (/[.!?。]$/.test(text) ? '' : '.');
