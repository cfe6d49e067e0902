// Who was named last, so that they are offered first.

import { recall, remember } from '../../store.js';

const MOST = 12;

/** Returns the values of a kind that were chosen last, the latest first. */
export const recentOf = (kind) => recall(`recent-${kind.kind}`) ?? [];

/** Takes note that a value was chosen. */
export function noteRecent(kind, value) {
  remember(`recent-${kind.kind}`, [value, ...recentOf(kind).filter((one) => one !== value)].slice(0, MOST));
}
