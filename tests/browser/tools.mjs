// The browser, what drives it, and what looks for barriers: from where tests/install-tools puts
// them.

import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';

const folder = new URL('../../target/test-tools/browser/', import.meta.url);
if (!existsSync(folder)) throw new Error('run tests/install-tools first');
const require = createRequire(folder);

const { chromium } = require('playwright-core');

/** The source of axe-core, to be run in a page. */
export const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** Starts Chromium, without a window. The shell without a desktop takes a third less processor time. */
export function startBrowser() {
  const candidates = process.env.PATH.split(delimiter).map((path) => join(path, 'chromium-headless-shell'));
  const executablePath = candidates.find((path) => existsSync(path));
  if (!executablePath) throw new Error('chromium-headless-shell is missing: run tests/install-tools first');
  // Nothing of the machine's screen, and no services of the vendor.
  const args = ['--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-sync'];
  return chromium.launch({ executablePath, args });
}
