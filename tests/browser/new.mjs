// What is started at the desk: a project, events and issues.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { WINDOWS, assertOpen } from './barriers.mjs';
import { FORUM } from './desk.mjs';
import { Project } from './project.mjs';
import { until } from './wait.mjs';

const LOGO = new URL('../../templates/tests/logos/ics.png', import.meta.url).pathname;

/** The field of a form with a label. */
const field = (desk, name) => desk.page.locator('.order').getByRole(name === 'Newsletter' ? 'combobox' : 'textbox', { name: new RegExp(`^${name}`) });

/** What is wrong, as the page says it. */
const problems = async (desk) => (await desk.textOf('.problem')).trim();

/** Waits until the page says what the record will be called. */
const untilNamed = (desk, name) => until(`it will be saved as ${name}`, async () =>
  (await desk.textOf('.saved-under:not([hidden]) strong')) === name);

/** Waits until the view of a record shows its page. */
async function untilMade(desk, id) {
  await desk.page.waitForURL(`${desk.base}/record/${id}`);
  await desk.untilDrawn();
  assert(await desk.isPrinted());
}

/** Opens a browser on a project of its own, with some records. */
async function openCopy({ project, serve, browser }, records, ...args) {
  const copy = Project.copyOf(project, records);
  const desk = await browser({}, await serve(copy, ...args), copy);
  return { desk, copy };
}

/** Opens a browser on an empty folder. */
async function openEmpty({ serve, browser }, options = {}) {
  const folder = Project.empty();
  const server = await serve(folder);
  const desk = await browser(options, server, folder);
  await desk.open('/');
  await desk.untilShown('.order');
  return { desk, folder, server };
}

/** Fills in a new event, and has it made. */
async function write(desk, title, date) {
  await desk.open('/new');
  await field(desk, 'Title').fill(title);
  await field(desk, 'Date').fill(date);
}

