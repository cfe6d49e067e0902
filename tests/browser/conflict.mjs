// Nothing is lost: two versions of a text, and a server that stops.

import assert from 'node:assert/strict';
import { FORUM, FORUM_FILE } from './desk.mjs';
import { Project } from './project.mjs';
import { until } from './wait.mjs';

/** Breaks the text, so that byline keeps what is typed apart from the file. */
async function breakText(desk) {
  await desk.openRecord();
  await desk.caretAt('standfirst = "', 'after');
  await desk.type('A broken " text. ');
  await desk.untilState('noted');
}

/** Changes the file while its text at the desk is not saved. */
async function meet(desk, project) {
  await breakText(desk);
  project.replace(FORUM_FILE, 'over 100 guests in Kuala', 'over 120 guests in Kuala');
  await desk.untilShown('.versions');
  await desk.untilState('conflict');
}

const marked = (desk, column) => desk.page.locator('.version').nth(column).locator('mark').allTextContents();

/** Holds back what a window sends, until it is let go. */
async function holdBack(desk) {
  let letGo;
  const gate = new Promise((resolve) => (letGo = resolve));
  await desk.page.route('**/api/file/text', async (route) => {
    await gate;
    await route.continue();
  });
  return letGo;
}

/** Writes in two windows at the same time. */
async function writeTwice(desk, window) {
  await desk.openRecord();
  const other = await window(desk);
  await other.openRecord();
  const letGo = await holdBack(desk);
  await desk.caretAt('guests in Kuala');
  await desk.type('happy ');
  await desk.untilState('saving');
  await other.caretAt('sustainable development.');
  await other.type('quick and ');
  await other.untilState('saved');
  letGo();
  await desk.untilShown('.versions');
  return other;
}

/** A small project of its own, with a server that can be stopped. */
async function alone({ project, serve, browser }) {
  const copy = Project.copyOf(project, [FORUM]);
  const server = await serve(copy);
  const desk = await browser({}, server, copy);
  await desk.openRecord();
  return { copy, server, desk };
}

