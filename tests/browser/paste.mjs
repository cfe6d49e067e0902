// Lists that are pasted into the form.

import assert from 'node:assert/strict';
import { FORUM, FORUM_FILE } from './desk.mjs';
import { Project } from './project.mjs';
import { rest, until } from './wait.mjs';

const NAMES = 'No\tName\tDesignation\tOrganisation\tE-mail\n1\tDr. Siti Rahman\tDirector\tTide Office\ts@x.example\n2\tBen Adeyemi\t\t\t\n';
const PROGRAMME = '9.00 am – 9.30 am\tRegistration\n9.30 am\tOpening by Dr. Siti Rahman\n\nAfternoon\n2.00 pm Harbour tour\n';

/** Pastes a text where the focus is. */
const paste = (desk, text) => desk.page.evaluate((words) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', words);
  document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
}, text);

const proposal = (desk) => desk.page.locator('.pasted');

/** Opens the form of a record, in a tab. */
async function openForm(desk, label, record = FORUM) {
  await desk.open(`/record/${record}?edit=form`);
  await desk.page.locator('.form').waitFor();
  await desk.page.locator('.form [role="tab"]', { hasText: label }).click();
}

async function propose(desk, text) {
  await paste(desk, text);
  await proposal(desk).waitFor();
  return (await proposal(desk).innerText()).replace(/\s+/g, ' ');
}

/** Goes to the title of the first part of the programme. */
async function goToPart(desk) {
  await openForm(desk, 'Programme');
  await desk.page.locator('.form [data-path="programme[0]"] .box-toggle').first().click();
  const field = desk.page.locator('.form [data-path="programme[0].title"] :is(textarea, input)').first();
  await field.focus();
}