const tests = {
  'from an empty folder to a first event with its page': async (_, tools) => {
    const { desk, folder } = await openEmpty(tools);
    assert.deepEqual(readdirSync(folder.folder), [], 'nothing is written before somebody starts');
    await desk.press('Start');
    await until('the name is asked for', async () => (await desk.textOf('.problem')).includes('cannot be empty'));
    assert.match(await desk.textOf('.folder'), new RegExp(`kept in the folder .*${folder.folder.split('/').at(-1)}`));
    await field(desk, 'Name of your organisation').fill('Tide Office 港务局');
    await desk.page.getByLabel('Melayu').check();
    await desk.page.locator('input[type="file"]').setInputFiles(LOGO);
    await desk.untilShown('.drop img');
    await desk.press('Start');
    await desk.untilShown('.invitation');
    assert.equal(await desk.textOf('.organisation'), 'Tide Office 港务局');
    assert(folder.read('byline.toml').includes('languages = ["en", "ms"]') && folder.exists('logo.png'));
    await desk.page.getByRole('link', { name: 'New event' }).click();
    await field(desk, 'Title').fill('Harbour Day');
    await field(desk, 'Date').fill('14 May 2025');
    await untilNamed(desk, 'harbour-day-2025-05-14');
    await until('the day is understood', async () => (await desk.textOf('.understood')).includes('Wednesday'));
    await desk.press('Create the event');
    await untilMade(desk, 'harbour-day-2025-05-14');
    const words = await desk.printedWords({ record: 'harbour-day-2025-05-14', template: 'report' });
    assert(words.map(({ word }) => word).join(' ').includes('Harbour Day'));
    await desk.open('/');
    await until('it is on the wall', async () => (await desk.textOf('.card-title')) === 'Harbour Day');
  },

  'an example can be looked at first': async (_, tools) => {
    const { desk } = await openEmpty(tools);
    await field(desk, 'Name of your organisation').fill('Tide Office');
    await desk.page.getByLabel('Begin with an example event').check();
    await desk.keyboard.press('Enter');
    await desk.untilShown('.card');
    await until('there are two', async () => (await desk.page.locator('.card').count()) === 2);
  },

  'a file that is no picture is no logo': async (_, tools) => {
    const { desk, folder } = await openEmpty(tools);
    await field(desk, 'Name of your organisation').fill('Tide Office');
    await desk.page.locator('input[type="file"]').setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: Buffer.from('a text') });
    await desk.press('Start');
    await until('it says so', async () => (await desk.textOf('.problem')).includes('no picture'));
    assert.deepEqual(readdirSync(folder.folder), []);
    await desk.press('Remove');
    assert.equal(await problems(desk), '');
    await desk.press('Start');
    await desk.untilShown('.invitation');
  },

  'a folder that is in use is left as it is': async (_, { serve, browser }) => {
    const folder = Project.empty();
    folder.write('notes.txt', 'mine');
    mkdirSync(folder.path('records'));
    const desk = await browser({}, await serve(folder), folder);
    await desk.open('/');
    await desk.untilShown('.order');
    assert.match(await desk.textOf('.folder'), /beside what is there already/);
    await field(desk, 'Name of your organisation').fill('Tide Office');
    await desk.press('Start');
    await desk.untilShown('.invitation');
    assert.equal(folder.read('notes.txt'), 'mine');
  },

  'a project that somebody starts in a terminal is shown': async (_, tools) => {
    const { desk, folder } = await openEmpty(tools);
    execFileSync(process.env.BYLINE, ['init', '.'], { cwd: folder.folder, stdio: 'ignore' });
    await desk.untilShown('.card');
  },

  'a name that is taken is said, with the ways out': async (_, tools) => {
    const { desk, copy } = await openCopy(tools, ['small-talk']);
    const title = 'Tide \u{2013} Day';
    await write(desk, title, '14 May 2025');
    await desk.press('Create the event');
    await untilMade(desk, 'tide-day-2025-05-14');
    await write(desk, title, '14/5/2025');
    await until('it is taken', async () => (await desk.textOf('.clash')).includes('one of this name already'));
    assert.equal(await desk.page.getByRole('link', { name: 'Open that one' }).getAttribute('href'), '/record/tide-day-2025-05-14');
    await desk.press('Create the event');
    assert.equal(new URL(desk.page.url()).pathname, '/new');
    await desk.press('Save this one as tide-day-2025-05-14-2');
    await untilNamed(desk, 'tide-day-2025-05-14-2');
    // Another name than that, with a mistake first.
    await field(desk, 'File name').fill('Tag der Häfen');
    await until('it is no name', async () => (await desk.textOf('.more .problem')).includes('lower-case letters'));
    await desk.press('Save this one as tag-der-hafen');
    await untilNamed(desk, 'tag-der-hafen');
    await desk.press('Create the event');
    await untilMade(desk, 'tag-der-hafen');
    assert(copy.exists('records/tag-der-hafen.toml'));
  },

  'titles in Chinese, and very long ones': async (_, tools) => {
    const { desk } = await openCopy(tools, ['small-talk']);
    const long = 'A title that somebody has pasted from the invitation, with everything that is on it, '.repeat(4).slice(0, 300);
    for (const [title, id] of [
      ['马来西亚科技论坛', 'ma-lai-xi-ya-ke-ji-lun-tan-2025-05-14'],
      [long, 'a-title-that-somebody-has-pasted-from-the-invitation-with-2025-05-14'],
    ]) {
      await write(desk, title, '14.5.2025');
      await untilNamed(desk, id);
      await desk.press('Create the event');
      await untilMade(desk, id);
      assert.equal(await desk.page.locator('.record-title').textContent(), title.trim());
    }
  },

  'dates are typed as people type them': async (_, tools) => {
    const { desk, copy } = await openCopy(tools, ['small-talk']);
    await write(desk, 'Days', 'some day');
    assert.equal(await problems(desk), '', 'nobody is corrected while typing');
    await desk.keyboard.press('Tab');
    await until('it is no day', async () => (await desk.textOf('.problem')).includes('This is not a day'));
    await field(desk, 'Date').fill('14–16 May 2025');
    await until('it is understood', async () => (await problems(desk)) === '');
    await field(desk, 'Date').fill('3/4/2025');
    await desk.keyboard.press('Tab');
    await until('both days are offered', async () => (await desk.page.locator('.problem button').count()) === 2);
    await desk.page.getByRole('button', { name: /^Tuesday,? 4 March 2025$/ }).click();
    await untilNamed(desk, 'days-2025-03-04');
    assert(await field(desk, 'Date').evaluate((input) => input === document.activeElement), 'one goes on where one was');
    await field(desk, 'Date').fill('14–16 May 2025');
    await untilNamed(desk, 'days-2025-05-14');
    await desk.page.getByRole('button', { name: 'Choose from the calendar' }).click();
    await desk.keyboard.press('ArrowRight');
    await desk.keyboard.press('Enter');
    await untilNamed(desk, 'days-2025-05-15');
    await field(desk, 'Date').fill('14–16 May 2025');
    await desk.press('Create the event');
    await untilMade(desk, 'days-2025-05-14');
    assert.match(copy.read('records/days-2025-05-14.toml'), /start = 2025-05-14\nend = 2025-05-16\nmode = "offline"/);
  },

  'from last year’s': async (_, tools) => {
    const { desk, copy } = await openCopy(tools, ['small-talk', FORUM]);
    await desk.open('/');
    await desk.page.getByRole('link', { name: 'From an earlier event' }).click();
    await desk.press('Create the event');
    await until('an event has to be chosen', async () => (await desk.textOf('.problem')).includes('Choose the one'));
    await desk.page.getByRole('searchbox').fill('malaysia');
    await until('one is found', async () => (await desk.page.locator('.wall-card').count()) === 1);
    await desk.page.getByRole('radio', { name: /Malaysia-China/ }).check();
    const title = await field(desk, 'Title').inputValue();
    assert.match(title, /^Malaysia-China/);
    await field(desk, 'Title').fill('Second Forum');
    await field(desk, 'Date').fill('30 October 2025');
    await desk.press('Create the event');
    await untilMade(desk, 'second-forum-2025-10-30');
    const text = copy.read('records/second-forum-2025-10-30.toml');
    assert(text.includes('[people.') && !text.includes('[[photos]]'));
  },

  'a copy of an event, with its translations': async (_, tools) => {
    const { desk, copy } = await openCopy(tools, [FORUM]);
    await desk.open(`/new?copy&record=${FORUM}`);
    await until('it is chosen', async () => (await field(desk, 'Title').inputValue()).startsWith('Malaysia-China'));
    await field(desk, 'Title').fill('The same again');
    await field(desk, 'Date').fill('1 November 2024');
    await desk.page.getByRole('radio', { name: 'online' }).check();
    await desk.press('Create the event');
    await untilMade(desk, 'the-same-again-2024-11-01');
    assert(copy.exists('records/the-same-again-2024-11-01.ms.toml'));
    assert.match(copy.read('records/the-same-again-2024-11-01.toml'), /\nmode = "online"/);
  },

  'an issue of chosen stories, in order': async (_, tools) => {
    const { desk, copy } = await openCopy(tools, ['small-talk', 'small-visit', FORUM]);
    await desk.open('/');
    await desk.page.getByRole('link', { name: 'New newsletter issue' }).click();
    await field(desk, 'Newsletter').fill('Tidelines');
    await field(desk, 'Number').fill('1');
    await field(desk, 'Date').fill('1 June 2025');
    await untilNamed(desk, 'tidelines-2025-06-01');
    let titles;
    await until('each has its title', async () => {
      titles = await desk.page.locator('.story .story-title').allTextContents();
      return titles.length === 3 && !titles.includes('small-visit');
    });
    for (const title of titles) await desk.page.getByRole('checkbox', { name: title }).check();
    const order = async () => (await desk.page.locator('.story-order .story-title').allTextContents()).map((title) => title.replace('Lead story', ''));
    assert.deepEqual(await order(), titles);
    // By keyboard, with the focus on what is moved.
    await desk.page.getByRole('button', { name: `Move up: ${titles[2]}` }).focus();
    await desk.keyboard.press('Enter');
    await desk.keyboard.press('Enter');
    assert.deepEqual(await order(), [titles[2], titles[0], titles[1]]);
    assert.match(await desk.textOf('.order [role="status"]'), /is now 1 of 3/);
    // By mouse.
    await desk.page.locator('.story-order li').nth(2).dragTo(desk.page.locator('.story-order li').nth(1));
    assert.deepEqual(await order(), [titles[2], titles[1], titles[0]]);
    await desk.page.getByRole('button', { name: `Take out: ${titles[0]}` }).click();
    assert(!await desk.page.getByRole('checkbox', { name: titles[0] }).isChecked());
    await desk.press('Create the issue');
    await untilMade(desk, 'tidelines-2025-06-01');
    const printed = (await desk.printedWords({ record: 'tidelines-2025-06-01', template: 'newsletter' })).map(({ word }) => word).join(' ');
    assert(printed.includes('Tidelines'), printed.slice(0, 400));
    // The next one is like it.
    await desk.open('/new/issue');
    await until('the number is the next', async () => (await field(desk, 'Number').inputValue()) === '2');
    assert.match(await desk.textOf('.order .advice'), /taken over from Tidelines 1/);
    assert(copy.exists('issues/tidelines-2025-06-01.toml'));
  },

  'two windows that make the same make it once': async (_, tools) => {
    const { desk, copy } = await openCopy(tools, ['small-talk']);
    const other = await tools.window(desk);
    for (const window of [desk, other]) {
      await write(window, 'Twice', '14 May 2025');
      await untilNamed(window, 'twice-2025-05-14');
    }
    await Promise.all([desk, other].map((window) => window.press('Create the event')));
    await until('one made it, the other one learns of it', async () => {
      const paths = [desk, other].map(({ page }) => new URL(page.url()).pathname).sort();
      return String(paths) === '/new,/record/twice-2025-05-14';
    });
    const late = new URL(desk.page.url()).pathname === '/new' ? desk : other;
    await until('it says so', async () => (await late.textOf('.clash')).includes('one of this name already'));
    assert.equal(readdirSync(copy.path('records')).filter((name) => name.startsWith('twice')).length, 1);
  },

  'one that only reads offers nothing': async (_, tools) => {
    const { desk } = await openCopy(tools, ['small-talk'], '--read-only');
    await desk.open('/');
    await desk.untilShown('.card');
    assert(!await desk.isShown('.beginnings'));
    for (const path of ['/new', '/new?copy', '/new/issue']) {
      await desk.open(path);
      await until('it says why', async () => (await desk.textOf('.order')).includes('--read-only'));
      assert(await desk.page.getByRole('button', { name: /^Create/ }).isDisabled());
    }
  },

  'everything without a mouse': async (_, tools) => {
    const { desk } = await openEmpty(tools);
    const { keyboard } = desk;
    await desk.type('Tide Office');
    await keyboard.press('Enter');
    await desk.untilShown('.invitation');
    await until('the focus reaches the link', async () => {
      await keyboard.press('Tab');
      return (await desk.focused()) === 'New event';
    });
    await keyboard.press('Enter');
    await desk.untilShown('.order');
    await until('the title is ready to be typed', () => field(desk, 'Title').evaluate((input) => input === document.activeElement));
    await desk.type('Harbour Day');
    await keyboard.press('Tab');
    await desk.type('14 May 2025');
    await keyboard.press('Tab');
    await keyboard.press('ArrowRight');
    assert(await desk.page.getByRole('radio', { name: 'online' }).isChecked());
    await untilNamed(desk, 'harbour-day-2025-05-14');
    await field(desk, 'Title').focus();
    await keyboard.press('Enter');
    await untilMade(desk, 'harbour-day-2025-05-14');
  },
};

