// How somebody fills in a field of each kind: with clicks, keys and words.

import { join } from 'node:path';
import { until } from './wait.mjs';

/** Three letters of a name find whoever is meant. */
const THREE_LETTERS = /^(?:[^\p{L}\p{N}]*[\p{L}\p{N}]){1,3}/u;

/** Longer texts are put in at once: they come from elsewhere. */
const TYPED = 20;

/** The point of a picture that counts until another one is chosen, in percent. */
const MIDDLE = 50;

/** Puts a text into an input, in place of what is there, and goes on. */
async function write({ keyboard }, input, text) {
  await input.click();
  await keyboard.press('Control+a');
  if (text.length > TYPED) await keyboard.insertText(text);
  else await keyboard.type(text);
  await keyboard.press('Tab');
}

/** Types the beginning of what a list offers, and takes it from there. */
async function choose({ page, keyboard }, input, label) {
  await input.click();
  await keyboard.type(label.match(THREE_LETTERS)[0]);
  await page.locator('.options:popover-open > li:not(.is-action) > .option-label').filter({ hasText: label }).first().click();
}

// A text that may be a name is in a box of its own, with what is offered.
const ownInput = (node) => node.locator('textarea, input').first();
const inside = (selector) => (node) => node.locator(selector).first();
const writing = (inputOf, words = String) => (filling, node, value) => write(filling, inputOf(node), words(value, filling));

/** The text of the form's language, of one in several. */
const textOf = (value, { language }) => (typeof value === 'object' ? value[language] : value);

const proseOf = (value, filling) => textOf(value, filling).trimEnd();

function dayOf(date) {
  const [year, month, day] = date.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1, day)).toLocaleDateString('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
}

const timeOf = (time) => time.replace(/^0?(\d+):(\d\d):00$/, '$1.$2');

const countOf = (value) => (typeof value === 'object' ? `${value.qualifier} ${value.value}` : String(value));

async function moment(filling, node, value, { start = '' }) {
  const [day, time] = value.split(/[T ]/);
  // An event of one day ends beside its start.
  const isBeside = time && value !== start && start.startsWith(day);
  if (isBeside) return write(filling, node.locator('xpath=..').locator('.until-input'), timeOf(time));
  await write(filling, node.locator('.date-input'), dayOf(day));
  return time && write(filling, node.locator('.time-input:not(.until-input)'), timeOf(time));
}

// A photo was added before; the point that must stay in sight is moved by keys. A logo is chosen.
async function picture(filling, node, value, { focus }) {
  const choose = node.getByRole('button', { name: 'Choose a picture' });
  if (await choose.count()) {
    await chooseFiles(filling, choose, [value]);
    await until(`${value} is there`, async () => (await node.locator('input[type="text"], textarea').inputValue()) !== '');
  }
  if (!focus) return;
  const point = node.locator('.photo-point');
  const press = async (by, [less, more]) => {
    for (let left = Math.abs(by); left > 0; left -= 1) await point.press(by < 0 ? less : more);
  };
  await press(focus[0] - MIDDLE, ['ArrowLeft', 'ArrowRight']);
  await press(focus[1] - MIDDLE, ['ArrowUp', 'ArrowDown']);
}

/** Chooses files in the dialog that a button opens. */
async function chooseFiles({ page, pictures }, button, files) {
  const chooser = page.waitForEvent('filechooser');
  await button.click();
  await (await chooser).setFiles(files.map((file) => join(pictures, file)));
}

/** How each kind is filled in: called with the filling, the field, its value, and the table that it is in. */
export const FIELDS = {
  address: writing(ownInput),
  count: writing(inside('.typed input'), countOf),
  date: writing(inside('.typed input'), dayOf),
  flag: (filling, node) => node.locator('input[type="checkbox"]').check(),
  integer: writing(inside('.integer-input')),
  language: (filling, node, value) => pick(filling, node, { kind: 'language' }, value),
  lines: writing(ownInput, textOf),
  moment,
  organisation: (filling, node, value, { kind }) => pick(filling, node, kind, value),
  person: (filling, node, value, { kind }) => pick(filling, node, kind, value),
  picture,
  place: async (filling, node, value) => choose(filling, node.locator('.combobox-input'), await filling.placeOf(value)),
  prose: writing(inside('.prose-area'), proseOf),
  record: (filling, node, value) => pick(filling, node, { kind: 'record' }, value),
  text: writing(ownInput, textOf),
  time: writing(inside('.typed input'), timeOf),
  word: (filling, node, value) => node.locator(':scope > select').selectOption(value),
  zone: (filling, node, value) => choose(filling, node.locator('.combobox-input'), value),
};

/** The kinds of which several are one field. */
export const PICKERS = ['language', 'organisation', 'person', 'record'];

/** Names somebody or something: by some letters if it is known, by the whole name otherwise. */
export async function pick(filling, node, kind, value) {
  const { page, keyboard } = filling;
  const picker = node.locator(':scope > .control-picker');
  const input = picker.locator(':scope > .combobox > input');
  const known = typeof value === 'string' ? filling.nameOf(kind.kind, value) : null;
  if (known) return choose(filling, input, known);
  const { name, ...more } = typeof value === 'string' ? { name: value } : value;
  await input.click();
  await keyboard.insertText(name);
  const options = page.locator('.options:popover-open > li');
  // A name that is elsewhere in the record is offered before it is taken as it is written.
  if (!Object.keys(more).length) return options.filter({ hasText: name }).first().click();
  // Of whom more is to be said has a card.
  await options.last().click();
  await picker.getByRole('button', { name: 'No, only this event' }).click();
  const card = picker.locator(':scope > .chips > .chip').last().locator(':scope > .entry-card');
  await filling.table(card.locator(':scope > .entry-rows > .field-set'), filling.tables[kind.table].fields, more);
  return card.locator(':scope > .entry-foot > button').last().click();
}

/** Chooses several of a few words, one after another. */
export async function chooseWords(node, words) {
  for (const word of words) await node.locator('select').selectOption(word);
}

/** Takes all names out of a field. */
export async function removeAll(node) {
  const tools = node.locator(':scope > .control-picker > .chips > .chip > .chip-tools');
  for (let left = await tools.count(); left > 0; left -= 1) await tools.first().locator('button').last().click();
}

/** Adds the files of photos to their list. */
export async function addPhotos(filling, list, photos) {
  await chooseFiles(filling, list.locator(':scope > .add'), photos.map(({ file }) => file));
  for (const [at, { file }] of photos.entries()) {
    await until(`${file} is there`, async () => (await list.locator(':scope > ol > .box').count()) > at);
  }
}
