// The form can write everything: whole records, typed from nothing, print what their files print.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Filling } from './filling.mjs';
import { Project } from './project.mjs';
import { until } from './wait.mjs';

/** The project of the test records. */
const ORIGINAL = { folder: new URL('../../templates/tests', import.meta.url).pathname };

/** The templates of all documents. */
const PRINTED = ['report', 'summary', 'newsletter', 'calendar'];

const READ = 'import json, sys, tomllib; print(json.dumps(tomllib.load(open(sys.argv[1], "rb")), default=str))';

/** Reads a file by another reader than byline's. */
const read = (path) => JSON.parse(execFileSync('python3', ['-c', READ, path], { encoding: 'utf8' }));

/** Builds all documents of records, and returns them by name. */
function documentsOf(project, records) {
  const output = 'printed';
  const args = PRINTED.flatMap((name) => ['--template', name]);
  execFileSync(process.env.BYLINE, ['build', '--output', output, ...args, ...records], { cwd: project.folder, stdio: 'pipe' });
  const names = readdirSync(project.path(output)).sort();
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(project.path(output), name))]));
}

/** Types a record from nothing, and compares what is printed of it and of what has it as a story. */
async function typeAll(record, issues, { serve, browser }) {
  const file = `records/${record}.toml`;
  const original = Project.copyOf(ORIGINAL);
  const typed = Project.copyOf(ORIGINAL);
  typed.remove(file);
  const desk = await browser({}, await serve(typed), typed);
  const values = read(original.path(file));
  await begin(desk, record, values);
  await desk.openRecord(record, '?edit=form');
  await desk.untilShown('.form');
  // Of the documents, one of a page is laid out soonest.
  await desk.page.getByRole('tab', { name: 'Summary' }).click();
  const filling = await Filling.of(desk, { file, pictures: original.path('records') });
  await filling.fill(values);
  await desk.untilState('saved');
  const [expected, found] = [original, typed].map((project) => documentsOf(project, [record, ...issues]));
  assert.deepEqual(Object.keys(found), Object.keys(expected));
  for (const [name, bytes] of Object.entries(expected)) assert(found[name].equals(bytes), `${name} is another one`);
}

/** Has a new event made. */
async function begin(desk, record, { title, start }) {
  const field = (name) => desk.page.locator('.order').getByRole('textbox', { name: new RegExp(`^${name}`) });
  await desk.open('/new');
  await field('Title').fill(title.en ?? title);
  await field('Date').fill(start.slice(0, 10));
  await desk.page.locator('.more summary').click();
  await field('File name').fill(record);
  await until('it is named', async () => (await desk.textOf('.saved-under:not([hidden]) strong')) === record);
  await desk.press('Create the event');
  await desk.page.waitForURL(`${desk.base}/record/${record}`);
}

export default {
  'the fullest record': (_, tools) => typeAll('everything', ['tidelines-everything'], tools),
  'an ordinary record': (_, tools) => typeAll('typical', ['tidelines-typical'], tools),
  'the sparsest record': (_, tools) => typeAll('sparse', ['tidelines-sparse'], tools),
};