export default {
  'a file that changes on the disk while it is edited: both versions are shown': async (desk, { project }) => {
    await meet(desk, project);
    assert.deepEqual(await desk.page.locator('.version h2').allTextContents(), ['Yours', 'In the file']);
    const [mine, theirs] = [await marked(desk, 0), await marked(desk, 1)];
    assert.equal(mine.length, 2);
    assert.match(mine[0], /^standfirst = "A broken/);
    assert.match(theirs.at(-1), /over 120 guests/);
    assert.match(await desk.textOf('.saving'), /^Unsaved: choose a version/);
    assert(project.read(FORUM_FILE).includes('over 120 guests'), 'nothing is written meanwhile');
  },

  'keep mine': async (desk, { project }) => {
    await meet(desk, project);
    await desk.press('Keep mine');
    await desk.untilHidden('.versions');
    assert((await desk.text()).includes('A broken " text.'));
    await desk.untilState('noted');
    await desk.caretAt('A broken " text. ', 'select');
    await desk.keyboard.press('Delete');
    await desk.untilState('saved');
    await project.untilSaved(FORUM_FILE, 'over 100 guests in Kuala');
    assert.equal(project.read(FORUM_FILE), await desk.text());
  },

  'take theirs': async (desk, { project }) => {
    await meet(desk, project);
    await desk.press('Take theirs');
    await desk.untilHidden('.versions');
    await desk.untilState('saved');
    assert.equal(await desk.text(), project.read(FORUM_FILE));
    assert((await desk.text()).includes('over 120 guests'));
    await desk.caretAt('guests in Kuala');
    await desk.type('kind ');
    await project.untilSaved(FORUM_FILE, 'over 120 kind guests in Kuala');
  },

  'two windows that write at once: keep mine': async (desk, { window, project }) => {
    const other = await writeTwice(desk, window);
    assert.deepEqual(await desk.page.locator('.version h2').allTextContents(), ['Yours', 'The other window’s']);
    await desk.press('Keep mine');
    await project.untilSaved(FORUM_FILE, 'over 100 happy guests');
    await desk.untilState('saved');
    assert(!project.read(FORUM_FILE).includes('quick and'));
    await until('the other window follows', async () => (await other.text()) === (await desk.text()));
  },

  'two windows that write at once: take theirs': async (desk, { window, project }) => {
    const other = await writeTwice(desk, window);
    await desk.press('Take theirs');
    await desk.untilHidden('.versions');
    await desk.untilState('saved');
    assert.equal(await desk.text(), await other.text());
    assert((await desk.text()).includes('quick and sustainable') && !(await desk.text()).includes('happy guests'));
    assert.equal(project.read(FORUM_FILE), await desk.text());
    await desk.press('Undo');
    assert((await desk.text()).includes('happy guests'), 'what was typed can still be had back');
  },

  'a file that is removed while it is edited: the text stays': async (desk, { project }) => {
    await breakText(desk);
    const text = await desk.text();
    project.remove(FORUM_FILE);
    await desk.untilShown('.versions.file-removed');
    assert.match(await desk.textOf('.saving'), /^Unsaved/);
    assert.equal(await desk.text(), text);
    assert(await desk.isPrinted());
  },

  'an unsaved text is there again after a reload': async (desk, { project }) => {
    await breakText(desk);
    const text = await desk.text();
    await desk.page.reload();
    await desk.untilText('A broken " text.');
    assert.equal(await desk.text(), text);
    await desk.untilState('noted');
    assert(!project.read(FORUM_FILE).includes('A broken "'));
  },

  'byline stops: the window says so, and keeps what is typed': async (_, tools) => {
    const { desk, server, copy } = await alone(tools);
    await server.stop();
    await desk.untilShown('.bar.serious');
    assert.equal(await desk.textOf('.bar'), 'byline has been stopped. Your unsaved text is kept in this window.');
    await desk.caretAt('guests in Kuala');
    await desk.type('patient ');
    await desk.untilState('kept-here');
    const again = await tools.serve(copy, '--port', server.port);
    // A new start, a new cookie: any window of the browser may open the new address.
    await desk.page.context().newPage().then((page) => page.goto(again.address));
    await desk.untilHidden('.bar');
    await desk.untilState('saved');
    await copy.untilSaved(FORUM_FILE, 'over 100 patient guests in Kuala');
  },

  'byline and the window end: the browser offers the text that was never saved': async (_, tools) => {
    const { desk, server, copy } = await alone(tools);
    await server.stop('SIGKILL');
    await desk.untilShown('.bar.serious');
    await desk.caretAt('guests in Kuala');
    await desk.type('stubborn ');
    await desk.untilState('kept-here');
    const context = desk.page.context();
    await desk.page.close({ runBeforeUnload: true });
    const again = await tools.serve(copy, '--port', server.port);
    const page = await context.newPage();
    await page.goto(again.address);
    const later = await tools.window(desk);
    await later.openRecord();
    await later.untilShown('.versions');
    assert.deepEqual(await later.page.locator('.version h2').allTextContents(), ['Kept by the browser', 'As it is now']);
    await later.press('Use this text');
    await copy.untilSaved(FORUM_FILE, 'over 100 stubborn guests in Kuala');
    await later.page.reload();
    await later.untilDrawn();
    assert(!await later.isShown('.versions'), 'it is offered once');
  },

  'what a crash left unsaved is there after a new start': async (_, tools) => {
    const { desk, server, copy } = await alone(tools);
    await desk.caretAt('standfirst = "', 'after');
    // At once: what is typed before a pause is saved.
    await desk.keyboard.insertText('A broken " text. ');
    await desk.untilState('noted');
    await server.stop('SIGKILL');
    const again = await tools.serve(copy, '--port', server.port);
    const page = await desk.page.context().newPage();
    await page.goto(again.address);
    await desk.page.close();
    const later = await tools.window(desk);
    await later.open(`/record/${FORUM}`);
    await later.untilText('A broken " text.');
    await later.untilState('noted');
    assert(!copy.read(FORUM_FILE).includes('A broken "'));
  },
};
