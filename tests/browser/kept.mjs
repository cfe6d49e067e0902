// Texts that have lost their file, files that cannot be read, and texts that are not taken.

import assert from 'node:assert/strict';
import { FORUM, FORUM_FILE } from './desk.mjs';
import { Project } from './project.mjs';
import { until } from './wait.mjs';

const MALAY_FILE = `records/${FORUM}.ms.toml`;

/** Breaks the text, so that byline keeps what is typed apart from the file. */
async function breakText(desk) {
  await desk.openRecord();
  await desk.caretAt('standfirst = "', 'after');
  await desk.type('A broken " text. ');
  await desk.untilState('noted');
}

/** Removes the file of a broken text, and shows the overview. */
async function lose(desk, project) {
  await breakText(desk);
  project.remove(FORUM_FILE);
  await desk.untilState('removed');
  await desk.open();
  await desk.untilShown('.kept');
}

/** Lets a text go, after being asked once more. */
async function letGo(desk) {
  await desk.press('Let it go…');
  await until('the question has the focus', async () => (await desk.focused()) === 'Let it go');
  await desk.press('Let it go');
}

const isAtOverview = (desk) => new URL(desk.page.url()).pathname === '/';

export default {
  'a file that was removed: typing goes on, and its text is saved again': async (desk, { project }) => {
    await desk.openRecord();
    project.remove(FORUM_FILE);
    await desk.untilShown('.versions.file-removed');
    assert.match(await desk.textOf('.saving'), /^Unsaved: the file was removed/);
    await desk.caretAt('guests in Kuala');
    await desk.type('kind ');
    assert(!project.exists(FORUM_FILE));
    await desk.press('Save it again');
    await desk.untilHidden('.versions');
    await project.untilSaved(FORUM_FILE, 'over 100 kind guests in Kuala');
    await desk.untilState('saved');
    assert.equal(project.read(FORUM_FILE), await desk.text());
  },

  'a file that was removed is let go, in all windows': async (desk, { window, project }) => {
    await breakText(desk);
    const other = await window(desk);
    await other.open(`/record/${FORUM}`);
    await other.untilText('A broken " text.');
    project.remove(FORUM_FILE);
    await desk.untilShown('.versions.file-removed');
    await desk.press('Let it go…');
    await desk.press('Cancel');
    await letGo(desk);
    for (const one of [desk, other]) {
      await until('the overview is shown', () => isAtOverview(one));
      await one.untilShown('.card');
      assert(!await one.isShown('.kept'));
    }
    assert(!project.exists(FORUM_FILE));
    // What was let go is not offered by the browser either.
    project.write(FORUM_FILE, project.first(FORUM_FILE));
    await desk.openRecord();
    assert(!await desk.isShown('.versions'));
  },

  'a translation that was removed is let go: its record is still there': async (desk, { project }) => {
    await desk.openRecord();
    await desk.showFile('Melayu');
    project.remove(MALAY_FILE);
    await desk.untilShown('.versions.file-removed');
    await letGo(desk);
    await until('its tab goes', async () => !(await desk.page.locator('.source [role="tab"]').allTextContents()).includes('Melayu'));
    await until('the record is shown', async () => (await desk.text()) === project.read(FORUM_FILE));
    await desk.untilState('saved');
  },

  'a file that byline cannot read is not taken for a removed one': async (desk, { project }) => {
    await desk.openRecord();
    const text = await desk.text();
    project.write(FORUM_FILE, Buffer.from(text.replace('guests in Kuala', 'g\xe9ants in Kuala'), 'latin1'));
    await desk.untilShown('.versions.file-unreadable');
    assert.match(await desk.textOf('.versions'), /can no longer read it.*UTF-8/s);
    assert.match(await desk.textOf('.saving'), /^Unsaved: the file cannot be read/);
    assert.equal(await desk.text(), text);
    await desk.caretAt('guests in Kuala');
    await desk.type('kind ');
    await desk.press('Replace the file with this text');
    await desk.untilHidden('.versions');
    await desk.untilState('saved');
    assert.equal(project.read(FORUM_FILE), text.replace('guests in Kuala', 'kind guests in Kuala'));
  },

  'a file that cannot be read from the start says why, and is shown once it can': async (_, { project, serve, browser }) => {
    const copy = Project.copyOf(project, [FORUM]);
    const text = copy.first(FORUM_FILE);
    copy.write(FORUM_FILE, Buffer.from(text.replace('guests in Kuala', 'g\xe9ants in Kuala'), 'latin1'));
    const desk = await browser({}, await serve(copy), copy);
    await desk.open(`/record/${FORUM}`);
    await until('it says why', async () => /^Main text cannot be shown: .*UTF-8/.test(await desk.textOf('.bar')));
    copy.write(FORUM_FILE, text);
    await until('the text is shown', async () => (await desk.text()) === text);
    await until('nothing is said any more', async () => (await desk.textOf('.bar')) === '');
  },

  'the overview lists a text without a file, which is opened, mended and saved': async (desk, { project }) => {
    await lose(desk, project);
    assert.match(await desk.textOf('.kept li'), new RegExp(`^Malaysia-China .* Forum${FORUM_FILE}`));
    await desk.press('Save it again');
    await until('it has errors', async () => (await desk.textOf('.kept-state')).startsWith('The text has errors'));
    assert(!project.exists(FORUM_FILE));
    await desk.page.locator('.kept a').click();
    await desk.untilText('A broken " text.');
    await desk.untilShown('.finding.error');
    await desk.untilShown('.layer .error');
    await desk.caretAt('A broken " text. ', 'select');
    await desk.keyboard.press('Delete');
    await desk.untilState('saved');
    await desk.untilHidden('.finding');
    assert.equal(project.read(FORUM_FILE), project.first(FORUM_FILE));
    await desk.page.getByRole('link', { name: 'Open it' }).click();
    await desk.untilDrawn();
    assert.equal(new URL(desk.page.url()).pathname, `/record/${FORUM}`);
  },

  'the overview lets a text go': async (desk, { project }) => {
    await lose(desk, project);
    await letGo(desk);
    await desk.untilHidden('.kept');
    assert(!project.exists(FORUM_FILE));
  },

  'a project file that is broken is mended from the overview': async (_, { project, serve, browser }) => {
    const copy = Project.copyOf(project, ['small-talk']);
    copy.write('byline.toml', copy.first('byline.toml').replace("organisation = '", "organisation = "));
    const desk = await browser({}, await serve(copy), copy);
    await desk.open();
    await desk.page.getByRole('link', { name: 'byline.toml, line 1' }).click();
    await desk.untilShown('.finding.error');
    await desk.caretAt('organisation = ', 'after');
    await desk.type("'");
    await desk.untilState('saved');
    await desk.untilHidden('.finding');
    assert.equal(copy.read('byline.toml'), copy.first('byline.toml'));
    await desk.page.getByRole('link', { name: 'Events' }).click();
    await desk.untilShown('.card');
    assert(!await desk.isShown('.bar'));
  },

  'a text that is too large is not sent again and again, and says so': async (desk, { project }) => {
    await desk.openRecord();
    let refused = 0;
    await desk.page.route('**/api/file/text', (route) => {
      refused += 1;
      return route.fulfill({ status: 413, body: 'too large' });
    });
    await desk.caretAt('guests in Kuala');
    await desk.keyboard.insertText('very many ');
    await desk.untilState('too-large');
    assert.match(await desk.textOf('.bar'), /could not be saved: it is larger than byline reads/);
    const before = refused;
    await desk.page.waitForTimeout(2500);
    assert.equal(refused, before);
    await desk.page.unroute('**/api/file/text');
    await desk.type('x');
    await project.untilSaved(FORUM_FILE, 'very many xguests in Kuala');
    await desk.untilState('saved');
    assert.equal(await desk.textOf('.bar'), '');
  },

  'a reason that would make it too large is refused in words': async (desk) => {
    await desk.openRecord();
    await desk.page.route('**/api/file/silence', (route) => route.fulfill({ status: 413, body: '`a.toml` is larger than 8 MB' }));
    await desk.page.getByRole('button', { name: 'Keep as it is…' }).first().click();
    await desk.type('because');
    await desk.keyboard.press('Enter');
    await until('it says so', async () => (await desk.textOf('.bar')).includes('is larger than 8 MB'));
  },
};
