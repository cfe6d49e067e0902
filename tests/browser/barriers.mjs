// Looks for barriers in a view, in the windows that people have.

import assert from 'node:assert/strict';
import { axe } from './tools.mjs';

/** Windows as people have them. Enlarged to 200 %, a window has half as many CSS pixels. */
export const WINDOWS = {
  light: {},
  dark: { colorScheme: 'dark' },
  narrow: { viewport: { width: 390, height: 800 }, isNarrow: true },
  'narrow and dark': { viewport: { width: 390, height: 800 }, colorScheme: 'dark', isNarrow: true },
  'enlarged to 200 %': { viewport: { width: 720, height: 450 }, deviceScaleFactor: 2, isNarrow: true },
};

/** Asserts that axe-core finds nothing in a view, and that it needs no scrolling sideways. */
export async function assertOpen(desk, view) {
  await desk.page.evaluate(axe);
  const found = await desk.page.evaluate(() => window.axe.run(document));
  assert(found.passes.length > 10);
  const violations = found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target, failureSummary }) => `${target} ${failureSummary}`).join('; ')}`);
  assert.deepEqual(violations, [], view);
  const overflow = await desk.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert(overflow <= 0, `${view}: ${overflow} pixels are out of sight`);
}
