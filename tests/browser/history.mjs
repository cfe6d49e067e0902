// Undo and redo over the whole sitting: through reloads, in the form and in the source, and never
// at the cost of what somebody else wrote.

import assert from 'node:assert/strict';
import { Project } from './project.mjs';
import { rest, until } from './wait.mjs';

const FILE = 'records/typical.toml';

/** Longer than the pause after which what is typed is another step. */
const STEP = 1000;

/** Opens a copy of a project as a form. */
async function openCopy({ project, serve, browser }) {
  const copy = Project.copyOf(project, ['typical']);
  const desk = await browser({}, await serve(copy), copy);
  await desk.openForm('typical');
  return { copy, desk };
}

/** Waits until the file has other bytes, and all is saved; returns them. */
async function untilOther(desk, copy, before) {
  await until('the file is another one', () => copy.read(FILE) !== before);
  await desk.untilState('saved');
  await rest(400);
  return copy.read(FILE);
}

/** Types in a field, and returns the bytes of the file after it. */
async function write(desk, copy, path, words) {
  const before = copy.read(FILE);
  await desk.field(path).press('End');
  await desk.type(words);
  await until('all of it is in the file', () => copy.read(FILE).includes(words.trim()));
  await rest(STEP);
  return untilOther(desk, copy, before);
}

/** Loads the page again. */
async function reload(desk) {
  await desk.page.reload();
  await desk.untilDrawn();
  await desk.untilShown('.form');
  await rest(300);
}

/** Waits until a button says that there is nothing left for it to do. */
const untilNone = (desk, name) => until(`nothing is left for ${name}`, async () =>
  await desk.page.getByRole('button', { name, exact: true }).first().getAttribute('aria-disabled') === 'true');

/** Presses a button for each of some states of the file, and waits for it. */
async function walk(desk, copy, button, states) {
  for (const [at, state] of states.entries()) {
    await desk.press(button);
    await until(`${button} ${at + 1} leads to the bytes of the file then`, () => copy.read(FILE) === state);
  }
}

