// The fields of forms: what is typed in any usual way, chosen, pasted, and added in place, and what
// the file says then.

import assert from 'node:assert/strict';
import { Project } from './project.mjs';
import { axe } from './tools.mjs';
import { rest, until } from './wait.mjs';

const RECORD = 'everything';
const FILE = `records/${RECORD}.toml`;

/** Opens the form of a record of a project of its own, in a tab. */
async function openForm({ project, serve, browser }, tab, options = {}) {
  // The record names two others.
  const copy = Project.copyOf(project, [RECORD, 'typical', 'gauge-clinic']);
  const desk = await browser(options, await serve(copy), copy);
  await desk.open(`/record/${RECORD}?edit=form`);
  await desk.page.locator('.form').waitFor({ state: 'attached' });
  // A narrow window shows one pane.
  if (!await desk.isShown('.form')) await desk.page.locator('.pane-switch button').first().click();
  await desk.page.locator('.form').getByRole('tab', { name: tab, exact: true }).click();
  const form = {
    desk, copy, keyboard: desk.keyboard, page: desk.page,
    field: (path) => desk.page.locator(`[data-path="${path}"]`),
    input: (path) => form.field(path).locator(':is(textarea, input[type="text"]):visible').first(),
    saved: (words, file = FILE) => copy.untilSaved(file, words),
    /** Opens the cards on the way to a path, such as `programme[0].sessions[1]`. */
    async card(path) {
      const steps = path.split('.');
      for (let count = 1; count <= steps.length; count += 1) {
        await form.field(steps.slice(0, count).join('.')).locator('.box-toggle').first().click();
      }
    },
    text: (path) => form.field(path).innerText(),
    focused: () => desk.page.evaluate(() => document.activeElement.closest('[data-path]')?.dataset.path ?? document.activeElement.tagName),
  };
  return form;
}

/** The text that an input method composes, not yet finished. */
async function compose(page, text) {
  const session = await page.context().newCDPSession(page);
  await session.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
  return { finish: (chosen) => session.send('Input.insertText', { text: chosen }) };
}

