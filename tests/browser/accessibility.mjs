// No barriers that axe-core knows, in any view: light and dark, narrow, and enlarged.

import { WINDOWS, assertOpen } from './barriers.mjs';
import { FORUM, FORUM_FILE } from './desk.mjs';
import { Project } from './project.mjs';
import { until } from './wait.mjs';

/** The views of the overview. */
async function overview(desk) {
  await desk.open('/');
  await desk.untilShown('.card');
  await until('each record is read', async () => (await desk.page.locator('.card-findings.unread').count()) === 0);
  await assertOpen(desk, 'overview');
  await desk.page.locator('.tools').getByRole('button').click();
  await assertOpen(desk, 'the order for all PDFs');
  await desk.keyboard.press('Escape');
  await desk.page.locator('.card').first().getByRole('button').click();
  await assertOpen(desk, 'the menu of a card');
  await desk.keyboard.press('Escape');
  await desk.page.getByRole('searchbox').fill('no such words');
  await assertOpen(desk, 'nothing found');
}

/** Shows a pane, where a window has room for only one. */
const show = (desk, name, isNarrow) => isNarrow && desk.page.locator('.pane-switch').getByRole('button', { name }).click();

/** The views of a record. */
async function record(desk, isNarrow, project) {
  await desk.open(`/record/${FORUM}`);
  await desk.untilDrawn();
  await assertOpen(desk, 'pages');
  await show(desk, 'Findings', isNarrow);
  await desk.untilShown('.finding');
  await desk.page.locator('.finding summary').first().click();
  await desk.page.getByRole('button', { name: 'Keep as it is…' }).first().click();
  await assertOpen(desk, 'findings');
  await desk.keyboard.press('Escape');
  await show(desk, 'Pages', isNarrow);
  await desk.page.getByRole('button', { name: 'PDF of this document' }).click();
  await assertOpen(desk, 'the menu of PDFs');
  await desk.keyboard.press('Escape');
  await show(desk, 'Edit', isNarrow);
  await desk.caretAt('title = ');
  await desk.keyboard.press('Control+f');
  await desk.type('malaysia');
  await assertOpen(desk, 'found words');
  await desk.keyboard.press('Escape');
  await desk.caretAt('\nmode = ');
  await desk.keyboard.press('Enter');
  await desk.keyboard.press('Control+Space');
  await desk.untilShown('.completion');
  await assertOpen(desk, 'what can be written');
  await desk.keyboard.press('Escape');
  await desk.caretAt('standfirst = "', 'after');
  await desk.type('A broken " text. ');
  await desk.untilState('noted');
  await until('the error is marked', async () => (await desk.page.locator('.layer .error').count()) > 0);
  await assertOpen(desk, 'a broken text');
  project.replace(FORUM_FILE, 'over 100 guests in Kuala', 'over 120 guests in Kuala');
  await desk.untilShown('.versions');
  await assertOpen(desk, 'two versions');
  await desk.press('Take theirs');
  await desk.untilState('saved');
  await show(desk, 'Pages', isNarrow);
  await desk.untilHidden('.banner');
}

const tests = {};
for (const [name, { isNarrow = false, ...options }] of Object.entries(WINDOWS)) {
  tests[`${name}: overview`] = async (_, { browser }) => overview(await browser(options));
  tests[`${name}: record`] = async (_, { browser, project }) => record(await browser(options), isNarrow, project);
  tests[`${name}: what is rare`] = async (_, { browser, serve, project }) => {
    const copy = Project.copyOf(project, [FORUM]);
    const server = await serve(copy);
    const desk = await browser(options, server, copy);
    await desk.open(`/record/${FORUM}?pages`);
    await desk.untilDrawn();
    await assertOpen(desk, 'only the pages');
    await desk.open(`/record/${FORUM}`);
    await desk.untilDrawn();
    await desk.page.getByRole('button', { name: 'Make PDFs' }).click();
    await until('they are made', async () => (await desk.textOf('.build-progress')).includes('PDFs are ready'));
    await assertOpen(desk, 'PDFs are made');
    await server.stop();
    await desk.untilShown('.bar.serious');
    await assertOpen(desk, 'byline has been stopped');
  };
  tests[`${name}: read-only`] = async (_, { browser, serve, project }) => {
    const desk = await browser(options, await serve(project, '--read-only'));
    await desk.open(`/record/${FORUM}`);
    await desk.untilDrawn();
    await assertOpen(desk, 'a record');
  };
}

export default tests;