for (const [name, { isNarrow, ...options }] of Object.entries(WINDOWS)) {
  tests[`no barriers: ${name}`] = async (_, tools) => {
    const { desk } = await openEmpty(tools, options);
    await desk.press('Start');
    await until('the name is asked for', async () => (await desk.textOf('.problem')).includes('cannot be empty'));
    await desk.page.locator('input[type="file"]').setInputFiles(LOGO);
    await assertOpen(desk, 'welcome');
    await field(desk, 'Name of your organisation').fill('Tide Office');
    await desk.press('Start');
    await desk.untilShown('.invitation');
    await assertOpen(desk, 'no records yet');
    const { project, serve, browser } = tools;
    const copy = Project.copyOf(project, ['small-talk', FORUM]);
    const other = await browser(options, await serve(copy), copy);
    await other.open('/new?edition');
    await other.untilShown('.wall-card');
    await other.page.getByRole('radio', { name: /Malaysia-China/ }).check();
    await other.page.locator('.more summary').click();
    await field(other, 'File name').fill('small-talk');
    await field(other, 'Date').fill('3/4/2025');
    await other.keyboard.press('Tab');
    await until('both days are offered', async () => (await other.page.locator('.problem button').count()) >= 2);
    await assertOpen(other, 'a new event');
    await other.open('/new/issue');
    await other.page.locator('.story input').first().check();
    await other.page.locator('.story input').last().check();
    await assertOpen(other, 'a new issue');
  };
}

export default tests;
