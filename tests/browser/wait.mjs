// Waiting for what is to happen.

import { setTimeout as pass } from 'node:timers/promises';

/** How long anything may take, in milliseconds: much more than it does, for busy machines. */
export const PATIENCE = 30_000;

const POLL = 40;

/** Waits until a check is true. What it throws meanwhile counts as not yet. */
export async function until(what, check) {
  const end = Date.now() + PATIENCE;
  let cause;
  for (;;) {
    try {
      if (await check()) return;
      cause = undefined;
    } catch (error) {
      cause = error;
    }
    if (Date.now() > end) throw new Error(`waited in vain: ${what}`, { cause });
    await pass(POLL);
  }
}

/** Lets time pass, for what shows only in that nothing happens, or that begins after a pause. */
export const rest = (milliseconds) => pass(milliseconds);
