// The wall of first pages.

import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { FORUM } from './desk.mjs';
import { Project } from './project.mjs';
import { until } from './wait.mjs';

const TITLE = 'Malaysia-China Technology Innovation and Industry Cooperation Forum';

const titles = (desk) => desk.page.locator('.card-title').allTextContents();
const card = (desk, title = TITLE) => desk.page.locator('.card', { hasText: title });

/** Opens the overview, and waits until each record has been read. */
async function openWall(desk, query = '') {
  await desk.open(`/${query}`);
  await desk.untilShown('.card, .empty');
  await until('each record is read', async () => (await desk.page.locator('.card-findings.unread').count()) === 0);
}

/** Searches for words, and waits until only some titles are left. */
async function search(desk, words, wanted) {
  await desk.page.getByRole('searchbox').fill(words);
  await until(`only “${wanted}” is found`, async () => String(await titles(desk)) === String(wanted));
}

export default {
  'each record has its title, date, languages and findings': async (desk, { project }) => {
    await openWall(desk);
    assert.equal((await titles(desk)).length, project.records.length);
    assert.equal(await desk.textOf('.wall-count'), project.counted);
    const text = await card(desk).innerText();
    for (const words of ['31 October 2024', 'English · Melayu · 简体中文', '2 findings']) assert(text.includes(words), text);
    assert.equal(await card(desk, 'Why Harbours Drift').locator('.card-findings').textContent(), 'No findings');
  },

  'the latest comes first': async (desk) => {
    await openWall(desk);
    await until('they are in order', async () => {
      const dates = (await desk.page.locator('.card-date').allTextContents()).map((date) => Date.parse(date));
      assert(dates.every((date) => date), String(dates));
      return String(dates) === String([...dates].sort((a, b) => b - a));
    });
  },

  'first pages are real pages': async (desk) => {
    await openWall(desk);
    const picture = card(desk).locator('.has-page img');
    await picture.waitFor();
    const size = await picture.evaluate((image) => [image.naturalWidth, image.naturalHeight]);
    assert(size[0] >= 250 && Math.abs(size[1] / size[0] - 297 / 210) < 0.01, String(size));
  },

  'a search finds words of titles, of dates and of ids': async (desk, { project }) => {
    await openWall(desk);
    const all = (await titles(desk)).length;
    await search(desk, 'CHINA innovation', [TITLE]);
    assert.equal(await desk.textOf('.wall-count'), `1 of ${project.counted}`);
    await search(desk, '2024-10-31', [TITLE]);
    await search(desk, FORUM, [TITLE]);
    await search(desk, 'no such words', []);
    assert.equal(await desk.textOf('.empty p, p.empty'), 'Nothing matches. Clear the filters');
    await desk.press('Clear the filters');
    assert.equal((await titles(desk)).length, all);
  },

  'filters are kept in the address': async (desk) => {
    await openWall(desk);
    await desk.page.getByLabel('Year', { exact: true }).selectOption('2024');
    await until('only that year is shown', async () => (await desk.page.locator('.card-date').allTextContents()).every((date) => date.endsWith('2024')));
    await desk.page.getByLabel('Findings', { exact: true }).selectOption({ label: 'With warnings' });
    const shown = await titles(desk);
    assert(shown.includes(TITLE), String(shown));
    await desk.page.getByRole('searchbox').fill('forum');
    await until('all of them are in the address', () => new URL(desk.page.url()).search === '?search=forum&year=2024&state=warning');
    await desk.page.reload();
    await until('the filters are back', async () => String(await titles(desk)) === TITLE);
    assert.equal(await desk.page.getByRole('searchbox').inputValue(), 'forum');
  },

  'a series can be chosen': async (desk) => {
    await openWall(desk);
    await desk.page.getByLabel('Series', { exact: true }).selectOption('Tides 2025');
    await until('only its records are shown', async () => (await titles(desk)).length < 3);
    assert.match(String(await titles(desk)), /Open a Century of Tide Records/);
  },

  'a card opens its record': async (desk) => {
    await openWall(desk);
    await card(desk).getByRole('link').click();
    await desk.untilDrawn();
    assert.equal(new URL(desk.page.url()).pathname, `/record/${FORUM}`);
    assert.equal(await desk.page.title(), `${TITLE} · byline`);
    await desk.page.getByRole('link', { name: 'Events' }).click();
    await desk.untilShown('.card');
  },

  'a record that another program writes appears, and one that it removes goes': async (desk, { project }) => {
    await openWall(desk);
    try {
      project.write('records/late.toml', 'title = "A Late Arrival"\nstart = 2026-01-02\nmode = "offline"\n');
      await card(desk, 'A Late Arrival').waitFor();
      await until('it is read', async () => (await card(desk, 'A Late Arrival').innerText()).includes('2 January 2026'));
      project.replace('records/late.toml', 'A Late Arrival', 'A Renamed Arrival');
      await card(desk, 'A Renamed Arrival').waitFor();
    } finally {
      project.remove('records/late.toml');
    }
    await card(desk, 'A Renamed Arrival').waitFor({ state: 'detached' });
  },

  'a record with errors says so, and keeps its title': async (desk, { project }) => {
    const file = 'records/small-talk.toml';
    const text = project.read(file);
    await openWall(desk);
    try {
      project.write(file, text.replace('mode = "mixed"', 'mode = "nowhere"'));
      await card(desk, 'Why Harbours Drift').locator('.card-findings.error').waitFor();
    } finally {
      project.write(file, text);
    }
    await card(desk, 'Why Harbours Drift').locator('.card-findings.clean').waitFor();
  },

  'a card makes the PDFs of its record': async (desk, { project }) => {
    await openWall(desk);
    project.remove('output');
    await card(desk, 'Why Harbours Drift').getByRole('button').click();
    await card(desk, 'Why Harbours Drift').getByRole('button', { name: 'Make PDFs', exact: true }).click();
    await until('they are made', async () => (await desk.textOf('.build-progress')).includes('PDFs are ready'));
    const files = readdirSync(project.path('output')).filter((name) => name.endsWith('.pdf'));
    assert(files.length && files.every((name) => name.startsWith('small-talk-')), String(files));
    const notice = await desk.textOf('.build-progress');
    assert(notice.startsWith(`${files.length} PDFs`) && notice.includes(`In the folder “${project.path('output')}”`), notice);
    await desk.press('Close');
    await desk.untilHidden('.build-progress');
  },

  'all PDFs are made at once, for a print shop if wanted': async (desk, { project, serve, browser }) => {
    const small = Project.copyOf(project, ['small-talk', 'small-visit']);
    const other = await browser({}, await serve(small));
    await openWall(other);
    await other.press('Make all PDFs');
    await other.page.getByLabel('For a print shop').check();
    await other.page.getByRole('button', { name: 'Make all PDFs' }).last().click();
    await until('they are made', async () => (await other.textOf('.build-progress')).includes('PDFs are ready'));
    const files = readdirSync(small.path('output')).filter((name) => name.endsWith('.pdf'));
    assert(files.some((name) => name.startsWith('small-talk')) && files.some((name) => name.startsWith('small-visit')), String(files));
  },

  'a project without records says so': async (desk, { project, serve, browser }) => {
    const empty = Project.copyOf(project, []);
    const other = await browser({}, await serve(empty));
    await other.open();
    await other.untilShown('.empty');
    assert.equal(await other.textOf('.empty p'), 'There are no events yet.\nNew event');
    assert.equal(await other.page.getByRole('link', { name: 'New event' }).getAttribute('href'), '/new');
  },
};
