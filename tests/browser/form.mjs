// The form: an event is written without its source, and the source stays as it was but for that.

import assert from 'node:assert/strict';
import { FORUM, FORUM_FILE } from './desk.mjs';
import { Project } from './project.mjs';
import { axe } from './tools.mjs';
import { rest, until } from './wait.mjs';

const TYPICAL = 'records/typical.toml';
const TABS = ['Event', 'Who', 'Programme', 'Photos', 'Results', 'Credits', 'More'];

/** Returns the lines of a text that are not in another one. */
const linesBut = (text, other) => text.split('\n').filter((line) => !other.split('\n').includes(line));

/** A project of its own with one record, so that its server can be stopped. */
async function alone({ project, serve, browser }, record, ...args) {
  const copy = Project.copyOf(project, [record]);
  const server = await serve(copy, ...args);
  const desk = await browser({}, server, copy);
  return { copy, server, desk };
}

/** Holds back what the form sends, until it is let go. */
async function holdBack(desk) {
  let letGo;
  const gate = new Promise((resolve) => (letGo = resolve));
  await desk.page.route('**/api/form/edit', async (route) => {
    await gate;
    await route.continue();
  });
  return letGo;
}

/** Writes a title in a form while another window writes another one. */
async function writeTwice(desk, window, path, words) {
  await desk.openForm('typical');
  const other = await window(desk);
  await other.openForm('typical');
  const letGo = await holdBack(desk);
  await desk.field('title').fill('Harbour Day of mine');
  await other.field(path).fill(words);
  await other.field(path).blur();
  await other.untilState('saved');
  letGo();
  return other;
}

const valueOf = (locator) => locator.inputValue();

/** Where the caret is in the field that has the focus. */
const caret = (desk) => desk.page.evaluate(() => document.activeElement.selectionStart);

/** Types some words into the form and leaves it after a while. Returns what is in the field then. */
async function leave(desk, words, wait, go) {
  await desk.openForm('typical');
  await desk.field('standfirst').fill('So far.');
  await desk.field('standfirst').press('End');
  await desk.keyboard.type(` ${words}`);
  await rest(wait);
  await go();
  return `So far. ${words}`;
}

/** Asserts that a text is there, and that nobody is asked which one is meant. */
async function assertKept(desk, words) {
  await desk.openForm('typical');
  await until(`the form has “${words}”`, async () => (await valueOf(desk.field('standfirst'))) === words);
  await desk.untilState('saved');
  assert.equal(await desk.isShown('.versions'), false);
}