/** Pastes as from another program. */
function paste(page, { html = '', plain = '' }) {
  return page.evaluate(([first, second]) => {
    const clipboardData = new DataTransfer();
    if (first) clipboardData.setData('text/html', first);
    clipboardData.setData('text/plain', second);
    document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, [html, plain]);
}

const WORD = `<html><body><!--StartFragment--><p class=MsoNormal>Keepers met on <b>11
September</b>. “A wall is built once,” said <i>Ana</i>.</p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>·<span>&nbsp; </span></span><![endif]>First</p>
<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>o<span>&nbsp; </span></span>Inner</p><!--EndFragment--></body></html>`;

/** Names somebody whom nobody knows as a speaker, up to the question where to keep them. Returns the field's path. */
async function nameStranger({ field, keyboard, card, page }) {
  await card('programme[0].sessions[1]');
  const path = 'programme[0].sessions[1].speaker';
  await field(path).getByRole('combobox').click();
  await keyboard.press('Escape');
  await keyboard.type('Dr. Siti Rahman');
  await until('adding is offered', async () => (await page.locator('.options:popover-open').innerText()).includes('with post and organisation'));
  await keyboard.press('ArrowUp');
  await keyboard.press('Enter');
  await until('it asks', async () => (await field(path).innerText()).includes('New person: Dr. Siti Rahman'));
  return path;
}

export default {
  'a date is typed in any usual way': async (_, tools) => {
    const { field, input, saved, keyboard, text, copy } = await openForm(tools, 'More');
    await input('created').fill('3 oct 2025');
    await saved('created = 2025-10-03');
    assert.match(await text('created'), /Friday,? 3 October 2025/);
    await keyboard.press('Tab');
    await keyboard.press('Tab');
    await until('it is written out', async () => (await input('created').inputValue()) === '3 October 2025');
    // What may be either is not guessed.
    await input('created').fill('3/4/2025');
    await until('both are offered', async () => (await field('created').locator('.control-choices button').count()) === 2);
    assert(copy.read(FILE).includes('created = 2025-10-03'));
    await field('created').locator('.control-choices button', { hasText: '3 April' }).click();
    await saved('created = 2025-04-03');
    // What is no date changes nothing, and stays until it is one.
    await input('created').fill('31 octember');
    await input('published').focus();
    await until('it says so', async () => (await text('created')).includes('such as 31 October 2024'));
    assert.equal(await input('created').inputValue(), '31 octember');
    assert(copy.read(FILE).includes('created = 2025-04-03'));
    await input('created').fill('');
    await input('published').focus();
    await until('the date is gone', () => !copy.read(FILE).includes('created ='));
  },

  'a date is chosen from the calendar by keyboard': async (_, tools) => {
    const { field, input, saved, keyboard, page } = await openForm(tools, 'More');
    const day = () => page.evaluate(() => document.activeElement.dataset.day);
    await input('created').focus();
    await keyboard.press('Alt+ArrowDown');
    await until('the calendar is open', async () => (await day()) === '2025-09-15');
    const steps = { ArrowRight: '2025-09-16', ArrowDown: '2025-09-23', PageDown: '2025-10-23', Home: '2025-10-20', End: '2025-10-26', PageUp: '2025-09-26' };
    for (const [key, reached] of Object.entries(steps)) {
      await keyboard.press(key);
      assert.equal(await day(), reached, key);
    }
    for (let times = 0; times < 8; times += 1) await keyboard.press('Tab');
    assert(await page.evaluate(() => document.activeElement.closest('.calendar') !== null), 'the focus stays in it');
    await keyboard.press('Escape');
    assert.equal(await field('created').locator('.calendar').isVisible(), false);
    await keyboard.press('Alt+ArrowDown');
    await keyboard.press('ArrowLeft');
    await keyboard.press('Enter');
    await saved('created = 2025-09-14');
    assert(await input('created').evaluate((node) => node === document.activeElement), 'back in the field');
  },

  'a start takes the end that was typed with it': async (_, tools) => {
    const { input, saved, keyboard, card, copy } = await openForm(tools, 'Programme');
    await card('programme[0].sessions[0]');
    await input('programme[0].sessions[0].start').fill('2.15–3 pm');
    await keyboard.press('Tab');
    await saved('start = 14:15:00\nend = 15:00:00');
    await until('it shows', async () => (await input('programme[0].sessions[0].end').inputValue()) === '15:00');
    assert.equal(copy.read(FILE).match(/^start = 14:15:00$/gm).length, 1);
  },

  'an event of one day ends at a time beside its start': async (_, tools) => {
    const { input, saved, keyboard, field, copy, desk } = await openForm(tools, 'Event');
    copy.write(FILE, copy.read(FILE).replace(/^start = .*$/m, 'start = 2025-09-11').replace(/^end = .*\n/m, ''));
    const until_ = field('start').locator('.until-input');
    const time = field('start').locator('.time-input').first();
    await until('the record is another one', async () => (await until_.isVisible()) && (await until_.inputValue()) === '');
    assert(!await field('end').locator('.time-input').isVisible(), 'no other time can be meant');
    await until_.fill('12.30 pm');
    await keyboard.press('Tab');
    await saved('end = 2025-09-11T12:30:00');
    assert.equal(await input('end').inputValue(), '', 'the last day is for events of several days');
    assert.equal(await input('end').getAttribute('placeholder'), 'the same day');
    await time.fill('9 am');
    await keyboard.press('Tab');
    await saved('start = 2025-09-11T09:00:00');
    // An event that is moved ends on its new day.
    await input('start').fill('18 September 2025');
    await keyboard.press('Tab');
    await saved('start = 2025-09-18T09:00:00');
    await saved('end = 2025-09-18T12:30:00');
    // Two days: the time is that of the last one.
    await input('end').fill('19 September 2025');
    await keyboard.press('Tab');
    await saved('end = 2025-09-19T12:30:00');
    await until('the time is there', async () => (await field('end').locator('.time-input').inputValue()) === '12:30');
    assert(!await until_.isVisible());
    await input('end').fill('');
    await input('title').focus();
    await saved('end = 2025-09-18T12:30:00');
    await until('it is beside the start again', async () => (await until_.inputValue()) === '12:30');
    await until_.fill('');
    await input('title').focus();
    await until('the end is gone', () => !/^end = 2025-09/m.test(copy.read(FILE).split('[[')[0]));
    // A time without a day is not lost without a word.
    await input('start').fill('');
    await input('title').focus();
    await until('it says so', async () => (await field('start').innerText()).includes('Write the day as well'));
    await desk.untilState('saved');
    assert.equal(await time.inputValue(), '09:00');
  },

  'the Tab key goes from field to field': async (_, tools) => {
    const { input, keyboard, focused, page } = await openForm(tools, 'Event');
    const isText = () => page.evaluate(() => document.activeElement.matches('textarea, input, select'));
    await input('standfirst').focus();
    await keyboard.press('Tab');
    assert.equal(await focused(), 'lead');
    assert(await isText(), 'not a button of the text');
    await keyboard.press('Alt+F10');
    assert.match(await page.evaluate(() => document.activeElement.getAttribute('aria-label')), /^Bold/);
    await keyboard.press('Escape');
    assert(await isText(), 'back in the text');
    await page.locator('.form').getByRole('tab', { name: 'Results' }).click();
    await input('outcomes[0]').focus();
    await keyboard.press('Tab');
    assert(await isText(), 'not the menu of the outcome');
    await input('outcomes[0]').focus();
    await keyboard.press('Control+Enter');
    assert.equal(await focused(), 'outcomes[1]');
  },

  'roles are chosen one after another': async (_, tools) => {
    const { field, saved, page } = await openForm(tools, 'Who');
    const people = field('people');
    await people.locator('.box-toggle').first().click();
    const path = await people.locator('.box').first().getAttribute('data-path');
    const role = field(`${path}.role`).locator('select');
    const before = await field(`${path}.role`).locator('.word-chip').count();
    for (const word of ['witness', 'rapporteur']) await role.selectOption(word);
    await saved('"witness", "rapporteur"]');
    assert.equal(await field(`${path}.role`).locator('.word-chip').count(), before + 2);
    await page.getByRole('button', { name: 'Remove Witness' }).click();
    await saved('"rapporteur"');
    await until('one is left', async () => (await field(`${path}.role`).locator('.word-chip').count()) === before + 1);
  },

  'the user’s own organisation and known people are offered': async (_, tools) => {
    const { field, input, saved, keyboard, copy, page } = await openForm(tools, 'Results');
    copy.replace('byline.toml', 'Institute for Coastal Studies', 'Maritime Training Centre');
    const options = page.locator('.options:popover-open');
    await until('it is known', async () => (await page.evaluate(() => fetch('/api/names?file=records/everything.toml').then((answer) => answer.json()))).ownOrganisation?.startsWith('Maritime'));
    const path = 'next-steps[0]';
    await field('next-steps').locator('.box-toggle').first().click();
    await input(`${path}.owner`).fill('');
    await keyboard.type('Wisn');
    await until('he is offered', async () => (await options.innerText()).includes('Łukasz Wiśniewski'));
    await keyboard.press('Enter');
    await saved('owner = "Łukasz Wiśniewski"');
    // The text is printed as it is, so it has the honorifics.
    await input(`${path}.owner`).fill('Sørensen');
    await until('she is offered', async () => (await options.innerText()).includes('Prof. Dr. Ana Sørensen'));
    await keyboard.press('Enter');
    await saved('owner = "Prof. Dr. Ana Sørensen"');
    // Enter takes nobody of whom only the post has these words.
    await input(`${path}.owner`).fill('Harbour Master');
    await until('he is offered', async () => (await options.innerText()).includes('Ben Adeyemi'));
    await keyboard.press('Enter');
    await saved('owner = "Harbour Master"');
    // Any other text will do, as it is typed.
    await input(`${path}.owner`).fill('All of us');
    await saved('owner = "All of us"');
    await page.locator('.form').getByRole('tab', { name: 'Who' }).click();
    await field('media-partner').getByRole('combobox').click();
    await until('it is offered first', async () => (await options.locator('[role="option"]').first().innerText()).includes('Maritime Training Centre'));
    await keyboard.press('Enter');
    await saved('"Maritime Training Centre"]');
    await until('it says whose it is', async () => (await field('media-partner').innerText()).includes('your organisation'));
  },

  'only languages of documents are offered for documents': async (_, tools) => {
    const { field, page } = await openForm(tools, 'More');
    await field('languages').getByRole('combobox').click();
    const options = page.locator('.options:popover-open [role="option"]');
    await options.first().waitFor();
    const names = await options.locator('.option-label').allInnerTexts();
    assert(names.length && names.length <= 4 && !names.includes('Arabic'), names.join());
  },

  'titles that are typed with a name are put before it': async (_, tools) => {
    const { field, input, saved, keyboard, page, focused } = await openForm(tools, 'Who');
    const people = field('people');
    await people.locator('> .list > .add').click();
    await keyboard.type('Datuk Ir. Ahmad Faizal bin Salleh');
    await keyboard.press('Tab');
    await saved('[people.ahmad-faizal-bin-salleh]\nname = "Ahmad Faizal bin Salleh"\nhonorifics = ["Datuk", "Ir."]');
    assert.match(await focused(), /honorifics/, 'the next field, not a button');
    await until('its card is called so', async () => (await people.locator('.box-title').last().innerText()) === 'Datuk Ir. Ahmad Faizal bin Salleh');
    const path = 'people.ahmad-faizal-bin-salleh';
    await input(`${path}.title`).fill('Director General');
    await saved('title = "Director General"');
    assert.equal(await people.locator('.box-title').last().innerText(), 'Datuk Ir. Ahmad Faizal bin Salleh', 'not by the post');
    // Later, it is offered.
    await input(`${path}.name`).fill('Prof. Ahmad Faizal');
    await keyboard.press('Tab');
    await page.getByRole('button', { name: 'Move “Prof.” to the titles before the name' }).click();
    await saved('name = "Ahmad Faizal"\nhonorifics = ["Datuk", "Ir.", "Prof."]');
  },

  'a number says how exact it is, chosen or typed': async (_, tools) => {
    const { field, input, saved, keyboard } = await openForm(tools, 'Who');
    const number = input('attendance.count');
    await number.fill('nearly 80');
    await saved('count = "nearly 80"');
    await keyboard.press('Tab');
    await until('both parts are shown', async () => (await number.inputValue()) === '80');
    assert.equal(await field('attendance.count').locator('select').inputValue(), 'nearly');
    await field('attendance.count').locator('select').selectOption('over');
    await saved('count = "over 80"');
    await field('attendance.count').locator('select').selectOption('exact');
    await saved('count = 80\n');
  },

  'prose is marked by buttons and keys': async (_, tools) => {
    const { field, input, saved, keyboard, page, copy } = await openForm(tools, 'Event');
    const area = input('background');
    const select = (words) => area.evaluate((node, wanted) => {
      node.focus();
      node.setSelectionRange(node.value.indexOf(wanted), node.value.indexOf(wanted) + wanted.length);
    }, words);
    await select('sea walls');
    await keyboard.press('Control+b');
    await saved('height of new **sea walls**,');
    assert.equal(await field('background').locator('.prose-strong').getAttribute('aria-pressed'), 'true');
    await field('background').locator('.prose-em').click();
    await saved('height of new ***sea walls***,');
    await field('background').locator('.prose-strong').click();
    await field('background').locator('.prose-em').click();
    await saved('height of new sea walls,');
    // Of what is bold, a part can be plain again.
    await select('height of new sea walls');
    await keyboard.press('Control+b');
    await saved('the **height of new sea walls**,');
    await select('new');
    assert.equal(await field('background').locator('.prose-strong').getAttribute('aria-pressed'), 'true');
    await keyboard.press('Control+b');
    await saved('the **height of** new **sea walls**,');
    await keyboard.press('Control+b');
    await select('**height of** **new** **sea walls**');
    await keyboard.press('Control+b');
    await select('height of new sea walls');
    await keyboard.press('Control+b');
    await saved('the height of new sea walls,');
    await select('sea walls');
    await keyboard.press('Control+k');
    await keyboard.type('ics.example/walls');
    await keyboard.press('Enter');
    await saved('new [sea walls](https://ics.example/walls),');
    // As in a word processor, Enter begins a paragraph, and an item where there is a list.
    await keyboard.press('Control+End');
    await keyboard.press('Enter');
    await keyboard.type('Two things:');
    await keyboard.press('Enter');
    await field('background').locator('.prose-list').click();
    await keyboard.type('one');
    await keyboard.press('Enter');
    await keyboard.type('two');
    await saved('\n\nTwo things:\n\n- one\n- two\n"""');
    await keyboard.press('Enter');
    await keyboard.press('Enter');
    await keyboard.type('After.');
    await saved('- one\n- two\n\nAfter.\n"""');
    assert.equal(await page.evaluate(() => document.querySelector('[data-path="background"] .prose-layer').textContent),
      await area.inputValue(), 'the layer shows the same text');
    assert(copy.read(FILE).includes('> A wall is built once. The record behind it is read by every generation.'), 'the rest is as before');
  },

  'what is pasted from Word is prose': async (_, tools) => {
    const { input, saved, keyboard, page } = await openForm(tools, 'Event');
    await input('lead').focus();
    await keyboard.press('Control+a');
    await paste(page, { html: WORD, plain: 'x' });
    await saved('Keepers met on **11 September**. “A wall is built once,” said *Ana*.\n\n- First\n  - Inner\n');
    await keyboard.press('Control+a');
    await paste(page, { plain: 'Agreed:\r\n•\tone\r\n•\ttwo' });
    await saved('Agreed:\n\n- one\n- two\n');
  },

  'nothing is changed while an input method composes': async (_, tools) => {
    const { field, input, saved, keyboard, page, copy } = await openForm(tools, 'Event');
    const before = copy.read(FILE);
    await input('lead').focus();
    await keyboard.press('Control+Home');
    const { finish } = await compose(page, 'ni hao');
    await until('it is shown', async () => (await field('lead').locator('.prose-layer').textContent()).startsWith('ni hao'));
    await rest(400);
    assert.equal(copy.read(FILE), before);
    await finish('你好');
    await saved('\n你好A tide record');
  },

  'a click on a printed word puts the caret there': async (_, tools) => {
    const { desk, page, focused } = await openForm(tools, 'Who');
    await desk.untilDrawn();
    const words = await desk.printedWords({ record: RECORD, template: 'report', language: 'en' });
    const word = words.find((one, at) => one.word === 'Tide' && words[at + 1].word === 'Atlas,');
    await desk.clickWord(word);
    await until('the field has the focus', async () => (await focused()) === 'lead');
    const there = await page.evaluate(() => {
      const { value, selectionStart: caret } = document.activeElement;
      return value.slice(value.lastIndexOf(' ', caret) + 1).match(/^\*?\w+/)[0];
    });
    assert.equal(there, '*Tide');
  },

  'some letters of a name find a person': async (_, tools) => {
    const { field, saved, keyboard, card, page } = await openForm(tools, 'Programme');
    await card('programme[0].sessions[1]');
    const path = 'programme[0].sessions[1].speaker';
    const options = page.locator('.options:popover-open');
    await field(path).getByRole('combobox').click();
    await keyboard.press('Escape');
    await keyboard.type('so');
    await rest(200);
    assert.equal(await options.count(), 0, 'two letters are not enough');
    await keyboard.press('Control+a');
    // Without its marks, and anywhere in the name.
    await keyboard.type('wisnie');
    await until('he is offered', async () => (await options.innerText()).includes('Łukasz Wiśniewski'));
    await keyboard.press('Enter');
    await saved('speaker = ["ana-sorensen", "wisniewski"]');
    // In one's own script.
    await keyboard.type('Папад'.replace('Папад', 'Παπαδ'));
    await until('she is offered', async () => (await options.innerText()).includes('Ελένη'));
    await keyboard.press('Enter');
    await saved('speaker = ["ana-sorensen", "wisniewski", "eleni"]');
    // A name that nobody has is a name.
    await keyboard.type('Grace Hopper');
    await until('the name is offered', async () => (await options.innerText()).includes('Grace Hopper'));
    await keyboard.press('Enter');
    await saved('"eleni", "Grace Hopper"]');
    // Moved and removed without leaving the field.
    await keyboard.press('Backspace');
    await keyboard.press('Alt+ArrowUp');
    await saved('"wisniewski", "Grace Hopper", "eleni"]');
    await keyboard.press('Delete');
    await saved('speaker = ["ana-sorensen", "wisniewski", "eleni"]');
    assert(!(await field(path).innerText()).includes('wisniewski'), 'no id is shown');
  },

  'a name can turn out to be somebody known': async (_, tools) => {
    const { field, saved, keyboard, card, page } = await openForm(tools, 'Programme');
    await card('programme[0].sessions[1]');
    const path = 'programme[0].sessions[1].speaker';
    await field(path).getByRole('combobox').click();
    await keyboard.press('Escape');
    await keyboard.type('Siew Hoon');
    await page.locator('.options:popover-open').waitFor();
    // Whoever leaves with some of a name has a name.
    await keyboard.press('Tab');
    await saved('speaker = ["ana-sorensen", "Siew Hoon"]');
    await field(path).locator('.chip-main').last().click();
    await page.getByRole('button', { name: 'Datin Paduka Lim Siew Hoon' }).click();
    await saved('speaker = ["ana-sorensen", "lim-siew-hoon"]');
  },

  'a person whom nobody knows is added for all events': async (_, tools) => {
    const form = await openForm(tools, 'Programme');
    const { field, saved, keyboard, focused, page, copy } = form;
    const path = await nameStranger(form);
    await keyboard.press('Enter');
    await saved('[siti-rahman]\nname = "Siti Rahman"\nhonorifics = ["Dr."]', 'people.toml');
    await saved('speaker = ["ana-sorensen", "siti-rahman"]');
    await until('its card is open', async () => (await focused()) === 'siti-rahman.name');
    await field('siti-rahman.title').locator('textarea, input').first().fill('Dean');
    await saved('title = "Dean"', 'people.toml');
    await keyboard.press('Escape');
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute('role')), 'combobox', 'ready for the next');
    await until('the post is shown', async () => (await field(path).innerText()).includes('Dean'));
    assert(!copy.read(FILE).includes('[people.siti-rahman]'));
  },

  'whoever is given up is not added': async (_, tools) => {
    const form = await openForm(tools, 'Programme');
    const { field, keyboard, copy } = form;
    const path = await nameStranger(form);
    await keyboard.press('Escape');
    assert.equal(await field(path).getByRole('combobox').inputValue(), '');
    await keyboard.press('Tab');
    await rest(500);
    assert(!copy.read(FILE).includes('Siti Rahman'));
  },

  'somebody described in place is described otherwise letter by letter': async (_, tools) => {
    const { field, saved, keyboard, card, page, copy } = await openForm(tools, 'Programme');
    const before = copy.read(FILE);
    copy.write(FILE, before.replace('speaker = "ana-sorensen"', 'speaker = { name = "Chen", title = "Dean" }'));
    assert.notEqual(copy.read(FILE), before);
    await card('programme[0].sessions[1]');
    const path = 'programme[0].sessions[1].speaker';
    await field(path).locator('.chip-main', { hasText: 'Chen' }).click();
    const title = page.locator('.entry-card [data-path$=".title"]').locator('textarea, input').first();
    await title.click();
    await keyboard.press('End');
    for (const letter of ' of studies') {
      await keyboard.press(letter === ' ' ? 'Space' : letter);
      await rest(200);
    }
    await saved('title = "Dean of studies"');
    assert(await title.isVisible(), 'its card stays open');
  },

  'what was different at the event stays with the event': async (_, tools) => {
    const { field, saved, card, copy, page } = await openForm(tools, 'Programme');
    await card('programme[0].sessions[1]');
    const path = 'programme[0].sessions[1].speaker';
    const directory = copy.read('people.toml');
    await field(path).locator('.chip-main').first().click();
    const post = (at) => field(`${at}.title`).locator('textarea, input').first();
    await post('people.ana-sorensen').waitFor();
    assert.equal(await post('people.ana-sorensen').getAttribute('placeholder'), 'Director', 'what is always so is shown');
    await post('people.ana-sorensen').fill('Chair of the committee');
    await saved('[people.ana-sorensen]\ntitle = "Chair of the committee"');
    assert.equal(copy.read('people.toml'), directory);
    await field(path).getByRole('radio', { name: /all events/ }).check();
    await post('ana-sorensen').fill('Director General of the Institute');
    await saved('title = "Director General of the Institute"', 'people.toml');
    assert.equal(await page.locator('.entry-card').count(), 1);
  },

  'an organisation is only at this event': async (_, tools) => {
    const { field, saved, keyboard, page, copy } = await openForm(tools, 'Who');
    await field('media-partner').getByRole('combobox').click();
    await keyboard.press('Escape');
    await keyboard.type('Radio Estuary');
    await until('adding is offered', async () => (await page.locator('.options:popover-open').innerText()).includes('with abbreviation and country'));
    await keyboard.press('ArrowUp');
    await keyboard.press('Enter');
    await page.getByRole('button', { name: 'No, only this event' }).click();
    await saved('[organisations.radio-estuary]\nname = "Radio Estuary"');
    await saved('media-partner = ["post", "radio-estuary"]');
    assert(!copy.read('organisations.toml').includes('Estuary'));
    // Once it is open, it can be kept for all events after all.
    await page.getByRole('button', { name: 'Keep for all events' }).click();
    await saved('[radio-estuary]\nname = "Radio Estuary"', 'organisations.toml');
    await until('it is in one place', () => !copy.read(FILE).includes('[organisations.radio-estuary]'));
    await until('it is in the directory', async () => !(await field('media-partner').locator('.chip-detail').allInnerTexts()).join().includes('only at this event'));
  },

  'Ctrl+Z takes back what a field did': async (_, tools) => {
    const { field, input, saved, keyboard, copy, desk } = await openForm(tools, 'Who');
    const before = copy.read(FILE);
    await field('co-organiser').locator('.chip-main').first().click();
    await keyboard.press('Escape');
    await keyboard.press('Delete');
    await saved('co-organiser = ["pacific"]');
    await keyboard.press('Control+z');
    await until('the file is as before', () => copy.read(FILE) === before);
    await until('it is there again', async () => (await field('co-organiser').innerText()).includes('Harbour Office'));
    await desk.page.locator('.form').getByRole('tab', { name: 'Event', exact: true }).click();
    await input('lead').focus();
    await keyboard.press('Control+Home');
    await keyboard.type('Yes. ');
    await saved('\nYes. A tide record');
    await keyboard.press('Control+z');
    await until('the text is as before', async () => (await input('lead').inputValue()).startsWith('A tide record'));
    await until('so is the file', () => copy.read(FILE) === before);
    assert.equal(await input('lead').evaluate((area) => document.activeElement === area), true);
  },

  'a deadline may be a month, and what cannot be read waits through a reload': async (_, tools) => {
    const { desk, card, input, field, keyboard, page, saved } = await openForm(tools, 'Results');
    await card('next-steps[0]');
    await input('next-steps[0].due').fill('End of January 2027');
    await keyboard.press('Tab');
    await saved('due = 2027-01-31');
    assert.match(await field('next-steps[0].due').innerText(), /“End of January 2027” is taken as .*31 January 2027/);
    await input('next-steps[0].due').fill('some time in spring');
    await keyboard.press('Tab');
    await until('it is refused', async () => /\S/.test(await field('next-steps[0].due').locator('.field-problem').textContent()));
    await page.reload();
    await desk.untilDrawn();
    await page.locator('.form').getByRole('tab', { name: 'Results' }).click();
    await card('next-steps[0]');
    assert.equal(await input('next-steps[0].due').inputValue(), 'some time in spring');
    await until('it is still refused', async () => /\S/.test(await field('next-steps[0].due').locator('.field-problem').textContent()));
    await input('next-steps[0].due').fill('Q1 2027');
    await keyboard.press('Tab');
    await saved('due = 2027-03-31');
    await page.reload();
    await desk.untilDrawn();
    await page.locator('.form').getByRole('tab', { name: 'Results' }).click();
    await card('next-steps[0]');
    assert.equal(await input('next-steps[0].due').inputValue(), '31 March 2027');
  },

  ...Object.fromEntries([['light', {}], ['dark', { colorScheme: 'dark' }], ['enlarged to 200 %', { viewport: { width: 720, height: 450 }, deviceScaleFactor: 2 }]].map(([name, options]) => [
    `no barriers: ${name}`, async (_, tools) => {
      const { field, input, keyboard, page, card } = await openForm(tools, 'Event', options);
      await page.evaluate(axe);
      const assertOpen = async (view) => {
        const { violations } = await page.evaluate(() => window.axe.run(document));
        assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target, failureSummary }) => `${target} ${failureSummary}`).join('; ')}`), [], view);
      };
      await input('lead').click();
      await keyboard.press('Control+k');
      await assertOpen('a link');
      await input('start').click();
      await keyboard.press('Alt+ArrowDown');
      await assertOpen('the calendar');
      await keyboard.press('Escape');
      await page.locator('.form').getByRole('tab', { name: 'Programme' }).click();
      await card('programme[0].sessions[1]');
      const path = 'programme[0].sessions[1].speaker';
      await field(path).getByRole('combobox').click();
      await page.locator('.options:popover-open').waitFor();
      await assertOpen('people');
      await keyboard.press('Escape');
      await field(path).locator('.chip-main').first().click();
      await field('people.ana-sorensen.title').waitFor();
      await assertOpen('a person');
    },
  ])),
};
