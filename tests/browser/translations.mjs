// Translations beside their originals: written, counted, found outdated, and undone.

import assert from 'node:assert/strict';
import { WINDOWS, assertOpen } from './barriers.mjs';
import { FORUM } from './desk.mjs';
import { Project } from './project.mjs';
import { rest, until } from './wait.mjs';

const RECORD = 'records/typical.toml';
const MALAY = 'records/typical.ms.toml';

/** Opens the translation of a record, in a copy of a project. */
async function openTranslation({ project, serve, browser }, { id = 'typical', language = 'ms', options = {}, prepare = () => {}, path = null } = {}) {
  const copy = Project.copyOf(project, [id]);
  prepare(copy);
  const desk = await browser(options, await serve(copy), copy);
  await desk.open(path ?? `/record/${id}?edit=translation`);
  await desk.page.evaluate((tag) => localStorage.setItem('byline:translation-language', JSON.stringify(tag)), language);
  await desk.open(path ?? `/record/${id}?edit=translation`);
  if (!path) await desk.untilDrawn();
  await desk.untilThere('.translation-row');
  return { copy, desk };
}

const row = (desk, path) => desk.page.locator(`.translation-row[data-text="${path}"]`);
const field = (desk, path) => row(desk, path).locator('textarea');
const count = (desk) => desk.textOf('.translation-count');
const focusedText = (desk) => desk.page.evaluate(() => document.activeElement.closest('.translation-row')?.dataset.text);

/** How many texts are missing, as it is said. */
async function missing(desk) {
  const [, number] = (await count(desk)).match(/^(\d+) of/) ?? [null, 0];
  return Number(number);
}

