// Photos: dropped on the page and the form, chosen and pasted; seen as they print, with their most
// important point; described, replaced and removed.

import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Project } from './project.mjs';
import { axe } from './tools.mjs';
import { rest, until } from './wait.mjs';

const RECORD = 'gauge-clinic';
const FILE = `records/${RECORD}.toml`;

/** Serves a copy of the project with one record, and opens its form at the photos. */
async function open(tools, { options = {}, args = [] } = {}) {
  const project = Project.copyOf(tools.project, [RECORD]);
  const server = await tools.serve(project, ...args);
  const desk = await tools.browser(options, server, project);
  await desk.openRecord(RECORD, '?edit=form');
  await showPhotos(desk);
  return { desk, project };
}

const showPhotos = (desk) => desk.page.locator('.form').getByRole('tab', { name: /^Photos/ }).click();

/** Draws a picture in the browser, and returns its bytes as a file of some kind. */
async function draw(desk, { width, height, type = 'image/jpeg', hue = 200 }) {
  const encoded = await desk.page.evaluate(async ([across, down, kind, colour]) => {
    const canvas = Object.assign(document.createElement('canvas'), { width: across, height: down });
    const context = canvas.getContext('2d');
    const sky = context.createLinearGradient(0, 0, 0, down);
    sky.addColorStop(0, `hsl(${colour} 60% 30%)`);
    sky.addColorStop(1, `hsl(${colour + 60} 70% 80%)`);
    context.fillStyle = sky;
    context.fillRect(0, 0, across, down);
    for (let at = 0; at < 40; at += 1) {
      context.fillStyle = `hsl(${(at * 47 + colour) % 360} 50% 50%)`;
      context.fillRect((at * 7919) % across, (at * 104729) % down, across / 12, down / 15);
    }
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, kind, 0.9));
    const bytes = new Uint8Array(await blob.arrayBuffer());
    return btoa(bytes.reduce((text, byte) => text + String.fromCharCode(byte), ''));
  }, [width, height, type, hue]);
  return Buffer.from(encoded, 'base64');
}

/** Adds what a photographer wrote to a JPEG: XMP, in a segment behind its start. */
function withMetadata(jpeg, { caption, creator, credit, alt }) {
  const text = (tag, words) => (words ? `<${tag}><rdf:Alt><rdf:li xml:lang="x-default">${words}</rdf:li></rdf:Alt></${tag}>` : '');
  const xmp = '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    + '<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" '
    + 'xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/">'
    + `${text('dc:description', caption)}<dc:creator><rdf:Seq><rdf:li>${creator}</rdf:li></rdf:Seq></dc:creator>`
    + `<photoshop:Credit>${credit}</photoshop:Credit>${text('Iptc4xmpCore:AltTextAccessibility', alt)}`
    + '</rdf:Description></rdf:RDF></x:xmpmeta>';
  const body = Buffer.concat([Buffer.from('http://ns.adobe.com/xap/1.0/\0'), Buffer.from(xmp)]);
  const head = Buffer.from([0xff, 0xe1, (body.length + 2) >> 8, (body.length + 2) & 255]);
  return Buffer.concat([jpeg.subarray(0, 2), head, body, jpeg.subarray(2)]);
}

/** Drags files over a point of the window; the function that it returns lets go of them. */
async function drag(desk, files, { x, y }) {
  const sent = files.map(({ name, type, bytes }) => ({ name, type, bytes: bytes.toString('base64') }));
  await desk.page.evaluate(([all, at]) => {
    const transfer = new DataTransfer();
    for (const { name, type, bytes } of all) {
      transfer.items.add(new File([Uint8Array.from(atob(bytes), (char) => char.charCodeAt(0))], name, { type }));
    }
    const send = (kind) => document.elementFromPoint(at.x, at.y).dispatchEvent(new DragEvent(kind, {
      bubbles: true, cancelable: true, dataTransfer: transfer, clientX: at.x, clientY: at.y,
    }));
    send('dragenter');
    send('dragover');
    window.letGo = () => send('drop');
  }, [sent, { x, y }]);
  return () => desk.page.evaluate(() => window.letGo());
}