export default {
  'a title that is typed is on the page, in the source and in the file': async (desk, { project }) => {
    const before = project.read(TYPICAL);
    await desk.openForm('typical');
    const pixels = await desk.pixels();
    await desk.field('title').press('End');
    await desk.type(', again');
    await desk.untilPixels('the page changes', (now) => now !== pixels);
    await project.untilSaved(TYPICAL, 'Tell, again"');
    await desk.untilState('saved');
    assert.deepEqual(linesBut(project.read(TYPICAL), before).length, 1, 'no other line is touched');
    await desk.page.getByRole('tab', { name: 'Text file' }).click();
    assert.equal(await desk.text(), project.read(TYPICAL));
    await desk.page.getByRole('tab', { name: 'Form' }).click();
    assert.match(await valueOf(desk.field('title')), /Tell, again$/);
  },

  'typing is not interrupted by answers': async (desk, { project }) => {
    await desk.openForm('typical');
    const before = await valueOf(desk.field('title'));
    await desk.field('title').press('Home');
    const words = 'Here is what the keepers of the gauges had to say about the ';
    await desk.keyboard.type(words, { delay: 45 });
    assert.equal(await valueOf(desk.field('title')), words + before);
    assert.equal(await caret(desk), words.length);
    await desk.untilState('saved');
    await rest(300);
    assert.equal(await valueOf(desk.field('title')), words + before);
    assert.equal(await caret(desk), words.length);
    await project.untilSaved(TYPICAL, words + before);
  },

  'what is written in the source is in the form': async (desk) => {
    await desk.openForm('typical');
    await desk.page.getByRole('tab', { name: 'Text file' }).click();
    await desk.caretAt('title = "', 'after');
    await desk.type('Late ');
    await desk.untilState('saved');
    await desk.page.getByRole('tab', { name: 'Form' }).click();
    await until('the title is the new one', async () => (await valueOf(desk.field('title'))).startsWith('Late Harbour'));
  },

  'what another program writes is in the form, but for the field in focus': async (desk, { project }) => {
    await desk.openForm('typical');
    await desk.field('title').focus();
    project.replace(TYPICAL, 'title = "Harbour Day', 'title = "New Harbour Day');
    await until('the title is the new one', async () => (await valueOf(desk.field('title'))).startsWith('New Harbour'));
    assert.equal(await desk.focusedPath(), 'title');
  },

  'sessions are added, moved, duplicated and removed by keyboard': async (desk, { project }) => {
    await desk.openForm('typical');
    await desk.formTab('Programme');
    const parts = await desk.cardTitles('programme');
    assert(parts.length > 2);
    // Added: the focus is where the title goes.
    const add = desk.page.locator('.form [data-path="programme"] > .list > .add');
    await add.focus();
    await desk.keyboard.press('Enter');
    assert.equal(await desk.focusedPath(), `programme[${parts.length}].title`);
    await desk.type('Farewell');
    await until('it has a name', async () => (await desk.cardTitles('programme')).at(-1) === 'Farewell');
    await project.untilSaved(TYPICAL, 'title = "Farewell"');
    // Moved, with the focus.
    await desk.keyboard.press('Alt+ArrowUp');
    assert.deepEqual(await desk.cardTitles('programme'), [...parts.slice(0, -1), 'Farewell', parts.at(-1)]);
    await until('the path follows', async () => (await desk.focusedPath()) === `programme[${parts.length - 1}].title`);
    assert.match(await desk.textOf('.form > [role="status"].for-screen-readers'), new RegExp(`^Farewell: now ${parts.length} of ${parts.length + 1}$`));
    await desk.type('!');
    await project.untilSaved(TYPICAL, 'title = "Farewell!"');
    const text = project.read(TYPICAL);
    assert(text.indexOf('"Farewell!"') < text.indexOf(`"${parts.at(-1)}"`), 'it is moved in the file');
    // Duplicated, by the menu.
    await desk.card(`programme[${parts.length - 1}]`).locator('> .box-head .item-more').focus();
    await desk.keyboard.press('Enter');
    for (const name of ['Move down', 'Duplicate']) {
      await desk.keyboard.press('ArrowDown');
      assert.match(await desk.focused(), new RegExp(`^${name}`));
    }
    await desk.keyboard.press('Enter');
    await until('there are two', async () => (await desk.cardTitles('programme')).filter((title) => title === 'Farewell!').length === 2);
    await until('there are two in the file', () => project.read(TYPICAL).split('"Farewell!"').length === 3);
    // Removed, and brought back.
    await desk.chooseFor(`programme[${parts.length}]`, 'Remove');
    assert.equal(await desk.focused(), 'Undo');
    await until('one is gone from the file', () => project.read(TYPICAL).split('"Farewell!"').length === 2);
    await desk.keyboard.press('Enter');
    await until('it is back', () => project.read(TYPICAL).split('"Farewell!"').length === 3);
    await until('it is back in the form', async () => (await desk.cardTitles('programme')).filter((title) => title === 'Farewell!').length === 2);
  },

  'buttons say in words what they add': async (desk) => {
    await desk.openForm('sparse');
    for (const tab of TABS) {
      await desk.formTab(tab);
      for (const words of await desk.page.locator('.form button:visible').allInnerTexts()) assert.doesNotMatch(words, /\[object/, tab);
    }
  },

  'what an editor says of a card waits until it is filled in, and moves no field': async (desk) => {
    // Before there is a programme, nobody is missed in it.
    await desk.openForm('typical');
    await desk.formTab('Who');
    await desk.page.locator('.form [data-path="people"] > .list > .add').click();
    await desk.type('Siti Rahman');
    await desk.keyboard.press('Tab');
    const card = desk.card('people.siti-rahman');
    await card.waitFor();
    const post = desk.field('people.siti-rahman.title');
    await post.fill('Director');
    const before = (await post.boundingBox()).y;
    await desk.finding('Siti Rahman').first().waitFor();
    await rest(300);
    assert.equal(await card.locator('.notes:visible').count(), 0);
    assert.equal((await post.boundingBox()).y, before);
    await desk.formTab('Who').then(() => desk.page.locator('.form > .tabs [aria-selected="true"]').focus());
    await card.locator('.box-body > .notes').waitFor();
  },

  'whoever opens a talk by mouse finds the caret where its text is missing': async (_, { project, serve, browser }) => {
    const copy = Project.copyOf(project, ['typical']);
    const talk = "[[programme]]\ntitle = 'Talks'\n[[programme.sessions]]\ntitle = 'Gauges'\nspeaker = 'Ana Sørensen'\n";
    copy.write('records/typical.toml', `title = 'Harbour Day'\nstart = 2025-05-14\nmode = 'offline'\n${talk}`);
    const desk = await browser({}, await serve(copy), copy);
    await desk.openForm('typical');
    await desk.formTab('Programme');
    // An empty part says what belongs there, and one in use no longer.
    assert.equal(await desk.page.locator('.form [data-path="programme"] > .section-about:visible').count(), 0);
    for (const path of ['programme[0]', 'programme[0].sessions[0]']) await desk.card(path).locator('.box-toggle').first().click();
    await until('the caret is in the text', async () => (await desk.focusedPath()) === 'programme[0].sessions[0].summary');
    await desk.type('She measured them.');
    await copy.untilSaved('records/typical.toml', 'She measured them.');
    await desk.formTab('Results');
    assert.match(await desk.textOf('.form [data-path="takeaways"] > .section-about'), /remember of the talks/);
    await desk.formTab('Photos');
    assert.match(await desk.textOf('.form [data-path="photos"] > .section-about'), /caption/);
  },

  'that something was removed is said for a while': async (desk) => {
    await desk.openForm('typical');
    await desk.formTab('Programme');
    await desk.chooseFor('programme[0]', 'Remove');
    await desk.untilShown('.removed');
    await desk.page.locator('.form > .tabs [aria-selected="true"]').focus();
    await desk.untilHidden('.removed');
    await desk.press('Undo');
    await until('it can still be brought back', async () => (await desk.cardTitles('programme'))[0] === 'Opening');
  },

  'parts are moved by dragging, and not if one thinks better of it': async (desk, { project }) => {
    await desk.openForm('typical');
    await desk.formTab('Programme');
    const parts = await desk.cardTitles('programme');
    const drag = async (from, to) => {
      const box = await desk.card(`programme[${from}]`).locator('> .box-head .handle').boundingBox();
      const target = await desk.card(`programme[${to}]`).boundingBox();
      await desk.page.mouse.move(box.x + 8, box.y + 12);
      await desk.page.mouse.down();
      await desk.page.mouse.move(box.x + 8, target.y + target.height - 4, { steps: 6 });
    };
    await drag(0, 1);
    assert(await desk.isShown('.drop-line'));
    await desk.keyboard.press('Escape');
    await desk.page.mouse.up();
    assert.deepEqual(await desk.cardTitles('programme'), parts);
    await drag(0, 1);
    await desk.page.mouse.up();
    assert.deepEqual(await desk.cardTitles('programme'), [parts[1], parts[0], ...parts.slice(2)]);
    await until('the file has the new order', () => project.read(TYPICAL).indexOf(`"${parts[1]}"`) < project.read(TYPICAL).indexOf(`"${parts[0]}"`));
  },

  'a list of texts grows with Enter, and forgets what is emptied': async (desk, { project }) => {
    await desk.openForm('sparse');
    await desk.formTab('Results');
    await desk.field('outcomes[0]').fill('The records will be published.');
    await desk.field('outcomes[0]').press('End');
    await desk.page.locator('.is-list[data-path="outcomes"] > .add').click();
    await desk.type('A second one.');
    await project.untilSaved('records/sparse.toml', 'A second one.');
    await desk.field('outcomes[0]').fill('');
    await desk.field('outcomes[1]').focus();
    await until('one is left', async () => (await desk.page.locator('.is-list[data-path="outcomes"] .row').count()) === 1);
    await until('it is gone from the file', () => !project.read('records/sparse.toml').includes('published'));
    assert.equal(await valueOf(desk.field('outcomes[0]')), 'A second one.');
  },

  'what is missing is said in words, and what is seldom needed is behind “More”': async (desk, { project }) => {
    await desk.openForm('sparse');
    const title = desk.page.locator('.form .field[data-path="title"]');
    assert(!await title.locator('.field-mark').isVisible());
    await desk.field('title').fill('');
    assert(await title.locator('.field-mark').isVisible());
    assert.equal(await title.locator('.field-mark').textContent(), 'Still needed');
    await desk.untilShown('.banner');
    await desk.field('title').fill('Coffee and gauges');
    await project.untilSaved('records/sparse.toml', 'title = "Coffee and gauges"');
    assert.equal(await desk.field('kicker').count(), 0);
    await desk.page.locator('.form-group:not([hidden]) > .field-set > .more-toggle').click();
    await desk.field('kicker').fill('Notes');
    await project.untilSaved('records/sparse.toml', 'kicker = "Notes"');
    // Emptied while somebody is in it, it stays; then it goes.
    await desk.field('kicker').fill('');
    await project.untilSaved('records/sparse.toml', 'kicker = ""');
    await desk.field('title').focus();
    await until('the key is gone', () => !project.read('records/sparse.toml').includes('kicker'));
  },

  'a click on the page leads to the field, with the caret at the word': async (desk) => {
    await desk.openForm();
    const words = await desk.printedWords({ record: FORUM, template: 'report', language: 'en' });
    const found = words.find(({ word }) => word === 'innovators');
    await desk.clickWord(found);
    await until('the caret is at the word', () => desk.page.evaluate(() => {
      const { value, selectionStart } = document.activeElement;
      return value?.slice(selectionStart).startsWith('innovators');
    }));
    assert.equal(await desk.focusedPath(), 'lead');
    await until('it is framed', () => desk.isFramed(found));
    // Into a card of another tab.
    const talk = words.find(({ word }) => word === 'fermentation.');
    await desk.clickWord(talk);
    await until('the card is open', async () => /^programme\[\d+\]\.sessions\[\d+\]\.summary$/.test(await desk.focusedPath()));
    assert.equal(await desk.page.locator('.form > .tabs [aria-selected="true"]').evaluate((tab) => tab.firstChild.data), 'Programme');
    // A name is chosen where somebody is named.
    await desk.clickWord(words.find(({ word }, at) => word === 'Suhairi' && words[at + 1].word === 'Mohmad'));
    await until('the focus is at the person', async () => /speaker|people/.test(await desk.focusedPath()));
  },

  'the field in focus is framed on the page, and what it says is explained below': async (desk) => {
    await desk.openForm();
    const words = await desk.printedWords({ record: FORUM, template: 'report', language: 'en' });
    await desk.field('lead').focus();
    await until('the paragraph is framed', () => desk.isFramed(words.find(({ word }) => word === 'innovators')));
    assert.match(await desk.textOf('.help'), /^Opening paragraph /);
    await desk.field('title').focus();
    assert.match(await desk.textOf('.help'), /^Title .+ Example: /);
    const described = await desk.field('title').evaluate((input) => input.getAttribute('aria-describedby').split(' ')
      .map((id) => document.getElementById(id).textContent).join(' '));
    assert((await desk.textOf('.help')).includes(described.trim()));
  },

  'what is framed is what is being written, wherever it moves': async (desk) => {
    await desk.openForm('typical');
    await desk.formTab('Results');
    const query = { record: 'typical', template: 'report', language: 'en' };
    const count = await desk.page.locator('.form .is-list[data-path="outcomes"] .row').count();
    await desk.page.locator('.form .is-list[data-path="outcomes"] > .add').click();
    await desk.type('Zebras will be counted, too.');
    await desk.untilState('saved');
    assert.equal(await desk.focusedPath(), `outcomes[${count}]`);
    const find = async () => (await desk.printedWords(query)).find(({ word }) => word === 'Zebras');
    await until('the new one is framed', async () => desk.isFramed(await find()));
    // The words move while the focus stays where it is.
    await desk.keyboard.press('Home');
    await desk.type('One line more. '.repeat(12));
    await desk.untilState('saved');
    await until('the frame follows', async () => desk.isFramed(await find()));
  },

  'Enter in an item begins another, Shift+Enter a paragraph, and Backspace takes an empty one away': async (_, { project, serve, browser }) => {
    const copy = Project.copyOf(project, ['sparse']);
    const desk = await browser({}, await serve(copy), copy);
    await desk.openForm('sparse');
    await desk.formTab('Results');
    const { keyboard } = desk;
    await desk.page.locator('.form [data-path="outcomes"] textarea').first().click();
    await desk.type('One map.');
    await keyboard.press('Enter');
    await desk.type('Two');
    await keyboard.press('Shift+Enter');
    await desk.type('and more.');
    await keyboard.press('Enter');
    await keyboard.press('Backspace');
    await desk.type(' Soon.');
    await copy.untilSaved('records/sparse.toml', 'and more. Soon.');
    assert.match(copy.read('records/sparse.toml'), /outcomes = \["One map\.", """\nTwo\n\nand more\. Soon\.\n"""\]/);
    await until('two are left', async () => await desk.page.locator('.form [data-path="outcomes"] .row').count() === 2);
    await desk.page.locator('.form-group:not([hidden]) .adding .add', { hasText: 'Action required' }).click();
    await desk.type('Send it');
    await keyboard.press('Enter');
    await until('there is another', () => desk.page.locator('.form [data-path="next-steps[1]"]').isVisible());
    await desk.type('Print it');
    await copy.untilSaved('records/sparse.toml', 'action = "Print it"');
  },

  'findings are below their fields, and lead to them': async (desk) => {
    await desk.openForm();
    const finding = desk.finding('and this event tells of 5');
    assert.equal(await finding.locator('[data-place]').textContent(), 'Results › Figures › companies in the visiting delega… › Of what');
    const tab = desk.page.locator('.form > .tabs').getByRole('tab', { name: 'Results' });
    await until('the tab tells of it', async () => (await tab.textContent()) === 'Results 1');
    await finding.locator('[data-place]').click();
    const path = await desk.focusedPath();
    assert.match(path, /^numbers\[\d\]/);
    const item = desk.page.locator('.form .row', { has: desk.page.locator(`[data-path="${path}"]`) });
    await item.locator('.note').waitFor();
    assert.match(await item.locator('.note').textContent(), /^Warning: .+ and this event tells of 5/);
    await desk.field(path.replace('label', 'count')).selectOption('about');
    await item.locator('.note').waitFor({ state: 'detached' });
  },

  'a remedy is a button at the field': async (desk, { project }) => {
    await desk.openForm();
    project.replace(FORUM_FILE, 'type = "forum"', 'type = "forun"');
    const field = desk.page.locator('.form .field[data-path="type"]');
    await field.getByRole('button', { name: 'Replace with “forum”' }).click();
    await project.untilSaved(FORUM_FILE, 'type = "forum"');
    await until('it is chosen', async () => (await valueOf(desk.field('type'))) === 'forum');
    await field.locator('.note').waitFor({ state: 'detached' });
  },

  'undo and redo, of texts and of parts': async (desk, { project }) => {
    const before = project.read(TYPICAL);
    await desk.openForm('typical');
    await desk.field('title').press('End');
    await desk.type(' twice');
    await project.untilSaved(TYPICAL, ' twice"');
    await desk.formTab('Programme');
    await desk.chooseFor('programme[0]', 'Remove');
    const [first] = await desk.cardTitles('programme');
    await until('it is gone', () => !project.read(TYPICAL).includes('"Opening"'));
    await desk.press('Undo');
    await until('it is back', () => project.read(TYPICAL).includes('"Opening"'));
    await until('it is back in the form', async () => (await desk.cardTitles('programme'))[1] === first);
    await desk.press('Undo', { exact: true });
    await until('all is as before', () => project.read(TYPICAL) === before);
    await until('the title is as before', async () => !(await valueOf(desk.field('title'))).endsWith('twice'));
    await desk.press('Redo');
    await project.untilSaved(TYPICAL, ' twice"');
    // By key, in the field.
    await desk.field('title').focus();
    await desk.keyboard.press('Control+z');
    await until('all is as before', () => project.read(TYPICAL) === before);
    await until('the title is as before', async () => !(await valueOf(desk.field('title'))).endsWith('twice'));
    assert.equal(await desk.focusedPath(), 'title');
  },

  'two windows write different things: both stay': async (desk, { project, window }) => {
    await writeTwice(desk, window, 'standfirst', 'All of them agreed.');
    await project.untilSaved(TYPICAL, 'Harbour Day of mine');
    assert(project.read(TYPICAL).includes('All of them agreed.'));
    await desk.untilState('saved');
    await until('the form has both', async () => (await valueOf(desk.field('standfirst'))) === 'All of them agreed.');
    assert.equal(await valueOf(desk.field('title')), 'Harbour Day of mine');
  },

  'two windows write the same: whoever was later chooses': async (desk, { project, window }) => {
    const other = await writeTwice(desk, window, 'title', 'Harbour Day of theirs');
    const problem = desk.page.locator('.form .field[data-path="title"] .field-problem');
    await until('both are shown', async () => (await problem.textContent()).includes('Harbour Day of theirs'));
    assert.equal(await valueOf(desk.field('title')), 'Harbour Day of mine');
    await desk.untilState('conflict');
    // What is typed meanwhile is not lost.
    await desk.field('title').fill('Harbour Day of mine, indeed');
    assert(project.read(TYPICAL).includes('theirs'));
    await problem.getByRole('button', { name: 'Keep mine' }).click();
    await project.untilSaved(TYPICAL, 'Harbour Day of mine, indeed');
    await until('the other window follows', async () => (await valueOf(other.field('title'))) === 'Harbour Day of mine, indeed');
    await desk.untilState('saved');
    assert.equal(await problem.textContent(), '');
  },

  'what can be taken of the other window is the latest of it': async (desk, { project, window }) => {
    const other = await writeTwice(desk, window, 'title', 'Harbour Day of theirs');
    await desk.untilState('conflict');
    await desk.page.unrouteAll({ behavior: 'ignoreErrors' });
    await other.field('title').fill('Harbour Day of theirs, and more');
    const problem = desk.page.locator('.form .field[data-path="title"] .field-problem');
    await until('the latest is shown', async () => (await problem.textContent()).includes('and more'));
    await desk.press('Take theirs');
    await desk.untilState('saved');
    assert.equal(await valueOf(desk.field('title')), 'Harbour Day of theirs, and more');
    await project.untilSaved(TYPICAL, 'Harbour Day of theirs, and more');
    assert.equal(await valueOf(other.field('title')), 'Harbour Day of theirs, and more');
  },

  'or takes the other one, even after a reload': async (desk, { project, window }) => {
    await writeTwice(desk, window, 'title', 'Harbour Day of theirs');
    await desk.untilState('conflict');
    await desk.page.unrouteAll({ behavior: 'ignoreErrors' });
    await rest(600);
    await desk.openForm('typical');
    await desk.untilState('conflict');
    await desk.press('Take theirs');
    await desk.untilState('saved');
    assert.equal(await valueOf(desk.field('title')), 'Harbour Day of theirs');
    assert(project.read(TYPICAL).includes('Harbour Day of theirs'));
  },

  'what byline cannot read stays in the field, with what may be meant': async (desk, { project }) => {
    await desk.openForm('typical');
    const field = desk.page.locator('.form .field[data-path="title"]');
    const readings = [{ value: 'One', label: 'The first' }, { value: 'Two', label: 'The second' }];
    await desk.page.route('**/api/form/edit', (route) => route.fulfill({
      status: 422, json: { problems: [{ path: 'title', message: 'This may be either of two.', readings }] },
    }), { times: 1 });
    await desk.field('title').fill('1');
    await until('it says so', async () => (await field.locator('.field-problem p').textContent()) === 'This may be either of two.');
    assert.equal(await valueOf(desk.field('title')), '1', 'what was typed stays');
    await desk.field('standfirst').focus();
    assert.equal(await valueOf(desk.field('title')), '1', 'even when the focus is elsewhere');
    await desk.press('The second');
    await project.untilSaved(TYPICAL, 'title = "Two"');
    assert.equal(await valueOf(desk.field('title')), 'Two');
    assert.equal(await field.locator('.field-problem').textContent(), '');
  },

  'a reload in the middle loses nothing': async (desk, { project }) => {
    await desk.openForm('typical');
    const letGo = await holdBack(desk);
    await desk.field('title').fill('Harbour Day, reloaded');
    await desk.field('standfirst').fill('And one more sentence.');
    await rest(500);
    await desk.page.unrouteAll({ behavior: 'ignoreErrors' });
    letGo();
    await desk.page.reload();
    await project.untilSaved(TYPICAL, 'Harbour Day, reloaded');
    await project.untilSaved(TYPICAL, 'And one more sentence.');
    await desk.untilShown('.form');
    await until('the form has it', async () => (await valueOf(desk.field('title'))) === 'Harbour Day, reloaded');
    await desk.untilState('saved');
  },

  'whoever leaves at once loses nothing, and is asked nothing': async (desk, { project }) => {
    for (const wait of [0, 100, 300]) {
      const byLink = await leave(desk, `Left after ${wait}.`, wait, async () => {
        await desk.page.getByRole('link', { name: 'Events' }).first().click();
        await desk.page.waitForURL('**/');
      });
      await project.untilSaved(TYPICAL, byLink);
      await assertKept(desk, byLink);
      // Some of it may come with the next visit only.
      await assertKept(desk, await leave(desk, `Loaded again after ${wait}.`, wait, () => desk.page.reload()));
      await assertKept(desk, await leave(desk, `Gone after ${wait}.`, wait, () => desk.open('/')));
    }
  },

  'what is typed while byline is stopped is kept, and sent later': async (_, tools) => {
    const { copy, server, desk } = await alone(tools, 'typical');
    await desk.openForm('typical');
    await desk.field('title').focus();
    await server.stop();
    await desk.untilShown('.bar.serious');
    await desk.keyboard.press('End');
    await desk.type(', kept');
    assert.match(await desk.textOf('.saving'), /^Unsaved: kept in this window/);
    assert.equal(await desk.field('title').isEditable(), true);
    const kept = await desk.page.evaluate(() => JSON.stringify({ ...localStorage }));
    await until('the browser keeps it', async () => (await desk.page.evaluate(() => JSON.stringify({ ...localStorage }))).includes(', kept') || kept.includes(', kept'));
    assert(!copy.read(TYPICAL).includes(', kept'));
  },

  'a read-only desk shows the form, and changes nothing': async (_, tools) => {
    const { copy, desk } = await alone(tools, 'typical', '--read-only');
    const before = copy.read(TYPICAL);
    await desk.openForm('typical');
    await desk.field('title').focus();
    await desk.type('no');
    assert.equal(await desk.field('title').isEditable(), false);
    await desk.formTab('Programme');
    await desk.openCard('programme[0]');
    assert.equal(await desk.page.locator('.form :is(.add, .item-more, .handle)').count(), 0);
    assert.equal(await desk.textOf('.saving'), 'Read-only');
    assert.equal(copy.read(TYPICAL), before);
  },

  'a file that no form can show is left to the source': async (desk, { project }) => {
    const file = 'records/sparse.toml';
    await desk.openForm('sparse');
    const broken = project.read(file).replace('title = ', 'title = "');
    project.write(file, broken);
    await desk.untilShown('.form-notice');
    assert.match(await desk.textOf('.form-notice'), /^The form cannot show this file/);
    assert(await desk.page.locator('.form-scroll').evaluate((panel) => panel.inert));
    await rest(500);
    assert.equal(project.read(file), broken);
    await desk.press('Show the text file');
    assert.equal(await desk.text(), broken);
    await desk.page.getByRole('tab', { name: 'Form' }).click();
    project.write(file, broken.replace('title = "', 'title = '));
    await desk.untilHidden('.form-notice');
    await desk.field('title').fill('Whole again');
    await project.untilSaved(file, 'Whole again');
  },

  'every stop of the Tab key is seen, in every tab': async (desk) => {
    await desk.openForm('everything');
    for (const tab of TABS) {
      await desk.formTab(tab);
      await desk.page.locator('.form > .tabs [aria-selected="true"]').focus();
      for (let stops = 0; stops < 12; stops += 1) {
        await desk.keyboard.press('Tab');
        const isSeen = await desk.page.evaluate(() => {
          const { top, bottom } = document.activeElement.getBoundingClientRect();
          const { top: from, bottom: to } = document.querySelector('.form-scroll').getBoundingClientRect();
          const isInside = !document.querySelector('.form-scroll').contains(document.activeElement) || (bottom > from && top < to);
          // Some fields show the focus around all of them.
          const isOutlined = (element) => {
            const { outlineStyle, outlineWidth } = getComputedStyle(element);
            return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1;
          };
          let shown = document.activeElement;
          while (!isOutlined(shown) && !shown.matches('.field, body')) shown = shown.parentElement;
          return isInside && isOutlined(shown);
        });
        assert(isSeen, `${tab}: ${await desk.focusedPath()}`);
      }
    }
  },

  ...Object.fromEntries(Object.entries({
    light: {},
    dark: { colorScheme: 'dark' },
    narrow: { viewport: { width: 390, height: 800 } },
    'enlarged to 200 %': { viewport: { width: 720, height: 450 }, deviceScaleFactor: 2 },
  }).map(([name, options]) => [`${name}: no barriers in any tab`, async (_, { browser }) => {
    const desk = await browser(options);
    await desk.open('/record/everything?edit=form');
    const panes = desk.page.locator('.pane-switch');
    await desk.page.locator('.form').waitFor({ state: 'attached' });
    if (await panes.isVisible()) await panes.getByRole('button', { name: 'Edit' }).click();
    await desk.untilShown('.form');
    await desk.page.evaluate(axe);
    for (const tab of TABS) {
      await desk.formTab(tab);
      const toggles = desk.page.locator('.form-group:not([hidden]) .box-toggle[aria-expanded="false"]');
      if (await toggles.count()) await toggles.first().click();
      const more = desk.page.locator('.form-group:not([hidden]) .more-toggle').first();
      if (await more.count() && await more.isVisible()) await more.click();
      const found = await desk.page.evaluate(() => window.axe.run('.form'));
      assert.deepEqual(found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target, failureSummary }) => `${target} ${failureSummary}`).join('; ')}`), [], tab);
      const overflow = await desk.page.evaluate(() => [document.documentElement, document.querySelector('.form-scroll')].map((one) => one.scrollWidth - one.clientWidth));
      assert(overflow.every((pixels) => pixels <= 0), `${tab}: ${overflow} pixels are out of sight`);
    }
  }])),
};
