// Everything can be done without a mouse, and the focus is always somewhere, and seen.

import assert from 'node:assert/strict';
import { FORUM, FORUM_FILE } from './desk.mjs';
import { until } from './wait.mjs';

/** Which pane has the focus. */
const pane = (desk) => desk.page.evaluate(() =>
  ['source', 'pages-pane', 'findings'].find((name) => document.querySelector(`.${name}`)?.contains(document.activeElement)));

/** Presses a key until the focus is on something with these words. */
async function pressUntil(desk, key, words, most = 60) {
  const seen = [];
  for (let presses = 0; presses < most; presses += 1) {
    await desk.keyboard.press(key);
    seen.push(await desk.focused());
    if (seen.at(-1).startsWith(words)) return;
  }
  assert.fail(`${key} never reaches “${words}”: ${seen.map((one) => one.slice(0, 30)).join(' › ')}`);
}

/** Returns whether one can see where the focus is. */
const isSeen = (desk) => desk.page.evaluate(() => {
  const element = document.activeElement;
  const style = getComputedStyle(element);
  // A text area shows its caret.
  return element.matches('textarea') || (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1);
});

export default {
  'from the overview to a word of a record': async (desk) => {
    await desk.open('/');
    await desk.untilShown('.card');
    await until('the record is read', async () => (await desk.textOf('.card-title')).includes('Malaysia-China'));
    await pressUntil(desk, 'Tab', 'Search');
    await desk.type('malaysia-china technology');
    await until('one is found', async () => (await desk.page.locator('.card').count()) === 1);
    await pressUntil(desk, 'Tab', 'Malaysia-China Technology Innovation');
    await desk.keyboard.press('Enter');
    await desk.untilDrawn();
    assert.equal(new URL(desk.page.url()).pathname, `/record/${FORUM}`);
    await pressUntil(desk, 'F6', `Text file ${FORUM_FILE}`, 3);
    await desk.type('# written without a mouse');
    await desk.keyboard.press('Enter');
    await desk.untilState('saved');
  },

  'each stop of the Tab key is seen, and none is a trap': async (desk) => {
    for (const path of ['/', `/record/${FORUM}`]) {
      await desk.open(path);
      await desk.untilShown(path === '/' ? '.card-findings:not(.unread)' : '.finding');
      let stops = 0;
      await desk.page.evaluate(() => document.activeElement.blur());
      do {
        await desk.keyboard.press('Tab');
        if (await desk.page.evaluate(() => document.activeElement === document.body)) break;
        assert(await isSeen(desk), await desk.focused());
        stops += 1;
      } while (stops < 100);
      assert(stops > 10 && stops < 100, `${path}: ${stops} stops`);
    }
  },

  'F6 goes from pane to pane, and back': async (desk) => {
    await desk.openRecord();
    const visited = [];
    for (let times = 0; times < 4; times += 1) {
      await desk.keyboard.press('F6');
      visited.push(await pane(desk));
    }
    assert.deepEqual(visited, ['source', 'pages-pane', 'findings', 'source']);
    await desk.keyboard.press('Shift+F6');
    assert.equal(await pane(desk), 'findings');
  },

  'F8 goes from finding to finding': async (desk) => {
    await desk.openRecord();
    const lines = [];
    for (let times = 0; times < 3; times += 1) {
      await desk.keyboard.press('F8');
      await until('the caret is in the source', async () => (await pane(desk)) === 'source');
      lines.push(await desk.caretLine());
    }
    assert.deepEqual(lines, [1, 43, 1]);
    await desk.keyboard.press('Shift+F8');
    await until('it goes back', async () => (await desk.caretLine()) === 43);
  },

  'arrow keys choose files and documents': async (desk, { project }) => {
    await desk.openRecord();
    await desk.page.getByRole('tab', { name: 'Main text' }).focus();
    for (const [key, name, file] of [['ArrowRight', 'Melayu', `records/${FORUM}.ms.toml`], ['End', 'Settings', 'byline.toml'], ['ArrowRight', 'Main text', FORUM_FILE]]) {
      await desk.keyboard.press(key);
      assert.equal(await desk.focused(), name);
      await until(`${file} is shown`, async () => (await desk.text()) === project.read(file));
    }
    const report = await desk.pixels();
    await desk.page.getByRole('tab', { name: 'Report' }).focus();
    await desk.keyboard.press('ArrowRight');
    assert.equal(await desk.focused(), 'Summary');
    await desk.untilPixels('the summary is shown', (pixels) => pixels !== report);
  },

  'Tab leaves the editor, so that it is no trap; so does a list that is closed': async (desk) => {
    await desk.openRecord();
    await desk.caretAt('mode = ');
    const text = await desk.text();
    await desk.keyboard.press('Tab');
    assert.equal(await desk.text(), text);
    assert(!await desk.area.evaluate((area) => area === document.activeElement));
    await desk.keyboard.press('Shift+Tab');
    await desk.keyboard.press('Control+Space');
    await desk.untilShown('.completion');
    await desk.keyboard.press('Escape');
    await desk.keyboard.press('Tab');
    assert(!await desk.area.evaluate((area) => area === document.activeElement));
    assert.equal(await desk.text(), text);
  },

  'a menu opens, closes, and gives the focus back': async (desk) => {
    await desk.openRecord();
    await pressUntil(desk, 'Tab', 'PDF of this document');
    await desk.keyboard.press('Enter');
    assert(await desk.isShown('.pages-head .menu-panel'));
    await desk.keyboard.press('Tab');
    assert.equal(await desk.focused(), 'Open the PDF');
    await desk.keyboard.press('Escape');
    assert(!await desk.isShown('.pages-head .menu-panel'));
    assert.equal(await desk.focused(), 'PDF of this document');
    await desk.keyboard.press('Enter');
    for (let times = 0; times < 7; times += 1) await desk.keyboard.press('Tab');
    assert(!await desk.isShown('.pages-head .menu-panel'), 'leaving it closes it');
  },

  'a finding is silenced': async (desk) => {
    await desk.openRecord();
    await desk.keyboard.press('Shift+F6');
    assert.equal(await pane(desk), 'findings');
    await pressUntil(desk, 'Tab', 'Keep as it is…');
    await desk.keyboard.press('Enter');
    await desk.type('the office signs as a whole');
    await desk.keyboard.press('Enter');
    await until('one is left', async () => (await desk.textOf('.findings h2')) === '1 finding');
    assert.equal(await pane(desk), 'findings', 'the focus stays among the findings');
  },

  'pages scroll, and the source becomes wider': async (desk) => {
    await desk.openRecord();
    await desk.page.locator('.pages').focus();
    await desk.keyboard.press('PageDown');
    await until('they scroll', () => desk.page.locator('.pages').evaluate((pages) => pages.scrollTop > 100));
    const width = () => desk.page.locator('.source').evaluate((source) => source.offsetWidth);
    const before = await width();
    await desk.page.getByRole('separator').focus();
    await desk.keyboard.press('ArrowRight');
    assert.equal(await width(), before + 24);
    assert.equal(Number(await desk.page.getByRole('separator').getAttribute('aria-valuenow')), before + 24);
  },

  'one of two versions is chosen': async (desk, { project }) => {
    await desk.openRecord();
    await desk.caretAt('standfirst = "', 'after');
    await desk.type('A broken " text. ');
    await desk.untilState('noted');
    project.replace(FORUM_FILE, 'over 100 guests in Kuala', 'over 120 guests in Kuala');
    await desk.untilShown('.versions');
    await pressUntil(desk, 'Tab', 'Take theirs');
    await desk.keyboard.press('Enter');
    await desk.untilState('saved');
    assert.equal(await desk.text(), project.read(FORUM_FILE));
    assert(!await desk.page.evaluate(() => document.activeElement === document.body), 'the focus is not lost');
  },

  'Ctrl+S does what people expect: nothing is in the way': async (desk) => {
    await desk.openRecord();
    await desk.caretAt('guests in Kuala');
    await desk.type('kind ');
    await desk.keyboard.press('Control+s');
    await desk.untilState('saved');
  },
};
