// A window of the desk, and what people see and do in it.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from './wait.mjs';

/** The record that most tests work on: of three pages, in three languages, with findings. */
export const FORUM = 'forum-2024-10-31';
export const FORUM_FILE = `records/${FORUM}.toml`;

export class Desk {
  constructor(page, { base, project }) {
    Object.assign(this, { page, base, project });
    this.keyboard = page.keyboard;
  }

  /** Goes to a path of the desk. */
  async open(path = '/') {
    await this.page.goto(this.base + path);
  }

  /** Opens a record, and waits until its pages and findings are there. */
  async openRecord(id = FORUM, query = '') {
    await this.open(`/record/${id}${query}`);
    await this.untilDrawn();
    await this.page.locator('.finding, .clean:not(:empty)').first().waitFor({ state: 'attached' });
  }

  /** Returns the text of what is shown. */
  async textOf(selector) {
    return (await this.page.locator(selector).allTextContents()).join('\n');
  }

  isShown(selector) {
    return this.page.locator(selector).first().isVisible();
  }

  untilShown(selector) {
    return this.page.locator(selector).first().waitFor();
  }

  untilThere(selector) {
    return this.page.locator(selector).first().waitFor({ state: 'attached' });
  }

  untilHidden(selector) {
    return this.page.locator(selector).first().waitFor({ state: 'hidden' });
  }

  /** Presses a button, by its words. */
  press(name, options = {}) {
    return this.page.getByRole('button', { name, exact: true, ...options }).first().click();
  }

  // The source.

  get area() {
    return this.page.locator('.source-file:not([hidden]) textarea');
  }

  /** The text in the editor. */
  text() {
    return this.area.inputValue();
  }

  /** Puts the caret before some words of the text, or after them, or selects them. */
  async caretAt(words, where = 'before') {
    const found = await this.area.evaluate((area, [wanted, place]) => {
      const start = area.value.indexOf(wanted);
      const end = start + wanted.length;
      area.focus();
      area.setSelectionRange(place === 'after' ? end : start, place === 'before' ? start : end);
      return start >= 0;
    }, [words, where]);
    assert(found, `the text has no “${words}”`);
  }

  /** Returns some of the text from the caret on. */
  fromCaret(length) {
    return this.area.evaluate((area, most) => area.value.slice(area.selectionStart, area.selectionStart + most), length);
  }

  /** Returns the line, from 1, in which the caret is. */
  caretLine() {
    return this.area.evaluate((area) => area.value.slice(0, area.selectionStart).split('\n').length);
  }

  /** Returns the line in which the caret is. */
  async caretLineText() {
    return (await this.text()).split('\n')[(await this.caretLine()) - 1];
  }

  /** Types words, as fast as people do who type fast. */
  type(words) {
    return this.keyboard.type(words, { delay: 20 });
  }

  /** Waits until the window says so about what was typed. */
  untilState(state) {
    return this.untilShown(`.saving[data-state="${state}"]`);
  }

  /** Waits until the editor shows words. */
  untilText(words) {
    return until(`the editor shows “${words}”`, async () => (await this.text()).includes(words));
  }

  /** Shows a file, by the name of its tab. */
  async showFile(name) {
    const tab = this.page.locator('.source').getByRole('tab', { name, exact: true });
    await tab.click();
    await until(`the file “${name}” is shown`, async () => (await tab.getAttribute('aria-selected')) === 'true');
  }

  // The form.

  /** Opens a record as a form, and waits until its pages and findings are there. */
  async openForm(id = FORUM, query = '') {
    await this.openRecord(id, `?edit=form${query}`);
    await this.untilShown('.form');
  }

  /** The input of a field, by its path. */
  field(path) {
    return this.page.locator(`.form [data-path="${path}"]`).locator(':is(textarea, input, select):visible').first();
  }

  /** Shows a tab of the form. */
  formTab(name) {
    return this.page.locator('.form > .tabs').getByRole('tab', { name }).click();
  }

  /** A card of the form, by its path. */
  card(path) {
    return this.page.locator(`.form .box[data-path="${path}"]`);
  }

  /** The titles of the cards of a list, by its path. */
  cardTitles(path) {
    return this.page.locator(`.form [data-path="${path}"] > .list > .boxes > .box > .box-head .box-title`).allTextContents();
  }