export default {
  'what there is to take back is seen on the buttons, and where it was is said': async (_, tools) => {
    const { copy, desk } = await openCopy(tools);
    const disabled = (name) => desk.page.getByRole('button', { name }).getAttribute('aria-disabled');
    assert.deepEqual([await disabled('Undo'), await disabled('Redo')], ['true', 'true']);
    const before = copy.read(FILE);
    await desk.field('title').press('End');
    await desk.type('!');
    await copy.untilSaved(FILE, '!');
    await until('it can be taken back', async () => await disabled('Undo') === 'false');
    await desk.formTab('Results');
    await desk.untilState('saved');
    await desk.press('Undo');
    await until('it is said where it was', async () => (await desk.textOf('.bars')).includes('Taken back: Event › Title'));
    await until('it can be done again', async () => await disabled('Redo') === 'false');
    await until('it is as before', () => copy.read(FILE) === before);
  },

  'the buttons say what they take back and do again': async (_, tools) => {
    const { copy, desk } = await openCopy(tools);
    await write(desk, copy, 'title', ' once');
    const title = (name) => desk.page.getByRole('button', { name, exact: true }).first();
    await title('Undo').hover();
    await until('it says so', async () => (await title('Undo').getAttribute('title')) === 'Undo: Event › Title');
    await desk.press('Undo');
    await until('the step is announced', async () => (await desk.textOf('.form > .for-screen-readers')).includes('Taken back: Event › Title'));
    await title('Redo').hover();
    await until('so does the other', async () => (await title('Redo').getAttribute('title')) === 'Redo: Event › Title');
  },

  'after a reload, everything is where it was': async (_, tools) => {
    const { desk } = await openCopy(tools);
    await desk.formTab('Programme');
    const tops = () => desk.page.evaluate(() => ['.form-scroll', '.pages'].map((one) => document.querySelector(one).scrollTop));
    await desk.page.evaluate(() => {
      for (const name of ['.form-scroll', '.pages']) document.querySelector(name).scrollTop = 90;
    });
    const before = await tops();
    assert(before[1] > 0);
    await reload(desk);
    await until('the tab is shown', async () => (await desk.page.locator('.form > .tabs [aria-selected="true"]').innerText()).startsWith('Programme'));
    await until('both are as far down', async () => (await tops()).join() === before.join());
    // What is asked for in the address is only where one begins.
    await desk.page.locator('.edit > .tabs').getByRole('tab', { name: 'Translation' }).click();
    await desk.untilShown('.translation-row');
    await desk.page.reload();
    await desk.untilShown('.translation-row');
  },

  'what was typed, removed and moved before a reload is undone and done again, byte for byte': async (_, tools) => {
    const { copy, desk } = await openCopy(tools);
    const states = [copy.read(FILE)];
    states.push(await write(desk, copy, 'title', ' once'));
    states.push(await write(desk, copy, 'standfirst', ' And twice.'));
    await desk.formTab('Programme');
    await desk.chooseFor('programme[0]', 'Remove');
    states.push(await untilOther(desk, copy, states.at(-1)));
    await desk.chooseFor('programme[0]', 'Duplicate');
    states.push(await untilOther(desk, copy, states.at(-1)));
    await reload(desk);
    await walk(desk, copy, 'Undo', states.toReversed().slice(1, 3));
    // In the middle, too.
    await reload(desk);
    await walk(desk, copy, 'Undo', states.toReversed().slice(3));
    await untilNone(desk, 'Undo');
    assert.equal(copy.read(FILE), states[0]);
    await reload(desk);
    await walk(desk, copy, 'Redo', states.slice(1));
    await until('the form shows it', async () => (await desk.page.locator('.form [data-path="title"] textarea').inputValue()).endsWith(' once'));
  },

  'another program writes while the page is not there: its words stay, and the rest is undone': async (_, tools) => {
    const { copy, desk } = await openCopy(tools);
    const first = copy.read(FILE);
    await write(desk, copy, 'title', ' once');
    await desk.page.goto('about:blank');
    const theirs = copy.read(FILE).replace('mode = ', '# Theirs.\nmode = ');
    copy.write(FILE, theirs);
    await desk.openForm('typical');
    await desk.press('Undo');
    await until('only the title is as before', () => copy.read(FILE) === first.replace('mode = ', '# Theirs.\nmode = '));
    await desk.press('Redo');
    await until('it is as they left it', () => copy.read(FILE) === theirs);
  },

  'another program writes in the same place: nothing is undone there': async (_, tools) => {
    const { copy, desk } = await openCopy(tools);
    await write(desk, copy, 'title', ' once');
    await desk.page.goto('about:blank');
    const theirs = copy.read(FILE).replace(/^title = .*$/m, 'title = "Their own title"');
    copy.write(FILE, theirs);
    await desk.openForm('typical');
    await until('the form shows theirs', async () => (await desk.field('title').inputValue()) === 'Their own title');
    await desk.press('Undo');
    await rest(600);
    assert.equal(copy.read(FILE), theirs);
  },

  'what was typed in the source before a reload is undone there, and in the form': async (_, tools) => {
    const { copy, desk } = await openCopy(tools);
    const first = copy.read(FILE);
    await desk.page.getByRole('tab', { name: 'Text file' }).click();
    await desk.caretAt('title = "', 'after');
    await desk.type('One ');
    await rest(STEP);
    await desk.type('two ');
    const both = await untilOther(desk, copy, first);
    await reload(desk).catch(() => null);
    await desk.page.getByRole('tab', { name: 'Text file' }).click();
    await desk.area.focus();
    await desk.keyboard.press('Control+z');
    await until('the last word is gone', () => copy.read(FILE) === both.replace('two ', ''));
    assert.match(await desk.caretLineText(), /^title = "One /);
    await desk.page.getByRole('tab', { name: 'Form' }).click();
    await desk.press('Undo');
    await until('all is as before', () => copy.read(FILE) === first);
    await desk.press('Redo');
    await desk.press('Redo');
    await until('both are back', () => copy.read(FILE) === both);
  },

  'a history that cannot be read, or has no room, is none': async (_, tools) => {
    const { copy, desk } = await openCopy(tools);
    const after = await write(desk, copy, 'title', ' once');
    await desk.page.goto(`${desk.base}/api/words`);
    for (const broken of ['{', '{"texts":{},"done":[["records/typical.toml","title",[0,0,""]]],"undone":3}', '7']) {
      await desk.page.evaluate((value) => sessionStorage.setItem('byline:history:records/typical.toml', value), broken);
      await desk.openForm('typical');
      await untilNone(desk, 'Undo');
      assert.equal(copy.read(FILE), after);
      await desk.page.goto(`${desk.base}/api/words`);
    }
    await desk.page.evaluate(() => {
      for (let size = 2 ** 20, at = 0; size > 100; size /= 2) {
        try {
          for (;;) sessionStorage.setItem(`full-${at++}`, 'x'.repeat(size));
        } catch {
          // Full.
        }
      }
    });
    await desk.openForm('typical');
    const before = copy.read(FILE);
    await write(desk, copy, 'standfirst', ' Still here.');
    await desk.press('Undo');
    await until('it is undone without a reload', () => copy.read(FILE) === before);
  },
};
