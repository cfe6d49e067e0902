// The desk in the language of its user.

import assert from 'node:assert/strict';
import { FORUM } from './desk.mjs';
import { until } from './wait.mjs';

/** Opens a window on a server that speaks a language. */
async function speaking(language, { project, serve, browser }) {
  return browser({}, await serve(project, '--read-only', '--ui-language', language));
}

const language = (desk) => desk.page.evaluate(() => document.documentElement.lang);

async function untilRead(desk) {
  await until('the record is read', async () => (await desk.page.locator('.card', { hasText: 'Malaysia-China' }).count()) === 1);
  return desk.page.locator('.card', { hasText: 'Malaysia-China' });
}

export default {
  'each view says which language it is in': async (_, tools) => {
    for (const tag of ['zh-Hans', 'ms']) {
      const desk = await speaking(tag, tools);
      await desk.open('/');
      await desk.untilShown('.card');
      assert.equal(await language(desk), tag);
      await desk.openRecord();
      assert.equal(await language(desk), tag);
    }
  },

  'dates and numbers are as in that language': async (_, tools) => {
    for (const [tag, day] of [['zh-Hans', '2024年10月31日'], ['ms', '31 Oktober 2024']]) {
      const desk = await speaking(tag, tools);
      await desk.open('/');
      const text = await (await untilRead(desk)).innerText();
      assert(text.includes(day), text);
    }
  },

  'names of languages are in their own': async (desk) => {
    await desk.openRecord();
    const buttons = desk.page.locator('.languages button');
    assert.deepEqual(await buttons.allTextContents(), ['English', 'Melayu', '简体中文']);
    assert.deepEqual(await buttons.evaluateAll((all) => all.map((one) => one.lang)), ['en', 'ms', 'zh-Hans']);
    const tabs = desk.page.locator('.source [role="tab"][lang]:not([lang=""])');
    assert.deepEqual(await tabs.evaluateAll((all) => all.map((one) => one.lang)), ['ms', 'zh-Hans']);
  },

  'no key is shown in place of words': async (desk) => {
    const asked = await desk.page.request.get(`${desk.base}/api/words`);
    const { words } = await asked.json();
    const keys = new Set(Object.keys(words).filter((key) => key.includes('-')));
    for (const path of ['/', `/record/${FORUM}`]) {
      await desk.open(path);
      await desk.untilShown(path === '/' ? '.card' : '.finding');
      // What the record says is not byline's words.
      const shown = await desk.page.evaluate(() => [...document.querySelectorAll('body *:not(pre, pre *, .layer *)')].flatMap((element) =>
        [element.getAttribute('aria-label'), element.title, element.placeholder, element.children.length ? '' : element.textContent]));
      assert(shown.length > 50);
      assert.deepEqual(shown.filter((text) => keys.has(text)), []);
      assert.deepEqual(shown.filter((text) => text?.includes('[[')), []);
    }
  },
};
