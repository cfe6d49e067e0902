// People whom an event describes in one field: offered in its others, and kept for all events.

import assert from 'node:assert/strict';
import { Project } from './project.mjs';
import { rest, until } from './wait.mjs';

const FILE = 'records/signing.toml';
const RECORD = `title = "Signing of a Memorandum"
start = 2025-03-12
mode = "offline"

[[programme]]
title = "Morning"

[[programme.sessions]]
title = "Welcome"
speaker = { name = "Aminah Yusof", title = "Director", affiliation = "Port Authority" }

[[programme.sessions]]
title = "Reply"
speaker = "Ben"

[[signings]]
document = "Memorandum on tide data"
parties = ["Port Authority", "Tide Office"]

[[next-steps]]
action = "Open the gauges"
`;

/** Opens the form of the record above, in a tab. */
async function openForm({ project, serve, browser }, tab) {
  const copy = Project.copyOf(project, ['sparse']);
  copy.write(FILE, RECORD);
  const desk = await browser({}, await serve(copy), copy);
  await desk.open('/record/signing?edit=form');
  await desk.page.locator('.form').waitFor();
  const { page, keyboard } = desk;
  const form = {
    page, keyboard, copy,
    tab: (name) => page.locator('.form').getByRole('tab', { name, exact: true }).click(),
    field: (path) => page.locator(`[data-path="${path}"]`),
    /** Opens a card. */
    card: (path) => form.field(path).locator('.box-toggle').first().click(),
    /** Types into the field of somebody. */
    async type(path, text) {
      await form.field(path).getByRole('combobox').click();
      await keyboard.press('Escape');
      await keyboard.type(text);
    },
    options: page.locator('.options:popover-open'),
    saved: (words, file = FILE) => copy.untilSaved(file, words),
  };
  await form.tab(tab);
  return form;
}

export default {
  'somebody described in one field is offered in another, and is one person': async (_, tools) => {
    const { type, card, options, saved, keyboard, copy, tab, field } = await openForm(tools, 'Programme');
    await card('programme[0]');
    await card('programme[0].sessions[1]');
    await type('programme[0].sessions[1].speaker', 'aminah');
    await until('she is offered once, with her post', async () => /^Aminah Yusof\s*Director, Port Authority/.test((await options.innerText()).trim()));
    assert.equal((await options.innerText()).match(/Aminah Yusof/g).length, 1);
    await keyboard.press('Enter');
    await saved('[people.aminah-yusof]\nname = "Aminah Yusof"\ntitle = "Director"\naffiliation = "Port Authority"');
    await saved('speaker = ["Ben", "aminah-yusof"]');
    await until('the first names her, too', () => copy.read(FILE).includes('title = "Welcome"\nspeaker = "aminah-yusof"'));
    // Whoever types the whole name means her, too.
    await tab('Results');
    await card('next-steps[0]');
    const owner = field('next-steps[0].owner').locator('input').first();
    await until('an owner is offered', async () => {
      await owner.fill('');
      await owner.fill('Aminah');
      await rest(300);
      return (await options.allInnerTexts()).join().includes('Aminah Yusof');
    });
  },

  'somebody described in one field can be kept for all events': async (_, tools) => {
    const { card, saved, page, copy, field } = await openForm(tools, 'Programme');
    await card('programme[0]');
    await card('programme[0].sessions[0]');
    await field('programme[0].sessions[0].speaker').locator('.chip-main').click();
    await page.getByRole('button', { name: 'Keep for all events' }).click();
    await saved('[aminah-yusof]\nname = "Aminah Yusof"\ntitle = "Director"', 'people.toml');
    await saved('speaker = "aminah-yusof"');
    assert(!copy.read(FILE).includes('[people'));
  },

  'a name is typed with its post and organisation': async (_, tools) => {
    const { type, card, options, saved, keyboard } = await openForm(tools, 'Programme');
    await card('programme[0]');
    await card('programme[0].sessions[1]');
    const path = 'programme[0].sessions[1].speaker';
    await type(path, 'Dr. Siti Rahman, Dean, Tide Office');
    await until('it is shown what it becomes', async () => /^Add Dr\. Siti Rahman\s*Dean, Tide Office/.test((await options.innerText()).trim()));
    await keyboard.press('Enter');
    await saved('{ name = "Siti Rahman", honorifics = ["Dr."], title = "Dean", affiliation = "Tide Office" }');
    // Several at once.
    await type(path, 'Lim Wei, Engineer, Tide Office; Noor Haddad');
    await until('both are counted', async () => (await options.innerText()).includes('2 people'));
    await keyboard.press('Enter');
    await saved('{ name = "Lim Wei", title = "Engineer", affiliation = "Tide Office" }, "noor-haddad"');
  },

  'nobody is asked whether they are themselves': async (_, tools) => {
    const { type, card, field, page, keyboard, saved } = await openForm(tools, 'Programme');
    await card('programme[0]');
    await card('programme[0].sessions[1]');
    const path = 'programme[0].sessions[1].speaker';
    await type(path, 'Director');
    await keyboard.press('Tab');
    await saved('"Director"');
    await rest(800);
    await field(path).locator('.chip-main').last().click();
    await page.locator('.new-entry').waitFor();
    assert.equal(await page.locator('.similar').count(), 0, 'neither herself nor those of that post');
  },
};