const middleOf = async (locator) => {
  const { x, y, width, height } = await locator.boundingBox();
  return { x: x + width / 2, y: y + height / 2 };
};

const adding = (desk) => desk.page.locator('.photo-add');
const cards = (desk) => desk.page.locator('.boxes > .box:has(.box-thumb)');
const card = (desk, at) => cards(desk).nth(at);
const field = (desk, at, key) => desk.page.locator(`[data-path="photos[${at}].${key}"]`);

async function openCard(desk, at) {
  const toggle = card(desk, at).locator('.box-toggle');
  if (await toggle.getAttribute('aria-expanded') === 'false') await toggle.click();
  await field(desk, at, 'file').locator('.photo-stage, .photo-blank').first().waitFor();
}

/** Returns the photos of the record, each as the lines of its table. */
const photosOf = (project) => project.read(FILE).split('[[photos]]').slice(1).map((text) => text.split(/\n\[/)[0]);

const storedIn = (project) => readdirSync(project.path(`records/photos/${RECORD}`)).sort();

/** Drops one photo on the place for photos, and waits until the record has it. */
async function dropOne(desk, project, file) {
  const before = photosOf(project).length;
  await adding(desk).scrollIntoViewIfNeeded();
  await (await drag(desk, [file], await middleOf(adding(desk))))();
  await until('the record has the photo', () => photosOf(project).length === before + 1);
  return before;
}

export default {
  'who took the photos is asked once': async (_, tools) => {
    const { desk, project } = await open(tools);
    const asked = desk.page.getByRole('button', { name: 'Who took the photos?' });
    assert(!await asked.isVisible());
    project.replace(FILE, 'photographer = "noor-haddad"\n', '');
    await asked.click();
    await until('the field of the credits has the focus', async () => (await desk.focusedPath()) === 'credits.photographer');
    await desk.type('Noor Haddad');
    await desk.keyboard.press('Enter');
    await project.untilSaved(FILE, 'photographer = ');
    await desk.formTab('Photos');
    await until('nobody is asked again', async () => !(await asked.isVisible()));
  },

  'a credit is said once for all photos': async (_, tools) => {
    const { desk, project } = await open(tools);
    const count = 2;
    project.write(FILE, `${project.read(FILE)}\n[[photos]]\nfile = "photos/quay.png"\nalt = "A quay."\n`);
    await until('both are there', async () => (await desk.cardTitles('photos')).length === count);
    await desk.card('photos[0]').locator('.box-toggle').first().click();
    const more = desk.card('photos[0]').locator('.more-toggle');
    if (!await desk.field('photos[0].credit').isVisible()) await more.click();
    await desk.field('photos[0].credit').fill('Photo: Tide Office');
    await project.untilSaved(FILE, 'credit = "Photo: Tide Office"');
    await desk.page.locator('[data-path="photos[0].credit"]').getByRole('button', { name: 'Use for all photos' }).click();
    await until('all have it', () => project.read(FILE).match(/^credit = "Photo: Tide Office"$/gm).length === count);
    assert(!await desk.page.locator('[data-path="photos[0].credit"]').getByRole('button', { name: 'Use for all photos' }).isVisible());
    await desk.press('Undo');
    await until('it is one step', () => project.read(FILE).match(/^credit = "Photo: Tide Office"$/gm).length === 1);
  },

  async 'the first photo stays at the start when another one gets a place'(_, tools) {
    const { desk, project } = await open(tools);
    project.replace(FILE, 'after = "lead"\n', '');
    await openCard(desk, 0);
    const where = (at) => field(desk, at, 'after').locator('input');
    await until('the form says where it is', async () => (await where(0).getAttribute('placeholder')).startsWith('At the start'));
    const bytes = await draw(desk, { width: 900, height: 600 });
    const at = await dropOne(desk, project, { name: 'late.jpg', type: 'image/jpeg', bytes });
    await openCard(desk, at);
    assert.match(await where(at).getAttribute('placeholder'), /^At the end/);
    await where(at).click();
    await desk.page.locator('.options:popover-open [role="option"]').last().click();
    await until('it has a place', () => photosOf(project)[at].includes('after = '));
    await until('the first has its own', () => photosOf(project)[0].includes('after = "lead"'));
    await desk.press('Undo');
    await until('both are as before', () => photosOf(project).every((photo) => !photo.includes('after = ')));
  },

  async 'photos that arrive late move nothing'(_, tools) {
    const { desk, project } = await open(tools);
    const before = photosOf(project).length;
    let letGo;
    const gate = new Promise((resolve) => (letGo = resolve));
    let sent = 0;
    await desk.page.route('**/api/photos?*', async (route) => {
      if (route.request().method() === 'POST' && ++sent > 1) await gate;
      await route.continue();
    });
    await adding(desk).scrollIntoViewIfNeeded();
    const help = async () => (await desk.page.locator('.help').boundingBox()).y;
    const foot = await help();
    const bytes = await Promise.all([200, 20].map((hue) => draw(desk, { width: 900, height: 600, hue })));
    const files = bytes.map((one, at) => ({ name: `${at}.jpg`, type: 'image/jpeg', bytes: one }));
    await (await drag(desk, files, await middleOf(adding(desk))))();
    await until('the first is there', () => photosOf(project).length === before + 1);
    assert.equal(await card(desk, before).locator('.box-toggle').getAttribute('aria-expanded'), 'false');
    await openCard(desk, before);
    const alt = field(desk, before, 'alt').locator('textarea');
    await alt.fill('A gauge');
    const top = (await alt.boundingBox()).y;
    assert(await desk.isShown('.uploads'), 'one is on its way');
    assert.equal(await help(), foot);
    letGo();
    await until('the second is there', () => photosOf(project).length === before + 2);
    await until('the form shows it', async () => (await cards(desk).count()) === before + 2);
    await rest(300);
    assert.equal((await alt.boundingBox()).y, top);
    await desk.type(' at noon');
    await project.untilSaved(FILE, 'A gauge at noon');
    assert.match(photosOf(project)[before], /0\.jpg[\s\S]*A gauge at noon/);
    assert.equal(await card(desk, before + 1).locator('.box-toggle').getAttribute('aria-expanded'), 'false');
  },

  async 'a photo that is dropped on the page stands where it was dropped'(_, tools) {
    const { desk, project } = await open(tools);
    const words = await desk.printedWords({ record: RECORD, template: 'report' });
    const before = photosOf(project).length;
    const title = project.read(FILE).match(/\[\[programme\.sessions\]\][^[]*?title = "([^"]+)"/)[1];
    const [first] = title.split(' ');
    // The last time that the word is printed is in the report's own text, not in its contents.
    const word = words.filter((one) => one.word === first).at(-1);
    const paper = desk.page.locator('.page').nth(word.page - 1);
    await paper.scrollIntoViewIfNeeded();
    await desk.untilDrawn(word.page);
    const scale = await desk.pointSize();
    await desk.page.locator('.pages').evaluate((pane, [page, top]) => {
      const sheet = pane.querySelectorAll('.page')[page - 1];
      pane.scrollTop += sheet.getBoundingClientRect().top + top - pane.getBoundingClientRect().top - 200;
    }, [word.page, word.top * scale]);
    const box = await paper.boundingBox();
    const at = { x: box.x + ((word.left + word.right) / 2) * scale, y: box.y + ((word.top + word.bottom) / 2) * scale };
    const letGo = await drag(desk, [{ name: 'At the gauge.jpg', type: 'image/jpeg', bytes: await draw(desk, { width: 1800, height: 1200 }) }], at);
    // Before it is dropped, the desk says where it goes, and frames that.
    await desk.untilShown('.drop-words');
    assert.match(await desk.textOf('.drop-words'), new RegExp(title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')));
    await until('the session is framed', () => desk.isFramed(word));
    await letGo();
    await until('the record has the photo', () => photosOf(project).length === before + 1);
    assert(!(await desk.isShown('.drop-words')));
    const added = photosOf(project).at(-1);
    assert.match(added, new RegExp(`file = "photos/${RECORD}/At the gauge.jpg"`));
    const after = added.match(/after = "([^"]+)"/)[1];
    assert(project.read(FILE).includes(`id = "${after}"`), added);
    // Its pixels are on the page, before anybody has described it.
    const pages = await desk.page.request.get(`${desk.base}/api/photos?record=${RECORD}&template=report`);
    const { printed } = await pages.json();
    assert(printed.some(({ path }) => path === `photos[${before}]`), JSON.stringify(printed));
    // Whoever dropped it is asked what it shows.
    await until('the description has the focus', () => desk.page.evaluate((path) =>
      document.activeElement.closest('[data-path]')?.dataset.path === path, `photos[${before}].alt`));
    const description = field(desk, before, 'alt').locator('textarea');
    assert.equal(await description.getAttribute('placeholder'), 'What would you tell somebody on the telephone?');
    assert.equal(await description.inputValue(), '');
    await desk.type('A woman reads a gauge on a pier.');
    await project.untilSaved(FILE, 'alt = "A woman reads a gauge on a pier."');
    // One step back, and the photo is gone from the record, but not from the disk.
    await desk.press('Undo');
    await desk.press('Undo');
    await until('the photo is gone from the record', () => photosOf(project).length === before);
    assert.deepEqual(storedIn(project), ['At the gauge.jpg']);
  },

  async 'several photos are added in their order, with what they say themselves'(_, tools) {
    const { desk, project } = await open(tools);
    const before = photosOf(project).length;
    const plain = await draw(desk, { width: 2400, height: 1600 });
    const telling = withMetadata(await draw(desk, { width: 1500, height: 1000, hue: 20 }), {
      caption: 'Ana opens the clinic', creator: 'Noor Haddad', credit: 'Westhaven Post', alt: 'A woman at a gate.',
    });
    const files = [
      { name: 'one.jpg', type: 'image/jpeg', bytes: plain },
      { name: 'IMG_1.HEIC', type: 'image/heic', bytes: Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1') },
      { name: 'two.jpg', type: 'image/jpeg', bytes: telling },
      { name: 'one again.jpg', type: 'image/jpeg', bytes: plain },
    ];
    await (await drag(desk, files, await middleOf(adding(desk))))();
    await until('both are in the record', () => photosOf(project).length === before + 2);
    // What byline cannot print is refused, with what to do; it stays until it is read.
    const refused = desk.page.locator('.upload.is-refused');
    await refused.waitFor();
    assert.match(await refused.innerText(), /IMG_1\.HEIC cannot be printed: it is a HEIC file\. Export it as JPEG/);
    await refused.getByRole('button', { name: 'Close' }).click();
    await desk.untilHidden('.uploads');
    const [one, two] = photosOf(project).slice(before);
    assert.match(one, /file = "photos\/gauge-clinic\/one\.jpg"/);
    assert.match(one, /alt = "TODO: /);
    // What the photo says itself is not copied.
    assert.equal(two.trim(), `file = "photos/${RECORD}/two.jpg"`);
    assert.deepEqual(storedIn(project), ['one.jpg', 'two.jpg']);
    assert.match(await card(desk, before + 1).locator('.box-toggle').innerText(), /Ana opens the clinic/);
    await openCard(desk, before + 1);
    await card(desk, before + 1).locator('.more-toggle').click();
    const hint = (key) => field(desk, before + 1, key).locator('textarea, input').first().getAttribute('placeholder');
    assert.equal(await hint('caption'), 'Ana opens the clinic');
    assert.equal(await hint('alt'), 'A woman at a gate.');
    assert.equal(await hint('creator'), 'Noor Haddad');
    assert.equal(await hint('credit'), 'Westhaven Post');
    const origin = field(desk, before + 1, 'caption').locator('.field-origin');
    assert.equal(await origin.innerText(), 'From the photo’s own data');
    // What is entered counts instead.
    await field(desk, before + 1, 'caption').locator('textarea').fill('Ana Sørensen opens the clinic');
    await project.untilSaved(FILE, 'caption = "Ana Sørensen opens the clinic"');
    await origin.waitFor({ state: 'hidden' });
    await field(desk, before + 1, 'caption').locator('textarea').fill('');
    await desk.page.keyboard.press('Tab');
    await until('the photo’s own caption counts again', () => !photosOf(project)[before + 1].includes('caption'));
    assert(await origin.isVisible());
  },

  async 'a photo is seen in the crop that prints, and its point is moved by mouse and keys'(_, tools) {
    const { desk, project } = await open(tools);
    // The summary cuts what is higher than its place.
    await desk.page.getByRole('tab', { name: 'Summary' }).click();
    project.write(FILE, project.read(FILE).replace(/\[\[photos\]\][^[]+/, ''));
    await until('the photos are gone', async () => (await cards(desk).count()) === 0);
    const at = await dropOne(desk, project, { name: 'high.jpg', type: 'image/jpeg', bytes: await draw(desk, { width: 1500, height: 1200 }) });
    const seen = field(desk, at, 'file').locator('.photo-seen');
    await seen.waitFor();
    const point = field(desk, at, 'file').locator('.photo-point');
    assert.equal(await point.getAttribute('aria-label'), 'Most important point: 50 % from the left, 50 % from the top');
    const stage = await field(desk, at, 'file').locator('.photo-stage').boundingBox();
    const topOf = async () => ((await seen.boundingBox()).y - stage.y) / stage.height;
    const middle = await topOf();
    const picture = await desk.pixels();
    await desk.page.mouse.move(stage.x + stage.width * 0.5, stage.y + stage.height * 0.5);
    await desk.page.mouse.down();
    await desk.page.mouse.move(stage.x + stage.width * 0.3, stage.y + stage.height * 0.2, { steps: 8 });
    await desk.page.mouse.up();
    await project.untilSaved(FILE, 'focus = [30, 20]');
    await until('the crop follows', async () => (await topOf()) < middle - 0.05);
    await desk.untilPixels('the page follows', (pixels) => pixels !== picture);
    // By keys: one step, and ten with Shift; not beyond the edge.
    await point.press('ArrowRight');
    await point.press('Shift+ArrowDown');
    await project.untilSaved(FILE, 'focus = [31, 30]');
    for (let step = 0; step < 8; step += 1) await point.press('Shift+ArrowUp');
    await project.untilSaved(FILE, 'focus = [31, 0]');
    await until('the crop is at the top', async () => Math.abs(await topOf()) < 0.01);
    assert.match(await field(desk, at, 'file').innerText(), /What is dimmed is cut off/);
    // Alt moves the card among the others, not the point.
    await point.press('Alt+ArrowUp');
    await rest(200);
    assert.match(project.read(FILE), /focus = \[31, 0\]/);
  },

  async 'it is said whether a photo is large enough, and what would do'(_, tools) {
    const { desk, project } = await open(tools);
    await desk.page.getByRole('tab', { name: 'Report' }).click();
    const at = await dropOne(desk, project, { name: 'small.jpg', type: 'image/jpeg', bytes: await draw(desk, { width: 640, height: 480 }) });
    const about = field(desk, at, 'file').locator('.photo-facts');
    await until('it is too coarse for its column', async () =>
      /640 × 480 prints at 133 dots an inch: too coarse for the column\. Half the width/.test(await about.innerText()));
    await field(desk, at, 'width').locator('select').selectOption('full');
    await until('it is too coarse across the page', async () =>
      /640 × 480 prints at \d+ dots an inch: too coarse for the full width\. Half/.test(await about.innerText()));
    await about.getByRole('button').click();
    await until('it is large enough', async () => /large enough here/.test(await about.innerText()));
    await until('the record says so', () => photosOf(project)[at].includes('width = "half"'));
    const large = await dropOne(desk, project, { name: 'large.jpg', type: 'image/jpeg', bytes: await draw(desk, { width: 2400, height: 1600 }) });
    await until('a large one fits everywhere', async () =>
      /2,400 × 1,600: large enough for the full width/.test(await field(desk, large, 'file').innerText()));
  },

  async 'a photo is chosen by the dialog, replaced and removed, and the files stay'(_, tools) {
    const { desk, project } = await open(tools);
    const folder = mkdtempSync(join(tmpdir(), 'photos-'));
    const save = (name, bytes) => {
      writeFileSync(join(folder, name), bytes);
      return join(folder, name);
    };
    const first = save('1 王小明.png', await draw(desk, { width: 900, height: 600, type: 'image/png' }));
    const second = save('better.jpg', await draw(desk, { width: 3000, height: 2000 }));
    const before = photosOf(project).length;
    let chooser = desk.page.waitForEvent('filechooser');
    await adding(desk).click();
    await (await chooser).setFiles([first]);
    await project.untilSaved(FILE, `file = "photos/${RECORD}/1 王小明.png"`);
    await openCard(desk, before);
    await field(desk, before, 'alt').locator('textarea').fill('A speaker');
    await project.untilSaved(FILE, 'alt = "A speaker"');
    await field(desk, before, 'file').locator('.photo-point').press('ArrowDown');
    await project.untilSaved(FILE, 'focus = [50, 51]');
    // The same picture in a better copy keeps what was said of it.
    chooser = desk.page.waitForEvent('filechooser');
    await field(desk, before, 'file').getByRole('button', { name: 'Replace…' }).click();
    await (await chooser).setFiles([second]);
    await project.untilSaved(FILE, `file = "photos/${RECORD}/better.jpg"`);
    assert.match(photosOf(project)[before], /alt = "A speaker"/);
    assert.match(photosOf(project)[before], /focus = \[50, 51\]/);
    // One that is dropped on it replaces it as well.
    const third = { name: 'square.png', type: 'image/png', bytes: await draw(desk, { width: 800, height: 800, type: 'image/png' }) };
    const letGo = await drag(desk, [third], await middleOf(field(desk, before, 'file').locator('.photo-stage')));
    await until('it is said', async () => /takes the place of this one/.test(await desk.textOf('.drop-words')));
    await letGo();
    await project.untilSaved(FILE, `file = "photos/${RECORD}/square.png"`);
    // Another shape has another most important point.
    await until('the point is free again', () => !photosOf(project)[before].includes('focus'));
    assert.equal(photosOf(project).length, before + 1);
    await field(desk, before, 'file').getByRole('button', { name: 'Remove' }).click();
    await until('it is removed', () => photosOf(project).length === before);
    assert.match(await desk.textOf('.removed'), /The file stays in the project/);
    assert.deepEqual(storedIn(project), ['1 王小明.png', 'better.jpg', 'square.png']);
    await desk.page.locator('.removed').getByRole('button', { name: 'Undo' }).click();
    await until('it is back', () => photosOf(project).length === before + 1);
  },

  async 'a picture is pasted, and words are not'(_, tools) {
    const { desk, project } = await open(tools);
    const before = photosOf(project).length;
    const bytes = (await draw(desk, { width: 700, height: 500, type: 'image/png' })).toString('base64');
    const paste = (withWords) => desk.page.evaluate(([encoded, isWord]) => {
      const clipboardData = new DataTransfer();
      clipboardData.items.add(new File([Uint8Array.from(atob(encoded), (char) => char.charCodeAt(0))], 'image.png', { type: 'image/png' }));
      if (isWord) clipboardData.setData('text/plain', 'Some words');
      document.body.dispatchEvent(new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData }));
    }, [bytes, withWords]);
    await paste(true);
    await rest(300);
    assert.equal(photosOf(project).length, before);
    await paste(false);
    await until('the record has the picture', () => photosOf(project).length === before + 1);
    assert.deepEqual(storedIn(project), ['pasted picture.png']);
  },

  async 'a large file shows its progress, can be stopped, and one that is too large is not sent'(_, tools) {
    const { desk, project } = await open(tools);
    const before = photosOf(project).length;
    // Held by the network, so that there is time to look.
    let go;
    const held = new Promise((resolve) => { go = resolve; });
    await desk.page.route('**/api/photos?record=*&name=*', async (route) => {
      if (route.request().method() !== 'POST') return route.fallback();
      await held;
      return route.continue().catch(() => null);
    });
    const bytes = await draw(desk, { width: 1200, height: 800 });
    const files = ['slow.jpg', 'next.jpg'].map((name, at) => ({ name, type: 'image/jpeg', bytes: Buffer.concat([bytes, Buffer.from([at])]) }));
    await (await drag(desk, files, await middleOf(adding(desk))))();
    await desk.untilShown('.upload progress');
    assert.equal(await desk.page.locator('.upload').count(), 2);
    assert.match(await desk.page.locator('.upload').nth(1).innerText(), /Waiting/);
    await desk.page.getByRole('button', { name: 'Cancel: slow.jpg' }).click();
    await until('one is left', async () => (await desk.page.locator('.upload').count()) === 1);
    go();
    await until('the other one is added', () => photosOf(project).length === before + 1);
    assert.deepEqual(storedIn(project), ['next.jpg']);
    await desk.page.unroute('**/api/photos?record=*&name=*');
    // 300 MB: nothing is read, and the words are the server's.
    await desk.page.evaluate(() => {
      const file = new File(['x'], 'Film scan.tif', { type: 'image/tiff' });
      Object.defineProperty(file, 'size', { value: 300 * 2 ** 20 });
      const transfer = { types: ['Files'], files: [file] };
      const event = new Event('drop', { bubbles: true, cancelable: true });
      Object.assign(event, { clientX: 1, clientY: 1 });
      Object.defineProperty(event, 'dataTransfer', { value: transfer });
      document.querySelector('.photo-add').dispatchEvent(event);
    });
    await desk.untilShown('.upload.is-refused');
    assert.match(await desk.textOf('.upload.is-refused'), /“Film scan\.tif” is larger than 256 MB/);
  },

  async 'photos keep to the keyboard, and nobody is shut out'(_, tools) {
    for (const colorScheme of ['light', 'dark']) {
      const { desk, project } = await open(tools, { options: { colorScheme } });
      const at = await dropOne(desk, project, { name: 'a.jpg', type: 'image/jpeg', bytes: await draw(desk, { width: 640, height: 480 }) });
      await openCard(desk, at);
      await openCard(desk, 0);
      await until('the pictures are there', () => desk.page.locator('.photo-picture').first().evaluate((img) => img.complete && img.naturalWidth > 0));
      await desk.page.evaluate(axe);
      const { violations } = await desk.page.evaluate(() => window.axe.run({ resultTypes: ['violations'] }));
      assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`), []);
      await card(desk, at).locator('.box-toggle').focus();
      await desk.page.keyboard.press('Tab');
      const reached = [];
      for (let step = 0; step < 6; step += 1) {
        reached.push(await desk.focused());
        await desk.page.keyboard.press('Tab');
      }
      assert(reached.some((name) => /^Most important point/.test(name)), reached.join(' | '));
      assert(reached.some((name) => name === 'Replace…'), reached.join(' | '));
    }
  },

  async 'a desk that only reads shows photos and takes none'(_, tools) {
    const { desk, project } = await open(tools, { args: ['--read-only'] });
    await openCard(desk, 0);
    await until('the picture is there', () => desk.page.locator('.photo-picture').first().evaluate((img) => img.naturalWidth > 0));
    assert.equal(await adding(desk).count(), 0);
    assert.equal(await desk.page.locator('.photo-point:visible').count(), 0);
    assert.equal(await field(desk, 0, 'file').getByRole('button', { name: 'Replace…' }).count(), 0);
    const before = project.read(FILE);
    const address = desk.page.url();
    await (await drag(desk, [{ name: 'a.jpg', type: 'image/jpeg', bytes: await draw(desk, { width: 60, height: 40 }) }], await middleOf(desk.page.locator('.pages'))))();
    await rest(300);
    // Nor does the browser show the picture in place of the desk.
    assert.equal(desk.page.url(), address);
    assert.equal(project.read(FILE), before);
  },
};