export default {
  'translations follow parts that are moved, and go back with them': async (_, tools) => {
    const ms = '[[programme]]\ntitle = "Satu"\n';
    const { copy, desk } = await openTranslation(tools, { prepare: (project) => project.write(MALAY, ms) });
    await desk.page.locator('.edit > .tabs').getByRole('tab', { name: 'Form' }).click();
    await desk.formTab('Programme');
    await desk.card('programme[0]').locator('.box-toggle').first().focus();
    await desk.keyboard.press('Alt+ArrowDown');
    await until('the translation follows', () => /title = ""\n[\s\S]*title = "Satu"|\[\[programme\]\]\n\n?\[\[programme\]\]\ntitle = "Satu"/.test(copy.read(MALAY)));
    await desk.press('Undo');
    await until('so it does back', () => copy.read(MALAY) === ms);
    await desk.press('Redo');
    await until('and again', () => copy.read(MALAY) !== ms);
  },

  'the first letter begins the file; the page beside it is in that language': async (_, tools) => {
    const { copy, desk } = await openTranslation(tools);
    assert(!copy.exists(MALAY));
    assert.equal(await desk.page.locator('.languages button[aria-pressed="true"]').last().getAttribute('lang'), 'ms');
    const [before, all] = [await desk.pixels(), await missing(desk)];
    assert(all > 10);
    await field(desk, 'title').fill('Hari Pelabuhan');
    await copy.untilSaved(MALAY, '# Harbour Day: What the Tide Gauges Tell\ntitle = "Hari Pelabuhan"');
    await desk.untilPixels('the page has the title', (now) => now !== before);
    await until('one is missing less', async () => (await missing(desk)) === all - 1);
    assert.equal(copy.read(RECORD), copy.first(RECORD));
    // byline counts the same.
    const words = await desk.printedWords({ record: 'typical', template: 'report', language: 'ms' });
    assert(words.some(({ word }) => word === 'Pelabuhan'));
  },

  'a finding about what is missing leads to the row of the translation': async (_, tools) => {
    const prepare = (project) => project.write('byline.toml', project.read('byline.toml').replace(/\[\[allow\]\][\s\S]*$/, ''));
    const { desk } = await openTranslation(tools, { prepare });
    await desk.page.locator('.edit > .tabs').getByRole('tab', { name: 'Form' }).click();
    await desk.page.locator('.languages button[lang="ms"]').last().click();
    const finding = desk.finding('no translation into Malay');
    await finding.waitFor();
    assert(!/\.toml|byline translations/.test(await finding.innerText()), await finding.innerText());
    await finding.locator('[data-place]').first().click();
    await until('the row has the focus', async () => Boolean(await focusedText(desk)));
    assert.equal(await focusedText(desk), 'title');
  },

  'keys lead from each missing text to the next': async (_, tools) => {
    const { desk } = await openTranslation(tools);
    await field(desk, 'title').focus();
    await desk.keyboard.press('Control+Enter');
    const second = await focusedText(desk);
    assert.notEqual(second, 'title');
    await desk.type('Sesuatu');
    await desk.keyboard.press('Control+Enter');
    const third = await focusedText(desk);
    assert.notEqual(third, second);
    await desk.keyboard.press('Control+Shift+Enter');
    assert.equal(await focusedText(desk), 'title', 'what is translated is passed over');
    await desk.press('Next');
    assert.equal(await focusedText(desk), third);
  },

  'undo and redo, through a reload': async (_, tools) => {
    const { copy, desk } = await openTranslation(tools);
    const texts = [];
    for (const [path, words] of [['title', 'Hari Pelabuhan'], ['standfirst', 'Tujuh pelabuhan.'], ['programme[0].title', 'Pembukaan']]) {
      await field(desk, path).fill(words);
      await copy.untilSaved(MALAY, words);
      await desk.untilState('saved');
      texts.push(copy.read(MALAY));
    }
    await field(desk, 'standfirst').focus();
    await desk.keyboard.press('Control+z');
    await until('the last is undone', () => copy.read(MALAY) === texts[1]);
    await desk.page.reload();
    await desk.untilThere('.translation-row');
    await desk.press('Undo');
    await until('the one before is undone', () => copy.read(MALAY) === texts[0]);
    await until('its field is empty', async () => (await field(desk, 'standfirst').inputValue()) === '');
    await desk.press('Redo');
    await desk.press('Redo');
    await until('all is back', () => copy.read(MALAY) === texts[2]);
  },

  'an original that changes: old and new are shown, until somebody says that it is up to date': async (_, tools) => {
    const { copy, desk } = await openTranslation(tools);
    await field(desk, 'title').fill('Hari Pelabuhan');
    await copy.untilSaved(MALAY, 'Hari Pelabuhan');
    copy.replace(RECORD, 'title = "Harbour Day:', 'title = "Harbour Week:');
    await until('it is outdated', async () => (await row(desk, 'title').getAttribute('data-state')) === 'outdated');
    assert.equal(await row(desk, 'title').locator('del').textContent().then((text) => text.trim()), 'Day:');
    assert.equal(await row(desk, 'title').locator('ins').textContent().then((text) => text.trim()), 'Week:');
    assert.match(await count(desk), /1 outdated/);
    await desk.finding('this event now says "Harbour Week:').waitFor();
    await field(desk, 'title').fill('Minggu Pelabuhan');
    await copy.untilSaved(MALAY, 'Minggu Pelabuhan');
    await rest(500);
    assert.equal(await row(desk, 'title').getAttribute('data-state'), 'outdated');
    await row(desk, 'title').getByRole('button', { name: 'The translation is up to date' }).click();
    await copy.untilSaved(MALAY, '# Harbour Week: What the Tide Gauges Tell\ntitle = "Minggu Pelabuhan"');
    await until('it is no longer outdated', async () => (await row(desk, 'title').getAttribute('data-state')) === '');
    await desk.finding('this event now says').waitFor({ state: 'detached' });
  },

  'a click on the page leads to the field, and the field to the page': async (_, tools) => {
    const { desk } = await openTranslation(tools, { id: FORUM });
    const query = { record: FORUM, template: 'report', language: 'ms' };
    const words = await desk.printedWords(query);
    const [word] = words.filter(({ word, page }) => page === 1 && word === 'menghimpunkan');
    await desk.clickWord(word);
    await until('the field has the focus', async () => (await focusedText(desk)) === 'lead');
    const at = await desk.page.evaluate(() => document.activeElement.value.slice(document.activeElement.selectionStart).slice(0, 13));
    assert.equal(at, 'menghimpunkan');
    await field(desk, 'standfirst').focus();
    await until('it is framed on the page', async () => (await desk.page.locator('.frame').count()) > 0);
  },

  'two windows write the same translation: whoever was later chooses': async (_, tools) => {
    const { copy, desk } = await openTranslation(tools, { id: FORUM });
    const other = await tools.window(desk);
    await other.open(`/record/${FORUM}?edit=translation`);
    await other.untilThere('.translation-row');
    let letGo;
    const gate = new Promise((resolve) => (letGo = resolve));
    await desk.page.route('**/api/form/edit', async (route) => {
      await gate;
      await route.continue();
    });
    await field(desk, 'title').fill('Forum saya');
    await field(other, 'title').fill('Forum mereka');
    await copy.untilSaved(`records/${FORUM}.ms.toml`, 'Forum mereka');
    letGo();
    await until('both are shown', async () => (await row(desk, 'title').textContent()).includes('Forum mereka'));
    await row(desk, 'title').getByRole('button', { name: 'Keep mine' }).click();
    await copy.untilSaved(`records/${FORUM}.ms.toml`, 'Forum saya');
  },

  'an existing translation by hand: nothing is known of its originals until somebody says so': async (_, tools) => {
    const { copy, desk } = await openTranslation(tools, { id: FORUM, language: 'zh-Hans' });
    const file = `records/${FORUM}.zh-Hans.toml`;
    assert.match(await desk.textOf('.translation-unknown'), /byline cannot tell whether \d+ translations are up to date/);
    await desk.press('All translations are up to date');
    await copy.untilSaved(file, '[translated-from]');
    await desk.untilHidden('.translation-unknown');
    await desk.press('Undo');
    await until('the file is as before', () => copy.read(file) === copy.first(file));
  },

  'an issue and the directory are translated, too': async (_, tools) => {
    const copy = Project.copyOf(tools.project);
    const desk = await tools.browser({}, await tools.serve(copy), copy);
    await desk.open('/record/tidelines-2026-06?edit=translation');
    await desk.untilThere('.translation-row');
    await field(desk, 'tagline').fill('Berita pantai');
    await copy.untilSaved('issues/tidelines-2026-06.ms.toml', 'tagline = "Berita pantai"');
    await desk.open('/people?edit=translation');
    await desk.untilThere('.translation-row');
    const first = desk.page.locator('.translation-row[data-state="missing"]').first();
    await first.locator('textarea').fill('Ketua Pelabuhan');
    await copy.untilSaved('people.toml', 'ms = "Ketua Pelabuhan" }');
    await desk.press('Undo');
    await until('it is as before', () => copy.read('people.toml') === copy.first('people.toml'));
  },

  'read-only: translations are shown, and cannot be changed': async (_, { project, serve, browser }) => {
    const desk = await browser({}, await serve(project, '--read-only'));
    await desk.open(`/record/${FORUM}?edit=translation`);
    await desk.untilThere('.translation-row');
    assert.equal(await field(desk, 'title').evaluate((area) => area.readOnly), true);
  },

  ...Object.fromEntries(Object.entries(WINDOWS).map(([name, { isNarrow = false, ...options }]) => [
    `${name}: no barriers`, async (_, tools) => {
      const { copy, desk } = await openTranslation(tools, { options });
      if (isNarrow) await desk.page.locator('.pane-switch').getByRole('button', { name: 'Edit' }).click();
      await desk.untilShown('.translation-row');
      await assertOpen(desk, 'nothing is translated');
      await field(desk, 'title').fill('Hari Pelabuhan');
      await copy.untilSaved(MALAY, 'Hari Pelabuhan');
      copy.replace(RECORD, 'title = "Harbour Day:', 'title = "Harbour Week:');
      await until('it is outdated', async () => (await row(desk, 'title').getAttribute('data-state')) === 'outdated');
      await desk.page.getByLabel('Show names, too').check();
      await assertOpen(desk, 'a text is outdated, and names are shown');
      if (process.env.PICTURES) await desk.page.screenshot({ path: `${process.env.PICTURES}/translation-${name.replaceAll(' ', '-')}.png` });
    },
  ])),
};