  /** Opens a card. */
  openCard(path) {
    return this.card(path).locator('> .box-head .box-toggle').click();
  }

  /** Chooses what is to be done with a card. */
  async chooseFor(path, action) {
    await this.card(path).locator('> .box-head .item-more').click();
    await this.page.locator('.item-panel:not([hidden])').getByRole('button', { name: action }).click();
  }

  /** The path of the field or card that has the focus. */
  focusedPath() {
    return this.page.evaluate(() => document.activeElement.closest('[data-path]')?.dataset.path);
  }

  // The pages.

  /** Waits until a page, from 1, is drawn, as sharply as the screen is. */
  untilDrawn(page = 1) {
    return until(`page ${page} is drawn`, () => this.page.locator('.page canvas').nth(page - 1).evaluate((canvas) =>
      Math.abs(canvas.width - canvas.clientWidth * Math.min(devicePixelRatio, 2)) <= 2));
  }

  pageCount() {
    return this.page.locator('.page').count();
  }

  /** Returns a number that stands for the pixels of a page. */
  pixels(page = 1) {
    return this.page.locator('.page canvas').nth(page - 1).evaluate((canvas) => {
      const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
      let sum = canvas.width;
      for (const value of new Uint32Array(data.buffer)) sum = (Math.imul(sum, 31) + value) | 0;
      return sum;
    });
  }

  /** Returns whether a page shows more than paper. */
  isPrinted(page = 1) {
    return this.page.locator('.page canvas').nth(page - 1).evaluate((canvas) => {
      const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
      return new Set(new Uint32Array(data.buffer)).size > 10;
    });
  }

  untilPixels(what, isRight, page = 1) {
    return until(what, async () => isRight(await this.pixels(page)));
  }

  /**
   * Returns the words of the document as its PDF has them, each with its page, from 1, and its
   * place in points: poppler's view, which knows nothing of byline's own.
   */
  async printedWords(query) {
    const answer = await this.page.request.get(`${this.base}/api/document?${new URLSearchParams(query)}`);
    assert.equal(answer.status(), 200);
    const file = join(tmpdir(), `desk-${process.pid}.pdf`);
    writeFileSync(file, await answer.body());
    const found = execFileSync('pdftotext', ['-bbox', file, '-'], { encoding: 'utf8' });
    let page = 0;
    return [...found.matchAll(/<page |<word xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">(.*?)<\/word>/g)].flatMap((match) => {
      const [, left, top, right, bottom, word] = match;
      if (!word) return (page += 1), [];
      return [{ page, word, left: Number(left), top: Number(top), right: Number(right), bottom: Number(bottom) }];
    });
  }

  /** Clicks a word on the page, in its middle. */
  async clickWord({ page, left, top, right, bottom }) {
    const paper = this.page.locator('.page').nth(page - 1);
    const scale = await this.pointSize();
    await paper.click({ position: { x: ((left + right) / 2) * scale, y: ((top + bottom) / 2) * scale } });
  }

  /** CSS pixels to a point. */
  pointSize() {
    return this.page.locator('.page').first().evaluate((page) => page.clientWidth / Number(page.style.getPropertyValue('--width')));
  }

  /** Returns the frames on a page, from 1, in points. */
  frames(page) {
    return this.page.locator('.page').nth(page - 1).evaluate((paper) => {
      const scale = paper.clientWidth / Number(paper.style.getPropertyValue('--width'));
      const origin = paper.getBoundingClientRect();
      return [...paper.querySelectorAll('.frame')].map((frame) => {
        const { left, top, right, bottom } = frame.getBoundingClientRect();
        return {
          left: (left - origin.left) / scale, top: (top - origin.top) / scale,
          right: (right - origin.left) / scale, bottom: (bottom - origin.top) / scale,
        };
      });
    });
  }

  /** Returns whether something is framed that includes a word. */
  async isFramed({ page, left, top, right, bottom }) {
    return (await this.frames(page)).some((frame) => frame.left <= left && frame.top <= top && frame.right >= right && frame.bottom >= bottom);
  }

  // The findings.

  finding(words) {
    return this.page.locator('.finding', { hasText: words });
  }

  /** Where the focus is: the words of the element, or its label. */
  focused() {
    return this.page.evaluate(() => {
      const element = document.activeElement;
      return element.getAttribute('aria-label') ?? element.textContent.trim();
    });
  }
}
