// Drives the desk in Chromium for `benches/desk.rs`, which says what is measured:
//
//   node benches/desk.mjs keystrokes PROJECT RECORD WORDS
//   node benches/desk.mjs start PROJECT
//   node benches/desk.mjs memory PROJECT RECORD WORDS EDITS …
//
// The environment variable BYLINE names the binary.

import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as pass } from 'node:timers/promises';
import { Desk } from '../tests/browser/desk.mjs';
import { serve } from '../tests/browser/project.mjs';
import { startBrowser } from '../tests/browser/tools.mjs';
import { until } from '../tests/browser/wait.mjs';

/** What is typed, over and over, and how many milliseconds apart. */
const TYPED = 'and it was said again that a gauge is only as honest as its keeper ';
const KEYS = 300;
const GAP = 60;

const WINDOW = { width: 1440, height: 900 };

const milliseconds = (value) => `${value.toFixed(0)} ms`;

function median(values) {
  return [...values].sort((a, b) => a - b)[values.length >> 1];
}

/** Says how long something took: the median, the 95th percentile and the most. */
function describe(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return [sorted[sorted.length >> 1], sorted[Math.floor(sorted.length * 0.95)], sorted.at(-1)].map(milliseconds).join(' / ');
}

/** Opens a window on a server. */
async function enter(browser, server) {
  const page = await browser.newPage({ viewport: WINDOW });
  page.setDefaultTimeout(120_000);
  await page.addInitScript(() => performance.setResourceTimingBufferSize(10_000));
  await page.goto(server.address);
  return new Desk(page, { base: server.base });
}

/** From each key to the page on the screen. */
async function keystrokes(browser, folder, record, words) {
  // The next binary types into the same text.
  const file = `${folder}/records/${record}.toml`;
  const text = readFileSync(file);
  const server = await serve(folder);
  const desk = await enter(browser, server);
  await desk.openRecord(record, '?edit=source&timings');
  await desk.caretAt(words, 'after');
  await desk.type(' ');
  await desk.untilState('saved');
  await desk.page.evaluate(() => {
    window.bylineTimings.length = 0;
    performance.clearResourceTimings();
  });
  const began = performance.now();
  for (let key = 0; key < KEYS; key += 1) {
    await desk.keyboard.press(TYPED[key % TYPED.length].replace(' ', 'Space'));
    await pass(Math.max(0, began + (key + 1) * GAP - performance.now()));
  }
  await until('all is painted', () => desk.page.evaluate((keys) => window.bylineTimings.length >= keys, KEYS));
  const timings = await desk.page.evaluate(() => window.bylineTimings);
  const requests = await desk.page.evaluate(() => performance.getEntriesByType('resource').map(({ name, duration }) => ({ name, duration })));
  const durations = (path) => requests.filter(({ name }) => name.includes(path)).map(({ duration }) => duration);
  const [puts, pictures] = [durations('/api/file/text'), durations('/api/page/')];
  const current = timings.filter(({ isCurrent }) => isCurrent);
  const pages = await desk.pageCount();
  console.log(`${record}: ${pages} pages, ${timings.length} keys, ${GAP} ms apart; ${timings.length - current.length} of them without current pages`);
  console.log(`  from the key to the painted page   ${describe(current.map(({ input, painted }) => painted - input))}  (median / 95 % / most)`);
  console.log(`  of which the answer to the text    ${describe(puts)}  (${puts.length} requests)`);
  console.log(`  and the pictures of pages          ${describe(pictures)}  (${pictures.length} requests)`);
  const whole = median(current.map(({ input, painted }) => painted - input));
  const share = (values) => `${Math.round((median(values) / whole) * 100)} %`;
  console.log(`  shares of the medians              text ${share(puts)}, picture ${share(pictures)}`);
  await server.stop();
  writeFileSync(file, text);
}

/** From the start of the program to the first page on the wall, and to the first record. */
async function start(browser, folder) {
  const page = await browser.newPage({ viewport: WINDOW });
  const began = performance.now();
  const since = () => `${((performance.now() - began) / 1000).toFixed(2)} s`;
  const server = await serve(folder);
  console.log(`  the address is printed             ${since()}`);
  await page.goto(server.address);
  await page.locator('.card').first().waitFor();
  console.log(`  the wall is there                  ${since()}`);
  await page.locator('.has-page').first().waitFor({ timeout: 120_000 });
  console.log(`  with its first page                ${since()}`);
  await page.locator('.card-findings.unread').first().waitFor({ state: 'detached', timeout: 600_000 });
  console.log(`  with each record read              ${since()}`);
  const opened = performance.now();
  await page.locator('.card-link').first().click();
  await page.waitForFunction(() => document.querySelector('.page canvas')?.width > 1);
  console.log(`  from a click to a record's page    ${((performance.now() - opened) / 1000).toFixed(2)} s`);
  await server.stop();
}

/** The memory that the server has, in megabytes. */
function memory({ program }) {
  const status = readFileSync(`/proc/${program.pid}/status`, 'utf8');
  return Math.round(Number(status.match(/VmRSS:\s+(\d+) kB/)[1]) / 1000);
}

/** The memory of the server after many edits, each with its view and the picture of a page. */
async function edits(browser, folder, record, words, ...numbers) {
  const readAfter = numbers.map(Number);
  const memories = [];
  const server = await serve(folder);
  const { page } = await enter(browser, server);
  const file = `records/${record}.toml`;
  const headers = { 'x-byline-desk': '1' };
  // Playwright keeps each answer until it is disposed of: gigabytes after a few thousand edits.
  const read = async (answer, take) => {
    const taken = await take(answer);
    await answer.dispose();
    return taken;
  };
  const ask = async (method, path, data) => read(await page.request.fetch(server.base + path, { method, data, headers }), (answer) => answer.json());
  let { text, version } = await ask('GET', `/api/file?name=${file}`);
  const [before, after] = text.split(words);
  const view = { record, template: 'report' };
  console.log(`  at first                           ${memory(server)} MB`);
  const began = performance.now();
  for (let edit = 1; edit <= readAfter.at(-1); edit += 1) {
    // Somebody who writes, and deletes, and writes.
    const typed = TYPED.slice(0, edit % TYPED.length) + edit;
    text = `${before}${words} ${typed}${after}`;
    const answer = await ask('PUT', '/api/file/text', { file, base: version, text, view });
    version = answer.version;
    const [{ picture }] = answer.view.pages;
    await read(await page.request.get(`${server.base}/api/page/${picture}?scale=1.2`), (answer) => answer.body());
    if (readAfter.includes(edit)) {
      const each = (performance.now() - began) / edit;
      memories.push(memory(server));
      console.log(`  after ${String(edit).padStart(6)} edits                 ${memories.at(-1)} MB  (${milliseconds(each)} each)`);
    }
  }
  console.log(`  the last by the first              ${(memories.at(-1) / memories[0]).toFixed(2)}`);
  await server.stop();
}

const [what, folder, ...args] = process.argv.slice(2);
const browser = await startBrowser();
await { keystrokes, start, memory: edits }[what](browser, folder, ...args);
await browser.close();
