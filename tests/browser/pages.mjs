// The pages: they are those that are printed, and they are linked with the source both ways.

import assert from 'node:assert/strict';
import { readdirSync, statSync } from 'node:fs';
import { FORUM, FORUM_FILE } from './desk.mjs';
import { until } from './wait.mjs';

const REPORT = { record: FORUM, template: 'report', language: 'en' };

/** Finds a word of the PDF that stands before others. */
function printed(words, ...wanted) {
  const at = words.findIndex((_, start) => wanted.every((word, offset) => words[start + offset]?.word === word));
  assert(at >= 0, `${wanted} is not printed`);
  return words[at];
}

const scrolled = (desk) => desk.page.locator('.pages').evaluate((pane) => pane.scrollTop);

export default {
  'there are as many pages as in the PDF, with its words': async (desk) => {
    await desk.openRecord();
    const words = await desk.printedWords(REPORT);
    assert.equal(await desk.pageCount(), words.at(-1).page);
    assert(await desk.isPrinted());
    const label = await desk.page.locator('.page canvas').first().getAttribute('aria-label');
    assert.equal(label, `Page 1 of ${words.at(-1).page}: Report, English`);
  },

  'a click on a word puts the caret there': async (desk) => {
    await desk.openRecord();
    const words = await desk.printedWords(REPORT);
    for (const [found, text] of [[printed(words, 'innovators'), 'innovators'], [printed(words, 'delegation', 'of'), 'delegation of']]) {
      await desk.clickWord(found);
      await until(`the caret is at “${text}”`, async () => (await desk.fromCaret(text.length)) === text);
      assert.equal(await desk.focused(), `Text file ${FORUM_FILE}`);
    }
    await desk.type('young ');
    await desk.untilText('young delegation of executives');
  },

  'a click on a name leads to the person, and from there to whoever refers to them': async (desk) => {
    await desk.openRecord();
    const words = await desk.printedWords(REPORT);
    await desk.clickWord(printed(words, 'Suhairi', 'Mohmad', 'Suhairi'));
    await until('the caret is at the name', async () => (await desk.caretLineText()) === 'name = "Suhairi Mohmad"');
    await desk.untilShown('.reference');
    const line = Number((await desk.textOf('.reference')).match(/line (\d+)/)[1]);
    await desk.page.locator('.reference button').click();
    await until('the caret is where the person is referred to', async () => (await desk.caretLine()) === line);
    assert.equal(await desk.caretLineText(), 'speaker = "suhairi-mohmad"');
  },

  'a click on a name of the directory shows the file of people': async (desk) => {
    await desk.openRecord('typical');
    const words = await desk.printedWords({ record: 'typical', template: 'report', language: 'en' });
    await desk.clickWord(printed(words, 'Ifeoma', 'Nwosu-Lindqvist', 'Senior'));
    await desk.untilShown('.reference');
    assert.equal(await desk.page.locator('.source [aria-selected="true"]').textContent(), 'People');
    assert.match(await desk.fromCaret(20), /^Ifeoma Nwosu/);
  },

  'what the caret is in is framed': async (desk) => {
    await desk.openRecord();
    const words = await desk.printedWords(REPORT);
    await desk.caretAt('innovators from both');
    await until('the paragraph is framed', () => desk.isFramed(printed(words, 'innovators')));
    await desk.caretAt('companies in the visiting delegation');
    await until('the label of the number is framed', () => desk.isFramed(printed(words, 'visiting', 'delegation')));
    assert(!await desk.isFramed(printed(words, 'innovators')));
  },

  'the page follows the caret, and stays where somebody clicked': async (desk) => {
    await desk.openRecord();
    const words = await desk.printedWords(REPORT);
    const target = printed(words, 'fermentation.');
    assert.equal(await scrolled(desk), 0);
    await desk.caretAt('for efficient fermentation');
    await until('the frame is in view', async () => desk.page.locator('.frame').first().evaluate((frame) => {
      const { top, bottom } = frame.getBoundingClientRect();
      const pane = frame.closest('.pages').getBoundingClientRect();
      return top >= pane.top && bottom <= pane.bottom;
    }));
    assert(await desk.isFramed(target));
    const before = await scrolled(desk);
    assert(before > 0);
    await desk.clickWord(target);
    await until('the caret is there', async () => (await desk.fromCaret(12)) === 'fermentation');
    await until('it is framed', () => desk.isFramed(target));
    assert.equal(await scrolled(desk), before);
  },

  'a broken text keeps the last good pages until it is mended': async (desk, { project }) => {
    await desk.openRecord();
    const before = await desk.pixels();
    const file = project.read(FORUM_FILE);
    await desk.caretAt('lead = """', 'after');
    await desk.keyboard.press('Backspace');
    await desk.untilShown('.banner');
    assert.match(await desk.textOf('.banner'), /^There are errors\. These pages are as they were before/);
    await desk.untilState('noted');
    assert.match(await desk.textOf('.saving'), /^Unsaved/);
    await desk.untilShown('.finding.error');
    assert.equal(await desk.pixels(), before);
    assert.equal(project.read(FORUM_FILE), file, 'the file stays readable');
    await desk.area.focus();
    await desk.type('"');
    await desk.untilHidden('.banner');
    await desk.untilState('saved');
    assert.equal(await desk.page.locator('.finding.error').count(), 0);
    assert.equal(await desk.pixels(), before);
  },

  'a record that is broken from the start has no pages yet': async (desk, { project }) => {
    const text = project.read('records/small-visit.toml');
    try {
      project.write('records/late-visit.toml', `${text}\n[[`);
      await until('byline knows the record', async () =>
        (await desk.page.request.get(`${desk.base}/api/record/late-visit`)).status() === 200);
      await desk.open('/record/late-visit');
      await desk.untilShown('.finding.error');
      await desk.untilShown('.banner');
      assert.match(await desk.textOf('.banner'), /pages appear once they are fixed/);
      project.write('records/late-visit.toml', text);
      await desk.untilDrawn();
      await desk.untilHidden('.banner');
    } finally {
      project.remove('records/late-visit.toml');
    }
  },

  'other templates and languages are one click away, and stay in the address': async (desk) => {
    await desk.openRecord();
    const report = await desk.pixels();
    await desk.page.getByRole('tab', { name: 'Summary' }).click();
    await desk.untilPixels('the summary is shown', (pixels) => pixels !== report);
    await desk.untilDrawn();
    const summary = await desk.pixels();
    await desk.page.locator('.languages').getByRole('button', { name: '简体中文' }).click();
    await desk.untilPixels('its Chinese form is shown', (pixels) => pixels !== summary);
    await until('the address names it', () => new URL(desk.page.url()).search === '?template=summary&language=zh-Hans');
    await until('the pages are named', async () =>
      (await desk.page.locator('.page canvas').first().getAttribute('aria-label')).endsWith('Summary, 简体中文'));
    const chinese = await desk.pixels();
    await desk.page.reload();
    await desk.untilPixels('it is back after a reload', (pixels) => pixels === chinese);
    await desk.page.getByRole('tab', { name: 'Report' }).click();
    await until('the language stays', () => new URL(desk.page.url()).search === '?template=report&language=zh-Hans');
  },

  'pages can be enlarged, and fit again': async (desk) => {
    await desk.openRecord();
    const width = () => desk.page.locator('.page').first().evaluate((page) => page.clientWidth);
    const fitting = await width();
    await desk.press('Zoom in');
    assert(await width() > fitting);
    await desk.untilDrawn();
    const shown = Number((await desk.textOf('.zoom-size')).replace('%', ''));
    assert(Math.abs(await width() - (595.28 * 96 / 72) * (shown / 100)) < 2);
    await desk.press('Zoom out');
    await desk.press('Zoom out');
    assert(await width() < fitting);
    await desk.press('Fit width');
    assert.equal(await width(), fitting);
  },

  'pictures are as sharp as the screen': async (_, { browser }) => {
    const desk = await browser({ deviceScaleFactor: 2 });
    await desk.openRecord();
    const [pixels, shown] = await desk.page.locator('.page canvas').first().evaluate((canvas) => [canvas.width, canvas.clientWidth]);
    assert(Math.abs(pixels - 2 * shown) <= 2, `${pixels} pixels for ${shown}`);
  },

  'only the pages, beside another editor': async (desk, { project }) => {
    await desk.openRecord(FORUM, '?pages');
    assert.equal(await desk.page.locator('textarea').count(), 0);
    assert(await desk.isShown('.findings'));
    const before = await desk.pixels();
    try {
      project.replace(FORUM_FILE, 'over 100 guests in Kuala Lumpur', 'over 100 visitors in Kuala Lumpur');
      await desk.untilPixels('a save elsewhere shows', (pixels) => pixels !== before);
    } finally {
      project.replace(FORUM_FILE, 'over 100 visitors in Kuala Lumpur', 'over 100 guests in Kuala Lumpur');
    }
    await desk.untilPixels('so does its reversal', (pixels) => pixels === before);
  },

  'the button makes the PDFs of what is on the screen': async (desk, { project }) => {
    await desk.openRecord('small-talk');
    project.remove('output');
    const [title] = (await desk.text()).match(/^title = "/m);
    await desk.caretAt(title, 'after');
    await desk.type('Xylophones and ');
    await desk.press('Make PDFs');
    await until('they are made', async () => (await desk.textOf('.build-progress')).includes('PDFs are ready'));
    const links = await desk.page.locator('.build-links a').allTextContents();
    assert(links.includes('Report, English'), String(links));
    const href = await desk.page.getByRole('link', { name: 'Report, English' }).getAttribute('href');
    const pdf = await desk.page.evaluate(async (address) => (await (await fetch(address)).text()).slice(0, 5), href);
    assert.equal(pdf, '%PDF-');
    const files = readdirSync(project.path('output')).filter((name) => name.endsWith('.pdf'));
    const wanted = ['report', 'summary'].map((template) => `small-talk-${template}-en.pdf`);
    assert(wanted.every((name) => files.includes(name)), String(files));
    assert(files.every((name) => statSync(project.path(`output/${name}`)).size > 5000));
    const words = await desk.printedWords({ record: 'small-talk', template: 'report', language: 'en' });
    assert(words.some(({ word }) => word === 'Xylophones'));
  },

  'a document can be opened and downloaded as PDF': async (desk) => {
    await desk.openRecord('small-talk');
    const pdf = desk.page.getByRole('button', { name: 'PDF of this document' });
    await pdf.click();
    const address = await desk.page.getByRole('link', { name: 'Open for print' }).getAttribute('href');
    const answer = await desk.page.request.get(desk.base + address);
    assert.equal(answer.headers()['content-type'], 'application/pdf', await answer.text());
    assert.equal((await answer.body()).subarray(0, 5).toString(), '%PDF-');
    const download = desk.page.waitForEvent('download');
    await desk.page.getByRole('link', { name: 'Download the PDF' }).click();
    assert.equal((await download).suggestedFilename(), 'small-talk-report-en.pdf');
    assert(!await desk.isShown('.menu-panel'), 'the menu is closed');
  },
};