export default {
  'a programme is shown, and taken over with Enter': async (desk, { project }) => {
    await goToPart(desk);
    const words = await propose(desk, PROGRAMME);
    for (const told of ['3 sessions', '09:00–09:30', 'Registration', 'Dr. Siti Rahman', 'Afternoon', '14:00']) assert(words.includes(told), words);
    await desk.keyboard.press('Enter');
    await project.untilSaved(FORUM_FILE, 'Harbour tour');
    await until('it is well-formed and in order', async () => /Registration[\s\S]*Siti Rahman[\s\S]*Afternoon[\s\S]*Harbour tour/.test(project.read(FORUM_FILE)));
    assert.equal(await proposal(desk).count(), 0);
  },

  'a part without a heading is called by a word in the language of the report': async (_, { project, serve, browser }) => {
    const copy = Project.copyOf(project, ['sparse']);
    copy.replace('records/sparse.toml', 'title = ', 'languages = ["zh-Hans"]\ntitle = ');
    const desk = await browser({}, await serve(copy), copy);
    await openForm(desk, 'Programme', 'sparse');
    await desk.page.locator('.form [data-path="programme"] > .list > .add').click();
    await desk.card('programme[0]').locator('.adding .add').first().click();
    await propose(desk, '9.00 am – 9.30 am\tRegistration\n9.30 am\tOpening\n');
    await desk.keyboard.press('Enter');
    await copy.untilSaved('records/sparse.toml', 'title = "议程"');
  },

  'a programme takes the place of the empty card that it is pasted into, and is shown': async (desk, { project }) => {
    await openForm(desk, 'Programme', 'sparse');
    await desk.page.locator('.form [data-path="programme"] > .list > .add').click();
    await desk.card('programme[0]').locator('.adding .add').first().click();
    await propose(desk, '9.00 am – 9.30 am\tRegistration\n9.30 am\tOpening by Dr. Siti Rahman\n');
    await desk.keyboard.press('Enter');
    await project.untilSaved('records/sparse.toml', 'Registration');
    // Nothing is called after the heading that stands above it.
    assert.match(project.read('records/sparse.toml'), /\[\[programme\]\]\ntitle = "Programme"/);
    await until('there is one part', async () => (await desk.cardTitles('programme')).join() === 'Programme');
    await until('its sessions are shown', async () => (await desk.cardTitles('programme[0].sessions')).join() === 'Registration,Opening');
    assert(await desk.card('programme[0].sessions[0]').isVisible());
  },

  'whoever types a programme keeps the keyboard, and may think better of it': async (desk, { project }) => {
    const before = project.read('records/sparse.toml');
    await openForm(desk, 'Programme', 'sparse');
    await desk.press('Paste the programme from Excel or Word…');
    await desk.type('9.00 Opening ');
    await proposal(desk).waitFor();
    await desk.type('by Dr. Siti Rahman');
    assert.equal(await desk.page.locator('.paste-area').inputValue(), '9.00 Opening by Dr. Siti Rahman');
    await until('one is shown, of all of it', async () => (await proposal(desk).allInnerTexts()).join().includes('Siti Rahman'));
    assert.equal(await proposal(desk).count(), 1);
    await proposal(desk).getByRole('button', { name: 'Cancel' }).click();
    assert.equal(await proposal(desk).count(), 0);
    await until('the button is there again', async () => (await desk.focused()).includes('Paste the programme'));
    await rest(600);
    assert.equal(await proposal(desk).count(), 0);
    assert.equal(project.read('records/sparse.toml'), before);
  },

  'a signing in a pasted programme becomes a signing, with its parties and signatories': async (desk, { project }) => {
    await openForm(desk, 'Programme', 'sparse');
    await desk.press('Paste the programme from Excel or Word…');
    const words = await propose(desk, '9.00 am\tTalk "Two Days" by Prof. Dr. Rohani binti Salleh\n11.30 am\tSigning of a memorandum on tides\n   between ICS and the Port of Easthaven,\n   signed by Prof. Rohani\nSee you there\n');
    for (const told of ['1 session', '1 signing', 'Memorandum on tides', 'Not taken over: See you there']) assert(words.includes(told), words);
    await desk.keyboard.press('Enter');
    await project.untilSaved('records/sparse.toml', '[[signings]]');
    const text = project.read('records/sparse.toml');
    for (const told of ['title = "Two Days"', 'document = "Memorandum on tides"', 'parties = ["ics", "easthaven"]']) assert(text.includes(told), text);
    assert.equal(text.match(/Rohani binti Salleh/g).length, 2);
  },

  'people of a list get an entry each, from the button and from the first name': async (desk, { project }) => {
    const [first, second, third] = ['Dr. Siti Rahman, Director, Tide Office', 'Captain Lim Siew Hock, Harbour Master, Port of Easthaven', 'Kim Park (Tide Office)'];
    await openForm(desk, 'Who', 'sparse');
    await desk.page.locator('.form [data-path="people"] > .list > .add').click();
    await until('the focus is in a name', async () => (await desk.focusedPath())?.endsWith('.name'));
    const words = await propose(desk, `${first}\n${second}\n`);
    for (const told of ['2 people', 'Harbour Master', 'Tide Office']) assert(words.includes(told), words);
    await desk.keyboard.press('Enter');
    await project.untilSaved('records/sparse.toml', '[people.lim-siew-hock]');
    assert.match(project.read('records/sparse.toml'), /\[people\.siti-rahman\]\s+name = "Siti Rahman"\s+honorifics = \["Dr\."\]\s+title = "Director"/);
    await until('the empty card is gone', async () => (await desk.cardTitles('people')).join() === 'Dr. Siti Rahman,Captain Lim Siew Hock');
    await desk.press('Paste a list of names…');
    await propose(desk, third);
    await desk.keyboard.press('Enter');
    await project.untilSaved('records/sparse.toml', '[people.kim-park]');
  },

  'somebody who is typed with post and organisation is divided into them': async (desk, { project }) => {
    await openForm(desk, 'Who', 'sparse');
    await desk.page.locator('.form [data-path="people"] > .list > .add').click();
    await desk.type('Dr. Siti Rahman, Director, Tide Office');
    await desk.keyboard.press('Tab');
    await project.untilSaved('records/sparse.toml', 'affiliation = "Tide Office"');
    assert.match(project.read('records/sparse.toml'), /\[people\.siti-rahman\]\s+name = "Siti Rahman"/);
  },

  'a button says that a programme can be pasted': async (desk, { project }) => {
    await openForm(desk, 'Programme', 'sparse');
    await desk.press('Paste the programme from Excel or Word…');
    await paste(desk, 'one line\nand another\n');
    await desk.untilShown('.paste-offer .field-problem');
    await propose(desk, PROGRAMME);
    await desk.keyboard.press('Escape');
    assert.equal(await proposal(desk).count(), 0);
    await propose(desk, PROGRAMME);
    await desk.keyboard.press('Enter');
    await project.untilSaved('records/sparse.toml', 'Harbour tour');
    await until('both parts are there', async () => (await desk.cardTitles('programme')).join() === 'Morning,Afternoon');
    assert(!await desk.isShown('.paste-area'));
  },

  'Escape leaves everything as it was': async (desk, { project }) => {
    const before = project.read(FORUM_FILE);
    await goToPart(desk);
    await propose(desk, PROGRAMME);
    await desk.keyboard.press('Escape');
    assert.equal(await proposal(desk).count(), 0);
    assert.equal(project.read(FORUM_FILE), before);
    assert(await desk.page.evaluate(() => document.activeElement.matches('textarea, input')));
  },

  'an empty card that something was pasted into goes with it': async (desk, { project }) => {
    const before = project.read('records/sparse.toml');
    await openForm(desk, 'Programme', 'sparse');
    await desk.page.locator('.form [data-path="programme"] > .list > .add').click();
    await desk.card('programme[0]').locator('.adding .add').first().click();
    await propose(desk, PROGRAMME);
    // A time is never divided.
    const [first, second] = await proposal(desk).locator('.is-time').evaluateAll((all) => all.slice(0, 2).map((one) => one.getClientRects().length && one.offsetHeight));
    assert.equal(first, second);
    await desk.keyboard.press('Escape');
    await until('there is no card', async () => (await desk.cardTitles('programme')).length === 0);
    assert.equal(project.read('records/sparse.toml'), before);
  },

  'a list of names becomes people, and says what is left out': async (desk, { project }) => {
    await openForm(desk, 'Credits', 'typical');
    if (!await desk.page.locator('.form [data-path="credits.writer"]').isVisible()) await desk.page.locator('.form [data-path="credits"] button').first().click();
    await desk.page.locator('.form [data-path^="credits.writer"] :is(textarea, input):visible').first().focus();
    const words = await propose(desk, NAMES);
    for (const told of ['2 people', 'Dr. Siti Rahman', 'Tide Office', 'Not taken over: E-mail']) assert(words.includes(told), words);
    await desk.keyboard.press('Enter');
    await project.untilSaved('records/typical.toml', 'Siti Rahman');
    assert.match(project.read('records/typical.toml'), /Siti Rahman/);
  },

  'names in one line become people': async (desk, { project }) => {
    await openForm(desk, 'Credits', 'typical');
    if (!await desk.page.locator('.form [data-path="credits.writer"]').isVisible()) await desk.page.locator('.form [data-path="credits"] button').first().click();
    await desk.page.locator('.form [data-path^="credits.writer"] :is(textarea, input):visible').first().focus();
    const words = await propose(desk, 'Ana Lim, Editor, Tide Office; Ravi Menon');
    assert(words.includes('2 people') && words.includes('Tide Office'), words);
    await desk.keyboard.press('Enter');
    await project.untilSaved('records/typical.toml', '"Ravi Menon"');
  },

  'a line is pasted as in any field': async (desk) => {
    await goToPart(desk);
    await paste(desk, 'Registration');
    assert.equal(await proposal(desk).count(), 0);
  },
};
