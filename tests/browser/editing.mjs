// Writing: what is typed is seen, saved, and can be taken back.

import assert from 'node:assert/strict';
import { FORUM, FORUM_FILE } from './desk.mjs';
import { rest, until } from './wait.mjs';

/** Longer than the pause after which what is typed is another step that can be undone. */
const STEP = 1100;

/** The text that the layer with the colours shows. */
const layer = (desk) => desk.page.locator('.source-file:not([hidden]) .line').evaluateAll((lines) =>
  lines.map((line) => line.textContent).join('\n'));

const isOffered = (desk) => desk.isShown('.completion');

/** Starts a line before the one with the mode. */
async function startLine(desk) {
  await desk.caretAt('\nmode = ');
  await desk.keyboard.press('Enter');
}

export default {
  'what is typed is on the page and in the file': async (desk, { project }) => {
    await desk.openRecord();
    const before = await desk.pixels();
    const text = await desk.text();
    await desk.caretAt('guests in Kuala');
    await desk.type('very important ');
    await desk.untilPixels('the page changes', (pixels) => pixels !== before);
    await project.untilSaved(FORUM_FILE, 'over 100 very important guests in Kuala');
    await desk.untilState('saved');
    assert.equal(await desk.textOf('.saving'), 'Saved');
    assert.equal(await desk.text(), text.replace('guests in Kuala', 'very important guests in Kuala'));
    assert.equal(project.read(FORUM_FILE), await desk.text());
    assert.equal(await layer(desk), await desk.text());
    const words = await desk.printedWords({ record: FORUM, template: 'report', language: 'en' });
    assert(words.some(({ word }, at) => word === 'very' && words[at + 1].word === 'important'));
  },

  'what was typed at once can be undone at once, and done again': async (desk, { project }) => {
    await desk.openRecord();
    const [text, pixels] = [await desk.text(), await desk.pixels()];
    await desk.caretAt('guests in Kuala');
    await desk.type('very ');
    await rest(STEP);
    await desk.type('important ');
    await rest(STEP);
    await desk.keyboard.press('Control+z');
    assert.equal(await desk.text(), text.replace('guests in Kuala', 'very guests in Kuala'));
    await desk.press('Undo');
    assert.equal(await desk.text(), text);
    await desk.untilPixels('the page is as before', (now) => now === pixels);
    await until('the file is as before', () => project.read(FORUM_FILE) === text);
    await desk.keyboard.press('Control+Shift+z');
    await desk.press('Redo');
    assert.equal(await desk.text(), text.replace('guests in Kuala', 'very important guests in Kuala'));
    assert.equal(await layer(desk), await desk.text());
  },

  'nothing is lost when somebody types without a pause': async (desk, { project }) => {
    await desk.openRecord();
    const words = 'all that glitters is not gold, as the keepers of the gauges know too well; '.repeat(4);
    await desk.caretAt('guests in Kuala');
    await desk.keyboard.type(words);
    await project.untilSaved(FORUM_FILE, `over 100 ${words}guests in Kuala`);
    await desk.untilState('saved');
    assert.equal(await layer(desk), await desk.text());
  },

  'characters of every script and size': async (desk, { project }) => {
    await desk.openRecord();
    await desk.caretAt('guests in Kuala');
    await desk.keyboard.insertText('“Sørensen” 东盟 👩‍🔬 é 𠮷 ');
    await desk.type('x');
    await project.untilSaved(FORUM_FILE, 'over 100 “Sørensen” 东盟 👩‍🔬 é 𠮷 xguests');
    await desk.keyboard.press('Backspace');
    await desk.keyboard.press('Backspace');
    await desk.keyboard.press('Backspace');
    await project.untilSaved(FORUM_FILE, 'over 100 “Sørensen” 东盟 👩‍🔬 é guests');
  },

  'line ends stay as they are': async (desk, { project }) => {
    const file = 'records/harbour-day-2026-05-13.toml';
    const text = project.read(file).replaceAll('\n', '\r\n');
    project.write(file, text);
    await desk.openRecord('harbour-day-2026-05-13');
    await desk.caretAt('engineers, hydrographers and');
    await desk.type('clockmakers, ');
    await desk.caretAt('\ntype = ');
    await desk.keyboard.press('Enter');
    await desk.type('# a note');
    const wanted = text.replace('84 engineers', '84 clockmakers, engineers').replace('\r\ntype = ', '\r\n# a note\r\ntype = ');
    await until('the file has what was typed, and its line ends', () => project.read(file) === wanted);
  },

  'words can be found': async (desk) => {
    await desk.openRecord();
    const count = (await desk.text()).toLowerCase().split('malaysia').length - 1;
    await desk.caretAt('title = ');
    await desk.keyboard.press('Control+f');
    await desk.type('MALAYSIA');
    await until('all are counted', async () => (await desk.textOf('.find-count')) === `1 of ${count}`);
    assert.equal(await desk.page.locator('.layer .match, .layer .match-current').count() >= count, true);
    await desk.keyboard.press('Enter');
    assert.equal(await desk.textOf('.find-count'), `2 of ${count}`);
    await desk.keyboard.press('Shift+Enter');
    await desk.keyboard.press('Shift+Enter');
    assert.equal(await desk.textOf('.find-count'), `${count} of ${count}`);
    await desk.keyboard.press('Enter');
    await desk.keyboard.press('Escape');
    assert(!await desk.isShown('.find'));
    assert.equal(await desk.page.locator('.layer .match, .layer .match-current').count(), 0);
    const selected = await desk.area.evaluate((area) => [area.selectionStart, area.value.slice(area.selectionStart, area.selectionEnd)]);
    assert.deepEqual(selected, [(await desk.text()).indexOf('Malaysia'), 'Malaysia']);
    await desk.keyboard.press('Control+f');
    await desk.page.locator('.find input').fill('no such words');
    assert.equal(await desk.textOf('.find-count'), 'No matches');
  },

  'keys are completed at the start of a line': async (desk) => {
    await desk.openRecord();
    await startLine(desk);
    await desk.type('seri');
    await until('the list is open', () => isOffered(desk));
    assert.equal(await desk.page.locator('.completion [aria-selected="true"] .completion-label').textContent(), 'series');
    await desk.keyboard.press('Enter');
    await desk.untilHidden('.completion');
    assert.match(await desk.caretLineText(), /^series/);
  },

  'values and people are completed inside quotation marks': async (desk) => {
    await desk.openRecord();
    await startLine(desk);
    await desk.type('mode = "mi');
    await until('the list is open', () => isOffered(desk));
    await desk.keyboard.press('Tab');
    assert.match(await desk.caretLineText(), /^mode = "mixed/);
    for (const _ of 'mode = "mixed') await desk.keyboard.press('Backspace');
    await desk.caretAt('speaker = "suhairi-mohmad', 'after');
    for (const _ of 'suhairi-mohmad') await desk.keyboard.press('Backspace');
    await desk.type('jimm');
    await until('the list is open', () => isOffered(desk));
    await desk.page.locator('.completion [role="option"]').first().click();
    assert.equal(await desk.caretLineText(), 'speaker = "li-jimmy"');
    assert.equal(await desk.focused(), `Text file ${FORUM_FILE}`);
  },

  'the list of what can be written opens when asked for, and closes': async (desk) => {
    await desk.openRecord();
    await startLine(desk);
    await desk.keyboard.press('Control+Space');
    await until('the list is open', () => isOffered(desk));
    const options = desk.page.locator('.completion [role="option"]');
    assert(await options.count() > 10);
    const chosen = async () => (await options.evaluateAll((all) => all.findIndex((one) => one.ariaSelected === 'true')));
    assert.equal(await chosen(), 0);
    await desk.keyboard.press('ArrowDown');
    await desk.keyboard.press('ArrowDown');
    assert.equal(await chosen(), 2);
    await desk.keyboard.press('ArrowUp');
    assert.equal(await chosen(), 1);
    assert.equal(await desk.area.getAttribute('aria-activedescendant'), await options.nth(1).getAttribute('id'));
    const text = await desk.text();
    await desk.keyboard.press('Escape');
    assert(!await isOffered(desk));
    assert.equal(await desk.text(), text);
  },

  'the files beside a record have tabs': async (desk, { project }) => {
    await desk.openRecord('typical');
    const names = await desk.page.locator('.source [role="tab"]').allTextContents();
    assert.deepEqual(names, ['Main text', 'People', 'Organisations', 'Settings']);
    const before = await desk.pixels();
    await desk.showFile('Organisations');
    const text = await desk.text();
    assert.equal(text, project.read('organisations.toml'));
    await desk.caretAt('City of Westhaven');
    await desk.type('Old ');
    await project.untilSaved('organisations.toml', 'name = "Old City of Westhaven"');
    await desk.untilState('saved');
    await desk.untilPixels('the page has the new name', (pixels) => pixels !== before);
    await desk.showFile('Main text');
    assert.equal(await desk.text(), project.read('records/typical.toml'));
    await desk.showFile('Organisations');
    await desk.press('Undo');
    assert.equal(await desk.text(), text, 'each file keeps its own steps');
    await desk.untilPixels('the page has the old name', (pixels) => pixels === before);
  },

  'a translation is beside its record': async (desk, { project }) => {
    await desk.openRecord(FORUM, '?language=ms');
    const before = await desk.pixels();
    await desk.showFile('Melayu');
    const file = `records/${FORUM}.ms.toml`;
    assert.equal(await desk.text(), project.read(file));
    const [, title] = (await desk.text()).match(/^title = "(\S+)/m);
    await desk.caretAt(`title = "${title}`, 'after');
    await desk.type('!');
    await project.untilSaved(file, `title = "${title}!`);
    await desk.untilPixels('the page in that language changes', (pixels) => pixels !== before);
  },

  'two windows show the same text': async (desk, { window }) => {
    await desk.openRecord();
    const other = await window(desk);
    await other.openRecord();
    const before = await other.pixels();
    await desk.page.bringToFront();
    await desk.caretAt('guests in Kuala');
    await desk.type('new ');
    await other.untilText('over 100 new guests in Kuala');
    await other.page.bringToFront();
    await other.untilPixels('the other window shows the new page', (pixels) => pixels !== before);
    await other.caretAt('guests in Kuala');
    await other.type('and old ');
    await desk.untilText('over 100 new and old guests in Kuala');
    assert(!await desk.isShown('.versions') && !await other.isShown('.versions'));
    assert.equal(await desk.text(), await other.text());
  },

  'an answer that was overtaken takes nothing back': async (desk, { window, project }) => {
    await desk.openRecord();
    const other = await window(desk);
    await other.openRecord();
    // The first answer of the server about the other window's letters is held back.
    let letGo;
    const gate = new Promise((resolve) => (letGo = resolve));
    const arrived = new Promise((resolve) => {
      desk.page.route('**/api/file?name=*', async (route) => {
        const answer = await route.fetch();
        await gate;
        await route.fulfill({ response: answer });
        resolve();
      }, { times: 1 });
    });
    await other.caretAt('standfirst = "', 'after');
    const asked = desk.page.waitForRequest('**/api/file?name=*');
    await other.type('X');
    await asked;
    await other.type('Y');
    await desk.untilText('standfirst = "XYOver');
    await desk.caretAt('guests in Kuala');
    await desk.type('kind ');
    await project.untilSaved(FORUM_FILE, 'over 100 kind guests in Kuala');
    await desk.untilState('saved');
    letGo();
    await arrived;
    await rest(500);
    const text = await desk.text();
    assert(text.includes('standfirst = "XYOver') && text.includes('over 100 kind guests in Kuala'));
    assert(!await desk.isShown('.versions'));
  },

  'a save in another program shows, and the caret stays at its word': async (desk, { project }) => {
    await desk.openRecord();
    const before = await desk.pixels();
    await desk.caretAt('sustainable development.');
    project.replace(FORUM_FILE, 'Over 100 guests', 'More than one hundred guests');
    await desk.untilText('More than one hundred guests');
    await desk.untilPixels('the page changes', (pixels) => pixels !== before);
    assert.equal(await desk.fromCaret(11), 'sustainable');
    await desk.untilState('saved');
  },

  'a reader changes nothing': async (_, { project, serve, browser }) => {
    const desk = await browser({}, await serve(project, '--read-only'));
    await desk.openRecord();
    assert.equal(await desk.textOf('.saving'), 'Read-only');
    assert(await desk.area.evaluate((area) => area.readOnly));
    const [text, file] = [await desk.text(), project.read(FORUM_FILE)];
    await desk.caretAt('guests in Kuala');
    await desk.type('not ');
    await desk.keyboard.press('Control+Space');
    assert.equal(await desk.text(), text);
    for (const name of ['Make PDFs', 'Undo', 'Redo', 'Keep as it is…']) {
      assert.equal(await desk.page.getByRole('button', { name, exact: true }).count(), 0, name);
    }
    const refused = await desk.page.request.put(`${desk.base}/api/file/text`, {
      headers: { 'x-byline-desk': '1' }, data: { file: FORUM_FILE, base: 1, text: '' },
    });
    assert.equal(refused.status(), 403);
    assert.equal(project.read(FORUM_FILE), file);
    await desk.open('/');
    await desk.untilShown('.card');
    assert.equal(await desk.page.getByRole('button').count(), 0);
  },
};
