// What all events share: people, organisations and the project.

import assert from 'node:assert/strict';
import { WINDOWS, assertOpen } from './barriers.mjs';
import { FORUM } from './desk.mjs';
import { Project } from './project.mjs';
import { until } from './wait.mjs';

const LOGO = new URL('../../templates/tests/logos/ics.png', import.meta.url).pathname;

/** Opens a browser on a project of its own, with some records. */
async function open({ project, serve, browser }, path, { records = ['typical'], args = [], options = {}, change = () => {} } = {}) {
  const copy = Project.copyOf(project, records);
  change(copy);
  const desk = await browser(options, await serve(copy, ...args), copy);
  await desk.open(path);
  return { desk, copy };
}

const cards = (desk) => desk.page.locator('.boxes > .box:visible');
const card = (desk, name) => desk.page.locator('.boxes > .box', { has: desk.page.locator('.box-title', { hasText: name }) }).first();
const names = (desk) => desk.page.locator('.boxes > .box:visible .box-title').allTextContents();

/** Opens the card of an entry. */
async function openCard(desk, name) {
  await card(desk, name).locator('.box-toggle').click();
  await card(desk, name).locator('.box-body').waitFor();
}

/** Asks for an entry to be removed. */
async function remove(desk, name) {
  await card(desk, name).locator('.item-more').first().click();
  await card(desk, name).getByRole('button', { name: 'Remove', exact: true }).first().click();
}

