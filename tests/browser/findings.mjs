// The findings: what an editor would ask, where, and what can be done about it.

import assert from 'node:assert/strict';
import { FORUM_FILE } from './desk.mjs';
import { Project } from './project.mjs';
import { rest, until } from './wait.mjs';

/** A finding of the record: six companies are counted, five are told of. */
const COUNT = 'and the record tells of 5';
const COUNTED = 'label = "companies in the visiting delegation"';

const levels = (desk) => desk.page.locator('.finding').evaluateAll((all) =>
  all.map((one) => ['error', 'warning', 'information'].findIndex((level) => one.classList.contains(level))));

const heading = (desk) => desk.textOf('.findings h2');

export default {
  'each says what it is, where, and why': async (desk) => {
    await desk.openRecord();
    assert.equal(await heading(desk), '2 findings');
    const finding = desk.finding(COUNT);
    assert.match(await finding.innerText(), /^Warning Main text, line 43\n/);
    assert(!(await finding.locator('details p').first().isVisible()));
    await finding.getByText('Explain').click();
    assert.match(await finding.locator('details').innerText(), /Check the number, or add what is missing\./);
  },

  'the most important come first': async (desk) => {
    await desk.openRecord('seminar-2021-12-09');
    const ranks = await levels(desk);
    assert(ranks.length > 5 && new Set(ranks).size > 1, String(ranks));
    assert.deepEqual(ranks, [...ranks].sort());
  },

  'its place leads to the line, which is marked': async (desk) => {
    await desk.openRecord();
    const line = Number((await desk.finding(COUNT).locator('[data-place]').textContent()).match(/line (\d+)/)[1]);
    await desk.finding(COUNT).locator('[data-place]').click();
    await until('the caret is there', async () => (await desk.caretLine()) === line);
    const marked = desk.page.locator('.source-file:not([hidden]) .line').nth(line - 1);
    assert.match(await marked.getAttribute('class'), /has-warning/);
    assert.equal(await marked.locator('.warning').first().textContent() !== '', true);
  },

  'its place is right although lines above it were added': async (desk) => {
    await desk.openRecord();
    await desk.caretAt('\ntype = ');
    for (const line of ['# one', '# two', '# three']) {
      await desk.keyboard.press('Enter');
      await desk.type(line);
    }
    await desk.finding(COUNT).locator('[data-place]').click();
    await until('the caret is there', async () => (await desk.caretLineText()) === COUNTED);
    await until('it tells the new line', async () => (await desk.finding(COUNT).innerText()).includes('line 46'));
  },

  'it comes and goes as the text changes, once typing pauses': async (desk) => {
    await desk.openRecord();
    await desk.caretAt('count = 6', 'select');
    await desk.type('count = 5');
    await desk.finding(COUNT).waitFor({ state: 'detached' });
    assert.equal(await heading(desk), '1 finding');
    await desk.caretAt('count = 5', 'select');
    await desk.type('count = 7');
    await desk.finding('this number says 7').waitFor();
    await desk.caretAt('count = 7', 'select');
    // While somebody types, the list does not move.
    await desk.type('count = 4');
    assert(await desk.finding('this number says 7').isVisible());
    await desk.finding('this number says 4').waitFor();
  },

  'an error has its line, and stays until it is mended': async (desk, { project }) => {
    await desk.openRecord();
    await desk.caretAt('type = "forum', 'after');
    await desk.keyboard.press('Backspace');
    await desk.type('n');
    const finding = desk.finding('forun');
    await finding.waitFor();
    assert.match(await finding.getAttribute('class'), /error/);
    assert.equal((await levels(desk))[0], 0);
    const line = (await desk.text()).split('\n').indexOf('type = "forun"');
    await until('its line is marked', async () =>
      /has-error/.test(await desk.page.locator('.source-file:not([hidden]) .line').nth(line).getAttribute('class')));
    await project.untilSaved(FORUM_FILE, 'type = "forun"');
    await desk.untilState('saved');
    await desk.keyboard.press('Backspace');
    await desk.type('m');
    await finding.waitFor({ state: 'detached' });
  },

  'a button mends a word, where it is by then, and can be taken back': async (desk, { project }) => {
    await desk.openRecord();
    const text = await desk.text();
    await desk.caretAt('type = "forum', 'after');
    await desk.keyboard.press('Backspace');
    await desk.type('n');
    const button = desk.finding('forun').getByRole('button', { name: 'Replace with “forum”' });
    await button.waitFor();
    // A line above it, of which the finding knows nothing yet.
    await desk.caretAt('title = ');
    await desk.keyboard.insertText('# a note\n');
    await button.click();
    const mended = text.replace('title = ', '# a note\ntitle = ');
    assert.equal(await desk.text(), mended);
    assert.equal(await desk.focused(), `Text file ${FORUM_FILE}`);
    await desk.finding('forun').waitFor({ state: 'detached' });
    await until('it is saved', () => project.read(FORUM_FILE) === mended);
    await desk.keyboard.press('Control+z');
    assert.equal(await desk.text(), mended.replace('type = "forum"', 'type = "forun"'), 'it is one step');
    await desk.finding('forun').waitFor();
  },

  'a button mends a misspelt key': async (desk, { project }) => {
    await desk.openRecord();
    const text = await desk.text();
    await desk.caretAt('standfirst', 'select');
    await desk.type('standfrist');
    const finding = desk.finding('no key standfrist');
    await finding.getByRole('button', { name: 'Replace with “standfirst”' }).click();
    assert.equal(await desk.text(), text);
    await finding.waitFor({ state: 'detached' });
    await until('the file is as before', () => project.read(FORUM_FILE) === text);
  },

  'it can be silenced, with a reason': async (desk, { project }) => {
    await desk.openRecord();
    const text = await desk.text();
    await desk.finding(COUNT).getByRole('button', { name: 'Keep as it is…' }).click();
    await desk.keyboard.press('Enter');
    await rest(300);
    assert.equal(await desk.text(), text, 'a reason is needed');
    await desk.type('one of them gave no talk');
    await desk.keyboard.press('Enter');
    await desk.finding(COUNT).waitFor({ state: 'detached' });
    await project.untilSaved(FORUM_FILE, '# allow count-differs: one of them gave no talk\n');
    const lines = (await desk.text()).split('\n');
    const at = lines.findIndex((line) => line.includes('allow count-differs'));
    assert(lines.slice(at, at + 4).includes(COUNTED), lines.slice(at - 2, at + 4).join('\n'));
    assert.equal(await heading(desk), '1 finding');
    await desk.area.focus();
    await desk.keyboard.press('Control+z');
    assert.equal(await desk.text(), text, 'it is one step');
    await desk.finding(COUNT).waitFor();
    await until('the file is as before', () => project.read(FORUM_FILE) === text);
  },

  'what was kept can be looked at again': async (desk, { project }) => {
    await desk.openRecord();
    const text = project.read(FORUM_FILE);
    await desk.finding(COUNT).getByRole('button', { name: 'Keep as it is…' }).click();
    await desk.type('one of them gave no talk');
    await desk.keyboard.press('Enter');
    await project.untilSaved(FORUM_FILE, '# allow count-differs: one of them gave no talk\n');
    const kept = desk.page.locator('.kept-findings');
    await kept.getByText('1 finding kept as it is').click();
    assert((await kept.innerText()).includes('one of them gave no talk'));
    await kept.getByRole('button', { name: 'Check again' }).click();
    await desk.finding(COUNT).waitFor();
    await until('the comment is gone', () => project.read(FORUM_FILE) === text);
    assert(!await kept.isVisible());
  },

  'silencing can be cancelled': async (desk) => {
    await desk.openRecord();
    const text = await desk.text();
    const open = desk.finding(COUNT).getByRole('button', { name: 'Keep as it is…' });
    await open.click();
    await desk.type('because');
    await desk.keyboard.press('Escape');
    assert.equal(await desk.finding(COUNT).locator('form').isVisible(), false);
    assert(await open.evaluate((button) => document.activeElement === button));
    assert.equal(await desk.text(), text);
  },

  'what is half written in it survives other changes': async (desk, { project }) => {
    await desk.openRecord();
    await desk.finding(COUNT).getByRole('button', { name: 'Keep as it is…' }).click();
    await desk.type('one of them');
    project.replace(FORUM_FILE, 'Over 100 guests', 'Over 110 guests');
    await desk.untilText('Over 110 guests');
    await desk.finding(COUNT).waitFor();
    await rest(1000);
    await desk.type(' was late');
    assert.equal(await desk.finding(COUNT).getByRole('textbox').inputValue(), 'one of them was late');
  },

  'a finding about another file leads there': async (desk, { project }) => {
    const file = 'people.toml';
    const text = project.read(file);
    await desk.openRecord('typical');
    try {
      project.write(file, text.replace('affiliation = "ics"', 'affiliation = "icss"'));
      const finding = desk.finding('icss');
      await finding.waitFor();
      await finding.locator('[data-place]').click();
      await until('that file is shown', async () => (await desk.caretLineText()) === 'affiliation = "icss"');
      assert.equal(await desk.page.locator('.source [aria-selected="true"]').textContent(), 'People');
    } finally {
      project.write(file, text);
    }
    await desk.finding('icss').waitFor({ state: 'detached' });
  },

  'what is still to be filled in is called by its field, and cannot be kept': async (_, { project, serve, browser }) => {
    const copy = Project.copyOf(project, ['small-talk']);
    copy.replace('records/small-talk.toml', 'venue = "Reading Room, Institute for Coastal Studies"', 'venue = "TODO: hall, city"');
    const desk = await browser({}, await serve(copy), copy);
    await desk.openForm('small-talk');
    const finding = desk.finding('“Venue” is still empty');
    await finding.waitFor();
    assert.equal(await finding.getByRole('button', { name: 'Keep as it is…' }).count(), 0);
    await finding.locator('[data-place]').click();
    const input = desk.page.locator('.form :focus');
    assert.equal(await input.inputValue(), '');
    assert.match(await desk.focusedPath(), /^venue/);
    await desk.type('Town Hall');
    await copy.untilSaved('records/small-talk.toml', 'venue = "Town Hall"');
    await finding.waitFor({ state: 'detached' });
  },

  'a photo is called by its number': async (_, { project, serve, browser }) => {
    const copy = Project.copyOf(project, ['gauge-clinic']);
    copy.replace('records/gauge-clinic.toml', 'alt = "Four people stand at a workbench; on it a gauge with a dial, a brass box and a folder."', 'alt = "TODO: what it shows"');
    const desk = await browser({}, await serve(copy), copy);
    await desk.openForm('gauge-clinic');
    const finding = desk.finding('“Description for blind readers” is still empty');
    await finding.waitFor();
    assert.equal(await finding.locator('[data-place]').textContent(), 'Photos › Photo 1 › Description for blind readers');
  },

  'a record without any says that it is ready': async (desk) => {
    await desk.openRecord('small-talk');
    assert.equal(await desk.textOf('.clean'), 'No findings. The report is ready.');
    assert(!await desk.isShown('.findings h2'));
  },
};