const tests = {
  'an event that is not there is said to be gone, with the way back': async (desk) => {
    await desk.open('/record/nope');
    await desk.untilShown('.failure');
    assert.match(await desk.textOf('.failure [role="alert"]'), /^This event is not here any more/);
    await desk.page.getByRole('link', { name: 'Events' }).click();
    await desk.untilShown('.card');
  },

  'the parts of the desk are a click apart': async (_, tools) => {
    const { desk } = await open(tools, '/');
    await desk.untilShown('.card');
    for (const [name, path] of [['People', '/people'], ['Organisations', '/organisations'], ['Settings', '/project'], ['Events', '/']]) {
      await desk.page.getByRole('navigation').getByRole('link', { name, exact: true }).click();
      await desk.page.waitForURL(desk.base + path);
      await until(`“${name}” is marked`, async () => (await desk.textOf('.places [aria-current]')) === name);
    }
  },

  'people are searched, changed and saved': async (_, tools) => {
    const { desk, copy } = await open(tools, '/people');
    await cards(desk).first().waitFor();
    const all = (await names(desk)).length;
    assert(all > 3 && (await desk.textOf('.wall-count')) === `${all} people`);
    await desk.page.getByRole('searchbox').fill('sørensen ana');
    await until('one is found', async () => (await names(desk)).length === 1);
    assert.equal(await desk.textOf('.wall-count'), `1 of ${all} people`);
    await openCard(desk, 'Ana Sørensen');
    await card(desk, 'Ana Sørensen').getByLabel('Post').fill('Director of Tides');
    await copy.untilSaved('people.toml', 'title = "Director of Tides"');
    await until('it is saved', () => desk.isShown('.saving[data-state="saved"]'));
    await desk.page.getByRole('searchbox').fill('');
    await until('all are shown', async () => (await names(desk)).length === all);
  },

  'it is said where somebody is named, before they are removed': async (_, tools) => {
    const { desk, copy } = await open(tools, '/people');
    await cards(desk).first().waitFor();
    const before = copy.read('people.toml');
    await openCard(desk, 'Ana Sørensen');
    await until('the event is named', async () => /Named in/.test(await card(desk, 'Ana Sørensen').locator('.uses').innerText()) && (await card(desk, 'Ana Sørensen').locator('.uses a').count()) > 0);
    assert.equal(await card(desk, 'Ana Sørensen').locator('.uses a').first().getAttribute('href'), '/record/typical');
    await remove(desk, 'Ana Sørensen');
    await until('it is said', async () => (await desk.textOf('.removing')).includes('is named here'));
    assert.equal(await desk.focused(), 'Keep');
    await desk.press('Keep');
    assert.equal(copy.read('people.toml'), before);
    await remove(desk, 'Ana Sørensen');
    await desk.press('Remove anyway');
    await until('she is gone', () => !copy.read('people.toml').includes('Ana Sørensen'));
    await desk.page.locator('.removed').getByRole('button', { name: 'Undo' }).click();
    await until('she is back, byte for byte', () => copy.read('people.toml') === before);
    await card(desk, 'Ana Sørensen').waitFor();
  },

  'the first person of a project is added without a mouse': async (_, tools) => {
    const { desk, copy } = await open(tools, '/people', {
      records: ['small-talk'], change: (copy) => ['people.toml', 'organisations.toml'].forEach((name) => copy.remove(name)),
    });
    await until('there is nobody', async () => (await desk.textOf('.wall-count')) === '0 people');
    assert(!copy.exists('people.toml'));
    await desk.page.getByRole('button', { name: 'Add a person' }).focus();
    await desk.keyboard.press('Enter');
    await until('a name can be typed', () => desk.page.evaluate(() => document.activeElement.closest('[data-path]')?.dataset.path.endsWith('name')));
    await desk.type('Siti Rahman');
    await desk.keyboard.press('Tab');
    await copy.untilSaved('people.toml', 'name = "Siti Rahman"');
    await until('she is counted', async () => (await desk.textOf('.wall-count')) === '1 person');
    await card(desk, 'Siti Rahman').getByLabel('Post').fill('Secretary');
    await copy.untilSaved('people.toml', 'title = "Secretary"');
    assert.match(copy.read('people.toml'), /^\[siti-rahman\]/m);
    // Nobody names her yet: she is removed at once, and put back.
    await remove(desk, 'Siti Rahman');
    await until('she is gone', () => !copy.read('people.toml').includes('Siti'));
    await desk.page.locator('.removed').getByRole('button', { name: 'Undo' }).click();
    await copy.untilSaved('people.toml', 'Siti Rahman');
  },

  'a list of people that cannot be read is mended where it is': async (_, tools) => {
    let whole;
    const { desk, copy } = await open(tools, '/people', {
      change: (project) => {
        whole = project.read('people.toml');
        project.write('people.toml', whole.replace('name = "Ana Sørensen"', 'name = "Ana Sørensen'));
      },
    });
    const before = copy.read('people.toml');
    const isUnderlined = () => desk.page.locator('.source .error').count();
    await until('the source is there, with its fault underlined', async () => (await desk.text()) === before && (await isUnderlined()) > 0);
    assert.match(await desk.textOf('.finding'), /Error/);
    assert(await desk.page.getByRole('button', { name: 'Add a person' }).isDisabled());
    assert.equal(copy.read('people.toml'), before, 'nothing is changed by looking');
    await desk.page.locator('.finding [data-place]').first().click();
    await desk.caretAt('name = "Ana Sørensen', 'after');
    await desk.type('"');
    await until('it is as it was', () => copy.read('people.toml') === whole);
    await until('nothing is wrong any more', async () => !(await isUnderlined()) && !(await desk.page.locator('.finding').count()));
    await desk.page.getByRole('tab', { name: 'Form' }).click();
    await card(desk, 'Ana Sørensen').waitFor();
    await desk.open('/');
    await desk.untilShown('.card');
    assert.deepEqual(['byline.toml', 'organisations.toml', 'records/typical.toml'].filter((name) => copy.read(name) !== copy.first(name)), []);
  },

  'logos are chosen and dropped, and seen': async (_, tools) => {
    const { desk, copy } = await open(tools, '/organisations', { records: [FORUM] });
    await cards(desk).first().waitFor();
    await openCard(desk, 'Aegean Tide Service');
    const section = card(desk, 'Aegean Tide Service').locator('.box-body');
    await section.locator('.more-toggle').click();
    await section.locator('.adding .add', { hasText: /Logo$/ }).click();
    const field = section.locator('[data-path="aegean.logo.file"]');
    await until('it is said what else can be done', async () => (await field.innerText()).includes('or drop it here'));
    // What is no picture is refused, and nothing is kept of it.
    await field.locator('input[type="file"]').setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: Buffer.from('a text') });
    await until('it is refused', async () => /\S/.test(await field.locator('.field-problem').textContent()));
    assert(!copy.exists('logos/logo.png') && !copy.read('organisations.toml').includes('logo.png'));
    await field.locator('input[type="file"]').setInputFiles(LOGO);
    await copy.untilSaved('organisations.toml', 'file = "logos/ics.png"');
    assert(copy.exists('logos/ics.png'));
    assert.equal(await field.locator('.field-problem').textContent(), '');
    await until('it is seen', () => field.locator('img').evaluate((image) => image.naturalWidth > 0 && !image.hidden));
    // That of the brand is dropped.
    await desk.open('/project');
    await desk.page.locator('.form').getByRole('tab', { name: 'Look' }).click();
    const brand = desk.page.locator('[data-path="brand.logo.file"]');
    await brand.locator('.control-logo').evaluate((target, svg) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([svg], 'Our mark.svg', { type: 'image/svg+xml' }));
      for (const type of ['dragover', 'drop']) target.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer }));
    }, '<svg xmlns="http://www.w3.org/2000/svg" width="120" height="80"><rect width="60" height="80" fill="#d00"/></svg>');
    await copy.untilSaved('byline.toml', '"logos/Our mark.svg"');
    await until('it is seen', () => brand.locator('img').evaluate((image) => image.naturalWidth > 0 && !image.hidden));
  },

  'an organisation is named by its people as well': async (_, tools) => {
    const { desk } = await open(tools, '/organisations');
    await cards(desk).first().waitFor();
    await openCard(desk, 'Institute for Coastal Studies');
    const links = card(desk, 'Institute for Coastal Studies').locator('.uses a');
    await until('people are among them', async () => (await links.allTextContents()).includes('Ana Sørensen'));
    await links.filter({ hasText: 'Ana Sørensen' }).click();
    await desk.page.waitForURL(/\/people\?entry=/);
    await until('her card is open', async () => (await card(desk, 'Ana Sørensen').locator('.box-toggle').getAttribute('aria-expanded')) === 'true');
  },

  'the page shows what the settings do': async (_, tools) => {
    const { desk, copy } = await open(tools, '/project');
    await desk.untilDrawn();
    const before = await desk.pixels();
    const file = copy.read('byline.toml');
    await desk.page.getByLabel('Your organisation').fill('Office for Tides');
    await desk.untilPixels('the page has the new name', (pixels) => pixels !== before);
    await copy.untilSaved('byline.toml', 'Office for Tides');
    await until('the header has it', async () => (await desk.textOf('.organisation')) === 'Office for Tides');
    const named = await desk.pixels();
    await desk.page.locator('.form').getByRole('tab', { name: 'Look' }).click();
    await desk.page.getByLabel('Main colour').last().fill('#00507a');
    await desk.keyboard.press('Tab');
    await copy.untilSaved('byline.toml', '#00507a');
    await desk.untilPixels('the page has another colour', (pixels) => pixels !== named);
    await desk.press('Undo');
    await desk.press('Undo');
    await until('all is as before', () => copy.read('byline.toml') === file);
  },

  'a pale colour is spoken of beside it, and each look has a picture': async (_, tools) => {
    const { desk, copy } = await open(tools, '/project?field=brand.accent');
    await desk.untilDrawn();
    await desk.page.getByLabel('Main colour').last().fill('#ffe08a');
    const note = desk.page.locator('[data-path="brand.accent"] .note');
    await note.waitFor();
    assert.match(await note.textContent(), /too pale for text on paper/);
    const pictures = desk.page.locator('.look-picture img');
    assert.equal(await pictures.count(), 3);
    await until('they are seen', () => pictures.evaluateAll((all) => all.every((image) => image.naturalWidth > 0)));
    const before = await desk.pixels();
    await desk.page.getByRole('button', { name: /^Bold/ }).click();
    await copy.untilSaved('byline.toml', 'look = "bold"');
    await desk.untilPixels('the page has the look', (pixels) => pixels !== before);
    assert.equal(await desk.page.getByLabel('Look', { exact: true }).last().inputValue(), 'bold');
  },

  'documents and their options are chosen': async (_, tools) => {
    const { desk, copy } = await open(tools, '/project');
    await desk.untilDrawn();
    await desk.page.locator('.form').getByRole('tab', { name: 'Documents' }).click();
    const report = desk.page.locator('.section[data-path="options.report"]');
    await report.getByRole('checkbox').first().check();
    await copy.untilSaved('byline.toml', 'duplex = true');
    assert.deepEqual(await desk.page.locator('.pages-head [role="tab"]').allTextContents(), ['Report', 'Summary']);
    await desk.page.locator('.pages-head').getByRole('tab', { name: 'Summary' }).click();
    await until('the summary is shown', () => desk.isPrinted());
  },

  'without an event there is no page yet': async (_, tools) => {
    const { desk, copy } = await open(tools, '/project', { records: [] });
    await until('it says so', async () => (await desk.textOf('.pages-pane .empty:not([hidden])')).includes('first event'));
    await desk.page.getByLabel('Your organisation').fill('Office for Tides');
    await copy.untilSaved('byline.toml', 'Office for Tides');
  },

  'one that only reads changes nothing': async (_, tools) => {
    const { desk } = await open(tools, '/people', { args: ['--read-only'] });
    await cards(desk).first().waitFor();
    assert.equal(await desk.page.getByRole('button', { name: 'Add a person' }).count(), 0);
    await openCard(desk, 'Ana Sørensen');
    assert.equal(await card(desk, 'Ana Sørensen').getByLabel('Post').getAttribute('readonly'), '');
    await desk.open('/project');
    await desk.untilDrawn();
    assert.equal(await desk.page.getByLabel('Your organisation').getAttribute('readonly'), '');
  },
};

for (const [name, { isNarrow, ...options }] of Object.entries(WINDOWS)) {
  tests[`no barriers: ${name}`] = async (_, tools) => {
    const { desk } = await open(tools, '/people', { options });
    await cards(desk).first().waitFor();
    await openCard(desk, 'Ana Sørensen');
    await remove(desk, 'Ana Sørensen');
    await until('it is said', async () => (await desk.textOf('.removing')).includes('is named here'));
    await assertOpen(desk, 'people');
    await desk.open('/organisations');
    await cards(desk).first().waitFor();
    await assertOpen(desk, 'organisations');
    await desk.open('/project');
    await desk.page.getByLabel('Your organisation').waitFor();
    await assertOpen(desk, 'project');
    if (isNarrow) await desk.page.locator('.pane-switch').getByRole('button', { name: 'Pages' }).click();
    await desk.untilDrawn();
    await assertOpen(desk, 'the page of the project');
  };
}

export default tests;
